/* Changes to an index, handed on together. */
#ifndef INDEX_PARCEL_H
#define INDEX_PARCEL_H

#include "index/xap.h"

/* One change: an article's documents in the place of its older ones, or a note. */
struct change {
	struct span unique;     /* the article's term; {NULL, 0} for a note */
	struct xap_document *documents;
	size_t document_count;
	struct span name;       /* for a person: the path that the article came from */
	struct span note_key, note;     /* a note that is forgotten is a note too: index_writer_set_note() */
	char id[8];             /* the article's value in the slot "article-id" */
};

/* Some changes and the arena that they live in, handed on as one. */
struct parcel {
	struct parcel *next;
	struct arena *arena;
	struct change *changes;
	size_t count, room;
	size_t documents, bytes;
};

struct parcel *parcel_new(void);
void parcel_free_all(struct parcel *first);
void parcel_add(struct parcel *parcel, struct change change);

#endif
