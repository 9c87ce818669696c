/* dateline places: finding, importing, and which gazetteer the other commands then take. */
#include "cases.h"
#include "program.h"

#include "dateline/file.h"

#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#define ROW(id, name, lat, lon, region, people) \
	id "\t" name "\t" name "\t\t" lat "\t" lon "\tP\tPPL\tKZ\t\t" region "\t\t\t\t" people "\t\t\tAsia/Almaty\t2024-01-01\n"

static const char table[] =
	ROW("70000001", "Zhylybulak Bay", "43.9", "51.5", "09", "20000")
	"no row\n";

static const char own[] =
	"name\tru\tcountry\tregion\tlat\tlon\tpopulation\n"
	"Two Poplars\tДва Тополя\tKZ\tMangystau\t43.7\t51.2\t900\n";

static const char article[] =
	"{\"id\":\"p1\",\"lang\":\"en\",\"date\":\"2022-01-04\",\"title\":\"Wells\",\"text\":"
	"\"The school at Two Poplars was closed for a week.\"}\n"
	"{\"id\":\"p2\",\"lang\":\"en\",\"date\":\"2022-01-04\",\"title\":\"Bay\",\"text\":\"Boats came back to Zhylybulak Bay at night.\"}\n";

struct state {
	char *directory;
	char command[1000];
};

static void put(const struct state *s, const char *name, const char *text)
{
	char path[300];
	struct error err = { 0 };

	snprintf(path, sizeof(path), "%s/%s", s->directory, name);
	file_write(path, span_of(text), &err);
	assert_int_equal(err.status, STATUS_OK);
}

static int prepare(void **with)
{
	struct state *s = calloc(1, sizeof(*s));

	s->directory = program_directory();
	setenv("XDG_DATA_HOME", s->directory, 1);
	unsetenv("DATELINE_PLACES");
	put(s, "KZ.txt", table);
	put(s, "own.tsv", own);
	*with = s;
	return 0;
}

static int tidy(void **with)
{
	struct state *s = *with;

	program_remove(s->directory);
	free(s);
	return 0;
}

/* Runs the program with `%s` of the format as the state's directory. */
static struct program_run run(struct state *s, const char *format, const char *input)
{
	snprintf(s->command, sizeof(s->command), format, s->directory, s->directory);
	return program_run(s->command, input);
}

/* Runs and looks for the status and for a part of either output. */
static void expect(struct state *s, const char *format, int status, const char *part)
{
	struct program_run got = run(s, format, NULL);

	if (got.status != status || (!strstr(got.out.at, part) && !strstr(got.err.at, part))) {
		print_error("%s: %d %s%s\n", s->command, got.status, got.out.at, got.err.at);
		fail_msg("wanted %d and %s", status, part);
	}
	program_release(&got);
}

static void finds_and_tells_why(void **with)
{
	struct state *s = *with;

	expect(s, "places find Актау", 0, "610612\tAktau\tcity\tKazakhstan > Mangystau Region\t43.65 51.17\t147443\tbuilt-in\n"
	       "    ru Актау, kk Ақтау");
	expect(s, "places find Aktau", 0, "weight");
	expect(s, "places find 610612", 0, "by its code");
	expect(s, "places find --json KZ.09", 0, "\"table\":\"built-in\"");
	expect(s, "places find Aktauu", 1, "no place is called Aktauu; the nearest: Aktau");
}

static void says_how_it_wants_to_be_called(void **with)
{
	static const char *const rows[][2] = {
		{ "places", "wants find and a name" },
		{ "places find", "wants find and a name" },
		{ "places import", "wants GeoNames' files" },
		{ "places import --own %s/own.tsv %s/KZ.txt", "first import GeoNames' files, then --own" },
		{ "search --km 5 gas", "--near is missing" },
		{ "search --near Aktau --km far", "--km takes a whole number from 1 to 20038" },
	};

	for (size_t i = 0; i < COUNT(rows); i++)
		expect(*with, rows[i][0], 2, rows[i][1]);
}

static void an_import_is_then_the_gazetteer(void **with)
{
	struct state *s = *with;
	char path[300];

	expect(s, "places find Zhylybulak Bay", 1, "no place is called");
	expect(s, "places import %s/KZ.txt", 3, "KZ.txt:2: fewer than the 19 columns");
	snprintf(path, sizeof(path), "%s/dateline/places.geonames", s->directory);
	assert_int_equal(access(path, R_OK), 0);
	expect(s, "places find Zhylybulak Bay", 0, "70000001\tZhylybulak Bay\tcity\tKazakhstan > Mangystau Region\t43.90 51.50\t20000\tgeonames");
	expect(s, "places import --own %s/own.tsv", 0, "1 place added");
	expect(s, "places find Zhylybulak Bay", 0, "70000001");          /* it lies below the own table */
	expect(s, "places find Два Тополя", 0, "\town\n");
	expect(s, "places find --places default Два Тополя", 1, "no place is called");
	expect(s, "places find --places %s/dateline/places.geonames Два Тополя", 1, "no place is called");
	expect(s, "places import --json %s/KZ.txt", 3, "import it again with --own");
}

static void the_other_commands_take_it(void **with)
{
	struct state *s = *with;
	struct program_run got = run(s, "ingest --format jsonl -", article);

	assert_int_equal(got.status, 0);
	program_release(&got);
	expect(s, "search --place \"Two Poplars\" --json", 0, "\"own_id\":\"p1\"");
	expect(s, "search --near \"Two Poplars\" --km 5 --json", 0, "\"total\":{\"value\":1,");
	expect(s, "search --near Aktau --json", 0, "\"total\":{\"value\":2,");
	expect(s, "search --near Aktau/20 --json", 0, "\"total\":{\"value\":1,");
	expect(s, "search near:70000001/1 --json", 0, "\"total\":{\"value\":1,");
	got = run(s, "annotate", "{\"id\":\"1\",\"lang\":\"en\",\"text\":\"We met in Two Poplars.\"}\n");
	assert_non_null(strstr(got.out.at, "\"name\":\"Two Poplars\""));
	program_release(&got);
}

static void an_index_knows_its_gazetteer(void **with)
{
	struct state *s = *with;

	expect(s, "search boats", 0, "Boats");
	expect(s, "search --places default boats", 0, "2 passages were indexed with other rules");
	expect(s, "search --places default --near Aktau", 1, "2 places of the index are not in this gazetteer");
	setenv("DATELINE_PLACES", "default", 1);
	expect(s, "search boats", 0, "2 passages were indexed with other rules");
	unsetenv("DATELINE_PLACES");
}

static void refuses_what_is_no_gazetteer(void **with)
{
	struct state *s = *with;

	expect(s, "places find --places %s/none Aktau", 3, "No such file");
	expect(s, "places find --places %s/KZ.txt Aktau", 4, "KZ.txt:1");
	expect(s, "places import %s/none.txt", 3, "none.txt");
	expect(s, "places import --to %s/to/places %s/KZ.txt", 3, "to/places: ");
}

static void a_cut_file_is_told(void **with)
{
	struct state *s = *with;
	char path[300];

	snprintf(path, sizeof(path), "%s/dateline/places.geonames", s->directory);
	assert_int_equal(truncate(path, 1 << 20), 0);
	snprintf(path, sizeof(path), "%s/dateline/places.own", s->directory);
	unlink(path);
	expect(s, "places find Aktau", 4, "this gazetteer is damaged, or another version of dateline made it: import it again");
	expect(s, "places import %s/KZ.txt", 3, "1 place added");
	expect(s, "places find Aktau", 0, "610612");
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(finds_and_tells_why),
		cmocka_unit_test(says_how_it_wants_to_be_called),
		cmocka_unit_test(an_import_is_then_the_gazetteer),
		cmocka_unit_test(the_other_commands_take_it),
		cmocka_unit_test(an_index_knows_its_gazetteer),
		cmocka_unit_test(refuses_what_is_no_gazetteer),
		cmocka_unit_test(a_cut_file_is_told),
	};

	return cmocka_run_group_tests(tests, prepare, tidy);
}
