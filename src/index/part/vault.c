/* Writes items into blocks of some 8 KiB, each a frame of zstd with its checksum, and finds them again.
 *
 *   frames, one behind the other
 *   struct frame    of each, by rising first document
 *   struct ending   how many there are, and where their list begins
 *
 * Measured on news text: 8 KiB compress to .44 at level 1 and open in 11 µs; 4 KiB to
 * .47 in 6 µs, 32 KiB to .40 in 29 µs. */
#include "index/part/vault.h"

#include <stdlib.h>
#include <zstd.h>

#define FILE_NAME "texts"
#define BLOCK_BYTES 8192
#define BLOCK_BYTES_MOST ((size_t)80 << 20)     /* of a block that one very long item makes */
#define LEVEL 1
#define GIVE_BACK ((uint64_t)8 << 20)

struct frame {
	uint64_t at_byte;
	uint32_t bytes;
	uint32_t first_docid;
};

struct ending {
	uint64_t list_at, count;
	uint64_t documents;
};

struct vault_writer {
	struct sidefile side;
	ZSTD_CCtx *zstd;
	struct buf block;
	struct buf packed;
	uint32_t first_docid, next_docid;
	struct frame *frames;
	size_t count, room;
};

struct vault_writer *vault_begin(const char *directory, struct error *err)
{
	struct vault_writer *writer = memory_get(sizeof(*writer));

	*writer = (struct vault_writer){
		.zstd = ZSTD_createCCtx(), .block = BUF_INIT(BLOCK_BYTES_MOST), .packed = BUF_INIT(2 * BLOCK_BYTES_MOST),
		.first_docid = 1, .next_docid = 1,
	};
	sidefile_open(&writer->side, directory, FILE_NAME, err);
	if (!writer->zstd)
		error_set(err, STATUS_IO, directory, "out of memory");
	else
		ZSTD_CCtx_setParameter(writer->zstd, ZSTD_c_checksumFlag, 1);
	if (writer->zstd)
		ZSTD_CCtx_setParameter(writer->zstd, ZSTD_c_compressionLevel, LEVEL);
	return writer;
}

void vault_writer_free(struct vault_writer *writer)
{
	if (!writer)
		return;
	ZSTD_freeCCtx(writer->zstd);
	sidefile_close(&writer->side);
	buf_release(&writer->block);
	buf_release(&writer->packed);
	free(writer->frames);
	free(writer);
}

/* The block of documents from writer->first_docid on. */
static void add_frame(struct vault_writer *writer, const void *packed, size_t bytes, struct error *err)
{
	if (writer->count == writer->room) {
		writer->room = writer->room ? writer->room * 2 : 256;
		writer->frames = memory_resize(writer->frames, writer->room * sizeof(*writer->frames));
	}
	writer->frames[writer->count++] = (struct frame){ writer->side.file.bytes, (uint32_t)bytes, writer->first_docid };
	sidefile_add(&writer->side, packed, bytes, err);
}

static void end_block(struct vault_writer *writer, struct error *err)
{
	size_t most = ZSTD_compressBound(writer->block.bytes), bytes;
	char *to;

	if (writer->next_docid == writer->first_docid || err->status != STATUS_OK)
		return;
	to = memory_get(most);
	bytes = ZSTD_compress2(writer->zstd, to, most, writer->block.at, writer->block.bytes);
	if (ZSTD_isError(bytes)) {
		error_set(err, STATUS_IO, FILE_NAME, "%s", ZSTD_getErrorName(bytes));
		free(to);
		return;
	}
	add_frame(writer, to, bytes, err);
	writer->first_docid = writer->next_docid;
	buf_clear(&writer->block);
	free(to);
}

void vault_add(struct vault_writer *writer, struct span item, struct error *err)
{
	buf_add_counted(&writer->block, item);
	writer->next_docid++;
	if (writer->block.overflowed)
		error_set(err, STATUS_DATA, FILE_NAME, "a document is too long");
	if (writer->block.bytes >= BLOCK_BYTES)
		end_block(writer, err);
}

void vault_finish(struct vault_writer *writer, struct error *err)
{
	struct ending ending = { 0, 0, 0 };

	end_block(writer, err);
	sidefile_align(&writer->side, err);
	ending = (struct ending){ writer->side.file.bytes, writer->count, writer->next_docid - 1 };
	sidefile_add(&writer->side, writer->frames, writer->count * sizeof(*writer->frames), err);
	sidefile_add(&writer->side, &ending, sizeof(ending), err);
	sidefile_finish(&writer->side, err);
}

/* ---- reading ---- */

struct vault {
	struct mapped file;
	struct ending ending;
	const struct frame *frames;
	ZSTD_DCtx *zstd;
	char *block;            /* the one that is open */
	size_t bytes, room;
	size_t open;            /* its number from 1; 0: none */
};

struct vault *vault_open(const char *directory, struct error *err)
{
	struct vault *vault = memory_get(sizeof(*vault));

	*vault = (struct vault){ .zstd = ZSTD_createDCtx() };
	mapped_open(&vault->file, directory, FILE_NAME, err);
	if (err->status == STATUS_OK && vault->file.bytes >= sizeof(vault->ending)) {
		memcpy(&vault->ending, vault->file.at + vault->file.bytes - sizeof(vault->ending), sizeof(vault->ending));
		vault->frames = mapped_array(&vault->file, vault->ending.list_at, vault->ending.count, sizeof(struct frame));
	}
	if (err->status == STATUS_OK && (!vault->frames || !vault->zstd || vault->ending.list_at % 8))
		error_set(err, STATUS_INDEX, directory, "damaged: the list of texts is cut");
	if (err->status == STATUS_OK)
		return vault;
	vault_close(vault);
	return NULL;
}

void vault_close(struct vault *vault)
{
	if (!vault)
		return;
	mapped_close(&vault->file);
	ZSTD_freeDCtx(vault->zstd);
	free(vault->block);
	free(vault);
}

bool vault_is_sound(const struct vault *vault)
{
	return mapped_is_sound(&vault->file);
}

void vault_add_all(struct vault_writer *writer, const struct vault *from, struct error *err)
{
	uint32_t before;
	uint64_t passed = 0;

	end_block(writer, err);
	before = writer->next_docid - 1;
	for (size_t i = 0; i < from->ending.count && err->status == STATUS_OK; i++) {
		const struct frame *frame = &from->frames[i];
		const void *packed = mapped_array(&from->file, frame->at_byte, frame->bytes, 1);

		if (!packed) {
			error_set(err, STATUS_INDEX, FILE_NAME, "damaged: the list of texts is wrong");
			return;
		}
		writer->first_docid = before + frame->first_docid;
		add_frame(writer, packed, frame->bytes, err);
		if (frame->at_byte - passed >= GIVE_BACK) {
			mapped_forget(&from->file, (size_t)passed, (size_t)frame->at_byte);
			passed = frame->at_byte;
		}
	}
	mapped_forget(&from->file, 0, (size_t)from->ending.list_at);
	writer->first_docid = writer->next_docid = before + (uint32_t)from->ending.documents + 1;
}

/* Number from 1 of the frame that holds `docid`. */
static size_t frame_of(const struct vault *vault, uint32_t docid)
{
	size_t low = 0, high = (size_t)vault->ending.count;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (vault->frames[middle].first_docid <= docid)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

static bool unpack_frame(struct vault *vault, const struct frame *frame)
{
	const void *packed = mapped_array(&vault->file, frame->at_byte, frame->bytes, 1);
	unsigned long long bytes = packed ? ZSTD_getFrameContentSize(packed, frame->bytes) : ZSTD_CONTENTSIZE_ERROR;

	if (bytes == ZSTD_CONTENTSIZE_ERROR || bytes == ZSTD_CONTENTSIZE_UNKNOWN || bytes > BLOCK_BYTES_MOST)
		return false;
	if (vault->room < bytes) {
		vault->room = (size_t)bytes;
		vault->block = memory_resize(vault->block, vault->room);
	}
	vault->bytes = ZSTD_decompressDCtx(vault->zstd, vault->block, vault->room, packed, frame->bytes);
	return !ZSTD_isError(vault->bytes) && vault->bytes == bytes;
}

struct span vault_get(struct vault *vault, uint32_t docid, struct error *err)
{
	size_t number = frame_of(vault, docid);
	const struct frame *frame;
	struct unpack from;
	struct span item = { NULL, 0 };

	if (err->status != STATUS_OK || number == 0 || docid > vault->ending.documents)
		return item;
	frame = &vault->frames[number - 1];
	if (vault->open != number) {
		vault->open = 0;
		if (unpack_frame(vault, frame))
			vault->open = number;
	}
	from = (struct unpack){ vault->block, vault->block + vault->bytes, vault->open == number };
	for (uint32_t i = frame->first_docid; i <= docid && from.ok; i++)
		item = unpack_counted(&from);
	if (!from.ok)
		error_set(err, STATUS_INDEX, "index", "the record of a passage is damaged; dateline check tells how many");
	return from.ok ? item : (struct span){ NULL, 0 };
}
