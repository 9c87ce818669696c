/* A passage as bytes: what is stored of it, in two pieces. */
#ifndef INDEX_RECORD_H
#define INDEX_RECORD_H

#include "dateline/buf.h"
#include "dateline/index.h"

/* A longer record is refused: Xapian does not take a document's data from 128 MiB. */
#define RECORD_BYTES_MOST ((size_t)64 << 20)

/* Adds what all passages of an article share, and what is the passage's own, to
 * `out`. `made` is article_made()'s digest. */
void record_write_head(const struct record *record, struct span made, struct buf *out);
void record_write_body(const struct record *record, struct buf *out);

/* Reads it back; spans of `out` lie in the pieces or in `arena`. STATUS_INDEX when
 * the form is wrong. */
void record_read(struct span head, struct span body, struct arena *arena, struct record *out, struct error *err);

/* The digest alone, and the path; "" of what is no head. */
struct span record_made(struct span head);
struct span record_path(struct span head, struct arena *arena);

#endif
