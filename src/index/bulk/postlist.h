/* A term's documents with its frequency in each, cut into chunks. */
#ifndef INDEX_BULK_POSTLIST_H
#define INDEX_BULK_POSTLIST_H

#include "index/bulk/pack.h"

#include "dateline/error.h"

#include <stdbool.h>

/* A chunk that has reached this many bytes takes no more postings. */
#define POSTLIST_CHUNK 2000
#define POSTLIST_HEAD_MOST (4 * PACK_NUMBER_MOST + 1)

/* Takes a finished chunk; chunks come in the order of their keys. */
typedef void postlist_emit(void *to, struct span key, struct span tag, struct error *err);

struct postlist {
	postlist_emit *emit;
	void *to;
	uint8_t key[PACK_KEY_MOST];
	size_t first_key_bytes, key_bytes;      /* of the first chunk's key; of what stands before a docid in others' */
	uint64_t documents, weight;
	uint32_t first_docid, last_docid;       /* of the open chunk; 0: none yet */
	bool is_first;
	uint8_t chunk[POSTLIST_HEAD_MOST + POSTLIST_CHUNK + 2 * PACK_NUMBER_MOST];
	uint8_t *end;           /* of the open chunk, which begins behind the room for its head */
};

/* Begins the list of `term`. */
void postlist_begin(struct postlist *list, struct span term, uint64_t documents, uint64_t weight);

/* Begins the list of all documents with their lengths in the place of frequencies. */
void postlist_begin_lengths(struct postlist *list);

/* Docids rise. */
void postlist_add(struct postlist *list, uint32_t docid, uint32_t weight, struct error *err);

void postlist_end(struct postlist *list, struct error *err);

#endif
