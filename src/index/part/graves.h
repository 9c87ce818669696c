/* Which documents of older parts a part takes away. */
#ifndef INDEX_PART_GRAVES_H
#define INDEX_PART_GRAVES_H

#include "index/part/sidefile.h"

#include "dateline/buf.h"

/* Documents first .. first + count - 1 of part `part` of the same index. */
struct grave {
	uint32_t part, first, count;
};

/* A list of them is graves one behind the other. */
void grave_add(struct buf *list, struct grave grave);
/* Takes the next one off `from`; false at the end, or at damage. */
bool grave_take(struct unpack *from, struct grave *out);

/* The file of a part that has some. */
void graves_write(const char *directory, struct span list, struct error *err);
/* Adds the list to `out`: nothing when there is no file. */
void graves_read(const char *directory, struct buf *out, struct error *err);

/* The key of the note that has the list in Xapian's own tables. */
#define GRAVES_NOTE "\001graves"

#endif
