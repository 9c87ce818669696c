/* Makes facets of counts: a histogram of dates, a tree of places, people, sources. */
#include "query/facets.h"

#include "dateline/map.h"

#include <stdlib.h>

/* ---- dates ---- */

/* Bars that still fit on a screen: beyond them days become months, and months years. */
#define DAY_BARS_MOST 92
#define MONTH_BARS_MOST 120

/* "2022-01-05" 10, "2022-01" and "2022-33" 7, "2022" 4. */
static bool is_day(struct span key)
{
	return key.bytes == 10;
}

static bool is_month(struct span key)
{
	return key.bytes == 7 && key.at[5] <= '1';
}

static int number_at(struct span key, size_t at, size_t digits)
{
	int n = 0;

	for (size_t i = at; i < at + digits && i < key.bytes; i++) {
		if (key.at[i] < '0' || key.at[i] > '9')
			return 0;
		n = n * 10 + (key.at[i] - '0');
	}
	return n;
}

/* The length to which keys are cut: 10 days, 7 months, 4 years. */
static size_t choose_unit(const struct facet_answer *answer)
{
	int32_t first = INT32_MAX, last = INT32_MIN;

	for (size_t i = 0; i < answer->count; i++) {
		struct span key = answer->counts[i].key;
		int32_t day;

		if (!is_day(key) && !is_month(key))
			continue;
		day = day_number(number_at(key, 0, 4), number_at(key, 5, 2), is_day(key) ? number_at(key, 8, 2) : 1);
		first = day < first ? day : first;
		last = day > last ? day : last;
	}
	if (first > last)
		return 4;
	if (last - first < DAY_BARS_MOST)
		return 10;
	return (last - first) / 30 < MONTH_BARS_MOST ? 7 : 4;
}

static struct span cut_key(struct span key, size_t unit)
{
	bool cuts = key.bytes > unit && key.bytes >= 7;

	return cuts ? span_make(key.at, unit) : key;
}

/* A month stands before its days, a year before its months: as shorter keys do. */
static int by_key(const void *a, const void *b)
{
	const struct bucket *x = a, *y = b;

	return span_compare(x->key, y->key);
}

void facet_dates(const struct facet_answer *answer, struct arena *arena, struct facet *out)
{
	size_t unit = choose_unit(answer);
	struct map *rows = map_new();

	*out = (struct facet){ .name = "date", .missing = answer->missing };
	out->unit = unit == 10 ? "day" : unit == 7 ? "month" : "year";
	out->buckets = arena_new_array(arena, struct bucket, answer->count + 1);
	for (size_t i = 0; i < answer->count; i++) {
		struct span key = cut_key(answer->counts[i].key, unit);
		bool is_new;
		uint32_t row = *map_slot(rows, key, (uint32_t)out->bucket_count, &is_new);

		if (is_new)
			out->buckets[out->bucket_count++] = (struct bucket){ .key = key, .label = key };
		out->buckets[row].count += answer->counts[i].count;
	}
	map_free(rows);
	if (out->bucket_count > 1)
		qsort(out->buckets, out->bucket_count, sizeof(*out->buckets), by_key);
}

/* ---- places ---- */

/* A place in the tree, while it is sorted. */
struct twig {
	struct bucket bucket;
	uint32_t id, parent;    /* parent: number of its twig from 1, 0 none */
	uint32_t first, next;   /* kid and brother, numbers from 1 */
};

static struct span path_of(const struct gazetteer *gazetteer, uint32_t id, struct arena *arena)
{
	uint32_t up[PLACE_DEPTH_MOST];
	size_t count = place_ancestors(gazetteer, id, up);
	struct span path = place_get(gazetteer, id).name;

	for (size_t i = 0; i < count; i++) {
		struct span above = place_get(gazetteer, up[i]).name;

		path = arena_printf(arena, "%.*s > %.*s", (int)above.bytes, above.at, (int)path.bytes, path.at);
	}
	return path;
}

/* The counts come by falling number, so brothers added at the end stay in order;
 * a place that has no row for its parent hangs on the nearest ancestor that has. */
static void hang_twigs(const struct gazetteer *gazetteer, struct twig *twigs, size_t count, uint32_t *first)
{
	for (size_t i = count; i-- > 0;) {
		uint32_t up[PLACE_DEPTH_MOST];
		size_t above = place_ancestors(gazetteer, twigs[i].id, up);
		uint32_t *list = first;

		for (size_t k = 0; k < above && twigs[i].parent == 0; k++) {
			for (size_t j = 0; j < count; j++) {
				if (twigs[j].id == up[k] && j != i)
					twigs[i].parent = (uint32_t)j + 1;
			}
		}
		if (twigs[i].parent > 0)
			list = &twigs[twigs[i].parent - 1].first;
		twigs[i].next = *list;
		*list = (uint32_t)i + 1;
	}
}

static void list_twigs(const struct twig *twigs, uint32_t at, uint8_t depth, struct facet *out)
{
	for (; at > 0; at = twigs[at - 1].next) {
		struct bucket *bucket = &out->buckets[out->bucket_count++];

		*bucket = twigs[at - 1].bucket;
		bucket->depth = depth;
		if (depth <= PLACE_DEPTH_MOST)
			list_twigs(twigs, twigs[at - 1].first, (uint8_t)(depth + 1), out);
	}
}

void facet_places(const struct gazetteer *gazetteer, const struct facet_answer *answer, struct arena *arena,
		  struct facet *out)
{
	size_t count = answer->count < FACET_BUCKETS_MOST ? answer->count : FACET_BUCKETS_MOST;
	struct twig *twigs = arena_new_array(arena, struct twig, count + 1);
	uint32_t first = 0;

	*out = (struct facet){ .name = "place", .missing = answer->missing };
	out->others = (uint32_t)(answer->count - count);
	out->buckets = arena_new_array(arena, struct bucket, count + 1);
	for (size_t i = 0; i < count; i++) {
		struct twig *twig = &twigs[i];

		twig->id = place_of_code(gazetteer, answer->counts[i].key);
		twig->bucket.key = answer->counts[i].key;
		twig->bucket.count = answer->counts[i].count;
		twig->bucket.label = twig->id ? place_get(gazetteer, twig->id).name : twig->bucket.key;
		twig->bucket.path = twig->id ? path_of(gazetteer, twig->id, arena) : twig->bucket.key;
	}
	hang_twigs(gazetteer, twigs, count, &first);
	list_twigs(twigs, first, 0, out);
}

/* ---- the others ---- */

static struct span label_in(const struct record *record, struct span key)
{
	for (size_t i = 0; i < record->person_count; i++) {
		if (span_equal(record->persons[i].key, key))
			return record->persons[i].label;
	}
	return (struct span){ NULL, 0 };
}

/* The label of a person's key is in the record of any passage that has it: of the one
 * that was counted, or, where several indexes are read as one and number their
 * passages apart, of the first that is found. */
static struct span person_label(struct index_reader *reader, const struct facet_count *count, struct arena *arena,
				struct error *err)
{
	struct search search = { .match = match_person(count->key, arena), .limit = 1 };
	struct record record = { 0 };
	struct found found = { 0 };
	struct span label;

	index_record(reader, count->docid, arena, &record, err);
	label = label_in(&record, count->key);
	if (label.bytes > 0)
		return label;
	index_search(reader, &search, arena, &found, err);
	if (found.hit_count > 0)
		label = label_in(&found.hits[0].record, count->key);
	return label.bytes > 0 ? label : count->key;
}

/* The filter on sources folds them, so one source written in capitals elsewhere is
 * one row: under the spelling of most passages, which comes first. */
static void merge_folded(struct facet *facet, struct arena *arena)
{
	struct map *rows = map_new();
	size_t kept = 0;

	for (size_t i = 0; i < facet->bucket_count; i++) {
		bool is_new;
		uint32_t row = *map_slot(rows, text_fold(facet->buckets[i].label, arena), (uint32_t)kept, &is_new);

		if (is_new)
			facet->buckets[kept++] = facet->buckets[i];
		else
			facet->buckets[row].count += facet->buckets[i].count;
	}
	facet->bucket_count = kept;
	map_free(rows);
}

static int by_count(const void *a, const void *b)
{
	const struct bucket *x = a, *y = b;

	if (x->count != y->count)
		return x->count > y->count ? -1 : 1;
	return span_compare(x->key, y->key);
}

static void facet_plain(struct index_reader *reader, const char *name, const struct facet_answer *answer,
			struct arena *arena, struct facet *out, struct error *err)
{
	bool are_persons = strcmp(name, "person") == 0;

	*out = (struct facet){ .name = name, .missing = answer->missing, .bucket_count = answer->count };
	out->buckets = arena_new_array(arena, struct bucket, answer->count + 1);
	for (size_t i = 0; i < answer->count; i++) {
		struct bucket *bucket = &out->buckets[i];

		bucket->key = bucket->label = answer->counts[i].key;
		bucket->count = answer->counts[i].count;
		if (are_persons && i < FACET_BUCKETS_MOST)
			bucket->label = person_label(reader, &answer->counts[i], arena, err);
	}
	if (strcmp(name, "source") == 0)
		merge_folded(out, arena);
	if (out->bucket_count > 1)
		qsort(out->buckets, out->bucket_count, sizeof(*out->buckets), by_count);
	if (out->bucket_count > FACET_BUCKETS_MOST) {
		out->others = (uint32_t)(out->bucket_count - FACET_BUCKETS_MOST);
		out->bucket_count = FACET_BUCKETS_MOST;
	}
}

static const struct { const char *name, *field, *published; } facet_rows[FACETS_MOST] = {
	{ "date", "event", "published" },
	{ "place", "places", NULL },
	{ "person", "persons", NULL },
	{ "source", "sources", NULL },
	{ "lang", "langs", NULL },
};

static bool is_asked(const struct ask *ask, size_t row)
{
	const bool asked[FACETS_MOST] = { ask->facet_date, ask->facet_place, ask->facet_person, ask->facet_source,
					  ask->facet_lang };

	return asked[row];
}

size_t facets_asked(const struct ask *ask, struct facet_ask out[FACETS_MOST])
{
	size_t count = 0;

	for (size_t i = 0; i < FACETS_MOST; i++) {
		bool published = ask->on_published && facet_rows[i].published;

		if (is_asked(ask, i))
			out[count++].slot = field_get(published ? facet_rows[i].published : facet_rows[i].field)->slot;
	}
	return count;
}

void facets_make(struct index_reader *reader, const struct gazetteer *gazetteer, const struct ask *ask,
		 const struct facet_answer *answers, struct arena *arena, struct answer *out, struct error *err)
{
	out->facets = arena_new_array(arena, struct facet, FACETS_MOST);
	for (size_t i = 0; i < FACETS_MOST; i++) {
		const struct facet_answer *answer = &answers[out->facet_count];
		struct facet *facet = &out->facets[out->facet_count];

		if (!is_asked(ask, i))
			continue;
		out->facet_count++;
		if (i == 0)
			facet_dates(answer, arena, facet);
		else if (i == 1)
			facet_places(gazetteer, answer, arena, facet);
		else
			facet_plain(reader, facet_rows[i].name, answer, arena, facet, err);
	}
}
