/* Two words laid side by side, sound by sound, at learned costs. */
#ifndef NAMES_ALIGN_H
#define NAMES_ALIGN_H

#include "names/sound.h"

#include <stddef.h>
#include <stdint.h>

/* Where a sound stands that has no partner. */
enum place_in_word { GAP_FIRST, GAP_LAST, GAP_BESIDE_ITS_KIND, GAP_ALONE, GAP_PLACES };

#define MERGES_MOST 1024

/* Two symbols of one word that stand for one of the other. */
struct merge {
	uint8_t one, two, with;
	float cost;
};

/* What differences cost, in score units (a word holds about `bias` of them). */
struct costs {
	float bias;             /* score of two words without a difference */
	float per_match;        /* how much dearer differences are in words of few consonants */
	float change[SYMBOL_MOST][SYMBOL_MOST]; /* symmetric */
	float gap[2][SYMBOL_MOST][GAP_PLACES];  /* [words of two scripts][symbol][place] */
	struct merge merges[MERGES_MOST];       /* by `one` */
	uint16_t merge_count;
	uint16_t merges_from[SYMBOL_MOST + 1];  /* those that begin with symbol s: from [s] up to [s + 1] */
};

/* The learned table (costs.tsv over the defaults of sounds.tsv). */
const struct costs *costs_get(void);

/* The costs before any learning, from what sounds the symbols share. */
void costs_start(struct costs *costs);

/* One step of an alignment, for the trainer and for reasons. */
struct step {
	enum { STEP_CHANGE, STEP_GAP, STEP_MERGE } kind;
	uint8_t a, b;           /* change: the symbols; gap: a and its place in b; merge: a, b stand for c */
	uint8_t c;              /* gap: 1 when the symbol is of the second word */
	bool crossed;           /* gap: words of two scripts */
};

#define STEPS_MOST (2 * SOUND_MOST)

struct alignment {
	float cost;
	float matched;          /* consonants with a partner of their own kind */
	uint8_t step_count;
	struct step steps[STEPS_MOST];
};

/* What a step costs, before the scale. */
float step_cost(const struct costs *costs, const struct step *step);

/* The cheapest alignment; steps are only written when `steps` is true. */
void align(const struct costs *costs, const struct sounds *a, const struct sounds *b, bool steps,
	   struct alignment *out);

/* The score of two words from their alignment: bias at best, below 0 for strangers. */
float align_score(const struct costs *costs, const struct alignment *alignment);

/* How much one unit of cost takes off the score. */
float align_scale(const struct costs *costs, float matched);

/* Number of a merge, or MERGES_MOST. */
uint32_t costs_find_merge(const struct costs *costs, uint8_t one, uint8_t two, uint8_t with);

/* Puts merges in order after some were added. */
void costs_sort_merges(struct costs *costs);

#endif
