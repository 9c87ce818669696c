/* EDTF level 1 (ISO 8601-2) as it is printed; edtf_read.c reads it. */
#include "calendar.h"

#include <stdio.h>
#include <string.h>

static int year_print(int year, char *out, size_t room)
{
	if (year > 9999 || year < -9999)
		return snprintf(out, room, "Y%d", year);
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

/* "?" is uncertain, "~" approximate, "%" both. */
static const char *qualifier(struct date date)
{
	static const char *const signs[] = { "", "~", "?", "%" };

	return signs[date.approximate & (DATE_APPROXIMATE | DATE_UNCERTAIN)];
}

static void interval_print(struct date date, char out[DATE_TEXT])
{
	enum unit unit = UNIT_DAY;
	char from[DATE_TEXT] = "..", to[DATE_TEXT] = "..";
	const char *sign = qualifier(date);
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
	/* Of an interval we know that it is doubtful, not on which side: both say so. */
	snprintf(out, DATE_TEXT, "%.17s%s/%.17s%s", from, open_from ? "" : sign, to, open_to ? "" : sign);
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
	if (!strchr(out, '/'))
		strcat(out, qualifier(date));
}

bool date_is_known(struct date date)
{
	return date.precision != DATE_UNKNOWN;
}

bool date_equal(struct date a, struct date b)
{
	return a.from_day == b.from_day && a.to_day == b.to_day && a.precision == b.precision;
}
