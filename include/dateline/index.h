/* The index: documents in, matches and counts out, in terms, slots and records. */
#ifndef DATELINE_INDEX_H
#define DATELINE_INDEX_H

#include "dateline/arena.h"
#include "dateline/article.h"
#include "dateline/buf.h"
#include "dateline/error.h"
#include "dateline/match.h"
#include "dateline/span.h"

#include <stdbool.h>
#include <stdint.h>

/* ---- fields (index/schema.tsv is their table) ---- */

enum field_kind { FIELD_WORDS, FIELD_LABEL, FIELD_SLOT };

struct field {
	const char *name;       /* "word", "stem", "place" ... */
	enum field_kind kind;
	const char *prefix;     /* of its terms; "" for plain words */
	uint32_t slot;          /* of its value, for FIELD_SLOT */
	const char *query;      /* how it is asked for ("place:"), or "" */
	const char *help;
	const char *sample;
};

/* The field called `name`; asking for one that is not in the schema is a bug. */
const struct field *field_get(const char *name);
/* As above for a name that a user typed: NULL when there is none. */
const struct field *field_find(struct span name);
size_t field_count(void);
const struct field *field_at(size_t i);

/* A term of `field`: its prefix as the schema has it (a colon is part of it where
 * Xapian wants one) and `value`, without control characters; a value too long for
 * a term is cut and ends in its digest, the same way at ingest and query. In
 * `arena`. */
struct span field_term(const struct field *field, struct span value, struct arena *arena);

/* ---- terms and slots that ingest and query share ---- */

/* The value of a term of `field`: `term` without the prefix; {NULL, 0} when it is
 * a term of another field. */
struct span field_value(const struct field *field, struct span term);

/* "XN:" KEY ":": every surface written under a name key is a term that begins so. */
struct span name_term_prefix(const char *key, struct arena *arena);
/* The whole term, and the folded surface in one that index_terms() found. A
 * surface of more than NAME_SURFACE_MOST bytes has no term: {NULL, 0}. */
#define NAME_SURFACE_MOST 120
struct span name_term(const char *key, struct span surface, struct arena *arena);
struct span name_term_surface(struct span term);

/* Terms of words: `word` is text_term() of a folded word. */
struct span word_term(struct span word, struct arena *arena);
struct span stem_term(struct span stem, struct arena *arena);
struct span title_term(struct span word, struct arena *arena);
struct span title_stem_term(struct span stem, struct arena *arena);

/* A day as the slots keep it: four bytes whose order is the days'. */
#define SLOT_DAY_BYTES 4
void slot_day(int32_t day, char out[SLOT_DAY_BYTES]);
int32_t slot_day_read(struct span value);

/* The bucket of the histogram that `date` is counted in, "" for none: schema.tsv,
 * "event". `out` holds DATE_TEXT. */
void date_bucket(struct date date, char out[DATE_TEXT]);

/* ---- identity ---- */

#define ID_TEXT 32      /* article "16 hex digits", passage "16 hex digits.N" */

/* Stable across runs: from (source, own id) where the article has one, else from
 * the path and, for a file of many, the place in it; of standard input, from the
 * bytes. `path` should be absolute: two folders may hold files of one name. */
void article_id(const struct article *article, char out[ID_TEXT]);
/* The id of an article without one of its own by `name`, its path below some folder,
 * and the place in the file: the same wherever that folder stands. */
void article_id_by_name(const struct article *article, struct span name, char out[ID_TEXT]);
/* The id of another text that came under the same own id: kept as an article of
 * its own, told apart by its bytes. */
void article_id_of_twin(const struct article *article, char out[ID_TEXT]);

/* ---- writing ---- */

struct index_writer;

enum index_change { INDEX_ADDED, INDEX_REPLACED, INDEX_UNCHANGED };

/* Opens or makes the index in `directory`. With `threaded` the writing is done on a
 * thread of its own. STATUS_BUSY when somebody else writes; STATUS_INDEX when it is
 * no index, or one of another version; STATUS_IO.
 *
 * A fault of the writing may come to light some calls later, in whatever is called
 * then. What is asked of the writer (is_current, path, note, remove's answer) is
 * answered from what was committed; what is still in the open batch may be missing. */
struct index_writer *index_writer_open(const char *directory, bool threaded, struct error *err);

/* As above for one who asks what would be written and writes nothing: no lock is
 * taken, and of these functions only those that answer may be called. NULL without a
 * fault where there is no index. */
struct index_writer *index_writer_look(const char *directory, struct error *err);

/* Who is told when an article turns out to be one that the index cannot take; the
 * others of its batch are safe. On the caller's thread. Nobody, unless this is called. */
void index_writer_on_fault(struct index_writer *writer, article_fault *fault, void *with);

/* Is the article `id` there, made of this very article (bytes, title, source,
 * dates ... as read) with these rules? Then it need not be annotated again. */
bool index_writer_is_current(struct index_writer *writer, const char *id, const struct article *article,
			     const struct gazetteer *gazetteer, struct error *err);

/* Puts all passages of a document in the place of any older ones of `id`, in the
 * open batch. Batches are committed by themselves when large or old. STATUS_DATA:
 * this document is too large for the index, and the writer goes on without it;
 * every other fault stops the writer for good, and what was committed stays. */
enum index_change index_writer_put(struct index_writer *writer, const char *id, const struct document *document,
				   const struct gazetteer *gazetteer, struct error *err);

/* The same in two steps, of which the first, and the costly one, may be done on any
 * thread: bundles of articles are made, then sent in the order that they are to have. */
struct index_maker;             /* one a thread */
struct index_maker *index_maker_new(void);
void index_maker_free(struct index_maker *maker);

struct index_bundle;
struct index_bundle *index_bundle_new(void);
/* NULL is welcome. */
void index_bundle_free(struct index_bundle *bundle);
/* `rules` is index_writer_rules(). STATUS_DATA: this document is too large for the
 * index, and the bundle is as it was. */
void index_bundle_add(struct index_bundle *bundle, struct index_maker *maker, const char *id,
		      const struct document *document, const struct gazetteer *gazetteer, const char *rules,
		      struct error *err);
/* The bundle becomes the writer's. */
void index_writer_send(struct index_writer *writer, struct index_bundle *bundle, struct error *err);
/* Is there an article `id`? */
bool index_writer_has(struct index_writer *writer, const char *id, struct error *err);

/* Takes an article out. True when it was there. */
bool index_writer_remove(struct index_writer *writer, const char *id, struct error *err);

/* The path of the file that article `id` was read from, in `arena`; {NULL, 0} when
 * there is no such article. */
struct span index_writer_path(struct index_writer *writer, const char *id, struct arena *arena, struct error *err);

/* What ingest wants to remember ("file:/archive/a.html"), in the same batch as
 * the articles put before it. An empty value forgets. */
void index_writer_set_note(struct index_writer *writer, struct span key, struct span value, struct error *err);
struct span index_writer_note(struct index_writer *writer, struct span key, struct arena *arena, struct error *err);

/* Hands each committed note whose key begins with `prefix` to `each`, by key. A key too
 * long for a term ends in its digest: what must be known whole belongs in the value. */
void index_writer_notes(struct index_writer *writer, struct span prefix,
			void (*each)(struct span key, struct span value, void *with), void *with, struct error *err);

/* Digest of all that decides how an article is read and annotated beside its
 * bytes: rule tables, gazetteer, version of the index. Lives as long as `writer`. */
const char *index_writer_rules(struct index_writer *writer, const struct gazetteer *gazetteer);

/* Ends the batch: on return without fault all that was put survives a power cut. */
void index_writer_commit(struct index_writer *writer, struct error *err);

/* Commits, and makes one segment of the newest ones where that pays: smaller, and
 * quicker to search. Readers go on meanwhile. */
void index_writer_pack(struct index_writer *writer, struct error *err);

/* Closes without committing an open batch. NULL is welcome. */
void index_writer_close(struct index_writer *writer);

/* ---- what is stored of a passage ---- */

struct record_place {
	bool in_heading;
	uint32_t at_byte, bytes;        /* in heading or text */
	struct span code;               /* place code: place.h */
};

struct record_person {
	bool in_heading;
	uint32_t at_byte, bytes;
	struct span label, key;
};

struct record_date {
	bool in_heading;
	uint32_t at_byte, bytes;
	struct date date;
	struct span timex;
};

struct record_piece {
	uint32_t in_passage;            /* bytes */
	uint32_t in_article;            /* code points of the article's text */
	uint32_t bytes;
};

#define TITLE_APART UINT32_MAX /* the title is no part of the article's text */

/* One passage with what is known of its article. Spans live in the arena that
 * record_read() was given. */
struct record {
	char article[ID_TEXT], id[ID_TEXT];
	uint32_t number;                /* of the passage in its article, 0.. */
	uint32_t passage_count;
	struct span own_id;             /* "" when the article has none */
	uint64_t group, copy_key;       /* copy.h */
	struct span title, source, url, author;
	struct span path;
	uint64_t from_byte, to_byte;
	struct span sha256, charset, charset_why, reader, title_from, published_from, read_at;
	struct date published;
	struct span heading, text;
	uint32_t heading_char;          /* where the heading starts in the article, code points */
	uint32_t title_char;            /* the same of a title that is a line of the text; else TITLE_APART */
	struct span lang;
	struct date date;
	enum date_origin origin;
	enum date_confidence confidence;
	struct record_piece *pieces;
	size_t piece_count;
	struct record_date *dates;
	size_t date_count;
	struct record_place *places;
	size_t place_count;
	struct record_person *persons;
	size_t person_count;
};

/* ---- asking ---- */

/* A plan (dateline/match.h) without kids yet, and one kid more for a plan. */
struct match *match_new(enum match_kind kind, struct arena *arena);
struct match *match_term(struct span term, struct arena *arena);
void match_add(struct match *match, struct match *kid, struct arena *arena);

/* Passages whose event date (or day of publication) overlaps `range`, either side
 * of which may be open: exact, and no scan of all values. An unknown `range` is
 * that of the undated. */
struct match *match_date_overlaps(bool published, struct date range, struct arena *arena);
struct match *match_undated(bool published, struct arena *arena);

/* Passages that name the place with this code or one below it; with `itself`
 * that place alone. */
struct match *match_place(struct span code, bool itself, struct arena *arena);

struct match *match_person(struct span key, struct arena *arena);
struct match *match_source(struct span source, struct arena *arena);  /* as typed: it is folded here */
struct match *match_lang(struct span lang, struct arena *arena);
struct match *match_article(struct span id, struct arena *arena);
/* All articles of a group of near copies. */
struct match *match_copies(uint64_t group, struct arena *arena);

struct index_reader;

/* Opens one or more indexes as one. */
struct index_reader *index_open(const char *const *directories, size_t count, struct error *err);
void index_close(struct index_reader *reader);

enum sort { SORT_RELEVANCE, SORT_DATE, SORT_DATE_DOWN };

/* What is one hit: a passage; a passage with its near copies in other articles; an
 * article. The best stands for all. */
enum group { GROUP_PASSAGE, GROUP_COPIES, GROUP_ARTICLE };

/* What to count beside the hits: one value list of a passage's slot. */
struct facet_ask {
	uint32_t slot;          /* field_get("places")->slot and the like */
};

struct facet_count {
	struct span key;        /* as stored in the slot's list */
	uint32_t count;         /* passages */
	uint32_t docid;         /* one of them: its record knows the label of a person's key */
};

struct facet_answer {
	struct facet_count *counts;     /* by falling count, then key */
	size_t count;
	uint32_t missing;               /* passages with nothing in the slot */
};

struct search {
	const struct match *match;
	enum sort sort;
	uint32_t offset, limit;
	enum group group;
	const struct facet_ask *facets;
	size_t facet_count;
};

struct hit {
	uint32_t docid;
	double score;
	uint32_t others;        /* further passages of its group that match */
	struct record record;
};

/* Undated passages sort last either way; ties go by date, then id. */
struct found {
	struct hit *hits;
	size_t hit_count;
	uint32_t total;         /* passages, or articles with GROUP_ARTICLE: exact */
	uint32_t groups;        /* hits on all pages */
	struct facet_answer *facets;
};

/* Everything found lives in `arena`. Opens anew when a writer has moved on. */
void index_search(struct index_reader *reader, const struct search *search, struct arena *arena,
		  struct found *out, struct error *err);

/* The docids that match, rising, all of them. */
size_t index_match(struct index_reader *reader, const struct match *match, struct arena *arena,
		   uint32_t **out, struct error *err);

/* Reads the record of a passage; its checksum is verified (STATUS_INDEX). False
 * when a writer took the passage away since it was found: then `out` is {0}. */
bool index_record(struct index_reader *reader, uint32_t docid, struct arena *arena, struct record *out,
		  struct error *err);

/* The passages of an article in order. Returns how many; 0 when there is none. */
size_t index_article(struct index_reader *reader, const char *id, struct arena *arena, struct record **out,
		     struct error *err);

/* Terms that begin with `prefix`, in byte order, with how many passages hold
 * each. `each` returns false to stop. */
void index_terms(struct index_reader *reader, struct span prefix,
		 bool (*each)(struct span term, uint32_t passages, void *with), void *with, struct error *err);
uint32_t index_term_count(struct index_reader *reader, struct span term, struct error *err);

/* ---- health ---- */

struct index_stats {
	uint32_t passages, articles, undated;
	struct date first, last;        /* earliest and latest day of any event date; {0} for none */
	uint64_t bytes;                 /* on disk */
	char uuid[40];
	uint64_t revision;
	struct span version;            /* of the index's form */
};
void index_stats(struct index_reader *reader, struct arena *arena, struct index_stats *out, struct error *err);

/* How many passages were made with other names, dates or places tables than ours:
 * some of what is asked may not be found in them until they are ingested again. */
uint32_t index_stale(struct index_reader *reader, const struct gazetteer *gazetteer, struct error *err);

/* Checks every table and every record, in a child process, since damaged tables
 * can crash a reader. Lines for a person go to `report`; true when sound.
 * STATUS_BUSY while somebody writes. */
bool index_check(const char *directory, struct buf *report, struct error *err);

#endif
