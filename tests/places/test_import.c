/* Tests importing GeoNames: what the gazetteer then knows, what is told, and that nothing is lost. */
#include "places/importing.h"

#include "dateline/text.h"
#include "places/gazetteer.h"

#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

/* Rows of 19 columns; of made places, but for those that the built-in table has. */
#define ROW(id, name, others, lat, lon, class, code, country, region, people) \
	id "\t" name "\t" name "\t" others "\t" lat "\t" lon "\t" class "\t" code "\t" country "\t\t" region "\t\t\t\t" people \
	"\t\t\tAsia/Almaty\t2024-01-01\n"

static const char table[] =
	ROW("70000001", "Zhylybulak", "Жылыбулақ,Жылыбулак,zhi li bu la ke,ZHB", "43.9", "51.5", "P", "PPL", "KZ", "09", "0")
	ROW("70000002", "Strelsau", "", "50.5", "30.5", "P", "PPLC", "XR", "01", "600000")
	ROW("70000003", "Ruritania", "", "50.1", "30.1", "A", "PCLI", "XR", "00", "1000000")
	ROW("70000004", "Zenda Region", "", "50.2", "30.2", "A", "ADM1", "XR", "01", "100000")
	"this is no row\n"
	ROW("70000005", "Nowhere", "", "abc", "30.2", "P", "PPL", "XR", "01", "1")
	ROW("70000006", "Grand Hotel", "", "50.2", "30.2", "S", "HTL", "XR", "01", "0")
	ROW("610612", "Aktau", "Новооктябрьск-Каспийский", "43.6", "51.1", "P", "PPLA", "KZ", "09", "147443")
	ROW("70000002", "Strelsau", "", "50.5", "30.5", "P", "PPLC", "XR", "01", "600000")
	ROW("70000009", "Mangystau Region", "", "44", "53", "A", "ADM1", "KZ", "09", "700000")
	ROW("70000007", "Zhylybulak", "", "48.0", "80.0", "P", "PPL", "KZ", "15", "12000");

static const char alternates[] =
	"1\t70000002\tru\tСтрельсау\t1\t\t\t\t\t\n"
	"2\t70000002\tkk\tСтрелсау\t\t\t\t\t\t\n"
	"3\t70000002\tru\tЗамковск\t\t\t\t1\t1900\t1920\n"
	"4\t70000002\tlink\thttps://example.org/Strelsau\t\t\t\t\t\t\n"
	"5\tx\tru\tКто\t\t\t\t\t\t\n"
	"6\t610612\tde\tAktaustadt am See\t\t\t\t\t\t\n"
	"7\t70000002\tuk\tСтрелса\t\t\t\t\t\t\n";

static int prepare_tables(void **with)
{
	struct state *s;

	if (prepare(with) != 0)
		return -1;
	s = *with;
	put(s->table, table);
	put(s->alternates, alternates);
	put(s->admin, "XR.02\tUpper Ruritania\tUpper Ruritania\t70000010\nKZ.09\tMangghystau\tMangghystau\t70000009\n");
	return 0;
}

/* Imports the two files; NULL for none. The gazetteer is open when all went well. */
static struct gazetteer *import(struct state *s, const char *names, const char *admin, struct import_summary *sum, struct error *err)
{
	const char *tables[] = { s->table };
	struct import_files files = { tables, 1, names, admin };
	struct import_watch watch = { .fault = note_fault, .with = s };

	s->told[0] = '\0';
	geonames_import(s->base, &files, s->to, &watch, sum, err);
	return gazetteer_open(s->to, err);
}

static void knows_what_was_imported(void **with)
{
	static const char *const rows[][3] = {
		{ "Strelsau", "70000002", "Zenda Region" },
		{ "Стрельсау", "70000002", "Zenda Region" },
		{ "Замковска", "70000002", "Zenda Region" },     /* a case of the name of former days */
		{ "Стрелсі", "70000002", "Zenda Region" },      /* a case in Ukrainian alone, of letters that Russian has */
		{ "Ruritania", "XR", "" },
		{ "Zenda Region", "XR.01", "Ruritania" },
		{ "70000004", "XR.01", "Ruritania" },           /* a region by its id */
		{ "Upper Ruritania", "XR.02", "Ruritania" },    /* which the table has not */
		{ "Aktau", "610612", "Mangystau Region" },      /* still as built in */
		{ "Aktaustadt am See", "610612", "Mangystau Region" },
		{ "Mangghystau", "KZ.09", "Kazakhstan" },
		{ "70000009", "KZ.09", "Kazakhstan" },
		{ "Zhylybulak, Mangystau Region", "70000001", "Mangystau Region" },
		{ "Kazakhstan", "KZ", "" },
	};
	struct state *s = *with;
	struct import_summary sum;
	struct error err = { 0 };
	struct gazetteer *g = import(s, s->alternates, s->admin, &sum, &err);
	struct place place;

	assert_int_equal(err.status, STATUS_OK);
	check_answers(g, rows, COUNT(rows));
	place = asked(g, "Strelsau");
	assert_string_equal(place.name_ru.at, "Стрельсау");
	assert_string_equal(place.name_kk.at, "Стрелсау");
	assert_int_equal(place.table, PLACE_GEONAMES);
	assert_int_equal(place.population, 600000);
	assert_int_equal(asked(g, "Aktau").table, PLACE_BUILT_IN);
	assert_int_equal(asked(g, "Grand Hotel").id, 0);
	assert_true(g->header->filter_count > 0); /* most words are told by it */
	assert_true(gazetteer_checksum(g) != gazetteer_checksum(s->base));
	assert_int_equal(sum.rows, 11 + 7 + 2);
	assert_int_equal(sum.bad, 3);
	assert_int_equal(sum.repeated, 1);
	assert_int_equal(sum.added, 6);
	assert_string_equal(s->told, "allCountries.txt:5: fewer than the 19 columns of a GeoNames table\n"
			    "allCountries.txt:6: column 5 (latitude): \"abc\" is no number from -90 to 90\n"
			    "alternateNamesV2.txt:5: column 2 (geonameid): \"x\" is no id\n");
	gazetteer_close(g);
}

static void takes_the_tables_own_list_without_a_file_of_names(void **with)
{
	static const char *const rows[][3] = {
		{ "Жылыбулак, Mangystau Region", "70000001", "Mangystau Region" },
		{ "Новооктябрьск-Каспийский", "610612", "Mangystau Region" },
	};
	struct state *s = *with;
	struct import_summary sum;
	struct error err = { 0 };
	struct gazetteer *g = import(s, NULL, NULL, &sum, &err);

	assert_int_equal(err.status, STATUS_OK);
	check_answers(g, rows, COUNT(rows));
	assert_int_equal(asked(g, "ZHB").id, 0);
	gazetteer_close(g);
}

/* Every place and every name of the built-in table is answered as before. */
static void keeps_all_that_was_built_in(void **with)
{
	struct state *s = *with;
	struct import_summary sum;
	struct error err = { 0 };
	struct gazetteer *g = import(s, s->alternates, NULL, &sum, &err);
	int wrong = 0;

	for (uint32_t id = 1; place_get(s->base, id).id; id++) {
		struct place before = place_get(s->base, id), after = place_get(g, id);
		uint32_t was[3] = { 0 }, is[3] = { 0 };

		if (id % 7 == 0) {
			place_ask(s->base, before.name, was, 3);
			place_ask(g, before.name, is, 3);
		}
		if (span_equal(before.code, after.code) && span_equal(before.name, after.name) && before.parent == after.parent &&
		    memcmp(was, is, sizeof(was)) == 0)
			continue;
		if (wrong++ < 10)
			print_error("%s %s is now %s %s\n", before.code.at, before.name.at, after.code.at, after.name.at);
	}
	assert_int_equal(wrong, 0);
	gazetteer_close(g);
}

/* A small village of one word wants a reason; in a text it is found where it has one. */
static void villages_want_a_reason(void **with)
{
	static const struct { const char *text; size_t found; } rows[] = {
		{ "The farm stands in Zhylybulak, Mangystau Region, and is closed.", 2 },
		{ "Works of Zhylybulak were read aloud.", 0 },
	};
	struct state *s = *with;
	struct import_summary sum;
	struct error err = { 0 };
	struct gazetteer *g = import(s, s->alternates, NULL, &sum, &err);
	int wrong = 0;

	for (size_t i = 0; i < COUNT(rows); i++) {
		struct place_context context = { .lang = "en" };
		struct place_mention *mentions;
		struct text text;
		size_t count;

		text_read(span_of(rows[i].text), s->arena, &text);
		count = places_find(g, &text, &context, s->arena, &mentions);
		wrong += count != rows[i].found;
		if (count != rows[i].found)
			print_error("%s: %zu places\n", rows[i].text, count);
	}
	assert_int_equal(wrong, 0);
	gazetteer_close(g);
}

/* Hundreds of villages of one name: the foremost is meant, whatever its id. */
static void the_foremost_of_many_is_meant(void **with)
{
	struct state *s = *with;
	struct buf rows = BUF_INIT((size_t)1 << 20);
	struct import_summary sum;
	struct error err = { 0 };
	struct place_context context = { .lang = "en" };
	struct place_mention *mentions;
	struct gazetteer *g;
	struct text text;
	uint32_t ids[20];

	for (int i = 0; i < 300; i++)
		buf_printf(&rows, "%d\tQarazhylga\tQarazhylga\t\t%d\t80\tP\tPPL\tMX\t\t0%d\t\t\t\t%d\t\t\t\t\n", 71000000 + i, i % 80, 1 + i % 9,
			   i == 297 ? 250000 : i);
	put(s->table, rows.at);
	g = import(s, NULL, NULL, &sum, &err);
	assert_int_equal(err.status, STATUS_OK);
	assert_int_equal(sum.added, 300);
	text_read(span_of("They met in Qarazhylga on Monday."), s->arena, &text);
	assert_int_equal(places_find(g, &text, &context, s->arena, &mentions), 1);
	assert_string_equal(place_get(g, mentions[0].place).code.at, "71000297");
	assert_int_equal(place_ask(g, span_of("Qarazhylga"), ids, COUNT(ids)), COUNT(ids));
	assert_string_equal(place_get(g, ids[0]).code.at, "71000297");
	gazetteer_close(g);
	put(s->table, table);
	buf_release(&rows);
}

/* ---- all or nothing ---- */

static void a_file_of_no_places_changes_nothing(void **with)
{
	struct state *s = *with;
	struct import_summary sum;
	struct error err = { 0 };
	struct stat about;

	unlink(s->to);
	put(s->table, "# a comment\nnothing\n");
	assert_null(import(s, NULL, NULL, &sum, &err));
	assert_int_equal(err.status, STATUS_DATA);
	assert_int_not_equal(stat(s->to, &about), 0);
	put(s->table, "PK\3\4 and so on");
	err = (struct error){ 0 };
	assert_null(import(s, NULL, NULL, &sum, &err));
	assert_non_null(strstr(err.text, "zip archive"));
	put(s->table, table);
}

static void kill_yourself(uint64_t done, uint64_t total, uint64_t rows, void *with)
{
	(void)rows;
	(void)with;
	if (done * 100 >= total * 85) /* the gazetteer is being written */
		raise(SIGKILL);
}

static void a_kill_leaves_the_old_one_whole(void **with)
{
	struct state *s = *with;
	struct import_summary sum;
	struct error err = { 0 };
	struct gazetteer *g = import(s, s->alternates, NULL, &sum, &err);
	uint64_t before = gazetteer_checksum(g);
	int status;
	pid_t child = fork();

	gazetteer_close(g);
	if (child == 0) {
		const char *tables[] = { s->table };
		struct import_files files = { tables, 1, NULL, NULL };
		struct import_watch watch = { .progress = kill_yourself };

		geonames_import(s->base, &files, s->to, &watch, &sum, &err);
		_exit(0);
	}
	waitpid(child, &status, 0);
	assert_true(WIFSIGNALED(status) && WTERMSIG(status) == SIGKILL);
	g = gazetteer_open(s->to, &err);
	assert_non_null(g);
	assert_true(gazetteer_checksum(g) == before);
	gazetteer_close(g);
	g = import(s, s->alternates, NULL, &sum, &err); /* and nothing stands in the way of the next */
	assert_int_equal(err.status, STATUS_OK);
	gazetteer_close(g);
}

static void a_stop_changes_nothing(void **with)
{
	static const volatile sig_atomic_t stop = 1;
	struct state *s = *with;
	const char *tables[] = { s->table };
	struct import_files files = { tables, 1, NULL, NULL };
	struct import_watch watch = { .stop = &stop };
	struct import_summary sum;
	struct error err = { 0 };
	struct stat about;

	unlink(s->to);
	geonames_import(s->base, &files, s->to, &watch, &sum, &err);
	assert_int_equal(err.status, STATUS_INTERRUPTED);
	assert_int_not_equal(stat(s->to, &about), 0);
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(knows_what_was_imported),
		cmocka_unit_test(takes_the_tables_own_list_without_a_file_of_names),
		cmocka_unit_test(keeps_all_that_was_built_in),
		cmocka_unit_test(villages_want_a_reason),
		cmocka_unit_test(the_foremost_of_many_is_meant),
		cmocka_unit_test(a_file_of_no_places_changes_nothing),
		cmocka_unit_test(a_kill_leaves_the_old_one_whole),
		cmocka_unit_test(a_stop_changes_nothing),
	};

	return cmocka_run_group_tests(tests, prepare_tables, tidy);
}
