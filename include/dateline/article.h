/* Articles: what the readers make of files, and the passages they fall into. */
#ifndef DATELINE_ARTICLE_H
#define DATELINE_ARTICLE_H

#include "dateline/arena.h"
#include "dateline/buf.h"
#include "dateline/copy.h"
#include "dateline/date.h"
#include "dateline/error.h"
#include "dateline/file.h"
#include "dateline/name.h"
#include "dateline/place.h"
#include "dateline/span.h"
#include "dateline/text.h"

#include <stdbool.h>
#include <stdint.h>

enum block_kind { BLOCK_PARAGRAPH, BLOCK_HEADING, BLOCK_ITEM, BLOCK_QUOTE, BLOCK_ROW };

/* A paragraph, heading or list item: a piece of article.text. */
struct block {
	enum block_kind kind;
	uint8_t level;          /* of a heading, 1..6; 0: found by its looks */
	uint32_t at_byte, bytes; /* in article.text */
};

/* Where an article came from, so that it can be traced to its bytes. */
struct provenance {
	struct span path;       /* as walked; "-" for standard input; behind each "!/" a member of what stands before */
	uint64_t from_byte, to_byte; /* of the record in the file or member; all of it otherwise */
	char sha256[SHA256_TEXT]; /* of the raw bytes of that range */
	struct charset charset;
	struct span reader;     /* "html/1": format and version of the reader; behind a comma the filter before it */
	struct span captured;   /* when it was taken from the web: "2014-10-07T09:00:00Z", or "" */
	struct span title_from; /* "json-ld", "og:title", "h1", "first line" ... */
	enum date_origin published_from;
	struct span published_by; /* which metadata said it, where there are several: "json-ld", "opengraph"; or "" */
};

/* Which of several articles of one id this is; all zero where it does not say. A
 * higher number is newer, with equal ones a later time. */
struct article_version {
	uint32_t number;
	int64_t modified;       /* seconds since 1970, UTC; 0 unknown */
	bool withdrawn;         /* its agency took it back: it has no text, and its title says so */
};

/* All spans live in the arena that was given to the reader. `text` is UTF-8: of
 * JSON Lines and plain text the very text as given (offsets that we print count
 * in it); of marked-up formats what the reader made of it. */
struct article {
	struct span id;         /* its own id, from JSON Lines; else "" */
	struct span title, source, url, author;
	struct span dateline;   /* "ALMATY, Jan. 5" where the metadata have it apart from the text; */
	struct span written_at, about; /* where it was written, and where it is about, by them; or "" */
	char lang[LANG_TEXT];   /* declared or guessed; "" unknown */
	struct date published;
	struct span text;
	struct block *blocks;
	size_t block_count;
	struct span *captions;  /* metadata only, never searchable */
	size_t caption_count;
	struct article_version version;
	struct copy_group group; /* of its near copies */
	struct provenance from;
};

/* What the user said on the command line; "" or {0} where nothing was said. These
 * fill what the article itself does not say. */
struct read_options {
	struct date published;
	struct span source;
	char lang[LANG_TEXT];
	const char *charset;    /* NULL: find out */
	struct span format;     /* "text", "markdown", "html", "jsonl"; "": find out */
	const struct read_filter *filters;
	size_t filter_count;
};

/* A program that makes text of inputs that we do not read: "pdf=pdftotext -layout - -". */
struct read_filter {
	struct span type;       /* a name's ending without its dot, or a type as "application/pdf" */
	const char *const *words; /* program and arguments, ended by NULL */
};

/* Takes "TYPE=PROGRAM ARGUMENT..." apart: words at spaces, quotes of either kind hold
 * one together; no shell. STATUS_USAGE when there is no type or no program. */
struct read_filter read_filter_parse(const char *text, struct arena *arena, struct error *err);

/* Does the user have a program for a file of this name? */
bool filter_is_for(const struct read_options *options, struct span path);

/* What the bytes look like: the name of one of our formats. */
const char *article_format(struct span raw, struct span path);

/* The names of the formats that read_options.format may have, "auto" first, ended by NULL. */
extern const char *const article_formats[];

/* Takes each article as it is read; it and its arena are gone afterwards. Returns
 * false to stop. */
typedef bool article_take(const struct article *article, struct arena *arena, void *with);

/* Told of each record that cannot be read ("feed.jsonl:12"), and, with STATUS_NO_MATCH,
 * of each that holds no article, which is no fault; reading goes on. */
typedef void article_fault(const struct error *err, void *with);

/* Reads the articles of one input. `raw` is the file's bytes, `path` its name.
 * A file that as a whole cannot be read sets `err` (STATUS_DATA). */
void articles_read(struct span raw, struct span path, const struct read_options *options,
		   article_take *take, article_fault *fault, void *with, struct error *err);

/* The very bytes that an article was read from, checked against their SHA-256: out of
 * the file, and of the member of an archive, that `path` names. Packed records of
 * a web archive stay packed. STATUS_IO when the file is gone; STATUS_DATA when it is
 * no longer what was read. */
void article_raw(struct span path, uint64_t from_byte, uint64_t to_byte, struct span sha256, struct buf *out,
		 struct error *err);

/* ---- passages ---- */

/* A piece of article.text that stands in a passage; credits and captions between
 * pieces are left out. */
struct piece {
	uint32_t in_passage;    /* offset in passage.text */
	uint32_t in_article;    /* offset in article.text */
	uint32_t bytes;
};

/* How far a passage's date can be trusted, by where it came from:
 *   CERTAIN  a heading or the text names it in full, with its year
 *   HIGH     a heading names it, and title or order supplied the year
 *   MEDIUM   the text names it, and something around it supplied the year or the day
 *   LOW      not named here: inherited from a passage before it, the day of publication;
 *            or named only aside, as a bound ("until Friday"), or vaguely */
enum date_confidence { CONFIDENCE_NONE, CONFIDENCE_LOW, CONFIDENCE_MEDIUM, CONFIDENCE_HIGH, CONFIDENCE_CERTAIN };
const char *date_confidence_text(enum date_confidence confidence);      /* "low" ... "certain"; "" for none */

struct passage {
	struct span heading;    /* or "" */
	struct span text;       /* the pieces, joined by blank lines */
	struct piece *pieces;
	size_t piece_count;
	char lang[LANG_TEXT];
	struct date date;       /* event date; {0} is "no date" */
	enum date_origin origin;
	enum date_confidence confidence;        /* of `date`, by its origin */
	struct date_mention *dates;     /* of the heading and of the text; */
	size_t date_count;
	size_t heading_date_count;      /* the first so many count at_byte in `heading`, the rest in `text` */
};

/* What annotation adds; at_byte counts in passage.text, `passage` says in which
 * (for the heading: in_heading, and at_byte counts in passage.heading). */
struct passage_place {
	uint32_t passage;
	bool in_heading;
	struct place_mention mention;
};

struct passage_person {
	uint32_t passage;
	bool in_heading;
	struct person_mention mention;
};

/* Bytes of article.text that stand in no passage: a credit, a share bar ... */
struct left_out {
	uint32_t at_byte, bytes;
};

struct document {
	const struct article *article;
	struct text text;       /* the words of article.text */
	bool chronicle;         /* a chronology or a look back, no report of its day */
	struct passage *passages;
	size_t passage_count;
	struct passage_place *places;   /* by passage, then position */
	size_t place_count;
	struct person *persons;
	size_t person_count;
	struct passage_person *mentions;
	size_t mention_count;

	/* The same counted in article.text, the title line and every heading taken in;
	 * by position. For those who answer with offsets of the text as given. */
	struct date_mention *all_dates;
	size_t all_date_count;
	struct place_mention *all_places;
	size_t all_place_count;
	struct person_mention *all_mentions;
	size_t all_mention_count;
	struct left_out *left_out;
	size_t left_out_count;
};

/* Splits an article into dated passages. A section under a dated heading is one
 * passage (a very long one is cut at paragraphs); elsewhere each paragraph is one.
 * The title's date resolves others and dates no passage by itself; in a report of
 * its day a paragraph that names no date takes the publication day; in a chronology
 * or a look back it stays undated. An article without blocks is read as plain text,
 * and one without a title may have it in its first line. Headings and passages of
 * one piece borrow article.text; the rest lives in `arena`. */
void passages_split(const struct article *article, struct arena *arena, struct document *out);

/* Finds the places and persons of all passages (headings too) over the whole
 * article with its title. Where both claim the same words a given name beside them
 * makes a person, and a word of place before a bare surname a place. */
void passages_annotate(struct document *document, const struct gazetteer *gazetteer, struct arena *arena);

/* The places, or the mentions of persons, of one passage among all of a document. */
struct item_range {
	size_t from, to;
};
struct item_range document_places(const struct document *document, uint32_t passage);
struct item_range document_mentions(const struct document *document, uint32_t passage);

#endif
