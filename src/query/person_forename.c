/* Finds the passages that may call a person by the first name or a role alone. */
#include "query/person_search.h"

#include <stdlib.h>

#define LETTERS_LEAST 3         /* of a first name that can stand alone */
#define FEW 300                 /* articles that are asked for one by one */

/* ---- the first names that the index holds ---- */

struct spelling_search {
	struct person_search *s;
	const struct name_query *query;
	struct match_list terms;
};

static bool take_term(struct span term, uint32_t passages, void *with)
{
	struct spelling_search *search = with;
	struct span surface = name_term_surface(term);

	(void)passages;
	if (surface.bytes == 0 || !name_query_takes(search->query, surface))
		return true;
	map_put(search->s->seen, surface, 1);
	match_list_add(&search->terms, match_term(arena_copy(search->s->arena, term), search->s->arena), search->s->arena);
	return true;
}

static void find_terms(struct spelling_search *search, struct span word)
{
	struct person_search *s = search->s;
	struct name_key keys[4 * NAME_KEYS_MOST];
	size_t count;

	search->query = name_query_new(word, s->ask->options, s->scratch);
	count = name_query_keys(search->query, keys, COUNT(keys));
	for (size_t i = 0; i < count; i++)
		index_terms(s->ask->reader, name_term_prefix(keys[i].text, s->arena), take_term, search, s->err);
}

void forenames_find_terms(struct person_search *s)
{
	struct spelling_search search = { .s = s };

	for (size_t n = 0; n < s->ask->who->count && !s->ask->options->strict; n++) {
		struct text name;

		text_read(s->ask->who->names[n].text, s->scratch, &name);
		for (size_t i = 0; name.count > 1 && i < name.count && !s->ask->who->names[n].whole; i++)
			if (name.words[i].letters >= LETTERS_LEAST && !name_query_takes(s->queries[n], name.words[i].folded))
				find_terms(&search, name.words[i].folded);
	}
	if (search.terms.count > 0)
		s->forenames = match_group(MATCH_OR, &search.terms, s->arena);
	arena_reset(s->scratch);
}

/* ---- their passages ---- */

/* What is asked of an article beside its candidates. */
struct wanted {
	struct match *match;    /* NULL: all its passages */
	const uint32_t *docids; /* those that hold it, and of these those that pass the filters */
	const uint32_t *counting;
	size_t docid_count, counting_count;
	bool all_count;
};

static bool counts(const struct wanted *w, uint32_t docid)
{
	return w->all_count || docids_have(w->counting, w->counting_count, docid);
}

static bool is_taken(const struct person_search *s, size_t from, size_t to, uint32_t docid)
{
	for (size_t i = from; i < to; i++)
		if (s->candidates[i].docid == docid)
			return true;
	return false;
}

/* Asks the index for the passages of one article; its candidates are [from, to). */
static void take_asked(struct person_search *s, const struct wanted *w, size_t from, size_t to)
{
	struct match_list both = { NULL, 0, 0 };
	uint32_t *docids;
	size_t count;

	match_list_add(&both, match_article(span_of(s->candidates[from].record->article), s->scratch), s->scratch);
	if (w->match)
		match_list_add(&both, w->match, s->scratch);
	count = index_match(s->ask->reader, match_group(MATCH_AND, &both, s->scratch), s->scratch, &docids, s->err);
	for (size_t i = 0; i < count && s->err->status == STATUS_OK; i++)
		if (!is_taken(s, from, to, docids[i]))
			person_take(s, docids[i], counts(w, docids[i]), false);
	arena_reset(s->scratch);
}

/* The passages of an article stand in a row in nearly every index, so those of many
 * articles are known by their numbers. */
static void take_in_row(struct person_search *s, const struct wanted *w, size_t from, size_t to)
{
	const struct candidate *first = &s->candidates[from];
	uint32_t begin = first->docid - first->record->number, end = begin + first->record->passage_count;

	for (uint32_t docid = begin; docid < end && s->err->status == STATUS_OK; docid++)
		if ((!w->match || docids_have(w->docids, w->docid_count, docid)) && !is_taken(s, from, to, docid))
			person_take(s, docid, counts(w, docid), false);
}

/* Do the candidates of each article stand as their numbers say, and the articles one
 * behind the other? Several indexes that are read as one mix their passages. */
static bool stand_in_row(const struct person_search *s)
{
	for (size_t i = 0; i + 1 < s->taken; i++) {
		const struct candidate *a = &s->candidates[i], *b = a + 1;

		if (b->docid < a->docid ||
		    (a->article == b->article && b->docid - a->docid != b->record->number - a->record->number))
			return false;
	}
	return true;
}

static struct match *within(struct person_search *s, struct match *match)
{
	struct match_list both = { NULL, 0, 0 };

	match_list_add(&both, s->ask->within, s->arena);
	match_list_add(&both, match, s->arena);
	return match_group(MATCH_AND, &both, s->arena);
}

static void take_all(struct person_search *s, struct wanted *w)
{
	bool in_row = s->taken > FEW && stand_in_row(s);
	uint32_t *docids = NULL;

	if (in_row && w->match)
		w->docid_count = index_match(s->ask->reader, w->match, s->arena, &docids, s->err);
	w->docids = docids;
	for (size_t i = 0, count; i < s->taken && s->err->status == STATUS_OK; i += count) {
		for (count = 1; i + count < s->taken && s->candidates[i + count].article == s->candidates[i].article;)
			count++;
		if (in_row)
			take_in_row(s, w, i, i + count);
		else
			take_asked(s, w, i, i + count);
	}
}

static int by_article(const void *a, const void *b)
{
	const struct candidate *x = a, *y = b;

	if (x->article != y->article)
		return x->article < y->article ? -1 : 1;
	return x->docid < y->docid ? -1 : x->docid > y->docid;
}

void forenames_take(struct person_search *s)
{
	struct wanted w = { .match = s->ask->options->roles ? NULL : s->forenames, .all_count = s->ask->within == NULL };
	uint32_t *counting = NULL;

	if (s->taken == 0 || (!s->forenames && !s->ask->options->roles))
		return;
	if (s->ask->within)
		w.counting_count = index_match(s->ask->reader, w.match ? within(s, w.match) : s->ask->within, s->arena, &counting,
					       s->err);
	w.counting = counting;
	qsort(s->candidates, s->taken, sizeof(*s->candidates), by_article);
	take_all(s, &w);
}
