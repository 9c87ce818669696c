/* TIMEX3 values: "2022-01-05", "2021-WI", "2022-W01-WE", "199", "BC0490". */
#include "calendar.h"
#include "put.h"

#include <stdio.h>
#include <string.h>

/* A year as four digits, with BC before it when there is need: 490 BC is the
 * astronomers' -489. */
static void year_print(struct put *p, int year)
{
	if (year <= 0)
		put_text(p, "BC");
	put_number(p, year > 0 ? year : 1 - year, 4);
}

static void print_year_part(int32_t day, enum unit unit, char out[DATE_TEXT])
{
	static const char *const seasons[] = { "-WI", "-SP", "-SU", "-FA" };
	struct put p = put_begin(out, DATE_TEXT);
	int year, month, of_month;

	day_split(day, &year, &month, &of_month);
	year_print(&p, year);
	if (unit == UNIT_YEAR)
		return;
	if (unit == UNIT_SEASON) {
		put_text(&p, seasons[month / 3 % 4]);
		return;
	}
	put_text(&p, unit == UNIT_QUARTER ? "-Q" : unit == UNIT_HALF ? "-H" : "-");
	if (unit == UNIT_QUARTER || unit == UNIT_HALF) {
		put_number(&p, unit == UNIT_QUARTER ? (month + 2) / 3 : (month + 5) / 6, 1);
		return;
	}
	put_number(&p, month, 2);
	if (unit == UNIT_MONTH)
		return;
	put_text(&p, "-");
	put_number(&p, of_month, 2);
}

static void print_week(struct stretch s, char out[DATE_TEXT])
{
	int year, week;

	week_of_day(s.from_day, &year, &week);
	snprintf(out, DATE_TEXT, "%04d-W%02d%s", year, week, s.unit == UNIT_WEEKEND ? "-WE" : "");
}

/* "199" is the 1990s, "18" the century of the 1800s; "BC04" the fifth before us. */
static void print_wide(struct stretch s, char out[DATE_TEXT])
{
	int year, month, day;
	bool century = s.unit == UNIT_CENTURY;

	day_split(century ? s.from_day : s.to_day, &year, &month, &day);
	if (year > 0)
		snprintf(out, DATE_TEXT, century ? "%02d" : "%03d", year / (century ? 100 : 10));
	else
		snprintf(out, DATE_TEXT, century ? "BC%02d" : "BC%03d", (century ? -year : 1 - year) / (century ? 100 : 10));
}

void timex_print(struct stretch s, char out[DATE_TEXT])
{
	char last[DATE_TEXT];

	out[0] = '\0';
	switch (s.unit) {
	case UNIT_NONE:
		return;
	case UNIT_WEEK:
	case UNIT_WEEKEND:
		print_week(s, out);
		return;
	case UNIT_DECADE:
	case UNIT_CENTURY:
		print_wide(s, out);
		return;
	case UNIT_DAYS:
	case UNIT_FORTNIGHT:
		print_year_part(s.from_day, UNIT_DAY, out);
		print_year_part(s.to_day, UNIT_DAY, last);
		if (s.from_day != s.to_day) {
			strcat(out, "/");
			strcat(out, last);
		}
		return;
	default:
		print_year_part(s.from_day, s.unit, out);
	}
}
