/* Writes the slots of a gazetteer from end to end, by rising keys. */
#ifndef PLACES_SLOTS_H
#define PLACES_SLOTS_H

#include "dateline/buf.h"
#include "places/blob.h"

/* Adds the slot of `key` (mixed, larger than any before it), with free ones up to its home, to `slots`, and the upper
 * half of the key to `highs`. Both may be emptied between calls: the header counts. Its slot_count is set before the
 * first call; slot_tail, key_count are kept here and must start at 0. */
void slot_add(struct blob_header *header, uint64_t key, uint32_t entry, struct buf *slots, struct buf *highs);

/* Adds the free slots behind the last one. */
void slot_end(struct blob_header *header, struct buf *slots);

#endif
