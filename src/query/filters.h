/* The options of search, list and mentions as a part of the tree. */
#ifndef DATELINE_QUERY_FILTERS_H
#define DATELINE_QUERY_FILTERS_H

#include "query/tree.h"

#include "dateline/query.h"

/* `query` (may be NULL) AND the filters of `ask`: repeated values of one filter
 * are ORed, different filters ANDed, and what must not be is under a NOT. */
struct node *filters_add(const struct ask *ask, struct node *query, struct arena *arena);

#endif
