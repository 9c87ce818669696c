/* Do words stand in a row, or near one another? Told from their places in a passage. */
#ifndef INDEX_PHRASE_H
#define INDEX_PHRASE_H

#ifdef __cplusplus
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wpedantic"
extern "C" {
#endif

#include "dateline/arena.h"
#include "dateline/span.h"

#include <stdbool.h>
#include <stdint.h>

/* One of several terms, and where in the passage any of them stands, rising. */
struct phrase_kid {
	const struct span *terms;
	size_t term_count;
	const uint32_t *places;
	size_t place_count;
};

#define PHRASE_KIDS_MOST 64     /* more never match */

struct phrase {
	bool in_order;
	uint32_t window;        /* places from the first word to the last, both counted */
	struct phrase_kid *kids;
	size_t count;
};

/* Is there a place of each kid, all different, within the window, and in order where
 * that is asked? */
bool phrase_holds(const struct phrase *phrase);

/* Fills the places from what is stored of a passage (record.h), word by word, and
 * says whether the phrase holds there. False for what cannot be read. */
bool phrase_in_record(struct phrase *phrase, struct span head, struct span body, struct arena *arena);

#ifdef __cplusplus
}
#pragma GCC diagnostic pop
#endif

#endif
