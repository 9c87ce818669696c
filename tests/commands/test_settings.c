/* Tests the file of settings, init, completions and the commands' manual pages. */
#include "cases.h"
#include "program.h"

#include "dateline/arena.h"
#include "dateline/file.h"

#include <stdlib.h>

static char *directory;
static struct arena *arena;

static const char *path_of(const char *name)
{
	return arena_printf(arena, "%s/%s", directory, name).at;
}

static int make_archive(void **state)
{
	struct program_run run;
	struct error err = { 0 };

	directory = program_directory();
	arena = arena_new();
	file_write(path_of("a.jsonl"),
		   span_of("{\"id\":\"1\",\"title\":\"One\",\"text\":\"The ferry sails.\"}\n"
			   "{\"id\":\"2\",\"title\":\"Two\",\"text\":\"The ferry was painted.\"}\n"), &err);
	assert_int_equal(err.status, STATUS_OK);
	run = program_run(arena_printf(arena, "ingest --index %s/index %s/a.jsonl", directory, directory).at, NULL);
	assert_int_equal(run.status, 0);
	program_release(&run);
	setenv("DATELINE_CONFIG", path_of("config"), 1);
	(void)state;
	return 0;
}

static int remove_archive(void **state)
{
	program_remove(directory);
	arena_free(arena);
	unsetenv("DATELINE_CONFIG");
	(void)state;
	return 0;
}

struct setting_case {
	const char *config;     /* @ is the directory */
	const char *line;
	int status;
	const char *out, *err;  /* what they must hold */
};

static const struct setting_case setting_cases[] = {
	{ "index = @/index", "search ferry", 0, "2 passages for ferry\n", "" },
	{ "index = @/index\n[search]\nlimit = 1\n", "search ferry", 0, "2 passages for ferry, 1 to 1 here", "" },
	{ "index = @/index\n[search]\nlimit = 1\n", "search --limit 2 ferry", 0, "2 passages for ferry\n", "" },
	{ "index = @/index\n[list]\nlimit = 1\n", "search ferry", 0, "2 passages for ferry\n", "" },
	{ "# a comment\n\n  index=@/index  \n", "search ferry", 0, "2 passages", "" },
	{ "index = @/nowhere\nindex = @/index\n", "search ferry", 0, "2 passages", "" },
	{ "index = @/index\n[search]\njson = yes\n", "search ferry", 0, "{\"schema\":\"dateline.search/1\"", "" },
	{ "index = @/index\n[search]\njson = no\n", "search ferry", 0, "2 passages", "" },
	{ "index = @/index\njson = perhaps\n", "search ferry", 2, "", "config:2: yes or no is wanted, not \"perhaps\"" },
	{ "index = @/index\nlimmit = 3\n", "search ferry", 2, "", "config:2: no option is called \"limmit\"" },
	{ "[search]\nkeys = yes\n", "search ferry", 2, "", "config:2: no option is called \"keys\"" },
	{ "[serach]\n", "search ferry", 2, "", "config:1: no command is called \"serach\"" },
	{ "index @/index\n", "search ferry", 2, "", "config:1: a setting is \"name = value\"" },
	{ "index @/index\n", "help", 0, "\nAsking:\n", "" },
};

static struct span in_directory(const char *text)
{
	struct buf out = BUF_INIT((size_t)64 << 10);
	struct span whole;

	for (; *text; text++)
		if (*text == '@')
			buf_add_string(&out, directory);
		else
			buf_add_char(&out, *text);
	whole = arena_copy(arena, buf_span(&out));
	buf_release(&out);
	return whole;
}

static void settings_stand_for_options_not_typed(void **state)
{
	int wrong = 0;

	for (size_t i = 0; i < COUNT(setting_cases); i++) {
		const struct setting_case *c = &setting_cases[i];
		struct error err = { 0 };
		struct program_run run;

		file_write(path_of("config"), in_directory(c->config), &err);
		assert_int_equal(err.status, STATUS_OK);
		run = program_run(c->line, NULL);
		if (run.status != c->status || !strstr(run.out.at, c->out) || !strstr(run.err.at, c->err)) {
			wrong++;
			print_error("%s\n%s: %d\n%s%s\n", c->config, c->line, run.status, run.out.at, run.err.at);
		}
		program_release(&run);
	}
	assert_int_equal(wrong, 0);
	(void)state;
}

static void init_writes_settings_once_and_tells_what_next(void **state)
{
	struct program_run run;

	setenv("DATELINE_CONFIG", path_of("new/config"), 1);
	run = program_run(arena_printf(arena, "init --index %s/none %s", directory, directory).at, NULL);
	assert_int_equal(run.status, 0);
	assert_non_null(strstr(run.out.at, "(new)"));
	assert_non_null(strstr(run.out.at, arena_printf(arena, "Next: dateline ingest %s", directory).at));
	program_release(&run);
	run = program_run(arena_printf(arena, "init --index %s/index", directory).at, NULL);
	assert_null(strstr(run.out.at, "(new)"));
	assert_non_null(strstr(run.out.at, "Next: dateline search"));
	program_release(&run);
	/* The file that init wrote is one that the program reads. */
	run = program_run(arena_printf(arena, "search --index %s/index ferry", directory).at, NULL);
	assert_int_equal(run.status, 0);
	program_release(&run);
	setenv("DATELINE_CONFIG", path_of("config"), 1);
	(void)state;
}

/* Runs a shell command in which % stands for the program; its output must hold `want`. */
static int shell_says(const char *command, const char *want)
{
	struct buf line = BUF_INIT((size_t)64 << 10), out = BUF_INIT((size_t)4 << 20);
	char piece[4096];
	size_t bytes;
	FILE *pipe;
	int wrong;

	for (; *command; command++)
		if (*command == '%')
			buf_add_string(&line, DATELINE_PROGRAM);
		else
			buf_add_char(&line, *command);
	pipe = popen(line.at, "r");
	assert_non_null(pipe);
	while ((bytes = fread(piece, 1, sizeof(piece), pipe)) > 0)
		buf_add(&out, piece, bytes);
	wrong = pclose(pipe) != 0 || !strstr(out.at ? out.at : "", want);
	if (wrong)
		print_error("%s\n%s\nhas no %s\n", line.at, out.at ? out.at : "", want);
	buf_release(&line);
	buf_release(&out);
	return wrong;
}

static void shells_and_manual_readers_take_what_is_made_from_the_rows(void **state)
{
	int wrong = 0;

	wrong += shell_says("bash -c 'eval \"$(% completions bash)\"; COMP_WORDS=(dateline search --fr); COMP_CWORD=2; "
			    "_dateline; echo \"${COMPREPLY[@]}\"'", "--from\n");
	wrong += shell_says("bash -c 'eval \"$(% completions bash)\"; COMP_WORDS=(dateline me); COMP_CWORD=1; "
			    "_dateline; echo \"${COMPREPLY[@]}\"'", "mentions\n");
	wrong += shell_says("% completions zsh | zsh -n /dev/stdin && echo fine", "fine\n");
	wrong += shell_says("fish -c '% completions fish | source; complete -C \"dateline list --rec\"'", "--receipt");
	wrong += shell_says("% help --format mdoc search | mandoc -T ascii | sed 's/.\\x08//g'", "--place NAME");
	wrong += shell_says("% help --format mdoc ingest | mandoc -T lint -W error && echo fine", "fine\n");
	assert_int_equal(wrong, 0);
	(void)state;
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(settings_stand_for_options_not_typed),
		cmocka_unit_test(init_writes_settings_once_and_tells_what_next),
		cmocka_unit_test(shells_and_manual_readers_take_what_is_made_from_the_rows),
	};

	return cmocka_run_group_tests_name("settings and shells", tests, make_archive, remove_archive);
}
