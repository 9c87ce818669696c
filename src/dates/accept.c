/* Which readings are dates: guards against counts, common words, and repeated times. */
#include "accept.h"

#include "dateline/text.h"

#define BRIEF_WORDS_MOST 4

/* A phrase that is hardly more than its date: bare words count there. In a sentence
 * that somebody asks about they do not ("He sat at the table"). */
static bool is_brief(const struct source *s)
{
	return s->asked && s->text->count <= BRIEF_WORDS_MOST;
}

static const struct word *word_at(const struct source *s, size_t i)
{
	return &s->text->words[i];
}

/* The bytes that part word `i` from the one before it. */
static struct span gap_bytes(const struct source *s, size_t i)
{
	const struct text *t = s->text;
	size_t end = i < t->count ? t->words[i].at_byte : t->raw.bytes;
	size_t start = i > 0 ? t->words[i - 1].at_byte + t->words[i - 1].bytes : 0;

	if (i == 0 && i < t->count && end > 8)
		start = end - 8;
	return start < end ? span_make(t->raw.at + start, end - start) : span_make(NULL, 0);
}

/* "Олимпиада-2016": the year in a Russian name. */
static bool is_named_year(const struct source *s, size_t i)
{
	const struct word *name = word_at(s, i - 1);
	int year;

	return (s->langs & LANG_RU) && name->script == SCRIPT_CYRILLIC && name->letters > 1 && digits_at(s, i, &year) == 4 && year >= 1900 &&
		year < 2050 && !lex_at(s, i - 1, LEX_LABEL);
}

/* Signs that make the number behind them a price, a number of a thing, or half of one. */
static bool is_marked(const struct source *s, size_t i)
{
	static const char *const signs[] = { "$", "#", "€", "£", "₸", "₽", "№", "§", "@", "=", "&", "+", "_", "±" };
	struct span gap = gap_bytes(s, i);
	char last = gap.bytes ? gap.at[gap.bytes - 1] : ' ';

	for (size_t k = 0; k < COUNT(signs); k++)
		if (span_find(gap, span_of(signs[k])) < gap.bytes)
			return true;
	if (i > 0 && word_at(s, i - 1)->shape == WORD_NUMBER && (gap_at(s, i) & (GAP_HYPHEN | GAP_DASH)))
		return true;            /* 133-2010 */
	if (i == 0 || gap.bytes != 1)
		return false;
	return last == '/' || last == ':' || last == '.' || last == ',' || (last == '-' && !is_named_year(s, i));
}

/* "1666.90", "2000:1", "1990-B". */
static bool goes_on(const struct source *s, size_t next)
{
	uint16_t gap = gap_at(s, next);

	if (next >= s->text->count || word_at(s, next)->shape > WORD_ALNUM)
		return false;
	if (gap == GAP_HYPHEN && word_at(s, next)->shape == WORD_NUMBER)
		return true;
	if (gap == GAP_STOP || gap == GAP_COLON || gap == GAP_COMMA || gap == GAP_SLASH)
		return word_at(s, next)->shape == WORD_NUMBER || word_at(s, next)->shape == WORD_ALNUM;
	return gap == GAP_HYPHEN && word_at(s, next)->script == SCRIPT_LATIN &&
		(word_at(s, next)->shape == WORD_UPPER || (word_at(s, next)->shape == WORD_LOWER && !(lex_mask(s, next) & (LEX_BIT(LEX_TO) | LEX_BIT(LEX_AND) | LEX_BIT(LEX_MONTH)))));
}

/* Words that make a bare number a year: "in 1990", "since 1990", "early 1990". */
static bool year_is_led(const struct source *s, size_t i)
{
	const struct lexeme *l = lex_before(s, i, LEX_BOUND);

	if (l)
		return !(l->flags & FLAG_WEAK);
	return lex_before(s, i, LEX_PART) || lex_before(s, i, LEX_BETWEEN) || lex_before(s, i, LEX_ABOUT) ||
		((gap_at(s, i) & GAP_BRACKET) && i > 0);
}

/* "1990 ноутбуков", "1850 boxes": a plural behind the number, by its ending. */
static bool plural_follows(const struct source *s, size_t next)
{
	const struct word *w;

	if (next >= s->text->count || (gap_at(s, next) & ~(GAP_SPACE | GAP_LINE)) || lex_kinds(s, next))
		return false;
	w = word_at(s, next);
	if (w->shape != WORD_LOWER || w->letters < 4 || span_ends(w->folded, "ss") || span_ends(w->folded, "'s"))
		return false;
	return lexicon_ending(w->folded, LEX_MANY, s->langs) != NULL;
}

static bool from_before(const struct source *s, size_t i)
{
	return i > 0 && span_is(word_at(s, i - 1)->folded, "from");
}

static bool the_before(const struct source *s, size_t i)
{
	return i > 0 && span_is(word_at(s, i - 1)->folded, "the");
}

/* "статья 1990", "No. 1987". */
static bool label_before(const struct source *s, size_t i)
{
	const struct lexeme *label = lex_before(s, i, LEX_LABEL);

	if (!label && i > 0 && gap_at(s, i) == (GAP_STOP | GAP_SPACE) && word_at(s, i - 1)->letters <= 3)
		label = lex_at(s, i - 1, LEX_LABEL);
	return label != NULL;
}

/* "на улице 8 Марта" */
static bool is_street(const struct source *s, size_t i)
{
	const struct lexeme *label = lex_before(s, i, LEX_LABEL);

	return label && label->value == 1;
}

/* "aged 1900": no year; "his 1995 book" is one. */
static bool age_before(const struct source *s, size_t i)
{
	const struct lexeme *life = lex_before(s, i, LEX_LIFE);

	return life && life->value == 0;
}

/* A bare number of four figures. */
static bool year_holds(const struct source *s, const struct fields *f, size_t i, size_t next)
{
	int year = f->year;
	bool led = year_is_led(s, i);
	bool kazakh = (s->langs & LANG_KK) && !(s->langs & LANG_UK);

	if (is_marked(s, i) || goes_on(s, next) || is_counted(s, next) || label_before(s, i) || age_before(s, i))
		return false;
	if (is_brief(s))
		return !plural_follows(s, next);
	if (next < s->text->count && gap_at(s, next) == GAP_SPACE && word_at(s, next)->shape == WORD_NUMBER && word_at(s, next)->bytes == 3)
		return false;
	if (led && year > 2049 && !lex_before(s, i, LEX_BOUND))
		return false;
	if (led && year > 2049 && from_before(s, i))
		return false;           /* "down from 2100" */
	if (led)
		return year >= 1000 && year <= 2100 && !(plural_follows(s, next) && year % 100 == 0);
	if (year < (the_before(s, i) ? 1500 : 1700) || year > 2049 || year % 100 == 0)
		return false;
	if (kazakh && f->case_only)
		return false;           /* "2000-ға жуық" counts */
	if (kazakh && next < s->text->count && (gap_at(s, next) & ~(GAP_SPACE | GAP_LINE)) == 0 && word_at(s, next)->shape == WORD_LOWER)
		return false;
	return !plural_follows(s, next) || the_before(s, i);
}

/* "May", "March" by themselves: a capital, and a word that leads a date. */
static bool weak_month_holds(const struct source *s, size_t i, enum ending ending)
{
	const struct lexeme *l = lex_before(s, i, LEX_BOUND), *month = lex_at(s, i, LEX_MONTH);

	if (s->asked && s->text->count <= 3)
		return !is_marked(s, i);
	if (month && (month->flags & FLAG_ABBR))
		return s->asked && l;
	if (word_at(s, i)->script == SCRIPT_CYRILLIC)
		return !lex_before(s, i, LEX_LABEL) && ending != ENDING_POSS && ending != ENDING_ACC && ending != ENDING_NONE && ending != ENDING_INS &&
			ending != ENDING_GEN && ending != ENDING_PLURAL;
	if (word_at(s, i)->shape != WORD_CAPITAL)
		return s->asked && l && !lex_at(s, i + 1, LEX_TENSE);
	return l || lex_before(s, i, LEX_PART) || lex_before(s, i, LEX_AND) || lex_before(s, i, LEX_TO);
}

/* "Марта Келлер", "April Barnes": a first name, by its capital and the capital behind it. */
static bool is_first_name(const struct source *s, size_t i, size_t next)
{
	const struct word *w = word_at(s, i);
	bool led = lex_before(s, i, LEX_BOUND) || lex_before(s, i, LEX_PART) || lex_before(s, i, LEX_AND) || lex_before(s, i, LEX_TO);
	bool surname = next < s->text->count && gap_at(s, next) == GAP_SPACE && word_at(s, next)->shape == WORD_CAPITAL && !lex_mask(s, next);

	if (w->shape != WORD_CAPITAL || s->asked)
		return false;
	if (w->script == SCRIPT_CYRILLIC)
		return surname || (!led && !w->starts_sentence && i > 0);
	return surname && !led;
}

/* "the January events", "the March meeting": an adjective that dates nothing. */
static bool month_holds(const struct source *s, size_t i, size_t next)
{
	if (s->asked || s->report || word_at(s, i)->script != SCRIPT_LATIN || next >= s->text->count)
		return true;
	if (lex_before(s, i, LEX_BOUND) || lex_before(s, i, LEX_PART) || lex_before(s, i, LEX_AND) || lex_before(s, i, LEX_TO))
		return true;
	return word_at(s, i)->starts_sentence || (gap_at(s, next) & ~(GAP_SPACE | GAP_LINE)) != 0 || word_at(s, next)->shape != WORD_LOWER ||
		lex_kinds(s, next) != 0;
}

/* "Black Monday", "Кровавое воскресенье": a day of history, not of this week. */
static bool is_named_day(const struct source *s, size_t i)
{
	const struct lexeme *label = lex_before(s, i, LEX_LABEL);

	return label && label->value == 2;
}

/* A weekday that is another word too ("среда", "sun", "вс"). */
static bool weak_weekday_holds(const struct source *s, size_t i)
{
	const struct lexeme *bound = lex_before(s, i, LEX_BOUND), *day = lex_at(s, i, LEX_WEEKDAY);

	if (is_brief(s))
		return !bound || !span_is(span_of(bound->form), "in");
	if (lex_before(s, i, LEX_NIGHT) || (lex_before(s, i, LEX_TO) && word_at(s, i)->script == SCRIPT_CYRILLIC))
		return true;
	return bound && !span_is(span_of(bound->form), "in") && !span_is(span_of(bound->form), "о") &&
		(word_at(s, i)->shape == WORD_CAPITAL || (word_at(s, i)->script == SCRIPT_CYRILLIC && !(day && (day->flags & FLAG_ABBR)))) &&
		!span_is(word_at(s, i)->folded, "среде");
}

/* Russian names a season as a time by its instrumental, Kazakh by a case. */
static bool season_case_holds(const struct source *s, const struct fields *f, size_t i)
{
	const struct lexeme *season = lex_at(s, i, LEX_SEASON);

	if (lex_before(s, i, LEX_BOUND) || lex_before(s, i, LEX_TO) || lex_before(s, i, LEX_AND))
		return true;
	if (season && (season->langs & LANG_TURKIC))
		return f->ending != ENDING_NONE && f->ending != ENDING_ATTR;
	return season && (season->flags & FLAG_ALONE);
}

static bool season_holds(const struct source *s, const struct fields *f, size_t i)
{
	if (!is_brief(s) && !f->weak && !(f->has & (HAS_YEAR | HAS_REL | HAS_PART)))
		return season_case_holds(s, f, i);
	if (!f->weak || is_brief(s) || (f->has & (HAS_YEAR | HAS_REL | HAS_PART)))
		return true;
	return lex_before(s, i, LEX_BOUND) || the_before(s, i);
}

static bool is_repeated(const struct source *s, size_t i, size_t next)
{
	const struct lexeme *before = lex_before(s, i, LEX_REL), *behind = gap_close(s, next) ? lex_at(s, next, LEX_REL) : NULL;

	return (before && before->value == REL_EACH) || (behind && behind->value == REL_EACH && span_is(span_of(behind->form), "сайын"));
}

/* Pointers that point nowhere in running text: "the last day of the battle". */
static bool pointer_holds(const struct source *s, const struct fields *f)
{
	if (s->asked)
		return true;
	if (f->rel_count)
		return false;
	if (f->rel_unit == UNIT_DAY && (f->rel == REL_LAST || f->rel == REL_NEXT || f->rel == REL_THIS))
		return false;
	return true;
}

/* "до Нового года": a feast behind a word that leads a date. */
static bool is_spared(const struct source *s, const struct fields *f, size_t i)
{
	const struct word *w = word_at(s, i);

	return (f->has & HAS_FEAST) && (w->script == SCRIPT_CYRILLIC || w->shape == WORD_CAPITAL) && lex_before(s, i, LEX_BOUND);
}

/* "reopens in the fall", and no "in the fall of the house". */
static bool is_the_fall(const struct source *s, size_t i)
{
	return s->report && i > 1 && the_before(s, i) && span_is(word_at(s, i - 2)->folded, "in") &&
		!(i + 1 < s->text->count && gap_at(s, i + 1) == GAP_SPACE && lex_at(s, i + 1, LEX_OF));
}

/* "now", "fall", "New Year": dates where somebody asks, or where a year stands beside them. */
static bool spare_holds(const struct source *s, const struct fields *f, size_t i)
{
	if (f->has & HAS_SEASON ? is_brief(s) || is_the_fall(s, i) : s->asked)
		return true;
	return (f->has & (HAS_SEASON | HAS_FEAST)) && ((f->has & (HAS_YEAR | HAS_REL)) || is_spared(s, f, i));
}

/* "на лету", "the Sunday Times": words of a date in a saying or a name. */
static bool is_idiom(const struct source *s, size_t i)
{
	for (size_t back = 0; back <= 2 && back <= i; back++) {
		const struct lexeme *idiom = lex_at(s, i - back, LEX_IDIOM);

		if (idiom && lex_words(idiom) > back)
			return true;
	}
	return false;
}

/* "in his twenties", "ERC-20s": an age, a mark. */
static bool decade_holds(const struct source *s, size_t i)
{
	return s->asked || i == 0 || !(is_marked(s, i) || gap_at(s, i) == GAP_HYPHEN || lex_before(s, i, LEX_LIFE));
}

/* Opening hours: "Monday - Friday", "дүйсенбі – сенбі". */
static bool is_timetable(const struct source *s, const struct fields *f, size_t i, size_t next)
{
	const struct lexeme *other = NULL;
	bool first = f->weekday == 1;

	if (first && next < s->text->count && (gap_at(s, next) & (GAP_DASH | GAP_HYPHEN)))
		other = lex_at(s, next, LEX_WEEKDAY);
	else if (!first && i > 0 && (gap_at(s, i) & (GAP_DASH | GAP_HYPHEN)))
		other = lex_at(s, i - 1, LEX_WEEKDAY);
	return other && (first ? other->value >= 5 : other->value == 1 && f->weekday >= 5) && !s->asked;
}

/* "май комбинаты": Russian months are words of their own in Kazakh, unless a number or "айы" stands by. */
static bool is_foreign_month(const struct source *s, size_t i, size_t next)
{
	const struct lexeme *month = lex_at(s, i, LEX_MONTH);

	return month && !s->asked && s->langs == (LANG_KK | LANG_RU) && (month->langs & LANG_RU) && !(month->langs & LANG_KK) && next == i + 1;
}

bool fields_hold(const struct source *s, const struct fields *f, size_t i, size_t next, bool sectioned)
{
	uint32_t plain = f->has & ~HAS_PART;

	if (f->has == 0 || is_repeated(s, i, next) || is_idiom(s, i))
		return false;
	if (f->spare && !spare_holds(s, f, i))
		return false;
	if (plain == HAS_YEAR && f->weak)
		return year_holds(s, f, i, next) && (!f->in_words || s->asked || year_is_led(s, i));
	if (plain == HAS_DECADE && !decade_holds(s, i))
		return false;
	if (plain == HAS_WEEKDAY && is_timetable(s, f, i, next))
		return false;
	if (plain == HAS_MONTH && !(f->has & HAS_PART) && (is_first_name(s, i, next) || is_foreign_month(s, i, next)))
		return false;
	if (plain == HAS_MONTH && f->weak && !(f->has & HAS_PART))
		return weak_month_holds(s, i, f->ending);
	if (plain == HAS_MONTH && !(f->has & HAS_PART))
		return month_holds(s, i, next);
	if (plain == HAS_WEEKDAY && is_named_day(s, i))
		return false;
	if (plain == HAS_WEEKDAY && f->weak)
		return weak_weekday_holds(s, i);
	if (plain == HAS_SEASON)
		return season_holds(s, f, i);
	if (plain == HAS_HALF)
		return is_brief(s);
	if ((f->has & (HAS_DAYPART | HAS_CLOCK)) == f->has)
		return s->asked || ((f->has & HAS_CLOCK) ? f->half_day && (sectioned || (s->langs & LANG_EN)) : sectioned);
	if (f->has & HAS_REL)
		return pointer_holds(s, f);
	if (f->has & (HAS_DAY | HAS_MONTH))
		return (!is_marked(s, i) || s->asked) && ((f->has & HAS_YEAR) || !is_street(s, i));
	return true;
}

const char *fields_rule(const struct fields *f)
{
	static const struct { uint32_t has; const char *rule; } rules[] = {
		{ HAS_SHIFT, "shift" }, { HAS_NTH, "nth" }, { HAS_TODAY, "today" }, { HAS_THATDAY, "that day" }, { HAS_REL, "pointer" },
		{ HAS_FEAST, "feast" }, { HAS_CENTURY, "century" }, { HAS_DECADE, "decade" }, { HAS_QUARTER, "quarter" }, { HAS_HALF, "half" },
		{ HAS_SEASON, "season" }, { HAS_DAY, "day" }, { HAS_MONTH, "month" }, { HAS_WEEKDAY, "weekday" }, { HAS_YEAR, "year" },
		{ HAS_DAYPART, "part of the day" }, { HAS_CLOCK, "time" },
	};

	if (f->night)
		return "night";
	for (size_t i = 0; i < COUNT(rules); i++)
		if (f->has & rules[i].has)
			return rules[i].rule;
	return "date";
}
