/* Stems: each Kazakh ending by its example, chains of them, and words that keep their ends. */
#include "dateline/text.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>

#include <cmocka.h>

static bool stem_is(struct stemmer *stemmer, struct arena *arena, const char *lang, struct span word, struct span want,
		    const char *what, int line)
{
	struct span got = stemmer_stem(stemmer, word, lang, arena);

	if (span_equal(got, want))
		return true;
	print_error("%s:%d: %.*s: got %.*s, wanted %.*s\n", what, line, (int)word.bytes, word.at, (int)got.bytes, got.at,
		    (int)want.bytes, want.at);
	return false;
}

static void plays_the_rows_of_the_table(void **state)
{
	static const struct { int line; const char *example; } rows[] = {
#define ROW(line, suffix, kind, least, example, source) { line, example },
#include "text/kazakh.tsv.inc"
#undef ROW
	};
	struct stemmer *stemmer = stemmer_new();
	struct arena *arena = arena_new();
	int wrong = 0;

	for (size_t i = 0; i < COUNT(rows); i++) {
		struct span example = span_of(rows[i].example), arrow = span_of(" ==> ");
		size_t at = span_find(example, arrow);

		assert_true(at < example.bytes);
		wrong += !stem_is(stemmer, arena, "kk", span_make(example.at, at),
				  span_of(example.at + at + arrow.bytes), "kazakh.tsv", rows[i].line);
	}
	arena_free(arena);
	stemmer_free(stemmer);
	assert_int_equal(wrong, 0);
	(void)state;
}

static void stems_words(void **state)
{
	static const struct { const char *lang, *word, *stem; } rows[] = {
		{ "en", "protests", "protest" }, { "en", "protesting", "protest" }, { "en", "prices", "price" },
		{ "ru", "протесты", "протест" }, { "ru", "протестующих", "протест" }, { "ru", "ценами", "цен" },
		{ "ru", "трамвай", "трамв" }, { "ru", "трамвая", "трамв" }, { "ru", "музеи", "муз" }, { "ru", "музею", "муз" },
		{ "ru", "случай", "случ" }, { "ru", "случаев", "случ" }, { "ru", "край", "кра" }, { "ru", "края", "кра" },
		{ "kk", "әкімдігінің", "әкімдік" }, { "kk", "тұрғындарымен", "тұрғын" }, { "kk", "тұрғын", "тұрғын" },
		{ "kk", "наразылықтардың", "наразылық" }, { "kk", "оқиғалары", "оқиға" }, { "kk", "бағасының", "баға" },
		{ "kk", "баға", "баға" }, { "kk", "газ", "газ" }, { "kk", "қаласындағы", "қала" },
		{ "kk", "сұрағына", "сұрақ" }, { "kk", "министрліктері", "министрлік" }, { "kk", "болғандар", "бол" },
		{ "kk", "елімізде", "ел" }, { "kk", "шілдеде", "шілде" }, { "kk", "президентіміз", "президент" },
		{ "kk", "қ", "қ" }, { "uk", "протести", "протести" }, { "", "protests", "protests" },
		{ "kk", "2022", "2022" },
	};
	struct stemmer *stemmer = stemmer_new();
	struct arena *arena = arena_new();
	int wrong = 0;

	for (size_t i = 0; i < COUNT(rows); i++)
		wrong += !stem_is(stemmer, arena, rows[i].lang, span_of(rows[i].word), span_of(rows[i].stem),
				  rows[i].lang, (int)i);
	arena_free(arena);
	stemmer_free(stemmer);
	assert_int_equal(wrong, 0);
	(void)state;
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(plays_the_rows_of_the_table),
		cmocka_unit_test(stems_words),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
