/* The first load of an empty index: changes go to the bulk builder instead of Xapian's writer. */
#ifndef INDEX_LOAD_H
#define INDEX_LOAD_H

#include "index/batch.h"

#include <stdbool.h>

/* A load takes articles and notes that are new and nothing else: when one comes
 * that it has, it is to be ended, and things go on through Xapian. */
struct load;

/* Does the linked Xapian, which made the database in `segment`, write the tables
 * that the builder writes? */
bool load_is_possible(const char *segment);

/* Builds a database at `path`, which must not be there. */
struct load *load_begin(const char *path, struct error *err);

/* Are all of these changes new to the load? Seldom it says no of one that is. To be
 * asked before load_add(), once. */
bool load_takes(struct load *load, const struct parcel *parcel);

/* Takes a change. STATUS_DATA: the index cannot take it, and the load goes on
 * without it. */
void load_add(struct load *load, const struct change *change, struct error *err);

/* Finishes the database, durable at its path, and frees `load`. On a fault nothing
 * is there. */
void load_finish(struct load *load, struct error *err);

/* NULL is welcome. */
void load_cancel(struct load *load);

#endif
