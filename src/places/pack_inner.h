/* The inside of a pack, shared by pack.c (adding) and pack_write.c (writing). */
#ifndef PLACES_PACK_INNER_H
#define PLACES_PACK_INNER_H

#include "places/blob.h"
#include "places/pack.h"

#include "dateline/arena.h"
#include "dateline/map.h"

#define BLOB_BYTES_MOST ((size_t)2 << 30)

/* One key of one place. */
struct named {
	uint64_t key;
	uint32_t place;
	uint32_t flags;
};

struct deny {
	uint64_t key;
	struct span place;      /* a code; "" for all places */
	uint32_t flags;
	uint32_t next;          /* another of this key: its number, 0 none */
};

struct pack {
	struct arena *arena;    /* what lives as long as the pack */
	struct arena *scratch;  /* what lives as long as one name */
	struct map *codes;      /* code -> place id */
	struct map *strings;    /* string -> its offset */
	struct map *common;     /* keys that are common words too -> RULE_COMMON... */
	struct map *denied;     /* key -> number of its last deny, from 1 */
	struct buf pool;
	struct blob_place *places;
	struct span *parents;
	size_t place_count, place_room, parent_room;
	struct named *names;
	size_t name_count, name_room;
	uint64_t *prefixes;     /* keys that longer ones begin with */
	size_t prefix_count, prefix_room;
	struct deny *denies;
	size_t deny_count, deny_room;
	struct span *code_texts;
	uint32_t *code_places;
	size_t code_count, code_room, code_place_room;
	uint64_t checksum;
	void (*watch)(struct span form, void *with);
	void *watch_with;
};

/* What deny.tsv and the dictionaries say of names that are `key` (not mixed). */
void pack_rule(struct pack *pack, uint64_t key, struct span place, uint32_t flags);

/* What both ways of writing that came out the same say; `region`: of a region. */
uint32_t flags_of_both(uint32_t a, uint32_t b, bool region);

/* How likely a place is named at all: orders of magnitude of its people, and of the ways in which the world
 * writes it. */
float pack_prior(const struct blob_place *place);

/* The offset in the pool of `text`, which is kept once. */
uint32_t pack_string(struct pack *pack, struct span text);

#endif
