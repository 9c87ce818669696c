/* A plan of a search in terms and slots: what the query floor hands down to the index. */
#ifndef DATELINE_MATCH_H
#define DATELINE_MATCH_H

#include "dateline/span.h"

#include <stddef.h>
#include <stdint.h>

enum match_kind {
	MATCH_ALL,              /* every passage */
	MATCH_NONE,
	MATCH_TERM,             /* `term` */
	MATCH_PREFIX,           /* terms that begin with `term`: the `limit` most frequent of them */
	MATCH_AND, MATCH_OR,
	MATCH_AND_NOT,          /* kids[0] without the others */
	MATCH_FILTER,           /* kids[0] for the score, all of them must hold */
	MATCH_PHRASE, MATCH_NEAR, MATCH_ORDERED, /* kids are terms, prefixes or ORs of them, within `window` */
	MATCH_SLOT_AT_LEAST, MATCH_SLOT_AT_MOST  /* value of `slot` against `term`, byte by byte */
};

/* Deeper plans are refused (STATUS_USAGE). */
#define MATCH_DEPTH_MOST 64
/* A `limit` of 0 means this many. */
#define MATCH_PREFIX_MOST 200

/* In an arena. An AND without kids is ALL, any other kind without them NONE. A
 * `window` less than the number of kids is taken as that number. */
struct match {
	enum match_kind kind;
	struct span term;
	uint32_t slot;
	uint32_t window;
	bool best_scores;       /* OR: the kid that scores most counts alone, not their sum */
	uint32_t limit;
	struct match **kids;
	size_t kid_count;
};

#endif
