/* Tests EDTF level 1 in and out, feature by feature. */
#include "cases.h"

#include "dateline/date.h"
#include "dates/calendar.h"

/* Every feature of level 0 and level 1 of ISO 8601-2:2019, annex A (EDTF), each side
 * of an interval included: what is read, and how it is printed again. Digits that are
 * not said come back as the year or month that they leave open. */
static const struct { const char *text, *from, *to, *printed; } level1[] = {
	/* level 0: dates, times, intervals */
	{ "1985-04-12", "1985-04-12", "1985-04-12", NULL },
	{ "1985-04", "1985-04-01", "1985-04-30", NULL },
	{ "1985", "1985-01-01", "1985-12-31", NULL },
	{ "1985-04-12T23:20:30", "1985-04-12", "1985-04-12", "1985-04-12" },
	{ "1985-04-12T23:20:30Z", "1985-04-12", "1985-04-12", "1985-04-12" },
	{ "1985-04-12T23:20:30-04", "1985-04-12", "1985-04-12", "1985-04-12" },
	{ "1985-04-12T23:20:30+04:30", "1985-04-12", "1985-04-12", "1985-04-12" },
	{ "1964/2008", "1964-01-01", "2008-12-31", NULL },
	{ "2004-06/2006-08", "2004-06-01", "2006-08-31", NULL },
	{ "2004-02-01/2005-02-08", "2004-02-01", "2005-02-08", NULL },
	{ "2004-02-01/2005-02", "2004-02-01", "2005-02-28", "2004-02/2005-02" },
	{ "2004-02-01/2005", "2004-02-01", "2005-12-31", "2004-02/2005-12" },
	{ "2005/2006-02", "2005-01-01", "2006-02-28", "2005-01/2006-02" },
	{ "0000", "0000-01-01", "0000-12-31", NULL },
	/* years of more than four digits */
	{ "Y17002", "Y17002-01-01", "Y17002-12-31", NULL },
	{ "Y-17002", "Y-17002-01-01", "Y-17002-12-31", NULL },
	{ "Y170002", "Y170002-01-01", "Y170002-12-31", NULL },
	/* seasons */
	{ "2001-21", "2001-03-01", "2001-05-31", NULL },
	{ "2001-22", "2001-06-01", "2001-08-31", NULL },
	{ "2001-23", "2001-09-01", "2001-11-30", NULL },
	{ "2001-24", "2001-12-01", "2002-02-28", NULL },
	/* doubt */
	{ "1984?", "1984-01-01", "1984-12-31", NULL },
	{ "2004-06~", "2004-06-01", "2004-06-30", NULL },
	{ "2004-06-11%", "2004-06-11", "2004-06-11", NULL },
	{ "2004-06?", "2004-06-01", "2004-06-30", NULL },
	{ "2001-21~", "2001-03-01", "2001-05-31", NULL },
	/* digits that are not said */
	{ "201X", "2010-01-01", "2019-12-31", NULL },
	{ "20XX", "2000-01-01", "2099-12-31", NULL },
	{ "2004-XX", "2004-01-01", "2004-12-31", "2004" },
	{ "1985-04-XX", "1985-04-01", "1985-04-30", "1985-04" },
	{ "1985-XX-XX", "1985-01-01", "1985-12-31", "1985" },
	{ "199X~", "1990-01-01", "1999-12-31", NULL },
	/* open and unknown ends */
	{ "1985-04-12/..", "1985-04-12", "", NULL },
	{ "1985-04/..", "1985-04-01", "", NULL },
	{ "1985/..", "1985-01-01", "", NULL },
	{ "../1985-04-12", "", "1985-04-12", NULL },
	{ "../1985-04", "", "1985-04-30", NULL },
	{ "../1985", "", "1985-12-31", NULL },
	{ "1985-04-12/", "1985-04-12", "", "1985-04-12/.." },
	{ "1985-04/", "1985-04-01", "", "1985-04/.." },
	{ "1985/", "1985-01-01", "", "1985/.." },
	{ "/1985-04-12", "", "1985-04-12", "../1985-04-12" },
	{ "/1985-04", "", "1985-04-30", "../1985-04" },
	{ "/1985", "", "1985-12-31", "../1985" },
	/* doubt within intervals: of the whole, once it is read */
	{ "1984~/2004-06", "1984-01-01", "2004-06-30", "1984-01~/2004-06~" },
	{ "1984/2004-06?", "1984-01-01", "2004-06-30", "1984-01?/2004-06?" },
	{ "1984?/2004%", "1984-01-01", "2004-12-31", "1984%/2004%" },
	{ "1984~/..", "1984-01-01", "", NULL },
	{ "2001-21/2003", "2001-03-01", "2003-12-31", "2001-03/2003-12" },
	/* negative years */
	{ "-1985", "-1985-01-01", "-1985-12-31", NULL },
	{ "-0489-09", "-0489-09-01", "-0489-09-30", NULL },
	{ "-0489/-0478", "-0489-01-01", "-0478-12-31", NULL },
	/* beyond level 1 */
	{ "2022-33", "2022-01-01", "2022-03-31", NULL },
	{ "2022-41", "2022-07-01", "2022-12-31", NULL },
	{ "2022-01/2022-03", "2022-01-01", "2022-03-31", "2022-33" },
	{ "2022-W05", "2022-01-31", "2022-02-06", "2022-01-31/2022-02-06" },
	{ "2022-01-05/2022-01-06", "2022-01-05", "2022-01-06", NULL },
	{ " 2022-01-05 ", "2022-01-05", "2022-01-05", "2022-01-05" },
};

static void level_1_goes_there_and_back(void **state)
{
	int wrong = 0;

	for (size_t i = 0; i < COUNT(level1); i++) {
		struct error err = { 0 };
		struct date date = date_parse_edtf(span_of(level1[i].text), &err);
		char from[DATE_TEXT], to[DATE_TEXT], printed[DATE_TEXT];

		day_print(date.from_day, from);
		day_print(date.to_day, to);
		date_print_edtf(date, printed);
		if (err.status == STATUS_OK && strcmp(from, level1[i].from) == 0 && strcmp(to, level1[i].to) == 0 &&
		    strcmp(printed, level1[i].printed ? level1[i].printed : level1[i].text) == 0)
			continue;
		wrong++;
		print_error("%s: %s..%s, printed %s (%s)\n", level1[i].text, from, to, printed, err.text);
	}
	assert_int_equal(wrong, 0);
	(void)state;
}

static void broken_edtf_is_told(void **state)
{
	static const char *const rows[] = {
		"", "x", "2022-02-31", "2022-13", "2022-00", "2022-1-5", "2022-01-05x", "22", "2022-W54", "2022-01-05/2022-01-01", "197Y", "2022-01-",
		"99999999999", "2022/x", "../", "/", "../..", "..", "2022-29", "XXXX-12-17", "197X-05", "2004-XX-05",
		"Y1985", "Y170000002", "Y", "1984??", "1984~?", "2005/2004", "2022-1X", "2X22", "-", "2022-01-0X",
	};
	int wrong = 0;

	for (size_t i = 0; i < COUNT(rows); i++) {
		struct error err = { 0 };
		struct date date = date_parse_edtf(span_of(rows[i]), &err);

		if (err.status == STATUS_DATA && !date_is_known(date))
			continue;
		wrong++;
		print_error("\"%s\" was taken\n", rows[i]);
	}
	assert_int_equal(wrong, 0);
	(void)state;
}

static void centuries_of_texts_print_as_hundreds(void **state)
{
	char printed[DATE_TEXT];

	date_print_edtf(stretch_date(stretch_century(19)), printed);
	assert_string_equal(printed, "18XX");
	date_print_edtf((struct date){ 0 }, printed);
	assert_string_equal(printed, "");
	(void)state;
}

/* What is typed into --from, --to and date: is read by the same rules. */
static void filters_take_level_1(void **state)
{
	int wrong = 0;

	for (size_t i = 0; i < COUNT(level1); i++) {
		struct error strict = { 0 }, err = { 0 };
		struct date asked = date_parse_asked(span_of(level1[i].text), (struct date){ 0 }, &err);

		if (err.status == STATUS_OK && date_equal(asked, date_parse_edtf(span_of(level1[i].text), &strict)))
			continue;
		wrong++;
		print_error("asked: %s (%s)\n", level1[i].text, err.text);
	}
	assert_int_equal(wrong, 0);
	(void)state;
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(level_1_goes_there_and_back),
		cmocka_unit_test(broken_edtf_is_told),
		cmocka_unit_test(centuries_of_texts_print_as_hundreds),
		cmocka_unit_test(filters_take_level_1),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
