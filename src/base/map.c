/* A hash table with open addressing that keeps its keys in the order they came. */
#include "dateline/map.h"

#include "dateline/arena.h"

#include <stdlib.h>

struct entry {
	struct span key;
	uint64_t hash;
	uint32_t value;
};

struct map {
	struct arena *keys;
	struct entry *entries;
	size_t count, room;
	uint32_t *slots;        /* index of the entry plus one; 0 is free */
	size_t slot_mask;
};

uint64_t hash_bytes(struct span bytes)
{
	uint64_t hash = 0xcbf29ce484222325u;

	for (size_t i = 0; i < bytes.bytes; i++)
		hash = (hash ^ (unsigned char)bytes.at[i]) * 0x100000001b3u;
	hash ^= hash >> 32;
	hash *= 0x9fb21c651e98df25u;
	return hash ^ (hash >> 29);
}

struct map *map_new(void)
{
	struct map *map = memory_get(sizeof(*map));

	*map = (struct map){ .keys = arena_new(), .slot_mask = 63 };
	map->slots = calloc(map->slot_mask + 1, sizeof(*map->slots));
	if (!map->slots)
		abort();
	return map;
}

void map_free(struct map *map)
{
	if (!map)
		return;
	arena_free(map->keys);
	free(map->entries);
	free(map->slots);
	free(map);
}

/* The slot that holds `key`, or the free one where it would go. */
static uint32_t *map_probe(const struct map *map, struct span key, uint64_t hash)
{
	for (size_t i = hash & map->slot_mask;; i = (i + 1) & map->slot_mask) {
		uint32_t *slot = &map->slots[i];
		const struct entry *entry;

		if (*slot == 0)
			return slot;
		entry = &map->entries[*slot - 1];
		if (entry->hash == hash && span_equal(entry->key, key))
			return slot;
	}
}

static void map_widen(struct map *map)
{
	map->slot_mask = map->slot_mask * 2 + 1;
	free(map->slots);
	map->slots = calloc(map->slot_mask + 1, sizeof(*map->slots));
	if (!map->slots)
		abort();
	for (size_t i = 0; i < map->count; i++) {
		size_t at = map->entries[i].hash & map->slot_mask;

		while (map->slots[at] != 0)
			at = (at + 1) & map->slot_mask;
		map->slots[at] = (uint32_t)i + 1;
	}
}

uint32_t map_find(const struct map *map, struct span key, uint32_t missing)
{
	uint32_t slot = *map_probe(map, key, hash_bytes(key));

	return slot ? map->entries[slot - 1].value : missing;
}

uint32_t *map_slot(struct map *map, struct span key, uint32_t value, bool *is_new)
{
	uint64_t hash = hash_bytes(key);
	uint32_t *slot = map_probe(map, key, hash);

	*is_new = *slot == 0;
	if (!*is_new)
		return &map->entries[*slot - 1].value;
	if (map->count == map->room) {
		map->room = map->room ? map->room * 2 : 32;
		map->entries = memory_resize(map->entries, map->room * sizeof(*map->entries));
	}
	map->entries[map->count] = (struct entry){ arena_copy(map->keys, key), hash, value };
	*slot = (uint32_t)++map->count;
	if (map->count * 2 > map->slot_mask)
		map_widen(map);
	return &map->entries[map->count - 1].value;
}

void map_put(struct map *map, struct span key, uint32_t value)
{
	bool is_new;

	*map_slot(map, key, value, &is_new) = value;
}

size_t map_count(const struct map *map)
{
	return map->count;
}

struct span map_key_at(const struct map *map, size_t i)
{
	return map->entries[i].key;
}

uint32_t map_value_at(const struct map *map, size_t i)
{
	return map->entries[i].value;
}
