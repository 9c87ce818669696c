/* Unpacks gzip, zlib and deflate with a cap on what comes out. */
#include "inflate.h"

#include "dateline/arena.h"

#include <stdlib.h>
#include <zlib.h>

#define PIECE_BYTES 65536u
/* Text packs a hundred to one at the very most; a bomb a thousand. Small ones may. */
#define RATIO_MOST 400u
#define RATIO_FREE_BYTES ((uint64_t)16 << 20)

bool is_bomb(uint64_t in, uint64_t out)
{
	return out > RATIO_FREE_BYTES && out / RATIO_MOST > in;
}

void tell_bomb(struct error *err)
{
	error_set(err, STATUS_DATA, "", "unpacks to more than %u times its size", RATIO_MOST);
}

void tell_overflow(const struct buf *out, struct error *err)
{
	error_set(err, STATUS_DATA, "", "larger than %zu MiB unpacked", out->most >> 20);
}

static void tell(int result, struct error *err)
{
	error_set(err, STATUS_DATA, "", result == Z_BUF_ERROR ? "packed data that breaks off" : "packed data that is broken");
}

size_t inflate_member(struct span packed, enum packing packing, struct buf *out, struct error *err)
{
	static const int windows[] = { 15 + 16, 15, -15 };
	z_stream stream = { .next_in = (Bytef *)(uintptr_t)packed.at,
			    .avail_in = packed.bytes < UINT32_MAX ? (uInt)packed.bytes : UINT32_MAX };
	size_t before = out->bytes;
	unsigned char *piece;
	int result = Z_OK;

	if (err->status != STATUS_OK || inflateInit2(&stream, windows[packing]) != Z_OK)
		return 0;
	piece = memory_get(PIECE_BYTES);
	while (result == Z_OK && !out->overflowed && !is_bomb(stream.total_in, out->bytes - before)) {
		stream.next_out = piece;
		stream.avail_out = PIECE_BYTES;
		result = inflate(&stream, Z_NO_FLUSH);
		buf_add(out, piece, PIECE_BYTES - stream.avail_out);
	}
	free(piece);
	inflateEnd(&stream);
	if (out->overflowed) {
		tell_overflow(out, err);
	} else if (result == Z_OK) {
		tell_bomb(err);
		out->bytes = before;
	} else if (result != Z_STREAM_END) {
		tell(result, err);
	}
	return stream.total_in;
}
