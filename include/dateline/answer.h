/* What an answer looks like: a printer for each command and format. */
#ifndef DATELINE_ANSWER_H
#define DATELINE_ANSWER_H

#include "dateline/article.h"
#include "dateline/buf.h"
#include "dateline/file.h"
#include "dateline/json.h"
#include "dateline/query.h"
#include "dateline/render.h"

/* All printers add to `out`, whose greatest size the caller has chosen (when it is
 * passed, out->overflowed tells). Nothing they print can play with a terminal, a
 * page or a spreadsheet: what comes from documents is made safe for the format. */

#define ANSWER_BYTES_MOST ((size_t)1 << 30)

/* ---- search ---- */

void search_print_text(const struct answer *answer, const struct ask *ask, const struct terminal *terminal,
		       struct buf *out);
/* "dateline.search/1". `explain`: with the explanation. */
void search_print_json(const struct answer *answer, const struct ask *ask, bool explain, struct buf *out);

/* The facets alone, as bars of a width that fits. */
void facets_print_text(const struct facet *facets, size_t count, const struct terminal *terminal, struct buf *out);

/* ---- list ---- */

enum list_unit { LIST_BY_DAY, LIST_BY_MONTH, LIST_BY_YEAR };

/* A reading list: an answer in the order of dates, and how it came about. */
struct list {
	const struct answer *answer;
	const struct ask *ask;
	enum list_unit by;
	struct span title;              /* "gas prices, Mangystau Region, 2022-01-01..2022-01-05" */
	char made_on[DATE_TEXT];        /* the day, of UTC; "" leaves it out */
	struct span index_id;           /* and its revision: for the receipt */
	uint64_t revision;
	char digest[SHA256_TEXT];       /* of what it says, as list_digest() makes it */
};

void list_print_markdown(const struct list *list, struct buf *out);
void list_print_html(const struct list *list, struct buf *out);         /* one file, nothing loaded */
void list_print_csv(const struct list *list, struct buf *out);          /* RFC 4180; no cell can be a formula */
void list_print_json(const struct list *list, struct buf *out);         /* "dateline.list/1" */
void list_print_ris(const struct list *list, struct buf *out);
void list_print_csl(const struct list *list, struct buf *out);          /* CSL-JSON */
void list_print_biblatex(const struct list *list, struct buf *out);
void list_print_atom(const struct list *list, struct buf *out);
void list_print_timeline(const struct list *list, struct buf *out);     /* JSON of TimelineJS; undated passages are no events */

/* What one passage says: its id, dates, the bytes it came from and its text. Two
 * answers with the same digests in the same order are the same answer. */
void entry_digest(const struct record *record, char out[SHA256_TEXT]);
void list_digest(const struct answer *answer, char out[SHA256_TEXT]);

/* "dateline.receipt/1": what was asked, of which index, and the digest of each
 * entry. `arguments`: the options and words of the command line, which ask the
 * same again. */
void receipt_print(const struct list *list, const struct span *arguments, size_t argument_count, struct buf *out);

/* ---- mentions ---- */

void mentions_print_text(const struct mentions *mentions, const struct terminal *terminal, struct buf *out);
void mentions_print_json(const struct mentions *mentions, bool explain, struct buf *out); /* "dateline.mentions/1" */
/* article id, start, end, surface, date, why; with `query_id` (may be NULL) before
 * them. Offsets are code points of the article's text, so mentions in a title that
 * is no part of it are left out. */
void mentions_print_tsv(const struct mentions *mentions, const char *query_id, struct buf *out);

/* The mentions of many people as one table: a line for each article that names one of
 * them, by date (id, date, source, title), then a column for each person with how
 * often, and last the sum. */
struct mention_table;
struct mention_table *mention_table_new(void);
void mention_table_free(struct mention_table *table);
/* Adds a column; what it needs is copied. A column without a mention stays, as zeros. */
void mention_table_add(struct mention_table *table, struct span id, const struct mentions *mentions);
void mention_table_print(const struct mention_table *table, struct buf *out);

/* ---- together ---- */

void together_print_text(const struct together *together, const struct ask *ask, const struct terminal *terminal,
			 struct buf *out);
void together_print_json(const struct together *together, bool explain, struct buf *out); /* "dateline.together/1" */
/* Of one person the companions: key, label, passages, first day, last day, places. Of
 * several the passages: id, article id, date, title, then for each person how he is
 * written there, and the sentences. */
void together_print_tsv(const struct together *together, struct buf *out);

/* ---- show ---- */

/* The passages of one article, or one passage, as query_describe() made them. */
void show_print_text(const struct answer_hit *hits, size_t count, bool whole_article, const struct terminal *terminal,
		     struct buf *out);
void show_print_json(const struct answer_hit *hits, size_t count, bool whole_article, struct buf *out); /* "dateline.show/1" */

/* ---- split, annotate ---- */

/* An article as passages_split() and passages_annotate() left it. `explain`: with
 * the rule, anchor and trail of each date. */
void split_print_text(const struct document *document, const struct gazetteer *gazetteer, bool explain,
		      const struct terminal *terminal, struct arena *arena, struct buf *out);
/* "dateline.split/1" */
void split_print_json(const struct document *document, const struct gazetteer *gazetteer, bool explain,
		      struct arena *arena, struct buf *out);

/* Adds "timex", "places" and "persons" of the whole article to an open object;
 * offsets are code points of its text. */
void annotate_print_json(const struct document *document, const struct gazetteer *gazetteer, struct json *json);

/* The names of the places and persons of passage number `passage`, each once, by first mention. */
size_t split_places(const struct document *document, const struct gazetteer *gazetteer, size_t passage,
		    struct arena *arena, struct span **out);
size_t split_persons(const struct document *document, size_t passage, struct arena *arena, struct span **out);

#endif
