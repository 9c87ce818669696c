/* Sorts more records than memory holds, by their bytes. */
#ifndef PLACES_SORTER_H
#define PLACES_SORTER_H

#include "dateline/error.h"
#include "dateline/span.h"

#include <stdint.h>

struct sorter;

/* Sorts in runs of at most `memory` bytes (all that it takes, its lists and the qsort's too), which lie in a file without
 * a name in `directory`: a kill leaves nothing behind. STATUS_IO when the directory refuses. */
struct sorter *sorter_new(const char *directory, size_t memory, struct error *err);
void sorter_free(struct sorter *sorter);

/* Adds a copy of `record`, of less than a megabyte. */
void sorter_add(struct sorter *sorter, struct span record, struct error *err);

/* No more comes: what was added comes out by sorter_next(). */
void sorter_turn(struct sorter *sorter, struct error *err);

/* The next record in the order of memcmp, shorter ones first; equal ones as often as they were added. It lives until
 * the next call. False at the end and after a fault. */
bool sorter_next(struct sorter *sorter, struct span *record, struct error *err);

uint64_t sorter_count(const struct sorter *sorter);

/* Numbers in records, in the order of their values. */
void sorter_put32(char out[4], uint32_t number);
uint32_t sorter_get32(const char *at);
void sorter_put64(char out[8], uint64_t number);
uint64_t sorter_get64(const char *at);

/* An open file in `directory` that has no name any more; -1 with `err` set. */
int nameless_file(const char *directory, struct error *err);

#endif
