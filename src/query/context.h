/* What stands before and after a snippet, where it is asked for. */
#ifndef DATELINE_QUERY_CONTEXT_H
#define DATELINE_QUERY_CONTEXT_H

#include "query/plan.h"

/* Fills snippet, title and heading of `hit`, and, where the question wants context, draws
 * the snippet out to it and adds the paragraphs around: those of the hit's own passage,
 * then of its neighbours in the article under the same heading. */
void context_make(struct planner *p, struct answer_hit *hit);

#endif
