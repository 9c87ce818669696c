/* The decision whether two whole names are one, from what their meeting shows (decision.tsv). */
#ifndef NAMES_DECIDE_H
#define NAMES_DECIDE_H

#include "names/word.h"

/* What a meeting shows; the names stand in decision.tsv. */
enum evidence {
	EVIDENCE_EVEN,          /* always 1 */
	EVIDENCE_WORST,         /* score of the worst word, with the endings' agreement, in 3 units */
	EVIDENCE_WORST_ABOVE_0,
	EVIDENCE_WORST_ABOVE_3,
	EVIDENCE_SECOND,        /* score of the next worst */
	EVIDENCE_REST,          /* what the words but the worst fall short, in 4 units */
	EVIDENCE_LEFT_OVER,     /* words without a partner */
	EVIDENCE_CONSONANTS,    /* of all words that met, in fives */
	EVIDENCE_CONSONANT_COST,        /* in the worst word, in 3 units */
	EVIDENCE_VOWEL_COST,
	EVIDENCE_FEW,           /* 1 / (consonants of the worst word that have partners + 1/2) */
	EVIDENCE_COST_IN_FEW,   /* consonant cost times that */
	EVIDENCE_CROSSED,       /* two scripts */
	EVIDENCE_WORST_CROSSED, /* worst score across scripts */
	EVIDENCE_ORDER,         /* the words stand in another order */
	EVIDENCE_KIN,           /* names of two cultures */
	EVIDENCE_BRIEF,         /* short forms */
	EVIDENCE_GIVEN,         /* the worst word is a known first name */
	EVIDENCE_GIVEN_WORST,   /* ... times the worst score */
	EVIDENCE_LAST,          /* the worst word is the last of its name */
	EVIDENCE_FATHER,        /* patronymics of one father */
	EVIDENCE_ONE_WORD,      /* one word alone met */
	EVIDENCE_MANY_WORDS,    /* three and more */
	EVIDENCE_DECLINED,      /* two words and more have lost endings of one language */
	EVIDENCE_DECLINED_LAST, /* one long ending on the last word alone, as languages that glue them write */
	EVIDENCE_OTHER_LAST,    /* the last word of the longer name is left over: Robert Rey, Robert Rey Black */
	EVIDENCE_COUNT
};

const char *evidence_name(enum evidence evidence);

/* Reads the evidence of a meeting at `costs`. */
void evidence_read(const struct costs *costs, const struct name_meeting *meeting,
		   float out[EVIDENCE_COUNT]);

/* How surely the names are one, 0 to 1; even odds at .5. */
double decide(const float evidence[EVIDENCE_COUNT]);

#endif
