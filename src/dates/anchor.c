/* What dates count from: the day of publication, the heading, what was told of last. */
#include "resolve.h"

static struct date pick(struct date date, enum date_origin which, enum date_origin *origin)
{
	*origin = which;
	return date;
}

/* The undated end of a chronicle that was published within a year or so of what its
 * title names: "this July" is said from the day of publication. */
static bool behind_sections(const struct date_frame *f)
{
	return !date_is_known(f->heading) && date_is_known(f->title) && date_is_known(f->published) &&
		f->published.from_day >= f->title.from_day && f->published.from_day - f->title.to_day < 400;
}

/* What "now" is: the day of publication, but in a chronicle the day it tells of. */
struct date anchor_now(const struct context *c, enum date_origin *origin)
{
	const struct date_frame *f = c->frame;

	if (f->chronicle && date_is_known(f->heading))
		return pick(f->heading, ORIGIN_HEADING, origin);
	if (date_is_known(f->published) && (!(f->chronicle && date_is_known(c->told->any)) || behind_sections(f)))
		return pick(f->published, ORIGIN_PUBLICATION, origin);
	if (date_is_known(c->told->any))
		return pick(c->told->any, ORIGIN_INHERITED, origin);
	if (date_is_known(f->heading))
		return pick(f->heading, ORIGIN_HEADING, origin);
	return pick(f->title, ORIGIN_TITLE, origin);
}

struct date anchor_today(const struct context *c, enum date_origin *origin)
{
	const struct date_frame *f = c->frame;

	if (!date_is_known(f->heading) && date_is_known(f->published))
		return pick(f->published, ORIGIN_PUBLICATION, origin);
	return anchor_now(c, origin);
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

	/* "On March 20, 2003, ... Two days later": told aside of the report, and yet told last. */
	if (unit != UNIT_NONE && unit <= UNIT_FORTNIGHT && !f->chronicle && c->told->spoken.precision == DATE_DAY)
		return pick(c->told->spoken, ORIGIN_INHERITED, origin);

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

/* In a report of its day a year told before rules its own sentence; the next one
 * only where both are as fine ("In June 1812 ... On 7 September ..."). */
static bool nearby_counts(const struct context *c, bool day)
{
	if (!date_is_known(c->nearby))
		return false;
	return c->nearby_sentences == 0 || (c->nearby_sentences == 1 && (!day || c->nearby.precision <= DATE_MONTH));
}

/* What a calendar date without its year stands nearest to. */
struct date anchor_near(const struct context *c, bool day, enum date_origin *origin)
{
	const struct date_frame *f = c->frame;

	if (date_is_known(c->after))
		return pick(c->after, ORIGIN_TEXT, origin);
	if (f->chronicle || !date_is_known(f->published)) {
		if (date_is_known(f->heading) && !told_within(c))
			return pick(f->heading, ORIGIN_HEADING, origin);
		if (c->tense == TENSE_FUTURE && behind_sections(f))
			return pick(f->published, ORIGIN_PUBLICATION, origin);
		if (date_is_known(c->told->any))
			return pick(date_is_known(c->told->month) && c->told->month.from_day >= c->told->any.from_day &&
				    c->told->month.to_day <= c->told->any.to_day ? c->told->month : c->told->any, ORIGIN_INHERITED, origin);
		if (date_is_known(f->title))
			return pick(f->title, ORIGIN_TITLE, origin);
	} else if (nearby_counts(c, day) && c->tense != TENSE_FUTURE && day_year(c->nearby.from_day) != day_year(f->published.from_day) &&
		   c->nearby.precision <= DATE_YEAR) {
		return pick(c->nearby, ORIGIN_INHERITED, origin);
	}
	return pick(f->published, ORIGIN_PUBLICATION, origin);
}

bool date_has_start(struct date d)
{
	return date_is_known(d) && d.from_day != DAY_OPEN_FROM;
}
