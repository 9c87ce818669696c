/* Tests that the chronologies of the demonstration archive fall into their golden passages. */
#include "cases.h"
#include "program.h"

#include "dateline/file.h"
#include "dateline/name.h"

#include <jansson.h>

/* A gold file and what `dateline split` made of its article. */
struct reading {
	const char *file;
	json_t *gold, *got;
	int wrong;
};

static json_t *load(struct span text, const char *what)
{
	json_error_t fault;
	json_t *value = json_loadb(text.at, text.bytes, 0, &fault);

	if (!value)
		fail_msg("%s: %s (line %d)", what, fault.text, fault.line);
	return value;
}

static const char *text_of(const json_t *object, const char *name)
{
	const char *text = json_string_value(json_object_get(object, name));

	return text ? text : "";
}

static struct reading reading_open(const char *gold_path, const char *article)
{
	struct reading reading = { .file = article };
	struct buf gold = BUF_INIT((size_t)1 << 20);
	struct error err = { 0 };
	struct program_run run;
	char line[256];

	file_read(gold_path, &gold, &err);
	assert_int_equal(err.status, STATUS_OK);
	snprintf(line, sizeof(line), "split --format json %s", article);
	run = program_run(line, NULL);
	if (run.status != 0)
		fail_msg("%s: exit %d: %s", line, run.status, run.err.at);
	reading.gold = load(buf_span(&gold), gold_path);
	reading.got = load(buf_span(&run.out), line);
	buf_release(&gold);
	program_release(&run);
	return reading;
}

static void reading_close(struct reading *reading)
{
	json_decref(reading->gold);
	json_decref(reading->got);
}

static void reading_fault(struct reading *reading, size_t i, const char *what, const char *got, const char *want)
{
	reading->wrong++;
	print_error("%s, passage %zu: %s is \"%.80s\", wanted \"%s\"\n", reading->file, i, what, got, want);
}

/* The values of all dates, joined: they must be the gold's in order. */
static void join_dates(const json_t *dates, bool gold, char *out, size_t room)
{
	const json_t *date;
	size_t i;

	out[0] = '\0';
	json_array_foreach((json_t *)dates, i, date) {
		const char *value = gold ? json_string_value(json_array_get(date, 1)) : text_of(date, "value");
		size_t used = strlen(out);

		snprintf(out + used, room - used, "%s ", value ? value : "-");
	}
}

static bool has_place(const json_t *places, const char *name)
{
	const json_t *place;
	size_t i;

	json_array_foreach((json_t *)places, i, place)
		if (strcmp(json_string_value(place), name) == 0)
			return true;
	return false;
}

static bool has_person(const json_t *persons, const char *name)
{
	const json_t *person;
	size_t i;

	json_array_foreach((json_t *)persons, i, person)
		if (name_match(span_of(json_string_value(person)), span_of(name), NULL) >= .5)
			return true;
	return false;
}

static void check_names(struct reading *reading, size_t i, const json_t *want, const json_t *got)
{
	const json_t *name;
	size_t n;

	json_array_foreach(json_object_get(want, "places"), n, name)
		if (!has_place(json_object_get(got, "places"), json_string_value(name)))
			reading_fault(reading, i, "a place", "missing", json_string_value(name));
	json_array_foreach(json_object_get(want, "persons"), n, name)
		if (!has_person(json_object_get(got, "persons"), json_string_value(name)))
			reading_fault(reading, i, "a person", "missing", json_string_value(name));
	if (json_array_size(json_object_get(got, "persons")) > json_array_size(json_object_get(want, "persons")))
		reading_fault(reading, i, "the list of persons", "longer", "the gold's");
}

static void check_passage(struct reading *reading, size_t i)
{
	const json_t *want = json_array_get(json_object_get(reading->gold, "passages"), i);
	const json_t *got = json_array_get(json_object_get(reading->got, "passages"), i);
	const char *date = text_of(json_object_get(got, "date"), "value");
	char dates[512], wanted_dates[512];

	if (!got)
		return;
	if (strcmp(text_of(want, "heading"), text_of(got, "heading")) != 0)
		reading_fault(reading, i, "the heading", text_of(got, "heading"), text_of(want, "heading"));
	if (!span_starts(span_of(text_of(got, "text")), text_of(want, "starts")))
		reading_fault(reading, i, "the start", text_of(got, "text"), text_of(want, "starts"));
	if (strcmp(text_of(want, "date"), date) != 0)
		reading_fault(reading, i, "the date", date, text_of(want, "date"));
	join_dates(json_object_get(want, "dates"), true, wanted_dates, sizeof(wanted_dates));
	join_dates(json_object_get(got, "dates"), false, dates, sizeof(dates));
	if (strcmp(dates, wanted_dates) != 0)
		reading_fault(reading, i, "the list of dates", dates, wanted_dates);
	check_names(reading, i, want, got);
}

static void check_no_credits(struct reading *reading)
{
	static const char *const credits[] = { "Photo", "Phоtо", "Фото", "Сурет", "Читайте также", "Screenshot" };
	const json_t *passage;
	size_t i;

	json_array_foreach(json_object_get(reading->got, "passages"), i, passage)
		for (size_t n = 0; n < COUNT(credits); n++)
			if (strstr(text_of(passage, "text"), credits[n]))
				reading_fault(reading, i, "the text", "a credit", credits[n]);
}

static void check_reading(const char *gold, const char *article)
{
	struct reading reading = reading_open(gold, article);
	size_t want = json_array_size(json_object_get(reading.gold, "passages"));
	size_t got = json_array_size(json_object_get(reading.got, "passages"));

	if (got != want) {
		reading.wrong++;
		print_error("%s: %zu passages, wanted %zu\n", article, got, want);
	}
	for (size_t i = 0; i < want; i++)
		check_passage(&reading, i);
	check_no_credits(&reading);
	assert_int_equal(reading.wrong, 0);
	reading_close(&reading);
}

static void the_english_chronology_falls_into_its_passages(void **state)
{
	check_reading("tests/corpus/chronology.en.gold.json", "corpus/chronology/chronology.en.md");
	(void)state;
}

static void the_russian_chronology_falls_into_its_passages(void **state)
{
	check_reading("tests/corpus/chronology.ru.gold.json", "corpus/chronology/chronology.ru.html");
	(void)state;
}

static void the_kazakh_chronology_falls_into_its_passages(void **state)
{
	check_reading("tests/corpus/chronology.kk.gold.json", "corpus/chronology/chronology.kk.txt");
	(void)state;
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_english_chronology_falls_into_its_passages),
		cmocka_unit_test(the_russian_chronology_falls_into_its_passages),
		cmocka_unit_test(the_kazakh_chronology_falls_into_its_passages),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
