/* The rows of GeoNames' files: what is taken, what is passed over, and what is told of a bad one. */
#include "places/geonames.h"
#include "places/own.h"

#include "dateline/arena.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>

#include <cmocka.h>

static const struct { const char *feature, *kind, *least, *example; } features[] = {
#define ROW(line, feature, kind, least, example, why) { feature, kind, least, example },
#include "places/features.tsv.inc"
#undef ROW
};

#define AKTAU "610612\tAktau\tAktau\tAqtau,Актау,Ақтау\t43.65107\t51.15\tP\tPPLA\tKZ\t\t09\t\t\t\t147443\t\t-10\tAsia/Aqtau\t2023-01-01"

static enum geonames_row read_row(const char *line, struct geoname *out, struct error *err)
{
	*err = (struct error){ 0 };
	return geoname_read(span_of(line), out, err);
}

static void reads_a_place(void **state)
{
	struct geoname row;
	struct error err;

	(void)state;
	assert_int_equal(read_row(AKTAU "\r", &row, &err), GEONAMES_TAKEN);
	assert_int_equal(row.id, 610612);
	assert_true(span_is(row.name, "Aktau") && span_is(row.region, "09"));
	assert_int_equal(row.kind, PLACE_CITY);
	assert_string_equal(row.country, "KZ");
	assert_int_equal(row.population, 147443);
	assert_int_equal(row.known, 3);
	assert_true(row.lat > 43.6f && row.lat < 43.7f);
}

/* Every row of the table is played: enough names, and one too few. */
static void takes_the_features_of_the_table(void **state)
{
	struct arena *arena = arena_new();
	int wrong = 0;

	(void)state;
	for (size_t i = 0; i < COUNT(features); i++) {
		int least = features[i].least[0] - '0';

		for (int names = least - 1; names <= least; names++) {
			static const char others[] = "A,B,C,D,E,F,G,H,I,J";
			struct span line;
			struct geoname row;
			struct error err = { 0 };
			enum geonames_row outcome;

			if (names < 0)
				continue;
			line = arena_printf(arena, "1\t%s\t\t%.*s\t1\t1\t%c\t%s\tKZ\t\t01\t\t\t\t0\t\t\t\t", features[i].example,
					    names ? 2 * names - 1 : 0, others, features[i].feature[0], features[i].feature + 2);
			outcome = geoname_read(line, &row, &err);
			if (outcome == (names < least ? GEONAMES_PASSED : GEONAMES_TAKEN) &&
			    (names < least || strcmp(place_kind_text(row.kind), features[i].kind) == 0))
				continue;
			wrong++;
			print_error("%s with %d names: %d %s\n", features[i].feature, names, (int)outcome, err.text);
		}
	}
	assert_int_equal(wrong, 0);
	arena_free(arena);
}

static void tells_what_is_wrong_with_a_row(void **state)
{
	static const struct { const char *line, *text; } rows[] = {
		{ "610612\tAktau", "fewer than the 19 columns" },
		{ AKTAU "\tmore", "more than the 19 columns" },
		{ "x\tAktau\t\t\t1\t1\tP\tPPL\tKZ\t\t09\t\t\t\t1\t\t\t\t", "column 1 (geonameid): \"x\"" },
		{ "0\tAktau\t\t\t1\t1\tP\tPPL\tKZ\t\t09\t\t\t\t1\t\t\t\t", "column 1" },
		{ "99999999999\tAktau\t\t\t1\t1\tP\tPPL\tKZ\t\t09\t\t\t\t1\t\t\t\t", "column 1" },
		{ "1\t\t\t\t1\t1\tP\tPPL\tKZ\t\t09\t\t\t\t1\t\t\t\t", "column 2 (name)" },
		{ "1\t\xff\xfe\t\t\t1\t1\tP\tPPL\tKZ\t\t09\t\t\t\t1\t\t\t\t", "column 2 (name)" },
		{ "1\tA\t\t\t90.5\t1\tP\tPPL\tKZ\t\t09\t\t\t\t1\t\t\t\t", "column 5 (latitude): \"90.5\"" },
		{ "1\tA\t\t\tnan\t1\tP\tPPL\tKZ\t\t09\t\t\t\t1\t\t\t\t", "column 5" },
		{ "1\tA\t\t\t1\t181\tP\tPPL\tKZ\t\t09\t\t\t\t1\t\t\t\t", "column 6 (longitude): \"181\"" },
		{ "1\tA\t\t\t1\t\tP\tPPL\tKZ\t\t09\t\t\t\t1\t\t\t\t", "column 6" },
		{ "1\tA\t\t\t1\t1\tP\tPPL\tkz\t\t09\t\t\t\t1\t\t\t\t", "column 9 (country code): \"kz\"" },
		{ "1\tA\t\t\t1\t1\tP\tPPL\tKZ\t\t09\t\t\t\t-5\t\t\t\t", "column 15 (population): \"-5\"" },
	};
	int wrong = 0;

	(void)state;
	for (size_t i = 0; i < COUNT(rows); i++) {
		struct geoname row;
		struct error err;

		if (read_row(rows[i].line, &row, &err) == GEONAMES_BAD && strstr(err.text, rows[i].text))
			continue;
		wrong++;
		print_error("%s: got \"%s\"\n", rows[i].text, err.text);
	}
	assert_int_equal(wrong, 0);
}

static void the_whole_earth_is_no_fault(void **state)
{
	struct geoname row;
	struct error err;

	(void)state;
	assert_int_equal(read_row("6295630\tEarth\tEarth\t\t0\t0\tL\tAREA\t\t\t\t\t\t\t6814400000\t\t\t\t", &row, &err), GEONAMES_PASSED);
	assert_int_equal(err.status, STATUS_OK);
}

static void reads_alternate_names(void **state)
{
	static const struct { const char *line; enum geonames_row outcome; const char *why; } rows[] = {
		{ "1\t610612\tkk\tАқтау\t1\t\t\t\t\t", GEONAMES_TAKEN, "a name" },
		{ "1\t610612\t\tAqtau", GEONAMES_TAKEN, "the older form of the file" },
		{ "1\t610612\tlink\thttps://en.wikipedia.org/wiki/Aktau\t\t\t\t\t\t", GEONAMES_PASSED, "an address" },
		{ "1\t610612\twkdt\tQ192261\t\t\t\t\t\t", GEONAMES_PASSED, "a number of Wikidata" },
		{ "1\t610612\tpost\t130000\t\t\t\t\t\t", GEONAMES_PASSED, "a post code" },
		{ "1\t610612\tiata\tSCO\t\t\t\t\t\t", GEONAMES_PASSED, "an airport" },
		{ "1\t610612\tzh\t阿克套\t\t\t\t\t\t", GEONAMES_PASSED, "letters that no text here has" },
		{ "1\t610612\t\ta ke tao\t\t\t\t\t\t", GEONAMES_PASSED, "a romanisation by rule" },
		{ "1\t610612\t\tSCO\t\t\t\t\t\t", GEONAMES_PASSED, "a code" },
		{ "1\t610612\tru\tУк\t\t\t\t\t\t", GEONAMES_PASSED, "two letters" },
		{ "1\t610612\tru", GEONAMES_BAD, "no name" },
		{ "1\tx\tru\tАктау\t\t\t\t\t\t", GEONAMES_BAD, "no id" },
		{ "1\t610612\tru\tАктау\tyes\t\t\t\t\t", GEONAMES_BAD, "a flag that is none" },
	};
	int wrong = 0;

	(void)state;
	for (size_t i = 0; i < COUNT(rows); i++) {
		struct alternate name;
		struct error err = { 0 };

		if (alternate_read(span_of(rows[i].line), &name, &err) == rows[i].outcome)
			continue;
		wrong++;
		print_error("%s: %s\n", rows[i].why, err.text);
	}
	assert_int_equal(wrong, 0);
}

static void reads_flags_and_first_levels(void **state)
{
	struct alternate name;
	struct first_level level;
	struct error err = { 0 };

	(void)state;
	assert_int_equal(alternate_read(span_of("1\t610612\ten\tShevchenko\t\t1\t1\t1\t1964\t1991"), &name, &err), GEONAMES_TAKEN);
	assert_true(name.historic && name.colloquial && name.short_name && !name.preferred);
	assert_int_equal(first_level_read(span_of("KZ.09\tMangystau Region\tMangystau Region\t607610"), &level, &err), GEONAMES_TAKEN);
	assert_true(span_is(level.code, "KZ.09") && level.id == 607610);
	assert_int_equal(first_level_read(span_of("KZ\tMangystau Region\tMangystau Region\t607610"), &level, &err), GEONAMES_BAD);
}

/* Rows with any bytes in any place are read or refused, and nothing more. */
static void survives_any_bytes(void **state)
{
	static const char own_row[] = "x-1\tA\tБ\tВ\tГ\tD|E\tKZ\tMangystau\t43.5\t51.2\tcity\t900";
	static const char *const rows[] = { AKTAU, "1\t610612\tkk\tАқтау\t1\t\t\t\t\t", "KZ.09\tMangystau\tMangystau\t607610", own_row };
	uint64_t seed = 11;

	(void)state;
	for (int turn = 0; turn < 20000; turn++) {
		char line[256];
		struct span text = span_make(line, strlen(rows[turn % 4]));
		struct own_heading heading = { .count = 0 };
		struct own_row own;
		struct geoname row;
		struct alternate name;
		struct first_level level;
		struct error err[5] = { { 0 } };

		memcpy(line, rows[turn % 4], text.bytes);
		for (int i = 0; i < 3; i++) {
			seed = seed * 6364136223846793005u + 1442695040888963407u;
			line[(seed >> 40) % text.bytes] = (char)(seed >> 33);
		}
		text.bytes -= seed % 7;
		geoname_read(text, &row, &err[0]);
		alternate_read(text, &name, &err[1]);
		first_level_read(text, &level, &err[2]);
		own_read_heading(span_of("id\tname\tru\tkk\tuk\talternates\tcountry\tregion\tlat\tlon\tkind\tpopulation"), &heading, &err[3]);
		own_read_row(text, &heading, &own, &err[4]);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(reads_a_place), cmocka_unit_test(takes_the_features_of_the_table),
		cmocka_unit_test(tells_what_is_wrong_with_a_row), cmocka_unit_test(the_whole_earth_is_no_fault),
		cmocka_unit_test(reads_alternate_names), cmocka_unit_test(reads_flags_and_first_levels),
		cmocka_unit_test(survives_any_bytes),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
