/* A planner's life, shared by searches and mentions. */
#ifndef DATELINE_QUERY_RUN_H
#define DATELINE_QUERY_RUN_H

#include "query/plan.h"

/* `p` lends from all that it is given; planner_release() frees the rest. */
void planner_init(struct planner *p, struct index_reader *reader, const struct gazetteer *gazetteer,
		  const struct ask *ask, struct arena *arena, struct error *err);
void planner_release(struct planner *p);

/* The tree with its notes, and the plan: for --explain. In the arena. */
struct span planner_explain(struct planner *p, const struct node *tree, const struct match *match);

#endif
