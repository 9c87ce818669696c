/* The near copies that a hit stands for. */
#ifndef QUERY_COPIES_H
#define QUERY_COPIES_H

#include "query/plan.h"

/* Tells of each hit which passages it stands for. */
void copies_list(struct planner *p, struct match *match, struct answer *out);

#endif
