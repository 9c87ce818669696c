/* When a plain word is a name: what would find it in every spelling. */
#ifndef DATELINE_QUERY_HINT_H
#define DATELINE_QUERY_HINT_H

#include "query/plan.h"

/* Is `word`, typed with a capital, one that the archive mostly writes so, or has not at all? */
bool hint_is_name(struct planner *p, const struct word *word);

/* A capitalised word of the query that the archive mostly writes with a capital is
 * searched as a word, for no word changes its meaning silently; but the user is
 * told of place: or person:, which find it in other languages, scripts and cases. */
void hint_name(struct planner *p, struct node *node, const struct word *word);

#endif
