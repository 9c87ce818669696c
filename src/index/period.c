/* Intervals of days as terms: days, months, years and hundreds of years that they touch.
 *
 *   length of the date     has terms                  a query for [from, to] asks
 *   at most 31 days        day  month  year  century  the days, months, years and hundreds
 *   at most 24 months       -   month  year  century  that tile [from, to], and, for dates
 *   at most 30 years        -    -     year  century  too long for the tiles at its two
 *   longer, open, odd       -    -      -     -       ends, "long" and "wide" terms, each
 *                                                     with two comparisons of slots
 *
 * Touching a whole month of the range is overlapping it, so tiles are exact. Only
 * a tile shorter than what a date has terms for can miss it: a date of two months
 * has no day terms, so the days at the ends of a range also ask for
 * "long month", which is cut down to real overlaps by the slots. */
#include "index/period.h"

#include "dateline/index.h"
#include "index/slot.h"

#include <stdio.h>
#include <string.h>

#define DAYS_MOST 31
#define MONTHS_MOST 24
#define YEARS_MOST 30
#define YEAR_FIRST 1000         /* years with four digits that we expect in an archive; */
#define YEAR_LAST 2999          /* the others are "wide" */

enum unit { UNIT_DAY, UNIT_MONTH, UNIT_YEAR, UNIT_CENTURY, UNIT_LONG_MONTH, UNIT_LONG_YEAR, UNIT_WIDE, UNIT_NONE };

static const char *const unit_fields[2][8] = {
	{ "event-day", "event-month", "event-year", "event-century", "event-long-month", "event-long-year",
	  "event-wide", "event-none" },
	{ "published-day", "published-month", "published-year", "published-century", "published-long-month",
	  "published-long-year", "published-wide", "published-none" },
};

/* Months are counted from January of year 0. */
struct day {
	int32_t number;
	int year, month, month_number;
};

static struct day day_of(int32_t number)
{
	struct day day = { .number = number };
	int in_month;

	day_split(number, &day.year, &day.month, &in_month);
	day.month_number = day.year * 12 + day.month - 1;
	return day;
}

static struct span unit_term(enum unit unit, bool published, int number, struct arena *arena)
{
	const struct field *field = field_get(unit_fields[published][unit]);
	char text[32];
	int year, month, day;

	switch (unit) {
	case UNIT_DAY:
		day_split(number, &year, &month, &day);
		snprintf(text, sizeof(text), "%04d%02d%02d", year, month, day);
		break;
	case UNIT_MONTH:
	case UNIT_LONG_MONTH:
		snprintf(text, sizeof(text), "%04d%02d", number / 12, number % 12 + 1);
		break;
	case UNIT_YEAR:
	case UNIT_LONG_YEAR:
		snprintf(text, sizeof(text), "%04d", number);
		break;
	case UNIT_CENTURY:
		snprintf(text, sizeof(text), "%02d", number);
		break;
	case UNIT_WIDE:
	case UNIT_NONE:
		text[0] = '\0';
		break;
	}
	return field_term(field, span_of(text), arena);
}

/* ---- at ingest ---- */

struct adding {
	bool published;
	struct arena *arena;
	void (*add)(struct span term, void *with);
	void *with;
};

static void add_units(const struct adding *adding, enum unit unit, int from, int to)
{
	for (int i = from; i <= to; i++)
		adding->add(unit_term(unit, adding->published, i, adding->arena), adding->with);
}

static bool is_wide(struct date date)
{
	if (date.from_day == DAY_OPEN_FROM || date.to_day == DAY_OPEN_TO)
		return true;

	struct day from = day_of(date.from_day), to = day_of(date.to_day);

	return from.year < YEAR_FIRST || to.year > YEAR_LAST || to.year - from.year >= YEARS_MOST;
}

void period_terms(struct date date, bool published, struct arena *arena,
		  void (*add)(struct span term, void *with), void *with)
{
	const struct adding adding = { published, arena, add, with };

	if (!date_is_known(date)) {
		add_units(&adding, UNIT_NONE, 0, 0);
		return;
	}
	if (is_wide(date)) {
		add_units(&adding, UNIT_WIDE, 0, 0);
		return;
	}

	struct day from = day_of(date.from_day), to = day_of(date.to_day);
	bool has_days = to.number - from.number < DAYS_MOST;
	bool has_months = to.month_number - from.month_number < MONTHS_MOST;

	if (has_days)
		add_units(&adding, UNIT_DAY, from.number, to.number);
	else if (has_months)
		add_units(&adding, UNIT_LONG_MONTH, from.month_number, to.month_number);
	else
		add_units(&adding, UNIT_LONG_YEAR, from.year, to.year);
	if (has_months)
		add_units(&adding, UNIT_MONTH, from.month_number, to.month_number);
	add_units(&adding, UNIT_YEAR, from.year, to.year);
	add_units(&adding, UNIT_CENTURY, from.year / 100, to.year / 100);
}

/* ---- at query ---- */

struct asking {
	bool published;
	struct arena *arena;
	struct match *any;      /* tiles: each exact by itself */
	struct match *maybe;    /* long and wide terms: exact with the slots */
};

static void ask_units(const struct asking *asking, struct match *into, enum unit unit, int from, int to)
{
	for (int i = from; i <= to; i++)
		match_add(into, match_term(unit_term(unit, asking->published, i, asking->arena), asking->arena),
			  asking->arena);
}

/* Days from..to of one month. */
static void ask_days(const struct asking *asking, struct day from, struct day to)
{
	ask_units(asking, asking->any, UNIT_DAY, from.number, to.number);
	ask_units(asking, asking->maybe, UNIT_LONG_MONTH, from.month_number, from.month_number);
}

static struct day month_first(int month_number)
{
	return day_of(day_number(month_number / 12, month_number % 12 + 1, 1));
}

static struct day month_last(int month_number)
{
	return day_of(month_first(month_number + 1).number - 1);
}

/* Days from..to of one year: whole months as months. */
static void ask_months(const struct asking *asking, struct day from, struct day to)
{
	int first = from.month_number, last = to.month_number;
	bool first_whole = from.number == month_first(first).number;
	bool last_whole = to.number == month_last(last).number;

	ask_units(asking, asking->maybe, UNIT_LONG_YEAR, from.year, from.year);
	if (first == last && !(first_whole && last_whole)) {
		ask_days(asking, from, to);
		return;
	}
	if (!first_whole)
		ask_days(asking, from, month_last(first++));
	if (!last_whole)
		ask_days(asking, month_first(last--), to);
	ask_units(asking, asking->any, UNIT_MONTH, first, last);
}

static struct day year_first(int year)
{
	return month_first(year * 12);
}

static struct day year_last(int year)
{
	return month_last(year * 12 + 11);
}

static void ask_years(const struct asking *asking, int first, int last)
{
	while (first <= last) {
		if (first % 100 == 0 && last - first >= 99) {
			ask_units(asking, asking->any, UNIT_CENTURY, first / 100, first / 100);
			first += 100;
		} else {
			ask_units(asking, asking->any, UNIT_YEAR, first, first);
			first++;
		}
	}
}

/* Any from..to: whole years as years. */
static void ask_days_of_years(const struct asking *asking, struct day from, struct day to)
{
	int first = from.year, last = to.year;
	bool first_whole = from.number == year_first(first).number;
	bool last_whole = to.number == year_last(last).number;

	if (first == last && !(first_whole && last_whole)) {
		ask_months(asking, from, to);
		return;
	}
	if (!first_whole)
		ask_months(asking, from, year_last(first++));
	if (!last_whole)
		ask_months(asking, year_first(last--), to);
	ask_years(asking, first, last);
}

static struct match *match_slot(enum match_kind kind, const char *field, struct span value, struct arena *arena)
{
	struct match *match = match_new(kind, arena);

	match->slot = field_get(field)->slot;
	match->term = value;
	return match;
}

/* Both comparisons that make an overlap: from <= range.to and to >= range.from.
 * The slot "order" begins with the first day, so all 0xff behind the day take in
 * whatever follows it. */
static void add_slots(struct match *all, struct date range, bool published, struct arena *arena)
{
	char *from = arena_alloc(arena, SLOT_DAY_BYTES);
	char *to = arena_alloc(arena, SLOT_ORDER_BYTES);

	slot_day(range.from_day, from);
	memset(to, 0xff, SLOT_ORDER_BYTES);
	slot_day(range.to_day, to);
	match_add(all, match_slot(MATCH_SLOT_AT_MOST, published ? "published-from" : "order",
				  span_make(to, SLOT_ORDER_BYTES), arena), arena);
	match_add(all, match_slot(MATCH_SLOT_AT_LEAST, published ? "published-to" : "event-to",
				  span_make(from, SLOT_DAY_BYTES), arena), arena);
}

static int32_t within(int32_t day, int32_t least, int32_t most)
{
	return day < least ? least : day > most ? most : day;
}

struct match *match_undated(bool published, struct arena *arena)
{
	return match_term(unit_term(UNIT_NONE, published, 0, arena), arena);
}

struct match *match_date_overlaps(bool published, struct date range, struct arena *arena)
{
	if (!date_is_known(range))
		return match_undated(published, arena);

	int32_t least = year_first(YEAR_FIRST).number, most = year_last(YEAR_LAST).number;
	struct match *both = match_new(MATCH_AND, arena);
	const struct asking asking = {
		published, arena, match_new(MATCH_OR, arena), match_new(MATCH_OR, arena)
	};

	ask_units(&asking, asking.maybe, UNIT_WIDE, 0, 0);
	if (range.from_day <= most && range.to_day >= least)
		ask_days_of_years(&asking, day_of(within(range.from_day, least, most)),
				  day_of(within(range.to_day, least, most)));
	match_add(both, asking.maybe, arena);
	add_slots(both, range, published, arena);
	match_add(asking.any, both, arena);
	return asking.any;
}
