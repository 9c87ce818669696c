/* What lies beside the tables of a part of the index: values, texts, rows of words. */
#ifndef INDEX_PART_PART_H
#define INDEX_PART_PART_H

#include "index/part/columns.h"
#include "index/part/stream.h"
#include "index/part/vault.h"

struct part {
	struct columns *columns;
	struct vault *vault;
	struct stream *stream;
};

/* Is there such a part in `directory`? Else its documents are all in Xapian's tables. */
bool part_is_there(const char *directory);
/* STATUS_INDEX when a file is missing or cut. */
struct part *part_open(const char *directory, struct error *err);
void part_close(struct part *part);

/* Reads every file against its checksum; the names of those that are damaged are
 * lines in `report`. */
bool part_is_sound(const struct part *part, struct buf *report);

/* What is stored of a document. `head` is what all of its group share. */
struct stored {
	struct span head, body;
	const uint16_t *tokens;
	size_t token_count;
};

/* Writes and reads what the vault has of a document: the head stands with the first
 * of its group, which has number 0. */
void part_item(struct buf *out, uint32_t number, struct span head, struct span body);
/* False when there is no such document. In `arena`. */
bool part_stored(struct part *part, uint32_t docid, struct arena *arena, struct stored *out, struct error *err);

/* The same as one piece with a checksum, for Xapian's own tables. */
void stored_pack(const struct stored *stored, struct buf *out);
/* False when it is damaged. In `arena`. */
bool stored_unpack(struct span packed, struct arena *arena, struct stored *out);

#endif
