/* A hash table made for few misses of the cache, and a sort that mostly compares numbers. */
#include "index/bulk/glossary.h"

#include "dateline/arena.h"

#include <stdlib.h>
#include <sys/random.h>

#define SLOTS_FIRST 4096
#define HASH_STEP UINT64_C(0x9fb21c651e98df25)

void glossary_init(struct glossary *glossary, struct error *err)
{
	*glossary = (struct glossary){ .slot_mask = SLOTS_FIRST - 1 };
	glossary->slots = memory_get(SLOTS_FIRST * sizeof(*glossary->slots));
	memset(glossary->slots, 0, SLOTS_FIRST * sizeof(*glossary->slots));
	if (getrandom(&glossary->seed, sizeof(glossary->seed), 0) != (ssize_t)sizeof(glossary->seed))
		error_set(err, STATUS_IO, "getrandom", "no random bytes");
}

void glossary_release(struct glossary *glossary)
{
	free(glossary->terms);
	free(glossary->bytes);
	free(glossary->slots);
}

void glossary_clear(struct glossary *glossary)
{
	glossary->count = 0;
	glossary->byte_count = 0;
	memset(glossary->slots, 0, (glossary->slot_mask + 1) * sizeof(*glossary->slots));
}

/* Up to eight bytes from `at` on as a big-endian number, zeros behind them. */
static uint64_t bytes_as_number(const char *at, size_t bytes)
{
	uint64_t number = 0;

	for (size_t i = 0; i < 8; i++)
		number = number << 8 | (i < bytes ? (uint8_t)at[i] : 0u);
	return number;
}

uint64_t glossary_hash(const struct glossary *glossary, struct span text)
{
	uint64_t hash = glossary->seed ^ text.bytes;

	for (size_t i = 0; i < text.bytes; i += 8) {
		uint64_t next = 0;
		size_t left = text.bytes - i;

		memcpy(&next, text.at + i, left < 8 ? left : 8);
		hash = (hash ^ next) * HASH_STEP;
		hash ^= hash >> 29;
	}
	hash *= HASH_STEP;
	return hash ^ hash >> 32;
}

/* A slot keeps the upper half of the hash: most strangers are told apart by it, and
 * the table can be widened without the terms. */
static void slot_fill(struct glossary *glossary, uint64_t upper, uint32_t number)
{
	size_t i = upper & glossary->slot_mask;

	while (glossary->slots[i] != 0)
		i = (i + 1) & glossary->slot_mask;
	glossary->slots[i] = upper << 32 | (number + 1u);
}

static void glossary_widen(struct glossary *glossary)
{
	size_t old_count = glossary->slot_mask + 1;
	uint64_t *old = glossary->slots;

	glossary->slot_mask = old_count * 2 - 1;
	glossary->slots = memory_get(old_count * 2 * sizeof(*old));
	memset(glossary->slots, 0, old_count * 2 * sizeof(*old));
	for (size_t i = 0; i < old_count; i++)
		if (old[i] != 0)
			slot_fill(glossary, old[i] >> 32, (uint32_t)old[i] - 1);
	free(old);
}

static uint32_t glossary_append(struct glossary *glossary, struct span text)
{
	if (glossary->count == glossary->room) {
		glossary->room = glossary->room ? glossary->room * 2 : SLOTS_FIRST;
		glossary->terms = memory_resize(glossary->terms, glossary->room * sizeof(*glossary->terms));
	}
	if (glossary->byte_room - glossary->byte_count < text.bytes) {
		glossary->byte_room = glossary->byte_room * 2 + text.bytes + SLOTS_FIRST;
		glossary->bytes = memory_resize(glossary->bytes, glossary->byte_room);
	}
	glossary->terms[glossary->count] = (struct glossary_term){
		.front = bytes_as_number(text.at, text.bytes),
		.at_byte = (uint32_t)glossary->byte_count,
		.bytes = (uint32_t)text.bytes,
	};
	memcpy(glossary->bytes + glossary->byte_count, text.at, text.bytes);
	glossary->byte_count += text.bytes;
	return (uint32_t)glossary->count++;
}

uint32_t glossary_add(struct glossary *glossary, struct span text, uint64_t hash)
{
	uint64_t upper = hash >> 32;
	uint32_t number;

	for (size_t i = upper & glossary->slot_mask; glossary->slots[i] != 0; i = (i + 1) & glossary->slot_mask) {
		if (glossary->slots[i] >> 32 != upper)
			continue;
		number = (uint32_t)glossary->slots[i] - 1;
		if (span_equal(glossary_text(glossary, number), text))
			return number;
	}
	number = glossary_append(glossary, text);
	slot_fill(glossary, upper, number);
	if (glossary->count * 2 > glossary->slot_mask)
		glossary_widen(glossary);
	return number;
}

size_t glossary_memory(const struct glossary *glossary)
{
	return glossary->count * sizeof(*glossary->terms) + glossary->byte_count +
	       (glossary->slot_mask + 1) * sizeof(*glossary->slots);
}

static bool stands_before(const struct glossary *glossary, const struct glossary_key *a, const struct glossary_key *b)
{
	if (a->front != b->front)
		return a->front < b->front;
	return span_compare(glossary_text(glossary, a->number), glossary_text(glossary, b->number)) < 0;
}

/* Sorts pieces of so many keys by insertion before it merges them. */
#define PIECE 8

static void sort_piece(const struct glossary *glossary, struct glossary_key *keys, size_t count)
{
	for (size_t i = 1; i < count; i++) {
		struct glossary_key key = keys[i];
		size_t j = i;

		for (; j > 0 && stands_before(glossary, &key, &keys[j - 1]); j--)
			keys[j] = keys[j - 1];
		keys[j] = key;
	}
}

static void merge(const struct glossary *glossary, const struct glossary_key *a, size_t a_count,
		  const struct glossary_key *b, size_t b_count, struct glossary_key *to)
{
	while (a_count > 0 && b_count > 0) {
		if (stands_before(glossary, b, a)) {
			*to++ = *b++;
			b_count--;
		} else {
			*to++ = *a++;
			a_count--;
		}
	}
	memcpy(to, a, a_count * sizeof(*a));
	memcpy(to + a_count, b, b_count * sizeof(*b));
}

void glossary_sort(const struct glossary *glossary, struct glossary_key *keys, struct glossary_key *scratch,
		   size_t count)
{
	struct glossary_key *from = keys, *to = scratch, *other;

	for (size_t i = 0; i < count; i += PIECE)
		sort_piece(glossary, keys + i, count - i < PIECE ? count - i : PIECE);
	for (size_t step = PIECE; step < count; step *= 2) {
		for (size_t i = 0; i < count; i += 2 * step) {
			size_t left = count - i, a = left < step ? left : step;
			size_t b = left - a < step ? left - a : step;

			merge(glossary, from + i, a, from + i + a, b, to + i);
		}
		other = from;
		from = to;
		to = other;
	}
	if (from != keys)
		memcpy(keys, from, count * sizeof(*keys));
}
