/* Calendar dates in words: a bag of fields, filled left to right while neighbours fit. */
#include "fields.h"

#define YEAR_LEAST 1000
#define YEAR_MOST 2199
#define DATE_WORDS_MOST 24

struct parse {
	const struct source *s;
	size_t at;              /* the word that is looked at */
	struct fields f;
	bool stop_ok;           /* the word before may end in a full stop */
	bool first;
	bool refused;           /* it reads as a date, and there is no such day */
};

static bool has(const struct parse *p, uint32_t any)
{
	return (p->f.has & any) != 0;
}

/* May the date go on at word `i`? `more` are gap bits that are welcome too. */
static bool joins(const struct parse *p, size_t i, uint16_t more)
{
	uint16_t ok = (uint16_t)(GAP_SPACE | GAP_LINE | GAP_HYPHEN | more | (p->stop_ok ? GAP_STOP : 0));

	return i < p->s->text->count && (p->first || (gap_at(p->s, i) & ~ok) == 0);
}

static void step(struct parse *p, size_t next, const struct lexeme *l)
{
	p->at = next;
	p->stop_ok = l && (l->flags & FLAG_ABBR);
	p->first = false;
	if (l)
		p->f.ending = (enum ending)l->ending;
}

static size_t skip_of(const struct parse *p, size_t i)
{
	const struct lexeme *l;

	for (int most = 0; most < 2; most++) {
		l = i < p->s->text->count && gap_close(p->s, i) ? lex_at(p->s, i, LEX_OF) : NULL;
		if (!l || (l->langs & LANG_RU))
			break;
		i += lex_words(l);
	}
	return i;
}

/* ---- the year ---- */

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
	if (unit->langs & (LANG_KK | LANG_KY))
		return n->ordinal || gap_at(p->s, n->next) == GAP_HYPHEN || (n->value >= 100 && unit->ending != ENDING_NONE) || has(p, HAS_YEAR);
	if (unit->langs & (LANG_RU | LANG_UK))
		return n->ordinal || span_is(p->s->text->words[n->next].folded, "году");
	return false;
}

static int year_value(const struct number *n)
{
	return n->value < 100 && n->value >= 30 ? 1900 + n->value : n->value < 30 && n->digits == 2 ? 2000 + n->value : n->value;
}

/* "490 BC", "до н. э." behind the year. */
static bool era_take(struct parse *p, size_t i, int *year)
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
	step(p, i + lex_words(era), era);
	p->stop_ok = true;
	return true;
}

static void set_year(struct parse *p, int year, size_t next, const struct lexeme *unit)
{
	p->f.has |= HAS_YEAR;
	p->f.year = year;
	step(p, next, unit);
	era_take(p, next, &p->f.year);
}

/* '96 */
static bool year_cut(const struct parse *p, const struct number *n)
{
	const struct word *w = &p->s->text->words[p->at];

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

/* A number that is a year by its looks or by the word behind it. */
static bool take_year(struct parse *p)
{
	struct number n;
	const struct lexeme *unit;
	size_t next;
	bool behind = has(p, HAS_MONTH | HAS_SEASON | HAS_QUARTER | HAS_HALF | HAS_FEAST | HAS_NTH | HAS_PART);

	if (has(p, HAS_YEAR | HAS_REL | HAS_DECADE | HAS_CENTURY))
		return false;
	next = behind ? skip_of(p, p->at) : p->at;
	if (!joins(p, next, behind ? GAP_COMMA : 0) && !(behind && next < p->s->text->count))
		return false;
	if (!number_parse(p->s, next, &n) || n.decade)
		return false;
	if (behind && year_cut(p, &n)) {
		set_year(p, year_of_two(n.value), n.next, NULL);
		return true;
	}
	if (!joins(p, next, behind ? GAP_COMMA : 0))
		return false;
	unit = n.year ? NULL : year_unit(p, &n, n.next);
	if (unit || n.year) {
		set_year(p, year_value(&n), n.next + (unit != NULL), unit);
		p->stop_ok = p->stop_ok || n.year;
		return true;
	}
	if (behind && n.digits == 2 && next > p->at && !is_counted(p->s, n.next)) {     /* April of 87 */
		set_year(p, year_of_two(n.value), n.next, NULL);
		return has(p, HAS_MONTH);
	}
	if (behind && n.value > 0 && n.value < 4000 && !n.suffixed && n.next < p->s->text->count && lex_at(p->s, n.next, LEX_ERA)) {
		set_year(p, n.value, n.next, NULL);
		return true;
	}
	if (behind && p->s->asked && n.digits == 2 && has(p, HAS_DAY) && !n.suffixed && gap_at(p->s, next) == GAP_SPACE && !is_counted(p->s, n.next) && clock_parse(p->s, next) == next) {
		set_year(p, year_of_two(n.value), n.next, NULL);
		return true;
	}
	if (n.digits ? n.digits != 4 : n.value < 1100 || n.value > 2099)
		return false;
	if (n.value < YEAR_LEAST || n.value > YEAR_MOST || (n.ordinal && !n.suffixed) || is_counted(p->s, n.next))
		return false;
	p->f.school_year = school_year(p, &n, n.next) != n.next;
	n.next = school_year(p, &n, n.next);
	unit = year_unit(p, &n, n.next);
	p->f.weak = p->first && !n.suffixed;
	set_year(p, n.value, n.next + (unit != NULL), unit);
	return true;
}

/* "year 2012", "б.з.д. 480 жылы", "in 490 BC", "in the year 70". */
static bool take_year_led(struct parse *p)
{
	const struct lexeme *era = lex_at(p->s, p->at, LEX_ERA), *unit = lex_at(p->s, p->at, LEX_UNIT);
	struct number n;
	size_t next;
	int year;

	if (!p->first)
		return false;
	if (era && (era->langs & (LANG_KK | LANG_KY))) {
		next = p->at + lex_words(era);
		if (!number_parse(p->s, next, &n) || n.value < 1 || n.value > 9999)
			return false;
		unit = lex_at(p->s, n.next, LEX_UNIT);
		unit = unit && unit->value == UNIT_YEAR ? unit : NULL;
		p->f.has |= HAS_YEAR;
		p->f.year = era->value < 0 ? 1 - n.value : n.value;
		step(p, n.next + (unit != NULL), unit);
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

/* ---- day and month ---- */

/* "айы", "айының" behind a Kazakh month; "month of" is passed over. */
static void month_unit(struct parse *p)
{
	const struct lexeme *unit = gap_close(p->s, p->at) ? lex_at(p->s, p->at, LEX_UNIT) : NULL;

	if (unit && unit->value == UNIT_MONTH && (unit->langs & (LANG_KK | LANG_KY)))
		step(p, p->at + 1, unit);
}

static bool is_day(const struct number *n)
{
	return n->value >= 1 && n->value <= 31 && !n->vague && !n->decade && !n->roman && (n->digits <= 2);
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

	if (has(p, HAS_DAY) || !joins(p, next, p->s->asked ? GAP_SLASH : 0))
		return;
	of = lex_at(p->s, next, LEX_OF);
	if (of && span_is(p->s->text->words[next].folded, "the"))
		next++;
	if (!number_parse(p->s, next, &n) || !is_day(&n) || n.year || !(gap_close(p->s, next) || (p->s->asked && gap_at(p->s, next) == GAP_SLASH))) {
		if (!p->stop_ok || !number_parse(p->s, next, &n) || !is_day(&n) || (gap_at(p->s, next) & ~(GAP_SPACE | GAP_STOP)))
			return;
	}
	if (gap_at(p->s, n.next) == GAP_COLON || is_counted(p->s, n.next) || (gap_at(p->s, n.next) == GAP_SPACE && lex_at(p->s, n.next, LEX_MONTH)))
		return;
	if (!(p->s->langs & LANG_EN && p->s->text->words[p->at - 1].script == SCRIPT_LATIN) && !genitive) {
		if (gap_at(p->s, n.next) != (GAP_COMMA | GAP_SPACE) || digits_at(p->s, n.next, &year) != 4)
			return;
	}
	if (n.digits == 0 && !n.ordinal && !genitive && n.value < 20 && lex_at(p->s, n.next, LEX_UNIT))
		return;
	p->f.has |= HAS_DAY;
	p->f.day = n.value;
	step(p, n.next, NULL);
	if (genitive)
		p->f.ending = n.ending;
}

static bool take_month(struct parse *p, size_t i)
{
	const struct lexeme *month = lex_at(p->s, i, LEX_MONTH);

	if (has(p, HAS_MONTH | HAS_SEASON | HAS_QUARTER | HAS_HALF | HAS_FEAST) || !month)
		return false;
	p->f.has |= HAS_MONTH;
	p->f.month = month->value;
	if (!has(p, HAS_DAY | HAS_YEAR) && (month->flags & (FLAG_WEAK | FLAG_ABBR)))
		p->f.weak = true;
	p->f.month_capital = p->s->text->words[i].shape != WORD_LOWER;
	step(p, i + 1, month);
	month_unit(p);
	take_day_behind(p);
	if (has(p, HAS_DAY))
		p->f.weak = false;
	return true;
}

/* "числа", "day of": a word that makes the number before it a day. */
static size_t day_mark(const struct parse *p, size_t i)
{
	const struct lexeme *mark = gap_close(p->s, i) ? lex_at(p->s, i, LEX_DAYMARK) : NULL;

	return mark ? i + lex_words(mark) : i;
}

/* Kazakh puts the year first; in other languages a day behind a year begins anew. */
static bool year_leads(const struct parse *p)
{
	return p->s->asked || p->f.ending == ENDING_GEN || p->f.ending == ENDING_ATTR ||
		((p->s->langs & (LANG_KK | LANG_KY)) && !(gap_at(p->s, p->at) & (GAP_COMMA | GAP_LINE)));
}

/* "5 января", "5-го января", "the 5th of January", "5/янв", and "5 числа", "Friday the 22nd". */
static bool take_day(struct parse *p)
{
	struct number n;
	size_t i = p->at, next, marked;
	const struct lexeme *month;
	struct fields rel;
	uint16_t ok = GAP_SPACE | GAP_LINE | GAP_HYPHEN | GAP_SLASH;

	if (has(p, HAS_DAY | HAS_MONTH | HAS_SEASON | HAS_QUARTER | HAS_FEAST) || !joins(p, i, has(p, HAS_WEEKDAY | HAS_YEAR | HAS_CLOCK) ? GAP_COMMA : 0))
		return false;
	if (has(p, HAS_YEAR) && !year_leads(p))
		return false;
	if (has(p, HAS_WEEKDAY))
		i = skip_of(p, i);
	if (!number_parse(p->s, i, &n) || !is_day(&n) || n.year)
		return false;
	marked = day_mark(p, n.next);
	next = skip_of(p, marked);
	month = lex_at(p->s, next, LEX_MONTH);
	if (n.digits && !n.suffixed)
		ok |= GAP_STOP;
	if (month && (gap_at(p->s, next) & ~ok) == 0 && (n.digits || n.ordinal || (month->langs & LANG_EN)) &&
	    !(month->ending == ENDING_POSS && (month->flags & FLAG_WEAK) && !has(p, HAS_YEAR))) {
		p->f.has |= HAS_DAY;
		p->f.day = n.value;
		p->first = false;
		return take_month(p, next);
	}
	if (next > n.next && rel_parse(p->s, next, &rel) > next && rel.has == HAS_REL && rel.rel_unit == UNIT_MONTH && n.digits) {
		p->f.has |= HAS_DAY;            /* the 20th of next month */
		p->f.day = n.value;
		step(p, next, NULL);
		return true;
	}
	if (marked != n.next || (has(p, HAS_WEEKDAY) && n.ordinal && (i > p->at || n.digits) && !lex_at(p->s, n.next, LEX_UNIT))) {
		p->f.has |= HAS_DAY;
		p->f.day = n.value;
		step(p, marked, NULL);
		return true;
	}
	return false;
}

static bool take_weekday(struct parse *p)
{
	const struct lexeme *day = lex_at(p->s, p->at, LEX_WEEKDAY), *unit;
	bool behind = has(p, HAS_DAY);

	if (!day || has(p, HAS_WEEKDAY) || !(p->first || has(p, HAS_DAY | HAS_REL)) || (!p->first && p->f.has == HAS_CLOCK) ||
	    !joins(p, p->at, behind ? GAP_COMMA | GAP_BRACKET : 0))
		return false;
	if (behind && (day->flags & FLAG_PLURAL))
		return false;
	p->f.has |= HAS_WEEKDAY;
	p->f.weekday = day->value;
	p->f.weak = (day->flags & (FLAG_ABBR | FLAG_WEAK)) != 0 && !behind;
	p->f.spare = (day->flags & FLAG_PLURAL) != 0;
	step(p, p->at + lex_words(day), day);
	unit = gap_close(p->s, p->at) ? lex_at(p->s, p->at, LEX_UNIT) : NULL;
	if (unit && unit->value == UNIT_DAY && (unit->langs & (LANG_KK | LANG_KY)))     /* дүйсенбі күні */
		step(p, p->at + 1, unit);
	return true;
}

/* "күні" behind a Kazakh day. */
static bool take_day_word(struct parse *p)
{
	const struct lexeme *unit = has(p, HAS_DAY | HAS_FEAST) && gap_close(p->s, p->at) ? lex_at(p->s, p->at, LEX_UNIT) : NULL;

	if (!unit || unit->value != UNIT_DAY || !(unit->langs & (LANG_KK | LANG_KY)) || unit->ending == ENDING_NONE)
		return false;
	step(p, p->at + 1, unit);
	return true;
}

/* ---- wider units ---- */

static bool take_season(struct parse *p)
{
	const struct lexeme *season = lex_at(p->s, p->at, LEX_SEASON);

	if (!season || has(p, HAS_MONTH | HAS_DAY | HAS_WEEKDAY | HAS_SEASON | HAS_QUARTER | HAS_FEAST) ||
	    !(p->first || has(p, HAS_YEAR | HAS_REL | HAS_PART)) || !joins(p, p->at, 0))
		return false;
	p->f.has |= HAS_SEASON;
	p->f.season = season->value;
	p->f.weak = (season->flags & FLAG_WEAK) != 0;
	p->f.spare = (season->flags & FLAG_SPARE) != 0 && !has(p, HAS_YEAR | HAS_REL);
	step(p, p->at + lex_words(season), season);
	month_unit(p);
	return true;
}

/* An ordinal or Roman number with a quarter, half, century, decade or week behind it. */
static bool take_numbered(struct parse *p)
{
	struct number n;
	const struct lexeme *unit;
	const uint16_t far = (uint16_t)~(GAP_SPACE | GAP_HYPHEN | GAP_LINE);

	if (has(p, HAS_MONTH | HAS_DAY | HAS_WEEKDAY | HAS_QUARTER | HAS_HALF | HAS_DECADE | HAS_CENTURY) || !joins(p, p->at, 0))
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
	step(p, n.next + lex_words(unit), unit);
	if (has(p, HAS_CENTURY) && era_take(p, p->at, &n.value))
		p->f.century = n.value <= 0 ? -p->f.century : p->f.century;
	p->f.weak = has(p, HAS_QUARTER | HAS_HALF) && !has(p, HAS_YEAR | HAS_REL);
	return true;
}

static int decade_value(const struct number *n)
{
	if (n->value >= YEAR_LEAST)
		return n->value;
	return n->value <= 10 ? 2000 + n->value : 1900 + n->value;
}

/* "1990-е годы", "the nineties", "80-х", "тоқсаныншы жылдары". */
static bool take_decade(struct parse *p)
{
	struct number n;
	const struct lexeme *unit;

	if (has(p, HAS_CALENDAR & ~HAS_REL) || !joins(p, p->at, 0) || !number_parse(p->s, p->at, &n) || n.value % 10 != 0)
		return false;
	unit = (gap_at(p->s, n.next) & ~(GAP_SPACE | GAP_HYPHEN | GAP_LINE)) == 0 ? lex_at(p->s, n.next, LEX_UNIT) : NULL;
	if (unit && (unit->value != UNIT_YEAR || !(unit->flags & FLAG_PLURAL) || (unit->langs & LANG_EN)))
		unit = NULL;
	if (n.value >= YEAR_LEAST ? n.value > YEAR_MOST : n.value > 90 || (n.value < 20 && n.digits == 0))
		return false;
	if (!n.decade && !(unit && (unit->langs & (LANG_KK | LANG_KY)) && (n.ordinal || gap_at(p->s, n.next) == GAP_HYPHEN)))
		return false;
	if (n.decade && !unit && !(n.digits || has(p, HAS_PART) || (p->s->langs & LANG_EN)))
		return false;
	p->f.has |= HAS_DECADE;
	p->f.decade = decade_value(&n);
	step(p, n.next + (unit != NULL), unit);
	if (era_take(p, p->at, &n.value) && n.value <= 0)
		p->f.decade = n.value - 9;     /* the 470s BC: 479 to 470 */
	return true;
}

static bool take_feast(struct parse *p)
{
	const struct lexeme *feast = lex_at(p->s, p->at, LEX_FEAST);

	if (!feast || has(p, HAS_CALENDAR & ~(HAS_REL | HAS_YEAR)) || !joins(p, p->at, 0))
		return false;
	p->f.has |= HAS_FEAST;
	p->f.feast = feast->value;
	p->f.spare = (feast->flags & (FLAG_WEAK | FLAG_SPARE)) != 0;
	step(p, p->at + lex_words(feast), feast);
	return true;
}

/* "early", "в начале", "соңында": it narrows nothing, but the date goes on. */
static bool take_part(struct parse *p)
{
	const struct lexeme *part = lex_at(p->s, p->at, LEX_PART);
	bool behind = part && (part->langs & LANG_KK);

	if (!part || has(p, HAS_PART) || !joins(p, p->at, 0))
		return false;
	if (behind ? !has(p, HAS_CALENDAR) || has(p, HAS_DAY) : !p->first)
		return false;
	p->f.has |= HAS_PART;
	p->f.part = (enum part)part->value;
	step(p, p->at + lex_words(part), part);
	if (!behind)
		p->at = skip_of(p, p->at);
	return true;
}

/* ---- what stands around a whole date ---- */

static bool take_daypart(struct parse *p)
{
	const struct lexeme *part;
	size_t i = p->at;

	if (p->first || !has(p, HAS_DAY | HAS_WEEKDAY | HAS_FEAST) || i >= p->s->text->count)
		return false;
	if (gap_at(p->s, i) & ~(GAP_SPACE | GAP_LINE | GAP_COMMA))
		return false;
	part = lex_at(p->s, i, LEX_DAYPART);
	if (!part || ((gap_at(p->s, i) & GAP_COMMA) && !(part->flags & FLAG_ALONE)))
		return false;
	p->f.has |= HAS_DAYPART;
	step(p, i + lex_words(part), NULL);
	return true;
}

/* ", at 17:20", "в 14:30", "12:15" behind a date; "14:30" and "morning of" before one. */
static bool take_clock(struct parse *p)
{
	size_t i = p->at, next;
	const struct lexeme *at;

	if (has(p, HAS_CLOCK) || (!p->first && !has(p, HAS_DAY | HAS_WEEKDAY)))
		return false;
	if (!p->first && (i >= p->s->text->count || (gap_at(p->s, i) & ~(GAP_SPACE | GAP_LINE | GAP_COMMA | GAP_DASH | GAP_BRACKET))))
		return false;
	at = p->first ? NULL : lex_at(p->s, i, LEX_BOUND);
	if (at && at->value == BOUND_AT)
		i++;
	next = clock_parse(p->s, i);
	if (next == i)
		return false;
	p->f.half_day = clock_has_half(p->s, next);
	p->f.has |= HAS_CLOCK;
	step(p, next, NULL);
	p->stop_ok = true;
	return true;
}

/* "6 қаңтарға қараған түні": the night into the day before it. */
static bool take_night(struct parse *p)
{
	const struct lexeme *night = has(p, HAS_DAY | HAS_WEEKDAY) && gap_close(p->s, p->at) ? lex_at(p->s, p->at, LEX_NIGHT) : NULL;

	if (!night || !(night->langs & LANG_KK) || p->f.night)
		return false;
	p->f.night = true;
	step(p, p->at + lex_words(night), night);
	return true;
}

static bool take_style(struct parse *p)
{
	const struct lexeme *style;
	const uint16_t far = GAP_PARAGRAPH | GAP_QUOTE | GAP_OTHER | GAP_COLON;

	if (!has(p, HAS_DAY) || p->at >= p->s->text->count || (gap_at(p->s, p->at) & far))
		return false;
	style = lex_at(p->s, p->at, LEX_STYLE);
	if (!style || p->f.julian || (lex_words(style) == 1))
		return false;
	p->f.julian = style->value == 1;
	step(p, p->at + lex_words(style), NULL);
	return style->value == 1;
}

/* Kazakh pointers lead ("өткен жылдың күзінде"); one behind a date begins anew. */
static bool is_kazakh(const struct parse *p, size_t i)
{
	const struct lexeme *rel = lex_at(p->s, i, LEX_REL), *year = lex_at(p->s, i, LEX_THISYEAR);

	return (rel && (rel->langs & LANG_KK)) || (year && (year->langs & LANG_KK));
}

/* "of last year", "прошлого года", "осы жылдың", "next week" beside other fields. */
static bool take_rel(struct parse *p)
{
	struct fields rel;
	size_t i = p->first ? p->at : skip_of(p, p->at), next;
	const struct lexeme *on = has(p, HAS_WEEKDAY) ? lex_at(p->s, p->at, LEX_OF) : NULL;
	uint32_t fit = HAS_MONTH | HAS_SEASON | HAS_QUARTER | HAS_HALF | HAS_FEAST | HAS_PART | HAS_NTH;

	if (p->first || has(p, HAS_YEAR | HAS_REL | HAS_DECADE) || i >= p->s->text->count || is_kazakh(p, i))
		return false;
	if (gap_at(p->s, i) & ~(GAP_SPACE | GAP_LINE | (has(p, HAS_WEEKDAY) ? GAP_COMMA : 0)))
		return false;
	if (i == p->at && on && (on->langs & LANG_RU))
		i++;                    /* вторник на следующей неделе */
	next = rel_parse(p->s, i, &rel);
	if (next == i || rel.has != HAS_REL || rel.rel_count)
		return false;
	if (rel.rel_unit == UNIT_YEAR ? !has(p, fit) : rel.rel_unit == UNIT_MONTH ? has(p, HAS_MONTH) || !has(p, HAS_DAY | HAS_PART | HAS_NTH | HAS_WEEKDAY) :
	    rel.rel_unit == UNIT_WEEK ? !has(p, HAS_WEEKDAY | HAS_PART) || has(p, HAS_DAY) :
	    rel.rel_unit == UNIT_CENTURY || rel.rel_unit == UNIT_DECADE ? !has(p, HAS_PART) : true)
		return false;
	p->f.has |= HAS_REL;
	p->f.rel = rel.rel;
	p->f.rel_unit = rel.rel_unit;
	p->f.weak = false;
	step(p, next, NULL);
	p->f.ending = rel.ending;
	return true;
}

/* Kazakh says the year first: "өткен жылдың күзінде", "биыл 5 қаңтарда". */
static bool take_rel_first(struct parse *p)
{
	struct fields rel;
	size_t next;

	if (!p->first)
		return false;
	next = rel_parse(p->s, p->at, &rel);
	if (next == p->at || rel.has != HAS_REL || rel.rel_count || rel.rel_unit == UNIT_NONE)
		return false;
	if (rel.rel_unit != UNIT_YEAR && rel.rel_unit != UNIT_MONTH && rel.rel_unit != UNIT_WEEK && rel.rel_unit != UNIT_CENTURY)
		return false;
	/* "былтыр тамызда" is two dates, "өткен жылдың тамызында" one. */
	if (is_kazakh(p, p->at) && rel.ending != ENDING_GEN && rel.ending != ENDING_ATTR && !p->s->asked)
		return false;
	p->f = rel;
	step(p, next, NULL);
	p->f.ending = rel.ending;
	return true;
}

/* ---- the whole ---- */

typedef bool take(struct parse *p);

/* "Sunday, March 6". */
static bool month_day_follows(const struct parse *p, size_t i)
{
	struct number n;

	return lex_at(p->s, i, LEX_MONTH) && (gap_at(p->s, i + 1) & ~(GAP_SPACE | GAP_STOP)) == 0 && number_parse(p->s, i + 1, &n) && is_day(&n);
}

static bool take_month_here(struct parse *p)
{
	size_t i = has(p, HAS_DAY | HAS_PART) ? skip_of(p, p->at) : p->at;
	bool year_first = has(p, HAS_YEAR) && !p->first;

	bool comma = p->s->asked || (has(p, HAS_WEEKDAY | HAS_CLOCK) && !has(p, HAS_DAY));

	if (!p->first && !has(p, HAS_YEAR | HAS_REL | HAS_PART | HAS_DAY | HAS_CLOCK) && !(has(p, HAS_WEEKDAY) && month_day_follows(p, i)))
		return false;
	if (!p->first && (gap_at(p->s, i) & ~(GAP_SPACE | GAP_LINE | GAP_HYPHEN | (p->stop_ok ? GAP_STOP : 0) | (comma ? GAP_COMMA : 0))))
		return false;
	if (year_first && (p->s->langs & LANG_RU) && p->s->text->words[i].script == SCRIPT_CYRILLIC && !year_leads(p))
		return false;
	if (year_first && p->s->text->words[i].script == SCRIPT_LATIN && p->s->text->words[i].shape == WORD_LOWER && !p->s->asked)
		return false;
	return take_month(p, i);
}

static bool take_numeric(struct parse *p)
{
	struct fields f;
	size_t next;

	if (!(p->first || p->f.has == HAS_WEEKDAY || p->f.has == HAS_CLOCK) || !joins(p, p->at, GAP_COMMA | GAP_BRACKET))
		return false;
	next = numeric_parse(p->s, p->at, &f);
	if (next == p->at)
		return false;
	f.has |= p->f.has;
	f.weekday = p->f.weekday;
	p->f = f;
	step(p, next, NULL);
	return true;
}

/* Impossible days ("31 февраля") are read to their end and then refused. */
static bool day_is_possible(const struct fields *f)
{
	if ((f->has & HAS_DAY) && f->day > 31)
		return false;
	if ((f->has & (HAS_DAY | HAS_MONTH)) != (HAS_DAY | HAS_MONTH))
		return true;
	return day_exists((f->has & HAS_YEAR) && !f->julian ? f->year : 2020, f->month, f->day);
}

/* What may come next, each with the kinds of word that it can begin with (after "of"
 * and "the" too, which is LEX_OF). */
static const struct {
	uint64_t kinds;
	take *take;
} takes[] = {
	{ LEX_DIGITS | LEX_BIT(LEX_MONTH), take_numeric },
	{ LEX_DIGITS | LEX_BIT(LEX_BOUND), take_clock },
	{ LEX_DIGITS | LEX_BIT(LEX_ERA) | LEX_BIT(LEX_UNIT), take_year_led },
	{ LEX_BIT(LEX_PART), take_part },
	{ LEX_BIT(LEX_WEEKDAY), take_weekday },
	{ LEX_NUMBERS | LEX_BIT(LEX_OF), take_day },
	{ LEX_BIT(LEX_FEAST), take_feast },
	{ LEX_BIT(LEX_MONTH) | LEX_BIT(LEX_OF), take_month_here },
	{ LEX_BIT(LEX_SEASON), take_season },
	{ LEX_NUMBERS | LEX_BIT(LEX_ROMAN), take_numbered },
	{ LEX_NUMBERS, take_decade },
	{ LEX_NUMBERS | LEX_BIT(LEX_OF), take_year },
	{ LEX_BIT(LEX_REL) | LEX_BIT(LEX_THISYEAR) | LEX_BIT(LEX_OF), take_rel },
	{ LEX_BIT(LEX_REL) | LEX_BIT(LEX_THISYEAR), take_rel_first },
	{ LEX_BIT(LEX_UNIT), take_day_word },
	{ LEX_BIT(LEX_NIGHT), take_night },
	{ LEX_BIT(LEX_DAYPART), take_daypart },
	{ LEX_BIT(LEX_STYLE), take_style },
};

static bool take_any(struct parse *p)
{
	uint64_t mask = lex_mask(p->s, p->at);

	for (size_t k = 0; k < COUNT(takes); k++)
		if ((mask & takes[k].kinds) && takes[k].take(p))
			return true;
	return false;
}

size_t calendar_parse(const struct source *s, size_t i, struct fields *out)
{
	struct parse p = { .s = s, .at = i, .first = true };
	struct number n;

	out->has = 0;
	while (p.at < s->text->count && p.at < i + DATE_WORDS_MOST && take_any(&p))
		;
	if (!(p.f.has & HAS_CALENDAR) && p.f.has != HAS_CLOCK)
		return i;
	*out = p.f;
	if (!day_is_possible(&p.f)) {
		out->has = 0;
		return p.at;
	}
	/* "one thousand nine hundred" by itself is no year. */
	if (p.f.has == HAS_YEAR && p.f.weak && number_parse(s, i, &n) && n.digits == 0)
		return i;
	return p.at;
}
