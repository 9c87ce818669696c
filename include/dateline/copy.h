/* Near copies: what the shingles of two texts tell of their being one story. */
#ifndef DATELINE_COPY_H
#define DATELINE_COPY_H

#include "dateline/span.h"

#include <stdbool.h>
#include <stdint.h>

#define SKETCH_MOST 48
#define COPY_WORDS 3            /* a shingle is so many words in a row */
#define COPY_DAYS_APART 3

/* The least hashes of a text's shingles: of two texts the share that both have is the
 * share of their shingles that both have, within some .07. A text of no more than
 * SKETCH_MOST shingles is there whole. */
struct sketch {
	uint32_t shingles;              /* different ones in the text */
	uint32_t count;                 /* of `hashes` */
	uint32_t hashes[SKETCH_MOST];   /* rising, each once */
	uint16_t lines[SKETCH_MOST];    /* on which line of the text each stands first, from 0 */
};

/* Letters of either case, ё and е, marks and spacing are one; figures count. A text of
 * less than COPY_WORDS words has no shingles. */
void sketch_make(struct span text, struct sketch *out);

/* How much of the texts both have: of both together (Jaccard), and of the shorter one. */
struct likeness {
	double of_both, of_shorter;
};
struct likeness sketch_compare(const struct sketch *a, const struct sketch *b);

/* Is one a copy of the other: reprinted, corrected, cut, with something before it?
 * Printed more than COPY_DAYS_APART days apart they must be more alike, since what is
 * printed each day (weather, rates) is the same but for its figures. */
bool sketch_is_copy(const struct sketch *a, const struct sketch *b, bool far_apart);

/* The articles that are copies of one another, as one of them knows of it; all zero
 * when nothing is known. */
struct copy_group {
	uint64_t id;                    /* the number that the id of the first of them spells */
	struct sketch first;            /* of that one */
};

/* The same number for a passage and for its copies in other articles of `group`: the
 * line of the first article of which it has most; where it has none, its own least
 * shingle. */
uint64_t copy_key(const struct copy_group *group, struct span heading, struct span text);

#endif
