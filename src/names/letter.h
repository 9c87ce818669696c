/* Letters of folded words, decoded without a call where they take one or two bytes. */
#ifndef NAMES_LETTER_H
#define NAMES_LETTER_H

#include "dateline/text.h"

#include <stdint.h>

#define LETTERS_MOST 0x600      /* tables by letter reach to here: Latin, Greek and Cyrillic */

/* The letter at *at, which moves behind it; as utf8_next(). */
static inline uint32_t letter_next(const char **at, const char *end)
{
	unsigned char first = (unsigned char)**at;

	if (first < 0x80) {
		(*at)++;
		return first;
	}
	if (first >= 0xc2 && first < 0xe0 && end - *at > 1 && ((unsigned char)(*at)[1] & 0xc0) == 0x80) {
		uint32_t code = (uint32_t)(first & 0x1f) << 6 | ((unsigned char)(*at)[1] & 0x3f);

		*at += 2;
		return code;
	}
	return utf8_next(at, end);
}

#endif
