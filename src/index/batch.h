/* A batch of changes on its way into the index: all of it or nothing is kept. */
#ifndef INDEX_BATCH_H
#define INDEX_BATCH_H

#include "dateline/index.h"
#include "index/parcel.h"
#include "index/segment.h"
#include "index/xap.h"

/* Changes that wait to be committed: few of them go to the newest segment through
 * Xapian, many become a segment of their own (load.h). */
struct batch {
	char directory[SEGMENT_PATH];   /* the index */
	char segment[SEGMENT_PATH];     /* where Xapian writes */
	unsigned number;                /* of that segment */
	struct xap_writer *xap; /* NULL after a fault that stops the writer, and while another segment is the newest */
	struct xap_reader *before;      /* all that is committed */
	struct arena *scratch;
	struct load *load;      /* takes all that comes until the next commit */
	unsigned load_number;
	struct parcel *first, *last;
	size_t documents, bytes, changes;
	uint64_t committed;     /* documents, since the batch was opened */
	double started;         /* seconds, 0 with no batch open */
	bool is_stopped;        /* by a fault */
	void (*fault)(const struct error *err, void *with);
	void *with;
};

/* Opens the index in `directory`, which has its version file. */
void batch_open(struct batch *batch, const char *directory, struct error *err);
/* Drops what is not committed. */
void batch_close(struct batch *batch);

/* Takes a parcel, which becomes the batch's, and commits when the batch is old
 * enough. When Xapian refuses a document, the batch is played again change by change
 * on a fresh handle, and the one to blame is told through batch->fault. */
void batch_add(struct batch *batch, struct parcel *parcel, struct error *err);

/* After this without fault everything added survives a power cut. */
void batch_commit(struct batch *batch, struct error *err);

#endif
