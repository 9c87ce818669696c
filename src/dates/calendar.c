/* Days as numbers, and the units of the calendar as stretches of days. */
#include "calendar.h"

#include <stdio.h>

/* Howard Hinnant's "chrono-compatible low-level date algorithms": years are
 * counted in eras of 400 and begin in March, so that the leap day comes last. */
#define DAYS_PER_ERA 146097
#define DAYS_BEFORE_1970 719468
#define DAY_FURTHEST 1900000000 /* a little more than YEAR_FURTHEST years */

static int floor_div(int a, int b)
{
	return a / b - (a % b != 0 && (a % b < 0) != (b < 0));
}

static int floor_mod(int a, int b)
{
	return a - floor_div(a, b) * b;
}

/* Keeps any year that a hostile text can name inside int32_t days. */
static int year_cut(int year)
{
	return year < -YEAR_FURTHEST ? -YEAR_FURTHEST : year > YEAR_FURTHEST ? YEAR_FURTHEST : year;
}

int32_t day_number(int year, int month, int day)
{
	int m = month - 1;
	int y = year_cut(year) + floor_div(m, 12);
	int from_march, era, of_era, of_year;

	m = floor_mod(m, 12) + 1;
	y -= m <= 2;
	from_march = m > 2 ? m - 3 : m + 9;
	era = floor_div(y, 400);
	of_era = y - era * 400;
	of_year = (153 * from_march + 2) / 5 + day - 1;
	return era * DAYS_PER_ERA + of_era * 365 + of_era / 4 - of_era / 100 + of_year - DAYS_BEFORE_1970;
}

void day_split(int32_t number, int *year, int *month, int *day)
{
	int z, era, of_era, y, of_year, from_march;

	if (number > DAY_FURTHEST)
		number = DAY_FURTHEST;
	if (number < -DAY_FURTHEST)
		number = -DAY_FURTHEST;
	z = number + DAYS_BEFORE_1970;
	era = floor_div(z, DAYS_PER_ERA);
	of_era = z - era * DAYS_PER_ERA;
	y = (of_era - of_era / 1460 + of_era / 36524 - of_era / 146096) / 365;
	of_year = of_era - (365 * y + y / 4 - y / 100);
	from_march = (5 * of_year + 2) / 153;
	*day = of_year - (153 * from_march + 2) / 5 + 1;
	*month = from_march < 10 ? from_march + 3 : from_march - 9;
	*year = y + era * 400 + (*month <= 2);
}

int month_days(int year, int month)
{
	static const int days[] = { 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31 };
	bool leap = floor_mod(year, 4) == 0 && (floor_mod(year, 100) != 0 || floor_mod(year, 400) == 0);

	if (month < 1 || month > 12)
		return 0;
	return days[month - 1] + (month == 2 && leap);
}

bool day_exists(int year, int month, int day)
{
	return month >= 1 && month <= 12 && day >= 1 && day <= month_days(year, month);
}

int day_of_week(int32_t number)
{
	return floor_mod((number % 7) + 3, 7) + 1;       /* 1970-01-01 was a Thursday */
}

void month_shift(int *year, int *month, int count)
{
	int months = *year * 12 + *month - 1 + count;

	*year = floor_div(months, 12);
	*month = floor_mod(months, 12) + 1;
}

struct stretch stretch_day(int32_t day)
{
	return (struct stretch){ UNIT_DAY, day, day };
}

static struct stretch months(enum unit unit, int year, int month, int count)
{
	return (struct stretch){ unit, day_number(year, month, 1), day_number(year, month + count, 1) - 1 };
}

struct stretch stretch_month(int year, int month)
{
	return months(UNIT_MONTH, year, month, 1);
}

struct stretch stretch_year(int year)
{
	return months(UNIT_YEAR, year, 1, 12);
}

struct stretch stretch_quarter(int year, int quarter)
{
	return months(UNIT_QUARTER, year, quarter * 3 - 2, 3);
}

struct stretch stretch_half(int year, int half)
{
	return months(UNIT_HALF, year, half * 6 - 5, 6);
}

struct stretch stretch_season(int year, int season)
{
	return months(UNIT_SEASON, year, season * 3, 3);
}

struct stretch stretch_decade(int first_year)
{
	return months(UNIT_DECADE, first_year, 1, 120);
}

struct stretch stretch_century(int century)
{
	/* There is no year 0: the first century BC is the years 100 to 1 BC, which
	 * astronomers call -99 to 0. */
	int first = century > 0 ? century * 100 - 99 : century * 100 + 1;

	return months(UNIT_CENTURY, first, 1, 1200);
}

/* Monday of the ISO week: the first week holds 4 January. */
struct stretch stretch_week(int year, int week)
{
	int32_t fourth = day_number(year, 1, 4);
	int32_t monday = fourth - (day_of_week(fourth) - 1) + (week - 1) * 7;

	return (struct stretch){ UNIT_WEEK, monday, monday + 6 };
}

void week_of_day(int32_t day, int *year, int *week)
{
	int month, of_month;
	int32_t thursday = day - (day_of_week(day) - 1) + 3;

	day_split(thursday, year, &month, &of_month);
	*week = (thursday - day_number(*year, 1, 1)) / 7 + 1;
}

struct stretch stretch_around(int32_t day, enum unit unit)
{
	int year, month, of_month;
	int32_t monday = day - (day_of_week(day) - 1);

	day_split(day, &year, &month, &of_month);
	switch (unit) {
	case UNIT_WEEKEND:
		return (struct stretch){ UNIT_WEEKEND, monday + 5, monday + 6 };
	case UNIT_WEEK:
		return (struct stretch){ UNIT_WEEK, monday, monday + 6 };
	case UNIT_FORTNIGHT:
		return (struct stretch){ UNIT_DAYS, monday, monday + 13 };
	case UNIT_MONTH:
		return stretch_month(year, month);
	case UNIT_QUARTER:
		return stretch_quarter(year, (month + 2) / 3);
	case UNIT_SEASON:
		return month < 3 ? stretch_season(year - 1, 4) : stretch_season(year, month / 3);
	case UNIT_HALF:
		return stretch_half(year, (month + 5) / 6);
	case UNIT_YEAR:
		return stretch_year(year);
	case UNIT_DECADE:
		return stretch_decade(floor_div(year, 10) * 10);
	case UNIT_CENTURY:
		return stretch_century(year > 0 ? (year + 99) / 100 : floor_div(year - 1, 100));
	default:
		return stretch_day(day);
	}
}

/* The same day of the month `count` months on, or the month's last. */
static int32_t day_months_on(int32_t day, int count)
{
	int year, month, of_month, most;

	day_split(day, &year, &month, &of_month);
	month_shift(&year, &month, count);
	most = month_days(year, month);
	return day_number(year, month, of_month < most ? of_month : most);
}

static int32_t workdays_on(int32_t day, int count)
{
	int step = count < 0 ? -1 : 1;

	while (count != 0) {
		day += step;
		if (day_of_week(day) <= 5)
			count -= step;
	}
	return day;
}

struct stretch stretch_shift(struct stretch from, enum unit unit, int count)
{
	int32_t day = from.from_day;

	if (count > 9999 || count < -9999 || day == DAY_OPEN_FROM)
		return (struct stretch){ UNIT_NONE, 0, 0 };
	switch (unit) {
	case UNIT_HOUR:
		return stretch_day(day);
	case UNIT_WORKDAY:
		return stretch_day(workdays_on(day, count));
	case UNIT_WEEK:
	case UNIT_WEEKEND:
		return stretch_around(day + 7 * count, unit);
	case UNIT_FORTNIGHT:
		return stretch_around(day + 14 * count, unit);
	case UNIT_MONTH:
		return stretch_around(day_months_on(day, count), unit);
	case UNIT_QUARTER:
	case UNIT_SEASON:
		return stretch_around(day_months_on(day, 3 * count), unit);
	case UNIT_HALF:
		return stretch_around(day_months_on(day, 6 * count), unit);
	case UNIT_YEAR:
		return stretch_around(day_months_on(day, 12 * count), unit);
	case UNIT_DECADE:
		return stretch_around(day_months_on(day, 120 * (count > 999 ? 999 : count)), unit);
	case UNIT_CENTURY:
		return stretch_around(day_months_on(day, 1200 * (count > 99 ? 99 : count)), unit);
	default:
		return stretch_day(day + count);
	}
}

/* Anonymous Gregorian algorithm (Meeus, Jones, Butcher). */
int32_t easter_western(int year)
{
	int a = floor_mod(year, 19), b = floor_div(year, 100), c = floor_mod(year, 100);
	int g = (8 * b + 13) / 25;
	int h = (19 * a + b - b / 4 - g + 15) % 30;
	int l = (32 + 2 * (b % 4) + 2 * (c / 4) - h - c % 4) % 7;
	int m = (a + 11 * h + 19 * l) / 433;
	int month = (h + l - 7 * m + 90) / 25;

	return day_number(year, month, (h + l - 7 * m + 33 * month + 19) % 32);
}

int32_t easter_eastern(int year)
{
	int d = (19 * floor_mod(year, 19) + 15) % 30;
	int e = (2 * floor_mod(year, 4) + 4 * floor_mod(year, 7) - d + 34) % 7;
	int month = (d + e + 114) / 31;

	return day_number_julian(year, month, (d + e + 114) % 31 + 1);
}

int32_t day_number_julian(int year, int month, int day)
{
	int y = month <= 2 ? year - 1 : year;
	int behind = floor_div(y, 100) - floor_div(y, 400) - 2;

	return day_number(year, month, day) + behind;
}

enum date_precision unit_precision(enum unit unit)
{
	static const enum date_precision of[] = {
		[UNIT_NONE] = DATE_UNKNOWN, [UNIT_HOUR] = DATE_DAY, [UNIT_DAY] = DATE_DAY,
		[UNIT_WORKDAY] = DATE_DAY, [UNIT_WEEKEND] = DATE_DAYS, [UNIT_WEEK] = DATE_WEEK,
		[UNIT_FORTNIGHT] = DATE_DAYS, [UNIT_MONTH] = DATE_MONTH, [UNIT_QUARTER] = DATE_QUARTER,
		[UNIT_SEASON] = DATE_SEASON, [UNIT_HALF] = DATE_QUARTER, [UNIT_YEAR] = DATE_YEAR,
		[UNIT_DECADE] = DATE_DECADE, [UNIT_CENTURY] = DATE_CENTURY, [UNIT_DAYS] = DATE_DAYS,
	};

	return of[unit];
}

struct date stretch_date(struct stretch stretch)
{
	if (stretch.unit == UNIT_NONE)
		return (struct date){ 0 };
	return (struct date){ stretch.from_day, stretch.to_day, unit_precision(stretch.unit), false };
}

int day_year(int32_t day)
{
	int year, month, of_month;

	day_split(day, &year, &month, &of_month);
	return year;
}
