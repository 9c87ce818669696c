/* Codes positions by halving: each number takes as many bits as its neighbours leave open. */
#include "index/bulk/positions.h"

#include "index/bulk/pack.h"

struct bits {
	uint8_t *to;
	uint64_t open;          /* bits not written yet, the first one lowest */
	unsigned count;         /* how many they are: below 8 between calls */
};

static void bits_put(struct bits *bits, uint64_t value, unsigned count)
{
	bits->open |= value << bits->count;
	bits->count += count;
	while (bits->count >= 8) {
		*bits->to++ = (uint8_t)bits->open;
		bits->open >>= 8;
		bits->count -= 8;
	}
}

static unsigned bit_length(uint32_t number)
{
	return number ? 32 - (unsigned)__builtin_clz(number) : 0;
}

/* `value` out of 0..out_of-1. Where out_of is no power of two some codes are to
 * spare; the values in the middle take a bit less. */
static void bits_choose(struct bits *bits, uint32_t value, uint32_t out_of)
{
	unsigned length = bit_length(out_of - 1);
	uint64_t spare = ((uint64_t)1 << length) - out_of;
	uint64_t middle = (out_of - spare) / 2;

	if (length == 0)
		return;
	if (value < middle)
		bits_put(bits, value, length);
	else if (value < middle + spare)
		bits_put(bits, value, length - 1);
	else
		bits_put(bits, (value - middle - spare) | (uint64_t)1 << (length - 1), length);
}

/* The positions between number `from` and number `to`, which are known. It calls
 * itself for half of them each time: 32 deep at most. */
static void bits_put_between(struct bits *bits, const uint32_t *positions, size_t from, size_t to)
{
	while (from + 1 < to) {
		size_t middle = from + (to - from) / 2;
		uint32_t lowest = positions[from] + (uint32_t)(middle - from);
		uint32_t out_of = positions[to] - positions[from] - (uint32_t)(to - from) + 1;

		bits_choose(bits, positions[middle] - lowest, out_of);
		bits_put_between(bits, positions, from, middle);
		from = middle;
	}
}

uint8_t *positions_pack(uint8_t *to, const uint32_t *positions, size_t count)
{
	uint32_t first = positions[0], last = positions[count - 1];
	struct bits bits = { .to = pack_number(to, last) };

	if (count == 1)
		return bits.to;
	bits_choose(&bits, first, last);
	bits_choose(&bits, (uint32_t)(count - 2), last - first);
	bits_put_between(&bits, positions, 0, count - 1);
	if (bits.count > 0)
		bits_put(&bits, 0, 8 - bits.count);
	return bits.to;
}
