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

/* Sets a fault at `part` of the query, which `node` borrows; of a part that is none of
 * the query's at `node`'s column, or at the option it came from. */
void plan_fault(struct planner *p, const struct node *node, struct span part, const char *format, ...)
	__attribute__((format(printf, 4, 5)));

/* How many of `wanted` passages may be read; they are taken off the account. */
uint32_t plan_read(struct planner *p, size_t wanted);

/* Words, prefixes, NEAR (words.c). */
struct match *plan_word(struct planner *p, struct node *node);
struct match *plan_prefix(struct planner *p, struct node *node);
struct match *plan_near(struct planner *p, struct node *node);

/* Phrases: words in a row, unstemmed, the names among them in every spelling (phrase.c).
 * plan_row() has no names: each of the words of `text` as it is. */
struct match *plan_phrase(struct planner *p, struct node *node);
struct match *plan_row(struct planner *p, struct node *node, const struct text *text);

/* The words of a piece of the query, through the very reading that texts have; with a
 * fault where it has none (words.c). */
bool plan_read_words(struct planner *p, const struct node *node, struct text *text);
/* Tells of look-alike letters that were mended. */
void plan_note_repaired(struct planner *p, struct node *node, const struct text *text);
/* A term of the index for `word` (of the title, for title:), noted with its passages. */
struct match *plan_term(struct planner *p, struct node *node, struct span word);

/* A word or phrase letter for letter: `plan` finds candidates by their folded
 * terms, and those whose text has the very letters are kept (exact.c). */
struct match *plan_exact(struct planner *p, struct node *node, struct match *plan);

/* person:, place:, date:, published:, source:, lang: (fields.c). */
struct match *plan_person(struct planner *p, struct node *node);
/* As plan_person(), with the spellings that were found: NULL for the key of a person. */
struct match *plan_person_set(struct planner *p, struct node *node, const struct person_set **set);
struct match *plan_place(struct planner *p, struct node *node);
struct match *plan_date(struct planner *p, struct node *node);
struct match *plan_source(struct planner *p, struct node *node);
struct match *plan_lang(struct planner *p, struct node *node);
/* "en, kk, ru": the languages that the index has. */
struct span plan_langs(struct planner *p);

#endif
