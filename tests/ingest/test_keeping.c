/* Tests that an index keeps up with its folders: what is gone, what is new, what is left alone. */
#include "cases.h"

#include "dateline/file.h"
#include "program.h"

#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

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

static void path_of(const char *directory, const char *name, char out[512])
{
	snprintf(out, 512, "%s/%s", directory, name);
}

static void write_file(const char *directory, const char *name, const char *text)
{
	struct error err = { 0 };
	char path[512], *slash;

	path_of(directory, name, path);
	slash = strrchr(path, '/');
	*slash = '\0';
	file_make_directories(path, &err);
	*slash = '/';
	file_write(path, span_of(text), &err);
	assert_string_equal(err.text, "");
}

static void drop(const char *directory, const char *name)
{
	char path[512];

	path_of(directory, name, path);
	assert_int_equal(unlink(path), 0);
}

/* Gives the file a time of change so many seconds ago. */
static void age(const char *directory, const char *name, time_t seconds)
{
	struct timespec times[2] = { { time(NULL) - seconds, 0 }, { time(NULL) - seconds, 0 } };
	char path[512];

	path_of(directory, name, path);
	assert_int_equal(utimensat(AT_FDCWD, path, times, 0), 0);
}

/* Runs `words` ("@" is the directory) with its index; both outputs must hold `says`. */
static void check(const char *directory, const char *words, int status, const char *says)
{
	struct buf line = BUF_INIT((size_t)1 << 16);
	struct span rest = span_of(words), command = span_cut(&rest, ' ');
	struct program_run run;

	buf_printf(&line, "%.*s --index %s/index ", (int)command.bytes, command.at, directory);
	for (const char *at = rest.at ? rest.at : ""; *at; at++)
		if (*at == '@')
			buf_add_string(&line, directory);
		else
			buf_add_char(&line, *at);
	run = program_run(line.at, NULL);
	if (run.status != status || !(strstr(run.err.at ? run.err.at : "", says) || strstr(run.out.at ? run.out.at : "", says)))
		fail_msg("%s: exit %d, wanted %d and \"%s\": %s%s", words, run.status, status, says, run.err.at ? run.err.at : "",
			 run.out.at ? run.out.at : "");
	program_release(&run);
	buf_release(&line);
}

#define FERRY "The ferry left the pier in the morning with forty passengers and a load of melons.\n"
#define STRIKE "The strike of the dockers ended on Tuesday after the mayor promised to pay the wages.\n"
#define FEED "{\"id\":\"1\",\"text\":\"The bakery opened.\"}\n{\"id\":\"2\",\"text\":\"The laundry closed.\"}\n"

static void what_is_gone_is_told_and_taken_out_when_asked(void **state)
{
	write_file(*state, "a/ferry.txt", FERRY);
	write_file(*state, "a/strike.txt", STRIKE);
	write_file(*state, "b/feed.jsonl", FEED);
	check(*state, "ingest @/a @/b", 0, "4 articles added");
	drop(*state, "a/ferry.txt");
	drop(*state, "b/feed.jsonl");
	/* Another folder is none of this run's business. */
	check(*state, "ingest @/a", 0, "1 file is no longer there; 1 article of it stays in the index: --prune takes it out");
	check(*state, "ingest --report - @/a", 0, "\"status\":\"gone\"");
	check(*state, "search ferry", 0, "1 passage");
	check(*state, "ingest --dry-run --prune @/a @/b", 0, "2 files are no longer there; 3 articles of them would be taken out");
	check(*state, "search ferry", 0, "1 passage");
	check(*state, "ingest --prune @/a", 0, "1 article of it was taken out");
	check(*state, "search ferry", 1, "nothing found");
	check(*state, "search laundry", 0, "1 passage");
	check(*state, "ingest --prune --json @/a @/b", 0, "\"removed\":2");
	check(*state, "ingest --prune --json @/a @/b", 0, "\"files_gone\":0");
	check(*state, "search strike", 0, "1 passage");
}

static void a_file_that_was_moved_is_not_gone(void **state)
{
	char from[512], to[512];

	write_file(*state, "a/ferry.txt", FERRY);
	write_file(*state, "a/feed.jsonl", FEED);
	check(*state, "ingest @/a", 0, "3 articles added");
	path_of(*state, "a/feed.jsonl", from);
	path_of(*state, "a/feed-2021.jsonl", to);
	assert_int_equal(rename(from, to), 0);
	check(*state, "ingest --prune --json @/a", 0, "\"removed\":0");
	check(*state, "search bakery", 0, "1 passage");
	/* A root that is not there may be a disk that is away. */
	check(*state, "ingest --prune @/a @/nowhere", 3, "nowhere");
	check(*state, "search bakery", 0, "1 passage");
}

static void a_dry_run_knows_what_is_there(void **state)
{
	write_file(*state, "a/ferry.txt", FERRY);
	check(*state, "ingest --dry-run @/a", 0, "would be: 1 file, 1 article added");
	check(*state, "ingest @/a", 0, "1 article added");
	check(*state, "ingest --dry-run @/a", 0, "would be: 1 file, 1 unchanged");
	write_file(*state, "a/ferry.txt", STRIKE);
	write_file(*state, "a/strike.txt", STRIKE);
	check(*state, "ingest -n @/a", 0, "would be: 2 files, 1 article added, 1 replaced");
	check(*state, "search ferry", 0, "1 passage");
	check(*state, "search strike", 1, "nothing found");
}

static void older_files_are_passed_over(void **state)
{
	write_file(*state, "a/ferry.txt", FERRY);
	write_file(*state, "a/strike.txt", STRIKE);
	age(*state, "a/ferry.txt", 40 * 86400);
	check(*state, "ingest --since yesterday @/a", 0, "1 article added, 1 last changed before --since");
	check(*state, "search ferry", 1, "nothing found");
	check(*state, "ingest --since 31-31-31 @/a", 2, "--since");
	check(*state, "ingest @/a", 0, "2 files, 1 article added, 1 unchanged");
}

/* The same bytes under another time of change are read but not indexed again; other
 * bytes of the same size and time are another file, as their number tells. */
static void only_what_changed_is_read(void **state)
{
	write_file(*state, "a/ferry.txt", FERRY);
	age(*state, "a/ferry.txt", 100);
	check(*state, "ingest @/a", 0, "1 article added");
	age(*state, "a/ferry.txt", 50);
	check(*state, "ingest @/a", 0, "1 file, 1 unchanged");
	write_file(*state, "a/new.txt", "The ferry sank at the pier in the evening with forty passengers and a load of melons.\n");
	age(*state, "a/new.txt", 50);
	check(*state, "ingest --prune @/a", 0, "1 article added");
}

/* ---- watching ---- */

static pid_t start_watching(const char *directory, const char *log)
{
	char index[512], folder[512];
	pid_t child;

	path_of(directory, "index", index);
	path_of(directory, "a", folder);
	child = fork();
	if (child == 0) {
		int out = open(log, O_WRONLY | O_CREAT | O_TRUNC, 0600);

		dup2(out, STDOUT_FILENO);
		dup2(out, STDERR_FILENO);
		execl(DATELINE_PROGRAM, "dateline", "ingest", "--watch", "--prune", "--every", "1", "--index", index, folder,
		      (char *)NULL);
		_exit(127);
	}
	return child;
}

/* Until the log says `text`: it may take long on a machine that is busy. */
static void wait_for(const char *log, const char *text)
{
	for (int i = 0; i < 1200; i++) {
		struct buf said = BUF_INIT(BUF_TEXT_MOST);
		struct error err = { 0 };
		bool found;

		file_read(log, &said, &err);
		found = said.at && strstr(said.at, text);
		buf_release(&said);
		if (found)
			return;
		nanosleep(&(struct timespec){ 0, 50000000L }, NULL);
	}
	fail_msg("the log never said \"%s\"", text);
}

static void a_watched_folder_is_kept_up_with(void **state)
{
	char log[512];
	pid_t child;
	int status;

	write_file(*state, "a/ferry.txt", FERRY);
	age(*state, "a/ferry.txt", 100);
	path_of(*state, "log", log);
	child = start_watching(*state, log);
	wait_for(log, "1 article added");
	write_file(*state, "a/deep/er/strike.txt", STRIKE);
	wait_for(log, "2 files, 1 article added, 1 unchanged");
	drop(*state, "a/ferry.txt");
	wait_for(log, "1 article of it was taken out");
	kill(child, SIGINT);
	assert_int_equal(waitpid(child, &status, 0), child);
	assert_true(WIFEXITED(status) && WEXITSTATUS(status) == 0);
	check(*state, "search strike", 0, "1 passage");
	check(*state, "search ferry", 1, "nothing found");
	check(*state, "ingest --watch -", 2, "--watch");
	check(*state, "ingest --every 5 @/a", 2, "--every");
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, make_directory, remove_directory)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(what_is_gone_is_told_and_taken_out_when_asked),
		TEST(a_file_that_was_moved_is_not_gone),
		TEST(a_dry_run_knows_what_is_there),
		TEST(older_files_are_passed_over),
		TEST(only_what_changed_is_read),
		TEST(a_watched_folder_is_kept_up_with),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
