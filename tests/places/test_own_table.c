/* Tests tables of a user's own over the gazetteer: what they add and mend, and what is told of their faults. */
#include "places/importing.h"

#include "dateline/text.h"

static struct gazetteer *import_own(struct state *s, const char *text, struct import_summary *sum, struct error *err)
{
	struct import_watch watch = { .fault = note_fault, .with = s };

	s->told[0] = '\0';
	put(s->own, text);
	own_import(s->base, s->own, s->to, &watch, sum, err);
	return gazetteer_open(s->to, err);
}

static void an_own_table_adds_and_mends(void **with)
{
	static const char *const rows[][3] = {
		{ "Birlik-2", "x-birlik", "Mangystau Region" },
		{ "Бірлік-2", "x-birlik", "Mangystau Region" },
		{ "Two Poplars", "x-poplars", "Kazakhstan" },
		{ "Steppe Camp", "x-camp", "Western Marches" },
		{ "Marches", "x-marches", "Kazakhstan" },
		{ "Жаңақала қаласы", "610612", "Mangystau Region" },
	};
	struct state *s = *with;
	struct import_summary sum;
	struct error err = { 0 };
	struct gazetteer *g = import_own(s,
		"id\tname\tkk\talternates\tcountry\tregion\tlat\tlon\tkind\tpopulation\n"
		"x-birlik\tBirlik-2\tБірлік-2\tBirlik Two|Second Birlik\tKazakhstan\tMangystau\t43.7\t51.2\tcity\t900\n"
		"x-poplars\tTwo Poplars\t\t\tКазахстан\t\t44\t52\tother\t\n"
		"x-marches\tWestern Marches\t\tMarches\tKZ\t\t44\t53\tregion\t\n"
		"x-camp\tSteppe Camp\t\t\tKZ\tx-marches\t44.1\t53.1\t\t\n"
		"610612\t\t\tЖаңақала қаласы\t\t\t\t\t\t150001\n", &sum, &err);

	assert_int_equal(err.status, STATUS_OK);
	assert_string_equal(s->told, "");
	check_answers(g, rows, COUNT(rows));
	assert_int_equal(asked(g, "Aktau").population, 150001);
	assert_int_equal(asked(g, "Aktau").table, PLACE_OWN);
	assert_string_equal(asked(g, "Aktau").name.at, "Aktau");
	assert_int_equal(sum.added, 4);
	assert_int_equal(sum.known, 1);
	gazetteer_close(g);
}

static void an_own_name_is_sure_of_itself(void **with)
{
	struct state *s = *with;
	struct import_summary sum;
	struct error err = { 0 };
	struct gazetteer *g = import_own(s, "name\tcountry\tlat\tlon\tpopulation\nZhylybulak\tKZ\t44\t52\t100\n", &sum, &err);
	struct place_context context = { .lang = "en" };
	struct place_mention *mentions;
	struct text text;

	text_read(span_of("The people left Zhylybulak for good."), s->arena, &text);
	assert_int_equal(places_find(g, &text, &context, s->arena, &mentions), 1);
	assert_true(span_starts(place_get(g, mentions[0].place).code, "own-"));
	gazetteer_close(g);
}

static void tells_line_and_column_of_an_own_table(void **with)
{
	static const struct { const char *table, *told; } rows[] = {
		{ "name\tlat\tlon\nA1\tx\t5\nGood Place\t1\t1\n", "own.tsv:2: column 2 (lat): \"x\" is no number from -90 to 90\n" },
		{ "name\tlat\tlon\nA1\t5\nGood Place\t1\t1\n", "own.tsv:2: column 3 (lon): \"\" is no number: the other half of the position is there\n" },
		{ "name\tkind\nA1\tplanet\nGood Place\tcity\n",
		  "own.tsv:2: column 2 (kind): \"planet\" is no country, region, city, district, water or other\n" },
		{ "name\tcountry\nA1\tKazakstan Republic of\nGood Place\tKZ\n",
		  "own.tsv:2: column 2: no country is called \"Kazakstan Republic of\"\n" },
		{ "name\tpopulation\nA1\tmany\nGood Place\t1\n", "own.tsv:2: column 2 (population): \"many\" is no number of people\n" },
		{ "name\tcountry\n\tKZ\nGood Place\tKZ\n", "own.tsv:2: column 1 (name): a new place wants a name\n" },
		{ "id\tname\nso it is\tA1\ng\tGood Place\n", "own.tsv:2: column 1 (id): an id is of Latin letters, digits, . - and _\n" },
		{ "id\tname\nx-1\tGood Place\nx-1\tAgain\n", "own.tsv:3: this place is there already, in line 2\n" },
		{ "name\nA1\tB\tC\nGood Place\n", "own.tsv:2: column 2: more columns than the first line names\n" },
	};
	struct state *s = *with;
	int wrong = 0;

	for (size_t i = 0; i < COUNT(rows); i++) {
		struct import_summary sum;
		struct error err = { 0 };
		struct gazetteer *g = import_own(s, rows[i].table, &sum, &err);

		if (g && strcmp(s->told, rows[i].told) == 0 && asked(g, "Good Place").id > 0 && sum.bad == 1) {
			gazetteer_close(g);
			continue;
		}
		wrong++;
		print_error("%sgot: %s%s\n", rows[i].told, s->told, err.text);
		gazetteer_close(g);
	}
	assert_int_equal(wrong, 0);
}

static void wants_a_heading(void **with)
{
	struct state *s = *with;
	struct import_summary sum;
	struct error err = { 0 };

	assert_null(import_own(s, "Birlik\t43.7\t51.2\n", &sum, &err));
	assert_int_equal(err.status, STATUS_DATA);
	assert_non_null(strstr(err.where, "own.tsv:1"));
	assert_non_null(strstr(err.text, "column 1: \"Birlik\" is none of id, name"));
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(an_own_table_adds_and_mends),
		cmocka_unit_test(an_own_name_is_sure_of_itself),
		cmocka_unit_test(tells_line_and_column_of_an_own_table),
		cmocka_unit_test(wants_a_heading),
	};

	return cmocka_run_group_tests(tests, prepare, tidy);
}
