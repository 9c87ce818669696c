/* The inside of a layer, shared by layer.c (adding) and layer_write.c (writing). */
#ifndef PLACES_LAYER_INNER_H
#define PLACES_LAYER_INNER_H

#include "places/layer.h"
#include "places/pack_inner.h"
#include "places/sorter.h"

#include <stdio.h>

/* Flags of a name while it is sorted, beside enum entry_flag. */
#define NAME_OF_REGION 0x20000000u
#define NAME_IS_FIRM 0x10000000u        /* it stands over what the base says */

/* And how foremost its place is among those of one name: bits of the flags. */
#define NAME_RANK_SHIFT 16
#define NAME_RANK_MASK 0xff0000u
#define RANK_MOST 255u

/* A place's rank, 0 to RANK_MOST: countries and regions, then towns by people and fame, those of Kazakhstan more. */
uint32_t layer_rank(const struct blob_place *place);

/* A parent that is told by its code: which one in `parents`. */
#define PARENT_BY_CODE 0x80000000u

struct mended {
	uint32_t number;
	struct blob_place place;
};

struct layer {
	const struct gazetteer *base;
	const char *directory;
	enum place_table table;
	bool strict;
	struct pack *pack;      /* turns one name at a time into keys */
	FILE *places, *strings; /* sections of the new places and of their strings */
	uint64_t string_bytes;  /* with the base's */
	uint32_t place_count;   /* new ones */
	struct sorter *names;   /* key (8 bytes), place, flags (4 each); place 0: longer keys begin with the key */
	struct sorter *codes;   /* code, NUL, offset in strings, place (4 each) */
	uint64_t name_count, code_count;
	struct map *parents;    /* code -> its number, from 0 */
	uint32_t *parent_places; /* place of each, 0 while it is not known */
	size_t parent_room;
	struct mended *mended;
	size_t mended_count, mended_room;
	uint64_t checksum;
	uint32_t last_place, last_rank; /* of the place that was added last, whose names come now */
};

#endif
