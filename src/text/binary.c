/* Tells files that are no text: by magic bytes, by control characters, by zero bytes. */
#include "charset_guess.h"

#include <stdlib.h>

/* A row of binary.tsv; `at` is decimal. */
static const struct magic {
	const char *at, *hex, *name;
} magics[] = {
#define ROW(line, at, bytes, name, source) { at, bytes, name },
#include "text/binary.tsv.inc"
#undef ROW
};

/* How much of a file is looked at: enough for a fair share of any kind of byte. */
#define LOOK_BYTES 65536u

static int hex_digit(char c)
{
	return c <= '9' ? c - '0' : c - 'a' + 10;
}

static bool magic_holds(const struct magic *magic, struct span raw)
{
	size_t at = strtoul(magic->at, NULL, 10);

	for (const char *hex = magic->hex; *hex; hex += 2, at++) {
		if (at >= raw.bytes)
			return false;
		if (hex[0] == '.')
			continue;
		if ((unsigned char)raw.at[at] != hex_digit(hex[0]) * 16 + hex_digit(hex[1]))
			return false;
	}
	return true;
}

/* Control characters that no text has: all but tab, line ends, form feed, escape
 * and the Ctrl-Z that DOS editors left at the end. */
static bool is_control(unsigned char c)
{
	return (c < 0x20 && c != '\t' && c != '\n' && c != '\r' && c != '\f' && c != 0x1B && c != 0x1A) || c == 0x7F;
}

const char *binary_find(struct span raw)
{
	size_t look = raw.bytes < LOOK_BYTES ? raw.bytes : LOOK_BYTES, controls = 0, zeros = 0;

	for (size_t i = 0; i < COUNT(magics); i++)
		if (magic_holds(&magics[i], raw))
			return magics[i].name;
	for (size_t i = 0; i < look; i++) {
		zeros += raw.at[i] == '\0';
		controls += is_control((unsigned char)raw.at[i]);
	}
	/* Five in a hundred: texts have a stray one, programs and pictures many. A
	 * zero byte stands in no text of one byte a letter. */
	if (zeros > 0 && zeros * 200 >= look)
		return "zero bytes";
	return controls * 20 > look ? "control characters" : NULL;
}

const char *charset_wide_guess(struct span raw)
{
	size_t look = (raw.bytes < LOOK_BYTES ? raw.bytes : LOOK_BYTES) & ~(size_t)1;
	size_t likely[2] = { 0, 0 }, zeros[2] = { 0, 0 };

	/* In UTF-16 one byte of each pair is the page: 0 for Latin letters, spaces and
	 * digits, 4 for Cyrillic ones. Both must be there, or zeros alone. */
	for (size_t i = 0; i < look; i++) {
		likely[i & 1] += raw.at[i] == 0 || raw.at[i] == 4 || raw.at[i] == 0x20;
		zeros[i & 1] += raw.at[i] == 0;
	}
	for (size_t odd = 0; odd < 2; odd++)
		if (look >= 8 && zeros[odd] * 20 >= look / 2 && likely[odd] * 10 >= look / 2 * 9 &&
		    zeros[1 - odd] * 50 < look / 2)
			return odd ? "UTF-16LE" : "UTF-16BE";
	return NULL;
}
