/* Builds a segment at once from changes: Xapian's tables by the bulk builder, and what lies beside them. */
#ifndef INDEX_LOAD_H
#define INDEX_LOAD_H

#include "index/batch.h"
#include "index/part/graves.h"

#include <stdbool.h>

/* A load takes each article and each note once: when one comes that it has, it is to be
 * ended, and another one begun. */
struct load;

/* Does the linked Xapian, which made the database in `segment`, write the tables
 * that the builder writes? */
bool load_is_possible(const char *segment);

/* Builds a segment at `path`, which must not be there. */
struct load *load_begin(const char *path, struct error *err);

/* Is this change new to the load? Seldom it says no of one that is. To be asked before
 * load_add(), once. */
bool load_takes(struct load *load, const struct change *change);

/* Takes a change. STATUS_DATA: the index cannot take it, and the load goes on
 * without it. */
void load_add(struct load *load, const struct change *change, struct error *err);

/* Documents of older segments that the segment takes away. */
void load_bury(struct load *load, struct grave grave);

/* Is there nothing in it? */
bool load_is_empty(const struct load *load);
/* Is it as large as one load may be? */
bool load_is_full(const struct load *load);

/* Finishes the segment, durable at its path, and frees `load`. On a fault nothing
 * is there. */
void load_finish(struct load *load, struct error *err);

/* NULL is welcome. */
void load_cancel(struct load *load);

#endif
