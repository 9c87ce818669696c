/* What the finder of headings and their order share. */
#ifndef ARTICLES_HEADING_H
#define ARTICLES_HEADING_H

#include "articles/passage.h"

/* What a part may be; a soft one is a dated sentence, a heading only among others. */
enum looks { LOOKS_TEXT, LOOKS_SOFT, LOOKS_HEADING, LOOKS_DATED, LOOKS_MARKED };

/* The looks of every part, in the arena. Links to sections and the line that says
 * when the article came out are taken out of the text (PART_CREDIT, PART_BYLINE). */
enum looks *headings_find(struct parting *parting);

/* A frame that gives any day or month some year: to learn whether a line is dated,
 * before the order of headings says when. */
struct date_frame heading_frame(const struct parting *parting);

#endif
