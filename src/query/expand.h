/* Many words of the index for one that was asked: prefixes and word forms. */
#ifndef DATELINE_QUERY_EXPAND_H
#define DATELINE_QUERY_EXPAND_H

#include "query/plan.h"

/* Xapian's own limit is per wildcard and came too late; these are ours. */
#define EXPAND_MOST 200         /* words kept: those of most passages */
#define EXPAND_SCAN_MOST 200000 /* terms looked at */

struct expansion {
	struct span word;       /* as in the index, without its prefix */
	uint32_t passages;
};

struct expansions {
	struct expansion *items; /* by falling number of passages, then by word */
	size_t count, room;
	size_t seen;            /* how many there were before the limit */
};

/* The words that begin with `prefix` (a search term). */
void expand_prefix(struct planner *p, struct span prefix, struct expansions *out);

/* The words whose stem in one of our languages is that of `term`: its forms.
 * `term` itself is among them even where the index has it not. */
void expand_forms(struct planner *p, struct span term, struct expansions *out);

#endif
