/* Days as numbers: what the other files of this floor share beyond date.h. */
#ifndef DATES_CALENDAR_H
#define DATES_CALENDAR_H

#include "dateline/date.h"

/* Days are counted in 32 bits: some more years than these to either side could be. */
#define YEAR_FURTHEST 5000000

/* The calendar units that a date can name, finest first. */
enum unit {
	UNIT_NONE,
	UNIT_HOUR,      /* or less: an hour's shift stays on its day */
	UNIT_DAY,
	UNIT_WORKDAY,
	UNIT_WEEKEND,
	UNIT_WEEK,
	UNIT_FORTNIGHT,
	UNIT_MONTH,
	UNIT_QUARTER,
	UNIT_SEASON,
	UNIT_HALF,
	UNIT_YEAR,
	UNIT_DECADE,
	UNIT_CENTURY,
	UNIT_DAYS       /* no unit of the calendar: a night, a run of days */
};

/* One unit of the calendar as its first and last day. */
struct stretch {
	enum unit unit;         /* UNIT_NONE: nothing */
	int32_t from_day;
	int32_t to_day;
};

int month_days(int year, int month);
int day_year(int32_t day);

/* The month that is `count` months after year-month: both are changed. */
void month_shift(int *year, int *month, int count);

/* The whole `unit` in which `day` lies. */
struct stretch stretch_around(int32_t day, enum unit unit);

/* The unit that is `count` of them after `from` (before it when negative). A
 * season is three months; a day or a month keeps its day where it can. */
struct stretch stretch_shift(struct stretch from, enum unit unit, int count);

struct stretch stretch_day(int32_t day);
struct stretch stretch_month(int year, int month);
struct stretch stretch_year(int year);
struct stretch stretch_quarter(int year, int quarter);
struct stretch stretch_half(int year, int half);
struct stretch stretch_season(int year, int season);     /* 1 spring .. 4 winter, which begins in `year` */
struct stretch stretch_decade(int first_year);
struct stretch stretch_century(int century);             /* 19: 1801 to 1900; -5: the fifth BC */
struct stretch stretch_week(int year, int week);         /* ISO 8601 */

/* Number and year of the ISO week in which `day` lies. */
void week_of_day(int32_t day, int *year, int *week);

/* Easter Sunday of the western and of the eastern churches, in our calendar. */
int32_t easter_western(int year);
int32_t easter_eastern(int year);

/* The day in our calendar of a date in the Julian one. */
int32_t day_number_julian(int year, int month, int day);

/* The precision that a unit stands for. */
enum date_precision unit_precision(enum unit unit);
struct date stretch_date(struct stretch stretch);

/* TIMEX3 value of a stretch; room for DATE_TEXT bytes. */
void timex_print(struct stretch stretch, char out[DATE_TEXT]);

#endif
