/* Periods that reports compare: "the latest quarter", "the year-ago period", "the same month last year". */
#include "relative.h"
#include "resolve.h"

/* What may be compared: the word behind it, or `i`. `*unit` is UNIT_DAYS for a mere "period". */
static size_t compared_parse(const struct source *s, size_t i, struct fields *out)
{
	const struct lexeme *unit = lex_at(s, i, LEX_UNIT), *period = lex_at(s, i, LEX_PERIOD);
	struct fields numbered;
	size_t next;

	if (period) {
		out->rel_unit = UNIT_DAYS;
		return i + lex_words(period);
	}
	if (unit && (unit->value == UNIT_QUARTER || unit->value == UNIT_MONTH || unit->value == UNIT_HALF) && !(unit->flags & FLAG_PLURAL)) {
		out->rel_unit = (enum unit)unit->value;
		return i + lex_words(unit);
	}
	next = calendar_parse(s, i, &numbered);
	if (next == i || (numbered.has != HAS_QUARTER && numbered.has != HAS_HALF))
		return i;
	out->has |= numbered.has;
	out->quarter = numbered.quarter;
	out->half = numbered.half;
	out->rel_unit = numbered.has == HAS_QUARTER ? UNIT_QUARTER : UNIT_HALF;
	return next;
}

/* "last year", "of last year", "a year ago", "of 1988" behind "the same period". */
static size_t year_before_parse(const struct source *s, size_t i, struct fields *out)
{
	const struct lexeme *of = space_before(s, i) ? lex_at(s, i, LEX_OF) : NULL;
	struct fields year = { 0 };
	size_t start = i + (of ? lex_words(of) : 0), next;
	int value;

	if (!space_before(s, start))
		return i;
	if (digits_at(s, start, &value) == 4 && start > i && value >= 1000 && value <= 2100) {
		out->has |= HAS_YEAR;
		out->year = value;
		return start + 1;
	}
	next = rel_parse(s, start, &year);
	if (next > start && year.rel_unit == UNIT_YEAR && !year.rel_count && (year.rel == REL_LAST || year.rel == REL_PREVIOUS))
		return next;
	year = (struct fields){ 0 };
	next = shift_parse(s, start, &year);
	if (next > start && year.shifts == 1 && year.shift_count[0] == 1 && year.shift_unit[0] == UNIT_YEAR &&
	    (year.shift == SHIFT_AGO || year.shift == SHIFT_EARLIER))
		return next;
	return i;
}

size_t period_parse(const struct source *s, size_t i, struct fields *out)
{
	const struct lexeme *rel = lex_at(s, i, LEX_REL);
	size_t what = i + (rel ? lex_words(rel) : 0), next, end;

	if (rel && rel->value != REL_LATEST && rel->value != REL_YEAR_AGO && !(rel->value == REL_SAME && (rel->langs & LANG_EN)))
		return i;
	if (!rel && !(lex_at(s, i, LEX_UNIT) && i > 0 && span_is(s->text->words[i - 1].folded, "the")))
		return i;
	if (!(gap_close(s, what) || i == what))
		return i;
	*out = (struct fields){ .has = HAS_REL, .rel = rel ? (enum rel)rel->value : REL_LATEST, .stated = rel != NULL };
	next = compared_parse(s, what, out);
	if (next == what)
		return i;
	if (!rel)               /* "the quarter", where one was told of */
		return out->has == HAS_REL && out->rel_unit == UNIT_QUARTER && !(next < s->text->count && lex_at(s, next, LEX_OF)) ? next : i;
	if (out->rel == REL_SAME) {
		end = year_before_parse(s, next, out);
		out->rel = REL_YEAR_AGO;
		return end > next ? end : i;
	}
	return out->rel == REL_LATEST && out->rel_unit == UNIT_DAYS ? i : next;
}

static bool is_of_unit(struct date date, enum unit unit)
{
	int32_t days = date.to_day - date.from_day;

	if (unit == UNIT_MONTH)
		return date.precision == DATE_MONTH;
	return date.precision == DATE_QUARTER && (unit == UNIT_HALF) == (days > 100);
}

/* What the reader has in mind: the period told of, else the last whole one. */
static struct stretch period_told(enum unit unit, const struct context *c, enum date_origin *origin)
{
	struct date now;

	*origin = ORIGIN_INHERITED;
	if (unit == UNIT_DAYS)
		return date_is_known(c->told->quarter) ? stretch_around(c->told->quarter.from_day,
			is_of_unit(c->told->quarter, UNIT_HALF) ? UNIT_HALF : UNIT_QUARTER) : NOTHING;
	if (is_of_unit(c->told->quarter, unit))
		return stretch_around(c->told->quarter.from_day, unit);
	if (unit == UNIT_MONTH && is_of_unit(c->told->month, unit))
		return stretch_around(c->told->month.from_day, unit);
	now = anchor_now(c, origin);
	return date_has_start(now) ? stretch_shift(stretch_around(now.from_day, unit), unit, -1) : NOTHING;
}

static struct stretch period_in_year(const struct fields *f, struct stretch told, int year)
{
	int told_year, month, day;

	if (f->has & (HAS_QUARTER | HAS_HALF))
		return fields_in_year(f, year);
	day_split(told.from_day, &told_year, &month, &day);
	return stretch_around(day_number(year, month, 1), told.unit);
}

struct stretch year_ago_resolve(const struct fields *f, const struct context *c, enum date_origin *origin)
{
	struct stretch told = period_told(f->rel_unit, c, origin);
	struct date now;

	if (f->rel == REL_LATEST && !date_is_known(c->told->quarter) && !f->stated)
		return NOTHING;
	if (f->has & HAS_YEAR && told.unit == UNIT_NONE)
		return stretch_year(f->year);
	if (told.unit == UNIT_NONE) {   /* a year before nothing that was told: the year before */
		now = anchor_now(c, origin);
		return date_has_start(now) ? stretch_year(day_year(now.from_day) - 1) : NOTHING;
	}
	if (f->has & HAS_YEAR)
		return period_in_year(f, told, f->year);
	return period_in_year(f, told, day_year(told.from_day) - (f->rel == REL_YEAR_AGO));
}
