/* Calendar dates in words: a bag of fields, filled left to right while neighbours fit. */
#include "parse.h"

#define DATE_WORDS_MOST 24

/* May the date go on at word `i`? `more` are gap bits that are welcome too. */
bool parse_joins(const struct parse *p, size_t i, uint16_t more)
{
	uint16_t ok = (uint16_t)(GAP_SPACE | GAP_LINE | GAP_HYPHEN | more | (p->stop_ok ? GAP_STOP : 0));

	return i < p->s->text->count && (p->first || (gap_at(p->s, i) & ~ok) == 0);
}

void parse_step(struct parse *p, size_t next, const struct lexeme *l)
{
	p->at = next;
	p->stop_ok = l && (l->flags & FLAG_ABBR);
	p->first = false;
	if (l)
		p->f.ending = (enum ending)l->ending;
}

size_t parse_skip_of(const struct parse *p, size_t i)
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

static bool take_season(struct parse *p)
{
	const struct lexeme *season = lex_at(p->s, p->at, LEX_SEASON);

	if (!season || parse_has(p, HAS_MONTH | HAS_DAY | HAS_WEEKDAY | HAS_SEASON | HAS_QUARTER | HAS_FEAST) ||
	    !(p->first || parse_has(p, HAS_YEAR | HAS_REL | HAS_PART)) || !parse_joins(p, p->at, 0))
		return false;
	p->f.has |= HAS_SEASON;
	p->f.season = season->value;
	p->f.weak = (season->flags & FLAG_WEAK) != 0;
	p->f.spare = (season->flags & FLAG_SPARE) != 0 && !parse_has(p, HAS_YEAR | HAS_REL);
	parse_step(p, p->at + lex_words(season), season);
	month_unit(p);
	return true;
}

static bool take_feast(struct parse *p)
{
	const struct lexeme *feast = lex_at(p->s, p->at, LEX_FEAST);

	if (!feast || parse_has(p, HAS_CALENDAR & ~(HAS_REL | HAS_YEAR)) || !parse_joins(p, p->at, 0))
		return false;
	p->f.has |= HAS_FEAST;
	p->f.feast = feast->value;
	p->f.spare = (feast->flags & (FLAG_WEAK | FLAG_SPARE)) != 0;
	parse_step(p, p->at + lex_words(feast), feast);
	return true;
}

/* "early", "в начале", "соңында": it narrows nothing, but the date goes on. */
static bool take_part(struct parse *p)
{
	const struct lexeme *part = lex_at(p->s, p->at, LEX_PART);
	bool behind = part && (part->langs & LANG_TURKIC);

	if (!part || parse_has(p, HAS_PART) || !parse_joins(p, p->at, 0))
		return false;
	if (behind ? !parse_has(p, HAS_CALENDAR) || parse_has(p, HAS_DAY) : !p->first)
		return false;
	p->f.has |= HAS_PART;
	p->f.part = (enum part)part->value;
	parse_step(p, p->at + lex_words(part), part);
	if (!behind)
		p->at = parse_skip_of(p, p->at);
	return true;
}

static bool take_daypart(struct parse *p)
{
	const struct lexeme *part;
	size_t i = p->at;

	if (p->first || !parse_has(p, HAS_DAY | HAS_WEEKDAY | HAS_FEAST) || i >= p->s->text->count)
		return false;
	if (gap_at(p->s, i) & ~(GAP_SPACE | GAP_LINE | GAP_COMMA))
		return false;
	part = lex_at(p->s, i, LEX_DAYPART);
	if (!part || ((gap_at(p->s, i) & GAP_COMMA) && !(part->flags & FLAG_ALONE)))
		return false;
	p->f.has |= HAS_DAYPART;
	parse_step(p, i + lex_words(part), NULL);
	return true;
}

/* ", at 17:20", "в 14:30", "12:15" behind a date; "14:30" and "morning of" before one. */
static bool take_clock(struct parse *p)
{
	size_t i = p->at, next;
	const struct lexeme *at;

	if (parse_has(p, HAS_CLOCK) || (!p->first && !parse_has(p, HAS_DAY | HAS_WEEKDAY)))
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
	parse_step(p, next, NULL);
	p->stop_ok = true;
	return true;
}

/* "6 қаңтарға қараған түні": the night into the day before it. */
static bool take_night(struct parse *p)
{
	const struct lexeme *night = parse_has(p, HAS_DAY | HAS_WEEKDAY) && gap_close(p->s, p->at) ? lex_at(p->s, p->at, LEX_NIGHT) : NULL;

	if (!night || !(night->langs & LANG_TURKIC) || p->f.night)
		return false;
	p->f.night = true;
	parse_step(p, p->at + lex_words(night), night);
	return true;
}

static bool take_style(struct parse *p)
{
	const struct lexeme *style;
	const uint16_t far = GAP_PARAGRAPH | GAP_QUOTE | GAP_OTHER | GAP_COLON;

	if (!parse_has(p, HAS_DAY) || p->at >= p->s->text->count || (gap_at(p->s, p->at) & far))
		return false;
	style = lex_at(p->s, p->at, LEX_STYLE);
	if (!style || p->f.julian || (lex_words(style) == 1))
		return false;
	p->f.julian = style->value == 1;
	parse_step(p, p->at + lex_words(style), NULL);
	return style->value == 1;
}

/* Kazakh pointers lead ("өткен жылдың күзінде"); one behind a date begins anew. */
static bool is_kazakh(const struct parse *p, size_t i)
{
	const struct lexeme *rel = lex_at(p->s, i, LEX_REL), *year = lex_at(p->s, i, LEX_THISYEAR);

	return (rel && (rel->langs & LANG_KK)) || (year && (year->langs & LANG_KK));
}

/* Which pointer may stand beside what has been read: "November of last year", "the
 * 20th of next month", "Tuesday next week". */
static bool rel_fits(const struct parse *p, enum unit unit)
{
	switch (unit) {
	case UNIT_YEAR:
		return parse_has(p, HAS_MONTH | HAS_SEASON | HAS_QUARTER | HAS_HALF | HAS_FEAST | HAS_PART);
	case UNIT_MONTH:
		return !parse_has(p, HAS_MONTH) && parse_has(p, HAS_DAY | HAS_PART | HAS_WEEKDAY);
	case UNIT_WEEK:
		return parse_has(p, HAS_WEEKDAY | HAS_PART) && !parse_has(p, HAS_DAY);
	case UNIT_CENTURY:
	case UNIT_DECADE:
		return parse_has(p, HAS_PART);
	default:
		return false;
	}
}

/* "the second half of the year", "во втором квартале года": of the one that we are in. */
static size_t of_the_year(const struct parse *p, size_t i, struct fields *rel)
{
	const struct lexeme *unit = parse_has(p, HAS_QUARTER | HAS_HALF) && i < p->s->text->count ? lex_at(p->s, i, LEX_UNIT) : NULL;

	if (!unit || unit->value != UNIT_YEAR || (unit->flags & (FLAG_PLURAL | FLAG_COUNTS | FLAG_ABBR)) ||
	    ((unit->langs & LANG_EN) ? i == p->at : !span_is(p->s->text->words[i].folded, "года")))
		return i;
	*rel = (struct fields){ .has = HAS_REL, .rel = REL_THIS, .rel_unit = UNIT_YEAR };
	return i + 1;
}

/* "of last year", "прошлого года", "осы жылдың", "next week" beside other fields. */
static bool take_rel(struct parse *p)
{
	struct fields rel;
	size_t i = p->first ? p->at : parse_skip_of(p, p->at), next;
	const struct lexeme *on = parse_has(p, HAS_WEEKDAY) ? lex_at(p->s, p->at, LEX_OF) : NULL;

	if (p->first || parse_has(p, HAS_YEAR | HAS_REL | HAS_DECADE) || i >= p->s->text->count || is_kazakh(p, i))
		return false;
	if (gap_at(p->s, i) & ~(GAP_SPACE | GAP_LINE | (parse_has(p, HAS_WEEKDAY) ? GAP_COMMA : 0)))
		return false;
	if (i == p->at && on && (on->langs & LANG_RU))
		i++;                    /* вторник на следующей неделе */
	next = rel_parse(p->s, i, &rel);
	if (next == i)
		next = of_the_year(p, i, &rel);
	if (next == i || rel.has != HAS_REL || rel.rel_count)
		return false;
	if (!rel_fits(p, rel.rel_unit))
		return false;
	p->f.has |= HAS_REL;
	p->f.rel = rel.rel;
	p->f.rel_unit = rel.rel_unit;
	p->f.weak = false;
	parse_step(p, next, NULL);
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
	parse_step(p, next, NULL);
	p->f.ending = rel.ending;
	return true;
}

static bool take_numeric(struct parse *p)
{
	struct fields f;
	size_t next;

	if (!(p->first || p->f.has == HAS_WEEKDAY || p->f.has == HAS_CLOCK) || !parse_joins(p, p->at, GAP_COMMA | GAP_BRACKET))
		return false;
	next = numeric_parse(p->s, p->at, &f);
	if (next == p->at)
		return false;
	f.has |= p->f.has;
	f.weekday = p->f.weekday;
	p->f = f;
	parse_step(p, next, NULL);
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
	{ LEX_DIGITS | LEX_BIT(LEX_NUMBER) | LEX_BIT(LEX_ERA) | LEX_BIT(LEX_UNIT), take_year_led },
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

	struct parse weekday = { 0 };

	out->has = 0;
	while (p.at < s->text->count && p.at < i + DATE_WORDS_MOST && take_any(&p))
		if (p.f.has == HAS_WEEKDAY)
			weekday = p;
	if ((p.f.has & ~HAS_PART) == (HAS_WEEKDAY | HAS_YEAR) && weekday.s)
		p = weekday;            /* "бейсенбі күні 2012 жылғы ...": two dates */
	if (!(p.f.has & HAS_CALENDAR) && p.f.has != HAS_CLOCK)
		return i;
	*out = p.f;
	if (!day_is_possible(&p.f)) {
		out->has = 0;
		return p.at;
	}
	p.f.in_words = p.f.has == HAS_YEAR && p.f.weak && !(lex_mask(s, i) & LEX_DIGITS);
	*out = p.f;
	return p.at;
}
