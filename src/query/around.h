/* Plans near: passages that name a place within so many kilometres of another. */
#ifndef DATELINE_QUERY_AROUND_H
#define DATELINE_QUERY_AROUND_H

#include "query/plan.h"

/* Reads "Aktau" or "Aktau/200" into a NODE_AROUND: the place as its text, the kilometres (`km` where none are said) as
 * its window. */
void around_set(struct node *node, struct span value, uint32_t km);

/* Every place that passages name is in the index as a term: those that lie within are asked for, so what is found is
 * exact. A fault with suggestions when the place is unknown. */
struct match *plan_around(struct planner *p, struct node *node);

#endif
