/* Checks that a text read near its spellings only names the same people as all of it. */
#include "cases.h"

#include "dateline/file.h"
#include "dateline/name.h"
#include "query/narrow.h"

#include <string.h>

static const char *const files[] = {
	"corpus/chronology/chronology.en.md", "corpus/chronology/chronology.kk.txt", "corpus/chronology/chronology.ru.html",
	"corpus/people/2023-03-08-namesakes.ru.txt", "corpus/people/2019-11-03-obituary.ru.txt",
	"corpus/roundups/2022-01-21-foreign-press.en.md", "corpus/feed/feed.jsonl", "corpus/agency/2022-01-06-almaty.ru.txt",
};

static const char *const names[] = {
	"Токаев", "Kassym-Jomart Tokayev", "Карим Масимов", "Dzhumageldiev", "Арман Жумагельдиев", "Сабит Ахметов", "Тимур Ахметов",
	"Пётр Семёнов", "Лидия Семёнова", "Nursultan Nazarbayev",
};

/* All that the index would know of the text: its words that pass for the surname. */
static void take_spellings(const struct name_query *query, const struct text *text, struct map *map)
{
	for (size_t i = 0; i < text->count; i++)
		if (text->words[i].shape != WORD_LOWER)
			map_put(map, text->words[i].folded, name_query_takes(query, text->words[i].folded));
}

static int compare(const char *file, const char *name, struct span raw, struct arena *arena, size_t *found)
{
	const struct name_options options = { 0 };
	const struct name_query *query = name_query_new(span_of(name), &options, arena);
	struct map *map = map_new();
	struct narrow *near;
	struct text whole, narrow;
	struct name_mention *wanted, *got;
	size_t wanted_count, got_count;
	bool same;

	text_read(raw, arena, &whole);
	take_spellings(query, &whole, map);
	near = narrow_new(map);
	narrow_read(near, raw, arena, &narrow);
	wanted_count = name_query_mentions(query, &whole, "ru", arena, &wanted);
	got_count = name_query_mentions(query, &narrow, "ru", arena, &got);
	same = wanted_count == got_count;
	for (size_t i = 0; same && i < wanted_count; i++)
		same = wanted[i].at_byte == got[i].at_byte && wanted[i].bytes == got[i].bytes &&
		       wanted[i].certainty == got[i].certainty && span_equal(wanted[i].why, got[i].why);
	if (!same)
		print_error("%s in %s: %zu mentions near spellings, %zu in all\n", name, file, got_count, wanted_count);
	*found += wanted_count;
	narrow_free(near);
	map_free(map);
	return !same;
}

static void the_same_people_are_named(void **state)
{
	size_t found = 0;
	int wrong = 0;

	for (size_t i = 0; i < COUNT(files); i++) {
		struct buf raw = BUF_INIT((size_t)4 << 20);
		struct error err = { 0 };

		file_read(files[i], &raw, &err);
		assert_int_equal(err.status, STATUS_OK);
		for (size_t k = 0; k < COUNT(names); k++) {
			struct arena *arena = arena_new();

			wrong += compare(files[i], names[k], buf_span(&raw), arena, &found);
			arena_free(arena);
		}
		buf_release(&raw);
	}
	assert_true(found > 100);
	assert_int_equal(wrong, 0);
	(void)state;
}

static void words_are_found_as_they_are_written(void **state)
{
	/* Spellings that are looked for: токаев, may's. */
	static const struct { const char *text; bool found; const char *why; } rows[] = {
		{ "в Алматы Токаев сказал", true, "plain" },
		{ "ТОКАЕВ", true, "capitals" },
		{ "«Токаев»", true, "in quotation marks" },
		{ "сказал—Токаев", true, "behind a dash" },
		{ "То\u0301каев", true, "with a stress mark" },
		{ "То\u00adкаев", true, "with a soft hyphen" },
		{ "Тoкаев", true, "with a Latin letter" },
		{ "Toкaев", true, "with many" },
		{ "Токаевым", true, "another form" },
		{ "Тока", true, "a beginning of four letters" },
		{ "Ток", false, "a shorter one" },
		{ "Каев", false, "no beginning" },
		{ "Mayor", false, "a spelling of four letters begins no longer word" },
		{ "May’s", true, "an apostrophe" },
		{ "(May's)", true, "another" },
		{ "May s", false, "two words" },
		{ "\xd0", false, "broken" },
		{ "Токаев\xd0", true, "broken behind" },
		{ "", false, "nothing" },
	};
	struct map *map = map_new();
	struct narrow *narrow;
	int wrong = 0;

	map_put(map, span_of("токаев"), 1);
	map_put(map, span_of("каев"), 0);
	map_put(map, span_of("may's"), 1);
	narrow = narrow_new(map);
	for (size_t i = 0; i < COUNT(rows); i++) {
		struct arena *arena = arena_new();
		struct text text;

		narrow_read(narrow, span_of(rows[i].text), arena, &text);
		if ((text.count > 0) != rows[i].found) {
			wrong++;
			print_error("%s (%s): %zu words\n", rows[i].text, rows[i].why, text.count);
		}
		arena_free(arena);
	}
	assert_int_equal(wrong, 0);
	narrow_free(narrow);
	map_free(map);
	(void)state;
}

static void what_is_left_out_keeps_its_length(void **state)
{
	struct arena *arena = arena_new();
	struct buf raw = BUF_INIT(1 << 16);
	struct map *map = map_new();
	struct narrow *narrow;
	struct text text;

	map_put(map, span_of("anna"), 1);
	narrow = narrow_new(map);
	buf_add_string(&raw, "Anna");
	for (int i = 0; i < 30; i++)
		buf_add_string(&raw, " word");
	buf_add_string(&raw, " Anna");
	for (int i = 0; i < 300; i++)
		buf_add_string(&raw, " word");
	buf_add_string(&raw, " Anna");
	narrow_read(narrow, buf_span(&raw), arena, &text);
	assert_int_equal(text.count, 1 + 30 + 1 + NARROW_AFTER + NARROW_FILLING_MOST + NARROW_BEFORE + 1);
	assert_true(span_is(text.words[31].folded, "anna"));
	assert_int_equal(text.words[31].at_byte, 4 + 30 * 5 + 1);
	assert_int_equal(text.words[text.count - 1].at_byte, raw.bytes - 4);
	narrow_free(narrow);
	map_free(map);
	buf_release(&raw);
	arena_free(arena);
	(void)state;
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_same_people_are_named),
		cmocka_unit_test(words_are_found_as_they_are_written),
		cmocka_unit_test(what_is_left_out_keeps_its_length),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
