/* Where the tables of an index lie: one segment of its directory, named in the version file. */
#ifndef INDEX_SEGMENT_H
#define INDEX_SEGMENT_H

#include "dateline/error.h"

#include <stddef.h>

#define SEGMENT_PATH 4096

/* The path of the segment in use. STATUS_INDEX when the version file names none. */
void segment_path(const char *directory, char out[SEGMENT_PATH], struct error *err);

/* The path that a new segment is built at; whatever lay there is gone. */
void segment_begin(const char *directory, char out[SEGMENT_PATH], struct error *err);

/* Makes the segment built at segment_begin()'s path the one in use, and takes the
 * older one away. Until then a power cut leaves the older one in use. */
void segment_switch(const char *directory, struct error *err);

/* Takes away what a run that was cut left behind. For the writer alone. */
void segment_clean(const char *directory);

#endif
