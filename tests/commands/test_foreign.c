/* Tests that readers which are not ours read each format of a reading list, whatever its texts hold. */
#include "cases.h"
#include "program.h"

#include "dateline/arena.h"
#include "dateline/file.h"

#include <stdlib.h>

/* Signs that each format has a meaning of its own for, in four articles. */
static const char archive[] =
	"{\"id\":\"1\",\"title\":\"{Braces}, \\\"quotes\\\" & 50% of $5 \\\\ back_slash #1 ~ ^ <tag>\",\"date\":\"2021-05-03\","
	"\"text\":\"The pier was {closed}, \\\"they\\\" said & 50% of $5 was paid \\\\ on_time #1 ~ ^ <b>bold</b>.\","
	"\"source\":\"The \\\"Pier\\\", & Co\",\"url\":\"https://example.org/a?b=1&c={x}%20_y\",\"author\":\"O'Neil, Ann\"}\n"
	"{\"id\":\"2\",\"title\":\"=HYPERLINK(1), Ещё о пирсе\",\"date\":\"2021-05-05\",\"lang\":\"ru\",\"source\":\"Вестник\","
	"\"text\":\"Пирс закрыли 4 мая 2021 года: \\\"ремонт\\\", сказал он.\",\"author\":\"Ёлкин, Пётр\"}\n"
	"{\"id\":\"3\",\"title\":\"Ескі ]]> -- * _ ` |\",\"text\":\"Ескі pier 2020 жылы жабылды.\",\"lang\":\"kk\"}\n"
	"{\"id\":\"4\",\"title\":\"\",\"text\":\"The pier, without a title or a day.\"}\n";

struct desk {
	char *directory;
	struct arena *arena;
};

static int make_lists(void **state)
{
	static struct desk desk;
	struct error err = { 0 };
	struct program_run run;

	desk = (struct desk){ program_directory(), arena_new() };
	file_write(arena_printf(desk.arena, "%s/pier.jsonl", desk.directory).at, span_of(archive), &err);
	assert_int_equal(err.status, STATUS_OK);
	run = program_run(arena_printf(desk.arena, "ingest --index %s/index %s/pier.jsonl", desk.directory, desk.directory).at, NULL);
	assert_int_equal(run.status, 0);
	program_release(&run);
	*state = &desk;
	return 0;
}

static int remove_lists(void **state)
{
	struct desk *desk = *state;

	program_remove(desk->directory);
	arena_free(desk->arena);
	return 0;
}

/* The table's own escapes: \t, \n, \\. */
static struct span unescaped(struct span text, struct arena *arena)
{
	char *out = arena_alloc(arena, text.bytes + 1);
	size_t bytes = 0;

	for (size_t i = 0; i < text.bytes; i++) {
		char c = text.at[i];

		if (c == '\\' && i + 1 < text.bytes) {
			c = text.at[++i];
			c = c == 't' ? '\t' : c == 'n' ? '\n' : c;
		}
		out[bytes++] = c;
	}
	return span_make(out, bytes);
}

static struct span with_file(struct span reader, const char *path, struct arena *arena)
{
	const char *mark = strstr(reader.at, "{}");

	return arena_printf(arena, "%.*s%s%.*s", (int)(mark - reader.at), reader.at, path,
			    (int)(reader.bytes - (size_t)(mark + 2 - reader.at)), mark + 2);
}

static void run_shell(const char *command, struct buf *out)
{
	FILE *pipe = popen(command, "r");
	char piece[4096];
	size_t bytes;

	assert_non_null(pipe);
	while ((bytes = fread(piece, 1, sizeof(piece), pipe)) > 0)
		buf_add(out, piece, bytes);
	pclose(pipe);
}

/* One row of the table; returns 1 when the reader does not see what it should. */
static int play(struct desk *desk, struct span format, struct span reader, struct span expected)
{
	const char *path = arena_printf(desk->arena, "%s/list.%.*s", desk->directory, (int)format.bytes, format.at).at;
	struct span want = unescaped(expected, desk->arena);
	struct buf out = BUF_INIT((size_t)1 << 20);
	struct program_run run;
	int wrong;

	run = program_run(arena_printf(desk->arena, "list --index %s/index --format %.*s -o %s pier OR пирс", desk->directory,
				       (int)format.bytes, format.at, path).at, NULL);
	wrong = run.status != 0;
	run_shell(with_file(reader, path, desk->arena).at, &out);
	wrong |= span_find(buf_span(&out), want) == out.bytes;
	if (wrong)
		print_error("foreign.tsv: %.*s by %.*s:\n%.*s\nhas no %.*s\n", (int)format.bytes, format.at, (int)reader.bytes,
			    reader.at, (int)out.bytes, out.at ? out.at : "", (int)want.bytes, want.at);
	program_release(&run);
	buf_release(&out);
	return wrong;
}

static void foreign_readers_read_every_format(void **state)
{
	struct buf table = BUF_INIT((size_t)1 << 20);
	struct error err = { 0 };
	struct span rest;
	int wrong = 0, rows = 0;

	file_read("tests/commands/foreign.tsv", &table, &err);
	assert_int_equal(err.status, STATUS_OK);
	rest = buf_span(&table);
	while (rest.bytes > 0) {
		struct span line = span_cut(&rest, '\n'), format;

		if (line.bytes == 0 || line.at[0] == '#')
			continue;
		format = span_cut(&line, '\t');
		wrong += play(*state, format, arena_copy(((struct desk *)*state)->arena, span_cut(&line, '\t')), line);
		rows++;
	}
	buf_release(&table);
	assert_true(rows > 20);
	assert_int_equal(wrong, 0);
}

/* ---- receipts ---- */

/* Runs a command line in which @ stands for the directory; its output must hold `want`. */
static void check(struct desk *desk, const char *line, int status, const char *want)
{
	struct buf whole = BUF_INIT((size_t)64 << 10);
	struct program_run run;

	for (const char *at = line; *at; at++)
		if (*at == '@')
			buf_add_string(&whole, desk->directory);
		else
			buf_add_char(&whole, *at);
	run = program_run(whole.at, NULL);
	if (run.status != status || !strstr(run.out.at ? run.out.at : "", want))
		fail_msg("%s: status %d\n%s%s", line, run.status, run.out.at ? run.out.at : "", run.err.at ? run.err.at : "");
	program_release(&run);
	buf_release(&whole);
}

static void a_receipt_asks_again_and_tells_what_changed(void **state)
{
	static const char later[] =
		"{\"id\":\"2\",\"title\":\"Ещё о пирсе\",\"text\":\"Пирс закрыли 6 мая 2021 года.\",\"lang\":\"ru\"}\n"
		"{\"id\":\"5\",\"title\":\"News\",\"text\":\"The pier was opened on June 1, 2021.\"}\n";
	struct desk *desk = *state;
	struct error err = { 0 };

	check(desk, "ingest --index @/second @/pier.jsonl", 0, "");
	check(desk, "list --index @/second --receipt @/receipt.json --from 2021 --by month -- pier OR пирс", 0, "# pier OR пирс");
	check(desk, "replay --index @/second @/receipt.json", 0, "2 now: the same answer");
	file_write(arena_printf(desk->arena, "%s/pier.jsonl", desk->directory).at, span_of(later), &err);
	assert_int_equal(err.status, STATUS_OK);
	check(desk, "ingest --index @/second @/pier.jsonl", 0, "");
	check(desk, "replay --index @/second @/receipt.json", 1, "added    2021-06-01  News");
	check(desk, "replay --index @/second --json @/receipt.json", 1, "\"same\":false");
	check(desk, "replay --index @/second @/pier.jsonl", 4, "");
	check(desk, "replay --index @/second @/nowhere.json", 3, "");
	check(desk, "replay --index @/second", 2, "");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(foreign_readers_read_every_format),
		cmocka_unit_test(a_receipt_asks_again_and_tells_what_changed),
	};

	return cmocka_run_group_tests_name("readers that are not ours, and receipts", tests, make_lists, remove_lists);
}
