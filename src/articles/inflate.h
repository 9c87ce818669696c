/* Unpacking of what was packed by gzip and its kin, Zstandard or Brotli, with caps on what comes out. */
#ifndef ARTICLES_INFLATE_H
#define ARTICLES_INFLATE_H

#include "dateline/buf.h"
#include "dateline/error.h"
#include "dateline/span.h"

enum packing { PACKED_GZIP, PACKED_ZLIB, PACKED_BARE };

/* Unpacks the one member that `packed` begins with and adds it to `out`; returns how
 * many of its bytes that took. STATUS_DATA when it is broken, breaks off, does not
 * fit, or is a bomb; `out` has then what came before, but nothing of a bomb. */
size_t inflate_member(struct span packed, enum packing packing, struct buf *out, struct error *err);

/* The same for one stream of Brotli, which has no mark to know it by. */
size_t brotli_member(struct span packed, struct buf *out, struct error *err);

/* Frames of Zstandard, which may share a dictionary. */
struct zstd;

/* Begins with `packed`: a dictionary that stands at its front, in the skippable frame
 * that the WARC-zstd convention has for it, holds for all frames. */
struct zstd *zstd_open(struct span packed, struct error *err);
void zstd_close(struct zstd *zstd);

/* As inflate_member(); a skippable frame adds nothing. */
size_t zstd_member(struct zstd *zstd, struct span packed, struct buf *out, struct error *err);

/* Do so many bytes out of so many hold more than text can? Small ones may. */
bool is_bomb(uint64_t in, uint64_t out);
void tell_bomb(struct error *err);
/* The same for `out`: it does not fit. */
void tell_overflow(const struct buf *out, struct error *err);

#endif
