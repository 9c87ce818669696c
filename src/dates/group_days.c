/* Bare days behind a whole date: "January 3, 4 and 7", "August 10 - 22, 2012". */
#include "group.h"

/* "қыркүйектің 24-26 күндері" */
static bool kazakh_days(const struct source *s, size_t i)
{
	const struct lexeme *unit = gap_close(s, i) ? lex_at(s, i, LEX_UNIT) : NULL;

	return unit && unit->value == UNIT_DAY && (unit->langs & LANG_KK) && unit->ending != ENDING_NONE;
}

/* What follows a bare number must not be the thing that it counts. */
static bool stands_free(const struct source *s, size_t next)
{
	const uint64_t fine = (uint64_t)1 << LEX_BOUND | (uint64_t)1 << LEX_AND | (uint64_t)1 << LEX_TO | (uint64_t)1 << LEX_OF |
		(uint64_t)1 << LEX_REL | (uint64_t)1 << LEX_TENSE;

	if (kazakh_days(s, next))
		return true;
	if (next >= s->text->count || (gap_at(s, next) & ~(GAP_SPACE | GAP_LINE | GAP_HYPHEN)) || gap_at(s, next) == (GAP_SPACE | GAP_HYPHEN))
		return !is_counted(s, next);
	return (lex_kinds(s, next) & fine) != 0;
}

/* ", 2022" behind the last day of an English list. */
static size_t trailing_year(const struct source *s, size_t i, int *year)
{
	if (i < s->text->count && (gap_at(s, i) & ~(GAP_SPACE | GAP_LINE | GAP_COMMA)) == 0 && digits_at(s, i, year) == 4 &&
	    *year >= 1000 && *year <= 2199 && !is_counted(s, i + 1))
		return i + 1;
	return i;
}

static void give_year(struct group *g, int year)
{
	for (size_t k = 0; k < g->count; k++) {
		struct fields *f[2] = { &g->items[k].a, &g->items[k].b };

		for (int side = 0; side < (g->items[k].range ? 2 : 1); side++)
			if (!(f[side]->has & (HAS_YEAR | HAS_REL))) {
				f[side]->has |= HAS_YEAR;
				f[side]->year = year;
			}
	}
}

/* Bare days behind a whole one: "January 3, 4 and 7", "August 10 - 22, 2012". */
bool group_days_behind(const struct source *s, struct group *g)
{
	struct item *first = &g->items[0];
	struct number n;
	size_t next;
	enum joint joint;
	bool any = false;
	int year;

	if (!(first->a.has & HAS_DAY) || !(first->a.has & HAS_MONTH) || (first->a.has & (HAS_SHIFT | HAS_CLOCK)) ||
	    (s->text->words[first->to - 1].script == SCRIPT_CYRILLIC && !first->a.day_behind))
		return false;
	while (g->count < GROUP_MOST && !first->range) {
		joint = joint_at(s, first->from, g->next, &next);
		if (joint == JOINT_NONE)
			break;
		if (next < s->text->count && span_is(s->text->words[next].folded, "the"))
			next++;
		if (!number_parse(s, next, &n) || !number_is_day(&n) || lex_at(s, n.next, LEX_MONTH) || gap_at(s, n.next) == GAP_COLON ||
		    gap_at(s, n.next) == GAP_SLASH || gap_at(s, n.next) == GAP_STOP ||
		    (lex_at(s, n.next, LEX_UNIT) && !kazakh_days(s, n.next)) || (!stands_free(s, n.next) && trailing_year(s, n.next, &year) == n.next) ||
		    (n.digits == 0 && !n.ordinal) || clock_parse(s, next) > next)
			break;
		if (s->text->words[next].script == SCRIPT_CYRILLIC || (s->text->words[first->from].script == SCRIPT_CYRILLIC && joint != JOINT_RANGE))
			break;
		if (joint == JOINT_LIST && n.value <= g->items[g->count - 1].a.day)
			break;
		any = true;
		if (joint == JOINT_RANGE) {
			first = &g->items[g->count - 1];
			first->range = true;
			first->b = first->a;
			first->b.has &= ~(HAS_WEEKDAY | HAS_DAYPART);
			first->b.day = n.value;
			first->to = n.next;
			first->rule = "range";
		} else {
			struct fields f = first->a;

			f.day = n.value;
			f.has &= ~(HAS_WEEKDAY | HAS_DAYPART);
			group_add(g, next, n.next, &f, "list");
		}
		g->next = n.next;
	}
	if (any && trailing_year(s, g->next, &year) > g->next) {
		give_year(g, year);
		g->next = trailing_year(s, g->next, &year);
		g->items[g->count - 1].to = g->next;
	}
	return any;
}
