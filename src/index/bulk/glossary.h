/* The distinct terms of a run of documents, numbered as they come. */
#ifndef INDEX_BULK_GLOSSARY_H
#define INDEX_BULK_GLOSSARY_H

#include "dateline/error.h"
#include "dateline/span.h"

#include <stdint.h>

struct glossary_term {
	uint64_t front;         /* the first eight bytes, as a number that sorts as they do */
	uint32_t at_byte;       /* in the glossary's bytes */
	uint32_t bytes;
	uint32_t documents;     /* that have it; counted by the run */
	uint32_t logged_bytes;  /* of its postings in the run's log */
	uint64_t weight;        /* the sum of its frequencies in documents */
	uint32_t document;      /* serial number of the last document that had it */
	uint32_t place;         /* and its place in that document's list */
};

struct glossary {
	struct glossary_term *terms;
	size_t count, room;
	char *bytes;
	size_t byte_count, byte_room;
	uint64_t *slots;        /* upper half of the hash, then number + 1; 0 is free */
	size_t slot_mask;
	uint64_t seed;
};

/* The hash is salted, so that no text can be made to fill one slot. */
void glossary_init(struct glossary *glossary, struct error *err);
void glossary_release(struct glossary *glossary);

/* Forgets all terms; keeps the memory. */
void glossary_clear(struct glossary *glossary);

/* For glossary_add(). */
uint64_t glossary_hash(const struct glossary *glossary, struct span text);

/* The number of `text`, new or not. */
uint32_t glossary_add(struct glossary *glossary, struct span text, uint64_t hash);

/* Asks for what glossary_add() will look at, so that the misses of many terms pass
 * at one time: first the slots of all of them, then their terms. */
static inline void glossary_fetch_slot(const struct glossary *glossary, uint64_t hash)
{
	__builtin_prefetch(&glossary->slots[hash >> 32 & glossary->slot_mask]);
}

static inline void glossary_fetch_term(const struct glossary *glossary, uint64_t hash)
{
	uint32_t number = (uint32_t)glossary->slots[hash >> 32 & glossary->slot_mask];

	if (number != 0)
		__builtin_prefetch(&glossary->terms[number - 1]);
}

/* Lent until the next glossary_add(). */
static inline struct span glossary_text(const struct glossary *glossary, uint32_t number)
{
	const struct glossary_term *term = &glossary->terms[number];

	return span_make(glossary->bytes + term->at_byte, term->bytes);
}

size_t glossary_memory(const struct glossary *glossary);

/* One to be sorted: `front` is the term's, and `with` the caller's own. */
struct glossary_key {
	uint64_t front;
	uint32_t number;
	uint32_t with;
};

/* Sorts keys by the bytes of their terms, with as much room in `scratch`. */
void glossary_sort(const struct glossary *glossary, struct glossary_key *keys, struct glossary_key *scratch,
		   size_t count);

#endif
