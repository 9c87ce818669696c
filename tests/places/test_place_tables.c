/* Plays the examples of the places tables: every row must do what its example says. */
#include "builtin.h"

#include "dateline/arena.h"
#include "dateline/file.h"
#include "dateline/text.h"

#include <stdlib.h>

#define COLUMNS_MOST 16

typedef bool row_check(struct span columns[COLUMNS_MOST], struct arena *arena);

/* Calls `check` for each row of a table; returns how many say no. */
static int play(const char *path, row_check *check)
{
	struct arena *arena = arena_new(), *scratch = arena_new();
	struct buf file = BUF_INIT((size_t)64 << 20);
	struct error err = { 0 };
	struct span rest;
	int wrong = 0, line_number = 0;

	file_read(path, &file, &err);
	assert_int_equal(err.status, STATUS_OK);
	for (rest = buf_span(&file); rest.at;) {
		struct span line = span_cut(&rest, '\n'), columns[COLUMNS_MOST] = { { NULL, 0 } }, whole = line;
		size_t count = 0;

		line_number++;
		if (line.bytes == 0 || line.at[0] == '#')
			continue;
		while (line.at && count < COLUMNS_MOST)
			columns[count++] = span_cut(&line, '\t');
		if (!check(columns, scratch) && wrong++ < 20)
			print_error("%s:%d: %.*s\n", path, line_number, (int)whole.bytes, whole.at);
		arena_reset(scratch);
	}
	buf_release(&file);
	arena_free(arena);
	arena_free(scratch);
	return wrong;
}

/* Does a sentence with `words` name a place of `code`? */
static bool names(const char *before, struct span words, const char *after, const char *lang, struct span code, struct arena *arena)
{
	struct span sentence = arena_printf(arena, "%s%.*s%s", before, (int)words.bytes, words.at, after);
	struct place_context context = { .lang = lang };
	struct place_mention *mentions;
	struct text text;
	size_t count;

	text_read(sentence, arena, &text);
	count = places_find(gazetteer, &text, &context, arena, &mentions);
	for (size_t i = 0; i < count; i++)
		if (mentions[i].place == place_of_code(gazetteer, code))
			return true;
	return false;
}

static bool check_adjective(struct span columns[COLUMNS_MOST], struct arena *arena)
{
	const char *lang = arena_string(arena, columns[1]);

	if (span_is(columns[2], "weak") || span_is(columns[2], "compound")) /* these want more than a sentence */
		return place_of_code(gazetteer, columns[3]) != 0;
	if (span_is(columns[2], "after-comma"))
		return names("Crews came from ", columns[5], ". on Monday.", lang, columns[3], arena);
	if (span_is(columns[2], "people")) /* told apart: no place in a text */
		return !names("We met ", columns[5], " experts there.", lang, columns[3], arena);
	if (span_is(columns[1], "uk"))
		return names("Це був ", columns[5], " суд.", lang, columns[3], arena);
	return names("Там был ", columns[5], " суд.", lang, columns[3], arena);
}

static bool check_suffix(struct span columns[COLUMNS_MOST], struct arena *arena)
{
	uint32_t id;

	if (span_is(columns[1], "possessive")) /* read in texts; nobody asks for "our Kazakhstan" */
		return names("Біз ", columns[2], " туралы айттық.", "kk", span_of("KZ"), arena) ||
		       names("Біз ", columns[2], " туралы айттық.", "kk", span_of("1520316"), arena);
	return span_ends(columns[2], arena_string(arena, columns[0])) && place_ask(gazetteer, columns[2], &id, 1) == 1;
}

/* Each word of the example that is a form (all but the first name) is answered as the first is. */
static bool check_renaming(struct span columns[COLUMNS_MOST], struct arena *arena)
{
	uint32_t wanted = place_of_code(gazetteer, columns[0]), ids[16];
	struct span rest = columns[1];

	(void)arena;
	while (rest.at) {
		struct span name = span_cut(&rest, '|');
		size_t count = place_ask(gazetteer, name, ids, COUNT(ids));
		bool found = false;

		for (size_t i = 0; i < count; i++)
			found |= ids[i] == wanted;
		if (!found)
			return false;
	}
	return columns[2].bytes == 10 && wanted != 0;
}

static bool check_fact(struct span columns[COLUMNS_MOST], struct arena *arena)
{
	uint32_t id = place_of_code(gazetteer, columns[0]), ids[16];
	size_t count = place_ask(gazetteer, columns[7], ids, COUNT(ids));

	(void)arena;
	if (columns[12].bytes == 0 || id == 0)
		return false;
	if (span_is(columns[1], "same") || columns[7].bytes == 0)
		return true;
	for (size_t i = 0; i < count; i++)
		if (ids[i] == id)
			return true;
	return count == COUNT(ids); /* a name so common that the answer is full */
}

static bool check_deny(struct span columns[COLUMNS_MOST], struct arena *arena)
{
	struct span sentence = arena_printf(arena, "%.*s", (int)columns[0].bytes, columns[0].at);
	struct place_context context = { .lang = arena_string(arena, columns[1]) };
	struct place_mention *mentions;
	struct text text;

	if (!span_is(columns[2], "never") && !span_is(columns[2], "phrase"))
		return columns[4].bytes > 0;
	text_read(sentence, arena, &text);
	return columns[4].bytes > 0 && places_find(gazetteer, &text, &context, arena, &mentions) == 0;
}

/* The example holds the word, and so does every row its source. */
static bool check_word(struct span columns[COLUMNS_MOST], struct arena *arena)
{
	struct span word = columns[0], folded = text_fold(columns[5], arena);

	if (word.at[word.bytes - 1] == '*')
		word.bytes--;
	return columns[6].bytes > 0 && span_find(folded, text_fold(word, arena)) < folded.bytes;
}

static bool check_cue(struct span columns[COLUMNS_MOST], struct arena *arena)
{
	struct span folded = text_fold(columns[3], arena);

	return columns[4].bytes > 0 && span_find(folded, text_fold(columns[0], arena)) < folded.bytes;
}

static bool check_common(struct span columns[COLUMNS_MOST], struct arena *arena)
{
	return span_equal(text_term(text_fold(columns[0], arena), arena), columns[0]) && columns[1].bytes == 2;
}

/* "Москва Москвы; Рига Риги": in each group the first words are a name, and the forms are answered by it. */
static bool check_ending(struct span columns[COLUMNS_MOST], struct arena *arena)
{
	struct span ends = columns[2], folded = text_fold(columns[8], arena);

	if (columns[9].bytes == 0)
		return false;
	return span_is(ends, "C") || span_find(folded, text_fold(ends, arena)) < folded.bytes;
}

static void every_row_does_what_it_says(void **state)
{
	(void)state;
	assert_int_equal(play("src/places/adjectives.tsv", check_adjective) + play("src/places/suffixes.tsv", check_suffix) +
			 play("src/places/renamings.tsv", check_renaming) + play("src/places/facts.tsv", check_fact) +
			 play("src/places/deny.tsv", check_deny) + play("src/places/regionwords.tsv", check_word) +
			 play("src/places/cues.tsv", check_cue) + play("src/places/common.tsv", check_common) +
			 play("src/places/endings.tsv", check_ending), 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = { cmocka_unit_test(every_row_does_what_it_says) };

	return cmocka_run_group_tests(tests, open_gazetteer, close_gazetteer);
}
