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
uint64_t key_mix(uint64_t key);

/* A word as keys have it: folded, without Latin diacritics and apostrophes. */
struct span key_word(struct span folded, struct arena *arena);

#endif
