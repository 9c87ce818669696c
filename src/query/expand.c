/* Reads from the index the words that a prefix or a stem stands for. */
#include "query/expand.h"

#include <stdlib.h>

struct gather {
	struct planner *p;
	struct expansions *out;
	size_t scanned;
	/* For forms: */
	struct span stem;
	const char *lang;
	struct arena *scratch;
};

static int by_passages(const void *a, const void *b)
{
	const struct expansion *x = a, *y = b;

	if (x->passages != y->passages)
		return x->passages > y->passages ? -1 : 1;
	return span_compare(x->word, y->word);
}

/* Keeps the list short while it grows: the limit is that of the answer. */
static void limit(struct expansions *list)
{
	if (list->count > 1)
		qsort(list->items, list->count, sizeof(*list->items), by_passages);
	if (list->count > EXPAND_MOST)
		list->count = EXPAND_MOST;
}

static void add(struct gather *g, struct span word, uint32_t passages)
{
	struct expansions *list = g->out;

	list->seen++;
	ARENA_PUSH(g->p->arena, list->items, list->count, list->room) =
		(struct expansion){ arena_copy(g->p->arena, word), passages };
	if (list->count >= 8 * EXPAND_MOST)
		limit(list);
}

static bool take_any(struct span term, uint32_t passages, void *with)
{
	struct gather *g = with;

	add(g, term, passages);
	return ++g->scanned < EXPAND_SCAN_MOST;
}

void expand_prefix(struct planner *p, struct span prefix, struct expansions *out)
{
	struct gather g = { .p = p, .out = out };

	*out = (struct expansions){ 0 };
	index_terms(p->reader, word_term(prefix, p->arena), take_any, &g, p->err);
	limit(out);
}

static bool take_form(struct span term, uint32_t passages, void *with)
{
	struct gather *g = with;

	if (span_equal(stemmer_stem(g->p->stemmer, term, g->lang, g->scratch), g->stem))
		add(g, term, passages);
	arena_reset(g->scratch);
	return ++g->scanned < EXPAND_SCAN_MOST;
}

/* What all forms of a stem surely begin with: an ending may change the last two
 * letters (happy, happier; кітап, кітабы). */
static struct span shared_start(struct span stem)
{
	struct span rest = stem;
	size_t letters = utf8_count(stem);
	size_t keep = letters > 4 ? letters - 2 : letters > 2 ? 2 : letters;
	const char *at = rest.at, *end = rest.at + rest.bytes;

	while (keep-- > 0 && at < end)
		utf8_next(&at, end);
	return span_make(stem.at, (size_t)(at - stem.at));
}

static void drop_doubles(struct expansions *list)
{
	size_t kept = 0;

	limit(list);
	for (size_t i = 0; i < list->count; i++) {
		struct span word = list->items[i].word;

		/* The asked word stands first; a form found for two languages stands twice in a row. */
		if (kept > 0 && (span_equal(list->items[kept - 1].word, word) || span_equal(list->items[0].word, word)))
			continue;
		list->items[kept++] = list->items[i];
	}
	list->count = kept;
}

void expand_forms(struct planner *p, struct span term, struct expansions *out)
{
	static const char *const cyrillic[] = { "ru", "kk", NULL }, *const latin[] = { "en", NULL };
	/* All letters of one script, after folding: two bytes for a Cyrillic one. */
	const char *const *langs = term.bytes > 0 && (unsigned char)term.at[0] >= 0x80 ? cyrillic : latin;
	struct gather g = { .p = p, .out = out, .scratch = arena_new() };

	*out = (struct expansions){ 0 };
	add(&g, term, UINT32_MAX);
	for (size_t i = 0; langs[i]; i++) {
		g.lang = langs[i];
		/* A base form is often its own stem (газ, of газа and газом), and has forms all the same. */
		g.stem = stemmer_stem(p->stemmer, term, langs[i], p->arena);
		index_terms(p->reader, word_term(shared_start(g.stem), p->arena), take_form, &g, p->err);
	}
	drop_doubles(out);
	arena_free(g.scratch);
}
