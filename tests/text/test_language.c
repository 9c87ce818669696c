/* Languages: each row of the table, short texts with a hint, and the table's order. */
#include "sentences.h"

#include "dateline/text.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>

#include <cmocka.h>

static void plays_the_rows_of_the_table(void **state)
{
	static const struct { int line; const char *lang, *example; } rows[] = {
#define ROW(line, lang, script, own, lacks, example, source) { line, lang, example },
#include "text/language.tsv.inc"
#undef ROW
	};
	int wrong = 0;

	for (size_t i = 0; i < COUNT(rows); i++) {
		char got[LANG_TEXT];

		language_guess(span_of(rows[i].example), "", got);
		if (strcmp(got, rows[i].lang) == 0)
			continue;
		wrong++;
		print_error("language.tsv:%d: wanted %s, got '%s'\n", rows[i].line, rows[i].lang, got);
	}
	assert_int_equal(wrong, 0);
	(void)state;
}

static void small_words_are_sorted(void **state)
{
	static const struct { int line; const char *word; } rows[] = {
#define ROW(line, word, langs, source) { line, word },
#include "text/language_word.tsv.inc"
#undef ROW
	};
	int wrong = 0;

	for (size_t i = 1; i < COUNT(rows); i++) {
		if (strcmp(rows[i - 1].word, rows[i].word) < 0 && strlen(rows[i].word) <= 24)
			continue;
		wrong++;
		print_error("language_word.tsv:%d: '%s' is out of order or too long\n", rows[i].line, rows[i].word);
	}
	assert_int_equal(wrong, 0);
	(void)state;
}

static void tells_languages(void **state)
{
	static const struct { const char *text, *hint, *lang, *why; } rows[] = {
		{ "Токаев", "ru", "ru", "one word says nothing: the hint" },
		{ "Токаев", "kk", "kk", "" },
		{ "Тоқаев", "ru", "kk", "but for its letters" },
		{ "Токаев", "", "", "and without a hint nothing is said" },
		{ "2022", "en", "en", "no letters" },
		{ "Vlada je v sredo sprejela nov zakon, ki ga je predlagala opozicija.", "sl", "sl", "no row here denies Slovene" },
		{ "Правительство в среду приняло новый закон.", "sl", "ru", "but another script does" },
		{ "", "", "", "" },
		{ "В Алматы ввели комендантский час, и улицы опустели.", "kk", "ru", "a wrong hint gives way" },
		{ "Алматыда коменданттық сағат енгізілді, көшелер босап қалды.", "ru", "kk", "" },
		{ "A curfew was imposed in the city, and the streets were empty.", "ru", "en", "another script" },
		{ "У Києві оголосили комендантську годину, і вулиці спорожніли.", "ru", "uk", "" },
		{ "У Мінску абвясцілі каменданцкую гадзіну, і вуліцы апусцелі.", "", "be", "" },
		{ "Алматы. 5 января. Казинформ", "en", "", "a hint of the other script is none" },
		{ "ПРЕЗИДЕНТ ОБРАТИЛСЯ К НАРОДУ И НЕ СТАЛ ЖДАТЬ", "", "ru", "capitals" },
		{ "Ермек Қуанышев Павлодарға барды.", "", "kk", "a name's letters tell too" },
		{ "Режиссёр Ә. Сапаров снял фильм о том, как жили в ауле, и показал его зрителям на фестивале", "", "ru",
		  "one foreign letter does not outweigh the words" },
	};
	int wrong = 0;

	for (size_t i = 0; i < COUNT(rows); i++) {
		char got[LANG_TEXT];

		language_guess(span_of(rows[i].text), rows[i].hint, got);
		if (strcmp(got, rows[i].lang) == 0)
			continue;
		wrong++;
		print_error("%s (hint %s): got '%s', wanted '%s' (%s)\n", rows[i].text, rows[i].hint, got, rows[i].lang,
			    rows[i].why);
	}
	assert_int_equal(wrong, 0);
	(void)state;
}

/* How many sentences of a language are told rightly without any hint. */
struct counting {
	char lang[LANG_TEXT];
	unsigned right, all;
};

struct counts {
	struct counting langs[16];
	size_t count;
};

static void sentence_try(struct span lang, struct span sentence, void *with)
{
	struct counts *counts = with;
	struct counting *of = NULL;
	char got[LANG_TEXT];

	for (size_t i = 0; i < counts->count; i++)
		if (span_is(lang, counts->langs[i].lang))
			of = &counts->langs[i];
	if (!of) {
		assert_true(counts->count < COUNT(counts->langs));
		of = &counts->langs[counts->count++];
		snprintf(of->lang, sizeof(of->lang), "%.*s", (int)lang.bytes, lang.at);
	}
	language_guess(sentence, "", got);
	of->all++;
	of->right += span_is(lang, got);
	if (!span_is(lang, got))
		print_error("%s as '%s': %.*s\n", of->lang, got, (int)sentence.bytes, sentence.at);
}

static void tells_the_language_of_sentences(void **state)
{
	struct buf file = BUF_INIT(1 << 20);
	struct counts counts = { .count = 0 };
	int wrong = 0;

	sentences_visit(&file, sentence_try, &counts);
	for (size_t i = 0; i < counts.count; i++) {
		printf("%s: %u of %u\n", counts.langs[i].lang, counts.langs[i].right, counts.langs[i].all);
		wrong += counts.langs[i].all < 20 || counts.langs[i].right * 100 < counts.langs[i].all * 95;
	}
	assert_int_equal(counts.count, 7);
	assert_int_equal(wrong, 0);
	buf_release(&file);
	(void)state;
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(plays_the_rows_of_the_table),
		cmocka_unit_test(small_words_are_sorted),
		cmocka_unit_test(tells_languages),
		cmocka_unit_test(tells_the_language_of_sentences),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
