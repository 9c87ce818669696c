/* From a tree of what was asked to a plan in terms, with notes on the way. */
#ifndef DATELINE_QUERY_PLAN_H
#define DATELINE_QUERY_PLAN_H

#include "query/marker.h"
#include "query/match.h"
#include "query/tree.h"

#include "dateline/query.h"

/* Passages read for the people and exact words of one query: at some 30 microseconds
 * each, three seconds at the worst. Only the commonest surnames of a large archive
 * pass it, and then it is told. */
#define PLAN_PASSAGES_MOST 100000

/* What planning needs and what it gathers. */
struct planner {
	struct index_reader *reader;
	const struct gazetteer *gazetteer;
	const struct ask *ask;
	struct arena *arena;
	struct error *err;
	struct stemmer *stemmer;
	struct marker *marker;
	bool negated;           /* below a NOT: nothing there is marked */
	uint32_t may_read;      /* passages that its person:s and =words may still read, all together */
	struct buf warnings;    /* lines that the user must see, --explain or not */
};

/* The plan of `node` and of all below it; each node gets its note. Never NULL:
 * with `p->err` set it is a plan that finds nothing. */
struct match *plan_node(struct planner *p, struct node *node);

/* A line more in the note of `node`; a line more for the user. */
void plan_note(struct planner *p, struct node *node, const char *format, ...)
	__attribute__((format(printf, 3, 4)));
void plan_warn(struct planner *p, const char *format, ...) __attribute__((format(printf, 2, 3)));

/* Sets a fault at `node`'s column, or at the option it came from. */
void plan_fault(struct planner *p, const struct node *node, const char *format, ...)
	__attribute__((format(printf, 3, 4)));

/* How many of `wanted` passages may be read; they are taken off the account. */
uint32_t plan_read(struct planner *p, size_t wanted);

/* Words, phrases, prefixes, NEAR (words.c). */
struct match *plan_word(struct planner *p, struct node *node);
struct match *plan_prefix(struct planner *p, struct node *node);
struct match *plan_phrase(struct planner *p, struct node *node);
struct match *plan_near(struct planner *p, struct node *node);

/* A word or phrase letter for letter: `plan` finds candidates by their folded
 * terms, and those whose text has the very letters are kept (exact.c). */
struct match *plan_exact(struct planner *p, struct node *node, struct match *plan);

/* person:, place:, date:, published:, source:, lang: (fields.c). */
struct match *plan_person(struct planner *p, struct node *node);
struct match *plan_place(struct planner *p, struct node *node);
struct match *plan_date(struct planner *p, struct node *node);
struct match *plan_source(struct planner *p, struct node *node);
struct match *plan_lang(struct planner *p, struct node *node);

#endif
