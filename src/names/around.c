/* Reads the marks that touch words: quotation marks, an English possessive. */
#include "names/around.h"

static bool is_quote(uint32_t code)
{
	static const uint32_t quotes[] = { '"', '\'', 0xAB, 0xBB, 0x2018, 0x2019, 0x201C, 0x201D, 0x201E, 0x2039, 0x203A };

	for (size_t i = 0; i < COUNT(quotes); i++)
		if (code == quotes[i])
			return true;
	return false;
}

/* The code point that ends right before `at_byte`, 0 at the start. */
static uint32_t code_before(struct span raw, size_t at_byte)
{
	size_t from = at_byte;
	const char *at;

	if (at_byte == 0)
		return 0;
	do
		from--;
	while (from > 0 && at_byte - from < 4 && ((unsigned char)raw.at[from] & 0xC0) == 0x80);
	at = raw.at + from;
	return utf8_next(&at, raw.at + at_byte);
}

bool quote_opens_at(const struct text *text, size_t word)
{
	return is_quote(code_before(text->raw, text->words[word].at_byte));
}

bool words_are_quoted(const struct text *text, size_t from, size_t to)
{
	const struct word *last = &text->words[to - 1];
	const char *at = text->raw.at + last->at_byte + last->bytes, *end = text->raw.at + text->raw.bytes;

	return quote_opens_at(text, from) && at < end && is_quote(utf8_next(&at, end));
}

size_t possessive_bytes(struct span written)
{
	if (span_ends(written, "'s"))
		return 2;
	return span_ends(written, "\xE2\x80\x99s") ? 4 : 0;
}
