/* Keys of the gazetteer: a name as the hash of its folded words. */
#ifndef PLACES_KEY_H
#define PLACES_KEY_H

#include "dateline/arena.h"
#include "dateline/span.h"
#include "dateline/text.h"

#include <stdint.h>

#define KEY_START 0xcbf29ce484222325u

/* The key of the words so far and one word more. Spaces, hyphens and stops
 * between words are all the same to it: "St. Petersburg", "Нью-Йорк". */
uint64_t key_add(uint64_t key, struct span word);

/* The mixed bits of a key: the upper half picks a slot, the lower is kept there. */
static inline uint64_t key_mix(uint64_t key)
{
	key ^= key >> 32;
	key *= 0x9fb21c651e98df25u;
	key ^= key >> 29;
	/* the lower half is a slot's print, and a print of 0 says "free" */
	return (uint32_t)key ? key : key | 1;
}

/* A word as keys have it: folded, without Latin diacritics and apostrophes. */
struct span key_word(struct span folded, struct arena *arena);

/* key_add() of key_word(), in one go over a word without diacritics. */
uint64_t key_add_folded(uint64_t key, struct span folded, struct arena *arena);

#endif
