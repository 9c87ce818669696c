/* Tests `dateline annotate` and `dateline split` as programs: their forms, offsets, faults and exit statuses. */
#include "cases.h"
#include "program.h"

#include "dateline/span.h"

#include <jansson.h>
#include <string.h>

static json_t *line_of(const char *text, size_t number)
{
	struct span rest = span_of(text), line = { NULL, 0 };
	json_error_t fault;
	json_t *value;

	for (size_t i = 0; i <= number; i++)
		line = span_cut(&rest, '\n');
	value = json_loadb(line.at, line.bytes, 0, &fault);
	if (!value)
		fail_msg("line %zu: %s: %.*s", number + 1, fault.text, (int)line.bytes, line.at);
	return value;
}

static const char *text_at(const json_t *object, const char *list, size_t i, const char *name)
{
	const char *text = json_string_value(json_object_get(json_array_get(json_object_get(object, list), i), name));

	return text ? text : "";
}

static int number_at(const json_t *object, const char *list, size_t i, const char *name)
{
	return (int)json_integer_value(json_object_get(json_array_get(json_object_get(object, list), i), name));
}

static void offsets_count_code_points_of_the_text_as_given(void **state)
{
	struct program_run run = program_run("annotate",
		"{\"id\":\"a\",\"lang\":\"ru\",\"dct\":\"2022-01-06\",\"text\":\"Ёлка 🎄 стоит.\\n\\n5 января 2022 года в Алматы приехал Касым-Жомарт Токаев.\"}\n");
	json_t *got;

	assert_int_equal(run.status, 0);
	got = line_of(run.out.at, 0);
	assert_string_equal(json_string_value(json_object_get(got, "id")), "a");
	assert_string_equal(text_at(got, "timex", 0, "text"), "5 января 2022 года");
	assert_int_equal(number_at(got, "timex", 0, "start"), 15);
	assert_int_equal(number_at(got, "timex", 0, "end"), 33);
	assert_string_equal(text_at(got, "timex", 0, "value"), "2022-01-05");
	assert_string_equal(text_at(got, "timex", 0, "from"), "2022-01-05");
	assert_string_equal(text_at(got, "places", 0, "name"), "Almaty");
	assert_string_equal(text_at(got, "places", 0, "country"), "KZ");
	assert_int_equal(number_at(got, "places", 0, "start"), 36);
	assert_string_equal(json_string_value(json_array_get(json_object_get(json_array_get(json_object_get(got, "places"), 0), "path"), 0)),
			    "Kazakhstan");
	assert_string_equal(text_at(got, "persons", 0, "text"), "Касым-Жомарт Токаев");
	json_decref(got);
	program_release(&run);
	(void)state;
}

static void a_line_with_ref_is_a_phrase(void **state)
{
	struct program_run run = program_run("annotate",
		"{\"id\":1,\"lang\":\"en\",\"ref\":\"2022-01-06\",\"text\":\"January 5, 2022\"}\n"
		"{\"id\":2,\"lang\":\"en\",\"ref\":\"2022-01-06\",\"text\":\"a loaf of bread\"}\n");
	json_t *dated, *undated;

	assert_int_equal(run.status, 0);
	dated = line_of(run.out.at, 0);
	undated = line_of(run.out.at, 1);
	assert_int_equal(json_integer_value(json_object_get(dated, "id")), 1);
	assert_string_equal(json_string_value(json_object_get(json_object_get(dated, "expect"), "start")), "2022-01-05");
	assert_string_equal(json_string_value(json_object_get(json_object_get(dated, "expect"), "end")), "2022-01-05");
	assert_true(json_is_null(json_object_get(json_object_get(undated, "expect"), "start")));
	assert_true(json_is_null(json_object_get(json_object_get(undated, "expect"), "end")));
	json_decref(dated);
	json_decref(undated);
	program_release(&run);
	(void)state;
}

static void a_bad_line_is_told_and_the_rest_goes_on(void **state)
{
	static const struct { const char *line, *told; } rows[] = {
		{ "{\"id\":\"x\"", "no JSON" },
		{ "[1]", "is no JSON object" },
		{ "{\"text\":\"x\"}", "has no \"id\"" },
		{ "{\"id\":\"x\"}", "has no \"text\"" },
		{ "{\"id\":\"x\",\"text\":5}", "has no \"text\"" },
		{ "{\"id\":\"x\",\"text\":\"x\",\"dct\":\"2022-02-31\"}", "\"dct\"" },
		{ "{\"id\":\"x\",\"text\":\"x\",\"dct\":7}", "\"dct\"" },
		{ "\xff\xfe", "no JSON" },
	};

	for (size_t i = 0; i < COUNT(rows); i++) {
		char input[512];
		struct program_run run;
		json_t *good;

		snprintf(input, sizeof(input), "\n%s\n{\"id\":\"good\",\"text\":\"In 2019 it rained.\"}\n", rows[i].line);
		run = program_run("annotate", input);
		assert_int_equal(run.status, 0);
		if (!strstr(run.err.at, "standard input:2: ") || !strstr(run.err.at, rows[i].told))
			fail_msg("%s: told \"%s\", wanted \"%s\"", rows[i].line, run.err.at, rows[i].told);
		good = line_of(run.out.at, 0);
		assert_string_equal(json_string_value(json_object_get(good, "id")), "good");
		json_decref(good);
		program_release(&run);
	}
	(void)state;
}

static void no_input_gives_no_output(void **state)
{
	struct program_run run = program_run("annotate", "");

	assert_int_equal(run.status, 0);
	assert_int_equal(run.out.bytes, 0);
	program_release(&run);
	run = program_run("annotate file.jsonl", "");
	assert_int_equal(run.status, 2);
	program_release(&run);
	(void)state;
}

static void split_reads_standard_input_and_options(void **state)
{
	struct program_run run = program_run("split --format json --published 2022-01-06 --lang en -", "Bread was sold.\n\nOn January 5 it was not.\n");
	const json_t *first, *second;
	json_t *got;

	assert_int_equal(run.status, 0);
	got = line_of(run.out.at, 0);
	assert_string_equal(json_string_value(json_object_get(got, "schema")), "dateline.split/1");
	assert_int_equal(json_array_size(json_object_get(got, "passages")), 2);
	first = json_object_get(json_array_get(json_object_get(got, "passages"), 0), "date");
	second = json_object_get(json_array_get(json_object_get(got, "passages"), 1), "date");
	assert_string_equal(json_string_value(json_object_get(first, "value")), "2022-01-06");
	assert_string_equal(json_string_value(json_object_get(first, "origin")), "publication");
	assert_string_equal(json_string_value(json_object_get(first, "precision")), "day");
	assert_string_equal(json_string_value(json_object_get(second, "value")), "2022-01-05");
	assert_string_equal(json_string_value(json_object_get(second, "origin")), "text");
	json_decref(got);
	program_release(&run);
	(void)state;
}

static void split_explains_itself(void **state)
{
	struct program_run run = program_run("split --explain corpus/chronology/chronology.ru.html", NULL);

	assert_int_equal(run.status, 0);
	assert_non_null(strstr(run.out.at, "17 декабря           XXXX-12-17  2021-12-17  day: year from the heading 2022-01-05; an aside"));
	assert_non_null(strstr(run.out.at, "2022-01-05 (heading, confidence high)"));
	assert_non_null(strstr(run.out.at, "chronology or a look back"));
	program_release(&run);
	(void)state;
}

static void split_tells_what_it_cannot_do(void **state)
{
	static const struct { const char *line; int status; } rows[] = {
		{ "split", 2 },
		{ "split no/such/file.txt", 3 },
		{ "split --format yaml corpus/kk/2015-10-09-taraz.txt", 2 },
		{ "split --published 2022-02-31 corpus/kk/2015-10-09-taraz.txt", 2 },
		{ "split corpus", 3 },
	};

	for (size_t i = 0; i < COUNT(rows); i++) {
		struct program_run run = program_run(rows[i].line, NULL);

		if (run.status != rows[i].status)
			fail_msg("%s: exit %d, wanted %d: %s", rows[i].line, run.status, rows[i].status, run.err.at);
		assert_int_equal(run.out.bytes, 0);
		assert_true(run.err.bytes > 0);
		program_release(&run);
	}
	(void)state;
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(offsets_count_code_points_of_the_text_as_given),
		cmocka_unit_test(a_line_with_ref_is_a_phrase),
		cmocka_unit_test(a_bad_line_is_told_and_the_rest_goes_on),
		cmocka_unit_test(no_input_gives_no_output),
		cmocka_unit_test(split_reads_standard_input_and_options),
		cmocka_unit_test(split_explains_itself),
		cmocka_unit_test(split_tells_what_it_cannot_do),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
