/* The sentence of a passage that answers best, with its hits marked. */
#ifndef DATELINE_QUERY_SNIPPET_H
#define DATELINE_QUERY_SNIPPET_H

#include "query/marker.h"

#include "dateline/query.h"

/* Bytes of a snippet: some 200 Latin letters or 100 Cyrillic ones would be
 * unjust, so they are counted in code points. */
#define SNIPPET_CHARS_MOST 260
#define SNIPPET_CHARS_LEAST 90

/* Fills snippet, title and heading of `hit` from its record. */
void snippet_make(const struct marker *marker, struct answer_hit *hit, struct arena *arena);

#endif
