/* Tells a heading from a paragraph by its looks: short, no sentence. */
#include "reader.h"

#define CHARS_MOST 140
#define WORDS_MOST 20

/* Words by white space. */
static size_t words_count(struct span line)
{
	size_t count = 0;
	bool inside = false;

	for (size_t i = 0; i < line.bytes; i++) {
		bool space = line.at[i] == ' ' || line.at[i] == '\t';

		count += !space && !inside;
		inside = !space;
	}
	return count;
}

/* Signs that end sentences and lists, not headlines. "..." may end a headline. */
static bool ends_as_sentence(struct span line)
{
	static const char *const ends[] = { ".", ",", ";", ":", ".\"", ".»", ".”", "—", ".)" };

	if (span_ends(line, "...") || span_ends(line, "…"))
		return false;
	for (size_t i = 0; i < COUNT(ends); i++)
		if (span_ends(line, ends[i]))
			return true;
	return false;
}

bool headline_looks(struct span line)
{
	const char *at = line.at, *end = at + line.bytes;
	bool has_letter = false;
	uint32_t first;

	line = span_trim(line);
	if (line.bytes == 0 || line.bytes > CHARS_MOST * 4 || memchr(line.at, '\n', line.bytes))
		return false;
	if (utf8_count(line) > CHARS_MOST || words_count(line) > WORDS_MOST || ends_as_sentence(line))
		return false;
	at = line.at;
	first = utf8_next(&at, end);
	if (letter_is(first) && !letter_is_upper(first))
		return false;
	/* A dash first is speech or an item of a list. */
	if (first == '-' || first == '*' || first == 0x2022 || (first >= 0x2012 && first <= 0x2015))
		return false;
	for (at = line.at; at < end && !has_letter;)
		has_letter = letter_is(utf8_next(&at, end));
	return has_letter;
}
