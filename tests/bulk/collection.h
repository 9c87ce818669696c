/* Random documents, awkward on purpose, and a database of them made in bulk. */
#ifndef TESTS_BULK_COLLECTION_H
#define TESTS_BULK_COLLECTION_H

#include "dateline/arena.h"
#include "index/bulk/bulk.h"
#include "index/xap.h"

#include <stdio.h>

struct collection {
	const char *why;
	uint64_t seed;
	uint32_t documents;
	uint32_t vocabulary;    /* different terms to choose from */
	uint32_t words;         /* of a document, at most */
	uint32_t slots, value_bytes, data_bytes;        /* at most */
	uint32_t gap;           /* docids left out between documents, at most */
	struct bulk_limits limits;
};

static uint64_t draw(uint64_t *state)
{
	*state += UINT64_C(0x9e3779b97f4a7c15);
	uint64_t x = *state;

	x = (x ^ x >> 30) * UINT64_C(0xbf58476d1ce4e5b9);
	x = (x ^ x >> 27) * UINT64_C(0x94d049bb133111eb);
	return x ^ x >> 31;
}

static uint32_t draw_below(uint64_t *state, uint32_t limit)
{
	return limit ? (uint32_t)(draw(state) % limit) : 0;
}

/* Small numbers far more often than large ones, as words are. */
static uint32_t draw_skewed(uint64_t *state, uint32_t limit)
{
	return draw_below(state, draw_below(state, draw_below(state, limit) + 1) + 1);
}

static void fill(uint64_t *state, char *at, size_t bytes, bool is_wild)
{
	static const char wild[] = { 0, 0, (char)0xff, 'a', 'Z', (char)0xd0 };

	for (size_t i = 0; i < bytes; i++)
		at[i] = is_wild ? wild[draw_below(state, sizeof(wild))] : (char)('a' + draw_skewed(state, 26));
}

/* Term number `i`: always the same bytes. Some have one byte, some 245, some zeros. */
static struct span term_at(uint32_t i, struct arena *arena)
{
	uint64_t state = i;
	uint32_t kind = draw_below(&state, 40);
	size_t bytes = kind == 0 ? 245 : kind < 4 ? 1 : 2 + draw_below(&state, 18);
	bool is_wild = kind == 4 || kind == 5;
	char *at;

	if (is_wild)
		bytes = 1 + draw_below(&state, 120);
	at = arena_alloc(arena, bytes + 1);
	fill(&state, at, bytes, is_wild);
	return span_make(at, bytes);
}

static struct span draw_bytes(uint64_t *state, uint32_t most, struct arena *arena)
{
	size_t bytes = draw_below(state, 8) == 0 ? draw_below(state, most + 1) : draw_below(state, most / 50 + 2);
	char *at = arena_alloc(arena, bytes + 1);

	/* Every third cannot be deflated. */
	if (draw_below(state, 3) == 0)
		for (size_t i = 0; i < bytes; i++)
			at[i] = (char)draw(state);
	else
		fill(state, at, bytes, false);
	return span_make(at, bytes);
}

static void draw_terms(const struct collection *from, uint64_t *state, struct xap_term *terms, size_t count,
		       struct arena *arena)
{
	uint32_t position = 0;

	for (size_t i = 0; i < count; i++) {
		uint32_t kind = draw_below(state, 10);

		terms[i].text = term_at(draw_skewed(state, from->vocabulary), arena);
		terms[i].weight = kind < 8 ? 1 : kind == 8 ? 0 : draw_below(state, 300);
		if (kind >= 8)
			continue;
		position += 1 + (draw_below(state, 20) == 0 ? draw_below(state, 100000) : 0);
		terms[i].position = kind == 7 ? position / 2 + 1 : position;
	}
}

/* Document number `i` of the collection. The first term is in all, the second in it
 * alone; every ninth is empty. */
static struct xap_document document_at(const struct collection *from, uint32_t i, struct arena *arena)
{
	uint64_t state = from->seed * 1000003 + i;
	struct xap_document made = { 0 };
	struct xap_term *terms;
	struct xap_value *values;

	if (i % 9 == 5)
		return made;
	made.term_count = 2 + draw_below(&state, from->words + 1);
	terms = arena_new_array(arena, struct xap_term, made.term_count);
	draw_terms(from, &state, terms, made.term_count, arena);
	terms[0] = (struct xap_term){ span_of("in all"), 1, 1 };
	terms[1] = (struct xap_term){ arena_printf(arena, "only %u", i), 0, 0 };
	made.terms = terms;
	made.value_count = draw_below(&state, from->slots + 1);
	values = arena_new_array(arena, struct xap_value, made.value_count);
	for (size_t v = 0; v < made.value_count; v++)
		values[v] = (struct xap_value){ draw_skewed(&state, from->slots * 3) * (draw_below(&state, 5) ? 1 : 100),
						draw_bytes(&state, from->value_bytes, arena) };
	made.values = values;
	made.data = draw_bytes(&state, from->data_bytes, arena);
	return made;
}

/* How many docids are left out before document number `i`. */
static uint32_t gap_before(const struct collection *from, uint32_t i)
{
	uint64_t state = from->seed * 7919 + i;

	return draw_below(&state, 4) == 0 ? draw_below(&state, from->gap + 1) : 0;
}

static const char *const notes[][2] = {
	{ "version", "1" }, { "gone", "x" }, { "a", "first" }, { "a", "second" }, { "gone", "" }, { "\xff\x01", "last" },
};

static void build_in_bulk(const struct collection *from, const char *directory, struct error *err)
{
	struct bulk *bulk = bulk_begin(directory, &from->limits, err);
	struct arena *arena = arena_new();
	uint32_t docid = 0;

	if (!bulk) {
		arena_free(arena);
		return;
	}
	for (size_t i = 0; i < COUNT(notes); i++)
		bulk_set_note(bulk, span_of(notes[i][0]), span_of(notes[i][1]), err);
	for (uint32_t i = 0; i < from->documents; i++) {
		struct xap_document document = document_at(from, i, arena);

		docid += 1 + gap_before(from, i);
		bulk_add(bulk, docid, &document, err);
		arena_reset(arena);
	}
	arena_free(arena);
	bulk_finish(bulk, err);
}

#endif
