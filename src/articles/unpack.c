/* Unpacks Zstandard and Brotli with a cap on what comes out. */
#include "inflate.h"

#include "dateline/arena.h"

#include <brotli/decode.h>
#include <stdlib.h>
#include <zstd.h>

#define PIECE_BYTES 65536u
#define DICTIONARY_MOST ((size_t)16 << 20)
/* The frame that a web archive's dictionary stands in: iipc.github.io/warc-specifications, WARC-zstd 1.0. */
#define DICTIONARY_MARK "\x5D\x2A\x4D\x18"
#define FRAME_MARK "\x28\xB5\x2F\xFD"

struct zstd {
	ZSTD_DCtx *context;
};

/* The payload of a skippable frame that `packed` begins with. */
static struct span skippable_payload(struct span packed)
{
	size_t bytes = 0;

	for (size_t i = 0; i < 4 && packed.bytes >= 8; i++)
		bytes |= (size_t)(unsigned char)packed.at[4 + i] << (8 * i);
	if (packed.bytes < 8 || bytes > packed.bytes - 8)
		return (struct span){ NULL, 0 };
	return span_make(packed.at + 8, bytes);
}

static void dictionary_load(struct zstd *zstd, struct span dictionary, struct error *err)
{
	struct buf plain = BUF_INIT(DICTIONARY_MOST);

	/* It may be packed itself. */
	if (span_starts(dictionary, FRAME_MARK)) {
		zstd_member(zstd, dictionary, &plain, err);
		dictionary = buf_span(&plain);
	}
	if (err->status == STATUS_OK && ZSTD_isError(ZSTD_DCtx_loadDictionary(zstd->context, dictionary.at, dictionary.bytes)))
		error_set(err, STATUS_DATA, "", "a dictionary that is broken");
	buf_release(&plain);
}

struct zstd *zstd_open(struct span packed, struct error *err)
{
	struct zstd *zstd = memory_get(sizeof(*zstd));

	zstd->context = ZSTD_createDCtx();
	if (!zstd->context)
		error_set(err, STATUS_IO, "", "no memory to unpack Zstandard in");
	else if (span_starts(packed, DICTIONARY_MARK))
		dictionary_load(zstd, skippable_payload(packed), err);
	return zstd;
}

void zstd_close(struct zstd *zstd)
{
	if (!zstd)
		return;
	ZSTD_freeDCtx(zstd->context);
	free(zstd);
}

size_t zstd_member(struct zstd *zstd, struct span packed, struct buf *out, struct error *err)
{
	ZSTD_inBuffer in = { packed.at, packed.bytes, 0 };
	size_t before = out->bytes, left = 1;
	char *piece;

	if (err->status != STATUS_OK)
		return 0;
	piece = memory_get(PIECE_BYTES);
	ZSTD_DCtx_reset(zstd->context, ZSTD_reset_session_only);
	while (left != 0 && !ZSTD_isError(left) && !out->overflowed && !is_bomb(in.pos, out->bytes - before)) {
		ZSTD_outBuffer to = { piece, PIECE_BYTES, 0 };
		size_t was = in.pos;

		left = ZSTD_decompressStream(zstd->context, &to, &in);
		buf_add(out, piece, to.pos);
		if (left != 0 && in.pos == was && to.pos == 0)
			break;
	}
	free(piece);
	if (out->overflowed) {
		tell_overflow(out, err);
	} else if (is_bomb(in.pos, out->bytes - before)) {
		tell_bomb(err);
		out->bytes = before;
	} else if (ZSTD_isError(left)) {
		error_set(err, STATUS_DATA, "", "packed data that is broken (%s)", ZSTD_getErrorName(left));
	} else if (left != 0) {
		error_set(err, STATUS_DATA, "", "packed data that breaks off");
	}
	return in.pos;
}

size_t brotli_member(struct span packed, struct buf *out, struct error *err)
{
	BrotliDecoderState *state = BrotliDecoderCreateInstance(NULL, NULL, NULL);
	BrotliDecoderResult result = BROTLI_DECODER_RESULT_NEEDS_MORE_OUTPUT;
	const uint8_t *next = (const uint8_t *)packed.at;
	size_t left = packed.bytes, before = out->bytes;
	uint8_t *piece = memory_get(PIECE_BYTES);

	while (state && result == BROTLI_DECODER_RESULT_NEEDS_MORE_OUTPUT && !out->overflowed &&
	       !is_bomb(packed.bytes - left, out->bytes - before)) {
		size_t room = PIECE_BYTES;
		uint8_t *to = piece;

		result = BrotliDecoderDecompressStream(state, &left, &next, &room, &to, NULL);
		buf_add(out, piece, PIECE_BYTES - room);
	}
	free(piece);
	BrotliDecoderDestroyInstance(state);
	if (out->overflowed) {
		tell_overflow(out, err);
	} else if (result == BROTLI_DECODER_RESULT_NEEDS_MORE_OUTPUT) {
		tell_bomb(err);
		out->bytes = before;
	} else if (result != BROTLI_DECODER_RESULT_SUCCESS) {
		error_set(err, STATUS_DATA, "", result == BROTLI_DECODER_RESULT_ERROR ? "packed data that is broken" :
							"packed data that breaks off");
	}
	return packed.bytes - left;
}
