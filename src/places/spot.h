/* Spots: words of a text that may name a place, and what each can mean. */
#ifndef PLACES_SPOT_H
#define PLACES_SPOT_H

#include "places/gazetteer.h"

/* What stands beside a spot and speaks for or against it. */
enum spot_cue {
	CUE_IN = 1,             /* in, near, из */
	CUE_KIND = 2,           /* a region word that fits: Atyrau Region, город Рудный */
	CUE_SIDE = 4,           /* northern */
	CUE_PERSON = 8,         /* a title before it */
	CUE_NAME_BEFORE = 16,   /* an unknown capitalised word right before it */
	CUE_NAME_AFTER = 32,    /* ... right behind it */
	CUE_HOUSE = 64,         /* Hotel, University behind it */
	CUE_START = 128,        /* it starts a sentence */
	CUE_CAPITALS = 256,     /* in a run of capitals */
	CUE_GLUED = 512,        /* a hyphen ties it to an unknown name */
	CUE_LIST = 1024,        /* in a list of places */
	CUE_SUFFIX = 2048,      /* a Kazakh case ending was undone */
	CUE_QUOTED = 4096,      /* alone in quotation marks */
	CUE_LANGUAGE = 8192,    /* it tells a language, a money, a clock */
	CUE_WORD_BEFORE = 16384, /* the first word of the sentence is right before it */
	CUE_DATELINE = 32768    /* it opens a paragraph: KYIV, March 3 - */
};

/* A spot looks at no more than so many others before and behind it, so that a long
 * text costs no more than many short ones. */
#define SPOTS_AROUND 64

struct candidate {
	uint32_t place;
	uint32_t flags;         /* enum entry_flag */
	uint32_t local;         /* its number among the text's places */
	float base;             /* how likely it is by itself */
	float score;
};

struct spot {
	uint32_t from, to;      /* words [from, to) of the name itself */
	uint32_t end;           /* as `to`, with its region word */
	uint64_t key;           /* of the name in its plain form */
	struct candidate *candidates; /* the best first, once chosen */
	uint32_t count;
	uint32_t cues;          /* enum spot_cue */
	const char *rule;
	float margin;           /* of the best over the second */
	bool adjective, people;
	bool wants_region;      /* a region word stands behind it or its list */
	bool many;              /* that word is a plural */
	bool many_before;       /* a plural kind of place stands before it or its list */
};

/* All spots of `text`, in order, none overlapping. */
size_t spots_find(const struct gazetteer *gazetteer, const struct text *text, const char *lang, struct arena *arena,
		  struct spot **out);

/* Marks what stands beside each spot, and keeps of its candidates those that fit. */
void spots_look_around(const struct gazetteer *gazetteer, const struct text *text, struct spot *spots, size_t count);

struct locals;

/* Orders each spot's candidates by likelihood in this text. */
void spots_choose(const struct gazetteer *gazetteer, const struct place_context *context, struct locals *locals,
		  struct spot *spots, size_t count);

#endif
