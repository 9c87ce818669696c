/* The distinct terms of a run of documents, numbered as they come. */
#ifndef INDEX_BULK_LEXICON_H
#define INDEX_BULK_LEXICON_H

#include "dateline/error.h"
#include "dateline/span.h"

#include <stdint.h>

struct lexicon_term {
	uint64_t front;         /* the first eight bytes, as a number that sorts as they do */
	uint32_t at_byte;       /* in the lexicon's bytes */
	uint32_t bytes;
	uint32_t documents;     /* that have it; counted by the run */
	uint32_t logged_bytes;  /* of its postings in the run's log */
	uint64_t weight;        /* the sum of its frequencies in documents */
	uint32_t document;      /* serial number of the last document that had it */
	uint32_t place;         /* and its place in that document's list */
};

struct lexicon {
	struct lexicon_term *terms;
	size_t count, room;
	char *bytes;
	size_t byte_count, byte_room;
	uint64_t *slots;        /* upper half of the hash, then number + 1; 0 is free */
	size_t slot_mask;
	uint64_t seed;
};

/* The hash is salted, so that no text can be made to fill one slot. */
void lexicon_init(struct lexicon *lexicon, struct error *err);
void lexicon_release(struct lexicon *lexicon);

/* Forgets all terms; keeps the memory. */
void lexicon_clear(struct lexicon *lexicon);

/* For lexicon_add(). */
uint64_t lexicon_hash(const struct lexicon *lexicon, struct span text);

/* The number of `text`, new or not. */
uint32_t lexicon_add(struct lexicon *lexicon, struct span text, uint64_t hash);

/* Asks for what lexicon_add() will look at, so that the misses of many terms pass
 * at one time: first the slots of all of them, then their terms. */
static inline void lexicon_fetch_slot(const struct lexicon *lexicon, uint64_t hash)
{
	__builtin_prefetch(&lexicon->slots[hash >> 32 & lexicon->slot_mask]);
}

static inline void lexicon_fetch_term(const struct lexicon *lexicon, uint64_t hash)
{
	uint32_t number = (uint32_t)lexicon->slots[hash >> 32 & lexicon->slot_mask];

	if (number != 0)
		__builtin_prefetch(&lexicon->terms[number - 1]);
}

/* Lent until the next lexicon_add(). */
static inline struct span lexicon_text(const struct lexicon *lexicon, uint32_t number)
{
	const struct lexicon_term *term = &lexicon->terms[number];

	return span_make(lexicon->bytes + term->at_byte, term->bytes);
}

size_t lexicon_memory(const struct lexicon *lexicon);

/* One to be sorted: `front` is the term's, and `with` the caller's own. */
struct lexicon_key {
	uint64_t front;
	uint32_t number;
	uint32_t with;
};

/* Sorts keys by the bytes of their terms, with as much room in `scratch`. */
void lexicon_sort(const struct lexicon *lexicon, struct lexicon_key *keys, struct lexicon_key *scratch, size_t count);

#endif
