/* A query as a tree: what was asked, before anything is looked up. */
#ifndef DATELINE_QUERY_TREE_H
#define DATELINE_QUERY_TREE_H

#include "dateline/arena.h"
#include "dateline/buf.h"
#include "dateline/error.h"
#include "dateline/span.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum node_kind {
	NODE_ALL,               /* every passage: an empty query */
	NODE_AND, NODE_OR,
	NODE_NOT,               /* one kid */
	NODE_WORD,              /* the word or its stem */
	NODE_PREFIX,
	NODE_PHRASE,            /* these words in a row, not stemmed */
	NODE_NEAR, NODE_ORDERED, /* kids are words, prefixes or ORs of them */
	NODE_PERSON, NODE_PLACE,
	NODE_AROUND,            /* near a place: window kilometres */
	NODE_DATE, NODE_PUBLISHED,
	NODE_SOURCE, NODE_LANG
};

struct match;

/* Lives in an arena; spans borrow the query or the arena. */
struct node {
	enum node_kind kind;
	struct span text;       /* the word, phrase, name or value; of a date its first bound */
	struct span to;         /* of a date: its last bound */
	bool is_range;          /* of a date: bounds with .. between; either may be "" */
	bool exact;             /* =word; place:=NAME, that place alone */
	bool in_title;          /* title: */
	bool is_filter;         /* comes from an option: it selects, and does not score */
	uint32_t window;
	uint32_t column;        /* where it stands in the query; 0: from an option */
	struct node **kids;
	size_t kid_count;
	struct span note;       /* lines that planning adds: terms, counts, rules */
	struct match *plan;     /* what planning made of it; NULL before */
};

struct node *node_new(struct arena *arena, enum node_kind kind, struct span text, uint32_t column);
/* Adds a kid; `parent->kids` grows in the arena. */
void node_add(struct arena *arena, struct node *parent, struct node *kid);

/* Reads a query. NULL with `err` set (STATUS_USAGE, "query:COLUMN", what was
 * expected) when it does not parse; a NODE_ALL for an empty one. */
struct node *query_parse(struct span query, struct arena *arena, struct error *err);

/* Cuts "A..B" into its bounds; a text without .. is one date. */
void node_set_range(struct node *node, struct span value);

/* The tree with its notes, a node a line, indented by depth. */
void query_print(const struct node *node, struct buf *out);

#endif
