/* Files: read whole, walk a directory, write so that a cut loses nothing. */
#ifndef DATELINE_FILE_H
#define DATELINE_FILE_H

#include "dateline/arena.h"
#include "dateline/buf.h"
#include "dateline/error.h"
#include "dateline/span.h"

#include <stdbool.h>
#include <stdint.h>

/* Appends the bytes of the regular file `path` ("-": standard input) to `out`.
 * STATUS_IO with the path and the system's reason; STATUS_DATA when it is larger
 * than `out` may become. Refuses devices, sockets and directories. */
void file_read(const char *path, struct buf *out, struct error *err);

/* Writes through a temporary name, syncs, renames and syncs the directory. */
void file_write(const char *path, struct span bytes, struct error *err);

/* fsync of a directory, so that a rename in it survives a power cut. */
void file_sync_directory(const char *path, struct error *err);

/* mkdir -p; each new directory 0700. */
void file_make_directories(const char *path, struct error *err);

bool file_is_directory(const char *path);

/* Calls `each` for every regular file at or below `path`, directories in byte
 * order of their names, hidden names (leading dot) left out, links to
 * directories not followed. A directory that cannot be opened is told through
 * `fault` and the walk goes on. Stops when `each` returns false. */
void file_walk(const char *path, bool (*each)(const char *path, void *with),
	       void (*fault)(const struct error *err, void *with), void *with);

/* SHA-256 of `bytes`, as 64 hexadecimal digits and a NUL. */
#define SHA256_TEXT 65
void sha256_hex(struct span bytes, char out[SHA256_TEXT]);

/* Hex digits of a short, stable digest (the first 16 bytes of SHA-256): for ids. */
#define DIGEST_TEXT 33
void digest_hex(struct span bytes, char out[DIGEST_TEXT]);

#endif
