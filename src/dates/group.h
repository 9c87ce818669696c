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

enum joint { JOINT_NONE, JOINT_RANGE, JOINT_LIST };

/* What joins the date that begins at `from` and ends before `i` to what follows;
 * `*next` becomes the word where that begins. */
enum joint joint_at(const struct source *s, size_t from, size_t i, size_t *next);

/* Adds a date to `g`; NULL when it is full. */
struct item *group_add(struct group *g, size_t from, size_t to, const struct fields *a, const char *rule);

/* Reads the bare days behind the only date of `g`; false when there are none. */
bool group_days_behind(const struct source *s, struct group *g);

/* The bound written before word `i` ("until", "не позднее"). */
enum bound bound_before(const struct source *s, size_t i);

/* A Kazakh bound behind the last date of `g`: its case says which one it is. */
void bound_behind(const struct source *s, struct item *item, struct group *g);

/* "аралығында" behind a list of two makes it a range. */
void bound_between(const struct source *s, struct group *g);

/* Name of the rule that read `f`; static. */
const char *fields_rule(const struct fields *f);

#endif
