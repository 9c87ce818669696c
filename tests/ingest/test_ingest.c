/* Tests ingest as a person runs it: what is read, passed over, told, and the exit status. */
#include "cases.h"

#include "dateline/file.h"
#include "dateline/index.h"
#include "program.h"

#include <signal.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#define TEXT "Drivers of the town protested against the price of gas on Sunday.\n"

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

static void write_file(const char *directory, const char *name, const char *text)
{
	char path[512];
	struct error err = { 0 };

	snprintf(path, sizeof(path), "%s/%s", directory, name);
	file_write(path, span_of(text), &err);
	assert_string_equal(err.text, "");
}

static void make_folder(const char *directory, const char *name)
{
	char path[512];
	struct error err = { 0 };

	snprintf(path, sizeof(path), "%s/%s", directory, name);
	file_make_directories(path, &err);
}

/* Runs "ingest --index DIRECTORY/index ARGUMENTS", each "@" in which is the directory. */
static struct program_run ingest(const char *directory, const char *arguments, const char *input)
{
	struct buf line = BUF_INIT((size_t)1 << 16);
	struct program_run run;

	buf_printf(&line, "ingest --index %s/index ", directory);
	for (const char *at = arguments; *at; at++)
		if (*at == '@')
			buf_add_string(&line, directory);
		else
			buf_add_char(&line, *at);
	run = program_run(line.at, input);
	buf_release(&line);
	return run;
}

/* The exit status alone; with `says`, that must be on stderr. */
static int outcome(const char *directory, const char *arguments, const char *input, const char *says)
{
	struct program_run run = ingest(directory, arguments, input);

	if (says && span_find(buf_span(&run.err), span_of(says)) == run.err.bytes)
		fail_msg("ingest %s: \"%s\" is not in: %s", arguments, says, run.err.at);
	program_release(&run);
	return run.status;
}

static struct index_stats stats_of(const char *directory)
{
	struct index_stats stats = { 0 };
	struct arena *arena = arena_new();
	struct error err = { 0 };
	struct index_reader *reader;
	const char *index;

	index = arena_printf(arena, "%s/index", directory).at;
	reader = index_open(&index, 1, &err);
	if (reader)
		index_stats(reader, arena, &stats, &err);
	assert_string_equal(err.text, "");
	index_close(reader);
	arena_free(arena);
	return stats;
}

static void reads_a_folder_and_passes_over_it_the_next_time(void **state)
{
	make_folder(*state, "a/b");
	write_file(*state, "a/one.txt", "One\n\n" TEXT);
	write_file(*state, "a/b/two.txt", "Two\n\n" TEXT);
	write_file(*state, "a/b/photo.jpg", "\xff\xd8\xff\xe0 not text");
	write_file(*state, "a/.hidden", "\xff\xd8 not text");
	assert_int_equal(outcome(*state, "@/a", NULL, "2 articles added"), 0);
	assert_int_equal(stats_of(*state).articles, 2);
	assert_int_equal(outcome(*state, "@/a", NULL, "2 unchanged"), 0);
	write_file(*state, "a/one.txt", "One\n\nAnother text stands here now, and it is not the same.\n");
	assert_int_equal(outcome(*state, "@/a", NULL, "1 replaced"), 0);
	assert_int_equal(stats_of(*state).articles, 2);
}

static void the_same_file_by_another_way_is_one_article(void **state)
{
	make_folder(*state, "a/b");
	write_file(*state, "a/one.txt", "One\n\n" TEXT);
	assert_int_equal(outcome(*state, "@/a/one.txt @/a/b/../one.txt @/a/", NULL, NULL), 0);
	assert_int_equal(stats_of(*state).articles, 1);
}

#define LINE(id, text) "{\"id\":\"" id "\",\"title\":\"T\",\"text\":\"" text "\",\"date\":\"2022-01-05\",\"source\":\"wire\"}\n"

static void a_feed_that_holds_fewer_articles_loses_the_others(void **state)
{
	write_file(*state, "feed.jsonl", LINE("1", "Alpha was here.") LINE("2", "Beta was here.") LINE("3", "Gamma."));
	assert_int_equal(outcome(*state, "@/feed.jsonl", NULL, "3 articles added"), 0);
	write_file(*state, "feed.jsonl", LINE("1", "Alpha was here.") LINE("3", "Gamma and delta."));
	assert_int_equal(outcome(*state, "@/feed.jsonl", NULL, "1 replaced, 1 unchanged, 1 removed"), 0);
	assert_int_equal(stats_of(*state).articles, 2);
}

static void a_broken_line_costs_no_other_article(void **state)
{
	write_file(*state, "feed.jsonl", LINE("1", "Alpha was here.") LINE("2", "Beta was here.") LINE("3", "Gamma."));
	assert_int_equal(outcome(*state, "@/feed.jsonl", NULL, NULL), 0);
	write_file(*state, "feed.jsonl", LINE("1", "Alpha was here.") "{\"id\":\"2\",\"te\n" LINE("3", "Gamma."));
	assert_int_equal(outcome(*state, "@/feed.jsonl", NULL, "feed.jsonl:2"), 3);
	assert_int_equal(stats_of(*state).articles, 3);
	assert_int_equal(outcome(*state, "@/feed.jsonl", NULL, "feed.jsonl:2"), 3);
}

static void an_id_that_comes_twice(void **state)
{
	assert_int_equal(outcome(*state, "--format jsonl -", LINE("1", "Alpha was here.") LINE("1", "Alpha was here."),
				 "1 repeated"), 0);
	assert_int_equal(stats_of(*state).articles, 1);
	assert_int_equal(outcome(*state, "--format jsonl -", LINE("1", "Alpha was here.") LINE("1", "Beta was here."),
				 "both are kept"), 0);
	assert_int_equal(stats_of(*state).articles, 2);
	assert_int_equal(outcome(*state, "--format jsonl -", LINE("1", "Alpha was here.") LINE("1", "Beta was here."),
				 "2 unchanged"), 0);
	assert_int_equal(stats_of(*state).articles, 2);
}

static void equal_texts_under_two_ids_stay_two(void **state)
{
	assert_int_equal(outcome(*state, "--format jsonl -", LINE("1", "Alpha was here.") LINE("2", "Alpha was here."),
				 NULL), 0);
	assert_int_equal(stats_of(*state).articles, 2);
}

static void options_make_a_file_be_read_again(void **state)
{
	write_file(*state, "one.txt", "One\n\n" TEXT);
	assert_int_equal(outcome(*state, "@/one.txt", NULL, "1 article added"), 0);
	assert_int_equal(outcome(*state, "--source wire @/one.txt", NULL, "1 replaced"), 0);
	assert_int_equal(outcome(*state, "--source wire @/one.txt", NULL, "1 unchanged"), 0);
}

static void bad_inputs_are_told_and_do_not_stop_the_run(void **state)
{
	static const struct { const char *arguments; int status; const char *says, *why; } rows[] = {
		{ "@/good.txt", 0, NULL, "all is well" },
		{ "@/nothere", 3, "nothere", "no such file" },
		{ "@/binary.txt", 4, "binary.txt", "every input is bad data" },
		{ "@/empty.txt", 4, "empty", "so is an empty file" },
		{ "@/binary.txt @/empty.txt", 4, NULL, "two of them" },
		{ "@/good.txt @/binary.txt", 3, "binary.txt", "some bad ones among good ones" },
		{ "@/binary.txt @/nothere", 3, NULL, "a file that is not there is no data" },
		{ "@/broken.jsonl", 4, "broken.jsonl:1", "every line is broken" },
		{ "@/mended.txt", 3, "mended.txt: byte 9: broken UTF-8", "a broken byte is told, and the article kept" },
		{ "@/void", 0, "nothing to read", "an empty folder is nothing to do" },
		{ "", 2, "name files", "nothing was named" },
		{ "--no-such @/good.txt", 2, "no-such", "an unknown option" },
		{ "--published 2022-02-31 @/good.txt", 2, "published", "a day that does not exist" },
	};
	int wrong = 0;

	write_file(*state, "good.txt", "Good\n\n" TEXT);
	write_file(*state, "binary.txt", "\x7f" "ELF\x01\x02\x03\x04\x05\x06\x07\x80\x81\xfe\xff\x01\x02\x03\x90\x91\x92\x9d\x9c");
	write_file(*state, "empty.txt", "");
	write_file(*state, "broken.jsonl", "{\"id\":\n");
	write_file(*state, "mended.txt", "Мост\n\xFFМост через реку открыли для машин вчера вечером.\n");
	make_folder(*state, "void");
	for (size_t i = 0; i < COUNT(rows); i++) {
		int got = outcome(*state, rows[i].arguments, NULL, rows[i].says);

		if (got == rows[i].status)
			continue;
		wrong++;
		print_error("ingest %s: exit %d, wanted %d (%s)\n", rows[i].arguments, got, rows[i].status, rows[i].why);
	}
	assert_int_equal(wrong, 0);
}

static void the_index_is_not_read_into_itself(void **state)
{
	write_file(*state, "one.txt", "One\n\n" TEXT);
	assert_int_equal(outcome(*state, "@", NULL, "1 article added"), 0);
	assert_int_equal(outcome(*state, "@", NULL, "1 unchanged"), 0);
}

static void damaged_busy_and_foreign_indexes_have_their_own_status(void **state)
{
	struct error err = { 0 };
	struct index_writer *writer;
	char path[512];

	write_file(*state, "one.txt", "One\n\n" TEXT);
	snprintf(path, sizeof(path), "%s/index", (char *)*state);
	writer = index_writer_open(path, false, &err);
	assert_int_equal(outcome(*state, "@/one.txt", NULL, "somebody else"), 5);
	index_writer_close(writer);
	assert_int_equal(outcome(*state, "@/one.txt", NULL, NULL), 0);
	write_file(*state, "index/dateline-index", "dateline index 99\n");
	assert_int_equal(outcome(*state, "@/one.txt", NULL, "form 99"), 6);
	write_file(*state, "index/dateline-index", "something else\n");
	assert_int_equal(outcome(*state, "@/one.txt", NULL, "no index of dateline"), 6);
}

/* ---- being stopped ---- */

#define LINES 3000

static void write_long_feed(const char *directory)
{
	struct buf text = BUF_INIT(BUF_TEXT_MOST);

	for (int i = 0; i < LINES; i++)
		buf_printf(&text, "{\"id\":\"%d\",\"title\":\"Story %d\",\"text\":\"Word%d of the town and word%d of the country met "
			   "on a Sunday, and others too.\",\"date\":\"2022-01-05\",\"source\":\"wire\"}\n", i, i, i % 700, i % 41);
	write_file(directory, "feed.jsonl", text.at);
	buf_release(&text);
}

/* Starts ingest, sends `signal_number` after some milliseconds; returns the wait status. */
static int stop_after(const char *directory, int signal_number, long milliseconds)
{
	struct timespec nap = { milliseconds / 1000, milliseconds % 1000 * 1000000 };
	char index[512], feed[512];
	int status;
	pid_t child;

	snprintf(index, sizeof(index), "%s/index", directory);
	snprintf(feed, sizeof(feed), "%s/feed.jsonl", directory);
	child = fork();
	if (child == 0) {
		execl(DATELINE_PROGRAM, "dateline", "ingest", "-q", "--index", index, feed, (char *)NULL);
		_exit(126);
	}
	nanosleep(&nap, NULL);
	kill(child, signal_number);
	waitpid(child, &status, 0);
	return status;
}

static void an_interrupted_run_keeps_what_is_whole(void **state)
{
	struct program_run run;
	int status;

	write_long_feed(*state);
	status = stop_after(*state, SIGINT, 120);
	assert_true(WIFEXITED(status));
	assert_true(WEXITSTATUS(status) == STATUS_INTERRUPTED || WEXITSTATUS(status) == 0);
	run = ingest(*state, "@/feed.jsonl", NULL);
	assert_int_equal(run.status, 0);
	program_release(&run);
	assert_int_equal(stats_of(*state).articles, LINES);
}

static void a_killed_run_goes_on_where_it_was(void **state)
{
	write_long_feed(*state);
	for (long i = 1; i <= 4; i++)
		stop_after(*state, SIGKILL, 60 * i);
	assert_int_equal(outcome(*state, "@/feed.jsonl", NULL, NULL), 0);
	assert_int_equal(stats_of(*state).articles, LINES);
	assert_int_equal(outcome(*state, "@/feed.jsonl", NULL, "unchanged"), 0);
}

#define CASE(test) cmocka_unit_test_setup_teardown(test, make_directory, remove_directory)

int main(void)
{
	static const struct CMUnitTest tests[] = {
		CASE(reads_a_folder_and_passes_over_it_the_next_time),
		CASE(the_same_file_by_another_way_is_one_article),
		CASE(a_feed_that_holds_fewer_articles_loses_the_others),
		CASE(a_broken_line_costs_no_other_article),
		CASE(an_id_that_comes_twice),
		CASE(equal_texts_under_two_ids_stay_two),
		CASE(options_make_a_file_be_read_again),
		CASE(bad_inputs_are_told_and_do_not_stop_the_run),
		CASE(the_index_is_not_read_into_itself),
		CASE(damaged_busy_and_foreign_indexes_have_their_own_status),
		CASE(an_interrupted_run_keeps_what_is_whole),
		CASE(a_killed_run_goes_on_where_it_was),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
