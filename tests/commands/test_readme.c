/* Tests that the session in README.md is what the program prints, so that it cannot go stale. */
#include "cases.h"
#include "program.h"

#include "dateline/arena.h"
#include "dateline/file.h"

#include <ctype.h>
#include <stdlib.h>

/* Article ids come from paths, which differ from one clone to the next. */
#define ID_DIGITS 16

static void blank_ids(char *text)
{
	for (char *at = text; *at;) {
		size_t digits = 0;

		while (isxdigit((unsigned char)at[digits]))
			digits++;
		if (digits == ID_DIGITS)
			memset(at, '0', ID_DIGITS);
		at += digits ? digits : 1;
	}
}

static int compare_lines(const void *a, const void *b)
{
	return span_compare(*(const struct span *)a, *(const struct span *)b);
}

/* The lines of `text` in order of their bytes: passages of one day stand in the order of their ids. */
static char *sorted_lines(const char *text, struct arena *arena)
{
	struct span rest = span_of(text), *lines = NULL;
	struct buf out = BUF_INIT((size_t)1 << 20);
	size_t count = 0, room = 0;
	char *sorted;

	while (rest.at)
		ARENA_PUSH(arena, lines, count, room) = span_cut(&rest, '\n');
	qsort(lines, count, sizeof(*lines), compare_lines);
	for (size_t i = 0; i < count; i++) {
		buf_add_span(&out, lines[i]);
		buf_add_char(&out, '\n');
	}
	sorted = arena_string(arena, buf_span(&out));
	buf_release(&out);
	return sorted;
}

/* Plays one command of the session and compares; returns 1 when it prints something else. */
static int play(const char *command, struct span want, const char *directory, struct arena *arena)
{
	char *line = arena_string(arena, arena_printf(arena, "%s --index %s/index", command, directory));
	char *wanted = arena_string(arena, want), *got;
	struct program_run run = program_run(line, NULL);
	int wrong;

	got = arena_string(arena, buf_span(&run.out));
	blank_ids(got);
	blank_ids(wanted);
	wrong = strcmp(sorted_lines(got, arena), sorted_lines(wanted, arena)) != 0;
	if (wrong)
		print_error("README.md: dateline %s\n--- prints\n%s--- README says\n%s", command, got, wanted);
	program_release(&run);
	return wrong;
}

/* A line of a code block without its indent; {NULL, 0} for any other line. An
 * empty line inside a block stays empty. */
static struct span code_of(struct span line)
{
	if (line.bytes == 0)
		return span_make(line.at ? line.at : "", 0);
	if (!span_starts(line, "    "))
		return (struct span){ NULL, 0 };
	return span_make(line.at + 4, line.bytes - 4);
}

/* The output that follows a command: up to the next "$ " or the end of the block. */
static struct span output_of(struct span *rest, struct arena *arena)
{
	struct buf out = BUF_INIT((size_t)1 << 20);
	struct span text;

	while (rest->at) {
		struct span before = *rest, code = code_of(span_cut(rest, '\n'));

		if (!code.at || span_starts(code, "$ ")) {
			*rest = before;
			break;
		}
		buf_add_span(&out, code);
		buf_add_char(&out, '\n');
	}
	text = buf_span(&out);
	while (text.bytes > 0 && text.at[0] == '\n')
		text = span_make(text.at + 1, text.bytes - 1);
	while (text.bytes > 1 && text.at[text.bytes - 2] == '\n')
		text.bytes--;
	text = arena_copy(arena, text);
	buf_release(&out);
	return text;
}

static void the_session_is_what_the_program_prints(void **state)
{
	struct buf readme = BUF_INIT((size_t)1 << 20);
	struct arena *arena = arena_new();
	char *directory = program_directory();
	struct error err = { 0 };
	struct program_run run;
	int played = 0, wrong = 0;

	run = program_run(arena_printf(arena, "ingest --quiet --index %s/index corpus", directory).at, NULL);
	assert_int_equal(run.status, 0);
	program_release(&run);
	file_read("README.md", &readme, &err);
	assert_int_equal(err.status, STATUS_OK);
	for (struct span rest = buf_span(&readme); rest.at;) {
		struct span line = span_cut(&rest, '\n');

		if (!span_starts(line, "    $ dateline ") || span_starts(line, "    $ dateline ingest"))
			continue;
		line = span_make(line.at + strlen("    $ dateline "), line.bytes - strlen("    $ dateline "));
		wrong += play(arena_string(arena, line), output_of(&rest, arena), directory, arena);
		played++;
	}
	assert_true(played >= 2);
	assert_int_equal(wrong, 0);
	buf_release(&readme);
	arena_free(arena);
	program_remove(directory);
	(void)state;
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_session_is_what_the_program_prints),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
