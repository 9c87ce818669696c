/* Packs items into blocks and blocks into a tree, every block written once. */
#include "index/bulk/table.h"

#include "dateline/arena.h"

#include <assert.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

/* A block: revision (4 bytes), level (1), largest gap (2), free bytes (2), end of
 * the offsets (2), then the offsets of the items in the order of their keys. */
#define HEAD_BYTES 11
#define OFFSET_BYTES 2
#define REVISION 1              /* of every block: no block may be newer than the one above */

/* An item of a leaf: flags and length (2 bytes), length of the key (1), key, the
 * number of the piece (2, not in the first), the piece of the tag. */
#define LEAF_HEAD_BYTES 3
#define PIECE_BYTES 2
#define PIECES_MOST 65535
#define FLAG_DEFLATED 0x8000
#define FLAG_LAST 0x4000
#define FLAG_FIRST 0x2000
/* A piece smaller than this is not worth an item of its own. */
#define PIECE_LEAST 34

/* An item above the leaves: block (4 bytes), length of the key (1), key, piece (2). */
#define BRANCH_BYTES(key_bytes) (4 + 1 + (key_bytes) + PIECE_BYTES)

/* Four items fit in every block; lengths have 13 bits. */
static size_t item_most(const struct table *table)
{
	size_t most = (table->block_bytes - HEAD_BYTES - 4 * OFFSET_BYTES) / 4;

	return most < 8194 ? most : 8194;
}

static void block_begin(struct table *table, unsigned level)
{
	struct table_block *block = &table->levels[level];

	if (!block->at)
		block->at = memory_get(table->block_bytes);
	memset(block->at, 0, table->block_bytes);
	block->offsets_end = HEAD_BYTES;
	block->items_from = table->block_bytes;
	block->bound = (struct table_bound){ .key_bytes = 0 };
	if (level > table->top)
		table->top = level;
}

static size_t block_free(const struct table_block *block)
{
	size_t gap = block->items_from - block->offsets_end;

	return gap < OFFSET_BYTES ? 0 : gap - OFFSET_BYTES;
}

static bool block_is_empty(const struct table_block *block)
{
	return block->offsets_end == HEAD_BYTES;
}

/* Room for an item that is known to fit. */
static uint8_t *block_take(struct table_block *block, size_t bytes)
{
	assert(bytes <= block_free(block));
	block->items_from -= bytes;
	pack_big_endian(block->at + block->offsets_end, block->items_from, OFFSET_BYTES);
	block->offsets_end += OFFSET_BYTES;
	return block->at + block->items_from;
}

/* Gives the block its head and its number in the file. */
static uint32_t block_write(struct table *table, unsigned level, struct error *err)
{
	struct table_block *block = &table->levels[level];
	size_t gap = block->items_from - block->offsets_end;
	uint8_t *to = pack_big_endian(block->at, REVISION, 4);

	*to++ = (uint8_t)level;
	to = pack_big_endian(to, gap, 2);
	to = pack_big_endian(to, gap, 2);
	pack_big_endian(to, block->offsets_end, 2);
	if (table->block_count == UINT32_MAX)
		error_set(err, STATUS_IO, table->file.path, "the table is too large");
	outfile_add(&table->file, block->at, table->block_bytes, err);
	return table->block_count++;
}

static void branch_put(struct table_block *block, const uint8_t *key, size_t key_bytes, unsigned piece,
		       uint32_t number)
{
	uint8_t *to = pack_big_endian(block_take(block, BRANCH_BYTES(key_bytes)), number, 4);

	*to++ = (uint8_t)key_bytes;
	if (key_bytes)
		memcpy(to, key, key_bytes);
	pack_big_endian(to + key_bytes, piece, PIECE_BYTES);
}

static void branch_add(struct table *table, unsigned level, const struct table_bound *bound, uint32_t number,
		       struct error *err);

/* Writes the block of `level`, enters it in the one above and begins the next. */
static void block_close(struct table *table, unsigned level, struct error *err)
{
	struct table_bound bound = table->levels[level].bound;
	uint32_t number = block_write(table, level, err);

	block_begin(table, level);
	branch_add(table, level + 1, &bound, number, err);
}

/* Closes the block of `level` first where it is full, and that may go on up the
 * tree, TABLE_LEVELS_MOST deep. The first item of a block above the leaves has no
 * key: its bound is known further up. */
static void branch_add(struct table *table, unsigned level, const struct table_bound *bound, uint32_t number,
		       struct error *err)
{
	struct table_block *block = &table->levels[level];

	if (level >= TABLE_LEVELS_MOST)
		error_set(err, STATUS_IO, table->file.path, "the table has too many levels");
	if (err->status != STATUS_OK)
		return;
	if (!block->at)
		block_begin(table, level);
	if (block_free(block) < BRANCH_BYTES(bound->key_bytes))
		block_close(table, level, err);
	if (err->status != STATUS_OK)
		return;
	if (block_is_empty(block)) {
		block->bound = *bound;
		branch_put(block, NULL, 0, 0, number);
	} else {
		branch_put(block, bound->key, bound->key_bytes, bound->piece, number);
	}
}

static void leaf_put(struct table *table, unsigned flags, struct span key, unsigned piece, struct span tag)
{
	size_t bytes = LEAF_HEAD_BYTES + key.bytes + (piece > 1 ? PIECE_BYTES : 0) + tag.bytes;
	uint8_t *to = block_take(&table->levels[0], bytes);

	to = pack_big_endian(to, flags | (bytes - LEAF_HEAD_BYTES), 2);
	*to++ = (uint8_t)key.bytes;
	if (key.bytes)
		memcpy(to, key.at, key.bytes);
	to += key.bytes;
	if (piece > 1)
		to = pack_big_endian(to, piece, PIECE_BYTES);
	if (tag.bytes)
		memcpy(to, tag.at, tag.bytes);
}

/* Goes on in a new leaf, which begins with `key`. */
static void leaf_turn(struct table *table, struct span key, unsigned piece, struct error *err)
{
	struct table_bound bound = { .piece = piece };
	size_t same = 0;

	while (same < key.bytes && same < table->last.key_bytes && (uint8_t)key.at[same] == table->last.key[same])
		same++;
	bound.key_bytes = same < key.bytes ? same + 1 : same;
	memcpy(bound.key, key.at, bound.key_bytes);
	block_close(table, 0, err);
	table->levels[0].bound = bound;
}

static void remember_key(struct table *table, struct span key)
{
	memcpy(table->last.key, key.at, key.bytes);
	table->last.key_bytes = key.bytes;
}

/* A tag that is too long for one item goes into pieces that fill the leaves. */
static void add_pieces(struct table *table, struct span key, struct span tag, unsigned flags, struct error *err)
{
	for (unsigned piece = 1; tag.bytes > 0 && err->status == STATUS_OK; piece++) {
		size_t head = LEAF_HEAD_BYTES + key.bytes + (piece > 1 ? PIECE_BYTES : 0);
		size_t room = block_free(&table->levels[0]), take;

		if (piece > PIECES_MOST) {
			error_set(err, STATUS_DATA, table->file.path, "a tag is too long");
			return;
		}
		if (room < head + PIECE_LEAST && room < head + tag.bytes) {
			leaf_turn(table, key, piece, err);
			room = block_free(&table->levels[0]);
		}
		room = room < item_most(table) ? room : item_most(table);
		take = tag.bytes < room - head ? tag.bytes : room - head;
		leaf_put(table, flags | (piece == 1 ? FLAG_FIRST : 0u) | (take == tag.bytes ? FLAG_LAST : 0u), key, piece,
			 span_make(tag.at, take));
		remember_key(table, key);
		tag = span_make(tag.at + take, tag.bytes - take);
	}
}

void table_open(struct table *table, const char *directory, const char *name, size_t block_bytes,
		struct error *err)
{
	char file_name[64];

	snprintf(file_name, sizeof(file_name), "%s.glass", name);
	table->block_bytes = block_bytes;
	outfile_open(&table->file, directory, file_name, false, err);
	block_begin(table, 0);
	/* Every table begins with an item that has neither key nor tag. */
	leaf_put(table, FLAG_FIRST | FLAG_LAST, span_make(NULL, 0), 1, span_make(NULL, 0));
}

void table_add(struct table *table, struct span key, struct span tag, bool is_deflated, struct error *err)
{
	size_t whole = LEAF_HEAD_BYTES + key.bytes + tag.bytes;
	unsigned flags = is_deflated ? FLAG_DEFLATED : 0;

	if (err->status != STATUS_OK)
		return;
	assert(key.bytes > 0 && key.bytes <= PACK_KEY_MOST);
	assert(span_compare(span_make((const char *)table->last.key, table->last.key_bytes), key) < 0);
	table->entries++;
	if (whole > item_most(table)) {
		add_pieces(table, key, tag, flags, err);
		return;
	}
	if (block_free(&table->levels[0]) < whole)
		leaf_turn(table, key, 1, err);
	leaf_put(table, flags | FLAG_FIRST | FLAG_LAST, key, 1, tag);
	remember_key(table, key);
}

void table_finish(struct table *table, bool is_kept, struct error *err)
{
	if (table->entries > 0) {
		/* The top may rise while the blocks below it are entered. */
		for (unsigned level = 0; level < table->top && err->status == STATUS_OK; level++)
			block_close(table, level, err);
		table->root = block_write(table, table->top, err);
	}
	outfile_finish(&table->file, err);
	if (table->entries == 0 && !is_kept && err->status == STATUS_OK && unlink(table->file.path) != 0)
		error_set(err, STATUS_IO, table->file.path, "%s", strerror(errno));
}

void table_describe(const struct table *table, unsigned compress_from, struct buf *out)
{
	bool is_empty = table->entries == 0;
	struct buf free_blocks = BUF_INIT(64);

	buf_add_number(out, table->root);
	/* Leaves lie in the order of their keys (2); there is no root (1). */
	buf_add_number(out, (uint64_t)table->top << 2 | 2 | is_empty);
	buf_add_number(out, table->entries);
	buf_add_number(out, table->block_bytes >> 11);
	buf_add_number(out, compress_from);
	if (!is_empty) {
		buf_add_number(&free_blocks, REVISION);
		buf_add_number(&free_blocks, table->block_count);
		/* No block is free: the list of them begins and ends nowhere. */
		for (int i = 0; i < 4; i++)
			buf_add_number(&free_blocks, 0);
	}
	buf_add_counted(out, buf_span(&free_blocks));
	buf_release(&free_blocks);
}

void table_close(struct table *table)
{
	outfile_close(&table->file);
	for (unsigned level = 0; level < TABLE_LEVELS_MOST; level++)
		free(table->levels[level].at);
}
