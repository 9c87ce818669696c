/* Dates that lean on one another: ranges, lists, elided parts, and the bounds around them. */
#ifndef DATES_GROUP_H
#define DATES_GROUP_H

#include "fields.h"

#define GROUP_MOST 12

/* One date of a group: a day, or with `range` the stretch from `a` to `b`. */
struct item {
	size_t from, to;        /* words [from, to) */
	struct fields a, b;
	bool range;
	enum bound bound;
	const char *rule;
};

struct group {
	struct item items[GROUP_MOST];
	size_t count;
	size_t next;            /* word behind the group; where reading goes on */
};

/* Reads the dates that begin at word `i`. Without any, `next` is `i`; with a
 * refused one ("31 February") there are no items and `next` stands behind it. */
void group_parse(const struct source *s, size_t i, struct group *out);

/* The bound written before word `i` ("until", "не позднее"). */
enum bound bound_before(const struct source *s, size_t i);

#endif
