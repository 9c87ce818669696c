/* The places that a text may name, each once, and how often those around one spot name them. */
#ifndef PLACES_LOCAL_H
#define PLACES_LOCAL_H

#include "places/spot.h"

#define LOCAL_CELLS 512         /* a power of two: degrees of the globe, folded together */

/* One place. What the spots of the window say of it is counted in halves: a spot that is unsure of
 * its own place counts one, any other two. */
struct local {
	const struct blob_place *blob;
	uint32_t place;
	uint32_t up[PLACE_DEPTH_MOST];  /* its ancestors as locals, the nearest first; 0 ends them */
	uint32_t region;                /* the region that it is or lies in, as a local; 0: none */
	uint32_t root;                  /* the country that it is or lies in, or itself */
	uint16_t cell;                  /* the degree of the globe that it lies in */
	bool is_point;                  /* small enough to be near something */
	int32_t self, below, within;    /* spots that name it, a place below it, one whose region it is */
	int32_t rooted;                 /* ... one whose root it is */
	int32_t as_person, as_place;    /* spots whose neighbours tell which of the two it is here */
};

struct locals {
	struct arena *arena;
	struct local *list;             /* from 1 */
	size_t count, room;             /* 0 among them */
	uint32_t *slots, mask;
	int16_t cells[LOCAL_CELLS];
	const struct spot *spots;
	size_t spot_count;
	size_t *older, *newer;          /* spot -> the nearest of the same name before and behind it, or itself */
	size_t from, to;                /* the spots counted now */
	bool votes;
	uint32_t *seen;                 /* what the article names elsewhere; 0: nothing we know */
};

/* Names the places of all candidates of `spots` (in candidate->local) and of what `context` has seen. */
struct locals *locals_new(const struct gazetteer *gazetteer, const struct place_context *context, struct spot *spots,
			  size_t count, struct arena *arena);

/* Counts anew from the first spot; with `votes`, which of a person and a place each name is, too: for when
 * the spots no longer change. */
void locals_start(struct locals *locals, bool votes);

/* Moves on until the spots around `at` are counted. Each was counted by its first candidate: while that
 * changes, the spot must be out (locals_drop, locals_add). */
void locals_move(struct locals *locals, size_t at);
void locals_add(struct locals *locals, size_t spot);
void locals_drop(struct locals *locals, size_t spot);

/* With how many halves spot `other` speaks for the place of spot `at`. */
int32_t locals_voice(const struct locals *locals, size_t other, size_t at);

/* Is local `above` an ancestor of `below`? */
bool locals_is_above(const struct locals *locals, uint32_t above, uint32_t below);

/* What the counted spots say for one place, in halves; no spot is in two of the first five. */
struct hearsay {
	int32_t self, above, above_part, below, region, country;
	int32_t siblings;       /* below the place right above it: part of those above */
};
struct hearsay locals_hear(const struct locals *locals, uint32_t local);

/* Do two small places lie within a degree or so of each other? */
bool locals_are_near(const struct local *a, const struct local *b);

/* Those within a degree or two of it that are another place. */
int32_t locals_nearby(const struct locals *locals, uint32_t local);

#endif
