/* A hash table from bytes to a number: words to ids, keys to places in an array. */
#ifndef DATELINE_MAP_H
#define DATELINE_MAP_H

#include "dateline/span.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct map;

struct map *map_new(void);
void map_free(struct map *map);

/* The number kept for `key`, or `missing`. */
uint32_t map_find(const struct map *map, struct span key, uint32_t missing);

/* Keeps `value` for a copy of `key`, over any older one. */
void map_put(struct map *map, struct span key, uint32_t value);

/* The slot of `key`, made with `value` when it is new (then *is_new is true).
 * It holds until the next map_put or map_slot. */
uint32_t *map_slot(struct map *map, struct span key, uint32_t value, bool *is_new);

size_t map_count(const struct map *map);

/* Key and value number i in the order in which they were first put. */
struct span map_key_at(const struct map *map, size_t i);
uint32_t map_value_at(const struct map *map, size_t i);

/* FNV-1a with a final mix; the same on every machine. */
uint64_t hash_bytes(struct span bytes);

#endif
