/* Tests day numbers, weeks and feasts, and dates that somebody asks for. */
#include "cases.h"

#include "dateline/date.h"
#include "dates/calendar.h"

static void days_go_there_and_back(void **state)
{
	static const struct { int year, month, day, number, weekday; } rows[] = {
		{ 1970, 1, 1, 0, 4 },           { 2022, 1, 5, 18997, 3 },   { 2000, 2, 29, 11016, 2 },
		{ 1582, 10, 15, -141427, 5 },   { 1, 1, 1, -719162, 1 },    { 0, 12, 31, -719163, 7 },
		{ -489, 1, 1, -898132, 1 },
	};

	for (size_t i = 0; i < COUNT(rows); i++) {
		int year, month, day;

		assert_int_equal(day_number(rows[i].year, rows[i].month, rows[i].day), rows[i].number);
		day_split(rows[i].number, &year, &month, &day);
		assert_int_equal(year, rows[i].year);
		assert_int_equal(month, rows[i].month);
		assert_int_equal(day, rows[i].day);
		if (rows[i].year > 0)
			assert_int_equal(day_of_week(rows[i].number), rows[i].weekday);
	}
	for (int32_t n = -900000; n < 900000; n += 17) {
		int year, month, day;

		day_split(n, &year, &month, &day);
		assert_true(day_exists(year, month, day));
		assert_int_equal(day_number(year, month, day), n);
	}
	assert_false(day_exists(2022, 2, 31));
	assert_false(day_exists(1900, 2, 29));
	assert_true(day_exists(2000, 2, 29));
	(void)state;
}

static void weeks_and_feasts(void **state)
{
	assert_int_equal(stretch_week(2021, 53).from_day, day_number(2022, 1, 3));
	assert_int_equal(stretch_week(2015, 1).from_day, day_number(2014, 12, 29));
	assert_int_equal(easter_western(2018), day_number(2018, 4, 1));
	assert_int_equal(easter_eastern(2021), day_number(2021, 5, 2));
	assert_int_equal(day_number_julian(1917, 10, 25), day_number(1917, 11, 7));
	assert_int_equal(day_number_julian(1825, 12, 14), day_number(1825, 12, 26));
	(void)state;
}

static void people_ask_in_words(void **state)
{
	static const struct { const char *text, *edtf; enum status status; bool today; } rows[] = {
		{ "2022-01-05", "2022-01-05", STATUS_OK, false },
		{ "5 января 2022", "2022-01-05", STATUS_OK, false },
		{ "January 5, 2022", "2022-01-05", STATUS_OK, false },
		{ "2022 жылғы 5 қаңтар", "2022-01-05", STATUS_OK, false },
		{ "март 2021", "2021-03", STATUS_OK, false },
		{ "since 2014", "2014/..", STATUS_OK, false },
		{ "вчера", "2022-01-10", STATUS_OK, true },
		{ "last week", "2022-01-03/2022-01-09", STATUS_OK, true },
		{ "5 января", "2022-01-05", STATUS_OK, true },
		{ "вчера", "", STATUS_USAGE, false },
		{ "5 января", "", STATUS_USAGE, false },
		{ "on 5 January 2022", "2022-01-05", STATUS_OK, false },
		{ "gas prices", "", STATUS_DATA, true },
		{ "gas 2022-01-05", "", STATUS_DATA, true },
		{ "2022-02-31", "", STATUS_DATA, true },
		{ "", "", STATUS_DATA, true },
	};
	int wrong = 0;

	for (size_t i = 0; i < COUNT(rows); i++) {
		struct error err = { 0 };
		struct date today = rows[i].today ? stretch_date(stretch_day(day_number(2022, 1, 11))) : (struct date){ 0 };
		char printed[DATE_TEXT];

		date_print_edtf(date_parse_asked(span_of(rows[i].text), today, &err), printed);
		if (err.status == rows[i].status && strcmp(printed, rows[i].edtf) == 0)
			continue;
		wrong++;
		print_error("\"%s\": %s, status %d (%s)\n", rows[i].text, printed, (int)err.status, err.text);
	}
	assert_int_equal(wrong, 0);
	(void)state;
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(days_go_there_and_back),
		cmocka_unit_test(weeks_and_feasts),
		cmocka_unit_test(people_ask_in_words),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
