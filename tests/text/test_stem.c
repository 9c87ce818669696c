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

struct example_row {
	int line;
	const char *example;
};

static int play_rows(const struct example_row *rows, size_t count, const char *lang, const char *table)
{
	struct stemmer *stemmer = stemmer_new();
	struct arena *arena = arena_new();
	int wrong = 0;

	for (size_t i = 0; i < count; i++) {
		struct span example = span_of(rows[i].example), arrow = span_of(" ==> ");
		size_t at = span_find(example, arrow);

		assert_true(at < example.bytes);
		wrong += !stem_is(stemmer, arena, lang, span_make(example.at, at), span_of(example.at + at + arrow.bytes),
				  table, rows[i].line);
	}
	arena_free(arena);
	stemmer_free(stemmer);
	return wrong;
}

static void plays_the_rows_of_the_tables(void **state)
{
	static const struct example_row kazakh[] = {
#define ROW(line, suffix, kind, least, example, source) { line, example },
#include "text/kazakh.tsv.inc"
#undef ROW
	};
	static const struct example_row russian[] = {
#define ROW(line, word, example, source) { line, example },
#include "text/russian.tsv.inc"
#undef ROW
	};
	int wrong = play_rows(kazakh, COUNT(kazakh), "kk", "kazakh.tsv");

	wrong += play_rows(russian, COUNT(russian), "ru", "russian.tsv");
	assert_int_equal(wrong, 0);
	(void)state;
}

static void stems_words(void **state)
{
	static const struct { const char *lang, *word, *stem; } rows[] = {
		{ "en", "protests", "protest" }, { "en", "protesting", "protest" }, { "en", "prices", "price" },
		{ "ru", "протесты", "протест" }, { "ru", "протестующих", "протест" }, { "ru", "ценами", "цен" },
		{ "ru", "буржуй", "бурж" }, { "ru", "буржуя", "бурж" }, { "ru", "край", "кра" }, { "ru", "края", "кра" },
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
		cmocka_unit_test(plays_the_rows_of_the_tables),
		cmocka_unit_test(stems_words),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
