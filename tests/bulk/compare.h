/* Are two indexes the same to whoever asks them? */
#ifndef TESTS_BULK_COMPARE_H
#define TESTS_BULK_COMPARE_H

#include "cases.h"

#include "dateline/index.h"

struct both {
	struct index_reader *a, *b;
	struct arena *arena;
	size_t terms, differences;
};

static void differ(struct both *both, const char *what, struct span which)
{
	if (both->differences++ < 10)
		print_error("%s of %.*s differs\n", what, (int)which.bytes, which.at);
}

static bool same_record(const struct record *a, const struct record *b)
{
	return strcmp(a->id, b->id) == 0 && a->passage_count == b->passage_count && span_equal(a->title, b->title) &&
	       span_equal(a->heading, b->heading) && span_equal(a->text, b->text) && date_equal(a->date, b->date) &&
	       span_equal(a->path, b->path) && span_equal(a->sha256, b->sha256) && a->piece_count == b->piece_count &&
	       a->date_count == b->date_count && a->place_count == b->place_count && a->person_count == b->person_count &&
	       a->heading_char == b->heading_char && a->title_char == b->title_char && span_equal(a->lang, b->lang);
}

static bool same_facets(const struct facet_answer *a, const struct facet_answer *b)
{
	if (a->count != b->count || a->missing != b->missing)
		return false;
	for (size_t i = 0; i < a->count; i++)
		if (!span_equal(a->counts[i].key, b->counts[i].key) || a->counts[i].count != b->counts[i].count)
			return false;
	return true;
}

/* Hits with their scores, which tell frequencies and lengths, their order, their
 * records, and the counts of every slot. */
static void compare_search(struct both *both, const struct match *match, struct span name)
{
	static const char *const lists[] = { "event", "published", "places", "persons", "sources", "langs" };
	struct facet_ask facets[COUNT(lists)];
	struct search search = { .match = match, .limit = 100000, .facets = facets };
	struct error err = { 0 };
	struct found a, b;

	for (size_t i = 0; i < COUNT(lists); i++)
		facets[search.facet_count++].slot = field_get(lists[i])->slot;
	index_search(both->a, &search, both->arena, &a, &err);
	index_search(both->b, &search, both->arena, &b, &err);
	assert_string_equal(err.text, "");
	if (a.total != b.total || a.hit_count != b.hit_count)
		differ(both, "the number of hits", name);
	for (size_t i = 0; i < a.hit_count && i < b.hit_count; i++) {
		double score = a.hits[i].score - b.hits[i].score;

		if (score > 1e-9 || score < -1e-9)
			differ(both, "a score", name);
		if (!same_record(&a.hits[i].record, &b.hits[i].record))
			differ(both, "a record", name);
	}
	for (size_t i = 0; i < search.facet_count; i++)
		if (!same_facets(&a.facets[i], &b.facets[i]))
			differ(both, "a count of values", name);
}

/* The term by which Xapian deletes stands in its own tables only. */
static bool is_of_xapian(struct span term)
{
	return field_value(field_get("article"), term).at != NULL;
}

static bool compare_term(struct span term, uint32_t passages, void *with)
{
	struct both *both = with;
	struct error err = { 0 };

	if (is_of_xapian(term))
		return true;
	both->terms++;
	if (index_term_count(both->b, term, &err) != passages)
		differ(both, "the number of passages", term);
	compare_search(both, match_term(term, both->arena), term);
	arena_reset(both->arena);
	return true;
}

static bool count_term(struct span term, uint32_t passages, void *with)
{
	size_t *count = with;

	(void)passages;
	*count += !is_of_xapian(term);
	return true;
}

/* How many differences there are; the first of them are told. */
static inline size_t compare_indexes(const char *a, const char *b)
{
	struct error err = { 0 };
	struct both both = { index_open(&a, 1, &err), index_open(&b, 1, &err), arena_new(), 0, 0 };
	size_t terms = 0;

	assert_string_equal(err.text, "");
	compare_search(&both, match_new(MATCH_ALL, both.arena), span_of("all"));
	index_terms(both.a, span_of(""), compare_term, &both, &err);
	index_terms(both.b, span_of(""), count_term, &terms, &err);
	assert_string_equal(err.text, "");
	if (terms != both.terms || terms == 0)
		differ(&both, "the number of terms", span_of("all"));
	index_close(both.a);
	index_close(both.b);
	arena_free(both.arena);
	return both.differences;
}

#endif
