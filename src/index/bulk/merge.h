/* Merges sorted runs into the tables of postings and positions. */
#ifndef INDEX_BULK_MERGE_H
#define INDEX_BULK_MERGE_H

#include "index/bulk/run.h"
#include "index/bulk/table.h"

/* Runs are in the order of their documents. The postings go to `postlists`
 * behind what stands there, the positions to `positions`. */
void merge_runs(const struct outfile *scratch, const struct run *runs, size_t count, struct table *postlists,
		struct table *positions, struct error *err);

#endif
