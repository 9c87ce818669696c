/* Unpacking of what was packed by gzip and its kin. */
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

#endif
