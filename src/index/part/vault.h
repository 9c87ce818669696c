/* The stored texts of a part: blocks of a few passages each, compressed. */
#ifndef INDEX_PART_VAULT_H
#define INDEX_PART_VAULT_H

#include "index/part/sidefile.h"

#include "dateline/arena.h"
#include "dateline/buf.h"

/* ---- writing ---- */

struct vault_writer;

struct vault_writer *vault_begin(const char *directory, struct error *err);
/* The item of the next document: the first one is number 1. */
void vault_add(struct vault_writer *writer, struct span item, struct error *err);
struct vault;
/* All items of another vault, its blocks as they are. */
void vault_add_all(struct vault_writer *writer, const struct vault *from, struct error *err);
void vault_finish(struct vault_writer *writer, struct error *err);
/* NULL is welcome. */
void vault_writer_free(struct vault_writer *writer);

/* ---- reading ---- */

struct vault *vault_open(const char *directory, struct error *err);
void vault_close(struct vault *vault);

/* The item of document `docid`, lent until the next call; {NULL, 0} when there is no
 * such document. Every block has a checksum of its own: STATUS_INDEX when it is wrong. */
struct span vault_get(struct vault *vault, uint32_t docid, struct error *err);
bool vault_is_sound(const struct vault *vault);

#endif
