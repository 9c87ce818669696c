/* Days and weeks inside a longer stretch: "the first Monday of May", "the end of the year", "the week of 7 October". */
#include "relative.h"

#include <stdlib.h>

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

/* "two" of "the first two months of 2013". */
static bool nth_many(const struct source *s, size_t i, struct number *n)
{
	return number_parse(s, i, n) && !n->ordinal && !n->vague && !n->decade && n->value >= 2 && n->value <= 60 && space_before(s, n->next);
}

/* "the first Monday of October 2014", "last day of the year", "последний день года". */
size_t nth_parse(const struct source *s, size_t i, struct fields *out)
{
	struct fields inner;
	size_t next, whole, of;
	const struct lexeme *unit, *glue;
	struct number many;
	int nth, count;

	if (!nth_rank(s, i, &nth, &next) || !space_before(s, next))
		return i;
	count = nth_many(s, next, &many) ? many.value : 0;
	if (!nth_what(s, count > 1 ? many.next : next, out, &next) || !space_before(s, next))
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
	if (count > 1 && (abs(nth) != 1 || out->nth_unit == UNIT_NONE))
		return i;
	inner.nth = nth;
	inner.nth_count = count;
	inner.nth_unit = out->nth_unit;
	if (out->nth_unit == UNIT_NONE)
		inner.weekday = out->weekday;
	inner.has |= HAS_NTH;
	*out = inner;
	return whole;
}

/* "28-і күні", "жиырма сегізі күні": the day of a month that was said before. */
static bool day_of_kazakh(const struct source *s, size_t i, struct fields *out, struct number *n)
{
	const struct lexeme *day;

	if (!number_parse(s, i, n) || !number_is_day(n) || n->ordinal || (n->digits && !n->suffixed) || (!n->digits && n->ending != ENDING_POSS))
		return false;
	day = gap_close(s, n->next) ? lex_at(s, n->next, LEX_UNIT) : NULL;
	if (!day || day->value != UNIT_DAY || !(day->langs & LANG_KK) || day->ending == ENDING_NONE)
		return false;
	out->has = HAS_DAY;
	out->day = n->value;
	n->next++;
	return true;
}

/* "on the 5th", "the twenty second": a day whose month was said before. */
size_t day_alone_parse(const struct source *s, size_t i, struct fields *out)
{
	struct number n;
	bool led = i > 0 && (span_is(s->text->words[i - 1].folded, "the") || (s->asked && span_is(s->text->words[i - 1].folded, "on")));

	if ((s->langs & LANG_KK) && day_of_kazakh(s, i, out, &n))
		return n.next;
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

/* "the end of the year", "с начала года", "жыл басынан", "month's end". */
size_t part_parse(const struct source *s, size_t i, struct fields *out)
{
	const struct lexeme *part = lex_at(s, i, LEX_PART), *unit, *of;
	size_t next = i;

	if (part && !(part->langs & LANG_TURKIC)) {
		next = i + lex_words(part);
		of = lex_at(s, next, LEX_OF);
		if (of && (of->langs & LANG_EN) && space_before(s, next))
			next += lex_words(of);
		unit = space_before(s, next) ? lex_at(s, next, LEX_UNIT) : NULL;
		next += unit ? lex_words(unit) : 0;
	} else {
		unit = lex_at(s, i, LEX_UNIT);
		next = i + 1;
		part = unit && (unit->langs & LANG_TURKIC) && space_before(s, next) ? lex_at(s, next, LEX_PART) : NULL;
		next += part ? lex_words(part) : 0;
	}
	if (!part || !unit || (unit->flags & (FLAG_PLURAL | FLAG_ABBR)) ||
	    (unit->value != UNIT_YEAR && unit->value != UNIT_MONTH && unit->value != UNIT_WEEK && unit->value != UNIT_QUARTER &&
	     unit->value != UNIT_CENTURY))
		return i;
	out->has = HAS_REL | HAS_PART;
	out->rel = REL_THIS;
	out->rel_unit = (enum unit)unit->value;
	out->part = (enum part)part->value;
	return next;
}

/* "the week of 7 October", "week 31 of 2018". */
size_t week_parse(const struct source *s, size_t i, struct fields *out)
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
