/* Letter pairs of languages and what bytes read in charsets: the inner part of charset_guess.c and charset_repair.c. */
#ifndef TEXT_CHARSET_MODEL_H
#define TEXT_CHARSET_MODEL_H

#include "dateline/span.h"

#include <stddef.h>
#include <stdint.h>

/* Letters have small numbers, 0 stands for all that is none: the edge of a word. */
#define CHARSET_LETTERS 144
#define CHARSET_NONE 0xFFFFFFFFu        /* a byte that the charset does not define */
#define CHARSET_COST_UNIT 16            /* costs of pairs are in sixteenths of a natural logarithm */

/* A charset of one byte a letter that unlabelled bytes may be in; in the order of charset.tsv. */
struct charset_candidate {
	const char *name;
	uint32_t code[256];             /* what each byte reads */
};

/* How unlikely a letter is behind another, in the language of charset_sample.tsv. */
struct charset_model {
	const char *lang;
	uint8_t cost[CHARSET_LETTERS][CHARSET_LETTERS];
};

/* Both are made at build time by mkcharset.c. */
extern const struct charset_candidate charset_candidates[];
extern const size_t charset_candidate_count;
extern const struct charset_model charset_models[];
extern const size_t charset_model_count;

/* The candidate of this name, or NULL. */
const struct charset_candidate *charset_candidate_find(const char *name);

/* What a letter of `text` costs in natural logarithms as a text in `lang`; below 0 when
 * we have no pairs of that language, or no letters. */
float language_pair_cost(struct span text, const char *lang);

/* The number of a small letter. */
uint8_t charset_letter(uint32_t lower);

#endif
