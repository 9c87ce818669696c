/* Finding the dates of a text in one pass, and moving the frame along. */
#include "find.h"

#include <stdlib.h>

#define TENSE_REACH 16

#define BIT(kind) ((uint64_t)1 << (kind))
#define STARTS (BIT(LEX_NUMBER) | BIT(LEX_ORDINAL) | BIT(LEX_TENS) | BIT(LEX_ROMAN) | BIT(LEX_MONTH) | BIT(LEX_WEEKDAY) | \
	BIT(LEX_SEASON) | BIT(LEX_UNIT) | BIT(LEX_REL) | BIT(LEX_TODAY) | BIT(LEX_THATDAY) | BIT(LEX_THISYEAR) | BIT(LEX_IN) | \
	BIT(LEX_PART) | BIT(LEX_DAYPART) | BIT(LEX_NIGHT) | BIT(LEX_ERA) | BIT(LEX_FEAST))

bool may_start(const struct source *s, size_t i)
{
	const struct word *w = &s->text->words[i];
	const struct lexeme *l;
	size_t count;

	if (w->shape == WORD_NUMBER || w->shape == WORD_ALNUM)
		return true;
	l = lexicon_find(w->folded, &count);
	return l && (lex_kinds(s, i) & STARTS) != 0;
}

/* The nearest word of the sentence that tells ahead from back. */
static enum tense tense_around(const struct source *s, size_t from, size_t to)
{
	for (size_t reach = 1; reach <= TENSE_REACH; reach++) {
		const struct lexeme *l = NULL;

		if (from >= reach && !s->text->words[from - reach + 1].starts_sentence)
			l = lex_at(s, from - reach, LEX_TENSE);
		if (!l && to + reach - 1 < s->text->count && !s->text->words[to + reach - 1].starts_sentence)
			l = lex_at(s, to + reach - 1, LEX_TENSE);
		if (l)
			return (enum tense)l->value;
	}
	return TENSE_NONE;
}

void finder_tell(struct finder *f, struct date date)
{
	if (date.precision == DATE_DAY || date.precision == DATE_DAYS)
		f->told.day = date;
	if (date.precision <= DATE_MONTH)
		f->told.month = date;
	f->told.any = date;
}

void finder_begin(struct finder *f, const struct text *text, const char *lang, const struct date_frame *frame)
{
	bool cyrillic = strcmp(lang ? lang : "", "en") != 0;

	*f = (struct finder){ .source = { .text = text, .langs = lang_mask(lang), .day_first = cyrillic } };
	f->frame = *frame;
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
	return (struct context){ .frame = &f->frame, .told = &f->told, .nearby = f->nearby, .tense = tense, .asked = f->source.asked };
}

static void resolve_range(const struct item *item, struct context *c, struct reading *out)
{
	struct outcome b;
	char last[DATE_TEXT];

	c->after = stretch_date(out->outcome.stretch);
	b = fields_resolve(&item->b, c);
	out->date = join(out->outcome.stretch, b.stretch);
	out->timex[0] = '\0';
	if (!date_is_known(out->date))
		return;
	timex_print(out->outcome.stretch, out->timex);
	timex_print(b.stretch, last);
	if (strlen(out->timex) + strlen(last) + 2 <= sizeof(out->timex)) {
		strcat(out->timex, "/");
		strcat(out->timex, last);
	}
}

void finder_resolve(struct finder *f, const struct item *item, struct reading *out)
{
	struct fields a = item->a;
	enum tense tense = a.has & HAS_YEAR ? TENSE_NONE : tense_around(&f->source, item->from, item->to);
	struct context c = context_of(f, tense);

	*out = (struct reading){ .outcome = fields_resolve(&a, &c), .tense = tense };
	out->date = stretch_date(out->outcome.stretch);
	timex_print(out->outcome.stretch, out->timex);
	if (item->range)
		resolve_range(item, &c, out);
	out->date.approximate = date_is_known(out->date) && lex_before(&f->source, item->from, LEX_ABOUT) && !(a.has & HAS_DAY);
	out->approximate = out->date.approximate;
}

/* ---- the frame ---- */

static bool in_brackets(const struct source *s, const struct item *item)
{
	return (gap_at(s, item->from) & GAP_BRACKET) && item->to <= s->text->count &&
		(item->to == s->text->count || (gap_at(s, item->to) & GAP_BRACKET));
}

/* A date that is told aside does not move the frame: in brackets, a bound ahead, and
 * in a section with a heading whatever lies before it or in another year. */
static bool is_aside(const struct finder *f, const struct item *item, const struct reading *r)
{
	const struct date_frame *frame = &f->frame;
	bool own_year = (item->a.has & HAS_YEAR) != 0;

	if (in_brackets(&f->source, item) || item->bound == BOUND_UNTIL || item->bound == BOUND_BEFORE)
		return true;
	if (date_is_known(frame->heading))
		return r->date.from_day < frame->heading.from_day || (own_year && r->date.from_day > frame->heading.to_day + 366);
	return r->date.precision > DATE_YEAR || r->tense == TENSE_EARLIER;
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

static struct span trail_of(const struct reading *r, struct arena *arena)
{
	if (!date_is_known(r->date))
		return span_of("nothing to count from");
	if (r->outcome.anchor == ORIGIN_TEXT || !r->outcome.what[0])
		return span_of("as written");
	return arena_printf(arena, "%s from %s%s", r->outcome.what,
			    r->outcome.anchor == ORIGIN_INHERITED ? "the date before it" : "the ",
			    r->outcome.anchor == ORIGIN_INHERITED ? "" : date_origin_text(r->outcome.anchor));
}

static void finder_take(struct finder *f, const struct item *item, struct arena *arena)
{
	const struct word *first = &f->source.text->words[item->from], *last = &f->source.text->words[item->to - 1];
	struct reading r;
	bool aside;

	finder_resolve(f, item, &r);
	aside = date_is_known(r.date) && is_aside(f, item, &r);
	ARENA_PUSH(arena, f->found, f->count, f->room) = (struct date_mention){
		.at_byte = first->at_byte,
		.bytes = last->at_byte + last->bytes - first->at_byte,
		.date = r.date,
		.timex = arena_copy(arena, span_of(r.timex)),
		.anchor = r.outcome.anchor,
		.bound = bound_of(item->bound),
		.weak = aside || item->bound != BOUND_NONE || r.date.precision >= DATE_DECADE || !date_is_known(r.date),
		.rule = item->rule,
		.trail = trail_of(&r, arena),
	};
	if (!date_is_known(r.date) || aside)
		return;
	if (item->range)
		r.date = stretch_date(r.outcome.stretch);
	finder_tell(f, r.date);
	if (r.outcome.anchor == ORIGIN_TEXT)
		f->nearby = r.date;
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

size_t dates_find(const struct text *text, const char *lang, struct date_frame *frame, struct arena *arena, struct date_mention **out)
{
	struct finder f;
	struct group g;
	size_t i = 0;

	finder_begin(&f, text, lang, frame);
	while (i < text->count) {
		if (text->words[i].gap & GAP_PARAGRAPH)
			f.nearby = (struct date){ 0 };
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
