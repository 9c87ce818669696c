/* Items that stand before the terms in the postlist table, kept until all of them are known. */
#ifndef INDEX_BULK_FRONT_H
#define INDEX_BULK_FRONT_H

#include "index/bulk/outfile.h"
#include "index/bulk/table.h"

#include "dateline/arena.h"

struct front_item {
	struct span key;
	uint64_t at_byte;       /* of the tag in the scratch file */
	size_t bytes;
};

/* Tags lie in the scratch file; only keys are in memory. */
struct front {
	struct arena *keys;
	struct outfile *scratch;
	struct front_item *items;
	size_t count, room;
};

void front_init(struct front *front, struct outfile *scratch);
void front_release(struct front *front);

/* A later item takes the place of one with the same key; an empty tag takes it away. */
void front_add(struct front *front, struct span key, struct span tag, struct error *err);

/* Adds all to `table` in the order of their keys. */
void front_write(struct front *front, struct table *table, struct error *err);

#endif
