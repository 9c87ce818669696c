/* Plays the example of every row of the word tables, and looks for the forms that endings.tsv promises. */
#include "cases.h"

#include "dates/lexicon.h"

static const struct row {
	const char *file;
	int line;
	const char *lang, *kind, *value, *forms, *flags, *example, *reads, *source;
} rows[] = {
#define ROW(line, ...) { FILE_NAME, line, __VA_ARGS__ },
#define FILE_NAME "bounds"
#include "dates/bounds.tsv.inc"
#undef FILE_NAME
#define FILE_NAME "feasts"
#include "dates/feasts.tsv.inc"
#undef FILE_NAME
#define FILE_NAME "guards"
#include "dates/guards.tsv.inc"
#undef FILE_NAME
#define FILE_NAME "months"
#include "dates/months.tsv.inc"
#undef FILE_NAME
#define FILE_NAME "numbers"
#include "dates/numbers.tsv.inc"
#undef FILE_NAME
#define FILE_NAME "relative"
#include "dates/relative.tsv.inc"
#undef FILE_NAME
#define FILE_NAME "tense"
#include "dates/tense.tsv.inc"
#undef FILE_NAME
#define FILE_NAME "units"
#include "dates/units.tsv.inc"
#undef FILE_NAME
#undef ROW
};

static const struct ending_row {
	int line;
	const char *set, *ending, *endings, *example, *source;
} ending_rows[] = {
#define ROW(line, ...) { line, __VA_ARGS__ },
#include "dates/endings.tsv.inc"
#undef ROW
};

static void every_example_reads_as_its_row_says(void **state)
{
	struct arena *arena = arena_new();
	struct date published = stretch_date(stretch_day(day_number(2022, 1, 11)));
	int wrong = 0;

	for (size_t i = 0; i < COUNT(rows); i++) {
		const struct row *row = &rows[i];
		struct date_frame frame = { .published = published };
		struct date_mention *found;
		struct text text;
		const char *lang = strcmp(row->lang, "*") == 0 ? "ru" : row->lang;
		struct span got;
		size_t count;

		text_read(span_of(row->example), arena, &text);
		count = dates_find(&text, lang, &frame, arena, &found);
		got = count ? found[0].timex : span_of("-");
		if (!span_is(got, row->reads)) {
			wrong++;
			print_error("%s.tsv:%d: \"%s\" reads %.*s, not %s\n", row->file, row->line, row->example, (int)got.bytes, got.at, row->reads);
		}
		arena_reset(arena);
	}
	assert_int_equal(wrong, 0);
	assert_true(COUNT(rows) > 400);
	arena_free(arena);
	(void)state;
}

static void every_row_has_its_columns(void **state)
{
	int wrong = 0;

	for (size_t i = 0; i < COUNT(rows); i++)
		if (!rows[i].forms[0] || !rows[i].example[0] || !rows[i].source[0]) {
			wrong++;
			print_error("%s.tsv:%d has an empty column\n", rows[i].file, rows[i].line);
		}
	assert_int_equal(wrong, 0);
	(void)state;
}

/* The Kazakh rows give examples that the months and units really take: "қаңтардың, айының". */
static void kazakh_endings_make_their_examples(void **state)
{
	struct arena *arena = arena_new();
	int wrong = 0;

	for (size_t i = 0; i < COUNT(ending_rows); i++) {
		const struct ending_row *row = &ending_rows[i];
		struct text text;

		if (strncmp(row->set, "kk", 2) != 0)
			continue;
		text_read(span_of(row->example), arena, &text);
		for (size_t w = 0; w < text.count; w++) {
			struct source s = { .text = &text, .looked = lexicon_read(&text, arena), .langs = LANG_KK };

			if (lex_mask(&s, w))
				continue;
			wrong++;
			print_error("endings.tsv:%d: no form %.*s\n", row->line, (int)text_word(&text, w).bytes, text_word(&text, w).at);
		}
		arena_reset(arena);
	}
	assert_int_equal(wrong, 0);
	arena_free(arena);
	(void)state;
}

static void the_checksum_is_steady(void **state)
{
	assert_true(dates_checksum() != 0);
	assert_true(dates_checksum() == dates_checksum());
	(void)state;
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_example_reads_as_its_row_says),
		cmocka_unit_test(every_row_has_its_columns),
		cmocka_unit_test(kazakh_endings_make_their_examples),
		cmocka_unit_test(the_checksum_is_steady),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
