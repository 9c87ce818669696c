/* Tests a large first load of an index: it holds what Xapian would have written, and a cut leaves it empty or whole. */
#include "compare.h"
#include "index/fabric.h"

#include "dateline/file.h"
#include "index/directory.h"
#include "index/part/part.h"
#include "index/segment.h"

#include <signal.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

/* Articles of two passages each: more than a batch holds. */
#define ARTICLES 1000

static int make_directory(void **state)
{
	*state = program_directory();
	return 0;
}

static int remove_directory(void **state)
{
	program_remove(*state);
	return 0;
}

/* The index `name` in the directory of the test. */
static const char *index_in(const char *directory, const char *name, char path[256])
{
	snprintf(path, 256, "%s/%s", directory, name);
	return path;
}

static struct index_writer *open_writer(const char *index, bool threaded)
{
	struct error err = { 0 };
	struct index_writer *writer = index_writer_open(index, threaded, &err);

	assert_string_equal(err.text, "");
	return writer;
}

static enum index_change put(struct index_writer *writer, int i, const char *word)
{
	char own[16], text[80], date[16];
	struct fabric_article row = { own, "wire", "A title", "2022-01-06", {
		{ "", text, "en", date, NULL, "Almas Serik" },
		{ "", "gamma delta", "en", "", NULL, NULL },
	} };

	snprintf(own, sizeof(own), "n%d", i);
	snprintf(text, sizeof(text), "alpha %s word%d", word, i % 400);
	snprintf(date, sizeof(date), "2022-01-%02d", i % 28 + 1);
	return fabric_put(writer, &row, NULL);
}

static void set_note(struct index_writer *writer, int i, struct error *err)
{
	char key[32], value[32];

	snprintf(key, sizeof(key), "file:/archive/%d.txt", i);
	snprintf(value, sizeof(value), "looks %d", i);
	index_writer_set_note(writer, span_of(key), span_of(value), err);
}

/* With `by_xapian` commits are so frequent that nothing is worth a load. */
static enum status fill(const char *index, bool by_xapian)
{
	struct error err = { 0 };
	struct index_writer *writer = index_writer_open(index, true, &err);

	for (int i = 0; i < ARTICLES && err.status == STATUS_OK; i++) {
		put(writer, i, "beta");
		if (i % 100 == 0)
			set_note(writer, i, &err);
		if (i % 100 == 50 && by_xapian)
			index_writer_commit(writer, &err);
	}
	index_writer_commit(writer, &err);
	index_writer_close(writer);
	return err.status;
}

static uint32_t count(const char *index, const char *word)
{
	struct arena *arena = arena_new();
	struct error err = { 0 };
	struct index_reader *reader = index_open(&index, 1, &err);
	struct search search = {
		.match = word ? match_term(word_term(span_of(word), arena), arena) : match_new(MATCH_ALL, arena),
	};
	struct found found = { 0 };

	index_search(reader, &search, arena, &found, &err);
	assert_string_equal(err.text, "");
	index_close(reader);
	arena_free(arena);
	return found.total;
}

static bool is_sound(const char *index)
{
	struct buf report = BUF_INIT(BUF_TEXT_MOST);
	struct error err = { 0 };
	bool sound = index_check(index, &report, &err);

	if (!sound)
		print_error("%s%s\n", report.bytes ? report.at : "", err.text);
	buf_release(&report);
	return sound;
}

/* Was it loaded? Then its first segment has its texts beside Xapian's tables. */
static bool was_loaded(const char *index)
{
	unsigned numbers[SEGMENTS_MOST];
	char segment[SEGMENT_PATH];
	struct error err = { 0 };

	if (directory_segments(index, numbers, &err) == 0)
		return false;
	segment_path(index, numbers[0], segment);
	return part_is_there(segment);
}

static void a_load_holds_what_xapian_would_have_written(void **state)
{
	char loaded[256], written[256];

	assert_int_equal(fill(index_in(*state, "loaded", loaded), false), STATUS_OK);
	assert_int_equal(fill(index_in(*state, "written", written), true), STATUS_OK);
	assert_true(was_loaded(loaded));
	assert_false(was_loaded(written));
	assert_int_equal(count(loaded, NULL), 2 * ARTICLES);
	assert_int_equal(count(loaded, "beta"), ARTICLES);
	assert_true(is_sound(loaded));
	assert_true(is_sound(written));
	assert_int_equal(compare_indexes(loaded, written), 0);
}

/* What a load has already ends it, and things go on through Xapian. */
static void a_load_is_ended_by_what_it_has(void **state)
{
	enum { PUT_AGAIN, TAKEN_OUT, NOTE_AGAIN, WAYS };
	const struct article fifth = { .id = span_of("n5"), .source = span_of("wire") };
	struct error err = { 0 };

	for (int way = 0; way < 2 * WAYS; way++) {
		char path[256], name[16], id[ID_TEXT];
		struct arena *arena = arena_new();
		struct index_writer *writer;

		snprintf(name, sizeof(name), "way-%d", way);
		writer = open_writer(index_in(*state, name, path), way >= WAYS);
		for (int i = 0; i < ARTICLES; i++)
			put(writer, i, "beta");
		set_note(writer, 5, &err);
		article_id(&fifth, id);
		assert_false(was_loaded(path));
		if (way % WAYS == PUT_AGAIN)
			put(writer, 5, "changed");
		else if (way % WAYS == TAKEN_OUT)
			index_writer_remove(writer, id, &err);
		else
			index_writer_set_note(writer, span_of("file:/archive/5.txt"), span_of("new looks"), &err);
		put(writer, ARTICLES, "beta");
		index_writer_commit(writer, &err);
		assert_string_equal(err.text, "");
		assert_true(was_loaded(path));
		assert_true(span_is(index_writer_note(writer, span_of("file:/archive/5.txt"), arena, &err),
				    way % WAYS == NOTE_AGAIN ? "new looks" : "looks 5"));
		assert_int_equal(index_writer_path(writer, id, arena, &err).bytes > 0, way % WAYS != TAKEN_OUT);
		assert_int_equal(put(writer, 6, "other"), INDEX_REPLACED);
		index_writer_commit(writer, &err);
		index_writer_close(writer);
		assert_string_equal(err.text, "");
		assert_int_equal(count(path, NULL), 2 * (ARTICLES + (way % WAYS == TAKEN_OUT ? 0 : 1)));
		assert_int_equal(count(path, "changed"), way % WAYS == PUT_AGAIN);
		assert_int_equal(count(path, "other"), 1);
		assert_true(is_sound(path));
		arena_free(arena);
	}
}

static void without_a_commit_nothing_is_there(void **state)
{
	char path[256];
	struct index_writer *writer = open_writer(index_in(*state, "a", path), false);

	for (int i = 0; i < ARTICLES; i++)
		put(writer, i, "beta");
	index_writer_close(writer);
	assert_int_equal(count(path, NULL), 0);
	assert_true(is_sound(path));
	assert_int_equal(fill(path, false), STATUS_OK);
	assert_int_equal(count(path, NULL), 2 * ARTICLES);
}

static void a_killed_load_leaves_it_empty_or_whole(void **state)
{
	for (int i = 0; i < 6; i++) {
		struct timespec nap = { .tv_nsec = 80000000L * (i + 1) };
		char path[256], name[16];
		uint32_t found;
		pid_t child;

		snprintf(name, sizeof(name), "cut-%d", i);
		index_in(*state, name, path);
		index_writer_close(open_writer(path, false));
		child = fork();
		if (child == 0)
			_exit((int)fill(path, false));
		nanosleep(&nap, NULL);
		kill(child, SIGKILL);
		waitpid(child, NULL, 0);
		found = count(path, NULL);
		assert_true(found == 0 || found == 2 * ARTICLES);
		assert_true(is_sound(path));
		assert_int_equal(fill(path, false), STATUS_OK);
		assert_int_equal(count(path, NULL), 2 * ARTICLES);
	}
}

/* A file that cannot grow stands for a full disk. */
static void a_load_without_room_leaves_it_as_it_was(void **state)
{
	char path[256];
	int status;
	pid_t child;

	index_writer_close(open_writer(index_in(*state, "a", path), false));
	child = fork();
	if (child == 0) {
		struct error err = { 0 };
		struct index_writer *writer = index_writer_open(path, false, &err);

		for (int i = 0; i < ARTICLES; i++)
			put(writer, i, "beta");
		signal(SIGXFSZ, SIG_IGN);
		setrlimit(RLIMIT_FSIZE, &(struct rlimit){ 50000, 50000 });
		index_writer_commit(writer, &err);
		index_writer_close(writer);
		_exit((int)err.status);
	}
	waitpid(child, &status, 0);
	assert_true(WIFEXITED(status));
	assert_int_equal(WEXITSTATUS(status), STATUS_IO);
	assert_int_equal(count(path, NULL), 0);
	assert_int_equal(fill(path, false), STATUS_OK);
	assert_int_equal(count(path, NULL), 2 * ARTICLES);
}

static void a_reader_goes_on_and_then_sees_it(void **state)
{
	char path[256];
	struct arena *arena = arena_new();
	struct search search = { .match = match_new(MATCH_ALL, arena) };
	struct error err = { 0 };
	struct index_reader *reader;
	struct found before, after;
	const char *directory = index_in(*state, "a", path);

	index_writer_close(open_writer(path, false));
	reader = index_open(&directory, 1, &err);
	index_search(reader, &search, arena, &before, &err);
	assert_int_equal(fill(path, false), STATUS_OK);
	index_search(reader, &search, arena, &after, &err);
	assert_string_equal(err.text, "");
	assert_int_equal(before.total, 0);
	assert_int_equal(after.total, 2 * ARTICLES);
	index_close(reader);
	arena_free(arena);
}

#define CASE(test) cmocka_unit_test_setup_teardown(test, make_directory, remove_directory)

int main(void)
{
	static const struct CMUnitTest tests[] = {
		CASE(a_load_holds_what_xapian_would_have_written),
		CASE(a_load_is_ended_by_what_it_has),
		CASE(without_a_commit_nothing_is_there),
		CASE(a_killed_load_leaves_it_empty_or_whole),
		CASE(a_load_without_room_leaves_it_as_it_was),
		CASE(a_reader_goes_on_and_then_sees_it),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
