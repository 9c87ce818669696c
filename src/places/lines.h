/* Reads a file line by line, however large it is. */
#ifndef PLACES_LINES_H
#define PLACES_LINES_H

#include "dateline/error.h"
#include "dateline/span.h"

#include <stdint.h>

struct lines;

/* STATUS_IO when it cannot be opened; STATUS_DATA when it is a zip archive, as GeoNames' files come. */
struct lines *lines_open(const char *path, struct error *err);
void lines_close(struct lines *lines);

/* The next line without its end, which lives until the next call; its number is in lines_number(). One that is longer
 * than LINE_MOST comes as {NULL, 0}. False at the end, and after a fault of the disk. */
#define LINE_MOST ((size_t)128 << 10)
bool lines_next(struct lines *lines, struct span *line, struct error *err);

uint32_t lines_number(const struct lines *lines);       /* from 1 */
uint64_t lines_bytes(const struct lines *lines);        /* read so far */

#endif
