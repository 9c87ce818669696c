/* Where the tables of an index lie: segments of its directory, named in the version file. */
#ifndef INDEX_SEGMENT_H
#define INDEX_SEGMENT_H

#include "dateline/error.h"

#include <stddef.h>

#define SEGMENT_PATH 4096

/* The path of segment `number`. */
void segment_path(const char *directory, unsigned number, char out[SEGMENT_PATH]);

/* The number of a new segment and the path that it is built at; whatever lay there is
 * gone. */
unsigned segment_begin(const char *directory, char out[SEGMENT_PATH], struct error *err);

/* Takes the segment built at segment_begin()'s path into use: as the newest one, or in
 * the place of those in `instead`, which are taken away. Until then a power cut leaves
 * things as they were. */
void segment_switch(const char *directory, unsigned number, const unsigned *instead, size_t count, struct error *err);

/* Takes away what a run that was cut left behind. For the writer alone. */
void segment_clean(const char *directory);

#endif
