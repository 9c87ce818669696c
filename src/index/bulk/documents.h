/* What is kept of each document by itself: its terms, its slots, its data. */
#ifndef INDEX_BULK_DOCUMENTS_H
#define INDEX_BULK_DOCUMENTS_H

#include "index/bulk/squeeze.h"
#include "index/bulk/table.h"
#include "index/bulk/tally.h"

#include <stdbool.h>

/* Xapian deflates longer tags of both tables where that saves anything. */
#define DOCUMENTS_COMPRESS_FROM 18

struct documents {
	struct table *lists, *data;
	struct squeeze *squeeze;
	bool are_lists_plain;
	uint8_t *packed;        /* the list being made */
	size_t room;
};

void documents_release(struct documents *documents);

/* Docids rise; for each, terms are added before slots. */
void documents_add_terms(struct documents *documents, uint32_t docid, const struct glossary *glossary,
			 struct tally *tally, struct error *err);

/* `values` rise by slot; none is empty. */
void documents_add_slots(struct documents *documents, uint32_t docid, const struct xap_value *values, size_t count,
			 struct error *err);

/* Empty data is not kept. */
void documents_add_data(struct documents *documents, uint32_t docid, struct span data, struct error *err);

#endif
