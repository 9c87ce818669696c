/* A batch of changes on its way into the index: all of it or nothing is kept. */
#ifndef INDEX_BATCH_H
#define INDEX_BATCH_H

#include "dateline/index.h"
#include "index/xap.h"

/* One change: an article's documents in the place of its older ones, or a note. */
struct change {
	struct span unique;     /* the article's term; {NULL, 0} for a note */
	struct xap_document *documents;
	size_t document_count;
	struct span name;       /* for a person: the path that the article came from */
	struct span note_key, note;
};

/* Changes that Xapian has and that are not committed yet. They are kept, since
 * Xapian drops the whole batch when one of them turns out bad. */
struct batch {
	const char *directory;  /* of the tables */
	struct xap_writer *xap; /* NULL after a fault that stops the writer */
	struct arena *arena;    /* of the changes: reset with each batch */
	struct change *changes;
	size_t count, room;
	size_t documents, bytes;
	uint64_t committed;     /* documents, since the batch was opened */
	double started;         /* seconds, 0 with no batch open */
	article_fault *fault;   /* may be NULL */
	void *with;
};

void batch_open(struct batch *batch, const char *directory, struct error *err);
void batch_close(struct batch *batch);

/* Hands a change, made in batch->arena, to Xapian. Returns how many documents it
 * took the place of. When Xapian refuses, the batch is played again change by
 * change on a fresh handle, and the one to blame is told through batch->fault. */
uint32_t batch_add(struct batch *batch, struct change change, struct error *err);

/* After this without fault everything added survives a power cut. */
void batch_commit(struct batch *batch, struct error *err);

/* Takes the open batch back from Xapian, whose handle is closed: its changes are
 * the caller's, until batch_forget(). */
void batch_withdraw(struct batch *batch);
void batch_forget(struct batch *batch);
/* Opens the tables that lie at `directory` now, for batches to come. */
void batch_reopen(struct batch *batch, struct error *err);

/* Tells that the index cannot take `change`, and why. */
void batch_tell(const struct batch *batch, const struct change *change, const struct error *why);

/* Is it large or old enough to be committed? Large alone? */
bool batch_is_full(const struct batch *batch);
bool batch_is_large(const struct batch *batch);

#endif
