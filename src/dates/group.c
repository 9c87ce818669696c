/* Ranges ("с 5 по 7 января"), lists ("January 3, 4 and 7") and elided parts. */
#include "group.h"

#define SHORT_YEAR_MOST 2030    /* "2015-32" is no range of years */

static bool after_between(const struct source *s, size_t i)
{
	const struct lexeme *l = lex_before(s, i, LEX_BETWEEN);

	if (!l && i > 0 && span_is(s->text->words[i - 1].folded, "the"))
		l = lex_before(s, i - 1, LEX_BETWEEN);
	return l != NULL;
}

/* What joins the date that begins at `from` and ends before `i` to what follows;
 * `*next` becomes the word where that begins. */
enum joint joint_at(const struct source *s, size_t from, size_t i, size_t *next)
{
	uint16_t gap = gap_at(s, i);
	const struct lexeme *l;

	*next = i;
	if (s->asked && i > 0 && s->text->words[i - 1].shape == WORD_NUMBER)
		gap &= (uint16_t)~GAP_STOP;     /* 14.10. - 15.10. */
	if (gap == GAP_SLASH && lex_at(s, i, LEX_MONTH))
		return JOINT_LIST;              /* August/September 1956 */
	if (i >= s->text->count || (gap & ~(GAP_SPACE | GAP_LINE | GAP_HYPHEN | GAP_DASH | GAP_COMMA)))
		return JOINT_NONE;
	if (gap & (GAP_HYPHEN | GAP_DASH))
		return gap & GAP_COMMA ? JOINT_NONE : JOINT_RANGE;
	l = lex_at(s, i, LEX_TO);
	if (l && !(gap & GAP_COMMA)) {
		*next = i + lex_words(l);
		return gap_at(s, *next) & ~(GAP_SPACE | GAP_LINE) ? JOINT_NONE : JOINT_RANGE;
	}
	l = lex_at(s, i, LEX_AND);
	if (l) {
		*next = i + lex_words(l);
		if (gap_at(s, *next) & ~(GAP_SPACE | GAP_LINE))
			return JOINT_NONE;
		return after_between(s, from) && !(gap & GAP_COMMA) ? JOINT_RANGE : JOINT_LIST;
	}
	return gap & GAP_COMMA ? JOINT_LIST : JOINT_NONE;
}

struct item *group_add(struct group *g, size_t from, size_t to, const struct fields *a, const char *rule)
{
	struct item *item = &g->items[g->count];

	if (g->count == GROUP_MOST)
		return NULL;
	*item = (struct item){ .from = from, .to = to, .a = *a, .rule = rule };
	g->count++;
	return item;
}

/* Copies the month and year that `to` lacks from `from`. */
static void fill_month(struct fields *to, const struct fields *from)
{
	to->has |= from->has & (HAS_MONTH | HAS_YEAR | HAS_REL);
	to->month = from->month;
	to->year = from->year;
	to->rel = from->rel;
	to->rel_unit = from->rel_unit;
	to->julian = from->julian;
}

static bool is_day(const struct fields *f)
{
	return (f->has & HAS_DAY) && (f->has & (HAS_MONTH | HAS_REL)) && !(f->has & (HAS_SHIFT | HAS_NTH));
}

/* Bare days before a whole one: "5, 6 и 7 января", "с 5 по 7 января", "5–7 қаңтар". */
/* "490-480 BC", "264 to 241 BC": the first year by its neighbour. */
static bool early_years(const struct source *s, size_t i, struct group *g)
{
	int value = 0;
	size_t next, end;
	struct fields tail;
	struct item *item;

	if (!digits_at(s, i, &value) || value < 1 || value > 3999 || joint_at(s, i, i + 1, &next) != JOINT_RANGE)
		return false;
	end = calendar_parse(s, next, &tail);
	if (end == next || tail.has != HAS_YEAR || tail.year > 0 || 1 - value > tail.year)
		return false;
	item = group_add(g, i, end, &tail, "range");
	item->a.year = 1 - value;
	item->b = tail;
	item->range = true;
	g->next = end;
	return true;
}

static bool elided_parse(const struct source *s, size_t i, struct group *g)
{
	struct number numbers[GROUP_MOST];
	size_t starts[GROUP_MOST], next = i;
	enum joint joint = JOINT_NONE;
	bool range = false;
	struct fields tail;
	size_t count = 0, end = i;

	while (count < GROUP_MOST - 1 && number_parse(s, next, &numbers[count]) && number_is_day(&numbers[count])) {
		starts[count] = next;
		joint = joint_at(s, i, numbers[count].next, &next);
		count++;
		if (joint == JOINT_NONE || range)
			return false;
		if (next < s->text->count && span_is(s->text->words[next].folded, "the"))
			next++;
		range = joint == JOINT_RANGE;
		end = calendar_parse(s, next, &tail);
		if (end > next && is_day(&tail))
			break;
	}
	if (count == 0 || end <= next || !is_day(&tail) || (range && count > 1))
		return false;
	for (size_t k = 0; k < count; k++) {
		struct fields f = { .has = HAS_DAY, .day = numbers[k].value };

		fill_month(&f, &tail);
		if ((f.has & HAS_MONTH) && !day_exists(f.has & HAS_YEAR ? f.year : 2020, f.month, f.day))
			return false;
		group_add(g, starts[k], numbers[k].next, &f, "elided");
	}
	if (range) {
		g->items[0].range = true;
		g->items[0].b = tail;
		g->items[0].to = end;
		g->items[0].rule = "range";
	} else {
		group_add(g, next, end, &tail, "list");
	}
	g->next = end;
	return true;
}

/* How fine a date is: sides of a range agree, or words say that it is one. */
static int level(const struct fields *f)
{
	if (f->has & (HAS_DAY | HAS_WEEKDAY | HAS_FEAST | HAS_TODAY | HAS_THATDAY | HAS_SHIFT))
		return 1;
	if (f->has & HAS_REL)
		return 8;
	if (f->has & HAS_MONTH)
		return 2;
	if (f->has & (HAS_SEASON | HAS_QUARTER | HAS_HALF))
		return 3;
	return f->has & HAS_YEAR ? 4 : f->has & HAS_DECADE ? 5 : f->has & HAS_CENTURY ? 6 : 7;
}

/* "1941-45": the second year by its last figures. */
static size_t short_year(const struct source *s, const struct fields *a, size_t i, struct fields *b)
{
	int value, digits = digits_at(s, i, &value);
	uint16_t gap = gap_at(s, i);

	if (a->has != HAS_YEAR || a->year < 1000 || digits != 2 || value <= a->year % 100 || is_counted(s, i + 1))
		return i;
	if (gap != GAP_DASH && (gap != GAP_HYPHEN || a->year / 100 * 100 + value > SHORT_YEAR_MOST))
		return i;
	*b = *a;
	b->year = a->year / 100 * 100 + value;
	return i + 1;
}

/* What one side does not say, the other does. */
static void share_fields(struct fields *a, struct fields *b, bool range)
{
	uint32_t both = a->has & b->has;
	/* December to March, winter to spring: the year turns inside. */
	bool turns = ((both & HAS_MONTH) && a->month > b->month) || ((both & HAS_SEASON) && a->season > b->season);

	if ((a->has & HAS_DAY) && !(a->has & (HAS_MONTH | HAS_REL)))
		fill_month(a, b);
	if ((b->has & HAS_DAY) && !(b->has & (HAS_MONTH | HAS_REL)))
		fill_month(b, a);
	if ((a->has & (HAS_MONTH | HAS_SEASON | HAS_QUARTER)) && !(a->has & (HAS_YEAR | HAS_REL)) && (b->has & HAS_YEAR)) {
		a->has |= HAS_YEAR;
		a->year = b->year - (range && turns);
	}
	if (range && (a->has & HAS_YEAR) && (a->has & HAS_MONTH) && (b->has & HAS_MONTH) && !(b->has & (HAS_YEAR | HAS_REL))) {
		b->has |= HAS_YEAR;
		b->year = a->year + (a->month > b->month);
	}
	if ((a->has & HAS_YEAR) && (b->has & HAS_YEAR) && a->year > 0 && b->year <= 0 && a->year >= 1 - b->year)
		a->year = 1 - a->year;          /* "490 to 480 BC" */
	if (b->has & HAS_YEAR && !b->weak)
		a->weak = false;
	if (range && a->has == HAS_YEAR && !a->weak)
		b->weak = false;
}

/* A second whole date joined to the first. */
static bool second_parse(const struct source *s, struct group *g)
{
	struct item *first = &g->items[g->count - 1];
	struct fields b;
	size_t next, end;
	enum joint joint = joint_at(s, first->from, first->to, &next);
	const struct lexeme *between;
	bool dash = next == first->to;

	if (joint == JOINT_NONE || g->count == GROUP_MOST)
		return false;
	if (next < s->text->count && span_is(s->text->words[next].folded, "the"))
		next++;
	if (joint == JOINT_LIST && dash && gap_at(s, next) != GAP_SLASH)
		return false;
	if (dash && !s->asked && (first->a.has & (HAS_TODAY | HAS_THATDAY | HAS_SHIFT | HAS_REL) || first->a.has == HAS_WEEKDAY))
		return false;          /* "tomorrow - 25 July": the same day told again */
	end = short_year(s, &first->a, next, &b);
	if (end == next)
		end = fields_parse(s, next, &b);
	if (end == next || b.has == 0 || b.has == HAS_CLOCK || b.has == HAS_DAYPART)
		return false;
	between = gap_close(s, end) ? lex_at(s, end, LEX_BOUND) : NULL;
	if (between && between->value == BOUND_BETWEEN) {
		joint = JOINT_RANGE;
		end += lex_words(between);
	}
	if (level(&first->a) != level(&b) && (joint == JOINT_LIST || dash || b.weak))
		return false;
	share_fields(&first->a, &b, joint == JOINT_RANGE);
	if (joint == JOINT_LIST) {
		group_add(g, next, end, &b, "list");
		g->next = end;
		return true;
	}
	first->range = true;
	first->b = b;
	first->to = g->next = end;
	first->rule = "range";
	return true;
}

/* "5 қаңтардан 7 қаңтарға дейін", "5 қаңтардан 6 қаңтарға қараған түні". */
static bool cases_parse(const struct source *s, struct group *g)
{
	struct item *first = &g->items[0];
	struct fields b;
	size_t next = first->to, end;
	const struct lexeme *until;

	if (first->a.ending != ENDING_ABL || !gap_close(s, next))
		return false;
	end = calendar_parse(s, next, &b);
	if (end == next || b.has == 0)
		return false;
	until = gap_close(s, end) ? lex_at(s, end, LEX_BOUND) : NULL;
	if (!b.night && !(until && until->value == BOUND_UNTIL))
		return false;
	end += until ? lex_words(until) : 0;
	share_fields(&first->a, &b, true);
	if (b.night) {
		first->a = b;
		first->rule = "night";
	} else {
		first->range = true;
		first->b = b;
		first->rule = "range";
	}
	first->to = g->next = end;
	return true;
}

/* "2022 жылғы 5 пен 7 қаңтар": the year leads a list or a range. */
static bool year_led(const struct source *s, size_t i, size_t next, const struct fields *year, struct group *g)
{
	struct group inner;
	/* Kazakh joins the year by its case; "2022-yil 6 va 7-yanvar" has none. */
	bool joined = year->ending == ENDING_GEN || year->ending == ENDING_ATTR || (s->langs != LANG_ALL && (s->langs & LANG_TURKIC & ~LANG_KK));

	inner.count = 0;        /* its items are filled as they come */
	if ((year->has != HAS_YEAR && !(year->has == HAS_REL && year->rel_unit == UNIT_YEAR)) || !gap_close(s, next) ||
	    !joined || !elided_parse(s, next, &inner))
		return false;
	for (size_t k = 0; k < inner.count; k++) {
		struct fields *f[2] = { &inner.items[k].a, &inner.items[k].b };

		for (int side = 0; side < (inner.items[k].range ? 2 : 1); side++) {
			f[side]->has |= year->has;
			f[side]->year = year->year;
			f[side]->rel = year->rel;
			f[side]->rel_unit = year->rel_unit;
		}
	}
	inner.items[0].from = i;
	*g = inner;
	return true;
}

void group_parse(const struct source *s, size_t i, struct group *g)
{
	struct fields f;
	size_t next;
	enum bound bound;

	g->count = 0;
	g->next = i;
	if (elided_parse(s, i, g) || early_years(s, i, g)) {
		bound_between(s, g);
		return;
	}
	g->count = 0;
	next = fields_parse(s, i, &f);
	g->next = next;
	if (next == i || f.has == 0)
		return;
	if (year_led(s, i, next, &f, g)) {
		bound_between(s, g);
		return;
	}
	group_add(g, i, next, &f, fields_rule(&f));
	if (!group_days_behind(s, g) && !cases_parse(s, g))
		while (g->count < GROUP_MOST && !g->items[g->count - 1].range && second_parse(s, g))
			;
	bound = bound_before(s, i);
	for (size_t k = 0; k < g->count; k++)
		if (!g->items[k].range)
			g->items[k].bound = bound == BOUND_AT || bound == BOUND_BETWEEN ? BOUND_NONE : bound;
	bound_behind(s, &g->items[g->count - 1], g);
}
