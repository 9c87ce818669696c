/* What the walk over an article's blocks knows: the inner part of passage.c. */
#ifndef ARTICLES_SPLIT_H
#define ARTICLES_SPLIT_H

#include "reader.h"

/* What a block is to the passages. */
enum part_kind {
	PART_NOTHING,           /* a credit, a share bar: in no passage */
	PART_TEXT,
	PART_HEADING,
	PART_DATED              /* a heading with the date of its section */
};

struct part {
	enum part_kind kind;
	uint8_t level;          /* 1..6; 0: by its looks */
	struct span text;
	struct date date;       /* of PART_DATED */
	bool says_more;         /* a dated heading that is more than its date */
};

/* Tells what each block is; `frame` gets the title's date and whether the article
 * is a chronicle. Returns an array of article->block_count parts. */
struct part *parts_find(const struct article *article, struct date_frame *frame, struct arena *arena);

#endif
