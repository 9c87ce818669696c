/* What single words say about a place name beside them: prepositions, titles, region words. */
#ifndef PLACES_ROLES_H
#define PLACES_ROLES_H

#include "dateline/place.h"
#include "dateline/span.h"

#include <stdbool.h>
#include <stdint.h>

/* What a word of cues.tsv says, as bits. */
enum cue_bit {
	WORD_IN = 1,            /* in, near, из */
	WORD_PLAIN = 2,         /* the, и: says nothing */
	WORD_SIDE = 4,          /* northern */
	WORD_PERSON = 8,        /* a title: a person follows */
	WORD_HOUSE = 16,        /* Hotel, University behind a name */
	WORD_LANGUAGE = 32,     /* language, roubles behind an adjective */
	WORD_HOUSE_OF = 64,     /* University in front of "of" */
	WORD_IN_OF = 128,       /* outskirts, south in front of "of": a place follows */
	WORD_HOUSE_BEFORE = 256, /* улица, Динамо: the name behind it is part of its own */
	WORD_HOUSE_QUOTED = 512,
	WORD_OF_TOWN = 1024 /* гостиница: ... when that stands in quotation marks */
};

/* A word that says what kind of place a name beside it is. */
struct region_word {
	enum place_kind kind;
	bool many;              /* a plural: it holds for a list */
	bool any;               /* may be one or many */
};

enum region_side { SIDE_AFTER, SIDE_BEFORE, SIDE_BEFORE_OF, SIDES };

/* All roles of one word. */
struct role {
	uint32_t cues;          /* enum cue_bit */
	bool has[SIDES];
	struct region_word region[SIDES];
};

struct roles;

struct roles *roles_new(void);
void roles_free(struct roles *roles);

/* The roles of a folded word; those of no word known are empty. */
const struct role *role_of(const struct roles *roles, struct span folded);

#endif
