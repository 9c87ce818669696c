/* Days of what points or counts: "last week", "next March", "two days ago". */
#include "resolve.h"

static const int rel_step[] = {
	[REL_THIS] = 0, [REL_LAST] = -1, [REL_BEFORE_LAST] = -2, [REL_NEXT] = 1, [REL_SAME] = 0, [REL_PREVIOUS] = -1, [REL_FOLLOWING] = 1,
	[REL_COMING] = 1, [REL_EACH] = 0,
};

static struct date rel_anchor(const struct fields *f, const struct context *c, enum date_origin *origin)
{
	if ((f->rel == REL_SAME || f->rel == REL_PREVIOUS || f->rel == REL_FOLLOWING) && f->rel_unit == UNIT_YEAR &&
	    date_is_known(c->told->spoken)) {
		*origin = ORIGIN_INHERITED;     /* "the worst since 1938; that year ..." */
		return c->told->spoken;
	}
	if (f->rel == REL_SAME || f->rel == REL_PREVIOUS || f->rel == REL_FOLLOWING)
		return anchor_told(c, f->rel_unit == UNIT_NONE ? UNIT_DAY : f->rel_unit, origin);
	if (f->rel_unit != UNIT_NONE && f->rel_unit <= UNIT_FORTNIGHT)
		return anchor_today(c, origin);
	if (f->rel_unit == UNIT_NONE && (f->has & HAS_WEEKDAY))
		return anchor_today(c, origin);
	return anchor_now(c, origin);
}

/* "the last two weeks": so many whole units beside the anchor's. */
static struct stretch rel_many(const struct fields *f, int32_t day)
{
	bool back = rel_step[f->rel] < 0;
	struct stretch here = stretch_around(day, f->rel_unit);
	struct stretch near = stretch_shift(here, f->rel_unit, back ? -1 : 1);
	struct stretch far = stretch_shift(here, f->rel_unit, back ? -f->rel_count : f->rel_count);

	if (near.unit == UNIT_NONE || far.unit == UNIT_NONE)
		return NOTHING;
	return (struct stretch){ UNIT_DAYS, back ? far.from_day : near.from_day, back ? near.to_day : far.to_day };
}

static struct stretch rel_weekday(const struct fields *f, int32_t day)
{
	int32_t monday = day - (day_of_week(day) - 1);
	int32_t this = monday + f->weekday - 1;

	switch (f->rel) {
	case REL_LAST:
	case REL_PREVIOUS:
		return stretch_day(this < day ? this : this - 7);
	case REL_NEXT:
		return stretch_day(this + 7);
	case REL_FOLLOWING:
	case REL_COMING:
		return stretch_day(this > day ? this : this + 7);
	default:
		return stretch_day(this);
	}
}

/* "last March", "next summer": the nearest whole one on that side. */
static struct stretch rel_named(const struct fields *f, struct date anchor)
{
	int year = day_year(anchor.from_day), step = rel_step[f->rel];
	struct stretch s = fields_in_year(f, year);

	if (step < 0)
		while (s.from_day > anchor.from_day || (s.to_day >= anchor.from_day && s.from_day <= anchor.from_day))
			s = fields_in_year(f, --year);
	else if (step > 0)
		while (s.from_day <= anchor.from_day)
			s = fields_in_year(f, ++year);
	else if (s.from_day > anchor.to_day && (f->has & HAS_SEASON) && f->season == 4 && s.from_day - anchor.to_day > 270)
		s = fields_in_year(f, year - 1);
	return s;
}

/* The unit that a pointer names, before month, weekday or part are looked at. */
static struct stretch rel_stretch(const struct fields *f, const struct context *c, enum date_origin *origin)
{
	struct date anchor = rel_anchor(f, c, origin);
	enum unit unit;

	if (!date_has_start(anchor))
		return NOTHING;
	if (f->rel_unit == UNIT_NONE)
		return f->has & HAS_WEEKDAY ? rel_weekday(f, anchor.from_day) : rel_named(f, anchor);
	if (f->rel_unit <= UNIT_FORTNIGHT && anchor.precision > DATE_WEEK && anchor.precision != DATE_RANGE)
		return NOTHING;
	if (f->rel_count)
		return rel_many(f, anchor.from_day);
	if (f->tense_rules && c->tense == TENSE_FUTURE)
		return stretch_around(anchor.from_day, f->rel_unit);
	if (f->rel_unit == UNIT_CENTURY && f->rel == REL_LAST && !date_is_known(c->frame->published))
		return stretch_century(20);     /* who says so unasked for a date means this one */
	unit = f->rel_unit == UNIT_FORTNIGHT ? UNIT_WEEK : f->rel_unit;
	return stretch_shift(stretch_around(anchor.from_day, unit), f->rel_unit, rel_step[f->rel]);
}

struct stretch rel_resolve(const struct fields *f, const struct context *c, enum date_origin *origin)
{
	struct stretch whole;
	int year, month, day;

	if (f->rel == REL_LATEST || f->rel == REL_YEAR_AGO)
		return year_ago_resolve(f, c, origin);
	whole = rel_stretch(f, c, origin);
	if (whole.unit == UNIT_NONE && (f->has & HAS_DECADE))
		return stretch_decade(f->decade);
	if (whole.unit == UNIT_NONE || f->rel_unit == UNIT_NONE)
		return whole;
	day_split(whole.from_day, &year, &month, &day);
	if (f->rel_unit == UNIT_YEAR && (f->has & (HAS_MONTH | HAS_SEASON | HAS_QUARTER | HAS_HALF | HAS_FEAST)))
		return fields_in_year(f, year);
	if (f->rel_unit == UNIT_MONTH && (f->has & HAS_DAY))
		return day_exists(year, month, f->day) ? stretch_day(day_number(year, month, f->day)) : NOTHING;
	if (f->rel_unit == UNIT_WEEK && (f->has & HAS_WEEKDAY))
		return stretch_day(whole.from_day + f->weekday - 1);
	if ((f->has & HAS_DECADE) && f->rel_unit == UNIT_CENTURY)
		return stretch_decade(year - 1 + f->decade % 100);
	return whole;
}

/* Days and weeks are told exactly, months and years by themselves are not. */
static struct stretch shift_once(struct stretch from, enum unit unit, int count, bool exact)
{
	struct stretch to = stretch_shift(from, unit, count);
	int year, month, day, y, m, d;

	if (unit == UNIT_WEEK || unit == UNIT_FORTNIGHT)
		return stretch_day(from.from_day + 7 * count * (unit == UNIT_FORTNIGHT ? 2 : 1));
	if (!exact || unit <= UNIT_FORTNIGHT || to.unit == UNIT_NONE)
		return to;
	day_split(from.from_day, &year, &month, &day);
	day_split(to.from_day, &y, &m, &d);
	if (unit == UNIT_YEAR)
		m = month;
	return stretch_day(day_number(y, m, day < month_days(y, m) ? day : month_days(y, m)));
}

/* "from $3 million a year earlier" behind a quarter: the same quarter. */
static struct stretch quarter_before(struct date told)
{
	bool half = told.to_day - told.from_day > 100;

	return half ? stretch_shift(stretch_around(told.from_day, UNIT_HALF), UNIT_HALF, -2) :
		stretch_shift(stretch_around(told.from_day, UNIT_QUARTER), UNIT_QUARTER, -4);
}

struct stretch shift_resolve(const struct fields *f, const struct context *c, enum date_origin *origin)
{
	bool back = f->shift == SHIFT_AGO || f->shift == SHIFT_EARLIER || f->shift == SHIFT_BEFORE;
	struct stretch s;
	struct date anchor;
	bool exact = f->shifts > 1;

	if (f->shift == SHIFT_BEFORE || f->shift == SHIFT_AFTER) {
		struct fields base = *f;

		base.has &= ~HAS_SHIFT;
		s = fields_resolve(&base, c).stretch;
		*origin = ORIGIN_TEXT;
		exact = exact || s.unit == UNIT_DAY;
	} else {
		if (f->shift != SHIFT_AGO && f->shift != SHIFT_HENCE)
			anchor = anchor_told(c, f->shift_unit[0], origin);
		else
			anchor = f->shift_unit[0] <= UNIT_FORTNIGHT ? anchor_today(c, origin) : anchor_now(c, origin);
		if (!date_has_start(anchor))
			return NOTHING;
		if (f->shift_unit[0] > UNIT_FORTNIGHT && (f->shift == SHIFT_AGO || f->shift == SHIFT_HENCE) && !date_is_known(c->frame->published) &&
		    (*origin == ORIGIN_INHERITED || *origin == ORIGIN_TITLE))
			return NOTHING;         /* "35 years ago" counts from when it was said, which nobody knows */
		if (f->shift == SHIFT_EARLIER && f->shifts == 1 && f->shift_count[0] == 1 && f->shift_unit[0] == UNIT_YEAR &&
		    date_is_known(c->told->quarter) && !c->frame->chronicle)
			return quarter_before(c->told->quarter);
		if (f->shift_unit[0] <= UNIT_FORTNIGHT && anchor.precision != DATE_DAY && anchor.precision != DATE_DAYS)
			return NOTHING;
		s = stretch_day(back ? anchor.from_day : anchor.to_day);
	}
	for (int k = 0; k < f->shifts && s.unit != UNIT_NONE; k++)
		s = shift_once(s, f->shift_unit[k], back ? -f->shift_count[k] : f->shift_count[k], exact);
	if (f->shift == SHIFT_AGO && f->shifts == 1 && f->shift_unit[0] == UNIT_WEEK && f->english && !c->asked)
		return stretch_around(s.from_day, UNIT_WEEK);   /* news: "two weeks ago" names the week */
	return s;
}
