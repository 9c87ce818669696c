/* Days, months and weekdays of a date in words. */
#include "parse.h"

/* "айы", "айының" behind a Kazakh month; "month of" is passed over. */
bool month_unit(struct parse *p)
{
	const struct lexeme *unit = gap_close(p->s, p->at) ? lex_at(p->s, p->at, LEX_UNIT) : NULL;

	if (!unit || unit->value != UNIT_MONTH || !(unit->langs & LANG_TURKIC))
		return false;
	parse_step(p, p->at + 1, unit);
	return true;
}

/* English, and Kazakh with the month in the genitive, put the day behind: "March 3",
 * "қаңтардың бесінде". */
static void take_day_behind(struct parse *p)
{
	struct number n;
	size_t next = p->at;
	const struct lexeme *of;
	bool genitive = p->f.ending == ENDING_GEN;
	int year;

	if (parse_has(p, HAS_DAY) || !parse_joins(p, next, p->s->asked ? GAP_SLASH : 0))
		return;
	of = lex_at(p->s, next, LEX_OF);
	if (of && span_is(p->s->text->words[next].folded, "the"))
		next++;
	if (!number_parse(p->s, next, &n) || !number_is_day(&n) || !(gap_close(p->s, next) || (p->s->asked && gap_at(p->s, next) == GAP_SLASH))) {
		if (!p->stop_ok || !number_parse(p->s, next, &n) || !number_is_day(&n) || (gap_at(p->s, next) & ~(GAP_SPACE | GAP_STOP)))
			return;
	}
	if (gap_at(p->s, n.next) == GAP_COLON || is_counted(p->s, n.next) ||
	    (gap_at(p->s, n.next) == GAP_SPACE && lex_at(p->s, n.next, LEX_MONTH)))
		return;
	if (!(p->s->langs & LANG_EN && p->s->text->words[p->at - 1].script == SCRIPT_LATIN) && !genitive) {
		if (gap_at(p->s, n.next) != (GAP_COMMA | GAP_SPACE) || digits_at(p->s, n.next, &year) != 4)
			return;
	}
	if (n.digits == 0 && !n.ordinal && !genitive && n.value < 20 && lex_at(p->s, n.next, LEX_UNIT))
		return;
	p->f.has |= HAS_DAY;
	p->f.day = n.value;
	p->f.day_behind = true;
	parse_step(p, n.next, NULL);
	if (genitive)
		p->f.ending = n.ending;
}

static bool take_month(struct parse *p, size_t i)
{
	const struct lexeme *month = lex_at(p->s, i, LEX_MONTH);

	if (parse_has(p, HAS_MONTH | HAS_SEASON | HAS_QUARTER | HAS_HALF | HAS_FEAST) || !month)
		return false;
	p->f.has |= HAS_MONTH;
	p->f.month = month->value;
	if (!parse_has(p, HAS_DAY | HAS_YEAR) && (month->flags & (FLAG_WEAK | FLAG_ABBR)))
		p->f.weak = true;
	p->f.month_capital = p->s->text->words[i].shape != WORD_LOWER;
	parse_step(p, i + 1, month);
	if (month_unit(p))
		p->f.weak = false;
	take_day_behind(p);
	if (parse_has(p, HAS_DAY))
		p->f.weak = false;
	return true;
}

/* "числа", "day of": a word that makes the number before it a day. */
static size_t day_mark(const struct parse *p, size_t i)
{
	const struct lexeme *mark = gap_close(p->s, i) ? lex_at(p->s, i, LEX_DAYMARK) : NULL;

	return mark ? i + lex_words(mark) : i;
}

/* "2022 жыл, 5 қаңтар" */
static bool whole_year_before(const struct parse *p)
{
	const struct lexeme *unit = p->at > 0 ? lex_at(p->s, p->at - 1, LEX_UNIT) : NULL;
	struct number n;

	return unit && unit->value == UNIT_YEAR && (unit->langs & LANG_TURKIC) && gap_at(p->s, p->at) == (GAP_COMMA | GAP_SPACE) &&
		number_parse(p->s, p->at, &n) && lex_at(p->s, n.next, LEX_MONTH);
}

/* Kazakh puts the year first; in other languages a day behind a year begins anew. */
static bool year_leads(const struct parse *p)
{
	return p->s->asked || whole_year_before(p) || p->f.ending == ENDING_GEN || p->f.ending == ENDING_ATTR ||
		((p->s->langs & LANG_TURKIC) && !(gap_at(p->s, p->at) & (GAP_COMMA | GAP_LINE)));
}

static bool is_year_behind(const struct parse *p, size_t i)
{
	int year;

	return digits_at(p->s, i, &year) == 4;
}

/* "5 января", "5-го января", "the 5th of January", "5/янв", and "5 числа", "Friday the 22nd". */
bool take_day(struct parse *p)
{
	struct number n;
	size_t i = p->at, next, marked;
	const struct lexeme *month;
	struct fields rel;
	uint16_t ok = GAP_SPACE | GAP_LINE | GAP_HYPHEN | GAP_SLASH;

	if (parse_has(p, HAS_DAY | HAS_MONTH | HAS_SEASON | HAS_QUARTER | HAS_FEAST) ||
	    !parse_joins(p, i, parse_has(p, HAS_WEEKDAY | HAS_YEAR | HAS_CLOCK) ? GAP_COMMA : 0))
		return false;
	if (parse_has(p, HAS_YEAR) && !year_leads(p))
		return false;
	if (parse_has(p, HAS_WEEKDAY))
		i = parse_skip_of(p, i);
	if (!number_parse(p->s, i, &n) || !number_is_day(&n))
		return false;
	marked = day_mark(p, n.next);
	next = parse_skip_of(p, marked);
	month = lex_at(p->s, next, LEX_MONTH);
	if (n.digits && !n.suffixed)
		ok |= GAP_STOP;
	if (month && (month->flags & FLAG_WEAK) && (month->langs & LANG_EN) && !p->s->asked && !n.ordinal && next == n.next &&
	    p->s->text->words[next].shape == WORD_LOWER && !is_year_behind(p, next + 1))
		return false;           /* "3 may flies" */
	if (month && (gap_at(p->s, next) & ~ok) == 0 && (n.digits || n.ordinal || (month->langs & LANG_EN)) &&
	    !(month->ending == ENDING_POSS && (month->flags & FLAG_WEAK) && !parse_has(p, HAS_YEAR))) {
		p->f.has |= HAS_DAY;
		p->f.day = n.value;
		p->first = false;
		return take_month(p, next);
	}
	if (next > n.next && rel_parse(p->s, next, &rel) > next && rel.has == HAS_REL && rel.rel_unit == UNIT_MONTH && n.digits) {
		p->f.has |= HAS_DAY;            /* the 20th of next month */
		p->f.day = n.value;
		parse_step(p, next, NULL);
		return true;
	}
	if (marked != n.next || (parse_has(p, HAS_WEEKDAY) && n.ordinal && (i > p->at || n.digits) && !lex_at(p->s, n.next, LEX_UNIT))) {
		p->f.has |= HAS_DAY;
		p->f.day = n.value;
		parse_step(p, marked, NULL);
		return true;
	}
	return false;
}

bool take_weekday(struct parse *p)
{
	const struct lexeme *day = lex_at(p->s, p->at, LEX_WEEKDAY), *unit;
	bool behind = parse_has(p, HAS_DAY);

	if (!day || parse_has(p, HAS_WEEKDAY) || !(p->first || parse_has(p, HAS_DAY | HAS_REL)) || (!p->first && p->f.has == HAS_CLOCK) ||
	    !parse_joins(p, p->at, behind ? GAP_COMMA | GAP_BRACKET : 0))
		return false;
	if (behind && (day->flags & FLAG_PLURAL))
		return false;
	p->f.has |= HAS_WEEKDAY;
	p->f.weekday = day->value;
	p->f.weak = (day->flags & (FLAG_ABBR | FLAG_WEAK)) != 0 && !behind;
	p->f.spare = (day->flags & FLAG_PLURAL) != 0;
	parse_step(p, p->at + lex_words(day), day);
	unit = gap_close(p->s, p->at) ? lex_at(p->s, p->at, LEX_UNIT) : NULL;
	if (unit && unit->value == UNIT_DAY && (unit->langs & LANG_TURKIC))     /* дүйсенбі күні */
		parse_step(p, p->at + 1, unit);
	return true;
}

/* "күні" behind a Kazakh day. */
bool take_day_word(struct parse *p)
{
	const struct lexeme *unit = parse_has(p, HAS_DAY | HAS_FEAST) && gap_close(p->s, p->at) ? lex_at(p->s, p->at, LEX_UNIT) : NULL;

	if (!unit || unit->value != UNIT_DAY || !(unit->langs & LANG_TURKIC) || unit->ending == ENDING_NONE)
		return false;
	parse_step(p, p->at + 1, unit);
	return true;
}

/* "Sunday, March 6". */
static bool month_day_follows(const struct parse *p, size_t i)
{
	struct number n;

	return lex_at(p->s, i, LEX_MONTH) && (gap_at(p->s, i + 1) & ~(GAP_SPACE | GAP_STOP)) == 0 &&
		number_parse(p->s, i + 1, &n) && number_is_day(&n);
}

bool take_month_here(struct parse *p)
{
	size_t i = parse_has(p, HAS_DAY | HAS_PART) ? parse_skip_of(p, p->at) : p->at;
	bool year_first = parse_has(p, HAS_YEAR) && !p->first;

	bool comma = p->s->asked || (parse_has(p, HAS_WEEKDAY | HAS_CLOCK) && !parse_has(p, HAS_DAY));

	if (!p->first && !parse_has(p, HAS_YEAR | HAS_REL | HAS_PART | HAS_DAY | HAS_CLOCK) &&
	    !(parse_has(p, HAS_WEEKDAY) && month_day_follows(p, i)))
		return false;
	if (!p->first && (gap_at(p->s, i) & ~(GAP_SPACE | GAP_LINE | GAP_HYPHEN | (p->stop_ok ? GAP_STOP : 0) | (comma ? GAP_COMMA : 0))))
		return false;
	if (year_first && (p->s->langs & LANG_RU) && p->s->text->words[i].script == SCRIPT_CYRILLIC && !year_leads(p))
		return false;
	if (year_first && p->s->text->words[i].script == SCRIPT_LATIN && p->s->text->words[i].shape == WORD_LOWER && !p->s->asked &&
	    !year_leads(p))
		return false;
	return take_month(p, i);
}
