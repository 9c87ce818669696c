/* The words of every passage in a row, two bytes each: where phrases are looked for. */
#ifndef INDEX_PART_STREAM_H
#define INDEX_PART_STREAM_H

#include "index/part/sidefile.h"

/* A word is kept as 16 bits of its hash. Two words of a passage may share them: the
 * asker knows how often its word stands there, and looks into the text when the
 * stream has more. */
#define STREAM_NO_TERM 0        /* a word that is no term */
#define STREAM_GAP 0xffff       /* stands for STREAM_GAP_WORDS positions: what no phrase reaches across */
#define STREAM_GAP_WORDS 200

uint16_t stream_token(struct span term);

struct stream_writer;

struct stream_writer *stream_begin(const char *directory, struct error *err);
/* Those of the next document. */
void stream_add(struct stream_writer *writer, const uint16_t *tokens, size_t count, struct error *err);
void stream_finish(struct stream_writer *writer, struct error *err);
void stream_writer_free(struct stream_writer *writer);

struct stream;

struct stream *stream_open(const char *directory, struct error *err);
void stream_close(struct stream *stream);
/* The tokens of a document, lent as long as `stream`. */
size_t stream_get(const struct stream *stream, uint32_t docid, const uint16_t **out);
/* It will not be read again soon. */
void stream_forget(const struct stream *stream);
bool stream_is_sound(const struct stream *stream);

#endif
