/* A file that is written from its beginning to its end. */
#ifndef INDEX_BULK_OUTFILE_H
#define INDEX_BULK_OUTFILE_H

#include "dateline/error.h"
#include "dateline/span.h"

#include <stdbool.h>
#include <stdint.h>

#define OUTFILE_PATH 4096

struct outfile {
	char path[OUTFILE_PATH];
	int fd;                 /* -1: not open */
	uint8_t *held;          /* not written yet */
	size_t held_bytes;
	uint64_t bytes;         /* all that was added */
};

/* Makes "<directory>/<name>". A hidden file loses its name at once, can be read
 * back, and goes when it is closed. */
void outfile_open(struct outfile *file, const char *directory, const char *name, bool hidden, struct error *err);

void outfile_add(struct outfile *file, const void *bytes, size_t count, struct error *err);

/* Writes what is held, so that outfile_read() finds it. */
void outfile_flush(struct outfile *file, struct error *err);

/* Exactly `count` bytes from `at_byte` on; anything less is a fault. */
void outfile_read(const struct outfile *file, uint64_t at_byte, void *to, size_t count, struct error *err);

/* Flushes, syncs and closes. */
void outfile_finish(struct outfile *file, struct error *err);

/* Closes whatever is open. */
void outfile_close(struct outfile *file);

#endif
