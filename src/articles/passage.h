/* The parts an article falls into before they become passages. */
#ifndef ARTICLES_PASSAGE_H
#define ARTICLES_PASSAGE_H

#include "dateline/article.h"

/* Sections and single paragraphs above these are cut (bytes of UTF-8; a page of
 * Russian is about 4,000). */
#define SECTION_MOST 12000
#define PARAGRAPH_MOST 4000

enum part_kind {
	PART_TEXT,
	PART_HEADING,
	PART_TITLE,             /* the title, standing in the text too */
	PART_BYLINE,            /* the line under the title that says when and by whom it was published */
	PART_CREDIT             /* in no passage */
};

/* A paragraph, a line of a list, or a heading: bytes of article.text. */
struct part {
	enum part_kind kind;
	enum block_kind block;  /* what the reader took it for */
	uint8_t level;          /* of a heading with mark-up, 1..6; 0 without */
	uint8_t rank;           /* of a heading: a lower one closes all that are not lower */
	uint32_t at_byte, bytes;
	size_t word, word_count; /* in parting.text */
	struct date date;       /* of a dated heading: the day that its section tells of */
	struct date frame;      /* of any heading: the nearest period that it or one above it names */
	size_t mention, mention_count; /* in parting.mentions */
};

/* An article while it is taken apart. */
struct parting {
	const struct article *article;
	struct arena *arena;
	char lang[LANG_TEXT];
	struct text text;       /* of article.text */
	struct part *parts;
	size_t count, room;
	struct date title;      /* the period that the title names */
	bool look_back;         /* the title says "anniversary" or the like */
	bool chronicle;         /* dates count from title and headings; undated paragraphs stay so */
	size_t text_count;      /* parts that are text */
	bool listed;            /* a list whose entries open with their dates */
	struct date_mention *mentions; /* of all parts, in order; at_byte counts in article.text */
	size_t mention_count, mention_room;
};

/* Finds the parts, headings not yet told from paragraphs (passage_part.c). */
void parting_begin(struct parting *parting, const struct article *article, struct arena *arena);
/* The part as a text of its own: words copied, offsets counted from its first byte. */
struct text part_text(const struct parting *parting, const struct part *part);
struct span part_span(const struct parting *parting, const struct part *part);

/* The title and its period; chronicle or report of the day (passage_kind.c). */
void parting_find_title(struct parting *parting);
/* The article with the title that stands in its text; as it is when none does. */
const struct article *parting_titled(const struct parting *parting, struct arena *arena);
void parting_find_kind(struct parting *parting);

/* Tells headings from paragraphs, with their dates and ranks (heading.c). */
void parting_find_headings(struct parting *parting);
/* Could the part be a heading by its looks alone? */
bool heading_looks(const struct parting *parting, const struct part *part);
/* Is it a line that begins with a date, as headings do? Its date as `frame` has it. */
bool heading_dated(const struct parting *parting, const struct part *part, const struct date_frame *frame,
		   struct date *out);

/* The dates of all parts, each in its frame (passage_date.c). */
void parting_find_dates(struct parting *parting);
/* What a passage is about that holds the bytes [at_byte, end_byte) of article.text:
 * the first firm date in it, else the first aside; a mere bound ("until Friday")
 * only where no publication day will do. {0} when there is none. */
struct date parting_event(const struct parting *parting, uint32_t at_byte, uint32_t end_byte);
/* Number of the first mention at or after `at_byte`. */
size_t parting_mention_at(const struct parting *parting, uint32_t at_byte);
/* A time of day without a day ("in the morning", "18:00") repeats the date around it:
 * it is found for `annotate`, and no passage lists it or is dated by it. */
bool mention_is_clock(const struct date_mention *mention);
/* Does the part open with a date, as an entry of a list does ("5 January: ...")? */
bool part_opens_with_date(const struct parting *parting, const struct part *part);

/* Where to cut a part so that no piece is much over `most` bytes, or before each
 * sentence that opens with a date: offsets in article.text, rising, in the arena
 * (passage_cut.c). */
size_t part_cuts_at_sentences(const struct parting *parting, const struct part *part, uint32_t most, uint32_t **out);
size_t part_cuts_at_dates(const struct parting *parting, const struct part *part, uint32_t **out);

/* How far the passage's date can be trusted (passage_confidence.c). */
enum date_confidence passage_confidence(const struct passage *passage);

#endif
