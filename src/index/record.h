/* A passage as bytes: what is stored of it, with a checksum. */
#ifndef INDEX_RECORD_H
#define INDEX_RECORD_H

#include "dateline/buf.h"
#include "dateline/index.h"

/* A longer record is refused: Xapian does not take a document's data from 128 MiB. */
#define RECORD_BYTES_MOST ((size_t)64 << 20)

/* Adds `record` to `out`, its checksum first. `made` is article_made()'s digest. */
void record_write(const struct record *record, struct span made, struct buf *out);

/* Reads it back; spans of `out` lie in `stored` or in `arena`. STATUS_INDEX when
 * the checksum or the form is wrong. */
void record_read(struct span stored, struct arena *arena, struct record *out, struct error *err);

/* The digest alone, of a record that is sound; "" otherwise. */
struct span record_made(struct span stored);

#endif
