/* Reads EDTF level 1 (ISO 8601-2): unspecified digits, doubt, seasons, open ends, far years. */
#include "calendar.h"

#include <string.h>

struct reader {
	const char *at;
	const char *end;
	uint8_t doubt;          /* DATE_APPROXIMATE, DATE_UNCERTAIN */
};

static bool take(struct reader *r, char c)
{
	if (r->at == r->end || *r->at != c)
		return false;
	r->at++;
	return true;
}

/* "X": a digit that is not said. */
static bool take_unsaid(struct reader *r, int count)
{
	if (r->end - r->at < count)
		return false;
	for (int i = 0; i < count; i++)
		if (r->at[i] != 'X' && r->at[i] != 'x')
			return false;
	r->at += count;
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

/* "T23:20:30+04:30": the day stays as it is printed. */
static void skip_time(struct reader *r)
{
	if (r->at < r->end && (*r->at == 'T' || *r->at == 't' || *r->at == ' '))
		while (r->at < r->end && *r->at != '/')
			r->at++;
}

static struct stretch read_day(struct reader *r, int year, int month, struct error *err)
{
	static const char *const names[] = { "January", "February", "March", "April", "May", "June", "July",
		"August", "September", "October", "November", "December" };
	int day;

	if (take_unsaid(r, 2))
		return stretch_month(year, month);
	if (!take_digits(r, 2, &day))
		return fault(err, "expected two digits of a day");
	if (!day_exists(year, month, day)) {
		error_set(err, STATUS_DATA, "date", "%d has no %d %s", year, day, names[month - 1]);
		return (struct stretch){ UNIT_NONE, 0, 0 };
	}
	skip_time(r);
	return stretch_day(day_number(year, month, day));
}

/* What stands behind the year: a month, or a code of ISO 8601-2 (25-28 are the
 * seasons of the northern half, 33-36 quarters, 40 and 41 halves). */
static struct stretch read_month(struct reader *r, int year, struct error *err)
{
	int month;

	if (take_unsaid(r, 2)) {
		if (take(r, '-') && !take_unsaid(r, 2))
			return fault(err, "a day of a month that is not said");
		return stretch_year(year);
	}
	if (!take_digits(r, 2, &month))
		return fault(err, "expected two digits of a month");
	if (month >= 21 && month <= 28)
		return stretch_season(year, (month - 21) % 4 + 1);
	if (month >= 33 && month <= 36)
		return stretch_quarter(year, month - 32);
	if (month == 40 || month == 41)
		return stretch_half(year, month - 39);
	if (month < 1 || month > 12) {
		error_set(err, STATUS_DATA, "date", "there is no month %d", month);
		return (struct stretch){ UNIT_NONE, 0, 0 };
	}
	return take(r, '-') ? read_day(r, year, month, err) : stretch_month(year, month);
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

/* "Y170000", "Y-17000": a year of more than four digits. */
static struct stretch read_far_year(struct reader *r, struct error *err)
{
	bool negative = take(r, '-');
	int year = 0, digit, digits = 0;

	for (; take_digits(r, 1, &digit); digits++)
		year = year < YEAR_FURTHEST ? year * 10 + digit : year;
	if (digits < 5)
		return fault(err, "expected five digits or more behind Y");
	if (year > YEAR_FURTHEST)
		return fault(err, "a year further off than days can be counted (5,000,000)");
	return stretch_year(negative ? -year : year);
}

/* "197X" and "19XX". */
static bool read_masked(struct reader *r, struct stretch *out)
{
	int head;
	struct reader try = *r;

	if (take_digits(&try, 3, &head) && take_unsaid(&try, 1)) {
		*out = stretch_decade(head * 10);
	} else {
		try = *r;
		if (!take_digits(&try, 2, &head) || !take_unsaid(&try, 2))
			return false;
		*out = (struct stretch){ UNIT_CENTURY, day_number(head * 100, 1, 1), day_number(head * 100 + 99, 12, 31) };
	}
	*r = try;
	return true;
}

static struct stretch read_year(struct reader *r, struct error *err)
{
	struct stretch out;
	int year;
	bool negative;

	if (take(r, 'Y') || take(r, 'y'))
		return read_far_year(r, err);
	if (read_masked(r, &out)) {
		if (take(r, '-'))
			return fault(err, "a month of a year that is not said");
		return out;
	}
	negative = take(r, '-');
	if (!take_digits(r, 4, &year))
		return fault(err, "expected a year of four digits");
	year = negative ? -year : year;
	if (!take(r, '-'))
		return stretch_year(year);
	return take(r, 'W') ? read_week(r, year, err) : read_month(r, year, err);
}

/* One side: a date and the doubt behind it. */
static struct stretch read_side(struct reader *r, struct error *err)
{
	struct stretch out = read_year(r, err);

	if (take(r, '~'))
		r->doubt |= DATE_APPROXIMATE;
	else if (take(r, '?'))
		r->doubt |= DATE_UNCERTAIN;
	else if (take(r, '%'))
		r->doubt |= DATE_APPROXIMATE | DATE_UNCERTAIN;
	return out;
}

/* An end that is open ("..") or unknown (nothing): `last`, for the end of the text. */
static bool take_open(struct reader *r, bool last)
{
	struct reader try = *r;

	if (take(&try, '.') && take(&try, '.')) {
		*r = try;
		return true;
	}
	return last ? r->at == r->end : r->at < r->end && *r->at == '/';
}

static struct date read_interval(struct reader *r, struct error *err)
{
	struct date date = { .from_day = DAY_OPEN_FROM, .to_day = DAY_OPEN_TO, .precision = DATE_RANGE };
	struct stretch first = { UNIT_NONE, 0, 0 }, last = { UNIT_NONE, 0, 0 };
	bool open = take_open(r, false);

	if (!open) {
		first = read_side(r, err);
		date.from_day = first.from_day;
	}
	if (!take(r, '/')) {
		if (open && err->status == STATUS_OK)
			fault(err, "expected / behind an open beginning");
		return stretch_date(first);
	}
	if (!take_open(r, true)) {
		last = read_side(r, err);
		date.to_day = last.to_day;
	}
	if (open && last.unit == UNIT_NONE && err->status == STATUS_OK)
		fault(err, "an interval without beginning and end");
	if (first.unit == UNIT_DAY && last.unit == UNIT_DAY)
		date.precision = DATE_DAYS;
	if (err->status == STATUS_OK && date.to_day < date.from_day)
		fault(err, "the interval ends before it begins");
	return date;
}

struct date date_parse_edtf(struct span text, struct error *err)
{
	struct span trimmed = span_trim(text);
	struct reader r = { trimmed.at, trimmed.at + trimmed.bytes, 0 };
	struct date date;

	if (err->status != STATUS_OK)
		return (struct date){ 0 };
	date = read_interval(&r, err);
	date.approximate = r.doubt;
	if (err->status == STATUS_OK && r.at != r.end)
		fault(err, "something stands behind the date");
	return err->status == STATUS_OK ? date : (struct date){ 0 };
}
