/* Plays the rows of keyboard.tsv and measures spelling distances. */
#include "cases.h"

#include "query/keyboard.h"
#include "query/nearest.h"

#include "dateline/span.h"

static const struct { const char *typed, *meant; int line; } keys[] = {
#define ROW(line, key, ru, kk, typed, meant, source) { typed, meant, line },
#include "query/keyboard.tsv.inc"
#undef ROW
};

static bool has(const struct span *readings, size_t count, const char *meant)
{
	for (size_t i = 0; i < count; i++) {
		if (span_is(readings[i], meant))
			return true;
	}
	return false;
}

static void every_row_plays_its_example(void **state)
{
	struct arena *arena = arena_new();
	int wrong = 0;

	for (size_t i = 0; i < COUNT(keys); i++) {
		struct span readings[KEYBOARD_READINGS_MOST];
		size_t count = keyboard_readings(span_of(keys[i].typed), arena, readings);

		if (has(readings, count, keys[i].meant))
			continue;
		wrong++;
		print_error("keyboard.tsv:%d: %s is not read as %s\n", keys[i].line, keys[i].typed, keys[i].meant);
	}
	assert_int_equal(wrong, 0);
	arena_free(arena);
	(void)state;
}

static void reads_cyrillic_keys_as_latin(void **state)
{
	struct span readings[KEYBOARD_READINGS_MOST];
	struct arena *arena = arena_new();
	size_t count = keyboard_readings(span_of("ещлфнум"), arena, readings);

	assert_true(has(readings, count, "tokayev"));
	assert_int_equal(keyboard_readings(span_of("???"), arena, readings), 0);
	arena_free(arena);
	(void)state;
}

static void counts_letters_between_words(void **state)
{
	static const struct { const char *a, *b; int most, distance; const char *why; } rows[] = {
		{ "токаев", "токаев", 2, 0, "the same" },
		{ "токаеф", "токаев", 2, 1, "one changed" },
		{ "токаев", "тоаев", 2, 1, "one lost" },
		{ "токаев", "токкаев", 2, 1, "one added" },
		{ "токаев", "ткоаев", 2, 1, "two swapped" },
		{ "токаев", "таекв", 2, 3, "too far" },
		{ "a", "abcd", 2, 3, "too long" },
		{ "", "ab", 2, 2, "from nothing" },
	};
	int wrong = 0;

	for (size_t i = 0; i < COUNT(rows); i++) {
		int got = letters_between(span_of(rows[i].a), span_of(rows[i].b), rows[i].most);

		if (got == rows[i].distance)
			continue;
		wrong++;
		print_error("%s, %s: got %d, wanted %d (%s)\n", rows[i].a, rows[i].b, got, rows[i].distance, rows[i].why);
	}
	assert_int_equal(wrong, 0);
	(void)state;
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_row_plays_its_example),
		cmocka_unit_test(reads_cyrillic_keys_as_latin),
		cmocka_unit_test(counts_letters_between_words),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
