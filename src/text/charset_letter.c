/* Numbers the letters whose pairs tell charsets apart. */
#include "charset_model.h"

#include "dateline/text.h"

#define UNKNOWN_LETTER (CHARSET_LETTERS - 1)

static const uint32_t extra_letters[] = {
	0x491, 0x493, 0x49B, 0x4A3, 0x4AF, 0x4B1, 0x4BB, 0x4D9, 0x4E9,
	0x105, 0x107, 0x10D, 0x10F, 0x119, 0x11B, 0x11F, 0x131, 0x142, 0x144, 0x148, 0x153, 0x159,
	0x15B, 0x15F, 0x161, 0x165, 0x16F, 0x17A, 0x17C, 0x17E,
};

/* a-z, then Cyrillic, then Latin-1, then the others. */
uint8_t charset_letter(uint32_t lower)
{
	if (lower >= 'a' && lower <= 'z')
		return (uint8_t)(lower - 'a' + 1);
	if (lower >= 0x430 && lower <= 0x45F)
		return (uint8_t)(lower - 0x430 + 27);
	if (lower >= 0xDF && lower <= 0xFF && lower != 0xF7)
		return (uint8_t)(lower - 0xDF + 75);
	for (size_t i = 0; i < COUNT(extra_letters); i++)
		if (extra_letters[i] == lower)
			return (uint8_t)(108 + i);
	return letter_is(lower) ? UNKNOWN_LETTER : 0;
}
