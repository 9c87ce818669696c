/* A date without its year: its candidates, what each costs, and the cheapest. */
#include "resolve.h"

static struct stretch feast_in_year(int feast, int year)
{
	static const struct { int feast, month, weekday, nth, plus; } rules[] = {
		{ FEAST_THANKSGIVING, 11, 4, 4, 0 }, { FEAST_BLACK_FRIDAY, 11, 4, 4, 1 }, { FEAST_CYBER_MONDAY, 11, 4, 4, 4 },
		{ FEAST_FATHERS, 6, 7, 3, 0 }, { FEAST_MOTHERS, 5, 7, 2, 0 }, { FEAST_KING, 1, 1, 3, 0 },
		{ FEAST_LABOR, 9, 1, 1, 0 },
	};

	if (feast >= FEAST_BY_EASTER - 100)
		return stretch_day(easter_western(year) + feast - FEAST_BY_EASTER);
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

struct stretch fields_in_year(const struct fields *f, int year)
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
long candidate_distance(struct stretch s, struct date anchor)
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
	long days = candidate_distance(s, anchor);
	bool ahead = s.from_day > anchor.to_day, behind = s.to_day < anchor.from_day;

	if ((f->has & HAS_WEEKDAY) && (f->has & HAS_DAY) && day_of_week(s.from_day) != f->weekday)
		days += 1500;
	if (c->asked)
		return days;
	if (behind && (c->frame->chronicle || !date_is_known(c->frame->published)) && !date_is_known(c->frame->heading))
		days += days / 2;               /* running text rather goes on than back */
	if (date_is_known(c->after))
		return behind ? days + 5000 : days;
	if ((c->tense == TENSE_FUTURE && behind) || (c->tense == TENSE_EARLIER && ahead))
		days += days > 45 || c->tense == TENSE_EARLIER ? 240 : 0;
	if (c->tense == TENSE_PAST && !c->frame->chronicle && date_is_known(c->frame->published) && s.from_day > c->frame->published.to_day)
		days += 300;
	return days;
}

static struct stretch nearest_priced(const struct fields *f, struct date anchor, const struct context *c, long *price_out)
{
	struct stretch best = NOTHING;
	long least = 0;
	int first = day_year(anchor.from_day), last = day_year(anchor.to_day), reach = f->has & HAS_WEEKDAY ? 4 : 1;

	if (f->has & HAS_DAY && f->month == 2 && f->day == 29)
		reach = 8;
	if (last - first > 12)
		last = first + 12;
	for (int year = first - reach; year <= last + reach; year++) {
		struct stretch s = fields_in_year(f, year);
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
struct stretch candidate_nearest(const struct fields *f, struct date anchor, const struct context *c, enum date_origin *origin)
{
	long price, hinted;
	struct stretch best = nearest_priced(f, anchor, c, &price), other;

	if (*origin != ORIGIN_INHERITED || !date_is_known(c->hint) || date_is_known(c->after))
		return best;
	other = nearest_priced(f, c->hint, c, &hinted);
	return other.unit != UNIT_NONE && hinted + c->hint_days < price ? other : best;
}
