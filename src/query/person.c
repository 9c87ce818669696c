/* Finds where a person is named: keys propose spellings, the article decides. */
#include "query/person.h"

#include "query/match.h"
#include "query/whole.h"

#include "dateline/map.h"

#include <stdlib.h>

struct search_for {
	struct index_reader *reader;
	const struct name_query *query;
	struct name_tally tally;        /* of the articles that were read */
	struct person_set *set;
	struct arena *arena;    /* the answer's */
	struct arena *scratch;  /* an article's */
	struct map *seen;       /* surfaces: 1 when they pass for the name */
	struct map *candidates; /* ids of the passages that hold a surface (and `within`): 1, and 2 once named */
	bool only_candidates;   /* a mention in another passage does not count */
	struct match_list terms;
	size_t surface_room, passage_room, place_room;
	struct error *err;
};

/* ---- spellings ---- */

static bool take_surface(struct span term, uint32_t passages, void *with)
{
	struct search_for *s = with;
	struct span surface = name_term_surface(term);
	bool is_new;
	uint32_t *verdict;

	if (surface.bytes == 0)
		return true;
	verdict = map_slot(s->seen, surface, 0, &is_new);
	if (is_new && name_query_takes(s->query, surface)) {
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

static void find_surfaces(struct search_for *s)
{
	struct name_key keys[4 * NAME_KEYS_MOST];
	size_t count = name_query_keys(s->query, keys, COUNT(keys));

	for (size_t i = 0; i < count; i++)
		index_terms(s->reader, name_term_prefix(keys[i].text, s->arena), take_surface, s, s->err);
	if (s->set->surface_count > 1)
		qsort(s->set->surfaces, s->set->surface_count, sizeof(*s->set->surfaces), by_passages);
}

/* ---- articles ---- */

/* A mention and the passage it belongs to, before they are grouped. */
struct placed {
	uint32_t record;
	struct person_place place;
};

struct placed_list {
	struct placed *items;
	size_t count, room;
};

static int by_record(const void *a, const void *b)
{
	const struct placed *x = a, *y = b;

	if (x->record != y->record)
		return x->record < y->record ? -1 : 1;
	if (x->place.part != y->place.part)
		return x->place.part > y->place.part ? -1 : 1; /* title, heading, text */
	return x->place.at_byte < y->place.at_byte ? -1 : x->place.at_byte > y->place.at_byte;
}

/* A mention in a heading counts for each passage that stands under it. */
static void place_mention(struct search_for *s, const struct whole *whole, const struct record *records,
			  const struct name_mention *mention, struct placed_list *list)
{
	const struct whole_part *part = whole_part_at(whole, mention->at_byte);
	struct person_place place = {
		.bytes = mention->bytes, .certainty = mention->certainty, .ground = mention->ground,
	};

	if (!part || mention->at_byte + mention->bytes > part->at_byte + part->bytes)
		return;
	place.part = (uint8_t)part->part;
	place.at_byte = mention->at_byte - part->at_byte;
	place.from_char = record_char_at(&records[part->record], part->part, place.at_byte);
	place.to_char = record_char_at(&records[part->record], part->part, place.at_byte + place.bytes);
	place.why = arena_copy(s->arena, mention->why);
	for (uint32_t i = part->record; i < part->until_record; i++) {
		ARENA_PUSH(s->scratch, list->items, list->count, list->room) = (struct placed){ i, place };
		place.is_repeat = true;
	}
}

static void keep_places(struct search_for *s, const struct record *records, struct placed_list *list)
{
	struct person_set *set = s->set;
	uint32_t last = UINT32_MAX;

	if (list->count > 1)
		qsort(list->items, list->count, sizeof(*list->items), by_record);
	for (size_t i = 0; i < list->count; i++) {
		const struct record *record = &records[list->items[i].record];

		if (s->only_candidates && map_find(s->candidates, span_of(record->id), 0) == 0)
			continue;
		if (list->items[i].record != last) {
			struct person_passage passage = { .first = (uint32_t)set->place_count };

			memcpy(passage.id, record->id, sizeof(passage.id));
			map_put(s->candidates, span_of(record->id), 2);
			ARENA_PUSH(s->arena, set->passages, set->passage_count, s->passage_room) = passage;
			last = list->items[i].record;
		}
		ARENA_PUSH(s->arena, set->places, set->place_count, s->place_room) = list->items[i].place;
		set->passages[set->passage_count - 1].count++;
	}
}

/* The language that most of the article is in: a short passage is easily mistaken. */
static const char *language_of(const struct record *records, size_t count, struct arena *arena)
{
	struct span best = { NULL, 0 };
	size_t most = 0;

	for (size_t i = 0; i < count; i++) {
		size_t bytes = 0;

		if (records[i].lang.bytes == 0 || span_equal(records[i].lang, best))
			continue;
		for (size_t k = i; k < count; k++)
			bytes += span_equal(records[k].lang, records[i].lang) ? records[k].text.bytes + 1 : 0;
		if (bytes > most) {
			best = records[i].lang;
			most = bytes;
		}
	}
	return arena_string(arena, best);
}

static void read_article(struct search_for *s, const char *id)
{
	struct placed_list list = { NULL, 0, 0 };
	struct name_mention *mentions;
	struct record *records;
	struct whole whole;
	struct text text;
	size_t count = index_article(s->reader, id, s->scratch, &records, s->err), found;

	if (s->err->status != STATUS_OK || count == 0)
		return;
	s->set->articles_read++;
	whole_make(records, count, s->scratch, &whole);
	text_read(whole.text, s->scratch, &text);
	found = name_query_mentions(s->query, &text, language_of(records, count, s->scratch), s->scratch, &mentions);
	for (size_t i = 0; i < found; i++)
		place_mention(s, &whole, records, &mentions[i], &list);
	keep_places(s, records, &list);
}

/* Reads each article once that has a candidate passage, in the order of the index. */
static void read_articles(struct search_for *s, const uint32_t *docids, size_t count)
{
	struct map *order = map_new();

	for (size_t i = 0; i < count && s->err->status == STATUS_OK; i++) {
		struct record record;

		if (index_record(s->reader, docids[i], s->scratch, &record, s->err)) {
			map_put(order, span_of(record.article), 1);
			map_put(s->candidates, span_of(record.id), 1);
		}
		arena_reset(s->scratch);
	}
	for (size_t i = 0; i < map_count(order) && s->err->status == STATUS_OK; i++) {
		read_article(s, arena_string(s->arena, map_key_at(order, i)));
		arena_reset(s->scratch);
	}
	map_free(order);
}

/* Takes out the bare surnames that are another's, by what all articles told. */
static void drop_by_tally(struct search_for *s)
{
	struct person_set *set = s->set;
	size_t passages = 0, places = 0;

	for (size_t i = 0; i < set->passage_count; i++) {
		struct person_passage passage = set->passages[i];
		size_t first = places;

		for (uint32_t k = passage.first; k < passage.first + passage.count; k++)
			if (name_tally_takes(&s->tally, set->places[k].ground))
				set->places[places++] = set->places[k];
		passage.first = (uint32_t)first;
		passage.count = (uint32_t)(places - first);
		if (passage.count > 0)
			set->passages[passages++] = passage;
		else
			map_put(s->candidates, span_of(passage.id), 1);
	}
	set->passage_count = passages;
	set->place_count = places;
}

static struct match *candidates_match(struct search_for *s, struct match *within)
{
	struct match *named = match_group(MATCH_OR, &s->terms, s->arena);
	struct match_list both = { NULL, 0, 0 };

	if (!within)
		return named;
	match_list_add(&both, named, s->arena);
	match_list_add(&both, within, s->arena);
	return match_group(MATCH_AND, &both, s->arena);
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
 * not: thousands of passages ORed one by one cost more than reading them. */
static struct match *all_but(struct search_for *s)
{
	struct match *without = match_new(MATCH_AND_NOT, s->arena);

	match_add(without, match_group(MATCH_OR, &s->terms, s->arena), s->arena);
	for (size_t i = 0; i < map_count(s->candidates); i++) {
		if (map_value_at(s->candidates, i) == 1)
			match_add(without, passage_match(arena_string(s->arena, map_key_at(s->candidates, i)), s->arena),
				  s->arena);
	}
	return without->kid_count > 1 ? without : without->kids[0];
}

/* Exact either way: `all_but` stands for the very passages of the set when every
 * candidate was read and nothing but candidates was found. */
static struct match *make_match(struct search_for *s)
{
	const struct person_set *set = s->set;
	bool whole = set->candidates == set->read && !s->only_candidates &&
		     map_count(s->candidates) == set->candidates;

	return whole && set->passage_count > set->candidates / 2 ? all_but(s) : listed(set, s->arena);
}

static void search_begin(struct search_for *s, struct index_reader *reader, struct span name,
			 const struct name_options *options, struct arena *arena, struct error *err)
{
	struct name_options counted = *options;

	*s = (struct search_for){ .reader = reader, .arena = arena, .err = err };
	s->set = arena_alloc(arena, sizeof(*s->set));
	s->set->name = name;
	s->set->match = match_new(MATCH_NONE, arena);
	counted.tally = &s->tally;
	s->query = name_query_new(name, &counted, arena);
	s->scratch = arena_new();
	s->seen = map_new();
	s->candidates = map_new();
	find_surfaces(s);
}

static struct person_set *search_end(struct search_for *s)
{
	map_free(s->candidates);
	map_free(s->seen);
	arena_free(s->scratch);
	return s->set;
}

struct person_set *person_find(struct index_reader *reader, struct span name, const struct name_options *options,
			       struct match *within, uint32_t most, struct arena *arena, struct error *err)
{
	struct search_for s;
	uint32_t *docids;
	size_t count;

	search_begin(&s, reader, name, options, arena, err);
	s.only_candidates = within != NULL;
	if (s.terms.count > 0 && err->status == STATUS_OK) {
		count = index_match(reader, candidates_match(&s, within), arena, &docids, err);
		s.set->candidates = (uint32_t)count;
		s.set->read = count < most ? (uint32_t)count : most;
		read_articles(&s, docids, s.set->read);
		drop_by_tally(&s);
		s.set->match = make_match(&s);
	}
	return search_end(&s);
}

struct person_set *person_spellings(struct index_reader *reader, struct span name, const struct name_options *options,
				    struct arena *arena, struct error *err)
{
	struct search_for s;

	search_begin(&s, reader, name, options, arena, err);
	return search_end(&s);
}
