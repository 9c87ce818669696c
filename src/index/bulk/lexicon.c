/* A hash table made for few misses of the cache, and a sort that mostly compares numbers. */
#include "index/bulk/lexicon.h"

#include "dateline/arena.h"

#include <stdlib.h>
#include <sys/random.h>

#define SLOTS_FIRST 4096
#define HASH_STEP UINT64_C(0x9fb21c651e98df25)

void lexicon_init(struct lexicon *lexicon, struct error *err)
{
	*lexicon = (struct lexicon){ .slot_mask = SLOTS_FIRST - 1 };
	lexicon->slots = memory_get(SLOTS_FIRST * sizeof(*lexicon->slots));
	memset(lexicon->slots, 0, SLOTS_FIRST * sizeof(*lexicon->slots));
	if (getrandom(&lexicon->seed, sizeof(lexicon->seed), 0) != (ssize_t)sizeof(lexicon->seed))
		error_set(err, STATUS_IO, "getrandom", "no random bytes");
}

void lexicon_release(struct lexicon *lexicon)
{
	free(lexicon->terms);
	free(lexicon->bytes);
	free(lexicon->slots);
}

void lexicon_clear(struct lexicon *lexicon)
{
	lexicon->count = 0;
	lexicon->byte_count = 0;
	memset(lexicon->slots, 0, (lexicon->slot_mask + 1) * sizeof(*lexicon->slots));
}

/* Up to eight bytes from `at` on as a big-endian number, zeros behind them. */
static uint64_t bytes_as_number(const char *at, size_t bytes)
{
	uint64_t number = 0;

	for (size_t i = 0; i < 8; i++)
		number = number << 8 | (i < bytes ? (uint8_t)at[i] : 0u);
	return number;
}

uint64_t lexicon_hash(const struct lexicon *lexicon, struct span text)
{
	uint64_t hash = lexicon->seed ^ text.bytes;

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
static void slot_fill(struct lexicon *lexicon, uint64_t upper, uint32_t number)
{
	size_t i = upper & lexicon->slot_mask;

	while (lexicon->slots[i] != 0)
		i = (i + 1) & lexicon->slot_mask;
	lexicon->slots[i] = upper << 32 | (number + 1u);
}

static void lexicon_widen(struct lexicon *lexicon)
{
	size_t old_count = lexicon->slot_mask + 1;
	uint64_t *old = lexicon->slots;

	lexicon->slot_mask = old_count * 2 - 1;
	lexicon->slots = memory_get(old_count * 2 * sizeof(*old));
	memset(lexicon->slots, 0, old_count * 2 * sizeof(*old));
	for (size_t i = 0; i < old_count; i++)
		if (old[i] != 0)
			slot_fill(lexicon, old[i] >> 32, (uint32_t)old[i] - 1);
	free(old);
}

static uint32_t lexicon_append(struct lexicon *lexicon, struct span text)
{
	if (lexicon->count == lexicon->room) {
		lexicon->room = lexicon->room ? lexicon->room * 2 : SLOTS_FIRST;
		lexicon->terms = memory_resize(lexicon->terms, lexicon->room * sizeof(*lexicon->terms));
	}
	if (lexicon->byte_room - lexicon->byte_count < text.bytes) {
		lexicon->byte_room = lexicon->byte_room * 2 + text.bytes + SLOTS_FIRST;
		lexicon->bytes = memory_resize(lexicon->bytes, lexicon->byte_room);
	}
	lexicon->terms[lexicon->count] = (struct lexicon_term){
		.front = bytes_as_number(text.at, text.bytes),
		.at_byte = (uint32_t)lexicon->byte_count,
		.bytes = (uint32_t)text.bytes,
	};
	memcpy(lexicon->bytes + lexicon->byte_count, text.at, text.bytes);
	lexicon->byte_count += text.bytes;
	return (uint32_t)lexicon->count++;
}

uint32_t lexicon_add(struct lexicon *lexicon, struct span text, uint64_t hash)
{
	uint64_t upper = hash >> 32;
	uint32_t number;

	for (size_t i = upper & lexicon->slot_mask; lexicon->slots[i] != 0; i = (i + 1) & lexicon->slot_mask) {
		if (lexicon->slots[i] >> 32 != upper)
			continue;
		number = (uint32_t)lexicon->slots[i] - 1;
		if (span_equal(lexicon_text(lexicon, number), text))
			return number;
	}
	number = lexicon_append(lexicon, text);
	slot_fill(lexicon, upper, number);
	if (lexicon->count * 2 > lexicon->slot_mask)
		lexicon_widen(lexicon);
	return number;
}

size_t lexicon_memory(const struct lexicon *lexicon)
{
	return lexicon->count * sizeof(*lexicon->terms) + lexicon->byte_count +
	       (lexicon->slot_mask + 1) * sizeof(*lexicon->slots);
}

static bool stands_before(const struct lexicon *lexicon, const struct lexicon_key *a, const struct lexicon_key *b)
{
	if (a->front != b->front)
		return a->front < b->front;
	return span_compare(lexicon_text(lexicon, a->number), lexicon_text(lexicon, b->number)) < 0;
}

/* Sorts pieces of so many keys by insertion before it merges them. */
#define PIECE 8

static void sort_piece(const struct lexicon *lexicon, struct lexicon_key *keys, size_t count)
{
	for (size_t i = 1; i < count; i++) {
		struct lexicon_key key = keys[i];
		size_t j = i;

		for (; j > 0 && stands_before(lexicon, &key, &keys[j - 1]); j--)
			keys[j] = keys[j - 1];
		keys[j] = key;
	}
}

static void merge(const struct lexicon *lexicon, const struct lexicon_key *a, size_t a_count,
		  const struct lexicon_key *b, size_t b_count, struct lexicon_key *to)
{
	while (a_count > 0 && b_count > 0) {
		if (stands_before(lexicon, b, a)) {
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

void lexicon_sort(const struct lexicon *lexicon, struct lexicon_key *keys, struct lexicon_key *scratch, size_t count)
{
	struct lexicon_key *from = keys, *to = scratch, *other;

	for (size_t i = 0; i < count; i += PIECE)
		sort_piece(lexicon, keys + i, count - i < PIECE ? count - i : PIECE);
	for (size_t step = PIECE; step < count; step *= 2) {
		for (size_t i = 0; i < count; i += 2 * step) {
			size_t left = count - i, a = left < step ? left : step;
			size_t b = left - a < step ? left - a : step;

			merge(lexicon, from + i, a, from + i + a, b, to + i);
		}
		other = from;
		from = to;
		to = other;
	}
	if (from != keys)
		memcpy(keys, from, count * sizeof(*keys));
}
