/* Finding the dates of a text in one pass, and moving the frame along. */
#include "find.h"

#include <stdlib.h>

#define LEAP_YEARS 6
#define LEAD_WORDS 12
#define HINT_DAYS 45
#define HINT_FAR_DAYS 150

#define STARTS (LEX_BIT(LEX_NUMBER) | LEX_BIT(LEX_ORDINAL) | LEX_BIT(LEX_TENS) | LEX_BIT(LEX_ROMAN) | LEX_BIT(LEX_MONTH) | LEX_BIT(LEX_WEEKDAY) | \
	LEX_BIT(LEX_SEASON) | LEX_BIT(LEX_UNIT) | LEX_BIT(LEX_REL) | LEX_BIT(LEX_TODAY) | LEX_BIT(LEX_THATDAY) | LEX_BIT(LEX_THISYEAR) | LEX_BIT(LEX_IN) | \
	LEX_BIT(LEX_PART) | LEX_BIT(LEX_DAYPART) | LEX_BIT(LEX_NIGHT) | LEX_BIT(LEX_ERA) | LEX_BIT(LEX_FEAST))

/* Kinds that are no date by themselves: a word of the tables must follow. */
#define NEEDS_MORE (LEX_BIT(LEX_NUMBER) | LEX_BIT(LEX_ORDINAL) | LEX_BIT(LEX_ROMAN) | LEX_BIT(LEX_IN) | LEX_BIT(LEX_REL) | \
	LEX_BIT(LEX_PART) | LEX_BIT(LEX_UNIT) | LEX_BIT(LEX_ERA))

/* What may follow the first word of a date, that it is one. */
#define GOES_ON (STARTS | LEX_DIGITS | LEX_LONG | LEX_BIT(LEX_OF) | LEX_BIT(LEX_DAYMARK) | LEX_BIT(LEX_SHIFT) | LEX_BIT(LEX_TO) | LEX_BIT(LEX_AND) | \
	LEX_BIT(LEX_PERIOD) | LEX_BIT(LEX_SUFFIX))

/* "in two days", "через неделю": nothing but a number or a unit follows. */
#define COUNTED (LEX_NUMBERS | LEX_BIT(LEX_UNIT) | LEX_BIT(LEX_REL))

bool may_start(const struct source *s, size_t i)
{
	uint64_t mask, next;

	if (!(lex_mask(s, i) & (STARTS | LEX_DIGITS)))
		return false;
	mask = lex_bare_mask(s, i) & (STARTS | LEX_DIGITS);
	if ((mask & ~NEEDS_MORE) || s->asked)
		return true;
	if ((lex_mask(s, i) & LEX_LONG) && (lex_tailed(s, i) & STARTS))
		return true;            /* "to-day", "in the morning": with the words of its tail */
	next = lex_mask(s, i + 1);
	if (mask == LEX_BIT(LEX_IN))
		return (next & COUNTED) != 0;
	if (mask == 0)
		return false;
	if ((mask & LEX_BIT(LEX_UNIT)) && i > 0 && lex_mask(s, i - 1) != 0)
		return true;            /* "over the weekend." */
	return (next & GOES_ON) != 0;
}

void finder_tell(struct finder *f, struct date date)
{
	if (date.precision == DATE_DAY || date.precision == DATE_DAYS)
		f->told.day = date;
	if (date.precision <= DATE_MONTH)
		f->told.month = date;
	if (date.precision == DATE_QUARTER) {
		f->told.quarter = date;
		f->told_sentences = 0;
	}
	f->told.any = date;
}

void finder_begin(struct finder *f, const struct text *text, const char *lang, const struct date_frame *frame, struct arena *arena)
{
	bool cyrillic = strcmp(lang ? lang : "", "en") != 0;

	*f = (struct finder){ .source = { .text = text, .looked = lexicon_read(text, arena), .langs = lang_mask(lang), .day_first = cyrillic } };
	f->source.numbers = &f->numbers;
	f->frame = *frame;
	f->source.report = date_is_known(frame->published) && !frame->chronicle;
	if (date_is_known(frame->last) && !(date_is_known(frame->heading) && frame->last.from_day < frame->heading.from_day))
		finder_tell(f, frame->last);
	else if (date_is_known(frame->heading))
		finder_tell(f, frame->heading);
	f->sectioned = frame->heading.precision == DATE_DAY || frame->heading.precision == DATE_DAYS;
}

/* ---- one date ---- */

static struct date join(struct stretch a, struct stretch b)
{
	struct date date = { a.from_day, b.to_day, DATE_RANGE, false };

	if (a.unit == UNIT_NONE || b.unit == UNIT_NONE || b.to_day < a.from_day)
		return (struct date){ 0 };
	if (a.unit == UNIT_DAY && b.unit == UNIT_DAY)
		date.precision = DATE_DAYS;
	return date;
}

static struct context context_of(const struct finder *f, enum tense tense)
{
	return (struct context){ .frame = &f->frame, .told = &f->told, .hint = f->hint, .hint_days = f->hint_days, .nearby = f->nearby,
		.nearby_sentences = f->nearby_sentences, .tense = tense, .asked = f->source.asked };
}

static void resolve_range(const struct item *item, struct context *c, struct reading *out)
{
	struct outcome b;
	char last[DATE_TEXT];

	c->after = stretch_date(out->outcome.stretch);
	b = fields_resolve(&item->b, c);
	if (!date_is_known(join(out->outcome.stretch, b.stretch)))
		return;                 /* "2 October 1950 - the day before": no range */
	out->date = join(out->outcome.stretch, b.stretch);
	timex_print(b.stretch, last);
	if (strlen(out->timex) + strlen(last) + 2 <= sizeof(out->timex)) {
		strcat(out->timex, "/");
		strcat(out->timex, last);
	}
}

/* The date that `anchor` stands for. */
static struct date anchor_of(const struct finder *f, const struct fields *a, enum date_origin anchor)
{
	bool day = (a->has & (HAS_THATDAY | HAS_DAYPART | HAS_CLOCK)) || ((a->has & HAS_SHIFT) && a->shift_unit[0] <= UNIT_FORTNIGHT);

	switch (anchor) {
	case ORIGIN_HEADING:
		return f->frame.heading;
	case ORIGIN_TITLE:
		return f->frame.title;
	case ORIGIN_PUBLICATION:
		return f->frame.published;
	case ORIGIN_INHERITED:
		return day && date_is_known(f->told.day) ? f->told.day : f->told.any;
	default:
		return (struct date){ 0 };
	}
}

static bool is_since(const struct finder *f, const struct item *item)
{
	const struct lexeme *bound = lex_before(&f->source, item->from, LEX_BOUND);

	return bound && span_is(span_of(bound->form), "since");
}

/* What has lasted since a date began before it is told, whatever comes. */
static enum tense tense_of_item(const struct finder *f, const struct item *item)
{
	const struct lexeme *bound = lex_before(&f->source, item->from, LEX_BOUND);
	enum tense tense = tense_around(&f->source, item->from, item->to);

	if ((item->bound == BOUND_UNTIL || (bound && span_is(span_of(bound->form), "by"))) && tense == TENSE_PAST)
		return TENSE_NONE;      /* "put off until May 6" */
	return tense == TENSE_FUTURE && is_since(f, item) ? TENSE_PAST : tense;
}

void finder_resolve(struct finder *f, const struct item *item, struct reading *out)
{
	struct fields a = item->a;
	/* What the tense can turn; the rest saves the look around. */
	bool turns = !(a.has & HAS_YEAR) && ((a.has & (HAS_MONTH | HAS_DAY | HAS_WEEKDAY | HAS_SEASON | HAS_QUARTER | HAS_HALF | HAS_FEAST)) || a.tense_rules);
	enum tense tense = turns ? tense_of_item(f, item) : TENSE_NONE;
	struct context c = context_of(f, tense);

	if (is_since(f, item) && c.nearby_sentences > 0)
		c.nearby = (struct date){ 0 };  /* what has lasted until now began not in a year told before */
	*out = (struct reading){ .outcome = fields_resolve(&a, &c), .tense = tense };
	out->outcome.from = anchor_of(f, &a, out->outcome.anchor);
	out->date = stretch_date(out->outcome.stretch);
	timex_print(out->outcome.stretch, out->timex);
	if (item->range && date_is_known(out->date))
		resolve_range(item, &c, out);
	if (date_is_known(out->date) && (a.vague || (lex_before(&f->source, item->from, LEX_ABOUT) && !(a.has & HAS_DAY))))
		out->date.approximate = DATE_APPROXIMATE;
}

/* ---- the frame ---- */

static bool in_brackets(const struct source *s, const struct item *item)
{
	return (gap_at(s, item->from) & GAP_BRACKET) && item->to <= s->text->count &&
		(item->to == s->text->count || (gap_at(s, item->to) & GAP_BRACKET));
}

/* A heading of a month or less frames its section; a wider one is a mere hint of years. */
static bool headed(const struct finder *f)
{
	const struct date *heading = &f->frame.heading;

	return date_is_known(*heading) && heading->to_day - heading->from_day < 62;
}

/* "the previous year", "two years earlier": a look back, and then on from here. */
static bool looks_away(const struct fields *a)
{
	if (a->has & HAS_SHIFT)
		return a->shift == SHIFT_AGO || a->shift == SHIFT_EARLIER;
	return (a->has & HAS_REL) && (a->rel == REL_PREVIOUS || a->rel == REL_LAST || a->rel == REL_BEFORE_LAST);
}

/* A date that is told aside does not move the frame: in brackets, a bound ahead, and
 * in a section with a heading whatever lies before it or in another year. */
static bool is_aside(const struct finder *f, const struct item *item, const struct reading *r)
{
	const struct date_frame *frame = &f->frame;
	bool own_year = (item->a.has & HAS_YEAR) != 0;

	if (in_brackets(&f->source, item) || item->bound == BOUND_UNTIL || item->bound == BOUND_BEFORE)
		return true;
	if (headed(f))
		return r->date.from_day < frame->heading.from_day || (own_year && r->date.from_day > frame->heading.to_day + 366);
	if (r->date.precision > DATE_YEAR || looks_away(&item->a) || (item->a.has & ~HAS_PART) == HAS_SEASON)
		return true;
	return r->tense == TENSE_EARLIER && !own_year && date_is_known(f->told.any) && r->date.to_day < f->told.any.from_day;
}

/* Begins its sentence, or nearly: "In 1943, ...", "On 5 March 1983 ...". */
static bool leads(const struct source *s, size_t from)
{
	for (size_t back = 0; back <= LEAD_WORDS && back <= from; back++)
		if (s->text->words[from - back].starts_sentence || from == back)
			return true;
	return false;
}

/* A year of its own moves running text on when it leads its sentence or goes a little
 * forward. Otherwise ("the campaign planned for 1976", "which in 1812 ...") it is kept
 * as a hint, which counts where it fits much better than what was told. */
static bool is_hint(struct finder *f, const struct item *item, struct date date)
{
	int away;
	bool lead, back;

	if (!date_is_known(f->told.any) || !(item->a.has & (HAS_YEAR | HAS_DECADE)) || !date_is_known(date))
		return false;
	away = day_year(date.from_day) - day_year(f->told.any.from_day);
	back = away < 0;
	away = abs(away);
	lead = leads(&f->source, item->from);
	if (away == 0 || (lead && away <= LEAP_YEARS) || (f->source.text->words[item->from].gap & GAP_PARAGRAPH))
		return false;
	if (!back && away <= LEAP_YEARS && date.precision <= DATE_MONTH)
		return false;
	if (date_is_known(f->hint) && abs(day_year(f->hint.from_day) - day_year(date.from_day)) <= 1 && away > LEAP_YEARS)
		return false;                   /* said twice: the text has moved there */
	f->hint = date;
	f->hint_days = away > LEAP_YEARS ? HINT_FAR_DAYS : HINT_DAYS;
	return true;
}

static enum date_bound bound_of(enum bound bound)
{
	switch (bound) {
	case BOUND_UNTIL:
		return DATE_UNTIL;
	case BOUND_BEFORE:
		return DATE_BEFORE;
	case BOUND_SINCE:
		return DATE_SINCE;
	default:
		return DATE_AT;
	}
}

static void finder_take(struct finder *f, const struct item *item, struct arena *arena)
{
	const struct word *first = &f->source.text->words[item->from], *last = &f->source.text->words[item->to - 1];
	struct reading r;
	bool aside;

	finder_resolve(f, item, &r);
	if (!date_is_known(r.date) && (item->a.has & HAS_REL) && item->a.rel == REL_LATEST)
		return;
	aside = date_is_known(r.date) && (is_aside(f, item, &r) || (!headed(f) && is_hint(f, item, r.date)));
	ARENA_PUSH(arena, f->found, f->count, f->room) = (struct date_mention){
		.at_byte = first->at_byte,
		.bytes = last->at_byte + last->bytes - first->at_byte,
		.date = r.date,
		.timex = arena_copy(arena, span_of(r.timex)),
		.anchor = r.outcome.anchor,
		.bound = bound_of(item->bound),
		.weak = aside || item->a.vague || item->bound != BOUND_NONE || r.date.precision >= DATE_DECADE || !date_is_known(r.date),
		.rule = item->rule,
		.trail = trail_print(&item->a, &r, arena),
	};
	if (date_is_known(r.date) && (item->a.has & HAS_YEAR)) {
		f->told.spoken = r.date;
		f->spoken_sentences = 0;
	}
	if (!date_is_known(r.date) || aside)
		return;
	if (item->range)
		r.date = stretch_date(r.outcome.stretch);
	if (item->a.has & HAS_YEAR)
		f->hint = (struct date){ 0 };
	finder_tell(f, r.date);
	if (!(item->a.has & HAS_YEAR) && r.date.precision <= DATE_DAYS)
		f->told.spoken = (struct date){ 0 };
	if (r.outcome.anchor == ORIGIN_TEXT || item->a.rel_unit == UNIT_YEAR) {
		f->nearby = r.date;
		f->nearby_sentences = 0;
	}
}

static bool group_holds(struct finder *f, const struct group *g)
{
	for (size_t k = 0; k < g->count; k++) {
		const struct item *item = &g->items[k];
		size_t behind = item->range && item->a.weak ? g->next : item->to;

		if (item->range && (item->b.has & ~HAS_YEAR))
			continue;
		if (!fields_hold(&f->source, &item->a, item->from, behind, f->sectioned))
			return false;
	}
	return g->count > 0;
}

/* "490" behind "in" where years are before Christ. */
static bool early_year(struct finder *f, size_t i, struct group *g)
{
	int value, year, month, day;
	const struct lexeme *bound;

	if (digits_at(&f->source, i, &value) != 3 || !date_is_known(f->told.any) || is_counted(&f->source, i + 1))
		return false;
	day_split(f->told.any.from_day, &year, &month, &day);
	bound = lex_before(&f->source, i, LEX_BOUND);
	if (year > 0 || !(bound || lex_before(&f->source, i, LEX_PART) || lex_before(&f->source, i, LEX_OF)) || abs(1 - value - year) > 120)
		return false;
	g->items[0] = (struct item){ .from = i, .to = i + 1, .a = { .has = HAS_YEAR, .year = 1 - value }, .rule = "year" };
	g->count = 1;
	g->next = i + 1;
	return true;
}

size_t finder_step(struct finder *f, size_t i, struct group *g)
{
	group_parse(&f->source, i, g);
	if (g->count > 0 && !group_holds(f, g)) {
		/* What was joined may still hold by itself. */
		g->items[0].range = false;
		if (g->count > 1 || g->items[0].to == g->next)
			g->next = g->items[0].to;
		g->count = g->count > 1 && fields_hold(&f->source, &g->items[0].a, g->items[0].from, g->items[0].to, f->sectioned);
	}
	if (g->count == 0 && early_year(f, i, g))
		return g->next;
	return g->next > i ? g->next : i + 1;
}

/* What an earlier sentence told is forgotten after some more of them. */
static void sentence_begin(struct finder *f)
{
	f->nearby_sentences++;
	if (++f->told_sentences > 2)
		f->told.quarter = (struct date){ 0 };
	if (++f->spoken_sentences > 1)
		f->told.spoken = (struct date){ 0 };
}

size_t dates_find(const struct text *text, const char *lang, struct date_frame *frame, struct arena *arena, struct date_mention **out)
{
	struct finder f;
	struct group g;
	size_t i = 0;

	finder_begin(&f, text, lang, frame, arena);
	while (i < text->count) {
		if (text->words[i].gap & GAP_PARAGRAPH)
			f.nearby = (struct date){ 0 };
		if (text->words[i].starts_sentence)
			sentence_begin(&f);
		if (!may_start(&f.source, i)) {
			i++;
			continue;
		}
		i = finder_step(&f, i, &g);
		for (size_t k = 0; k < g.count; k++)
			finder_take(&f, &g.items[k], arena);
	}
	if (date_is_known(f.told.any))
		frame->last = f.told.any;
	*out = f.found;
	return f.count;
}

const char *date_origin_text(enum date_origin origin)
{
	static const char *const names[] = {
		[ORIGIN_NONE] = "none", [ORIGIN_TEXT] = "text", [ORIGIN_HEADING] = "heading", [ORIGIN_TITLE] = "title",
		[ORIGIN_INHERITED] = "inherited", [ORIGIN_PUBLICATION] = "publication", [ORIGIN_METADATA] = "metadata",
		[ORIGIN_URL] = "url", [ORIGIN_DATELINE] = "dateline", [ORIGIN_GIVEN] = "given",
	};

	return names[origin];
}
