/* Articles of one line each, and questions for their words. */
#ifndef TESTS_INDEX_TEXTS_H
#define TESTS_INDEX_TEXTS_H

#include "fabric.h"

static inline int make_directory(void **state)
{
	*state = program_directory();
	return 0;
}

static inline int remove_directory(void **state)
{
	program_remove(*state);
	return 0;
}

/* Article "n<i>". */
static inline void put_text(struct index_writer *writer, unsigned i, const char *text)
{
	char own[16];
	struct fabric_article row = { own, "wire", "Alpha in title", "", { { "Heading ends", text, "en", "", NULL, NULL } } };

	snprintf(own, sizeof(own), "n%u", i);
	fabric_put(writer, &row, NULL);
}

/* Passages that hold the words, parted by spaces, as `kind` says. */
static inline uint32_t ask(struct index_reader *reader, enum match_kind kind, uint32_t window, const char *words, bool in_title)
{
	struct arena *arena = arena_new();
	struct match *match = match_new(kind, arena);
	struct span rest = span_of(words);
	struct error err = { 0 };
	uint32_t *docids;
	size_t count;

	while (rest.at) {
		struct span word = span_cut(&rest, ' ');

		match_add(match, match_term(in_title ? title_term(word, arena) : word_term(word, arena), arena), arena);
	}
	match->window = window;
	count = index_match(reader, match, arena, &docids, &err);
	assert_string_equal(err.text, "");
	arena_free(arena);
	return (uint32_t)count;
}

#define CASE(test) cmocka_unit_test_setup_teardown(test, make_directory, remove_directory)

#endif
