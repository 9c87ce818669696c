/* Finds in a text what a query looked for: words, stems, phrases, places, people. */
#include "query/marker.h"

#include "query/person.h"

#include <stdlib.h>

enum wish_kind { WISH_WORD, WISH_STEM, WISH_PREFIX, WISH_PHRASE, WISH_EXACT, WISH_PLACE, WISH_PLACE_ALONE, WISH_KEY,
		 WISH_PERSONS };

/* One thing asked for. A query has at most 64 words, so a list will do. */
struct wish {
	enum wish_kind kind;
	struct span text;
	const char *lang;               /* of a stem: it counts in passages of this language */
	const struct phrase_word *words; /* of a phrase */
	size_t word_count;
	uint32_t place;
	const struct person_set *set;
	const struct person_passage **by_id; /* the set's passages, by id */
	uint32_t number;                /* of the node it belongs to */
};

struct marker {
	struct stemmer *stemmer;
	const struct gazetteer *gazetteer;
	struct arena *arena;
	struct wish *wishes;
	size_t count, room;
	uint32_t number;
};

struct marker *marker_new(struct stemmer *stemmer, const struct gazetteer *gazetteer, struct arena *arena)
{
	struct marker *marker = arena_alloc(arena, sizeof(*marker));

	marker->stemmer = stemmer;
	marker->gazetteer = gazetteer;
	marker->arena = arena;
	return marker;
}

void marker_next(struct marker *marker)
{
	marker->number++;
}

static struct wish *add(struct marker *marker, enum wish_kind kind, struct span text)
{
	ARENA_PUSH(marker->arena, marker->wishes, marker->count, marker->room) =
		(struct wish){ .kind = kind, .text = text, .number = marker->number };
	return &marker->wishes[marker->count - 1];
}

void marker_add_word(struct marker *marker, struct span term)
{
	add(marker, WISH_WORD, term);
}

void marker_add_stem(struct marker *marker, struct span stem, const char *lang)
{
	add(marker, WISH_STEM, stem)->lang = lang;
}

void marker_add_prefix(struct marker *marker, struct span prefix)
{
	add(marker, WISH_PREFIX, prefix);
}

void marker_add_phrase(struct marker *marker, const struct phrase_word *words, size_t count)
{
	struct wish *wish = add(marker, WISH_PHRASE, (struct span){ NULL, 0 });

	wish->words = words;
	wish->word_count = count;
}

void marker_add_exact(struct marker *marker, struct span word)
{
	add(marker, WISH_EXACT, word);
}

void marker_add_place(struct marker *marker, uint32_t place, bool alone)
{
	add(marker, alone ? WISH_PLACE_ALONE : WISH_PLACE, (struct span){ NULL, 0 })->place = place;
}

void marker_add_person_key(struct marker *marker, struct span key)
{
	add(marker, WISH_KEY, key);
}

static int by_id(const void *a, const void *b)
{
	const struct person_passage *const *x = a, *const *y = b;

	return strcmp((*x)->id, (*y)->id);
}

void marker_add_persons(struct marker *marker, const struct person_set *set)
{
	struct wish *wish = add(marker, WISH_PERSONS, set->name);

	wish->set = set;
	wish->by_id = arena_new_array(marker->arena, const struct person_passage *, set->passage_count + 1);
	for (size_t i = 0; i < set->passage_count; i++)
		wish->by_id[i] = &set->passages[i];
	if (set->passage_count > 1)
		qsort(wish->by_id, set->passage_count, sizeof(*wish->by_id), by_id);
}

/* ---- finding ---- */

struct located {
	struct mark mark;
	uint32_t what;
};

struct finder {
	const struct marker *marker;
	const struct record *record;
	enum marked_part part;
	const struct text *text;
	const char *lang;
	struct arena *arena;
	struct located *items;
	size_t count, room;
};

static void push(struct finder *f, size_t at_byte, size_t bytes, uint32_t what)
{
	ARENA_PUSH(f->arena, f->items, f->count, f->room) =
		(struct located){ { (uint32_t)at_byte, (uint32_t)bytes }, what };
}

static bool word_fits(const struct finder *f, const struct wish *wish, size_t word, struct span term, struct span *stem)
{
	switch (wish->kind) {
	case WISH_WORD:
		return span_equal(term, wish->text);
	case WISH_PREFIX:
		return term.bytes >= wish->text.bytes && memcmp(term.at, wish->text.at, wish->text.bytes) == 0;
	case WISH_EXACT:
		return span_equal(text_word(f->text, word), wish->text);
	case WISH_STEM:
		if (strcmp(wish->lang, f->lang) != 0)
			return false;
		if (!stem->at)
			*stem = stemmer_stem(f->marker->stemmer, term, f->lang, f->arena);
		return span_equal(*stem, wish->text);
	default:
		return false;
	}
}

/* Words and stems: each word of the text against each wish. */
static void find_words(struct finder *f)
{
	for (size_t i = 0; i < f->text->count; i++) {
		const struct word *word = &f->text->words[i];
		struct span term = text_term(word->folded, f->arena), stem = { NULL, 0 };

		for (size_t k = 0; k < f->marker->count; k++) {
			const struct wish *wish = &f->marker->wishes[k];

			if (word_fits(f, wish, i, term, &stem))
				push(f, word->at_byte, word->bytes, wish->number);
		}
	}
}

static bool may_stand(const struct phrase_word *word, struct span term)
{
	for (size_t i = 0; i < word->count; i++) {
		if (span_equal(word->terms[i], term))
			return true;
	}
	return false;
}

static bool phrase_at(struct finder *f, const struct wish *wish, size_t word)
{
	for (size_t i = 0; i < wish->word_count; i++) {
		if (!may_stand(&wish->words[i], text_term(f->text->words[word + i].folded, f->arena)))
			return false;
	}
	return true;
}

static void find_phrase(struct finder *f, const struct wish *wish)
{
	for (size_t i = 0; wish->word_count > 0 && i + wish->word_count <= f->text->count; i++) {
		if (phrase_at(f, wish, i)) {
			const struct word *first = &f->text->words[i], *last = first + wish->word_count - 1;

			push(f, first->at_byte, last->at_byte + last->bytes - first->at_byte, wish->number);
		}
	}
}

static bool is_below(const struct gazetteer *gazetteer, uint32_t place, uint32_t above)
{
	uint32_t up[PLACE_DEPTH_MOST];
	size_t count = place_ancestors(gazetteer, place, up);

	for (size_t i = 0; i < count; i++) {
		if (up[i] == above)
			return true;
	}
	return false;
}

static void find_place(struct finder *f, const struct wish *wish)
{
	const struct gazetteer *gazetteer = f->marker->gazetteer;

	for (size_t i = 0; i < f->record->place_count && f->part != MARKED_TITLE; i++) {
		const struct record_place *place = &f->record->places[i];
		uint32_t id = place_of_code(gazetteer, place->code);

		if (place->in_heading != (f->part == MARKED_HEADING))
			continue;
		if (id == wish->place || (wish->kind == WISH_PLACE && is_below(gazetteer, id, wish->place)))
			push(f, place->at_byte, place->bytes, wish->number);
	}
}

static void find_key(struct finder *f, const struct wish *wish)
{
	for (size_t i = 0; i < f->record->person_count && f->part != MARKED_TITLE; i++) {
		const struct record_person *person = &f->record->persons[i];

		if (person->in_heading == (f->part == MARKED_HEADING) && span_equal(person->key, wish->text))
			push(f, person->at_byte, person->bytes, wish->number);
	}
}

static void find_persons(struct finder *f, const struct wish *wish)
{
	struct person_passage key, *asked = &key, **hit;

	memcpy(key.id, f->record->id, sizeof(key.id));
	hit = bsearch(&asked, wish->by_id, wish->set->passage_count, sizeof(*wish->by_id), by_id);
	for (uint32_t i = 0; hit && i < (*hit)->count; i++) {
		const struct person_place *place = &wish->set->places[(*hit)->first + i];

		if (place->part == f->part)
			push(f, place->at_byte, place->bytes, wish->number);
	}
}

static int by_position(const void *a, const void *b)
{
	const struct located *x = a, *y = b;

	if (x->mark.at_byte != y->mark.at_byte)
		return x->mark.at_byte < y->mark.at_byte ? -1 : 1;
	return x->mark.bytes > y->mark.bytes ? -1 : x->mark.bytes < y->mark.bytes;
}

/* Drops what lies outside the part, and marks that overlap one before them. */
static size_t tidy(struct finder *f)
{
	size_t kept = 0;

	if (f->count > 1)
		qsort(f->items, f->count, sizeof(*f->items), by_position);
	for (size_t i = 0; i < f->count; i++) {
		struct mark mark = f->items[i].mark;
		const struct mark *last = kept > 0 ? &f->items[kept - 1].mark : NULL;

		if ((size_t)mark.at_byte + mark.bytes > f->text->raw.bytes)
			continue;
		if (last && mark.at_byte < last->at_byte + last->bytes)
			continue;
		f->items[kept++] = f->items[i];
	}
	return kept;
}

size_t marker_find(const struct marker *marker, const struct record *record, enum marked_part part,
		   const struct text *text, struct arena *arena, struct mark **out, uint32_t **what)
{
	struct finder f = { .marker = marker, .record = record, .part = part, .text = text, .arena = arena };
	size_t count;

	f.lang = arena_string(arena, record->lang);
	find_words(&f);
	for (size_t i = 0; i < marker->count; i++) {
		const struct wish *wish = &marker->wishes[i];

		if (wish->kind == WISH_PHRASE)
			find_phrase(&f, wish);
		else if (wish->kind == WISH_PLACE || wish->kind == WISH_PLACE_ALONE)
			find_place(&f, wish);
		else if (wish->kind == WISH_KEY)
			find_key(&f, wish);
		else if (wish->kind == WISH_PERSONS)
			find_persons(&f, wish);
	}
	count = tidy(&f);
	*out = arena_new_array(arena, struct mark, count + 1);
	*what = arena_new_array(arena, uint32_t, count + 1);
	for (size_t i = 0; i < count; i++) {
		(*out)[i] = f.items[i].mark;
		(*what)[i] = f.items[i].what;
	}
	return count;
}
