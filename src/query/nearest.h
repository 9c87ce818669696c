/* The index's nearest words to one that it has not. */
#ifndef DATELINE_QUERY_NEAREST_H
#define DATELINE_QUERY_NEAREST_H

#include "dateline/arena.h"
#include "dateline/error.h"
#include "dateline/index.h"

#include <stddef.h>

struct near_word {
	struct span word;
	uint32_t passages;
	int distance;           /* letters changed, added, lost or swapped */
};

/* Values of the terms under `prefix` that differ from `word` by one letter, or
 * by two where it has five or more, and share its first letter; where there is none,
 * those that differ by one and begin with another. The nearest first, then those of
 * most passages. In `arena`; returns how many. */
size_t nearest_words(struct index_reader *reader, struct span prefix, struct span word, struct arena *arena,
		     struct near_word *out, size_t room, struct error *err);

/* Letters changed, added, lost or swapped between `a` and `b`; more than `most`
 * gives most + 1. */
int letters_between(struct span a, struct span b, int most);

#endif
