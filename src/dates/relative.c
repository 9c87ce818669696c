/* Pointers ("last week"), days by themselves ("yesterday"), nights and parts of the day. */
#include "relative.h"

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

/* "over the weekend", "в выходные": the one before, or the next when the tense is ahead. */
static size_t weekend_alone(const struct source *s, size_t i, struct fields *out)
{
	const struct lexeme *unit = lex_at(s, i, LEX_UNIT);
	bool led = i > 0 && (span_is(s->text->words[i - 1].folded, "the") || (unit && (unit->langs & LANG_RU) && lex_before(s, i, LEX_BOUND)));

	if (!unit || unit->value != UNIT_WEEKEND || !led)
		return i;
	out->has = HAS_REL;
	out->rel = REL_LAST;
	out->rel_unit = UNIT_WEEKEND;
	out->tense_rules = true;
	return i + lex_words(unit);
}

size_t rel_parse(const struct source *s, size_t i, struct fields *out)
{
	const struct lexeme *rel = lex_at(s, i, LEX_REL), *unit;
	struct number n = { 0 };
	size_t next;

	*out = (struct fields){ 0 };
	if (!rel)
		return lex_at(s, i, LEX_THISYEAR) ? this_year(s, i, out) : weekend_alone(s, i, out);
	next = i + lex_words(rel);
	if (rel->value == REL_EACH || rel->value == REL_LATEST || rel->value == REL_YEAR_AGO)
		return i;
	if (!space_before(s, next))
		return this_year(s, i, out);
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
	if (!unit && lex_at(s, i, LEX_THISYEAR))
		return this_year(s, i, out);
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

/* "Overnight, the river rose", "rose overnight.": no "overnight train". */
static bool stands_alone(const struct source *s, size_t i)
{
	return s->text->words[i].starts_sentence || i + 1 >= s->text->count || (gap_at(s, i + 1) & ~(GAP_SPACE | GAP_LINE | GAP_HYPHEN)) != 0;
}

/* "the Oscars", "his death": what "the day before" counts from, and is no date. */
static bool noun_follows(const struct source *s, size_t i)
{
	static const char *const words[] = { "the", "a", "an", "his", "her", "its", "their", "our" };

	for (size_t k = 0; k < COUNT(words); k++)
		if (i < s->text->count && gap_at(s, i) == GAP_SPACE && span_is(s->text->words[i].folded, words[k]))
			return true;
	return false;
}

/* "yesterday", "on the next day", "this morning", with the part of the day behind it. */
static size_t day_word(const struct source *s, size_t i, struct fields *out)
{
	const struct lexeme *today = lex_at(s, i, LEX_TODAY), *thatday = lex_at(s, i, LEX_THATDAY), *rel = lex_at(s, i, LEX_REL), *part;
	size_t next = i;

	if (thatday && thatday->tail[0] && thatday->value != 0 && is_bare_noun(thatday) &&
	    !article_before(s, i))
		thatday = NULL;         /* "day after day" */
	if (thatday && (thatday->flags & FLAG_WEAK) && s->report)
		thatday = NULL;
	if (thatday && (!today || lex_words(thatday) > lex_words(today))) {
		out->has = HAS_THATDAY;
		out->offset = thatday->value;
		next = i + lex_words(thatday);
		out->lost = thatday->tail[0] && thatday->value != 0 && is_bare_noun(thatday) && noun_follows(s, next);
	} else if (today && !((today->flags & FLAG_ALONE) && !stands_alone(s, i))) {
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

size_t day_parse(const struct source *s, size_t i, struct fields *out)
{
	size_t start = clock_before(s, i), next = day_word(s, start, out), clock;
	const struct lexeme *unit, *part, *at;

	if (next == start)
		return i;
	unit = space_before(s, next) ? lex_at(s, next, LEX_UNIT) : NULL;
	if (unit && unit->value == UNIT_DAY && (unit->langs & LANG_TURKIC))
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

/* "в ночь на 6 января", "в ночь с 5 на 6 января", "the night of 22 June". */
static size_t night_parse(const struct source *s, size_t i, struct fields *out)
{
	const struct lexeme *night = lex_at(s, i, LEX_NIGHT);
	struct number n;
	struct fields first;
	size_t next, end;

	if (!night || (night->langs & LANG_TURKIC))
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
		{ LEX_BIT(LEX_REL) | LEX_BIT(LEX_THISYEAR) | LEX_BIT(LEX_UNIT), rel_parse },
		{ LEX_BIT(LEX_PART) | LEX_BIT(LEX_UNIT), part_parse },
		{ LEX_BIT(LEX_UNIT), week_parse },
		{ LEX_BIT(LEX_REL) | LEX_BIT(LEX_UNIT), period_parse },
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
