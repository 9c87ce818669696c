/* Lines that are no text: credits, bylines, share bars, links to other articles, notices. */
#ifndef ARTICLES_CREDITS_H
#define ARTICLES_CREDITS_H

#include "dateline/text.h"

/* What a credit line is. */
struct credit {
	const char *kind;       /* "credit", "caption", "byline", "share", "related", "tags", "notice" */
	const char *example;
	int line;               /* of credits.tsv */
};

/* Is the whole line a photo credit, a byline, a call to share ...? NULL when it is not. */
const struct credit *credit_find(struct span line, struct arena *arena);
/* The same of a line whose words are known. */
const struct credit *credit_of(const struct text *line);

/* The table, for the test that plays its examples. */
size_t credit_count(void);
const struct credit *credit_at(size_t i);

#endif
