/* What to say when nothing is found. */
#ifndef DATELINE_QUERY_ADVICE_H
#define DATELINE_QUERY_ADVICE_H

#include "query/plan.h"

/* Lines for a person: which part of `tree` (planned) finds nothing and what comes
 * near it, or, where each part finds something, what to leave out. */
struct span advice_make(struct planner *p, struct node *tree);

/* Where something was found, warns of the words below an OR or a NOT that no passage has:
 * they added nothing, or took nothing away. */
void advice_warn(struct planner *p, const struct node *tree);

#endif
