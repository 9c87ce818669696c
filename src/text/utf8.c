/* Decodes, checks and counts UTF-8. */
#include "dateline/text.h"

#include "dateline/buf.h"

#define BROKEN 0xfffdu

/* Length of the sequence that `first` opens, 0 for a byte that opens none. */
static size_t sequence_bytes(unsigned char first)
{
	if (first < 0x80)
		return 1;
	if (first >= 0xc2 && first < 0xe0)
		return 2;
	if (first >= 0xe0 && first < 0xf0)
		return 3;
	return first >= 0xf0 && first < 0xf5 ? 4 : 0;
}

/* The code point at `at`, or BROKEN with *bytes 1. */
static uint32_t decode(const unsigned char *at, size_t room, size_t *bytes)
{
	static const uint32_t least[] = { 0, 0, 0x80, 0x800, 0x10000 };
	size_t n = sequence_bytes(at[0]);
	uint32_t code;

	*bytes = 1;
	if (n == 1)
		return at[0];
	if (n == 0 || n > room)
		return BROKEN;
	code = at[0] & (0x7fu >> n);
	for (size_t i = 1; i < n; i++) {
		if ((at[i] & 0xc0) != 0x80)
			return BROKEN;
		code = code << 6 | (at[i] & 0x3fu);
	}
	if (code < least[n] || code > 0x10ffff || (code >= 0xd800 && code < 0xe000))
		return BROKEN;
	*bytes = n;
	return code;
}

uint32_t utf8_next_long(const char **at, const char *end)
{
	const unsigned char *here = (const unsigned char *)*at;
	size_t bytes;
	uint32_t code = decode(here, (size_t)(end - *at), &bytes);

	*at += bytes;
	return code;
}

size_t utf8_write(uint32_t code, char out[4])
{
	if (code < 0x80) {
		out[0] = (char)code;
		return 1;
	}
	if (code < 0x800) {
		out[0] = (char)(0xc0 | code >> 6);
		out[1] = (char)(0x80 | (code & 0x3f));
		return 2;
	}
	if (code < 0x10000) {
		out[0] = (char)(0xe0 | code >> 12);
		out[1] = (char)(0x80 | (code >> 6 & 0x3f));
		out[2] = (char)(0x80 | (code & 0x3f));
		return 3;
	}
	out[0] = (char)(0xf0 | code >> 18);
	out[1] = (char)(0x80 | (code >> 12 & 0x3f));
	out[2] = (char)(0x80 | (code >> 6 & 0x3f));
	out[3] = (char)(0x80 | (code & 0x3f));
	return 4;
}

/* Bytes of ASCII from `at` on, eight at a time while all are. */
static size_t ascii_run(const unsigned char *at, size_t bytes)
{
	size_t i = 0;
	uint64_t eight;

	for (; i + 8 <= bytes; i += 8) {
		memcpy(&eight, at + i, 8);
		if (eight & 0x8080808080808080u)
			break;
	}
	while (i < bytes && at[i] < 0x80)
		i++;
	return i;
}

size_t utf8_check(struct span text)
{
	const unsigned char *at = (const unsigned char *)text.at;
	size_t i = 0;

	while (i < text.bytes) {
		size_t bytes;

		if (at[i] < 0x80) {
			i += ascii_run(at + i, text.bytes - i);
			continue;
		}
		decode(at + i, text.bytes - i, &bytes);
		if (bytes == 1)
			return i;
		i += bytes;
	}
	return text.bytes;
}

size_t utf8_letters(struct span text, size_t *broken)
{
	const unsigned char *at = (const unsigned char *)text.at;
	size_t letters = 0;

	*broken = 0;
	for (size_t i = 0, bytes = 1; i < text.bytes; i += bytes, bytes = 1) {
		if (at[i] < 0x80)
			continue;
		decode(at + i, text.bytes - i, &bytes);
		letters += bytes > 1;
		*broken += bytes == 1;
	}
	return letters;
}

size_t utf8_mend(struct span text, struct buf *out)
{
	size_t broken = 0;

	while (text.bytes > 0) {
		size_t good = utf8_check(text);

		buf_add(out, text.at, good);
		if (good < text.bytes) {
			buf_add_string(out, "\xEF\xBF\xBD");
			broken++;
			good++;
		}
		text = span_make(text.at + good, text.bytes - good);
	}
	return broken;
}

/* Counts as utf8_next() walks: a broken byte is one. */
static size_t count_chars(const char *at, const char *end)
{
	size_t count = 0;

	while (at < end) {
		if ((unsigned char)*at < 0x80) {
			size_t run = ascii_run((const unsigned char *)at, (size_t)(end - at));

			at += run;
			count += run;
			continue;
		}
		utf8_next(&at, end);
		count++;
	}
	return count;
}

size_t utf8_count(struct span text)
{
	return text.bytes ? count_chars(text.at, text.at + text.bytes) : 0;
}

size_t char_at(struct char_counter *counter, size_t at_byte)
{
	if (at_byte > counter->text.bytes)
		at_byte = counter->text.bytes;
	if (at_byte < counter->at_byte)
		counter->at_byte = counter->at_char = 0;
	if (at_byte > counter->at_byte)
		counter->at_char += count_chars(counter->text.at + counter->at_byte, counter->text.at + at_byte);
	counter->at_byte = at_byte;
	return counter->at_char;
}
