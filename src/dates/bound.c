/* Words around a date: "until" before it, "дейін" and "аралығында" behind it. */
#include "group.h"

#define LEAD_WORDS_MOST 3       /* "no later than" */

const struct lexeme *lex_before(const struct source *s, size_t i, enum lex_kind kind)
{
	const struct lexeme *l;

	if (i == 0 || (gap_at(s, i) & ~(GAP_SPACE | GAP_LINE)) != 0)
		return NULL;
	for (size_t words = LEAD_WORDS_MOST; words >= 1; words--) {
		if (words > i)
			continue;
		l = lex_at(s, i - words, kind);
		if (l && lex_words(l) == words)
			return l;
	}
	return NULL;
}

enum bound bound_before(const struct source *s, size_t i)
{
	const struct lexeme *l = lex_before(s, i, LEX_BOUND);

	if (!l && i > 0 && span_is(s->text->words[i - 1].folded, "the"))
		l = lex_before(s, i - 1, LEX_BOUND);
	return !l || (l->langs & LANG_TURKIC) ? BOUND_NONE : (enum bound)l->value;
}

/* A Kazakh bound stands behind its date, and the date's case says which one it is. */
void bound_behind(const struct source *s, struct item *item, struct group *g)
{
	const struct lexeme *l = gap_close(s, item->to) ? lex_at(s, item->to, LEX_BOUND) : NULL;
	enum ending ending = item->range ? item->b.ending : item->a.ending;
	bool since = l && l->value == BOUND_SINCE && (ending == ENDING_ABL || (item->a.has & HAS_PART));
	bool until = l && l->value == BOUND_UNTIL && (ending == ENDING_DAT || (item->a.has & HAS_PART));

	if (!l || !(l->langs & LANG_TURKIC) || (!since && !until))
		return;
	item->bound = (enum bound)l->value;
	item->to += lex_words(l);
	g->next = item->to;
}

/* "аралығында" behind a list of two makes it a range. */
void bound_between(const struct source *s, struct group *g)
{
	const struct lexeme *l = gap_close(s, g->next) ? lex_at(s, g->next, LEX_BOUND) : NULL;

	if (!l || l->value != BOUND_BETWEEN)
		return;
	if (g->count == 2 && !g->items[0].range) {
		g->items[0].range = true;
		g->items[0].b = g->items[1].a;
		g->items[0].rule = "range";
		g->count = 1;
	}
	g->next += lex_words(l);
	g->items[g->count - 1].to = g->next;
}
