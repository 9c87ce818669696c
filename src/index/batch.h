/* A batch of changes on its way into the index: all of it or nothing is kept. */
#ifndef INDEX_BATCH_H
#define INDEX_BATCH_H

#include "dateline/index.h"
#include "index/segment.h"
#include "index/xap.h"

/* One change: an article's documents in the place of its older ones, or a note. */
struct change {
	struct span unique;     /* the article's term; {NULL, 0} for a note */
	struct xap_document *documents;
	size_t document_count;
	struct span name;       /* for a person: the path that the article came from */
	struct span note_key, note;
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

/* Changes that Xapian has and that are not committed yet. They are kept, since
 * Xapian drops the whole batch when one of them turns out bad. */
struct batch {
	char segment[SEGMENT_PATH];     /* where the tables are */
	const char *index;      /* its directory, where a load may take another segment into use; NULL: no load */
	struct xap_writer *xap; /* NULL after a fault that stops the writer, and while a load goes on */
	bool may_load;          /* the open batch is the first of an empty index */
	struct load *load;      /* begun by such a batch when it was large */
	struct parcel *first, *last;
	size_t documents, bytes, changes;
	uint64_t committed;     /* documents, by Xapian, since the batch was opened */
	double started;         /* seconds, 0 with no batch open */
	void (*fault)(const struct error *err, void *with);
	void *with;
};

/* Opens the tables in `segment`. */
void batch_open(struct batch *batch, const char *segment, struct error *err);
/* Drops what is not committed. */
void batch_close(struct batch *batch);

/* Hands a parcel, which becomes the batch's, to Xapian, and commits when the batch
 * is large or old enough. When Xapian refuses a document, the batch is played again
 * change by change on a fresh handle, and the one to blame is told through
 * batch->fault. */
void batch_add(struct batch *batch, struct parcel *parcel, struct error *err);

/* After this without fault everything added survives a power cut. A load ends with
 * another segment in use. */
void batch_commit(struct batch *batch, struct error *err);

#endif
