/* Tests that every bad input gets one clear line and its exit status, and that nothing else is lost. */
#include "cases.h"
#include "program.h"

#include "dateline/arena.h"
#include "dateline/file.h"

#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

/* The directory of a test, with good.txt (one article) and the bad things below. */
static char *directory;
static struct arena *arena;

static const char *path_of(const char *name)
{
	return arena_printf(arena, "%s/%s", directory, name).at;
}

static void put(const char *name, struct span bytes)
{
	struct error err = { 0 };

	file_write(path_of(name), bytes, &err);
	assert_int_equal(err.status, STATUS_OK);
}

static const char picture[] = "\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\1\0\0\0\1\0";

static int make_bad_things(void **state)
{
	directory = program_directory();
	arena = arena_new();
	put("good.txt", span_of("Bridge reopened\n\nOSKEMEN, March 3, 2021 (Steppe Wire) - The bridge over the Irtysh was reopened.\n"));
	put("picture.txt", span_make(picture, sizeof(picture) - 1));
	put("empty.txt", span_of(""));
	put("feed.jsonl", span_of("{\"id\":\"a\",\"text\":\"The ferry sails again.\"}\n{\"id\":\"b\",\"text\":\n"
				  "{\"id\":\"c\",\"text\":\"The ferry was painted.\"}\n"));
	put("latin.jsonl", span_of("{\"id\":\"d\",\"text\":\"bro\xffken\"}\n"));
	file_make_directories(path_of("folder"), &(struct error){ 0 });
	put("folder/notes.txt", span_of("no index lives here"));
	*state = directory;
	return 0;
}

static int remove_bad_things(void **state)
{
	program_remove(*state);
	arena_free(arena);
	return 0;
}

/* Plays one command line ("@" stands for the directory) and tells what is wrong; 0 when nothing is. */
static int play(const char *line, const char *input, int status, const char *said)
{
	struct buf full = BUF_INIT((size_t)64 << 10);
	struct program_run run;
	int wrong = 0;

	for (const char *at = line; *at; at++) {
		if (*at == '@')
			buf_add_string(&full, directory);
		else
			buf_add_char(&full, *at);
	}
	run = program_run(full.at, input);
	if (run.status != status || !strstr(run.err.at, said)) {
		wrong = 1;
		print_error("dateline %s\n  exit %d, wanted %d; said \"%s\", wanted \"%s\"\n", full.at, run.status, status,
			    run.err.at, said);
	}
	buf_release(&full);
	program_release(&run);
	return wrong;
}

static void bad_input_is_named_and_the_rest_goes_on(void **state)
{
	static const struct { const char *line, *input; int status; const char *said; } rows[] = {
		{ "ingest --index @/i1 @/nothing.txt @/good.txt", NULL, 3, "nothing.txt: No such file" },
		{ "ingest --index @/i2 @/picture.txt @/good.txt", NULL, 3, "picture.txt" },
		{ "ingest --index @/i3 @/picture.txt", NULL, 4, "binary" },
		{ "ingest --index @/i4 @/feed.jsonl", NULL, 3, "feed.jsonl:2" },
		{ "ingest --index @/i5 @/latin.jsonl @/good.txt", NULL, 3, "latin.jsonl:1" },
		{ "ingest --index @/i6 @/good.txt", NULL, 0, "" },
		{ "search --index @/i2 bridge", NULL, 0, "" },
		{ "search --index @/i4 ferry", NULL, 0, "" },
	};
	int wrong = 0;

	for (size_t i = 0; i < COUNT(rows); i++)
		wrong += play(rows[i].line, rows[i].input, rows[i].status, rows[i].said);
	assert_int_equal(wrong, 0);
	(void)state;
}

static void an_empty_file_is_told(void **state)
{
	assert_int_equal(play("ingest --index @/i7 @/empty.txt @/good.txt", NULL, 3, "empty.txt"), 0);
	(void)state;
}

static void a_folder_without_rights_is_told(void **state)
{
	char *shut = arena_string(arena, span_of(path_of("shut")));
	struct program_run run;

	assert_int_equal(mkdir(shut, 0), 0);
	run = program_run_as_nobody(arena_printf(arena, "ingest --index %s %s %s", path_of("i8"), shut, path_of("good.txt")).at,
				    directory);
	assert_int_equal(run.status, 3);
	assert_non_null(strstr(run.err.at, "shut: Permission denied"));
	program_release(&run);
	(void)state;
}

static void faults_of_asking_are_told_with_their_place(void **state)
{
	static const struct { const char *line, *input; int status; const char *said; } rows[] = {
		{ "search --index @/folder x", NULL, 6, "folder" },
		{ "search --index @/nowhere x", NULL, 3, "there is no index here" },
		{ "search --index @/i6 '(bridge OR'", NULL, 2, "query:" },
		{ "search --index @/i6 'bridge \"reopened'", NULL, 2, "query:" },
		{ "search --index @/i6 --from 2022-02-31 bridge", NULL, 2, "2022-02-31" },
		{ "search --index @/i6 date:2022-02-31", NULL, 2, "2022-02-31" },
		{ "search --index @/i6 --frm 2022 bridge", NULL, 2, "did you mean --from" },
		{ "search --index @/i6 --limit many bridge", NULL, 2, "--limit" },
		{ "serch bridge", NULL, 2, "did you mean search" },
		{ "search --index @/i6 aeroplane", NULL, 1, "" },
		{ "mentions --index @/i6 'Nobody Here'", NULL, 1, "" },
		{ "show --index @/i6 0123456789abcdef", NULL, 1, "" },
		{ "split @/nothing.txt", NULL, 3, "nothing.txt" },
		{ "annotate", "{\"id\":\"x\",\"text\":\"Almaty\"}\nnonsense\n", 0, ":2" },
		{ "match", "one name only\n", 0, "" },
	};
	int wrong = 0;

	for (size_t i = 0; i < COUNT(rows); i++)
		wrong += play(rows[i].line, rows[i].input, rows[i].status, rows[i].said);
	assert_int_equal(wrong, 0);
	(void)state;
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(bad_input_is_named_and_the_rest_goes_on),
		cmocka_unit_test(an_empty_file_is_told),
		cmocka_unit_test(a_folder_without_rights_is_told),
		cmocka_unit_test(faults_of_asking_are_told_with_their_place),
	};

	return cmocka_run_group_tests(tests, make_bad_things, remove_bad_things);
}
