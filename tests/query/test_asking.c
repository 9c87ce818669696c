/* Plays command lines of search, list, mentions and show: statuses, answers, talk. */
#include "query/lines.h"

#include "dateline/arena.h"

static void command_lines_do_what_they_say(void **state)
{
	/* NULL: anything; "": nothing. */
	static const struct { const char *line; int status; const char *out, *err, *why; } rows[] = {
		{ "search газ", 0, "passages for газ", "", "words found" },
		{ "search ГАЗ --limit 0", 0, "7 passages for ГАЗ\n", "", "a count alone" },
		{ "search газ --json", 0, "\"schema\":\"dateline.search/1\"", "", "JSON" },
		{ "search --count газ", 0, "7\n", "", "their number" },
		{ "search --count xyzzy", 1, "0\n", "nothing found", "of none" },
		{ "search --count --json газ", 0, "\"value\":7,", "", "in JSON" },
		{ "search --count газ --not-place Актау", 0, "6\n", "", "outside a place" },
		{ "search --count газ --not-source 'Степной телеграф'", 0, "3\n", "", "not from a source" },
		{ "search --count газ --not-lang kk --not-lang ru", 1, "0\n", "without: NOT (lang kk OR lang ru)", "not in languages" },
		{ "search --explain газ --not-person Токаев", 0, "NOT  (filter)\n    person Токаев  (filter)", "", "without a person" },
		{ "list --not-person Токаев --not-place Almaty газ", 0, "# газ, without Токаев, without Almaty", NULL, "in a list" },
		{ "mentions --not-lang ru Токаев", 0, "Written Tokayev ", "", "mentions in other languages" },
		{ "search --context 1 трамвай", 0, "     Депутаты маслихата считают линию убыточной.\n", "", "a sentence more" },
		{ "search --context 1p трамвай", 0, "автобусы ходят ещё хуже.\n", "", "a paragraph more" },
		{ "search --context 1 трамвай --json", 0, "\"after\":[\"Депутаты маслихата считают линию убыточной.\"]", "",
		  "in JSON" },
		{ "search --context 99 трамвай", 2, "", "--context takes a number", "too much of it" },
		{ "search --context p трамвай", 2, "", "--context takes a number", "no number" },
		{ "search 'газ (цена'", 2, "", "  газ (цена\n      ^\n", "a caret below the fault" },
		{ "search 'Тoкаев \"цена'", 2, "", "  Тoкаев \"цена\n         ^\n", "by columns, not bytes" },
		{ "search 'gas persn:Tokayev'", 2, "", "did you mean person:?", "a field misspelled" },
		{ "search gas OR njrftd", 0, "passages for", "njrftd finds nothing, and the rest was searched without it", "half an OR" },
		{ "search газ --format json --explain", 0, "\"explanation\":\"word газ", "", "with its explanation" },
		{ "search --explain газ", 0, "word газ\n", "", "explanation before the hits" },
		{ "search газ --facets date,place", 0, "\nDates by ", "", "facets" },
		{ "search газ --group article", 0, "articles for газ", "", "grouped" },
		{ "search xyzzy", 1, "", "nothing found\nxyzzy finds nothing", "nothing found" },
		{ "search -q xyzzy", 1, "", "", "in silence" },
		{ "search xyzzy --json", 1, "\"value\":0", NULL, "in JSON too" },
		{ "search njrftd", 1, "", "токаев", "the wrong keyboard" },
		{ "search 'gas (price'", 2, "", "dateline search: query:5: this bracket is never closed", "the column" },
		{ "search date:2022-02-31", 2, "", "query:6: 2022-02-31 is no date", "no such day" },
		{ "search --from 2022-02-31", 2, "", "2022-02-31 is no date", "in an option" },
		{ "search --facets colour газ", 2, "", "--facets takes", "no such facet" },
		{ "search --sort size газ", 2, "", "--sort takes", "no such order" },
		{ "search --offset 9999 --limit 2 газ", 2, "", "10000 is the most", "too far" },
		{ "search gas -Aktau", 2, "", "unknown option -A; a query with a minus", "a minus that the shell gives away" },
		{ "search 'gas -Aktau'", 0, "passages for gas -Aktau", "", "the same in quotes" },
		{ "search --plase Aktau", 2, "", "did you mean --place?", "an unknown option" },
		{ "search --sort -date --place Aktau --limit 3", 0, "passages", NULL, "the newest first" },
		{ "search --place Atlantisk", 1, "", "we know no place called Atlantisk", "an unknown place" },
		{ "list --person 'Karim Massimov'", 0, "\n## 2022-01-05\n", "", "a list by day" },
		{ "list --person 'Karim Massimov' --by year", 0, "\n## 2022\n", "", "by year" },
		{ "list --format csv газ", 0, "date,date_from,date_to,published,title", "", "CSV" },
		{ "list --format pdf газ", 2, "", "--format takes markdown", "no such format" },
		{ "list xyzzy", 1, "", "nothing found", "an empty list" },
		{ "mentions Токаев", 0, "Written Tokayev ", "", "mentions with spellings" },
		{ "mentions --same-script Токаев", 0, "Written ", "", "in one script" },
		{ "mentions --format tsv --lang kk Назарбаев", 0, "\t2015-10-09\t", "", "columns" },
		{ "mentions Шекспир", 1, "", "nobody called Шекспир", "nobody" },
		{ "mentions", 2, "", "wants a name", "no name" },
		{ "mentions --batch /dev/null/none/names", 3, "", "/dev/null/none/names", "no such file" },
		{ "show zzz", 1, "", "no article or passage has the id zzz", "no such id" },
		{ "show", 2, "", "wants the id", "no id" },
	};
	int wrong = 0;

	for (size_t i = 0; i < COUNT(rows); i++) {
		struct program_run run;
		char line[500];

		snprintf(line, sizeof(line), "%s --index %s/index", rows[i].line, directory);
		run = program_run(line, NULL);
		if (run.status != rows[i].status || !says(&run.out, rows[i].out) || !says(&run.err, rows[i].err)) {
			wrong++;
			print_error("%s (%s): exit %d, wanted %d\n%.300s\n%.300s\n", rows[i].line, rows[i].why, run.status,
				    rows[i].status, run.out.bytes ? run.out.at : "", run.err.bytes ? run.err.at : "");
		}
		program_release(&run);
	}
	assert_int_equal(wrong, 0);
	(void)state;
}

static void batches_answer_line_by_line(void **state)
{
	struct program_run run;
	char line[300];

	snprintf(line, sizeof(line), "mentions --batch - --index %s/index", directory);
	run = program_run(line, "q1\tВера Семёнова\n\nno tab\nq2\tШекспир\nq3\tАйна Шорманова\n");
	assert_int_equal(run.status, 0);
	assert_memory_equal(run.out.at, "q1\t", 3);
	assert_non_null(strstr(run.out.at, "\nq3\t"));
	assert_null(strstr(run.out.at, "q2\t"));
	assert_non_null(strstr(run.err.at, "line 3: no name behind a tab"));
	program_release(&run);
	(void)state;
}

/* The id that search prints is what show takes. */
static void show_takes_what_search_prints(void **state)
{
	struct program_run run;
	char line[300], id[64] = "";
	const char *at;

	snprintf(line, sizeof(line), "search --json --limit 1 --index %s/index трамвай", directory);
	run = program_run(line, NULL);
	at = strstr(run.out.at, "\"id\":\"");
	assert_non_null(at);
	sscanf(at + 6, "%63[^\"]", id);
	program_release(&run);
	snprintf(line, sizeof(line), "show %s --index %s/index", id, directory);
	run = program_run(line, NULL);
	assert_int_equal(run.status, 0);
	assert_non_null(strstr(run.out.at, id));
	assert_non_null(strstr(run.out.at, "UTF-16"));
	program_release(&run);
	id[strcspn(id, ".")] = '\0';
	snprintf(line, sizeof(line), "show %s --json --index %s/index", id, directory);
	run = program_run(line, NULL);
	assert_int_equal(run.status, 0);
	assert_non_null(strstr(run.out.at, "\"whole\":true"));
	program_release(&run);
	(void)state;
}

static void the_same_question_gives_the_same_bytes(void **state)
{
	static const char *const lines[] = { "search --json --facets all газ", "list --format json --place Almaty", "mentions --json Токаев" };

	for (size_t i = 0; i < COUNT(lines); i++) {
		struct program_run once, again;
		char line[300];

		snprintf(line, sizeof(line), "%s --index %s/index", lines[i], directory);
		once = program_run(line, NULL);
		again = program_run(line, NULL);
		assert_true(once.out.bytes > 0);
		assert_int_equal(once.out.bytes, again.out.bytes);
		assert_memory_equal(once.out.at, again.out.at, once.out.bytes);
		program_release(&once);
		program_release(&again);
	}
	(void)state;
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(command_lines_do_what_they_say),
		cmocka_unit_test(batches_answer_line_by_line),
		cmocka_unit_test(show_takes_what_search_prints),
		cmocka_unit_test(the_same_question_gives_the_same_bytes),
	};

	return cmocka_run_group_tests(tests, ingest_the_archive, forget_the_archive);
}
