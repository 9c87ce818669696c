/* The parts of the trainer of the name costs: examples, regression, lessons shared by sounds. */
#ifndef TOOLS_LEARN_H
#define TOOLS_LEARN_H

#include "names/word.h"

struct pair {
	bool same, swap, held_back;
	double weight;
	struct name *a, *b;
	float score;
};

struct example {
	bool same;
	double weight;
	float offset;           /* what stems take off */
	struct alignment alignment;
};

struct training {
	struct arena *arena;
	struct pair *pairs;
	size_t pair_count, pair_room;
	struct example *examples;
	size_t example_count, example_room;
	struct costs costs, start;
	struct costs hand;      /* the costs before any learning */
	struct costs slope;     /* sum of squared gradients (AdaGrad) */
	struct costs seen[2];   /* how often in false, true words */
};

/* Aligns all pairs at the costs so far and makes examples of those not held back. */
void examples_make(struct training *t);

/* One round of regression on the examples. */
void costs_learn(struct training *t);

/* Takes over pairs of letters that often stand for one. */
void merges_find(struct training *t);

/* Letters that were seen rarely start from what their sound learned. */
void lessons_share(struct training *t);

/* Where a step's cost is kept. */
float *cost_of(struct costs *costs, const struct step *s);

bool is_cyrillic(uint8_t symbol);

#endif
