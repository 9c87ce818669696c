/* Dates told from another day: "last week", "two days later", "через год", "the first Monday of May". */
#include "fields.h"

static bool space_before(const struct source *s, size_t i)
{
	return i < s->text->count && (gap_at(s, i) & ~(GAP_SPACE | GAP_LINE)) == 0;
}

/* ---- pointers ---- */

static bool rel_named(const struct source *s, size_t i, const struct lexeme *rel, struct fields *out, size_t *next)
{
	const struct lexeme *month = lex_at(s, i, LEX_MONTH), *day = lex_at(s, i, LEX_WEEKDAY), *season = lex_at(s, i, LEX_SEASON);
	bool lower = s->text->words[i].shape == WORD_LOWER;

	if (rel->value == REL_SAME && !season && !day)
		return false;
	if (month && !((month->flags & FLAG_WEAK) && lower && rel->value == REL_THIS)) {
		out->has |= HAS_MONTH;
		out->month = month->value;
	} else if (day && !(day->flags & FLAG_PLURAL)) {
		out->has |= HAS_WEEKDAY;
		out->weekday = day->value;
		month = day;
	} else if (season) {
		out->has |= HAS_SEASON;
		out->season = season->value;
		month = season;
	} else {
		return false;
	}
	*next = i + lex_words(month);
	out->ending = (enum ending)month->ending;
	return true;
}

/* A unit that `rel` can point at: "last days" and "these years" point nowhere. */
static const struct lexeme *rel_unit(const struct source *s, size_t i, int count)
{
	const struct lexeme *unit = lex_at(s, i, LEX_UNIT);
	bool plural = unit && (unit->flags & FLAG_PLURAL) && unit->value != UNIT_WEEKEND;

	if (!unit || unit->value == UNIT_HOUR || unit->value == UNIT_SEASON || (unit->flags & FLAG_COUNTS))
		return count && unit && (unit->flags & FLAG_COUNTS) ? unit : NULL;
	if (plural && count == 0)
		return NULL;
	return unit;
}

static size_t this_year(const struct source *s, size_t i, struct fields *out)
{
	const struct lexeme *year = lex_at(s, i, LEX_THISYEAR);

	if (!year)
		return i;
	out->has = HAS_REL;
	out->rel = year->value < 0 ? REL_LAST : REL_THIS;
	out->rel_unit = UNIT_YEAR;
	return i + lex_words(year);
}

size_t rel_parse(const struct source *s, size_t i, struct fields *out)
{
	const struct lexeme *rel = lex_at(s, i, LEX_REL), *unit;
	struct number n = { 0 };
	size_t next;

	*out = (struct fields){ 0 };
	if (!rel)
		return this_year(s, i, out);
	next = i + lex_words(rel);
	if (rel->value == REL_EACH || !space_before(s, next))
		return i;
	out->rel = (enum rel)rel->value;
	if (rel_named(s, next, rel, out, &next)) {
		out->has |= HAS_REL;
		return next;
	}
	if (number_parse(s, next, &n) && n.value > 0 && n.value < 100 && !n.ordinal && !n.decade && space_before(s, n.next)) {
		next = n.next;
		out->rel_count = n.value;
	}
	unit = rel_unit(s, next, out->rel_count);
	if (!unit || (unit->value == UNIT_HALF && (unit->flags & FLAG_WEAK)) ||
	    (out->rel_count && (rel->value == REL_SAME || rel->value == REL_THIS || rel->value == REL_BEFORE_LAST)))
		return i;
	out->has = HAS_REL;
	out->rel_unit = (enum unit)unit->value;
	out->ending = (enum ending)unit->ending;
	if (out->rel == REL_NEXT && !out->rel_count && (out->rel_unit == UNIT_DAY || (i > 0 && span_is(s->text->words[i - 1].folded, "the"))))
		out->rel = REL_FOLLOWING;
	return next + lex_words(unit);
}

/* ---- days by themselves ---- */

static bool article_before(const struct source *s, size_t i)
{
	return i > 0 && (span_is(s->text->words[i - 1].folded, "the") || span_is(s->text->words[i - 1].folded, "a") ||
			 lex_before(s, i, LEX_BOUND));
}

/* "day after", "night before": dates only behind an article. */
static bool is_bare_noun(const struct lexeme *l)
{
	return span_is(span_of(l->form), "day") || span_is(span_of(l->form), "night") || span_is(span_of(l->form), "evening");
}

/* "yesterday", "on the next day", "this morning", with the part of the day behind it. */
static size_t day_word(const struct source *s, size_t i, struct fields *out)
{
	const struct lexeme *today = lex_at(s, i, LEX_TODAY), *thatday = lex_at(s, i, LEX_THATDAY), *rel = lex_at(s, i, LEX_REL), *part;
	size_t next = i;

	if (thatday && thatday->tail[0] && thatday->value != 0 && is_bare_noun(thatday) && !article_before(s, i))
		thatday = NULL;         /* "day after day" */
	if (thatday && (!today || lex_words(thatday) > lex_words(today))) {
		out->has = HAS_THATDAY;
		out->offset = thatday->value;
		next = i + lex_words(thatday);
	} else if (today) {
		out->has = HAS_TODAY;
		out->offset = today->value;
		out->spare = (today->flags & FLAG_SPARE) != 0;
		next = i + lex_words(today);
	} else if (rel && (rel->value == REL_THIS || rel->value == REL_SAME || rel->value == REL_NEXT)) {
		next = i + lex_words(rel);
		part = space_before(s, next) ? lex_at(s, next, LEX_DAYPART) : NULL;
		if (!part)
			return i;
		out->has = rel->value == REL_THIS ? HAS_TODAY : HAS_THATDAY;
		out->offset = rel->value == REL_NEXT;
		next += lex_words(part);
	}
	return next;
}

/* "18:00 on the same day", "3pm tomorrow". */
static size_t clock_before(const struct source *s, size_t i)
{
	size_t next = clock_parse(s, i);
	const struct lexeme *at = next > i ? lex_at(s, next, LEX_BOUND) : NULL;

	if (at && at->value == BOUND_AT)
		next += lex_words(at);
	if (next > i && next < s->text->count && span_is(s->text->words[next].folded, "the"))
		next++;
	return next > i && next < s->text->count && (gap_at(s, next) & ~(GAP_SPACE | GAP_LINE | GAP_STOP)) == 0 ? next : i;
}

static size_t day_parse(const struct source *s, size_t i, struct fields *out)
{
	size_t start = clock_before(s, i), next = day_word(s, start, out), clock;
	const struct lexeme *unit, *part, *at;

	if (next == start)
		return i;
	unit = space_before(s, next) ? lex_at(s, next, LEX_UNIT) : NULL;
	if (unit && unit->value == UNIT_DAY && (unit->langs & LANG_KK))
		next++;
	part = space_before(s, next) ? lex_at(s, next, LEX_DAYPART) : NULL;
	if (part)
		next += lex_words(part);
	at = space_before(s, next) ? lex_at(s, next, LEX_BOUND) : NULL;
	clock = next + (at && at->value == BOUND_AT);
	if (clock < s->text->count && (gap_at(s, clock) & ~(GAP_SPACE | GAP_LINE | GAP_COMMA)) == 0 && clock_parse(s, clock) > clock)
		next = clock_parse(s, clock);
	return next;
}

/* ---- shifts ---- */

/* "two years, 1 month and 21 days": the word behind the last unit, or `i`. */
static size_t spans_parse(const struct source *s, size_t i, struct fields *out)
{
	struct number n;
	const struct lexeme *unit;
	size_t next = i;

	while (out->shifts < SHIFTS_MOST && number_parse(s, next, &n) && n.value < 10000 && !n.ordinal && !n.decade) {
		unit = (gap_at(s, n.next) & ~(GAP_SPACE | GAP_LINE | GAP_HYPHEN)) == 0 ? lex_at(s, n.next, LEX_UNIT) : NULL;
		if (!unit || unit->value == UNIT_HALF || unit->value == UNIT_SEASON)
			break;
		out->shift_count[out->shifts] = n.value;
		out->shift_unit[out->shifts++] = (enum unit)unit->value;
		out->ending = (enum ending)unit->ending;
		i = next = n.next + lex_words(unit);
		if (next < s->text->count && (gap_at(s, next) & ~(GAP_SPACE | GAP_LINE | GAP_COMMA)) == 0 && lex_at(s, next, LEX_AND))
			next++;
	}
	return i;
}

/* One unit without a number: "неделю назад", "бір" left out. */
static size_t bare_unit(const struct source *s, size_t i, struct fields *out)
{
	const struct lexeme *unit = lex_at(s, i, LEX_UNIT);

	if (!unit || (unit->langs & LANG_EN) || (unit->flags & (FLAG_COUNTS | FLAG_ABBR)) || unit->value == UNIT_HALF ||
	    ((unit->flags & FLAG_PLURAL) && unit->value != UNIT_WEEKEND))
		return i;
	out->shift_count[0] = 1;
	out->shift_unit[0] = (enum unit)unit->value;
	out->shifts = 1;
	out->ending = (enum ending)unit->ending;
	return i + 1;
}

/* The date that "two days after" counts from is read into `out` beside the shift. */
static size_t base_parse(const struct source *s, size_t i, struct fields *out)
{
	struct fields base = { 0 };
	size_t next = i;
	const struct lexeme *of = lex_at(s, i, LEX_OF);

	if (of && span_is(s->text->words[i].folded, "the"))
		i++;
	next = calendar_parse(s, i, &base);
	if (next == i)
		next = day_parse(s, i, &base);
	if (next == i || base.has == 0 || base.has == HAS_CLOCK || (base.has == HAS_YEAR && base.weak))
		return i;
	base.has |= HAS_SHIFT;
	base.shifts = out->shifts;
	memcpy(base.shift_count, out->shift_count, sizeof(base.shift_count));
	memcpy(base.shift_unit, out->shift_unit, sizeof(base.shift_unit));
	*out = base;
	return next;
}

static bool hours_only(const struct fields *f)
{
	return f->shift_unit[0] == UNIT_HOUR;
}

/* Kazakh counts with the ablative before кейін: "екі күннен кейін". */
static bool shift_fits(const struct lexeme *shift, const struct fields *f)
{
	return !(shift->langs & LANG_KK) || shift->value != SHIFT_LATER || f->ending == ENDING_ABL || span_is(span_of(shift->form), "өткен");
}

static size_t shift_parse(const struct source *s, size_t i, struct fields *out)
{
	size_t next = spans_parse(s, i, out), end;
	const struct lexeme *shift;
	enum shift kind;

	if (next == i)
		next = bare_unit(s, i, out);
	if (next == i || !space_before(s, next))
		return i;
	shift = lex_at(s, next, LEX_SHIFT);
	if (!shift || !shift_fits(shift, out) || (hours_only(out) && !s->asked))
		return i;
	kind = (enum shift)shift->value;
	next += lex_words(shift);
	if (kind == SHIFT_LATER && span_is(span_of(shift->form), "on"))
		return i;
	end = next;
	if ((kind == SHIFT_BEFORE || kind == SHIFT_AFTER || kind == SHIFT_EARLIER || kind == SHIFT_LATER) && space_before(s, next)) {
		const struct lexeme *after = kind == SHIFT_EARLIER || kind == SHIFT_LATER ? lex_at(s, next, LEX_SHIFT) : NULL;

		if (after && (after->value == SHIFT_AFTER || after->value == SHIFT_BEFORE))
			next += lex_words(after);
		if (after || kind == SHIFT_BEFORE || kind == SHIFT_AFTER)
			end = base_parse(s, next, out);
	}
	if ((kind == SHIFT_BEFORE || kind == SHIFT_AFTER) && end == next)
		return i;
	if (end > next)
		kind = kind == SHIFT_LATER ? SHIFT_AFTER : kind == SHIFT_EARLIER ? SHIFT_BEFORE : kind;
	out->has |= HAS_SHIFT;
	out->shift = kind;
	return end;
}

/* "через два дня", "спустя неделю", "in two days' time". */
static size_t in_parse(const struct source *s, size_t i, struct fields *out)
{
	const struct lexeme *in = lex_at(s, i, LEX_IN), *shift;
	size_t next, end;

	if (!in || !space_before(s, i + 1))
		return i;
	end = spans_parse(s, i + 1, out);
	if (end == i + 1)
		end = bare_unit(s, i + 1, out);
	if (end == i + 1 || (hours_only(out) && !s->asked))
		return i;
	next = end;
	if (next < s->text->count && span_is(s->text->words[next].folded, "time") && space_before(s, next))
		end = ++next;
	else if ((in->flags & FLAG_WEAK) && !s->asked)
		return i;
	out->has = HAS_SHIFT;
	out->shift = (enum shift)in->value;
	shift = space_before(s, next) ? lex_at(s, next, LEX_SHIFT) : NULL;
	if (shift && shift->value == SHIFT_AFTER && base_parse(s, next + lex_words(shift), out) > next + lex_words(shift)) {
		out->shift = SHIFT_AFTER;
		end = base_parse(s, next + lex_words(shift), out);
	}
	return end;
}

/* ---- the n-th of something ---- */

static bool nth_rank(const struct source *s, size_t i, int *nth, size_t *next)
{
	struct number n;
	const struct lexeme *rel;

	if (number_parse(s, i, &n) && n.ordinal && n.value >= 1 && n.value <= 53) {
		*nth = n.value;
		*next = n.next;
		rel = lex_at(s, n.next, LEX_REL);
		if (rel && rel->value == REL_LAST && (rel->langs & LANG_EN)) {
			*nth = -n.value;
			*next += lex_words(rel);
		}
		return true;
	}
	rel = lex_at(s, i, LEX_REL);
	if (!rel || rel->value != REL_LAST)
		return false;
	*nth = -1;
	*next = i + lex_words(rel);
	return true;
}

static bool nth_what(const struct source *s, size_t i, struct fields *out, size_t *next)
{
	const struct lexeme *day = lex_at(s, i, LEX_WEEKDAY), *unit = lex_at(s, i, LEX_UNIT);

	if (day) {
		out->weekday = day->value;
		*next = i + lex_words(day);
		return true;
	}
	if (!unit || unit->value == UNIT_YEAR || unit->value == UNIT_HOUR || unit->value == UNIT_HALF || unit->value == UNIT_QUARTER ||
	    unit->value == UNIT_CENTURY)
		return false;
	out->nth_unit = (enum unit)unit->value;
	*next = i + lex_words(unit);
	return true;
}

/* "the first Monday of October 2014", "last day of the year", "последний день года". */
static size_t nth_parse(const struct source *s, size_t i, struct fields *out)
{
	struct fields inner;
	size_t next, whole, of;
	const struct lexeme *unit, *glue;
	int nth;

	if (!nth_rank(s, i, &nth, &next) || !space_before(s, next) || !nth_what(s, next, out, &next) || !space_before(s, next))
		return i;
	of = next;
	glue = lex_at(s, of, LEX_OF);
	if (glue && (glue->langs & LANG_EN))
		of += lex_words(glue);
	if (of > next && span_is(s->text->words[of - 1].folded, "of") && span_is(s->text->words[of].folded, "the"))
		of++;
	if (of == next && s->text->words[of].script == SCRIPT_LATIN && !s->asked)
		return i;
	whole = calendar_parse(s, of, &inner);
	if (whole == of || inner.has == 0 || (inner.has & (HAS_DAY | HAS_WEEKDAY | HAS_CLOCK))) {
		unit = space_before(s, of) ? lex_at(s, of, LEX_UNIT) : NULL;
		if (!unit || (unit->value != UNIT_MONTH && unit->value != UNIT_YEAR && unit->value != UNIT_WEEK))
			return i;
		inner = (struct fields){ .has = HAS_REL, .rel = REL_THIS, .rel_unit = (enum unit)unit->value };
		whole = of + lex_words(unit);
	}
	inner.nth = nth;
	inner.nth_unit = out->nth_unit;
	if (out->nth_unit == UNIT_NONE)
		inner.weekday = out->weekday;
	inner.has |= HAS_NTH;
	*out = inner;
	return whole;
}

/* "on the 5th", "the twenty second": a day whose month was said before. */
static size_t day_alone_parse(const struct source *s, size_t i, struct fields *out)
{
	struct number n;
	bool led = i > 0 && (span_is(s->text->words[i - 1].folded, "the") || (s->asked && span_is(s->text->words[i - 1].folded, "on")));

	if (!led || !(s->langs & LANG_EN) || !number_parse(s, i, &n) || n.value < 1 || n.value > 31 || n.decade || n.vague || n.digits > 2)
		return i;
	if (!s->asked && !(n.digits && n.ordinal && (lex_before(s, i - 1, LEX_BOUND) || lex_before(s, i - 1, LEX_TO))))
		return i;
	if (gap_at(s, n.next) == GAP_COLON || is_counted(s, n.next) || lex_at(s, n.next, LEX_UNIT) || lex_at(s, n.next, LEX_WEEKDAY))
		return i;
	if (n.next < s->text->count && space_before(s, n.next) && !(lex_kinds(s, n.next) & ~((uint64_t)1 << LEX_NUMBER)))
		return i;
	out->has = HAS_DAY;
	out->day = n.value;
	return n.next;
}

/* ---- the part of the year, month or week we are in ---- */

/* "the end of the year", "с начала года", "жыл басынан", "month's end". */
static size_t part_parse(const struct source *s, size_t i, struct fields *out)
{
	const struct lexeme *part = lex_at(s, i, LEX_PART), *unit, *of;
	size_t next = i;

	if (part && !(part->langs & LANG_KK)) {
		next = i + lex_words(part);
		of = lex_at(s, next, LEX_OF);
		if (of && (of->langs & LANG_EN) && space_before(s, next))
			next += lex_words(of);
		unit = space_before(s, next) ? lex_at(s, next, LEX_UNIT) : NULL;
		next += unit ? lex_words(unit) : 0;
	} else {
		unit = lex_at(s, i, LEX_UNIT);
		next = i + 1;
		part = unit && (unit->langs & LANG_KK) && space_before(s, next) ? lex_at(s, next, LEX_PART) : NULL;
		next += part ? lex_words(part) : 0;
	}
	if (!part || !unit || (unit->flags & (FLAG_PLURAL | FLAG_ABBR)) ||
	    (unit->value != UNIT_YEAR && unit->value != UNIT_MONTH && unit->value != UNIT_WEEK && unit->value != UNIT_CENTURY))
		return i;
	out->has = HAS_REL | HAS_PART;
	out->rel = REL_SAME;
	out->rel_unit = (enum unit)unit->value;
	out->part = (enum part)part->value;
	return next;
}

/* "the week of 7 October", "week 31 of 2018". */
static size_t week_parse(const struct source *s, size_t i, struct fields *out)
{
	const struct lexeme *unit = lex_at(s, i, LEX_UNIT);
	struct number n;
	size_t next = i + 1, end;
	int year;

	if (!unit || unit->value != UNIT_WEEK || !(unit->langs & LANG_EN) || (unit->flags & FLAG_PLURAL))
		return i;
	if (space_before(s, next) && digits_at(s, next, &n.value) && n.value >= 1 && n.value <= 53) {
		out->has = HAS_WEEK;
		out->week = n.value;
		end = next + 1;
		if (end < s->text->count && span_is(s->text->words[end].folded, "of") && digits_at(s, end + 1, &year) == 4) {
			out->has |= HAS_YEAR;
			out->year = year;
			end += 2;
		}
		return end;
	}
	if (next >= s->text->count || !span_is(s->text->words[next].folded, "of"))
		return i;
	next++;
	if (next < s->text->count && span_is(s->text->words[next].folded, "the"))
		next++;
	end = calendar_parse(s, next, out);
	if (end == next)
		end = day_alone_parse(s, next, out);
	if (end == next || !(out->has & (HAS_DAY | HAS_FEAST)))
		return i;
	out->whole_week = true;
	return end;
}

/* "в ночь на 6 января", "в ночь с 5 на 6 января", "the night of 22 June". */
static size_t night_parse(const struct source *s, size_t i, struct fields *out)
{
	const struct lexeme *night = lex_at(s, i, LEX_NIGHT);
	struct number n;
	struct fields first;
	size_t next, end;

	if (!night || (night->langs & LANG_KK))
		return i;
	next = i + lex_words(night);
	if (night->tail[0] && (span_ends(span_of(night->tail), "с") || span_ends(span_of(night->tail), "со"))) {
		end = calendar_parse(s, next, &first);
		if (end == next && number_parse(s, next, &n))
			end = n.next;
		if (end == next || end >= s->text->count || !span_is(s->text->words[end].folded, "на"))
			return i;
		next = end + 1;
	}
	if (next < s->text->count && span_is(s->text->words[next].folded, "the"))
		next++;
	end = calendar_parse(s, next, out);
	if (end == next || (out->has && !(out->has & (HAS_DAY | HAS_WEEKDAY))))
		return i;
	out->night = night->value == 1;
	return end;
}

/* "Утром", "by the evening", "8 a.m." in a section that has its day. */
static size_t daypart_parse(const struct source *s, size_t i, struct fields *out)
{
	const struct lexeme *part = lex_at(s, i, LEX_DAYPART);
	size_t next = i + (part ? lex_words(part) : 0);
	struct fields date;
	size_t whole;

	if (!part || !(part->flags & FLAG_ALONE))
		return i;
	if (next < s->text->count && gap_close(s, next)) {      /* "утром 5 января", "in the morning of May 5" */
		whole = next + span_is(s->text->words[next].folded, "of");
		if (calendar_parse(s, whole, &date) > whole && (date.has & (HAS_DAY | HAS_WEEKDAY))) {
			*out = date;
			return calendar_parse(s, whole, &date);
		}
	}
	out->has = HAS_DAYPART;
	return next;
}

size_t relative_parse(const struct source *s, size_t i, struct fields *out)
{
	/* Each with the kinds of word that it can begin with. */
	static const struct {
		uint64_t kinds;
		size_t (*parse)(const struct source *, size_t, struct fields *);
	} parses[] = {
		{ LEX_NUMBERS | LEX_BIT(LEX_UNIT), shift_parse },
		{ LEX_BIT(LEX_IN), in_parse },
		{ LEX_NUMBERS | LEX_BIT(LEX_REL), nth_parse },
		{ LEX_DIGITS | LEX_BIT(LEX_TODAY) | LEX_BIT(LEX_THATDAY) | LEX_BIT(LEX_REL), day_parse },
		{ LEX_BIT(LEX_REL) | LEX_BIT(LEX_THISYEAR), rel_parse },
		{ LEX_BIT(LEX_PART) | LEX_BIT(LEX_UNIT), part_parse },
		{ LEX_BIT(LEX_UNIT), week_parse },
		{ LEX_NUMBERS, day_alone_parse },
		{ LEX_BIT(LEX_NIGHT), night_parse },
		{ LEX_BIT(LEX_DAYPART), daypart_parse },
	};
	uint64_t mask = lex_mask(s, i);
	size_t best = i;

	out->has = 0;
	for (size_t k = 0; k < COUNT(parses); k++) {
		struct fields f;
		size_t next;

		if (!(mask & parses[k].kinds))
			continue;
		f = (struct fields){ 0 };
		next = parses[k].parse(s, i, &f);
		if (next > best) {
			best = next;
			*out = f;
		}
	}
	return best;
}

size_t fields_parse(const struct source *s, size_t i, struct fields *out)
{
	struct fields relative;
	size_t calendar = calendar_parse(s, i, out), next = relative_parse(s, i, &relative);

	if (next > calendar || (next == calendar && next > i && !(out->has & HAS_CALENDAR) && out->has)) {
		*out = relative;
		return next;
	}
	return calendar;
}
