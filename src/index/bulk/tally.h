/* The distinct terms of one document, with their frequencies and positions. */
#ifndef INDEX_BULK_TALLY_H
#define INDEX_BULK_TALLY_H

#include "index/bulk/glossary.h"
#include "index/xap.h"

struct tally_term {
	uint32_t number;        /* in the glossary */
	uint32_t weight;
	uint32_t from;          /* of its positions in the tally's */
	uint32_t position_count;
};

struct tally {
	struct tally_term *terms;
	size_t count;
	uint32_t *positions;    /* each term's rise, each once */
	uint32_t *places;       /* of the document's rows in `terms` */
	uint64_t *hashes;       /* of their texts */
	size_t row_room;
	uint32_t document;      /* serial number */
	uint64_t length;        /* the sum of weights */
	struct glossary_key *sorted, *scratch;
	size_t sort_room;
};

void tally_release(struct tally *tally);

/* Counts `document` in place of the one before it; terms are in the order of
 * their first rows. */
void tally_count(struct tally *tally, struct glossary *glossary, const struct xap_document *document);

/* The keys of the terms by their bytes; `with` is a term's place in `terms`. */
const struct glossary_key *tally_sorted(struct tally *tally, const struct glossary *glossary);

#endif
