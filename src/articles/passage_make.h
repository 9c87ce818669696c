/* Passages being made from pieces of an article. */
#ifndef ARTICLES_PASSAGE_MAKE_H
#define ARTICLES_PASSAGE_MAKE_H

#include "articles/passage.h"

struct making {
	struct parting *parting;
	struct document *out;
	size_t room;
	struct date entry;      /* of the last entry of a list that opened with its date */
};

/* Adds a passage of these pieces, at least one, under `heading` (may be NULL): its
 * text, its dates and its language, but not yet the date that it is about. */
struct passage *passage_push(struct making *making, struct piece *pieces, size_t count, const struct part *heading);

/* A part as one piece; and its end in article.text. */
struct piece piece_of(const struct part *part);
uint32_t part_end(const struct part *part);

#endif
