/* Xapian behind C: terms, slots and bytes, never articles. The functions of xap*.cc. */
#ifndef INDEX_XAP_H
#define INDEX_XAP_H

#ifdef __cplusplus
/* The headers of C use compound literals, which C++ compilers know as an extension. */
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wpedantic"
extern "C" {
#endif

#include "dateline/arena.h"
#include "dateline/error.h"
#include "dateline/match.h"
#include "dateline/span.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Every function does nothing when `err` is set already. Faults: STATUS_BUSY (the
 * lock is held), STATUS_INDEX (damaged, of another version), STATUS_IO (the system
 * refused a write or a read), STATUS_DATA (a document that Xapian does not take). */

/* Is the library that we run with one that may write? Before 1.4.22 a full disk
 * damaged what was there. */
void xap_check_version(struct error *err);

/* ---- writing ---- */

struct xap_term {
	struct span text;
	uint32_t position;      /* 1..; 0: a label, which has no place in the text and no weight */
	uint32_t weight;        /* occurrences that this row counts for: 1 for words, 0 for labels */
};

struct xap_value {
	uint32_t slot;
	struct span value;
};

struct xap_document {
	const struct xap_term *terms;
	size_t term_count;
	const struct xap_value *values;
	size_t value_count;
	struct span data;
};

struct xap_writer;

/* Opens the database in `directory`, or makes it there. */
struct xap_writer *xap_writer_open(const char *directory, struct error *err);
/* Has nothing ever been committed to it? */
bool xap_writer_is_new(struct xap_writer *writer, struct error *err);
/* Drops what is not committed. NULL is welcome. */
void xap_writer_close(struct xap_writer *writer);

/* A transaction: all of it or nothing is there afterwards. */
void xap_writer_begin(struct xap_writer *writer, struct error *err);
void xap_writer_commit(struct xap_writer *writer, struct error *err);

void xap_writer_add(struct xap_writer *writer, const struct xap_document *document, struct error *err);
/* Deletes every document that has `term`. */
void xap_writer_delete(struct xap_writer *writer, struct span term, struct error *err);
/* Small facts beside the documents; an empty value takes one away. */
void xap_writer_set_note(struct xap_writer *writer, struct span key, struct span value, struct error *err);

/* ---- reading ---- */

struct xap_reader;

struct xap_reader *xap_reader_open(const char *const *directories, size_t count, struct error *err);
void xap_reader_close(struct xap_reader *reader);

/* Takes up what writers have committed since. */
void xap_reader_refresh(struct xap_reader *reader, struct error *err);

enum xap_sort { XAP_BY_SCORE, XAP_BY_SLOT, XAP_BY_SLOT_DOWN };

struct xap_search {
	const struct match *match;
	enum xap_sort sort;
	uint32_t sort_slot;     /* its value decides; SLOT_DOWN turns its first `sort_bytes` bytes round, and a value */
	size_t sort_bytes;      /* that begins with so many 0xff stays last */
	uint32_t offset, limit;
	bool group;             /* the best of those with one value in `group_slot` */
	uint32_t group_slot;
	const uint32_t *count_slots;    /* whose lists are counted */
	size_t count_slot_count;
};

struct xap_hit {
	uint32_t docid;
	double score;
	uint32_t group_size;    /* of matching documents in its group; 1 without `group` */
	struct span data;
};

/* How many of the matching documents have `item` in their list. */
struct xap_count {
	struct span item;
	uint32_t count;
	uint32_t docid;         /* one of them */
};

struct xap_counts {
	struct xap_count *items;        /* in no order */
	size_t count;
	uint32_t missing;       /* documents without a value */
};

struct xap_found {
	struct xap_hit *hits;
	size_t hit_count;
	uint32_t documents, groups;     /* all that match: exact */
	struct xap_counts *counts;      /* one for each of count_slots */
};

/* All of `out` lives in `arena`. */
void xap_reader_search(struct xap_reader *reader, const struct xap_search *search, struct arena *arena,
		struct xap_found *out, struct error *err);

/* The docids that match, rising, in `arena`. */
size_t xap_reader_match(struct xap_reader *reader, const struct match *match, struct arena *arena, uint32_t **out,
		 struct error *err);

/* The data of the first document that has `term`; {NULL, 0} when there is none. */
struct span xap_reader_find(struct xap_reader *reader, struct span term, struct arena *arena, struct error *err);

/* The data of one document; {NULL, 0} when it is gone. */
struct span xap_reader_data(struct xap_reader *reader, uint32_t docid, struct arena *arena, struct error *err);

void xap_reader_terms(struct xap_reader *reader, struct span prefix,
		      bool (*each)(struct span term, uint32_t documents, void *with), void *with, struct error *err);
uint32_t xap_reader_term_count(struct xap_reader *reader, struct span term, struct error *err);
uint32_t xap_reader_document_count(struct xap_reader *reader, struct error *err);
struct span xap_reader_note(struct xap_reader *reader, struct span key, struct arena *arena, struct error *err);

/* Hands every value of `slot` to `each`, in the order of the documents. */
void xap_reader_values(struct xap_reader *reader, uint32_t slot,
		       bool (*each)(uint32_t docid, struct span value, void *with), void *with, struct error *err);
/* Hands the data of every document to `each`. */
void xap_reader_each_data(struct xap_reader *reader,
			  bool (*each)(uint32_t docid, struct span data, void *with), void *with, struct error *err);

#define XAP_UUID_TEXT 40
void xap_reader_identity(struct xap_reader *reader, char uuid[XAP_UUID_TEXT], uint64_t *revision, struct error *err);

/* ---- health ---- */

/* Writes the tables of `from`, closely packed, to the new directory `to`; documents
 * keep their numbers. Nobody may be writing to `from`. */
void xap_compact(const char *from, const char *to, struct error *err);

/* Xapian's own check of the tables; where they are damaged its lines go to the descriptor `to`. Returns
 * the number of errors. Damaged tables can crash or hang it: run it in a child. */
size_t xap_check(const char *directory, int to, struct error *err);

#ifdef __cplusplus
}
#pragma GCC diagnostic pop
#endif

#endif
