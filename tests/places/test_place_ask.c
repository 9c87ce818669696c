/* What a person asks for: names in any spelling, codes, regions and towns of one name; and the gazetteer itself. */
#include "builtin.h"

#include "dateline/arena.h"
#include "dateline/file.h"
#include "dateline/text.h"

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

static void answers_what_is_asked(void **state)
{
	static const struct { const char *asked, *code; } rows[] = {
		{ "KZ", "KZ" }, { "kz", "KZ" }, { "KZ.09", "KZ.09" }, { "607610", "607610" }, { "KZ.02", "1526384" },
		{ "Kazakhstan", "KZ" }, { "қазақстан", "KZ" }, { "КАЗАХСТАН", "KZ" }, { "Республика Казахстан", "KZ" }, { "РК", "KZ" },
		{ "Mangystau", "KZ.09" }, { "Мангистау", "KZ.09" }, { "Маңғыстау", "KZ.09" }, { "Mangistau region", "KZ.09" },
		{ "Маңғыстау облысы", "KZ.09" }, { "Мангистауская область", "KZ.09" }, { "Мангистауской области", "KZ.09" },
		{ "Kapshagay", "1519948" }, { "Қонаев", "1519948" }, { "Конаев", "1519948" }, { "капшагай", "1519948" },
		{ "Almaty", "1526384" }, { "Алма-Ата", "1526384" }, { "Almaty Region", "KZ.01" }, { "Алматинская область", "KZ.01" },
		{ "Алматыда", "1526384" }, { "Semipalatinsk", "1519422" }, { "Abai Region", "KZ.12510143" }, { "область Абай", "KZ.12510143" },
		{ "Zhambyl", "KZ.17" }, { "Aktobe", "610611" }, { "Актюбинск", "610611" }, { "Turkistan", "1517945" },
		{ "us", "US" }, { "США", "US" }, { "АҚШ", "US" }, { "АҚШ-тың", "US" }, { "АҚШ-та", "US" }, { "Georgia", "GE" }, { "state of Georgia", "US.GA" },
		{ "Paris", "2988507" }, { "Paris, Texas", "4717560" }, { "Toronto", "6167865" }, { "Washington", "4140963" },
		{ "Новгород", "519336" }, { "СССР", "x-ussr" }, { "Каспийское море", "x-caspian" }, { "Europe", "x-europe" },
	};
	int wrong = 0;

	(void)state;
	for (size_t i = 0; i < COUNT(rows); i++) {
		uint32_t ids[4];
		size_t count = place_ask(gazetteer, span_of(rows[i].asked), ids, COUNT(ids));

		if (count > 0 && span_is(place_get(gazetteer, ids[0]).code, rows[i].code))
			continue;
		wrong++;
		print_error("%s: got %s, expected %s\n", rows[i].asked, count ? place_get(gazetteer, ids[0]).code.at : "none", rows[i].code);
	}
	assert_int_equal(wrong, 0);
}

static void answers_nothing_for_nonsense(void **state)
{
	static const char *const rows[] = { "", " ", "Xyzzyville", ",", ", ,", "\xff\xfe", "New York Times" };
	uint32_t ids[4];

	(void)state;
	for (size_t i = 0; i < COUNT(rows); i++)
		assert_int_equal(place_ask(gazetteer, span_of(rows[i]), ids, COUNT(ids)), 0);
}

static void suggests_near_names(void **state)
{
	static const struct { const char *asked, *expected; } rows[] = {
		{ "Zhanaozn", "Zhanaozen" }, { "Mangystou", "Mangystau" }, { "Шимкентт", "Шимкент" }, { "Караганды", "Караганда" },
	};
	struct arena *arena = arena_new();

	(void)state;
	for (size_t i = 0; i < COUNT(rows); i++) {
		struct span names[5];
		size_t count = place_suggest(gazetteer, span_of(rows[i].asked), arena, names, COUNT(names));

		assert_true(count > 0);
		assert_string_equal(names[0].at, rows[i].expected);
	}
	arena_free(arena);
}

static void knows_what_lies_above(void **state)
{
	struct place place = place_get(gazetteer, place_of_code(gazetteer, span_of("607610")));
	uint32_t above[PLACE_DEPTH_MOST];

	(void)state;
	assert_string_equal(place.name.at, "Zhanaozen");
	assert_string_equal(place.name_kk.at, "Жаңаөзен");
	assert_string_equal(place.country, "KZ");
	assert_int_equal(place.kind, PLACE_CITY);
	assert_int_equal(place_ancestors(gazetteer, place.id, above), 2);
	assert_string_equal(place_get(gazetteer, above[0]).name.at, "Mangystau Region");
	assert_string_equal(place_get(gazetteer, above[1]).name.at, "Kazakhstan");
	assert_int_equal(place_get(gazetteer, 0).id, 0);
	assert_int_equal(place_get(gazetteer, UINT32_MAX).id, 0);
	assert_int_equal(place_of_code(gazetteer, span_of("nowhere")), 0);
	/* a region that is one city is not repeated above it */
	assert_int_equal(place_ancestors(gazetteer, place_of_code(gazetteer, span_of("1526384")), above), 1);
}

static bool is_latin(struct span name)
{
	const char *at = name.at, *end = at + name.bytes;

	while (at < end)
		if (letter_script(utf8_next(&at, end)) == SCRIPT_CYRILLIC)
			return false;
	return true;
}

static void every_place_leads_to_its_country(void **state)
{
	uint32_t above[PLACE_DEPTH_MOST], last = 0;
	int wrong = 0;

	(void)state;
	for (uint32_t id = 1; place_get(gazetteer, id).id; id++) {
		struct place place = place_get(gazetteer, id);
		size_t count = place_ancestors(gazetteer, id, above);

		last = id;
		if (place.name.bytes && is_latin(place.name) && place_of_code(gazetteer, place.code) == id && place.lat >= -90 && place.lat <= 90 &&
		    (!place.country[0] || place.kind == PLACE_COUNTRY || (count > 0 && count < PLACE_DEPTH_MOST)))
			continue;
		if (wrong++ < 10)
			print_error("%s %s: %zu above\n", place.code.at, place.name.at, count);
	}
	assert_int_equal(wrong, 0);
	assert_true(last > 60000);
}

static void reads_a_table_of_ones_own(void **state)
{
	static const char table[] =
		"# code\tkind\tparent\tlat\tlon\tpopulation\tknown\ten\tru\tkk\tuk\tothers\n"
		"XX\tcountry\t\t10\t20\t1000\t0\tRuritania\tРуритания\t\t\t\n"
		"x-1\tcity\tXX\t10.5\t20.5\t500000\t10\tStrelsau\tСтрелсау\t\t\tZenda|Зенда\n";
	char path[] = "build/test_place_ask.XXXXXX";
	struct error err = { 0 };
	struct gazetteer *own;
	uint32_t ids[2];
	int fd = mkstemp(path);

	(void)state;
	assert_true(fd >= 0);
	assert_int_equal(write(fd, table, sizeof(table) - 1), sizeof(table) - 1);
	close(fd);
	own = gazetteer_open(path, &err);
	assert_int_equal(err.status, STATUS_OK);
	assert_int_equal(place_ask(own, span_of("в Зенде") , ids, 2), 0);
	assert_int_equal(place_ask(own, span_of("Зенды"), ids, 2), 1);
	assert_string_equal(place_get(own, ids[0]).name.at, "Strelsau");
	assert_true(gazetteer_checksum(own) != gazetteer_checksum(gazetteer));
	gazetteer_close(own);
	unlink(path);
}

static void opens_packed_bytes_and_refuses_damaged_ones(void **state)
{
	static const char packed[] = "build/plain/gen/places/gazetteer.bin";
	struct buf bytes = BUF_INIT((size_t)64 << 20);
	struct error err = { 0 };
	char path[] = "build/test_place_ask.XXXXXX";
	struct gazetteer *own;
	int fd;

	(void)state;
	file_read(packed, &bytes, &err);
	if (err.status != STATUS_OK) { /* another variant was built alone */
		buf_release(&bytes);
		return;
	}
	own = gazetteer_open(packed, &err);
	assert_non_null(own);
	assert_int_equal(gazetteer_checksum(own), gazetteer_checksum(gazetteer));
	gazetteer_close(own);
	for (size_t i = 64; i < bytes.bytes; i += 997) /* past the header: numbers that point anywhere */
		bytes.at[i] = (char)(bytes.at[i] ^ 0x5a);
	fd = mkstemp(path);
	assert_true(fd >= 0);
	assert_true(write(fd, bytes.at, bytes.bytes) == (ssize_t)bytes.bytes);
	close(fd);
	assert_null(gazetteer_open(path, &err));
	assert_int_equal(err.status, STATUS_DATA);
	unlink(path);
	buf_release(&bytes);
}

static void tells_what_is_wrong_with_a_table(void **state)
{
	static const struct { const char *table, *where; } rows[] = {
		{ "# code\nXX\tcountry\n", ":2" },
		{ "# code\nXX\tplanet\t\t1\t1\t1\t0\tMars\t\t\t\t\n", "" },
		{ "# code\nx-1\tcity\tXX\t1\t1\t1\t0\tZenda\t\t\t\t\n", "x-1" },
	};

	(void)state;
	for (size_t i = 0; i < COUNT(rows); i++) {
		char path[] = "build/test_place_ask.XXXXXX";
		struct error err = { 0 };
		int fd = mkstemp(path);

		assert_true(fd >= 0);
		assert_true(write(fd, rows[i].table, strlen(rows[i].table)) > 0);
		close(fd);
		assert_null(gazetteer_open(path, &err));
		assert_int_equal(err.status, STATUS_DATA);
		assert_non_null(strstr(err.where, rows[i].where));
		unlink(path);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(answers_what_is_asked),
		cmocka_unit_test(answers_nothing_for_nonsense),
		cmocka_unit_test(suggests_near_names),
		cmocka_unit_test(knows_what_lies_above),
		cmocka_unit_test(every_place_leads_to_its_country),
		cmocka_unit_test(reads_a_table_of_ones_own),
		cmocka_unit_test(opens_packed_bytes_and_refuses_damaged_ones),
		cmocka_unit_test(tells_what_is_wrong_with_a_table),
	};

	return cmocka_run_group_tests(tests, open_gazetteer, close_gazetteer);
}
