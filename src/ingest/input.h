/* The bytes of one input: a file, mapped or read, or standard input. */
#ifndef INGEST_INPUT_H
#define INGEST_INPUT_H

#include "dateline/buf.h"
#include "dateline/error.h"
#include "dateline/span.h"

#include <stdbool.h>
#include <stdint.h>

/* Start it as { 0 }. */
struct input_bytes {
	struct span raw;
	uint64_t size;
	uint64_t inode;
	int64_t changed;        /* nanoseconds since 1970 of the last change; 0 for standard input */
	int file;
	void *mapped;
	struct buf small;
	size_t given_back;      /* bytes at the front that are out of memory again */
};

/* Opens the regular file `path`, or takes all of standard input when it is "-", by
 * way of a file without a name in `spool`. Reads nothing of a file yet. */
void input_open(struct input_bytes *input, const char *path, const char *spool, struct error *err);

/* Makes `raw` the bytes. */
void input_load(struct input_bytes *input, const char *path, struct error *err);

/* What stands before `at_byte` will not be looked at again soon: a large file is
 * read through without being held in memory. */
void input_passed(struct input_bytes *input, uint64_t at_byte);

/* Gives all of it back: the reading begins anew. */
void input_rewind(struct input_bytes *input);

void input_close(struct input_bytes *input);

#endif
