/* Numbers and terms as Xapian's tables have them. */
#ifndef INDEX_BULK_PACK_H
#define INDEX_BULK_PACK_H

#include "dateline/span.h"

#include <stddef.h>
#include <stdint.h>

#define PACK_NUMBER_MOST 10     /* bytes of pack_number() */
#define PACK_SORTING_MOST 5     /* bytes of pack_sorting() */
#define PACK_KEY_MOST 255       /* bytes of a key */

/* Base 128, the least significant group first, the top bit where more follow.
 * Returns the byte after it, as all here do. */
static inline uint8_t *pack_number(uint8_t *to, uint64_t number)
{
	while (number >= 0x80) {
		*to++ = (uint8_t)(number | 0x80);
		number >>= 7;
	}
	*to++ = (uint8_t)number;
	return to;
}

static inline uint8_t *pack_big_endian(uint8_t *to, uint64_t number, unsigned bytes)
{
	while (bytes > 0)
		*to++ = (uint8_t)(number >> (8 * --bytes));
	return to;
}

/* Bytes that sort as the numbers do: two below 2^15; beyond, a leading one bit for
 * each further byte and a zero bit before the number. */
static inline uint8_t *pack_sorting(uint8_t *to, uint32_t number)
{
	if (number < 1u << 15)
		return pack_big_endian(to, number, 2);
	if (number < 1u << 22)
		return pack_big_endian(to, UINT64_C(0x800000) | number, 3);
	if (number < 1u << 29)
		return pack_big_endian(to, UINT64_C(0xc0000000) | number, 4);
	return pack_big_endian(to, UINT64_C(0xe000000000) | number, 5);
}

/* A term in a key, zero bytes followed by 0xff; its end is pack_term_end(), left
 * out where nothing follows. */
static inline uint8_t *pack_term(uint8_t *to, struct span term)
{
	for (size_t i = 0; i < term.bytes; i++) {
		*to++ = (uint8_t)term.at[i];
		if (term.at[i] == '\0')
			*to++ = 0xff;
	}
	return to;
}

static inline uint8_t *pack_term_end(uint8_t *to)
{
	*to++ = 0;
	return to;
}

/* Reads pack_number() back from bytes that we wrote ourselves. */
static inline const uint8_t *unpack_own(const uint8_t *from, uint64_t *number)
{
	uint64_t sum = 0;

	for (unsigned shift = 0; shift < 64; shift += 7) {
		uint8_t byte = *from++;

		sum |= (uint64_t)(byte & 0x7f) << shift;
		if (byte < 0x80)
			break;
	}
	*number = sum;
	return from;
}

static inline struct span span_between(const uint8_t *from, const uint8_t *to)
{
	return span_make((const char *)from, (size_t)(to - from));
}

#endif
