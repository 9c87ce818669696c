/* EDTF level 1 (ISO 8601-2) in and out. */
#include "calendar.h"

#include <stdio.h>
#include <string.h>

static int year_print(int year, char *out, size_t room)
{
	return snprintf(out, room, year < 0 ? "-%04d" : "%04d", year < 0 ? -year : year);
}

void day_print(int32_t day, char out[DATE_TEXT])
{
	int year, month, of_month, n;

	out[0] = '\0';
	if (day == DAY_OPEN_FROM || day == DAY_OPEN_TO)
		return;
	day_split(day, &year, &month, &of_month);
	n = year_print(year, out, DATE_TEXT);
	snprintf(out + n, DATE_TEXT - (size_t)n, "-%02d-%02d", month, of_month);
}

static bool same_stretch(struct date date, struct stretch stretch)
{
	return date.from_day == stretch.from_day && date.to_day == stretch.to_day;
}

/* The coarsest plain unit that `date` fills, or UNIT_NONE. */
static enum unit unit_filled(struct date date)
{
	static const enum unit units[] = { UNIT_CENTURY, UNIT_DECADE, UNIT_YEAR, UNIT_HALF, UNIT_SEASON, UNIT_QUARTER, UNIT_MONTH, UNIT_DAY };

	for (size_t i = 0; i < COUNT(units); i++)
		if (same_stretch(date, stretch_around(date.from_day, units[i])))
			return units[i];
	return UNIT_NONE;
}

/* Years in hundreds: "18XX" stands for 1800-1899; the nineteenth century, 1801 to
 * 1900, is printed so too. */
static bool is_hundred(struct date date, int *hundred)
{
	int year, month, day;

	day_split(date.from_day, &year, &month, &day);
	*hundred = year / 100;
	return year > 0 && date.to_day == day_number(*hundred * 100 + 99, 12, 31) && date.from_day == day_number(*hundred * 100, 1, 1);
}

/* Level 1 codes of ISO 8601-2: 21-24 seasons, 33-36 quarters, 40-41 halves. */
static bool unit_print(struct date date, enum unit unit, char out[DATE_TEXT])
{
	int year, month, day, n;
	size_t room;

	day_split(date.from_day, &year, &month, &day);
	if (unit == UNIT_CENTURY || unit == UNIT_DECADE) {
		if (year < 0)
			return false;
		snprintf(out, DATE_TEXT, unit == UNIT_CENTURY ? "%02dXX" : "%03dX", year / (unit == UNIT_CENTURY ? 100 : 10));
		return true;
	}
	n = year_print(year, out, DATE_TEXT);
	out += n;
	room = DATE_TEXT - (size_t)n;
	switch (unit) {
	case UNIT_YEAR:
		return true;
	case UNIT_HALF:
		snprintf(out, room, "-%d", 39 + (month + 5) / 6);
		return true;
	case UNIT_SEASON:
		snprintf(out, room, "-%d", 20 + month / 3);
		return true;
	case UNIT_QUARTER:
		snprintf(out, room, "-%d", 32 + (month + 2) / 3);
		return true;
	case UNIT_MONTH:
		snprintf(out, room, "-%02d", month);
		return true;
	case UNIT_DAY:
		snprintf(out, room, "-%02d-%02d", month, day);
		return true;
	default:
		return false;
	}
}

/* One side of an interval: as a year or a month where both sides allow it. */
static void side_print(int32_t day, enum unit unit, char out[DATE_TEXT])
{
	struct date whole = stretch_date(stretch_around(day, unit));

	if (!unit_print(whole, unit, out))
		day_print(day, out);
}

static void interval_print(struct date date, char out[DATE_TEXT])
{
	enum unit unit = UNIT_DAY;
	char from[DATE_TEXT] = "..", to[DATE_TEXT] = "..";
	bool open_from = date.from_day == DAY_OPEN_FROM, open_to = date.to_day == DAY_OPEN_TO;

	for (enum unit wide = UNIT_YEAR; wide == UNIT_YEAR || wide == UNIT_MONTH; wide = wide == UNIT_YEAR ? UNIT_MONTH : UNIT_NONE) {
		bool fits = (open_from || stretch_around(date.from_day, wide).from_day == date.from_day) &&
			(open_to || stretch_around(date.to_day, wide).to_day == date.to_day);

		if (fits && unit == UNIT_DAY)
			unit = wide;
	}
	if (!open_from)
		side_print(date.from_day, unit, from);
	if (!open_to)
		side_print(date.to_day, unit, to);
	snprintf(out, DATE_TEXT, "%.18s/%.18s", from, to);
}

void date_print_edtf(struct date date, char out[DATE_TEXT])
{
	int hundred;
	bool open = date.from_day == DAY_OPEN_FROM || date.to_day == DAY_OPEN_TO;

	out[0] = '\0';
	if (!date_is_known(date))
		return;
	if (!open && is_hundred(date, &hundred))
		snprintf(out, DATE_TEXT, "%02dXX", hundred);
	else if (open || !unit_print(date, unit_filled(date), out))
		interval_print(date, out);
	if (date.approximate && strlen(out) + 1 < DATE_TEXT && !strchr(out, '/'))
		strcat(out, "~");
}

bool date_is_known(struct date date)
{
	return date.precision != DATE_UNKNOWN;
}

bool date_equal(struct date a, struct date b)
{
	return a.from_day == b.from_day && a.to_day == b.to_day && a.precision == b.precision;
}

/* ---- reading ---- */

struct reader {
	const char *at;
	const char *end;
};

static bool take(struct reader *r, char c)
{
	if (r->at == r->end || *r->at != c)
		return false;
	r->at++;
	return true;
}

/* Reads `count` digits; false, and nothing read, when there are fewer. */
static bool take_digits(struct reader *r, int count, int *out)
{
	int n = 0;

	if (r->end - r->at < count)
		return false;
	for (int i = 0; i < count; i++) {
		if (r->at[i] < '0' || r->at[i] > '9')
			return false;
		n = n * 10 + r->at[i] - '0';
	}
	r->at += count;
	*out = n;
	return true;
}

static struct stretch fault(struct error *err, const char *what)
{
	error_set(err, STATUS_DATA, "date", "%s", what);
	return (struct stretch){ UNIT_NONE, 0, 0 };
}

/* What a number behind the year means: a month, or a code of ISO 8601-2. */
static struct stretch read_month(struct reader *r, int year, struct error *err)
{
	int month, day;

	if (!take_digits(r, 2, &month))
		return fault(err, "expected two digits of a month");
	if (month >= 21 && month <= 24)
		return stretch_season(year, month - 20);
	if (month >= 33 && month <= 36)
		return stretch_quarter(year, month - 32);
	if (month == 40 || month == 41)
		return stretch_half(year, month - 39);
	if (month < 1 || month > 12) {
		error_set(err, STATUS_DATA, "date", "there is no month %d", month);
		return (struct stretch){ UNIT_NONE, 0, 0 };
	}
	if (!take(r, '-'))
		return stretch_month(year, month);
	if (!take_digits(r, 2, &day))
		return fault(err, "expected two digits of a day");
	if (!day_exists(year, month, day)) {
		static const char *const names[] = { "January", "February", "March", "April", "May", "June", "July",
			"August", "September", "October", "November", "December" };

		error_set(err, STATUS_DATA, "date", "%d has no %d %s", year, day, names[month - 1]);
		return (struct stretch){ UNIT_NONE, 0, 0 };
	}
	if (r->at < r->end && (*r->at == 'T' || *r->at == 't' || *r->at == ' '))
		while (r->at < r->end && *r->at != '/')
			r->at++;
	return stretch_day(day_number(year, month, day));
}

static struct stretch read_week(struct reader *r, int year, struct error *err)
{
	int week, day;
	struct stretch of_year;

	if (!take_digits(r, 2, &week) || week < 1 || week > 53)
		return fault(err, "expected a week from 01 to 53");
	of_year = stretch_week(year, week);
	if (take(r, '-')) {
		if (!take_digits(r, 1, &day) || day < 1 || day > 7)
			return fault(err, "expected a day of the week from 1 to 7");
		return stretch_day(of_year.from_day + day - 1);
	}
	return of_year;
}

/* "197X" and "19XX". */
static bool read_masked(struct reader *r, struct stretch *out)
{
	int head;
	struct reader try = *r;

	if (take_digits(&try, 3, &head) && (take(&try, 'X') || take(&try, 'x'))) {
		*out = stretch_decade(head * 10);
	} else {
		try = *r;
		if (!take_digits(&try, 2, &head) || !(take(&try, 'X') || take(&try, 'x')) || !(take(&try, 'X') || take(&try, 'x')))
			return false;
		*out = (struct stretch){ UNIT_CENTURY, day_number(head * 100, 1, 1), day_number(head * 100 + 99, 12, 31) };
	}
	*r = try;
	return true;
}

static struct stretch read_side(struct reader *r, bool *approximate, struct error *err)
{
	struct stretch out;
	int year;
	bool negative;

	if (!read_masked(r, &out)) {
		negative = take(r, '-');
		if (!take_digits(r, 4, &year))
			return fault(err, "expected a year of four digits");
		if (negative)
			year = -year;
		if (!take(r, '-'))
			out = stretch_year(year);
		else if (take(r, 'W'))
			out = read_week(r, year, err);
		else
			out = read_month(r, year, err);
	}
	while (r->at < r->end && (*r->at == '~' || *r->at == '?' || *r->at == '%')) {
		*approximate = *approximate || *r->at != '?';
		r->at++;
	}
	return out;
}

static struct date read_interval(struct reader *r, struct stretch first, bool approximate, struct error *err)
{
	struct date date = stretch_date(first);
	struct stretch last;

	date.approximate = approximate;
	if (!take(r, '/'))
		return date;
	date.precision = DATE_RANGE;
	if (r->at == r->end || span_is(span_make(r->at, (size_t)(r->end - r->at)), "..")) {
		r->at = r->end;
		date.to_day = DAY_OPEN_TO;
		return date;
	}
	last = read_side(r, &date.approximate, err);
	date.to_day = last.to_day;
	if (first.unit == UNIT_DAY && last.unit == UNIT_DAY)
		date.precision = DATE_DAYS;
	if (err->status == STATUS_OK && date.to_day < date.from_day)
		fault(err, "the interval ends before it begins");
	return date;
}

struct date date_parse_edtf(struct span text, struct error *err)
{
	struct span trimmed = span_trim(text);
	struct reader r = { trimmed.at, trimmed.at + trimmed.bytes };
	bool approximate = false;
	struct date date = { 0 };
	struct stretch first;

	if (err->status != STATUS_OK)
		return date;
	if (span_starts(trimmed, "../")) {
		r.at += 3;
		first = read_side(&r, &approximate, err);
		date = (struct date){ DAY_OPEN_FROM, first.to_day, DATE_RANGE, approximate };
	} else {
		first = read_side(&r, &approximate, err);
		if (err->status == STATUS_OK)
			date = read_interval(&r, first, approximate, err);
	}
	if (err->status == STATUS_OK && r.at != r.end)
		fault(err, "something stands behind the date");
	return err->status == STATUS_OK ? date : (struct date){ 0 };
}
