/* The sentence of a passage that answers best, with its hits marked. */
#ifndef DATELINE_QUERY_SNIPPET_H
#define DATELINE_QUERY_SNIPPET_H

#include "query/marker.h"

#include "dateline/query.h"

/* Bytes of a snippet: some 200 Latin letters or 100 Cyrillic ones would be
 * unjust, so they are counted in code points. */
#define SNIPPET_CHARS_MOST 260
#define SNIPPET_CHARS_LEAST 90

/* Fills snippet, title and heading of `hit` from its record. Bytes [*from, *to) of the
 * record's text are what the snippet shows; NULL where nobody wants to know. */
void snippet_make(const struct marker *marker, struct answer_hit *hit, struct arena *arena, size_t *from, size_t *to);

/* Bytes [from, to) of a record's text, which has been read into `read`, as a line with its marks. */
void snippet_line(const struct marker *marker, const struct record *record, const struct text *read, size_t from,
		  size_t to, struct arena *arena, struct snippet *out);

#endif
