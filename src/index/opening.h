/* Opens the segments in use of some indexes as one. */
#ifndef INDEX_OPENING_H
#define INDEX_OPENING_H

#include "index/xap.h"

/* `marks` (one an index, or NULL) tell later whether other segments are in use
 * (directory_mark). One can be replaced between the look and the opening: then it is
 * tried again. */
struct xap_reader *opening_read(const char *const *directories, size_t count, uint64_t *marks, struct error *err);

/* The number of the newest segment, for Xapian to write to. One that was built is not
 * written to: when it `must` be written to, or when there is none, another one is made;
 * else `*is_built` tells. */
unsigned opening_newest(const char *directory, bool must, bool *is_built, struct error *err);

#endif
