/* Makes one segment of several that follow one another. */
#ifndef INDEX_MERGING_H
#define INDEX_MERGING_H

#include "dateline/error.h"

#include <stdbool.h>
#include <stddef.h>

/* Merges the newest segments of the index in `directory` where that pays: readers go
 * on meanwhile, and a cut leaves things as they were. The caller holds the lock, and
 * nobody writes. With `all`, everything becomes one. */
void merging_run(const char *directory, bool all, struct error *err);

#endif
