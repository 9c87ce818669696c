/* Builds a whole Xapian database at once by writing its tables, many times faster than adding documents. */
#ifndef INDEX_BULK_BULK_H
#define INDEX_BULK_BULK_H

#include "dateline/error.h"
#include "dateline/span.h"
#include "index/xap.h"

#include <stdint.h>

/* The tables are those of Xapian 1.4's glass. What comes out equals, to every
 * reader and later writer, what Xapian makes of the same documents. */

/* The terms of each document, by which Xapian takes it out of an index again.
 * Left plain they save a third of the time of a build and take half as much room
 * again; without them an index can only grow. */
enum bulk_term_lists { BULK_DEFLATED_TERM_LISTS, BULK_PLAIN_TERM_LISTS, BULK_NO_TERM_LISTS };

/* Zero stands for the usual. */
struct bulk_limits {
	size_t memory;          /* bytes of postings held before they go to disk: BULK_MEMORY */
	uint32_t block_bytes;   /* of a table's block, a power of two from 2048 to 65536: 8192 */
	enum bulk_term_lists term_lists;
};

#define BULK_MEMORY ((size_t)128 << 20)

/* The longest that Xapian takes: of a term, with zero bytes counted twice; of a note's key. */
#define BULK_TERM_BYTES_MOST 245
#define BULK_KEY_BYTES_MOST 253
/* Of a document's data, a value, a note: a tag has fewer than 65,536 pieces. */
#define BULK_TAG_BYTES_MOST ((size_t)64 << 20)

struct bulk;

/* Starts a build of the database `directory`, which must not exist or be empty.
 * All work goes on in "<directory>.new"; what a killed build left there is removed
 * first. STATUS_BUSY when somebody builds there now; STATUS_IO. */
struct bulk *bulk_begin(const char *directory, const struct bulk_limits *limits, struct error *err);

/* STATUS_DATA for a document that Xapian would not take. */
void bulk_check(const struct xap_document *document, struct error *err);

/* Adds a document; docids rise from call to call, from 1. Rows of one term may
 * stand anywhere. Of two values in a slot the later counts, an empty one is none.
 * STATUS_DATA as bulk_check(): then nothing of it is in, and with the error cleared
 * the build may go on. After any other fault it may only be cancelled. */
void bulk_add(struct bulk *bulk, uint32_t docid, const struct xap_document *document, struct error *err);

/* A small fact beside the documents; a later one of that key takes its place. */
void bulk_set_note(struct bulk *bulk, struct span key, struct span value, struct error *err);

/* The directory that is built in, for files of the caller's own: synced by him, they
 * are there when the database is. */
const char *bulk_directory(const struct bulk *bulk);
/* Bytes of postings held in memory: bulk_limits.memory is what they are measured by. */
size_t bulk_held(const struct bulk *bulk);

/* Writes what is left, syncs, and gives the database its name. On a fault nothing
 * is there under that name, nor under the other. Frees `bulk` either way. */
void bulk_finish(struct bulk *bulk, struct error *err);

/* Drops the build and frees `bulk`. NULL is welcome. */
void bulk_cancel(struct bulk *bulk);

/* The first bytes of the version file ("iamglass") of every database built: magic
 * and version of the format. A library that begins its own with others must not
 * be handed our tables. */
struct span bulk_format(void);

#endif
