/* A file that takes the place of another only when it is whole. */
#ifndef PLACES_LAYER_OUT_H
#define PLACES_LAYER_OUT_H

#include "dateline/error.h"

#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

struct out_file {
	const char *path;
	char temporary[4096];
	FILE *file;
};

/* Opens "PATH.new" and locks it: STATUS_BUSY when another import is writing it. */
void out_open(struct out_file *out, const char *path, struct error *err);
void out_add(struct out_file *out, const void *bytes, size_t count, struct error *err);
/* Appends the whole of a section that was written apart. */
void out_add_section(struct out_file *out, FILE *section, struct error *err);

/* Writes over what was added at byte `at`. */
void out_replace(struct out_file *out, uint64_t at, const void *bytes, size_t count, struct error *err);
/* Writes `header` over the first bytes, syncs, renames, syncs the directory. Without a fault the file stands; with one
 * nothing is left. Returns its bytes. */
uint64_t out_close(struct out_file *out, const void *header, size_t header_bytes, struct error *err);

#endif
