/* What the tests of the writer share: three articles, a directory, an index opened and counted. */
#ifndef TESTS_INDEX_WRITING_H
#define TESTS_INDEX_WRITING_H

#include "fabric.h"

#include "dateline/file.h"
#include "index/identity.h"
#include "index/part/part.h"
#include "index/record.h"

#include <sys/stat.h>
#include <unistd.h>

static const struct fabric_article first __attribute__((unused)) = {
	"1", "wire", "One", "2022-01-06", {
		{ "", "alpha beta", "en", "2022-01-02", NULL, NULL },
		{ "", "gamma delta", "en", "2022-01-03", NULL, NULL },
	},
};

static const struct fabric_article changed __attribute__((unused)) = {
	"1", "wire", "One", "2022-01-06", { { "", "alpha epsilon", "en", "2022-01-02", NULL, NULL } },
};

static const struct fabric_article second __attribute__((unused)) = {
	"2", "wire", "Two", "2022-01-06", { { "", "beta zeta", "en", "2022-01-02", NULL, NULL } },
};

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

static inline struct index_writer *open_writer(const char *directory)
{
	struct error err = { 0 };
	struct index_writer *writer = index_writer_open(directory, true, &err);

	assert_string_equal(err.text, "");
	return writer;
}

static inline void commit_and_close(struct index_writer *writer)
{
	struct error err = { 0 };

	index_writer_commit(writer, &err);
	assert_string_equal(err.text, "");
	index_writer_close(writer);
}

/* Passages that hold `word`, or all with NULL. */
static inline uint32_t count(const char *directory, const char *word)
{
	struct arena *arena = arena_new();
	struct error err = { 0 };
	struct index_reader *reader = index_open(&directory, 1, &err);
	struct search search = {
		.match = word ? match_term(word_term(span_of(word), arena), arena) : match_new(MATCH_ALL, arena),
	};
	struct found found = { 0 };

	if (reader)
		index_search(reader, &search, arena, &found, &err);
	assert_string_equal(err.text, "");
	index_close(reader);
	arena_free(arena);
	return found.total;
}

static inline bool is_there(const char *directory, const char *name)
{
	char path[256];

	snprintf(path, sizeof(path), "%s/%s", directory, name);
	return access(path, F_OK) == 0;
}

static inline bool is_sound(const char *directory)
{
	struct buf report = BUF_INIT(BUF_TEXT_MOST);
	struct error err = { 0 };
	bool sound = index_check(directory, &report, &err);

	assert_string_equal(err.text, "");
	if (!sound)
		print_message("%s", report.at ? report.at : "the check said nothing");
	buf_release(&report);
	return sound;
}

static inline bool is_current(struct index_writer *writer, const struct fabric_article *row, const struct gazetteer *gazetteer)
{
	struct arena *arena = arena_new();
	struct article *article = fabric_make_article(row, arena);
	struct error err = { 0 };
	char id[ID_TEXT];
	bool current;

	article_id(article, id);
	current = index_writer_is_current(writer, id, article, gazetteer, &err);
	assert_string_equal(err.text, "");
	arena_free(arena);
	return current;
}

#define CASE(test) cmocka_unit_test_setup_teardown(test, make_directory, remove_directory)

#endif
