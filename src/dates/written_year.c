/* Years, decades, centuries, quarters: the numbered parts of a date in words. */
#include "parse.h"

#define YEAR_LEAST 1000
#define YEAR_MOST 2199

/* A year in Kazakh letters or Russian cases: "2012 году", "98-м году", "480 жылы". */
static bool year_with_unit(const struct parse *p, const struct number *n, const struct lexeme *unit)
{
	if ((unit->flags & FLAG_COUNTS) || n->vague)
		return false;
	if (n->value >= YEAR_LEAST && n->value <= YEAR_MOST)
		return n->ordinal || n->digits != 0 || n->value > 1100 || (unit->langs & LANG_RU);
	if (n->value < 1 || n->value > YEAR_MOST || (unit->flags & FLAG_PLURAL) || n->roman)
		return false;
	if (is_counted(p->s, n->next + 1) || n->value < 10)
		return false;
	if (unit->langs & LANG_TURKIC)
		return n->ordinal || gap_at(p->s, n->next) == GAP_HYPHEN || (n->value >= 100 && unit->ending != ENDING_NONE) || parse_has(p, HAS_YEAR);
	if (unit->langs & LANG_SLAVIC)
		return n->ordinal || span_is(p->s->text->words[n->next].folded, "году");
	return false;
}

static int year_value(const struct number *n)
{
	return n->value < 100 && n->value >= 30 ? 1900 + n->value : n->value < 30 && n->digits == 2 ? 2000 + n->value : n->value;
}

/* "490 BC", "до н. э." behind the year. */
bool era_take(struct parse *p, size_t i, int *year)
{
	const struct lexeme *era;
	const uint16_t far = GAP_PARAGRAPH | GAP_QUOTE | GAP_OTHER | GAP_DASH;

	if (i >= p->s->text->count || (gap_at(p->s, i) & far))
		return false;
	era = lex_at(p->s, i, LEX_ERA);
	if (!era || ((era->langs & LANG_EN) && p->s->text->words[i].shape == WORD_LOWER && !lex_words(era)))
		return false;
	if (era->value < 0)
		*year = 1 - *year;
	parse_step(p, i + lex_words(era), era);
	p->stop_ok = true;
	return true;
}

static void set_year(struct parse *p, int year, size_t next, const struct lexeme *unit)
{
	p->f.has |= HAS_YEAR;
	p->f.year = year;
	parse_step(p, next, unit);
	era_take(p, next, &p->f.year);
}

/* '96 */
static bool year_cut(const struct parse *p, size_t i, const struct number *n)
{
	const struct word *w = &p->s->text->words[i];

	return n->digits == 2 && !n->suffixed && (w->gap & (GAP_QUOTE | GAP_OTHER)) && w->at_byte > 0 &&
		(p->s->text->raw.at[w->at_byte - 1] == '\'' ||
		 (w->at_byte > 2 && memcmp(p->s->text->raw.at + w->at_byte - 3, "\xe2\x80\x99", 3) == 0));
}

/* The second year of "2021/22", or `next`. */
static size_t school_year(const struct parse *p, const struct number *n, size_t next)
{
	int second;
	int digits = gap_at(p->s, next) == GAP_SLASH ? digits_at(p->s, next, &second) : 0;

	if (n->digits == 4 && ((digits == 2 && second == (n->value + 1) % 100) || (digits == 4 && second == n->value + 1)))
		return next + 1;
	return next;
}

static const struct lexeme *year_unit(const struct parse *p, const struct number *n, size_t i)
{
	const struct lexeme *unit;

	if (!gap_close(p->s, i))
		return NULL;
	unit = lex_at(p->s, i, LEX_UNIT);
	return unit && unit->value == UNIT_YEAR && year_with_unit(p, n, unit) ? unit : NULL;
}

/* "14 декабря в 1989 году". */
static bool year_after_in(const struct parse *p, size_t i)
{
	const struct lexeme *in = parse_joins(p, i, 0) ? lex_at(p->s, i, LEX_OF) : NULL;
	struct number n;

	return in && (in->langs & LANG_RU) && number_parse(p->s, i + 1, &n) && n.digits == 4 && year_unit(p, &n, n.next);
}

/* Figures that are a year only since a date stands before them: "May '76", "April of
 * 87", "September 480 BC", and "3 Aug 96" where a date was asked for. */
static bool year_behind(struct parse *p, size_t i, const struct number *n)
{
	bool of = i > p->at && parse_has(p, HAS_MONTH);
	bool asked = p->s->asked && parse_has(p, HAS_DAY) && gap_at(p->s, i) == GAP_SPACE && clock_parse(p->s, i) == i;

	if (year_cut(p, i, n)) {
		set_year(p, year_of_two(n->value), n->next, NULL);
		return true;
	}
	if (!parse_joins(p, i, GAP_COMMA) || n->suffixed)
		return false;
	if (n->digits == 2 && (of || asked) && !is_counted(p->s, n->next)) {
		set_year(p, year_of_two(n->value), n->next, NULL);
		return true;
	}
	if (n->value > 0 && n->value < 4000 && lex_at(p->s, n->next, LEX_ERA)) {
		set_year(p, n->value, n->next, NULL);
		return true;
	}
	return false;
}

/* Four figures, or words that make them: "2012", "2012-м", "nineteen ninety nine". */
static bool year_bare(struct parse *p, struct number n)
{
	const struct lexeme *unit;
	size_t school;

	if (n.digits ? n.digits != 4 : n.value < 1100 || n.value > 2099)
		return false;
	if (n.value < YEAR_LEAST || n.value > YEAR_MOST || (n.ordinal && !n.suffixed) || is_counted(p->s, n.next))
		return false;
	unit = n.suffixed ? lex_at(p->s, n.next, LEX_UNIT) : NULL;
	if (unit && unit->value != UNIT_YEAR)
		return false;           /* "1417-й день войны" */
	school = school_year(p, &n, n.next);
	p->f.school_year = school != n.next;
	p->f.weak = p->first && (!n.suffixed || !(p->s->langs & LANG_RU) || (p->s->langs & LANG_KK));
	p->f.case_only = n.suffixed && !n.ordinal;
	unit = year_unit(p, &n, school);
	set_year(p, n.value, school + (unit != NULL), unit);
	return true;
}

/* A number that is a year by its looks or by the word behind it. */
bool take_year(struct parse *p)
{
	struct number n;
	const struct lexeme *unit;
	size_t next;
	bool behind = parse_has(p, HAS_MONTH | HAS_SEASON | HAS_QUARTER | HAS_HALF | HAS_FEAST | HAS_PART);

	if (parse_has(p, HAS_YEAR | HAS_REL | HAS_DECADE | HAS_CENTURY))
		return false;
	next = behind ? parse_skip_of(p, p->at) : p->at;
	if (parse_has(p, HAS_MONTH) && next == p->at && year_after_in(p, next))
		next++;
	if (!number_parse(p->s, next, &n) || n.decade)
		return false;
	unit = n.year ? NULL : year_unit(p, &n, n.next);
	if ((unit || n.year) && parse_joins(p, next, behind ? GAP_COMMA : 0)) {
		set_year(p, year_value(&n), n.next + (unit != NULL), unit);
		p->stop_ok = p->stop_ok || n.year;
		return true;
	}
	if (behind && year_behind(p, next, &n))
		return true;
	return parse_joins(p, next, behind ? GAP_COMMA : 0) && year_bare(p, n);
}

/* "in '88", where no date stands before it. */
static bool year_cut_led(struct parse *p)
{
	const struct lexeme *bound = p->at > 0 ? lex_at(p->s, p->at - 1, LEX_BOUND) : NULL;
	struct number n;

	if (!bound || (bound->flags & FLAG_WEAK) || !(bound->langs & LANG_EN) || !number_parse(p->s, p->at, &n) || !year_cut(p, p->at, &n) ||
	    !(n.value >= 30 || (gap_at(p->s, n.next) & (GAP_STOP | GAP_COMMA))))
		return false;
	set_year(p, year_of_two(n.value), n.next, NULL);
	return true;
}

/* "year 2012", "б.з.д. 480 жылы", "in 490 BC", "in the year 70". */
bool take_year_led(struct parse *p)
{
	const struct lexeme *era = lex_at(p->s, p->at, LEX_ERA), *unit = lex_at(p->s, p->at, LEX_UNIT);
	struct number n;
	size_t next;
	int year;

	if (!p->first)
		return false;
	if (year_cut_led(p))
		return true;
	if (era && (era->langs & LANG_TURKIC)) {
		next = p->at + lex_words(era);
		if (!number_parse(p->s, next, &n) || n.value < 1 || n.value > 9999)
			return false;
		unit = lex_at(p->s, n.next, LEX_UNIT);
		unit = unit && unit->value == UNIT_YEAR ? unit : NULL;
		p->f.has |= HAS_YEAR;
		p->f.year = era->value < 0 ? 1 - n.value : n.value;
		parse_step(p, n.next + (unit != NULL), unit);
		return true;
	}
	if (unit && unit->value == UNIT_YEAR && (unit->langs & LANG_EN) && number_parse(p->s, p->at + 1, &n) &&
	    gap_close(p->s, p->at + 1) && n.digits == 4 && n.value >= YEAR_LEAST && n.value <= YEAR_MOST) {
		set_year(p, n.value, n.next, NULL);
		return true;
	}
	if (!number_parse(p->s, p->at, &n) || n.value < 1 || n.value > 9999 || n.suffixed || n.next >= p->s->text->count)
		return false;
	unit = lex_at(p->s, n.next, LEX_UNIT);
	next = n.next + (unit && unit->value == UNIT_YEAR);
	year = n.value;
	if ((gap_at(p->s, next) & ~(GAP_SPACE | GAP_LINE | GAP_STOP)) || !era_take(p, next, &year))
		return false;
	p->f.has |= HAS_YEAR;
	p->f.year = year;
	return true;
}

/* An ordinal or Roman number with a quarter, half, century, decade or week behind it. */
bool take_numbered(struct parse *p)
{
	struct number n;
	const struct lexeme *unit;
	const uint16_t far = (uint16_t)~(GAP_SPACE | GAP_HYPHEN | GAP_LINE);

	if (parse_has(p, HAS_MONTH | HAS_DAY | HAS_WEEKDAY | HAS_QUARTER | HAS_HALF | HAS_DECADE | HAS_CENTURY) || !parse_joins(p, p->at, 0))
		return false;
	if (!roman_parse(p->s, p->at, &n) && !number_parse(p->s, p->at, &n))
		return false;
	unit = (gap_at(p->s, n.next) & far) == 0 ? lex_at(p->s, n.next, LEX_UNIT) : NULL;
	if (!unit || n.vague)
		return false;
	if (unit->value == UNIT_QUARTER && n.value >= 1 && n.value <= 4 && (n.ordinal || n.digits)) {
		p->f.has |= HAS_QUARTER;
		p->f.quarter = n.value;
	} else if (unit->value == UNIT_HALF && n.value >= 1 && n.value <= 2 && n.ordinal) {
		p->f.has |= HAS_HALF;
		p->f.half = n.value;
	} else if (unit->value == UNIT_CENTURY && n.value >= 1 && n.value <= 21 && (n.ordinal || n.roman) && !(unit->flags & FLAG_PLURAL)) {
		p->f.has |= HAS_CENTURY;
		p->f.century = n.value;
	} else {
		return false;
	}
	parse_step(p, n.next + lex_words(unit), unit);
	if (parse_has(p, HAS_CENTURY) && era_take(p, p->at, &n.value))
		p->f.century = n.value <= 0 ? -p->f.century : p->f.century;
	p->f.weak = parse_has(p, HAS_QUARTER | HAS_HALF) && !parse_has(p, HAS_YEAR | HAS_REL);
	return true;
}

static int decade_value(const struct number *n)
{
	if (n->value >= 100)
		return n->value;
	return n->value <= 10 ? 2000 + n->value : 1900 + n->value;
}

/* "1990-е годы", "the nineties", "80-х", "тоқсаныншы жылдары". */
bool take_decade(struct parse *p)
{
	struct number n;
	const struct lexeme *unit;

	if (parse_has(p, HAS_CALENDAR & ~HAS_REL) || !parse_joins(p, p->at, 0) || !number_parse(p->s, p->at, &n) || n.value % 10 != 0)
		return false;
	unit = (gap_at(p->s, n.next) & ~(GAP_SPACE | GAP_HYPHEN | GAP_LINE)) == 0 ? lex_at(p->s, n.next, LEX_UNIT) : NULL;
	if (unit && (unit->value != UNIT_YEAR || !(unit->flags & FLAG_PLURAL) || (unit->langs & LANG_EN)))
		unit = NULL;
	if (n.value >= 100 && n.value < YEAR_LEAST && !(n.next < p->s->text->count && lex_at(p->s, n.next, LEX_ERA)))
		return false;
	if (n.value >= 100 ? n.value > YEAR_MOST : n.value > 90 || (n.value < 20 && n.digits == 0))
		return false;
	if (!n.decade && !(unit && (unit->langs & LANG_TURKIC) && (n.ordinal || gap_at(p->s, n.next) == GAP_HYPHEN)))
		return false;
	if (n.decade && !unit && !(n.digits || parse_has(p, HAS_PART) || (p->s->langs & LANG_EN)))
		return false;
	p->f.has |= HAS_DECADE;
	p->f.decade = decade_value(&n);
	parse_step(p, n.next + (unit != NULL), unit);
	if (era_take(p, p->at, &n.value) && n.value <= 0)
		p->f.decade = n.value - 9;     /* the 470s BC: 479 to 470 */
	return true;
}
