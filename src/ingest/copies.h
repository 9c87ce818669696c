/* Which articles are copies of which: the sketches of all that came, beside the index. */
#ifndef INGEST_COPIES_H
#define INGEST_COPIES_H

#include "dateline/article.h"

struct copies;

/* The sketches that are kept in `directory`; none there is no fault, nor is a damaged
 * file, since copies that are not known as such are found all the same. Nothing is
 * read before it is asked for. */
struct copies *copies_open(const char *directory);

/* The group of the article whose id has this number: that of an earlier one of which
 * it is a copy, or one of its own. */
void copies_group(struct copies *copies, uint64_t id, const struct article *article, struct copy_group *out);

/* Writes down what is new; a disk that does not take it sets `err`. */
void copies_close(struct copies *copies, struct error *err);

#endif
