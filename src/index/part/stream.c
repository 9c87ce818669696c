/* Writes tokens one behind the other, and behind them where each document's begin. */
#include "index/part/stream.h"

#include "dateline/arena.h"
#include "dateline/map.h"

#include <stdlib.h>

#define FILE_NAME "words"

struct stream_writer {
	struct sidefile side;
	uint32_t *starts;       /* of each document, in tokens */
	size_t count, room;
	uint64_t tokens;
};

struct ending {
	uint64_t starts_at, documents;
};

uint16_t stream_token(struct span term)
{
	uint64_t hash = hash_bytes(term);

	return (uint16_t)(1 + hash % (STREAM_GAP - 1));
}

struct stream_writer *stream_begin(const char *directory, struct error *err)
{
	struct stream_writer *writer = memory_get(sizeof(*writer));

	*writer = (struct stream_writer){ .tokens = 0 };
	sidefile_open(&writer->side, directory, FILE_NAME, err);
	return writer;
}

void stream_writer_free(struct stream_writer *writer)
{
	if (!writer)
		return;
	sidefile_close(&writer->side);
	free(writer->starts);
	free(writer);
}

static void add_start(struct stream_writer *writer)
{
	if (writer->count == writer->room) {
		writer->room = writer->room ? writer->room * 2 : 1024;
		writer->starts = memory_resize(writer->starts, writer->room * sizeof(*writer->starts));
	}
	writer->starts[writer->count++] = (uint32_t)writer->tokens;
}

void stream_add(struct stream_writer *writer, const uint16_t *tokens, size_t count, struct error *err)
{
	add_start(writer);
	writer->tokens += count;
	if (writer->tokens > UINT32_MAX)
		error_set(err, STATUS_DATA, FILE_NAME, "too many words for one part");
	sidefile_add(&writer->side, tokens, count * sizeof(*tokens), err);
}

void stream_finish(struct stream_writer *writer, struct error *err)
{
	struct ending ending = { 0, writer->count };

	add_start(writer);
	sidefile_align(&writer->side, err);
	ending.starts_at = writer->side.file.bytes;
	sidefile_add(&writer->side, writer->starts, writer->count * sizeof(*writer->starts), err);
	sidefile_align(&writer->side, err);
	sidefile_add(&writer->side, &ending, sizeof(ending), err);
	sidefile_finish(&writer->side, err);
}

/* ---- reading ---- */

struct stream {
	struct mapped file;
	struct ending ending;
	const uint32_t *starts;
};

struct stream *stream_open(const char *directory, struct error *err)
{
	struct stream *stream = memory_get(sizeof(*stream));

	*stream = (struct stream){ .starts = NULL };
	mapped_open(&stream->file, directory, FILE_NAME, err);
	if (err->status == STATUS_OK && stream->file.bytes >= sizeof(stream->ending)) {
		memcpy(&stream->ending, stream->file.at + stream->file.bytes - sizeof(stream->ending), sizeof(stream->ending));
		if (stream->ending.documents < UINT32_MAX && stream->ending.starts_at % 8 == 0)
			stream->starts = mapped_array(&stream->file, stream->ending.starts_at, stream->ending.documents + 1,
						      sizeof(uint32_t));
	}
	if (err->status == STATUS_OK && !stream->starts)
		error_set(err, STATUS_INDEX, directory, "damaged: the list of words is cut");
	if (err->status == STATUS_OK)
		return stream;
	stream_close(stream);
	return NULL;
}

void stream_close(struct stream *stream)
{
	if (!stream)
		return;
	mapped_close(&stream->file);
	free(stream);
}

void stream_forget(const struct stream *stream)
{
	mapped_forget(&stream->file, 0, stream->file.bytes);
}

bool stream_is_sound(const struct stream *stream)
{
	return mapped_is_sound(&stream->file);
}

size_t stream_get(const struct stream *stream, uint32_t docid, const uint16_t **out)
{
	uint32_t from, to;

	*out = NULL;
	if (docid == 0 || docid > stream->ending.documents)
		return 0;
	from = stream->starts[docid - 1];
	to = stream->starts[docid];
	if (to < from)
		return 0;
	*out = mapped_array(&stream->file, (uint64_t)from * sizeof(uint16_t), to - from, sizeof(uint16_t));
	return *out ? to - from : 0;
}
