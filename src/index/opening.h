/* Opens the segments in use of some indexes as one. */
#ifndef INDEX_OPENING_H
#define INDEX_OPENING_H

#include "index/xap.h"

/* `marks` (one an index, or NULL) tell later whether other segments are in use
 * (directory_mark). One can be replaced between the look and the opening: then it is
 * tried again. */
struct xap_reader *opening_read(const char *const *directories, size_t count, uint64_t *marks, struct error *err);

/* Makes an empty segment for Xapian to write to, the newest, and returns its number.
 * Xapian makes its files one by one: it is taken into use once it is whole. */
unsigned opening_make(const char *directory, struct error *err);

#endif
