/* Ways from a file to the bytes of an article in it, shared by the readers and by who asks for the bytes again. */
#ifndef ARTICLES_RAW_H
#define ARTICLES_RAW_H

#include "inflate.h"

#include "dateline/arena.h"

bool is_gzip(struct span raw);
bool is_zstd(struct span raw);

/* All members of a packed file, by `zstd` or, when that is NULL, gzip; returns how
 * many bytes of it were taken. */
size_t packed_unpack(struct span raw, struct zstd *zstd, struct buf *out, struct error *err);

/* The name of what is packed in the file at `path`: "news.txt" in "a/news.txt.gz". */
struct span packed_name(struct span path, struct arena *arena);

/* Takes a member of an archive; its bytes, in `bytes`, hold for the call. False to stop. */
typedef bool archive_take(struct span name, struct span bytes, void *with);

/* Unpacks, of all members of a zip or tar archive, those that `wants` says, by the
 * names that the reader of archives gives them. */
void archive_members(struct span raw, bool (*wants)(struct span name, void *with), archive_take *take, void *with,
		     struct error *err);

#endif
