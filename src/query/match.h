/* Plans in terms: grouped, and printed for --explain and the tests. */
#ifndef DATELINE_QUERY_MATCH_H
#define DATELINE_QUERY_MATCH_H

#include "dateline/arena.h"
#include "dateline/buf.h"
#include "dateline/index.h"

/* A list of plans that grows in an arena. */
struct match_list {
	struct match **items;
	size_t count, room;
};

void match_list_add(struct match_list *list, struct match *match, struct arena *arena);

/* The list under `kind`: a single one stands for itself, none is MATCH_NONE. */
struct match *match_group(enum match_kind kind, const struct match_list *list, struct arena *arena);

/* One line: ((gas OR Zgas) AND (gas PHRASE/2 price)). Of lists of more than a
 * dozen the rest is told by its number. */
void match_print(const struct match *match, struct buf *out);

#endif
