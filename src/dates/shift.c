/* Dates counted in units from another: "two days later", "через год", "a week after Easter". */
#include "relative.h"

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
		if (n.digits == 4 && n.value >= 1000 && n.value <= 2199 && unit->value == UNIT_YEAR && (unit->langs & LANG_TURKIC))
			break;                  /* "2008 жылдан кейін": after that year */
		out->vague = n.vague && n.value > 2;
		out->shift_count[out->shifts] = n.value;
		out->shift_unit[out->shifts++] = (enum unit)unit->value;
		out->ending = (enum ending)unit->ending;
		i = next = n.next + lex_words(unit);
		if (gap_at(s, next) & GAP_STOP)
			break;
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
	size_t next;
	const struct lexeme *of = lex_at(s, i, LEX_OF);
	size_t start = i + (of && span_is(s->text->words[i].folded, "the"));

	next = calendar_parse(s, start, &base);
	if (next == start)
		next = day_parse(s, start, &base);
	if (next == start || base.has == 0 || base.has == HAS_CLOCK || (base.has == HAS_YEAR && base.weak))
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

/* "the year before", "the week after" at the end of its clause. */
static size_t year_before(const struct source *s, size_t i, struct fields *out)
{
	const struct lexeme *unit = lex_at(s, i, LEX_UNIT), *shift = space_before(s, i + 1) ? lex_at(s, i + 1, LEX_SHIFT) : NULL;

	if (!unit || !(unit->langs & LANG_EN) || (unit->flags & FLAG_PLURAL) || i == 0 || !span_is(s->text->words[i - 1].folded, "the"))
		return i;
	if (unit->value != UNIT_WEEK && unit->value != UNIT_MONTH && unit->value != UNIT_QUARTER && unit->value != UNIT_YEAR)
		return i;
	if (!shift || (shift->value != SHIFT_BEFORE && shift->value != SHIFT_AFTER) || lex_words(shift) != 1 || gap_at(s, i + 2) == GAP_SPACE)
		return i;
	out->has = HAS_REL;
	out->rel = shift->value == SHIFT_BEFORE ? REL_PREVIOUS : REL_FOLLOWING;
	out->rel_unit = (enum unit)unit->value;
	return i + 2;
}

size_t shift_parse(const struct source *s, size_t i, struct fields *out)
{
	size_t next = spans_parse(s, i, out), end;
	const struct lexeme *shift;
	enum shift kind;

	if (next == i)
		next = bare_unit(s, i, out);
	if (next == i)
		return year_before(s, i, out);
	if (!space_before(s, next))
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
	out->english = (shift->langs & LANG_EN) != 0;
	return end;
}

/* "через два дня", "спустя неделю", "in two days' time". */
size_t in_parse(const struct source *s, size_t i, struct fields *out)
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
	if (next < s->text->count && span_is(s->text->words[next].folded, "time") && (gap_at(s, next) & ~(GAP_SPACE | GAP_QUOTE)) == 0)
		end = ++next;
	else if ((in->flags & FLAG_WEAK) && !s->asked)
		return i;
	out->has = HAS_SHIFT;
	out->shift = (enum shift)in->value;
	shift = space_before(s, next) ? lex_at(s, next, LEX_SHIFT) : NULL;
	if (shift && shift->value == SHIFT_AFTER && base_parse(s, next + lex_words(shift), out) > next + lex_words(shift)) {
		out->shift = SHIFT_AFTER;
		end = base_parse(s, next + lex_words(shift), out);
	} else if (shift && shift->value == SHIFT_AFTER) {
		return i;               /* "спустя два года после столкновений" */
	}
	return end;
}
