/* Tests that near copies come together in the index, show as one hit and are never lost. */
#include "cases.h"

#include "dateline/file.h"
#include "program.h"

#include <stdlib.h>
#include <unistd.h>

#define STORY "The ferry Aral left the pier of Balkhash at seven in the morning with forty passengers and a load of melons. " \
	"The captain, Marat Seitov, told reporters that the lake was calm and that the crossing would last nine hours. "
#define TAIL "Tickets cost three thousand tenge, and the line is to run twice a week until the ice comes in November. " \
	"The pier was built in 1958 and mended this spring by a brigade from Karaganda."
#define BACKGROUND "The line was closed in 1994, when the yard that kept the ships went bankrupt."
#define ARTICLE(id, source, date, text) \
	"{\"id\":\"" id "\",\"source\":\"" source "\",\"date\":\"" date "\",\"title\":\"T " id "\",\"text\":\"" text "\"}\n"

#define WIRE ARTICLE("1", "Wire", "2021-06-01", STORY TAIL)
#define REPRINT ARTICLE("2", "Post", "2021-06-02", "BALKHASH, Wire. " STORY TAIL " All rights reserved.")
#define CUT ARTICLE("3", "Herald", "2021-06-02", STORY)
#define OTHER ARTICLE("4", "Post", "2021-06-01", "A strike of the dockers ended on Tuesday after the mayor promised to pay the " \
	"wages of April and May from the reserve, and the ferry is loaded again. The union had asked for a written word. " BACKGROUND)

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

static struct program_run run(const char *directory, const char *words, const char *input)
{
	struct buf line = BUF_INIT((size_t)1 << 16);
	struct program_run got;
	struct span rest = span_of(words), command = span_cut(&rest, ' ');

	buf_printf(&line, "%.*s --index %s/index %s", (int)command.bytes, command.at, directory, rest.at ? rest.at : "");
	got = program_run(line.at, input);
	buf_release(&line);
	return got;
}

static void ingest(const char *directory, const char *lines)
{
	struct program_run got = run(directory, "ingest --format jsonl -", lines);

	if (got.status != 0)
		fail_msg("%s", got.err.at);
	program_release(&got);
}

/* Must (or must not) stand in what it prints. */
static void prints(const char *directory, const char *words, const char *text, bool wanted)
{
	struct program_run got = run(directory, words, NULL);
	bool found = got.out.at && strstr(got.out.at, text);

	if (found != wanted)
		fail_msg("%s: \"%s\" %s: %s", words, text, wanted ? "is missing" : "is there", got.out.at);
	program_release(&got);
}

static void copies_are_one_hit_that_opens(void **state)
{
	ingest(*state, WIRE REPRINT CUT OTHER);
	prints(*state, "search ferry", "4 passages for ferry, 2 without their copies", true);
	prints(*state, "search ferry", "+2 copies: ", true);
	prints(*state, "search --group passage ferry", "copies", false);
	prints(*state, "search --json ferry", "\"total\":{\"value\":4,\"relation\":\"eq\",\"hits\":2}", true);
	prints(*state, "search --json ferry", "\"copies\":{\"count\":2,\"passages\":[{\"id\":\"", true);
	prints(*state, "search --json --group passage ferry", "\"copies\"", false);
	/* A filter that a copy does not pass: it is not counted. */
	prints(*state, "search --json --source Post --source Wire pier", "\"copies\":{\"count\":1,", true);
	prints(*state, "list --format json ferry", "\"value\":4", true);
}

static void copies_come_together_whatever_the_run(void **state)
{
	ingest(*state, CUT);
	ingest(*state, OTHER);
	ingest(*state, REPRINT);
	ingest(*state, WIRE);
	prints(*state, "search captain", "+2 copies: ", true);
	/* Corrected: it stays in its group. */
	ingest(*state, ARTICLE("1", "Wire", "2021-06-01", "Corrected: fifty passengers, not forty. " STORY TAIL));
	prints(*state, "search captain", "+2 copies: ", true);
}

static void a_lost_or_damaged_table_costs_groups_alone(void **state)
{
	static const char *const contents[] = { "", "dateline copies 1\nhalf an entry", "something else altogether" };
	char path[512];

	for (size_t i = 0; i < COUNT(contents); i++) {
		struct error err = { 0 };

		ingest(*state, i % 2 ? WIRE : CUT);
		snprintf(path, sizeof(path), "%s/index/copies", (const char *)*state);
		file_write(path, span_of(contents[i]), &err);
		assert_int_equal(err.status, STATUS_OK);
		ingest(*state, REPRINT OTHER);
		prints(*state, "search --group passage strike", "1 passage", true);
	}
}

static void show_names_the_copies(void **state)
{
	struct program_run got;
	char words[64], *id;

	ingest(*state, WIRE REPRINT CUT);
	got = run(*state, "search --json --source Herald captain", NULL);
	id = strstr(got.out.at, "\"article\":\"");
	assert_non_null(id);
	snprintf(words, sizeof(words), "show %.16s", id + strlen("\"article\":\""));
	program_release(&got);
	prints(*state, words, "Wire, 2021-06-01", true);
	prints(*state, words, "Post, 2021-06-02", true);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, make_directory, remove_directory)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(copies_are_one_hit_that_opens),
		TEST(copies_come_together_whatever_the_run),
		TEST(a_lost_or_damaged_table_costs_groups_alone),
		TEST(show_names_the_copies),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
