/* From the unresolved form to days. */
#include "resolve.h"

#include <stdlib.h>

/* "the first two months of 2013": from the unit at the edge of the whole inwards. */
static struct stretch nth_run(struct stretch edge, struct stretch whole, const struct fields *f)
{
	struct stretch far = stretch_shift(edge, f->nth_unit, f->nth < 0 ? 1 - f->nth_count : f->nth_count - 1);
	struct stretch run = { UNIT_DAYS, f->nth < 0 ? far.from_day : edge.from_day, f->nth < 0 ? edge.to_day : far.to_day };

	return far.unit == UNIT_NONE || run.from_day < whole.from_day || run.to_day > whole.to_day ? NOTHING : run;
}

static struct stretch nth_of(struct stretch whole, const struct fields *f)
{
	struct stretch s;
	int32_t first;

	if (whole.unit == UNIT_NONE)
		return NOTHING;
	if (f->nth_unit == UNIT_NONE) {
		first = whole.from_day + (f->weekday - day_of_week(whole.from_day) + 7) % 7;
		if (f->nth < 0)
			first = whole.to_day - (day_of_week(whole.to_day) - f->weekday + 7) % 7 + 7;
		s = stretch_day(first + 7 * (f->nth < 0 ? f->nth : f->nth - 1));
	} else if (f->nth_unit == UNIT_DAY) {
		s = stretch_day(f->nth < 0 ? whole.to_day + 1 + f->nth : whole.from_day + f->nth - 1);
	} else {
		/* A week belongs to the stretch that holds its Thursday, as in ISO 8601. */
		s = stretch_around(f->nth < 0 ? whole.to_day : whole.from_day, f->nth_unit);
		if (f->nth_unit == UNIT_WEEK && f->nth > 0 && s.from_day + 3 < whole.from_day)
			s = stretch_shift(s, UNIT_WEEK, 1);
		if (f->nth_unit == UNIT_WEEK && f->nth < 0 && s.from_day + 3 > whole.to_day)
			s = stretch_shift(s, UNIT_WEEK, -1);
		s = stretch_shift(s, f->nth_unit, f->nth < 0 ? f->nth + 1 : f->nth - 1);
	}
	if (s.unit == UNIT_NONE || s.from_day > whole.to_day || s.to_day < whole.from_day)
		return NOTHING;
	return f->nth_count > 1 ? nth_run(s, whole, f) : s;
}

/* "the 22nd", "Friday the 22nd", "5 числа": in this month or one beside it. */
static struct stretch day_alone(const struct fields *f, const struct context *c, enum date_origin *origin)
{
	struct date anchor = anchor_told(c, UNIT_MONTH, origin);
	struct stretch best = NOTHING;
	long least = 0;
	int year, month, day;

	if (date_is_known(c->frame->published) && !c->frame->chronicle)
		anchor = anchor_now(c, origin);
	if (!date_has_start(anchor))
		return NOTHING;
	for (int k = -14; k <= 14; k++) {
		struct stretch s;
		long price;

		day_split(anchor.from_day, &year, &month, &day);
		month_shift(&year, &month, k);
		if (!day_exists(year, month, f->day))
			continue;
		s = stretch_day(day_number(year, month, f->day));
		price = candidate_distance(s, anchor) + ((f->has & HAS_WEEKDAY) && day_of_week(s.from_day) != f->weekday ? 1000 : 0);
		price += !(f->has & HAS_WEEKDAY) && k != 0 ? 40 : 0;
		if (best.unit == UNIT_NONE || price < least) {
			best = s;
			least = price;
		}
	}
	return best;
}

/* A bare weekday is the last one on or before its anchor; ahead when the tense is. */
static struct stretch weekday_alone(const struct fields *f, const struct context *c, enum date_origin *origin)
{
	struct date anchor = date_is_known(c->frame->heading) || !date_is_known(c->frame->published) ? anchor_told(c, UNIT_DAY, origin) :
		anchor_today(c, origin);
	int32_t day;
	int ahead;

	if (date_is_known(c->after))
		anchor = c->after;
	if (!date_has_start(anchor) || (anchor.precision != DATE_DAY && anchor.precision != DATE_DAYS))
		return NOTHING;
	day = anchor.from_day;
	ahead = (f->weekday - day_of_week(day) + 7) % 7;
	if (date_is_known(c->after))
		return stretch_day(day + ahead);
	if (c->asked ? (f->has & HAS_CLOCK) != 0 : c->tense == TENSE_FUTURE)
		return stretch_day(ahead ? day + ahead : day);
	return stretch_day(ahead ? day + ahead - 7 : day);
}

static struct stretch calendar_resolve(const struct fields *f, const struct context *c, enum date_origin *origin)
{
	struct date anchor;

	*origin = ORIGIN_TEXT;
	if (f->has & HAS_CENTURY)
		return stretch_century(f->century);
	if (f->has & HAS_DECADE)
		return stretch_decade(f->decade);
	if ((f->has & (HAS_WEEK | HAS_YEAR)) == (HAS_WEEK | HAS_YEAR))
		return stretch_week(f->year, f->week);
	if (f->has & HAS_YEAR) {
		struct stretch s = fields_in_year(f, f->year);

		if (f->school_year && s.unit == UNIT_YEAR)
			return (struct stretch){ UNIT_DAYS, s.from_day, stretch_year(f->year + 1).to_day };
		return s;
	}
	if ((f->has & HAS_WEEK)) {
		anchor = anchor_now(c, origin);
		return date_has_start(anchor) ? stretch_week(day_year(anchor.from_day), f->week) : NOTHING;
	}
	if ((f->has & HAS_DAY) && !(f->has & HAS_MONTH))
		return day_alone(f, c, origin);
	if (f->has & (HAS_MONTH | HAS_SEASON | HAS_QUARTER | HAS_HALF | HAS_FEAST)) {
		anchor = anchor_near(c, (f->has & HAS_DAY) != 0, origin);
		if (c->asked && (f->has & (HAS_QUARTER | HAS_HALF)) && date_has_start(anchor))
			return fields_in_year(f, day_year(anchor.from_day));
		return date_has_start(anchor) ? candidate_nearest(f, anchor, c, origin) : NOTHING;
	}
	if (f->has & HAS_WEEKDAY)
		return weekday_alone(f, c, origin);
	return NOTHING;
}

static struct stretch day_offset(struct date anchor, int offset)
{
	if (!date_has_start(anchor) || (anchor.precision != DATE_DAY && anchor.precision != DATE_DAYS))
		return NOTHING;
	return stretch_day((offset > 0 ? anchor.to_day : anchor.from_day) + offset);
}

static const char *supplied(const struct fields *f, enum date_origin origin)
{
	if (origin == ORIGIN_TEXT)
		return "";
	if (f->has & (HAS_TODAY | HAS_THATDAY | HAS_SHIFT | HAS_REL | HAS_DAYPART | HAS_CLOCK))
		return "counted";
	if (f->has & HAS_WEEKDAY && !(f->has & HAS_DAY))
		return "week";
	return (f->has & HAS_DAY) && !(f->has & HAS_MONTH) ? "month and year" : "year";
}

struct outcome fields_resolve(const struct fields *f, const struct context *c)
{
	struct outcome out = { .anchor = ORIGIN_TEXT };
	struct fields inner = *f;

	if (f->has & HAS_SHIFT) {
		out.stretch = shift_resolve(f, c, &out.anchor);
	} else if (f->has & HAS_NTH) {
		inner.has &= ~(HAS_NTH | HAS_WEEKDAY);
		out = fields_resolve(&inner, c);
		out.stretch = nth_of(out.stretch, f);
	} else if (f->has & HAS_TODAY) {
		out.stretch = day_offset(anchor_today(c, &out.anchor), f->offset);
	} else if (f->has & HAS_THATDAY) {
		out.stretch = f->lost ? NOTHING : day_offset(anchor_told(c, UNIT_DAY, &out.anchor), f->offset);
	} else if (f->has & HAS_REL) {
		out.stretch = rel_resolve(f, c, &out.anchor);
	} else if (f->has & HAS_CALENDAR) {
		out.stretch = calendar_resolve(f, c, &out.anchor);
	} else if (f->has & (HAS_DAYPART | HAS_CLOCK)) {
		out.stretch = day_offset(c->frame->chronicle || !date_is_known(c->frame->published) ? anchor_told(c, UNIT_DAY, &out.anchor) :
					 anchor_now(c, &out.anchor), 0);
	}
	if (f->whole_week && out.stretch.unit == UNIT_DAY)
		out.stretch = stretch_around(out.stretch.from_day, UNIT_WEEK);
	if (f->night && out.stretch.unit == UNIT_DAY)
		out.stretch = (struct stretch){ UNIT_DAYS, out.stretch.from_day - 1, out.stretch.to_day };
	out.what = supplied(f, out.anchor);
	return out;
}
