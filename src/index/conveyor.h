/* Carries changes to a batch on a thread of its own, so that reading goes on while Xapian writes. */
#ifndef INDEX_CONVEYOR_H
#define INDEX_CONVEYOR_H

#include "index/batch.h"

struct conveyor;

/* Opens the index in `directory`. With `threaded` false everything is done on the
 * caller's thread. Never NULL: after a fault in `err` it only waits to be freed. */
struct conveyor *conveyor_new(const char *directory, bool threaded, struct error *err);

/* Drops what is not committed, and tells nothing more. */
void conveyor_free(struct conveyor *conveyor);

/* Where the next change must be made. It changes with each conveyor_add(). */
struct arena *conveyor_arena(struct conveyor *conveyor);

/* Sends a change on its way. A fault that stopped the batch is given to `err`;
 * documents that Xapian refused are told to `fault` (may be NULL), both on this
 * thread and perhaps some changes later. */
void conveyor_add(struct conveyor *conveyor, struct change change, article_fault *fault, void *with, struct error *err);

/* Sends a parcel made elsewhere, which becomes the conveyor's, behind what was added. */
void conveyor_send(struct conveyor *conveyor, struct parcel *parcel, article_fault *fault, void *with,
		   struct error *err);

/* Waits until everything sent is committed. */
void conveyor_commit(struct conveyor *conveyor, article_fault *fault, void *with, struct error *err);

/* Documents committed since it was made; exact after conveyor_commit(). */
uint64_t conveyor_committed(struct conveyor *conveyor);

#endif
