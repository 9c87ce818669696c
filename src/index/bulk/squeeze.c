/* Deflates quickly, and refuses what Xapian's reader is known to stumble over. */
#include "index/bulk/squeeze.h"

#include "dateline/arena.h"

#include <stdlib.h>
#include <zlib.h>

/* Raw deflate. A window of 8 KiB and a small hash: both are cleared for each tag,
 * and tags are short (measured: a third less time than 32 KiB, 2 % more bytes). */
#define LEVEL 1
#define WINDOW (-13)
#define HASH_MEMORY 5

/* Xapian 1.4 and 2.1 inflate in steps of so many bytes and stop when the input is
 * used up, even where more output is waiting: a tag that ends in a long repetition
 * a little beyond a step is then "corrupt". */
#define READ_STEP 8192

struct squeeze {
	z_stream deflater, inflater;
	char *out;
	size_t room;
};

struct squeeze *squeeze_new(struct error *err)
{
	struct squeeze *squeeze = memory_get(sizeof(*squeeze));

	*squeeze = (struct squeeze){ .room = 0 };
	if (deflateInit2(&squeeze->deflater, LEVEL, Z_DEFLATED, WINDOW, HASH_MEMORY, Z_DEFAULT_STRATEGY) != Z_OK ||
	    inflateInit2(&squeeze->inflater, -15) != Z_OK)
		error_set(err, STATUS_IO, "zlib", "cannot be started");
	return squeeze;
}

void squeeze_free(struct squeeze *squeeze)
{
	if (!squeeze)
		return;
	deflateEnd(&squeeze->deflater);
	inflateEnd(&squeeze->inflater);
	free(squeeze->out);
	free(squeeze);
}

/* Does Xapian's way of reading come to the end of `packed`? */
static bool reads_back(struct squeeze *squeeze, struct span packed)
{
	Bytef step[READ_STEP];
	z_stream *in = &squeeze->inflater;
	int state = Z_OK;

	if (inflateReset(in) != Z_OK)
		return false;
	in->next_in = (z_const Bytef *)packed.at;
	in->avail_in = (uInt)packed.bytes;
	while (in->avail_in > 0 && state == Z_OK) {
		in->next_out = step;
		in->avail_out = READ_STEP;
		state = inflate(in, Z_SYNC_FLUSH);
	}
	return state == Z_STREAM_END;
}

struct span squeeze_try(struct squeeze *squeeze, struct span plain)
{
	z_stream *out = &squeeze->deflater;
	struct span packed;

	if (plain.bytes < 2)
		return (struct span){ NULL, 0 };
	if (squeeze->room < plain.bytes) {
		squeeze->room = plain.bytes * 2;
		squeeze->out = memory_resize(squeeze->out, squeeze->room);
	}
	deflateReset(out);
	out->next_in = (z_const Bytef *)plain.at;
	out->avail_in = (uInt)plain.bytes;
	out->next_out = (Bytef *)squeeze->out;
	out->avail_out = (uInt)plain.bytes - 1;
	if (deflate(out, Z_FINISH) != Z_STREAM_END)
		return (struct span){ NULL, 0 };
	packed = span_make(squeeze->out, plain.bytes - 1 - out->avail_out);
	if (plain.bytes > READ_STEP && !reads_back(squeeze, packed))
		return (struct span){ NULL, 0 };
	return packed;
}
