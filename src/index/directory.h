/* The directory of an index: is it one, of our version, and who writes to it. */
#ifndef INDEX_DIRECTORY_H
#define INDEX_DIRECTORY_H

#include "dateline/error.h"

#include <stddef.h>
#include <stdint.h>

/* For a reader: STATUS_IO when there is no such directory, STATUS_INDEX when it is
 * no index, or one of another version. */
void directory_check(const char *directory, struct error *err);

/* For a writer: the same, but makes the directory, or takes an empty one, private
 * to the user. */
void directory_prepare(const char *directory, struct error *err);

/* Holds the directory until directory_unlock(); STATUS_BUSY when somebody else does. */
int directory_lock(const char *directory, struct error *err);
void directory_unlock(int lock);

/* The numbers of the segments in use (segment.h), in the order of their making: what
 * a later one has is newer. Returns how many. And others taken into use. */
#define SEGMENTS_MOST 128
size_t directory_segments(const char *directory, unsigned out[SEGMENTS_MOST], struct error *err);
void directory_use_segments(const char *directory, const unsigned *numbers, size_t count, struct error *err);

/* Changes whenever other segments are taken into use; 0 when it cannot be told. */
uint64_t directory_mark(const char *directory);

/* Bytes that the files of a folder take. */
uint64_t directory_bytes(const char *directory);

#endif
