/* Plays the command lines that ask for people: spellings, aliases, tables, who is named together. */
#include "query/lines.h"

#include <stdio.h>

static struct program_run run_line(const char *line, const char *input)
{
	char whole[600];

	snprintf(whole, sizeof(whole), "%s --index %s/index", line, directory);
	return program_run(whole, input);
}

static void command_lines_do_what_they_say(void **state)
{
	/* NULL: anything; "": nothing. */
	static const struct { const char *line; int status; const char *out, *err, *why; } rows[] = {
		{ "mentions Токаев", 0, "Токаев: 54 mentions in 44 passages of 18 articles\nWritten Tokayev 14, ", "", "counts" },
		{ "mentions --limit 2 Токаев", 0, "\n52 mentions more: --limit 54 prints all\n", "", "few printed, all counted" },
		{ "mentions --limit 2 Токаев", 0, ": 54 mentions in", "", "exactly" },
		{ "mentions --limit 0 Токаев", 0, "Written Tokayev 14, ", "", "spellings alone" },
		{ "mentions --limit 1 --json Токаев", 0, "\"value\":54", "", "JSON too" },
		{ "mentions --json 'Айна Шорманова'", 0, "\"days\":[{\"date\":\"2022-11-03\",\"count\":", "", "by day" },
		{ "mentions --limit -1 Токаев", 2, "", "--limit", "no such number" },
		{ "mentions --not Tokayev --not Тоқаев Токаев", 0, "Written Токаев 1", "", "spellings left out" },
		{ "mentions --not Токаев Токаев", 0, "Токаева 2", "", "one form of it" },
		{ "mentions --alias 'Дикий Арман' --format tsv 'Арман Джумагельдиев'", 0, "full name; by Дикий Арман\n", "",
		  "a hit says by which name" },
		{ "mentions --alias 'Wild Arman' --json 'Арман Джумагельдиев'", 0, "\"by\":\"Wild Arman\"", "", "in JSON" },
		{ "mentions --alias 'Wild Arman' --json 'Арман Джумагельдиев'", 0, "\"aliases\":[\"Wild Arman\"]", "", "and all of them" },
		{ "mentions --alias 'Wild Arman' --explain 'Арман Джумагельдиев'", 0, "also called Wild Arman, a nickname: in full only",
		  "", "explained" },
		{ "mentions --people tests/corpus/people.tsv 'Wild Arman'", 0, "Arman Dzhumageldiev: ", "", "under his own name" },
		{ "mentions --people tests/corpus/people.tsv 'Карим Масимов'", 0, "Карим Масимов: ", "", "who is not in the table" },
		{ "mentions --people /dev/null/none Токаев", 3, "", "/dev/null/none", "no such table" },
		{ "mentions --people README.md Токаев", 4, "", "README.md:", "a table that is none" },
		{ "mentions Масимов", 0, "(likely)", "", "a likely mention says so" },
		{ "mentions --format tsv Масимов", 0, "; surname (likely)\n", "", "in columns" },
		{ "mentions --table Токаев", 2, "", "--table goes with --batch", "no table of one" },
		{ "mentions --with Масимов --from 2022-01-06 --to 2022-01-06 Токаев", 0, "3 mentions in 3 passages of 3 articles", "",
		  "named in the same passage, in a period" },
		{ "together Токаев Масимов", 0, "Токаев and Масимов: named together in 9 passages of 3 articles\n\n2022-01-05\n", "",
		  "passages by day" },
		{ "together Токаев Масимов --limit 2", 0, "\n7 passages more: go on with --offset 2\n", "", "in pages" },
		{ "together Токаев Масимов --limit 2 --offset 7", 0, NULL, "", "the last page" },
		{ "together Токаев Масимов --lang en", 0, "chair of the Security Council.\n    Dzhumageldiev had come back", "",
		  "a sentence for each" },
		{ "together Токаев Масимов --format tsv", 0, "\tТокаев\tМасимова; Масимовым\t", "", "how each is written" },
		{ "together Токаев Масимов --json", 0, "{\"schema\":\"dateline.together/1\",\"names\":[\"Токаев\",\"Масимов\"]", "", "JSON" },
		{ "together Токаев Масимов --json", 0, "{\"person\":\"Масимов\",\"surface\":\"Масимова\",", "", "with each mention" },
		{ "together Токаев Масимов Жумагельдиев", 0, "Токаев, Масимов and Жумагельдиев: named together in 3 passages", "", "three" },
		{ "together Токаев", 0, "Named beside, by passages\n  Карим Масимов ", "", "who is beside one" },
		{ "together Токаев --limit 1", 0, "more: --limit ", "", "the first of them" },
		{ "together Токаев --format tsv", 0, "karim-msmv\tКарим Масимов\t9\t2022-01-05\t2022-01-08\tAlmaty ", "", "when and where" },
		{ "together Токаев --json", 0, "\"beside\":[{\"key\":\"karim-msmv\",", "", "in JSON" },
		{ "together Токаев --explain", 0, "spellings of the surname; named in 44", "", "explained" },
		{ "together Токаев Шекспир", 1, "", "nothing found\nnobody called Шекспир is found", "which finds nothing" },
		{ "together", 2, "", "wants names", "no name" },
		{ "together Токаев --format csv", 2, "", "--format takes text", "no such format" },
		{ "names Токаев", 0, "in the index\ttokayev\t14\nin the index\tтоқаев\t13\n", "", "spellings of the index" },
		{ "names Шекспир", 0, "keys\t", "", "and of nobody none" },
	};
	int wrong = 0;

	for (size_t i = 0; i < COUNT(rows); i++) {
		struct program_run run = run_line(rows[i].line, NULL);

		if (run.status != rows[i].status || !says(&run.out, rows[i].out) || !says(&run.err, rows[i].err)) {
			wrong++;
			print_error("%s (%s): exit %d, wanted %d\n%.900s\n%.300s\n", rows[i].line, rows[i].why, run.status,
				    rows[i].status, run.out.bytes ? run.out.at : "", run.err.bytes ? run.err.at : "");
		}
		program_release(&run);
	}
	assert_int_equal(wrong, 0);
	(void)state;
}

static void a_batch_makes_a_table(void **state)
{
	struct program_run run = run_line("mentions --batch - --table",
					  "q1\tВера Семёнова\nq2\tШекспир\nq3\tЛидия Семёнова\nq4\tПётр Семёнов\n");
	const char *head = "article\tdate\tsource\ttitle\tq1\tq2\tq3\tq4\ttotal\n", *at;
	size_t lines = 0, sum = 0;

	assert_int_equal(run.status, 0);
	assert_memory_equal(run.out.at, head, strlen(head));
	for (at = strchr(run.out.at, '\n') + 1; *at; at = strchr(at, '\n') + 1, lines++) {
		const char *end = strchr(at, '\n');
		unsigned q[4], total, tabs = 0;

		for (; tabs < 4; at++)
			tabs += *at == '\t';
		assert_int_equal(sscanf(at, "%u\t%u\t%u\t%u\t%u", &q[0], &q[1], &q[2], &q[3], &total), 5);
		assert_int_equal(q[0] + q[1] + q[2] + q[3], total);
		assert_int_equal(q[1], 0);
		assert_true(total > 0 && end > at);
		sum += total;
	}
	assert_int_equal(lines, 4);
	assert_int_equal(sum, 2 + 1 + 4 + 2 + 3);
	program_release(&run);
	(void)state;
}

static void a_batch_knows_the_table_of_people(void **state)
{
	struct program_run run = run_line("mentions --batch - --people tests/corpus/people.tsv", "a\tWild Arman\n");

	assert_int_equal(run.status, 0);
	assert_non_null(strstr(run.out.at, "a\ten-2022-0107\t31\t48\tArman Jumageldiev\t2022-01-07\t"));
	assert_non_null(strstr(run.out.at, "; by Wild Arman\n"));
	program_release(&run);
	(void)state;
}

/* Passages that hold no surname: the first name alone, in an article with the full name. */
static void a_first_name_alone_is_found(void **state)
{
	static const char archive[] =
		"{\"id\":\"f1\",\"lang\":\"en\",\"date\":\"2022-01-05\",\"title\":\"A school\",\"text\":"
		"\"On January 5, 2022 Saltanat Kurmanova opened a school in Taraz.\\n\\n"
		"The hall was full and nobody left before noon.\\n\\n"
		"On January 7, 2022 the teachers asked Saltanat for a second one.\"}\n"
		"{\"id\":\"f2\",\"lang\":\"en\",\"date\":\"2022-01-06\",\"title\":\"A shop\",\"text\":"
		"\"On January 6, 2022 the teachers asked Saltanat for bread.\"}\n";
	static const struct { const char *line, *out, *why; } rows[] = {
		{ "mentions 'Saltanat Kurmanova'", ": 2 mentions in 2 passages of 1 article\n", "another passage of the article" },
		{ "mentions 'Saltanat Kurmanova'", "first name alone, in an article with the full name (likely)", "and why" },
		{ "mentions 'Салтанат Курманова'", ": 2 mentions in 2 passages of 1 article\n", "from another script" },
		{ "mentions --strict 'Saltanat Kurmanova'", ": 1 mention in 1 passage of 1 article\n", "not strictly" },
		{ "mentions --from 2022-01-05 --to 2022-01-05 'Saltanat Kurmanova'", ": 1 mention in 1 passage", "the filters hold" },
		{ "search --person 'Saltanat Kurmanova'", "2 passages\n", "and for a search" },
		{ "search 'NOT person:\"Saltanat Kurmanova\"'", "2 passages for", "and for its opposite" },
	};
	struct program_run run;
	char line[300];
	int wrong = 0;

	snprintf(line, sizeof(line), "ingest -q --index %s/first --format jsonl -", directory);
	run = program_run(line, archive);
	assert_int_equal(run.status, 0);
	program_release(&run);
	for (size_t i = 0; i < COUNT(rows); i++) {
		snprintf(line, sizeof(line), "%s --index %s/first", rows[i].line, directory);
		run = program_run(line, NULL);
		if (run.status != 0 || !says(&run.out, rows[i].out)) {
			wrong++;
			print_error("%s (%s): exit %d\n%s%s\n", rows[i].line, rows[i].why, run.status,
				    run.out.bytes ? run.out.at : "", run.err.bytes ? run.err.at : "");
		}
		program_release(&run);
	}
	assert_int_equal(wrong, 0);
	(void)state;
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(command_lines_do_what_they_say),
		cmocka_unit_test(a_batch_makes_a_table),
		cmocka_unit_test(a_batch_knows_the_table_of_people),
		cmocka_unit_test(a_first_name_alone_is_found),
	};

	return cmocka_run_group_tests(tests, ingest_the_archive, forget_the_archive);
}
