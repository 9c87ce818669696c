/* Tests every command in a terminal of 40, 80 and 160 columns, and in a pipe. */
#include "cases.h"
#include "program.h"

#include "dateline/arena.h"
#include "dateline/render.h"

#include <stdlib.h>

/* @ is the index. */
static const char *const lines[] = {
	"help",
	"help search",
	"help list",
	"search --index @ gas --facets date,place,person,source,lang",
	"search --index @ газ --explain",
	"search --index @ --from 2022-01 --to 2022-02 --limit 50",
	"search --index @ газга",
	"search --index @ '(gas'",
	"mentions --index @ 'Arman Dzhumageldiev'",
	"mentions --index @ Токаев",
	"together --index @ Токаев Масимов",
	"together --index @ Токаев",
	"show --index @ 0000000000000000",
	"split corpus/chronology/chronology.ru.html",
	"split --explain corpus/chronology/chronology.kk.txt",
	"names --index @ Жумагельдиев",
	"together --index @ Токаев Масимов",
	"search --index @ gas --near Aktau --facets date,place",
	"show --index @ --json nothing",
	"places find Алматы",
	"stats --index @",
	"check --index @",
	"ingest --index @ corpus",
	"serach gas",
};

struct room {
	char *directory;
	struct arena *arena;
};

static const char *with_index(const struct room *room, const char *line)
{
	struct span rest = span_of(line), before = span_cut(&rest, '@');

	if (!rest.at)
		return line;
	return arena_printf(room->arena, "%.*s%s/index%.*s", (int)before.bytes, before.at, room->directory, (int)rest.bytes,
			    rest.at).at;
}

static int make_index(void **state)
{
	static struct room room;
	struct program_run run;

	room = (struct room){ program_directory(), arena_new() };
	run = program_run(with_index(&room, "ingest --index @ corpus"), NULL);
	assert_int_equal(run.status, 0);
	program_release(&run);
	*state = &room;
	return 0;
}

static int remove_index(void **state)
{
	struct room *room = *state;

	program_remove(room->directory);
	arena_free(room->arena);
	return 0;
}

/* What a line shows once colours, and what a carriage return draws over, are taken out. */
static struct span shown(struct span line, struct arena *arena)
{
	char *out = arena_alloc(arena, line.bytes + 1);
	size_t bytes = 0;

	for (size_t i = 0; i < line.bytes; i++) {
		if (line.at[i] == '\r') {
			bytes = i + 1 < line.bytes ? 0 : bytes;
		} else if (line.at[i] == '\033') {
			while (i < line.bytes && line.at[i] != 'm' && line.at[i] != 'K')
				i++;
		} else {
			out[bytes++] = line.at[i];
		}
	}
	return span_make(out, bytes);
}

/* How many lines of the command's screen are wider than the terminal. */
static int too_wide(const struct room *room, const char *command, int columns)
{
	struct program_run run = program_run_in_terminal(with_index(room, command), columns);
	struct span rest = buf_span(&run.out);
	int wide = 0;

	assert_true(run.out.bytes > 0);
	assert_true(run.status < 128);
	while (rest.at) {
		struct span line = shown(span_cut(&rest, '\n'), room->arena);

		/* A single word, such as a path, stays whole to be copied. */
		if (display_width(line) <= columns || !memchr(span_trim(line).at, ' ', span_trim(line).bytes))
			continue;
		wide++;
		print_error("%s, in %d columns: %d wide\n%.*s\n", command, columns, display_width(line), (int)line.bytes, line.at);
	}
	program_release(&run);
	return wide;
}

static void no_line_is_wider_than_the_terminal(void **state)
{
	static const int columns[] = { 40, 80, 160 };
	int wide = 0;

	for (size_t i = 0; i < COUNT(lines); i++)
		for (size_t j = 0; j < COUNT(columns); j++)
			wide += too_wide(*state, lines[i], columns[j]);
	assert_int_equal(wide, 0);
}

/* Whether a terminal's own signs are in `text`: escapes, bells, carriage returns. */
static bool has_controls(const struct buf *text)
{
	for (size_t i = 0; i < text->bytes; i++)
		if ((unsigned char)text->at[i] < ' ' && text->at[i] != '\n' && text->at[i] != '\t')
			return true;
	return false;
}

static void a_pipe_gets_plain_text(void **state)
{
	int wrong = 0;

	for (size_t i = 0; i < COUNT(lines); i++) {
		struct program_run run = program_run(with_index(*state, lines[i]), NULL);

		if (has_controls(&run.out) || has_controls(&run.err) || run.status >= 128) {
			wrong++;
			print_error("%s: status %d, controls in a pipe\n", lines[i], run.status);
		}
		program_release(&run);
	}
	assert_int_equal(wrong, 0);
}

static void a_terminal_gets_colours_unless_refused(void **state)
{
	struct program_run run = program_run_in_terminal(with_index(*state, "search --index @ gas"), 80);

	assert_non_null(strchr(run.out.at, '\033'));
	program_release(&run);
	run = program_run_in_terminal(with_index(*state, "search --index @ gas --color never"), 80);
	assert_null(strchr(run.out.at, '\033'));
	program_release(&run);
	setenv("NO_COLOR", "1", 1);
	run = program_run(with_index(*state, "search --index @ gas --color always"), NULL);
	assert_non_null(strchr(run.out.at, '\033'));
	program_release(&run);
	unsetenv("NO_COLOR");
}

static void what_is_higher_than_the_screen_goes_to_the_pager(void **state)
{
	struct program_run run;

	setenv("DATELINE_PAGER", "sed s/^/paged:/", 1);
	run = program_run_in_terminal(with_index(*state, "search --index @ --from 2022-01 --limit 20"), 80);
	assert_true(span_starts(buf_span(&run.out), "paged:"));
	assert_int_equal(run.status, 0);
	program_release(&run);
	run = program_run_in_terminal(with_index(*state, "search --index @ --from 2022-01 --limit 20 --no-pager"), 80);
	assert_null(strstr(run.out.at, "paged:"));
	program_release(&run);
	run = program_run_in_terminal(with_index(*state, "search --index @ --from 2022-01 --limit 2"), 80);
	assert_null(strstr(run.out.at, "paged:"));
	program_release(&run);
	setenv("DATELINE_PAGER", "no-such-pager-here 2>/dev/null", 1);
	run = program_run_in_terminal(with_index(*state, "search --index @ --from 2022-01 --limit 20"), 80);
	assert_non_null(strstr(run.out.at, "passages"));
	program_release(&run);
	unsetenv("DATELINE_PAGER");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(no_line_is_wider_than_the_terminal),
		cmocka_unit_test(a_pipe_gets_plain_text),
		cmocka_unit_test(a_terminal_gets_colours_unless_refused),
		cmocka_unit_test(what_is_higher_than_the_screen_goes_to_the_pager),
	};

	return cmocka_run_group_tests_name("terminals and pipes", tests, make_index, remove_index);
}
