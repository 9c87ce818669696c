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
#include "index/part/part.h"

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
	/* Of documents that come in groups: what all of the group share, how many of it
	 * stand before this one, and the words in a row (part/stream.h). */
	struct span head;
	uint32_t number;
	const uint16_t *tokens;
	size_t token_count;
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
/* A note as it is with all that was set since. */
struct span xap_writer_note(struct xap_writer *writer, struct span key, struct arena *arena, struct error *err);
/* Small facts beside the documents; an empty value takes one away. */
void xap_writer_set_note(struct xap_writer *writer, struct span key, struct span value, struct error *err);

/* ---- reading ---- */

struct xap_reader;

/* A part of an index: its directory, which of the indexes asked it belongs to, and its
 * number there. Parts of one index stand in the order of their making: what a later
 * one takes away is gone from the earlier ones. */
struct xap_place {
	const char *path;
	size_t owner;
	uint32_t number;
};

/* Copies the places. Documents are numbered over all parts. */
struct xap_reader *xap_reader_open(const struct xap_place *places, size_t count, struct error *err);
void xap_reader_close(struct xap_reader *reader);

/* Takes up what writers have committed since. */
void xap_reader_refresh(struct xap_reader *reader, struct error *err);

enum xap_sort { XAP_BY_SCORE, XAP_BY_SLOT, XAP_BY_SLOT_DOWN };

struct xap_search {
	const struct match *match;
	enum xap_sort sort;
	uint32_t sort_slot;     /* eight bytes of it decide, among equal scores too; all 0xff, or none, stand last */
	uint32_t offset, limit;
	bool group;             /* only the best of each group */
	bool add_up;            /* a group's score takes in those of its other documents */
	uint32_t group_slot;    /* eight bytes of it are the group */
	uint32_t tie_slot;      /* eight bytes of it decide after `sort_slot` */
	const uint32_t *count_slots;    /* whose lists are counted */
	size_t count_slot_count;
};

struct xap_hit {
	uint32_t docid;
	double score;
	uint32_t group_size;    /* of matching documents in its group; 1 without `group` */
	struct stored stored;
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

/* What is stored of one document; false when it is gone. */
bool xap_reader_stored(struct xap_reader *reader, uint32_t docid, struct arena *arena, struct stored *out,
		       struct error *err);

/* The data of a document of part 0 as Xapian's tables have it. */
struct span xap_reader_data(struct xap_reader *reader, uint32_t docid, struct arena *arena, struct error *err);

/* Where a document is: the number of its part, and its own there; and over all parts. */
struct xap_spot {
	uint32_t part, local, docid;
};

/* The documents whose value in `slot` is `id`, which in Xapian's own tables have
 * `term`: those of one part rise and follow one another. */
size_t xap_reader_group(struct xap_reader *reader, struct span id, struct span term, uint32_t slot, struct arena *arena,
			struct xap_spot **out, struct error *err);

/* The values of part 0, 1, ..., lent until the next call that may refresh. */
size_t xap_reader_part_count(const struct xap_reader *reader);
const struct columns *xap_reader_columns(struct xap_reader *reader, size_t part, struct error *err);
bool xap_reader_is_dead(const struct xap_reader *reader, size_t part, uint32_t local);

void xap_reader_terms(struct xap_reader *reader, struct span prefix,
		      bool (*each)(struct span term, uint32_t documents, void *with), void *with, struct error *err);
uint32_t xap_reader_term_count(struct xap_reader *reader, struct span term, struct error *err);
uint32_t xap_reader_document_count(struct xap_reader *reader, struct error *err);
/* Documents that the counts of terms still have, though a later part took them away. */
uint32_t xap_reader_dead_count(const struct xap_reader *reader);
struct span xap_reader_note(struct xap_reader *reader, struct span key, struct arena *arena, struct error *err);

/* Each note whose key begins with `prefix`, by key: as the last part that has it. */
void xap_reader_notes(struct xap_reader *reader, struct span prefix,
		      void (*each)(struct span key, struct span value, void *with), void *with, struct error *err);

/* Hands what is stored of every document to `each`; of a damaged one an empty body. */
void xap_reader_each(struct xap_reader *reader,
		     bool (*each)(uint32_t docid, const struct stored *stored, void *with), void *with, struct error *err);

#define XAP_UUID_TEXT 40
void xap_reader_identity(struct xap_reader *reader, char uuid[XAP_UUID_TEXT], uint64_t *revision, struct error *err);

/* ---- health ---- */

/* Hands lengths, notes and terms of parts from .. from + count - 1 to the builder of one
 * database: document d of part p becomes docids[p - from][d], rising over the parts,
 * or goes where that is 0. Terms that begin with `without` go too. */
struct bulk;
void xap_reader_merge(struct xap_reader *reader, size_t from, size_t count, const uint32_t *const *docids,
		      struct span without, struct bulk *bulk, struct error *err);
/* The same of parts that were built, and of which nothing is gone: their tables are joined
 * chunk by chunk in the directory `to`, documents numbered on from part to part. */
void xap_reader_join(struct xap_reader *reader, size_t from, size_t count, const char *to, struct error *err);
/* Of a part: the highest docid, whether all up to it are there, and its graves. */
uint32_t xap_reader_last(struct xap_reader *reader, size_t part, struct error *err);
bool xap_reader_is_whole(struct xap_reader *reader, size_t part, struct error *err);
struct span xap_reader_graves(struct xap_reader *reader, size_t part, struct arena *arena, struct error *err);
const struct part *xap_reader_beside(const struct xap_reader *reader, size_t part);
uint32_t xap_reader_docid(const struct xap_reader *reader, size_t part, uint32_t local);
bool xap_reader_has(struct xap_reader *reader, size_t part, uint32_t local, struct error *err);

/* Xapian's own check of the tables; where they are damaged its lines go to the descriptor `to`. Returns
 * the number of errors. Damaged tables can crash or hang it: run it in a child. */
size_t xap_check(const char *directory, int to, struct error *err);

#ifdef __cplusplus
}
#pragma GCC diagnostic pop
#endif

#endif
