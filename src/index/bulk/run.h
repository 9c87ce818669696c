/* Postings of a run of documents: logged as they come, sorted by term when they go to disk. */
#ifndef INDEX_BULK_RUN_H
#define INDEX_BULK_RUN_H

#include "index/bulk/outfile.h"
#include "index/bulk/tally.h"

/* Where a sorted run lies in the scratch file. For each term in the order of
 * bytes: its bytes (counted), its documents, its weight, a posting for each
 * document. A posting: docid less the run's first, weight, bytes of
 * the coded positions, the coded positions. All numbers as pack_number(). */
struct run {
	uint64_t at_byte, end_byte;
	uint32_t first_docid;
};

/* Postings of the documents since the last run was written. */
struct run_log {
	struct glossary glossary;
	uint8_t *bytes;         /* a record each: number of the term (4), bytes of the posting, posting */
	size_t count, room;
	size_t posting_bytes;
	uint32_t first_docid;   /* 0: no document yet */
	uint8_t *posting;       /* the one being made */
	size_t posting_room;
};

void run_log_init(struct run_log *log, struct error *err);
void run_log_release(struct run_log *log);

/* Logs a document that was counted with the log's glossary. */
void run_log_add(struct run_log *log, uint32_t docid, const struct tally *tally);

/* Bytes of memory that sorting what is logged will come to. */
size_t run_log_memory(const struct run_log *log);

/* Sorts what is logged onto the end of `scratch`, says where, and begins anew. */
struct run run_log_write(struct run_log *log, struct outfile *scratch, struct error *err);

#endif
