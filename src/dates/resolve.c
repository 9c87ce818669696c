/* From the unresolved form to days: candidates, costs and anchors. */
#include "resolve.h"

#include <stdlib.h>

#define NOTHING ((struct stretch){ UNIT_NONE, 0, 0 })

static int year_of(int32_t day)
{
	int year, month, of_month;

	day_split(day, &year, &month, &of_month);
	return year;
}

/* ---- anchors ---- */

static struct date pick(struct date date, enum date_origin which, enum date_origin *origin)
{
	*origin = which;
	return date;
}

/* What "now" is: the day of publication, but in a chronicle the day it tells of. */
struct date anchor_now(const struct context *c, enum date_origin *origin)
{
	const struct date_frame *f = c->frame;

	if (f->chronicle && date_is_known(f->heading))
		return pick(f->heading, ORIGIN_HEADING, origin);
	if (date_is_known(f->published) && !(f->chronicle && date_is_known(c->told->any)))
		return pick(f->published, ORIGIN_PUBLICATION, origin);
	if (date_is_known(c->told->any))
		return pick(c->told->any, ORIGIN_INHERITED, origin);
	if (date_is_known(f->heading))
		return pick(f->heading, ORIGIN_HEADING, origin);
	return pick(f->title, ORIGIN_TITLE, origin);
}

static struct date told_of(const struct told *told, enum unit unit)
{
	if (unit <= UNIT_FORTNIGHT && unit != UNIT_NONE)
		return told->day;
	return unit == UNIT_MONTH || unit == UNIT_QUARTER || unit == UNIT_SEASON ? told->month : told->any;
}

/* What was told of last, if it is as fine as `unit`; else the heading, else now. */
struct date anchor_told(const struct context *c, enum unit unit, enum date_origin *origin)
{
	struct date told = told_of(c->told, unit);
	const struct date_frame *f = c->frame;

	if (date_is_known(told))
		return pick(told, ORIGIN_INHERITED, origin);
	if (date_is_known(f->heading))
		return pick(f->heading, ORIGIN_HEADING, origin);
	if (date_is_known(f->published) && !f->chronicle)
		return pick(f->published, ORIGIN_PUBLICATION, origin);
	return pick(date_is_known(c->told->any) ? c->told->any : f->title, ORIGIN_TITLE, origin);
}

/* Under a wide heading ("1983-1985") what was told in it is the better anchor. */
static bool told_within(const struct context *c)
{
	const struct date *heading = &c->frame->heading, *told = &c->told->any;

	return heading->to_day - heading->from_day >= 62 && date_is_known(*told) && told->from_day >= heading->from_day &&
		told->to_day <= heading->to_day && !date_equal(*told, *heading);
}

/* What a calendar date without its year stands nearest to. */
static struct date anchor_near(const struct context *c, enum date_origin *origin)
{
	const struct date_frame *f = c->frame;

	if (date_is_known(c->after))
		return pick(c->after, ORIGIN_TEXT, origin);
	if (f->chronicle || !date_is_known(f->published)) {
		if (date_is_known(f->heading) && !told_within(c))
			return pick(f->heading, ORIGIN_HEADING, origin);
		if (date_is_known(c->told->any))
			return pick(date_is_known(c->told->month) && c->told->month.from_day >= c->told->any.from_day &&
				    c->told->month.to_day <= c->told->any.to_day ? c->told->month : c->told->any, ORIGIN_INHERITED, origin);
		if (date_is_known(f->title))
			return pick(f->title, ORIGIN_TITLE, origin);
	} else if (date_is_known(c->nearby) && c->tense != TENSE_FUTURE && year_of(c->nearby.from_day) != year_of(f->published.from_day) &&
		   c->nearby.precision <= DATE_YEAR) {
		return pick(c->nearby, ORIGIN_INHERITED, origin);
	}
	return pick(f->published, ORIGIN_PUBLICATION, origin);
}

/* ---- candidates ---- */

/* The stretch that `f` names in `year`; NOTHING when that year has no such day. */
static struct stretch in_year(const struct fields *f, int year);

static struct stretch feast_in_year(int feast, int year)
{
	static const struct { int feast, month, weekday, nth, plus; } rules[] = {
		{ FEAST_THANKSGIVING, 11, 4, 4, 0 }, { FEAST_BLACK_FRIDAY, 11, 4, 4, 1 }, { FEAST_CYBER_MONDAY, 11, 4, 4, 4 },
		{ FEAST_FATHERS, 6, 7, 3, 0 }, { FEAST_MOTHERS, 5, 7, 2, 0 }, { FEAST_KING, 1, 1, 3, 0 },
		{ FEAST_LABOR, 9, 1, 1, 0 },
	};

	if (feast < 2000)
		return stretch_day(day_number(year, feast / 100, feast % 100));
	for (size_t i = 0; i < COUNT(rules); i++)
		if (rules[i].feast == feast) {
			int32_t first = day_number(year, rules[i].month, 1);
			int32_t to_weekday = (rules[i].weekday - day_of_week(first) + 7) % 7;

			return stretch_day(first + to_weekday + 7 * (rules[i].nth - 1) + rules[i].plus);
		}
	if (feast == FEAST_MEMORIAL) {
		int32_t last = day_number(year, 5, 31);

		return stretch_day(last - (day_of_week(last) - 1));
	}
	if (feast == FEAST_EASTER_EAST)
		return stretch_day(easter_eastern(year));
	return stretch_day(easter_western(year) - (feast == FEAST_GOOD_FRIDAY ? 2 : 0));
}

static struct stretch in_year(const struct fields *f, int year)
{
	if (f->has & HAS_FEAST)
		return feast_in_year(f->feast, year);
	if ((f->has & (HAS_DAY | HAS_MONTH)) == (HAS_DAY | HAS_MONTH)) {
		if (f->julian && year > 0 && (day_exists(year, f->month, f->day) || (f->month == 2 && f->day == 29 && year % 4 == 0)))
			return stretch_day(day_number_julian(year, f->month, f->day));
		return day_exists(year, f->month, f->day) ? stretch_day(day_number(year, f->month, f->day)) : NOTHING;
	}
	if (f->has & HAS_MONTH)
		return stretch_month(year, f->month);
	if (f->has & HAS_SEASON)
		return stretch_season(year, f->season);
	if (f->has & HAS_QUARTER)
		return stretch_quarter(year, f->quarter);
	if (f->has & HAS_HALF)
		return stretch_half(year, f->half);
	return stretch_year(year);
}

/* Days between a candidate and its anchor; 0 when they touch. */
static long distance(struct stretch s, struct date anchor)
{
	if (s.from_day > anchor.to_day)
		return (long)s.from_day - anchor.to_day;
	if (s.to_day < anchor.from_day)
		return (long)anchor.from_day - s.to_day;
	return 0;
}

/* What a candidate costs: days from the anchor, more against the tense or the weekday. */
static long cost(const struct fields *f, struct stretch s, struct date anchor, const struct context *c)
{
	long days = distance(s, anchor);
	bool ahead = s.from_day > anchor.to_day, behind = s.to_day < anchor.from_day;

	if ((f->has & HAS_WEEKDAY) && (f->has & HAS_DAY) && day_of_week(s.from_day) != f->weekday)
		days += 1500;
	if (c->asked)
		return days;
	if (date_is_known(c->after))
		return behind ? days + 5000 : days;
	if ((c->tense == TENSE_FUTURE && behind) || (c->tense == TENSE_EARLIER && ahead))
		days += days > 45 || c->tense == TENSE_EARLIER ? 240 : 0;
	if (c->tense == TENSE_PAST && ahead && !c->frame->chronicle && date_is_known(c->frame->published))
		days += 300;
	return days;
}

static struct stretch nearest_priced(const struct fields *f, struct date anchor, const struct context *c, long *price_out)
{
	struct stretch best = NOTHING;
	long least = 0;
	int first = year_of(anchor.from_day), last = year_of(anchor.to_day), reach = f->has & HAS_WEEKDAY ? 4 : 1;

	if (f->has & HAS_DAY && f->month == 2 && f->day == 29)
		reach = 8;
	if (last - first > 12)
		last = first + 12;
	for (int year = first - reach; year <= last + reach; year++) {
		struct stretch s = in_year(f, year);
		long price;

		if (s.unit == UNIT_NONE)
			continue;
		price = cost(f, s, anchor, c);
		if (best.unit == UNIT_NONE || price < least) {
			best = s;
			least = price;
		}
	}
	*price_out = least;
	return best;
}

/* The candidate nearest the anchor, or nearest the hint when that fits much better. */
static struct stretch nearest(const struct fields *f, struct date anchor, const struct context *c, enum date_origin *origin)
{
	long price, hinted;
	struct stretch best = nearest_priced(f, anchor, c, &price), other;

	if (*origin != ORIGIN_INHERITED || !date_is_known(c->hint) || date_is_known(c->after))
		return best;
	other = nearest_priced(f, c->hint, c, &hinted);
	return other.unit != UNIT_NONE && hinted + c->hint_days < price ? other : best;
}

/* ---- pointers ---- */

static const int rel_step[] = {
	[REL_THIS] = 0, [REL_LAST] = -1, [REL_BEFORE_LAST] = -2, [REL_NEXT] = 1, [REL_SAME] = 0, [REL_PREVIOUS] = -1, [REL_FOLLOWING] = 1,
	[REL_EACH] = 0,
};

static struct date rel_anchor(const struct fields *f, const struct context *c, enum date_origin *origin)
{
	if (f->rel == REL_SAME || f->rel == REL_PREVIOUS || f->rel == REL_FOLLOWING)
		return anchor_told(c, f->rel_unit == UNIT_NONE ? UNIT_DAY : f->rel_unit, origin);
	return anchor_now(c, origin);
}

static bool is_known_from(struct date d)
{
	return date_is_known(d) && d.from_day != DAY_OPEN_FROM;
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
		return stretch_day(this > day ? this : this + 7);
	default:
		return stretch_day(this);
	}
}

/* "last March", "next summer": the nearest whole one on that side. */
static struct stretch rel_named(const struct fields *f, struct date anchor)
{
	int year = year_of(anchor.from_day), step = rel_step[f->rel];
	struct stretch s = in_year(f, year);

	if (step < 0)
		while (s.from_day > anchor.from_day || (s.to_day >= anchor.from_day && s.from_day <= anchor.from_day))
			s = in_year(f, --year);
	else if (step > 0)
		while (s.from_day <= anchor.from_day)
			s = in_year(f, ++year);
	else if (s.from_day > anchor.to_day && (f->has & HAS_SEASON) && f->season == 4 && s.from_day - anchor.to_day > 270)
		s = in_year(f, year - 1);
	return s;
}

/* The unit that a pointer names, before month, weekday or part are looked at. */
static struct stretch rel_stretch(const struct fields *f, const struct context *c, enum date_origin *origin)
{
	struct date anchor = rel_anchor(f, c, origin);

	if (!is_known_from(anchor))
		return NOTHING;
	if (f->rel_unit == UNIT_NONE)
		return f->has & HAS_WEEKDAY ? rel_weekday(f, anchor.from_day) : rel_named(f, anchor);
	if (f->rel_unit <= UNIT_FORTNIGHT && anchor.precision > DATE_WEEK && anchor.precision != DATE_RANGE)
		return NOTHING;
	if (f->rel_count)
		return rel_many(f, anchor.from_day);
	return stretch_shift(stretch_around(anchor.from_day, f->rel_unit == UNIT_FORTNIGHT ? UNIT_WEEK : f->rel_unit), f->rel_unit, rel_step[f->rel]);
}

static struct stretch rel_resolve(const struct fields *f, const struct context *c, enum date_origin *origin)
{
	struct stretch whole = rel_stretch(f, c, origin);
	int year, month, day;

	if (whole.unit == UNIT_NONE && (f->has & HAS_DECADE))
		return stretch_decade(f->decade);
	if (whole.unit == UNIT_NONE || f->rel_unit == UNIT_NONE)
		return whole;
	day_split(whole.from_day, &year, &month, &day);
	if (f->rel_unit == UNIT_YEAR && (f->has & (HAS_MONTH | HAS_SEASON | HAS_QUARTER | HAS_HALF | HAS_FEAST)))
		return in_year(f, year);
	if (f->rel_unit == UNIT_MONTH && (f->has & HAS_DAY))
		return day_exists(year, month, f->day) ? stretch_day(day_number(year, month, f->day)) : NOTHING;
	if (f->rel_unit == UNIT_WEEK && (f->has & HAS_WEEKDAY))
		return stretch_day(whole.from_day + f->weekday - 1);
	if ((f->has & HAS_DECADE) && f->rel_unit == UNIT_CENTURY)
		return stretch_decade(year - 1 + f->decade % 100);
	return whole;
}

/* ---- shifts ---- */

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

static struct stretch shift_resolve(const struct fields *f, const struct context *c, enum date_origin *origin)
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
		anchor = f->shift == SHIFT_AGO || f->shift == SHIFT_HENCE ? anchor_now(c, origin) : anchor_told(c, f->shift_unit[0], origin);
		if (!is_known_from(anchor))
			return NOTHING;
		if (f->shift_unit[0] <= UNIT_FORTNIGHT && anchor.precision != DATE_DAY && anchor.precision != DATE_DAYS)
			return NOTHING;
		s = stretch_day(back ? anchor.from_day : anchor.to_day);
	}
	for (int k = 0; k < f->shifts && s.unit != UNIT_NONE; k++)
		s = shift_once(s, f->shift_unit[k], back ? -f->shift_count[k] : f->shift_count[k], exact);
	return s;
}

/* ---- the n-th of a stretch ---- */

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
	return s.unit != UNIT_NONE && s.from_day <= whole.to_day && s.to_day >= whole.from_day ? s : NOTHING;
}

/* ---- days without a month ---- */

/* "the 22nd", "Friday the 22nd", "5 числа": in this month or one beside it. */
static struct stretch day_alone(const struct fields *f, const struct context *c, enum date_origin *origin)
{
	struct date anchor = anchor_told(c, UNIT_MONTH, origin);
	struct stretch best = NOTHING;
	long least = 0;
	int year, month, day;

	if (date_is_known(c->frame->published) && !c->frame->chronicle)
		anchor = anchor_now(c, origin);
	if (!is_known_from(anchor))
		return NOTHING;
	for (int k = -14; k <= 14; k++) {
		struct stretch s;
		long price;

		day_split(anchor.from_day, &year, &month, &day);
		month_shift(&year, &month, k);
		if (!day_exists(year, month, f->day))
			continue;
		s = stretch_day(day_number(year, month, f->day));
		price = distance(s, anchor) + ((f->has & HAS_WEEKDAY) && day_of_week(s.from_day) != f->weekday ? 1000 : 0);
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
	struct date anchor = c->frame->chronicle || !date_is_known(c->frame->published) ? anchor_told(c, UNIT_DAY, origin) : anchor_now(c, origin);
	int32_t day;
	int ahead;

	if (date_is_known(c->after))
		anchor = c->after;
	if (!is_known_from(anchor) || (anchor.precision != DATE_DAY && anchor.precision != DATE_DAYS))
		return NOTHING;
	day = anchor.from_day;
	ahead = (f->weekday - day_of_week(day) + 7) % 7;
	if (date_is_known(c->after))
		return stretch_day(day + ahead);
	if (c->asked ? (f->has & HAS_CLOCK) != 0 : c->tense == TENSE_FUTURE)
		return stretch_day(ahead ? day + ahead : day);
	return stretch_day(ahead ? day + ahead - 7 : day);
}

/* ---- the whole ---- */

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
		struct stretch s = in_year(f, f->year);

		if (f->school_year && s.unit == UNIT_YEAR)
			return (struct stretch){ UNIT_DAYS, s.from_day, stretch_year(f->year + 1).to_day };
		return s;
	}
	if ((f->has & HAS_WEEK)) {
		anchor = anchor_now(c, origin);
		return is_known_from(anchor) ? stretch_week(year_of(anchor.from_day), f->week) : NOTHING;
	}
	if ((f->has & HAS_DAY) && !(f->has & HAS_MONTH))
		return day_alone(f, c, origin);
	if (f->has & (HAS_MONTH | HAS_SEASON | HAS_QUARTER | HAS_HALF | HAS_FEAST)) {
		anchor = anchor_near(c, origin);
		if (c->asked && (f->has & (HAS_QUARTER | HAS_HALF)) && is_known_from(anchor))
			return in_year(f, year_of(anchor.from_day));
		return is_known_from(anchor) ? nearest(f, anchor, c, origin) : NOTHING;
	}
	if (f->has & HAS_WEEKDAY)
		return weekday_alone(f, c, origin);
	return NOTHING;
}

static struct stretch day_offset(struct date anchor, int offset)
{
	if (!is_known_from(anchor) || (anchor.precision != DATE_DAY && anchor.precision != DATE_DAYS))
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
		out.stretch = day_offset(anchor_now(c, &out.anchor), f->offset);
	} else if (f->has & HAS_THATDAY) {
		out.stretch = day_offset(anchor_told(c, UNIT_DAY, &out.anchor), f->offset);
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
