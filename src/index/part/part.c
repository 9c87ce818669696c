/* Opens the files of a part together, and packs what is stored of a document. */
#include "index/part/part.h"

#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <zlib.h>

bool part_is_there(const char *directory)
{
	char path[OUTFILE_PATH];
	struct stat st;

	snprintf(path, sizeof(path), "%s/texts", directory);
	return lstat(path, &st) == 0 && S_ISREG(st.st_mode);
}

struct part *part_open(const char *directory, struct error *err)
{
	struct part *part = memory_get(sizeof(*part));

	*part = (struct part){ .columns = columns_open(directory, err) };
	part->vault = vault_open(directory, err);
	part->stream = stream_open(directory, err);
	if (err->status == STATUS_OK)
		return part;
	part_close(part);
	return NULL;
}

void part_close(struct part *part)
{
	if (!part)
		return;
	columns_close(part->columns);
	vault_close(part->vault);
	stream_close(part->stream);
	free(part);
}

bool part_is_sound(const struct part *part, struct buf *report)
{
	bool columns = columns_are_sound(part->columns), texts = vault_is_sound(part->vault);
	bool words = stream_is_sound(part->stream);

	buf_add_string(report, columns ? "" : "values: the checksum is wrong\n");
	buf_add_string(report, texts ? "" : "texts: the checksum is wrong\n");
	buf_add_string(report, words ? "" : "words: the checksum is wrong\n");
	return columns && texts && words;
}

/* ---- documents in the vault ---- */

void part_item(struct buf *out, uint32_t number, struct span head, struct span body)
{
	buf_add_number(out, number);
	if (number == 0)
		buf_add_counted(out, head);
	buf_add_span(out, body);
}

static bool read_item(struct span item, uint32_t *number, struct span *head, struct span *body)
{
	struct unpack from = { item.at, item.at + item.bytes, item.at != NULL };

	*number = (uint32_t)unpack_number(&from);
	*head = (struct span){ NULL, 0 };
	if (*number == 0)
		*head = unpack_counted(&from);
	*body = from.ok ? span_make(from.at, (size_t)(from.end - from.at)) : (struct span){ NULL, 0 };
	return from.ok;
}

static void fault(struct error *err)
{
	error_set(err, STATUS_INDEX, "index", "the record of a passage is damaged; dateline check tells how many");
}

bool part_stored(struct part *part, uint32_t docid, struct arena *arena, struct stored *out, struct error *err)
{
	struct span item = vault_get(part->vault, docid, err), body;
	uint32_t number, first;

	*out = (struct stored){ .tokens = NULL };
	if (!item.at || err->status != STATUS_OK)
		return false;
	if (!read_item(item, &number, &out->head, &body) || number >= docid) {
		fault(err);
		return false;
	}
	out->body = arena_copy(arena, body);
	if (number > 0 && !read_item(vault_get(part->vault, docid - number, err), &first, &out->head, &body))
		fault(err);
	out->head = arena_copy(arena, out->head);
	out->token_count = stream_get(part->stream, docid, &out->tokens);
	return err->status == STATUS_OK;
}

/* ---- documents in Xapian's tables ---- */

#define CRC_BYTES 4
#define XAPIAN_STEP 8192        /* bytes that Xapian 1.4 and 2.1 inflate at once */
#define FILLING_LEAST 64
#define ROOM_AFTER_STEP 1024

/* Xapian stops inflating a compressed record of more than 8192 bytes once its
 * input is used up, even when output is still pending at the end of a step, and
 * calls the record damaged: this happens to texts that end in a repeated pattern
 * and are a little longer than a multiple of 8192. Noise at the end that lies well
 * inside a step prevents it: nothing repeats there, so nothing is pending. */
static void add_filling(struct buf *out)
{
	uint32_t noise = 2463534242u;
	size_t wanted = FILLING_LEAST, inside;

	if (out->bytes <= XAPIAN_STEP - ROOM_AFTER_STEP)
		return;
	inside = (out->bytes + wanted) % XAPIAN_STEP;
	if (inside < ROOM_AFTER_STEP)
		wanted += ROOM_AFTER_STEP - inside;
	while (wanted-- > 0) {
		noise ^= noise << 13;
		noise ^= noise >> 17;
		noise ^= noise << 5;
		buf_add_char(out, (char)(noise >> 24));
	}
}

static uint32_t checksum(struct span bytes)
{
	return (uint32_t)crc32_z(0, (const unsigned char *)bytes.at, bytes.bytes);
}

/* Four bytes of CRC-32, little-endian, of what follows: head, body and tokens, each
 * with its length, and the filling. */
void stored_pack(const struct stored *stored, struct buf *out)
{
	size_t start = out->bytes;
	uint32_t crc;

	buf_add(out, "\0\0\0\0", CRC_BYTES);
	buf_add_counted(out, stored->head);
	buf_add_counted(out, stored->body);
	buf_add_counted(out, span_make((const char *)stored->tokens, stored->token_count * sizeof(uint16_t)));
	add_filling(out);
	if (out->overflowed)
		return;
	crc = checksum(span_make(out->at + start + CRC_BYTES, out->bytes - start - CRC_BYTES));
	for (size_t i = 0; i < CRC_BYTES; i++)
		out->at[start + i] = (char)(crc >> (8 * i));
}

static bool is_whole(struct span packed)
{
	uint32_t crc = 0;

	if (packed.bytes <= CRC_BYTES)
		return false;
	for (size_t i = 0; i < CRC_BYTES; i++)
		crc |= (uint32_t)(unsigned char)packed.at[i] << (8 * i);
	return checksum(span_make(packed.at + CRC_BYTES, packed.bytes - CRC_BYTES)) == crc;
}

bool stored_unpack(struct span packed, struct arena *arena, struct stored *out)
{
	struct unpack from = { packed.at + CRC_BYTES, packed.at + packed.bytes, true };
	struct span tokens;
	uint16_t *copy;

	*out = (struct stored){ .tokens = NULL };
	if (!is_whole(packed))
		return false;
	out->head = unpack_counted(&from);
	out->body = unpack_counted(&from);
	tokens = unpack_counted(&from);
	if (!from.ok)
		return false;
	out->token_count = tokens.bytes / sizeof(uint16_t);
	copy = arena_new_array(arena, uint16_t, out->token_count + 1);
	if (out->token_count)
		memcpy(copy, tokens.at, out->token_count * sizeof(uint16_t));
	out->tokens = copy;
	return true;
}
