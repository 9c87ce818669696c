/* Makes one segment of several that follow one another. */
#ifndef INDEX_MERGING_H
#define INDEX_MERGING_H

#include "dateline/error.h"

/* Merges the newest segments of the index in `directory` where that pays: readers go
 * on meanwhile, and a cut leaves things as they were. The caller holds the lock, and
 * nobody writes. */
void merging_run(const char *directory, struct error *err);

/* The same in the midst of a long ingest, once there are many. What keeps them from
 * being merged is no fault of the ingest: they are safe as they are. */
void merging_run_many(const char *directory);

#endif
