/* Files beside Xapian's tables: written once with a checksum at the end, then mapped. */
#ifndef INDEX_PART_SIDEFILE_H
#define INDEX_PART_SIDEFILE_H

#include "index/bulk/outfile.h"

/* Numbers in these files are the machine's own; the mark at the end tells a file of
 * another kind of machine apart. */
struct sidefile {
	struct outfile file;
	uint32_t crc;
};

void sidefile_open(struct sidefile *side, const char *directory, const char *name, struct error *err);
void sidefile_add(struct sidefile *side, const void *bytes, size_t count, struct error *err);
/* Zeros up to a multiple of eight bytes. */
void sidefile_align(struct sidefile *side, struct error *err);
/* Adds the checksum, syncs and closes. */
void sidefile_finish(struct sidefile *side, struct error *err);
void sidefile_close(struct sidefile *side);

/* What was added, mapped to be read. Start it as { 0 }. */
struct mapped {
	const unsigned char *at;
	size_t bytes;           /* without the checksum */
	int file;               /* descriptor; 0: none */
};

/* STATUS_INDEX when the file is not there, or not one of ours; its content is only
 * checked by mapped_is_sound(). */
void mapped_open(struct mapped *mapped, const char *directory, const char *name, struct error *err);
void mapped_close(struct mapped *mapped);
bool mapped_is_sound(const struct mapped *mapped);

/* Bytes from .. to, or what whole pages of them there are, will not be looked at again
 * soon: they need not be in memory. */
void mapped_forget(const struct mapped *mapped, size_t from, size_t to);

/* `count` items of `each` bytes from `at_byte` on, or NULL when they do not lie in it. */
const void *mapped_array(const struct mapped *mapped, uint64_t at_byte, uint64_t count, size_t each);

#endif
