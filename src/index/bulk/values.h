/* Values of documents: a stream a slot, with its bounds. */
#ifndef INDEX_BULK_VALUES_H
#define INDEX_BULK_VALUES_H

#include "index/bulk/front.h"
#include "index/xap.h"

struct values_slot {
	uint32_t slot;
	uint32_t documents;             /* that have a value */
	uint32_t first_docid, last_docid; /* of the open chunk; first 0: none is open */
	struct buf chunk, least, greatest;
};

struct values {
	struct front *front;            /* where finished chunks go */
	struct values_slot *slots;      /* by rising slot */
	size_t count, room;
};

void values_release(struct values *values);

/* `value` is not empty; docids rise. */
void values_add(struct values *values, uint32_t docid, const struct xap_value *value, struct error *err);

/* Hands over what is open, and each slot's count and bounds. */
void values_finish(struct values *values, struct error *err);

#endif
