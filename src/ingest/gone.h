/* Files that the index knows and that are gone. */
#ifndef INGEST_GONE_H
#define INGEST_GONE_H

#include "ingest/run.h"

/* Counts and tells the files at or below the paths that were read once and are no
 * longer there; with options->prune takes their articles out. All must be committed. */
void gone_find(struct run *run, const char *const *paths, size_t count);

/* Is `path` the file, or a member of it ("archive.zip!/story.txt")? */
bool is_of_file(struct span path, struct span file);

#endif
