/* Asks an index: searches with counts, records, terms. */
#include "dateline/index.h"

#include "index/directory.h"
#include "index/identity.h"
#include "index/opening.h"
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
	reader->xap = opening_read(reader->directories, reader->count, reader->marks, err);
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
	reader->xap = opening_read(reader->directories, reader->count, reader->marks, err);
}

/* ---- searching ---- */

static struct xap_search plan(const struct search *search, struct arena *arena)
{
	uint32_t *slots = arena_new_array(arena, uint32_t, search->facet_count);
	struct xap_search asked = {
		.match = search->match, .sort_slot = field_get("order")->slot,
		.offset = search->offset, .limit = search->limit, .group = search->group != GROUP_PASSAGE,
		.add_up = search->group == GROUP_ARTICLE,
		.group_slot = field_get(search->group == GROUP_COPIES ? "copy-key" : "article-id")->slot,
		.tie_slot = field_get("article-id")->slot, .count_slots = slots, .count_slot_count = search->facet_count,
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
		record_read(found.hits[i].stored.head, found.hits[i].stored.body, arena, &hit->record, err);
	}
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
	struct stored stored;

	memset(out, 0, sizeof(*out));
	if (!reader->xap || !xap_reader_stored(reader->xap, docid, arena, &stored, err))
		return false;
	record_read(stored.head, stored.body, arena, out, err);
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

/* Calls `each` for every value of `slot` that living documents have, with how many. */
static void each_value(struct index_reader *reader, uint32_t slot,
		       void (*each)(struct span value, uint32_t passages, struct index_stats *stats),
		       struct index_stats *stats, struct error *err)
{
	for (size_t i = 0; i < xap_reader_part_count(reader->xap) && err->status == STATUS_OK; i++) {
		const struct columns *columns = xap_reader_columns(reader->xap, i, err);
		const struct column *column = columns ? columns_find(columns, slot) : NULL;
		uint32_t *counts = memory_get(((column ? column->value_count : 0) + (size_t)1) * sizeof(*counts));

		memset(counts, 0, ((column ? column->value_count : 0) + (size_t)1) * sizeof(*counts));
		for (uint32_t docid = 1; column && docid <= column->documents; docid++)
			counts[column_number(column, docid)] += !xap_reader_is_dead(reader->xap, i, docid);
		for (uint32_t n = 1; column && n <= column->value_count; n++)
			if (counts[n])
				each(column_value(column, n), counts[n], stats);
		free(counts);
	}
}

static void widen(struct index_stats *stats, int32_t day)
{
	if (day == DAY_OPEN_FROM || day == DAY_OPEN_TO)
		return;
	if (!date_is_known(stats->first) || day < stats->first.from_day)
		stats->first = (struct date){ day, day, DATE_DAY, false };
	if (!date_is_known(stats->last) || day > stats->last.to_day)
		stats->last = (struct date){ day, day, DATE_DAY, false };
}

/* A value of the slot "order": first and last day, or all 0xff. */
static void add_days(struct span value, uint32_t passages, struct index_stats *stats)
{
	static const char undated[SLOT_ORDER_BYTES] = "\xff\xff\xff\xff\xff\xff\xff\xff";

	if (value.bytes < SLOT_ORDER_BYTES || memcmp(value.at, undated, SLOT_ORDER_BYTES) == 0) {
		stats->undated += passages;
		return;
	}
	widen(stats, slot_day_read(value));
	widen(stats, slot_day_read(span_make(value.at + SLOT_DAY_BYTES, SLOT_DAY_BYTES)));
}

static void add_article(struct span value, uint32_t passages, struct index_stats *stats)
{
	(void)value;
	(void)passages;
	stats->articles++;
}

void index_stats(struct index_reader *reader, struct arena *arena, struct index_stats *out, struct error *err)
{
	memset(out, 0, sizeof(*out));
	refresh(reader, err);
	if (err->status != STATUS_OK)
		return;
	out->passages = xap_reader_document_count(reader->xap, err);
	each_value(reader, field_get("article-id")->slot, add_article, out, err);
	each_value(reader, field_get("order")->slot, add_days, out, err);
	xap_reader_identity(reader->xap, out->uuid, &out->revision, err);
	out->version = arena_printf(arena, "%d", INDEX_VERSION);
	for (size_t i = 0; i < reader->count && err->status == STATUS_OK; i++) {
		unsigned numbers[SEGMENTS_MOST];
		size_t count = directory_segments(reader->directories[i], numbers, err);

		for (size_t k = 0; k < count; k++) {
			char path[SEGMENT_PATH];

			segment_path(reader->directories[i], numbers[k], path);
			out->bytes += directory_bytes(path);
		}
	}
}

/* Terms of other rules than ours. */
struct stale {
	struct span ours;
	struct match *others;
	struct arena *arena;
	uint32_t passages;
};

static bool add_stale(struct span term, uint32_t passages, void *with)
{
	struct stale *stale = with;

	if (span_equal(term, stale->ours))
		return true;
	stale->passages += passages;
	match_add(stale->others, match_term(arena_copy(stale->arena, term), stale->arena), stale->arena);
	return true;
}

uint32_t index_stale(struct index_reader *reader, const struct gazetteer *gazetteer, struct error *err)
{
	struct arena *scratch = arena_new();
	const struct field *field = field_get("rules");
	struct stale stale = { .arena = scratch, .others = match_new(MATCH_OR, scratch) };
	char rules[ID_TEXT];
	uint32_t *docids;

	rules_digest(gazetteer, rules);
	stale.ours = field_term(field, span_of(rules), scratch);
	xap_reader_terms(reader->xap, span_of(field->prefix), add_stale, &stale, err);
	if (stale.passages > 0 && xap_reader_dead_count(reader->xap) > 0)
		stale.passages = (uint32_t)xap_reader_match(reader->xap, stale.others, scratch, &docids, err);
	arena_free(scratch);
	return stale.passages;
}
