/* Finds where a person is named: keys propose spellings, the articles that hold one decide. */
#include "query/person.h"

#include "query/person_search.h"

#include <stdlib.h>

struct person_who *person_called(struct span name, struct arena *arena)
{
	struct person_who *who = arena_alloc(arena, sizeof(*who));

	who->names = arena_new_array(arena, struct person_name, 1);
	who->names[0].text = name;
	who->count = 1;
	return who;
}

/* ---- spellings ---- */

static bool any_takes(const struct person_search *s, struct span surface)
{
	for (size_t i = 0; i < s->ask->who->count; i++)
		if (name_query_takes(s->queries[i], surface))
			return true;
	return false;
}

static bool take_surface(struct span term, uint32_t passages, void *with)
{
	struct person_search *s = with;
	struct span surface = name_term_surface(term);
	bool is_new;
	uint32_t *verdict;

	if (surface.bytes == 0)
		return true;
	verdict = map_slot(s->seen, surface, 0, &is_new);
	if (is_new && any_takes(s, surface)) {
		*verdict = 1;
		ARENA_PUSH(s->arena, s->set->surfaces, s->set->surface_count, s->surface_room) =
			(struct person_surface){ arena_copy(s->arena, surface), passages };
	}
	if (*verdict == 1)
		match_list_add(&s->terms, match_term(arena_copy(s->arena, term), s->arena), s->arena);
	return true;
}

static int by_passages(const void *a, const void *b)
{
	const struct person_surface *x = a, *y = b;

	if (x->passages != y->passages)
		return x->passages > y->passages ? -1 : 1;
	return span_compare(x->text, y->text);
}

/* Looks under each key of each name once. */
static void find_surfaces(struct person_search *s)
{
	struct map *done = map_new();

	for (size_t n = 0; n < s->ask->who->count; n++) {
		struct name_key keys[4 * NAME_KEYS_MOST];
		size_t count = name_query_keys(s->queries[n], keys, COUNT(keys));

		for (size_t i = 0; i < count; i++) {
			bool is_new;

			map_slot(done, span_of(keys[i].text), 1, &is_new);
			if (is_new)
				index_terms(s->ask->reader, name_term_prefix(keys[i].text, s->arena), take_surface, s, s->err);
		}
	}
	if (s->set->surface_count > 1)
		qsort(s->set->surfaces, s->set->surface_count, sizeof(*s->set->surfaces), by_passages);
	map_free(done);
}

/* ---- candidates ---- */

static struct match *both(struct person_search *s, struct match *a, struct match *b)
{
	struct match_list list = { NULL, 0, 0 };

	match_list_add(&list, a, s->arena);
	match_list_add(&list, b, s->arena);
	return match_group(MATCH_AND, &list, s->arena);
}

static int by_docid(const void *a, const void *b)
{
	uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;

	return x < y ? -1 : x > y;
}

bool docids_have(const uint32_t *docids, size_t count, uint32_t docid)
{
	return count > 0 && bsearch(&docid, docids, count, sizeof(*docids), by_docid) != NULL;
}

/* The other candidates of the articles that `docids` belong to, article by article. */
static void take_by_article(struct person_search *s, const uint32_t *docids, size_t count)
{
	for (size_t i = 0; i < count && s->err->status == STATUS_OK; i++)
		person_take(s, docids[i], true, true);
	for (size_t i = 0; i < map_count(s->articles) && s->err->status == STATUS_OK; i++) {
		struct match *article = match_article(map_key_at(s->articles, i), s->scratch);
		uint32_t *others;
		size_t other_count = index_match(s->ask->reader, both(s, article, s->set->named), s->scratch, &others, s->err);

		for (size_t k = 0; k < other_count; k++)
			if (!docids_have(docids, count, others[k]))
				person_take(s, others[k], false, true);
		arena_reset(s->scratch);
	}
}

/* Most of the candidates pass the filters, so all are read in a row. */
static void take_in_a_row(struct person_search *s, const uint32_t *docids, size_t count)
{
	uint32_t *all;
	size_t all_count = index_match(s->ask->reader, s->set->named, s->arena, &all, s->err);

	for (size_t i = 0; i < all_count && s->err->status == STATUS_OK; i++)
		person_take(s, all[i], docids_have(docids, count, all[i]), true);
}

#define ROW_IS_CHEAPER 4        /* reading so many passages costs as much as finding one article's */

static void take_candidates(struct person_search *s)
{
	const struct person_ask *ask = s->ask;
	struct match *wanted = ask->within ? both(s, s->set->named, ask->within) : s->set->named;
	uint32_t *docids;
	size_t count = index_match(ask->reader, wanted, s->arena, &docids, s->err);
	uint64_t all = 0;

	s->set->candidates = (uint32_t)count;
	s->set->read = count < ask->most ? (uint32_t)count : ask->most;
	for (size_t i = 0; i < s->set->surface_count; i++)
		all += s->set->surfaces[i].passages;
	if (!ask->within)
		for (size_t i = 0; i < s->set->read && s->err->status == STATUS_OK; i++)
			person_take(s, docids[i], true, true);
	else if (all <= (uint64_t)ROW_IS_CHEAPER * s->set->read)
		take_in_a_row(s, docids, s->set->read);
	else
		take_by_article(s, docids, s->set->read);
}

/* ---- the set as a plan ---- */

static struct match *passage_match(const char *id, struct arena *arena)
{
	return match_term(field_term(field_get("passage"), span_of(id), arena), arena);
}

static struct match *listed(const struct person_set *set, struct arena *arena)
{
	struct match_list list = { NULL, 0, 0 };

	for (size_t i = 0; i < set->passage_count; i++)
		match_list_add(&list, passage_match(set->passages[i].id, arena), arena);
	return match_group(MATCH_OR, &list, arena);
}

/* Nearly all that hold a surface name the person, so it is cheaper to say which do
 * not: thousands of passages ORed one by one cost more than reading them. Those that
 * hold a first name alone are listed. */
static struct match *all_but(struct person_search *s)
{
	struct match *without = match_new(MATCH_AND_NOT, s->arena);
	struct match_list either = { NULL, 0, 0 };

	match_add(without, s->set->named, s->arena);
	for (size_t i = 0; i < s->candidate_count; i++) {
		const struct candidate *candidate = &s->candidates[i];

		if (candidate->by_surname && !candidate->named)
			match_add(without, passage_match(candidate->record->id, s->arena), s->arena);
		if (!candidate->by_surname && candidate->named)
			match_list_add(&either, passage_match(candidate->record->id, s->arena), s->arena);
	}
	match_list_add(&either, without->kid_count > 1 ? without : without->kids[0], s->arena);
	return match_group(MATCH_OR, &either, s->arena);
}

/* Exact either way: `all_but` stands for the very passages of the set when every
 * candidate was read. */
static struct match *make_match(struct person_search *s)
{
	const struct person_set *set = s->set;
	bool whole = set->candidates == set->read && !s->ask->within && s->taken == set->candidates;

	return whole && set->passage_count > set->candidates / 2 ? all_but(s) : listed(set, s->arena);
}

/* ---- a search from its begin to its end ---- */

static void search_begin(struct person_search *s, const struct person_ask *ask, struct arena *arena, struct error *err)
{
	*s = (struct person_search){ .ask = ask, .arena = arena, .err = err };
	s->set = arena_alloc(arena, sizeof(*s->set));
	s->set->who = ask->who;
	s->set->name = ask->who->names[0].text;
	s->set->named = s->set->match = match_new(MATCH_NONE, arena);
	s->queries = arena_new_array(arena, const struct name_query *, ask->who->count);
	s->tallies = arena_new_array(arena, struct name_tally, ask->who->count);
	for (size_t i = 0; i < ask->who->count; i++) {
		struct name_options options = *ask->options;

		options.strict = options.strict || ask->who->names[i].whole;
		options.tally = &s->tallies[i];
		s->queries[i] = name_query_new(ask->who->names[i].text, &options, arena);
	}
	s->scratch = arena_new();
	s->records = ask->keep_records ? arena : arena_new();
	s->seen = map_new();
	s->articles = map_new();
	find_surfaces(s);
	if (s->terms.count > 0)
		s->set->named = match_group(MATCH_OR, &s->terms, arena);
}

static struct person_set *search_end(struct person_search *s)
{
	map_free(s->articles);
	map_free(s->seen);
	if (s->records != s->arena)
		arena_free(s->records);
	arena_free(s->scratch);
	return s->set;
}

struct person_set *person_find(const struct person_ask *ask, struct arena *arena, struct error *err)
{
	struct person_search s;

	search_begin(&s, ask, arena, err);
	if (s.terms.count > 0 && err->status == STATUS_OK) {
		take_candidates(&s);
		s.taken = s.candidate_count;
		forenames_find_terms(&s);
		forenames_take(&s);
		person_decide(&s);
		s.set->match = make_match(&s);
	}
	return search_end(&s);
}

struct match *person_named(const struct person_ask *ask, struct arena *arena, struct error *err)
{
	struct person_search s;

	search_begin(&s, ask, arena, err);
	return search_end(&s)->named;
}

struct person_set *person_spellings(struct index_reader *reader, struct span name, const struct name_options *options,
				    struct arena *arena, struct error *err)
{
	struct person_ask ask = { .reader = reader, .who = person_called(name, arena), .options = options };
	struct person_search s;

	search_begin(&s, &ask, arena, err);
	return search_end(&s);
}
