/* What both imports share: rows of files, with their faults and the progress told. */
#ifndef PLACES_IMPORT_H
#define PLACES_IMPORT_H

#include "dateline/gazetteer.h"
#include "dateline/span.h"
#include "places/geonames.h"

struct watched {
	const struct import_watch *watch;
	struct import_summary *sum;
	uint64_t before;        /* bytes of the files that were read already */
	uint64_t input;         /* bytes of all files */
};

/* The parts of the work, in shares of 100 as they were measured, for the estimate of the time that is left. */
enum { SHARE_READ = 20, SHARE_JOIN = 60, SHARE_WRITE = 20 };

/* Takes a row; with GEONAMES_BAD `err` says what is wrong with it. */
typedef enum geonames_row take_row(struct span line, uint32_t number, void *with, struct error *err);

/* Adds the bytes of the file at `path` to `input`. STATUS_IO. NULL is welcome. */
void watched_add(struct watched *w, const char *path, struct error *err);

/* Reads the rows of a file (empty lines and comments are none), counts them, tells the bad ones and goes on. */
void watched_read(struct watched *w, const char *path, take_row *take, void *with, struct error *err);

/* Tells the progress of a later part: `share` of 1; and looks whether the user stops us. */
void watched_step(struct watched *w, int shares_before, int shares, double share, struct error *err);

/* Tells of a bad row. */
void watched_fault(struct watched *w, const char *path, uint32_t number, const struct error *row);

#endif
