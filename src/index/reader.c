/* Asks an index: searches with counts, records, terms. */
#include "dateline/index.h"

#include "index/directory.h"
#include "index/identity.h"
#include "index/record.h"
#include "index/segment.h"
#include "index/slot.h"
#include "index/xap.h"

#include <stdlib.h>

struct index_reader {
	struct xap_reader *xap;
	struct arena *arena;    /* of the names and marks */
	const char **directories;
	uint64_t *marks;        /* of the segments that are open */
	size_t count;
};

#define TRIES_MOST 5

/* Opens the segments in use. One can be replaced between the look and the opening:
 * then there is another one to be found. */
static struct xap_reader *open_tables(struct index_reader *reader, struct error *err)
{
	struct arena *scratch = arena_new();
	const char **paths = arena_new_array(scratch, const char *, reader->count);
	struct xap_reader *xap = NULL;

	for (int tries = 1; !xap && err->status == STATUS_OK; tries++) {
		struct error one = { 0 };

		for (size_t i = 0; i < reader->count; i++) {
			char path[SEGMENT_PATH];

			reader->marks[i] = directory_mark(reader->directories[i]);
			segment_path(reader->directories[i], path, &one);
			paths[i] = arena_string(scratch, span_of(path));
		}
		xap = xap_reader_open(paths, reader->count, &one);
		if (one.status != STATUS_OK && tries == TRIES_MOST)
			*err = one;
	}
	arena_free(scratch);
	return xap;
}

struct index_reader *index_open(const char *const *directories, size_t count, struct error *err)
{
	struct arena *arena = arena_new();
	struct index_reader *reader = arena_alloc(arena, sizeof(*reader));

	reader->arena = arena;
	reader->directories = arena_new_array(arena, const char *, count);
	reader->marks = arena_new_array(arena, uint64_t, count);
	reader->count = count;
	for (size_t i = 0; i < count; i++) {
		directory_check(directories[i], err);
		reader->directories[i] = arena_string(arena, span_of(directories[i]));
	}
	reader->xap = open_tables(reader, err);
	if (err->status == STATUS_OK)
		return reader;
	index_close(reader);
	return NULL;
}

void index_close(struct index_reader *reader)
{
	if (!reader)
		return;
	xap_reader_close(reader->xap);
	arena_free(reader->arena);
}

/* Takes up what was committed since. Tables that were replaced are opened anew. */
static void refresh(struct index_reader *reader, struct error *err)
{
	struct error one = { 0 };
	bool replaced = !reader->xap;

	if (err->status != STATUS_OK)
		return;
	for (size_t i = 0; i < reader->count; i++)
		replaced |= directory_mark(reader->directories[i]) != reader->marks[i];
	if (!replaced)
		xap_reader_refresh(reader->xap, &one);
	if (!replaced && one.status == STATUS_OK)
		return;
	xap_reader_close(reader->xap);
	reader->xap = open_tables(reader, err);
}

/* ---- searching ---- */

static struct xap_search plan(const struct search *search, struct arena *arena)
{
	uint32_t *slots = arena_new_array(arena, uint32_t, search->facet_count);
	struct xap_search asked = {
		.match = search->match, .sort_slot = field_get("order")->slot, .sort_bytes = (size_t)2 * SLOT_DAY_BYTES,
		.offset = search->offset, .limit = search->limit, .group = search->group != GROUP_PASSAGE,
		.group_slot = field_get(search->group == GROUP_COPIES ? "copy-key" : "article-id")->slot, .count_slots = slots, .count_slot_count = search->facet_count,
	};

	for (size_t i = 0; i < search->facet_count; i++)
		slots[i] = search->facets[i].slot;
	switch (search->sort) {
	case SORT_RELEVANCE:
		asked.sort = XAP_BY_SCORE;
		break;
	case SORT_DATE:
		asked.sort = XAP_BY_SLOT;
		break;
	case SORT_DATE_DOWN:
		asked.sort = XAP_BY_SLOT_DOWN;
		break;
	}
	return asked;
}

static int by_count(const void *a, const void *b)
{
	const struct facet_count *x = a, *y = b;

	if (x->count != y->count)
		return x->count < y->count ? 1 : -1;
	return span_compare(x->key, y->key);
}

static struct facet_answer facet_of(const struct xap_counts *counted, struct arena *arena)
{
	struct facet_answer answer = { .count = counted->count, .missing = counted->missing };

	answer.counts = arena_new_array(arena, struct facet_count, counted->count);
	for (size_t i = 0; i < counted->count; i++)
		answer.counts[i] = (struct facet_count){
			counted->items[i].item, counted->items[i].count, counted->items[i].docid,
		};
	qsort(answer.counts, answer.count, sizeof(*answer.counts), by_count);
	return answer;
}

/* Hits of one score by date, the undated last, then id. */
static int by_score(const void *a, const void *b)
{
	const struct hit *x = a, *y = b;
	bool x_dated = date_is_known(x->record.date), y_dated = date_is_known(y->record.date);
	int by_article;

	if (x->score < y->score || x->score > y->score)
		return x->score < y->score ? 1 : -1;
	if (x_dated != y_dated)
		return x_dated ? -1 : 1;
	if (x->record.date.from_day != y->record.date.from_day)
		return x->record.date.from_day < y->record.date.from_day ? -1 : 1;
	by_article = strcmp(x->record.article, y->record.article);
	return by_article ? by_article : (x->record.number > y->record.number) - (x->record.number < y->record.number);
}

void index_search(struct index_reader *reader, const struct search *search, struct arena *arena,
		  struct found *out, struct error *err)
{
	struct xap_search asked = plan(search, arena);
	struct xap_found found;

	memset(out, 0, sizeof(*out));
	refresh(reader, err);
	xap_reader_search(reader->xap, &asked, arena, &found, err);
	out->total = search->group == GROUP_ARTICLE ? found.groups : found.documents;
	out->groups = found.groups;
	out->hits = arena_new_array(arena, struct hit, found.hit_count);
	for (size_t i = 0; i < found.hit_count && err->status == STATUS_OK; i++) {
		struct hit *hit = &out->hits[out->hit_count++];

		*hit = (struct hit){ .docid = found.hits[i].docid, .score = found.hits[i].score,
				     .others = found.hits[i].group_size - 1 };
		record_read(found.hits[i].data, arena, &hit->record, err);
	}
	if (search->sort == SORT_RELEVANCE && out->hit_count)
		qsort(out->hits, out->hit_count, sizeof(*out->hits), by_score);
	out->facets = arena_new_array(arena, struct facet_answer, search->facet_count);
	for (size_t i = 0; i < search->facet_count && err->status == STATUS_OK; i++)
		out->facets[i] = facet_of(&found.counts[i], arena);
}

size_t index_match(struct index_reader *reader, const struct match *match, struct arena *arena,
		   uint32_t **out, struct error *err)
{
	refresh(reader, err);
	return xap_reader_match(reader->xap, match, arena, out, err);
}

bool index_record(struct index_reader *reader, uint32_t docid, struct arena *arena, struct record *out,
		  struct error *err)
{
	struct span stored = { NULL, 0 };

	memset(out, 0, sizeof(*out));
	if (reader->xap)
		stored = xap_reader_data(reader->xap, docid, arena, err);
	if (!stored.bytes)
		return false;
	record_read(stored, arena, out, err);
	return err->status == STATUS_OK;
}

static int by_number(const void *a, const void *b)
{
	const struct record *x = a, *y = b;

	return (x->number > y->number) - (x->number < y->number);
}

size_t index_article(struct index_reader *reader, const char *id, struct arena *arena, struct record **out,
		     struct error *err)
{
	uint32_t *docids;
	size_t found = index_match(reader, match_article(span_of(id), arena), arena, &docids, err), count = 0;

	*out = arena_new_array(arena, struct record, found);
	for (size_t i = 0; i < found && err->status == STATUS_OK; i++)
		count += index_record(reader, docids[i], arena, &(*out)[count], err);
	if (count)
		qsort(*out, count, sizeof(**out), by_number);
	return count;
}

/* ---- terms ---- */

void index_terms(struct index_reader *reader, struct span prefix,
		 bool (*each)(struct span term, uint32_t passages, void *with), void *with, struct error *err)
{
	refresh(reader, err);
	xap_reader_terms(reader->xap, prefix, each, with, err);
}

uint32_t index_term_count(struct index_reader *reader, struct span term, struct error *err)
{
	return reader->xap ? xap_reader_term_count(reader->xap, term, err) : 0;
}

/* ---- contents ---- */

static bool count_term(struct span term, uint32_t passages, void *with)
{
	uint32_t *count = with;

	(void)term;
	(void)passages;
	++*count;
	return true;
}

/* The first day of any event date, from the slot "order". */
static bool look_at_first(uint32_t docid, struct span value, void *with)
{
	struct date *first = with;
	int32_t day = slot_day_read(value);

	(void)docid;
	if (day != DAY_OPEN_FROM && day != DAY_OPEN_TO && (!date_is_known(*first) || day < first->from_day))
		*first = (struct date){ day, day, DATE_DAY, false };
	return true;
}

static bool look_at_last(uint32_t docid, struct span value, void *with)
{
	struct date *last = with;
	int32_t day = slot_day_read(value);

	(void)docid;
	if (day != DAY_OPEN_TO && (!date_is_known(*last) || day > last->to_day))
		*last = (struct date){ day, day, DATE_DAY, false };
	return true;
}

void index_stats(struct index_reader *reader, struct arena *arena, struct index_stats *out, struct error *err)
{
	struct arena *scratch = arena_new();

	memset(out, 0, sizeof(*out));
	refresh(reader, err);
	out->passages = xap_reader_document_count(reader->xap, err);
	xap_reader_terms(reader->xap, span_of(field_get("article")->prefix), count_term, &out->articles, err);
	out->undated = xap_reader_term_count(reader->xap, match_undated(false, scratch)->term, err);
	xap_reader_values(reader->xap, field_get("order")->slot, look_at_first, &out->first, err);
	xap_reader_values(reader->xap, field_get("event-to")->slot, look_at_last, &out->last, err);
	xap_reader_identity(reader->xap, out->uuid, &out->revision, err);
	out->version = arena_printf(arena, "%d", INDEX_VERSION);
	for (size_t i = 0; i < reader->count && err->status == STATUS_OK; i++) {
		char path[SEGMENT_PATH];

		segment_path(reader->directories[i], path, err);
		out->bytes += directory_bytes(path);
	}
	arena_free(scratch);
}

struct stale {
	struct span ours;
	uint32_t passages;
};

static bool add_stale(struct span term, uint32_t passages, void *with)
{
	struct stale *stale = with;

	if (!span_equal(term, stale->ours))
		stale->passages += passages;
	return true;
}

uint32_t index_stale(struct index_reader *reader, const struct gazetteer *gazetteer, struct error *err)
{
	struct arena *scratch = arena_new();
	const struct field *field = field_get("rules");
	struct stale stale = { .passages = 0 };
	char rules[ID_TEXT];

	rules_digest(gazetteer, rules);
	stale.ours = field_term(field, span_of(rules), scratch);
	xap_reader_terms(reader->xap, span_of(field->prefix), add_stale, &stale, err);
	arena_free(scratch);
	return stale.passages;
}
