/* One table: a B-tree whose items arrive in the order of their keys. */
#ifndef INDEX_BULK_TABLE_H
#define INDEX_BULK_TABLE_H

#include "index/bulk/outfile.h"
#include "index/bulk/pack.h"

#include "dateline/buf.h"

#define TABLE_LEVELS_MOST 10

/* The first key of a block, cut to what tells it from the key before it, and the
 * piece of the tag that stands there. */
struct table_bound {
	uint8_t key[PACK_KEY_MOST];
	size_t key_bytes;
	unsigned piece;
};

/* A block being filled: offsets of items grow from its head, items from its end. */
struct table_block {
	uint8_t *at;            /* NULL: this level is not there yet */
	size_t offsets_end, items_from;
	struct table_bound bound;
};

struct table {
	struct outfile file;
	size_t block_bytes;
	struct table_block levels[TABLE_LEVELS_MOST];
	unsigned top;           /* the highest level in use */
	uint32_t block_count, root;
	uint64_t entries;
	struct table_bound last; /* the key added last */
};

/* Makes "<directory>/<name>.glass". `table` is {0} before. */
void table_open(struct table *table, const char *directory, const char *name, size_t block_bytes,
		struct error *err);

/* Adds a key above all before it; at most PACK_KEY_MOST bytes. */
void table_add(struct table *table, struct span key, struct span tag, bool is_deflated, struct error *err);

/* Writes the blocks that are open, the root last, and syncs. A table without
 * entries has no file, unless `is_kept`. */
void table_finish(struct table *table, bool is_kept, struct error *err);

/* What the version file says of a finished table. `compress_from`: Xapian's own
 * writer deflates tags longer than so many bytes; 0: none. */
void table_describe(const struct table *table, unsigned compress_from, struct buf *out);

void table_close(struct table *table);

#endif
