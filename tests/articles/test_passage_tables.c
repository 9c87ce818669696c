/* Plays the tables of passages: lines left out, titles that look back, words of place. */
#include "cases.h"

#include "articles/credits.h"
#include "articles/passage.h"

/* ---- credits ---- */

static void every_credit_row_takes_its_example(void **state)
{
	struct arena *arena = arena_new();
	int wrong = 0;

	for (size_t i = 0; i < credit_count(); i++) {
		const struct credit *row = credit_at(i);

		if (credit_find(span_of(row->example), arena))
			continue;
		wrong++;
		print_error("credits.tsv:%d: \"%s\" is not taken\n", row->line, row->example);
	}
	assert_int_equal(wrong, 0);
	arena_free(arena);
	(void)state;
}

static void what_only_looks_like_a_credit_stays(void **state)
{
	static const struct { const char *line, *why; } rows[] = {
		{ "Photo-finish at the races: two horses, one nose.", "a hyphen without space is no label" },
		{ "Share prices fell on Friday after the bank's report was read out in parliament.", "a sentence that begins with Share" },
		{ "By Monday night the square was empty.", "By before a day and a verb" },
		{ "Фото и видео с площади разошлись по сети за несколько минут, а через час их уже показывали по телевидению.",
		  "the pictures are what is told of" },
		{ "Автор книги живёт в Таразе и пишет о степи.", "an author without a colon" },
		{ "Корреспондент: Что вы увидели, когда открыли дверь в подвал?", "a speaker in an interview" },
		{ "Сурет салуды ол бала күнінде үйренді, ал бояуды өзі қайнататын.", "drawing, not a drawing's credit" },
		{ "Подробности суд обещал огласить позже.", "details, not a link" },
	};
	struct arena *arena = arena_new();
	int wrong = 0;

	for (size_t i = 0; i < COUNT(rows); i++) {
		const struct credit *credit = credit_find(span_of(rows[i].line), arena);

		if (!credit)
			continue;
		wrong++;
		print_error("\"%s\" is taken by credits.tsv:%d (%s)\n", rows[i].line, credit->line, rows[i].why);
	}
	assert_int_equal(wrong, 0);
	arena_free(arena);
	(void)state;
}

/* ---- the other tables ---- */

static void every_kind_row_reads_its_example_as_a_look_back(void **state)
{
	static const struct { int line; const char *kind, *lang, *example; } rows[] = {
#define ROW(line, start, kind, lang, example, source) { line, kind, lang, example },
#include "articles/kinds.tsv.inc"
#undef ROW
	};
	struct arena *arena = arena_new();
	int wrong = 0;

	for (size_t i = 0; i < COUNT(rows); i++) {
		struct article article = { .title = span_of(rows[i].example), .text = span_of("Nobody knows.") };
		struct document document;

		article.published = (struct date){ day_number(2022, 1, 5), day_number(2022, 1, 5), DATE_DAY, false };
		memcpy(article.lang, rows[i].lang, strlen(rows[i].lang) + 1);
		passages_split(&article, arena, &document);
		if (document.passage_count == 1 && !date_is_known(document.passages[0].date))
			continue;
		wrong++;
		print_error("kinds.tsv:%d: \"%s\" is read as a report of its day\n", rows[i].line, rows[i].example);
	}
	assert_int_equal(wrong, 0);
	arena_free(arena);
	(void)state;
}

static void every_word_of_place_stands_before_a_name_in_its_example(void **state)
{
	static const struct { int line; const char *word, *example; } rows[] = {
#define ROW(line, word, lang, example, source) { line, word, example },
#include "articles/placewords.tsv.inc"
#undef ROW
	};
	struct arena *arena = arena_new();
	int wrong = 0;

	for (size_t i = 0; i < COUNT(rows); i++) {
		struct text text;
		bool found = false;

		text_read(span_of(rows[i].example), arena, &text);
		for (size_t n = 1; n < text.count; n++)
			found |= span_is(text.words[n - 1].folded, rows[i].word) && text.words[n].shape == WORD_CAPITAL;
		if (found)
			continue;
		wrong++;
		print_error("placewords.tsv:%d: \"%s\" does not stand before a name in \"%s\"\n", rows[i].line, rows[i].word,
			    rows[i].example);
	}
	assert_int_equal(wrong, 0);
	arena_free(arena);
	(void)state;
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_credit_row_takes_its_example),
		cmocka_unit_test(what_only_looks_like_a_credit_stays),
		cmocka_unit_test(every_kind_row_reads_its_example_as_a_look_back),
		cmocka_unit_test(every_word_of_place_stands_before_a_name_in_its_example),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
