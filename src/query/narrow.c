/* Looks through a text byte by byte for spellings, and reads the words beside them. */
#include "query/narrow.h"

#include <stdlib.h>

#define LETTERS 0x530           /* below it stand all letters of plain words */
#define BEGINNING 4             /* letters */

/* What a byte is part of: a word's letters in one byte or in more. */
enum sign { SIGN_NONE = 0, SIGN_ASCII = 1, SIGN_WIDE = 2, SIGN_BOTH = 3, SIGN_LEAD = 4 };

struct narrow {
	struct map *beginnings; /* of the spellings; a shorter spelling is its own */
	bool first[LETTERS];    /* capitals that some spelling begins with */
	unsigned char signs[256]; /* of each byte; SIGN_LEAD where it may begin a sign that parts words */
};

/* The first letters of a folded word: a form that the index has under no key of
 * the name still begins like one that it has. */
static struct span beginning(struct span folded)
{
	const char *at = folded.at, *end = folded.at + folded.bytes;

	for (size_t i = 0; i < BEGINNING && at < end; i++)
		utf8_next(&at, end);
	return span_make(folded.at, (size_t)(at - folded.at));
}

/* The folding of a letter that folds by itself; 0 for any other, which text_fold() must see. */
static uint32_t plain_letter(uint32_t code)
{
	if (code < 0x80)
		return code >= 'A' && code <= 'Z' ? code | 0x20 : code;
	if (code == 0x401 || code == 0x451)
		return 0x435;
	if ((code >= 0x410 && code <= 0x44f) || (code >= 0x452 && code < 0x45d) || (code >= 0x402 && code < 0x40d) ||
	    (code >= 0x48a && code < LETTERS))
		return letter_lower(code);
	return 0;
}

static unsigned char sign_of(unsigned byte)
{
	if (byte >= 0x80)
		return byte == 0xc2 || byte == 0xe2 ? SIGN_WIDE | SIGN_LEAD : SIGN_WIDE;
	if (byte == '\'' || byte == '`')
		return SIGN_WIDE;
	return (byte >= '0' && byte <= '9') || ((byte | 0x20) >= 'a' && (byte | 0x20) <= 'z') ? SIGN_ASCII : SIGN_NONE;
}

/* Names are written with capitals, and so are all mentions. */
static void find_capitals(struct narrow *narrow, const bool small[LETTERS])
{
	for (uint32_t code = 'A'; code < LETTERS; code++)
		narrow->first[code] = letter_is_upper(code) && plain_letter(code) > 0 && small[plain_letter(code)];
}

struct narrow *narrow_new(const struct map *map)
{
	struct narrow *narrow = memory_get(sizeof(*narrow));
	bool small[LETTERS] = { false };

	*narrow = (struct narrow){ .beginnings = map_new() };
	for (unsigned byte = 0; byte < COUNT(narrow->signs); byte++)
		narrow->signs[byte] = sign_of(byte);
	for (size_t i = 0; i < map_count(map); i++) {
		struct span key = map_key_at(map, i);
		const char *at = key.at;
		uint32_t code;

		if (map_value_at(map, i) != 1 || key.bytes == 0)
			continue;
		map_put(narrow->beginnings, beginning(key), 1);
		code = utf8_next(&at, at + key.bytes);
		if (code < LETTERS)
			small[code] = true;
	}
	find_capitals(narrow, small);
	return narrow;
}

void narrow_free(struct narrow *narrow)
{
	if (!narrow)
		return;
	map_free(narrow->beginnings);
	free(narrow);
}

static bool begins_like(const struct narrow *narrow, struct span folded)
{
	return map_find(narrow->beginnings, beginning(folded), 0) == 1;
}

/* ---- runs: stretches without white space and common signs, mostly one word ---- */

/* Bytes of a common sign of two or three at byte `i`: « » – — “ ” „ … and the hard space. */
static size_t wide_gap(struct span raw, size_t i)
{
	const unsigned char *at = (const unsigned char *)raw.at + i;

	if (at[0] == 0xc2 && i + 1 < raw.bytes)
		return at[1] == 0xa0 || at[1] == 0xab || at[1] == 0xbb ? 2 : 0;
	if (at[0] == 0xe2 && i + 2 < raw.bytes && at[1] == 0x80)
		return (at[2] >= 0x93 && at[2] <= 0x95) || (at[2] >= 0x9c && at[2] <= 0x9e) || at[2] == 0xa6 ? 3 : 0;
	return 0;
}

#define PLAIN_BYTES_MOST 120

enum verdict { IS_NOT, IS_ONE, CANNOT_TELL };

/* Is a run of one script a spelling? A word of two, or with a sign inside, is not told here. */
static enum verdict judge_plain(const struct narrow *narrow, struct span run)
{
	char folded[PLAIN_BYTES_MOST + 4];
	size_t bytes = 0;
	bool ascii = (unsigned char)run.at[0] < 0x80;

	for (const char *at = run.at, *end = at + run.bytes; at < end;) {
		bool is_ascii = (unsigned char)*at < 0x80;
		uint32_t letter = *at == '\'' || *at == '`' ? 0 : plain_letter(utf8_next(&at, end));

		if (letter == 0 || is_ascii != ascii)
			return CANNOT_TELL;
		if (bytes < PLAIN_BYTES_MOST)
			bytes += utf8_write(letter, folded + bytes);
	}
	return begins_like(narrow, span_make(folded, bytes)) ? IS_ONE : IS_NOT;
}

static bool has_spelling(const struct narrow *narrow, struct span run, struct arena *arena)
{
	struct text text;

	text_read(run, arena, &text);
	for (size_t i = 0; i < text.count; i++)
		if (begins_like(narrow, text.words[i].folded))
			return true;
	return false;
}

/* Two bytes a letter, and of the kinds that fold by themselves, or nearly all. */
static bool is_cyrillic(struct span run)
{
	for (size_t i = 0; i < run.bytes; i += 2)
		if ((unsigned char)run.at[i] < 0xd0 || (unsigned char)run.at[i] > 0xd3)
			return false;
	return run.bytes > 0;
}

/* Cheap refusal of most words: no spelling begins with this letter. */
static bool may_be(const struct narrow *narrow, struct span run, bool mixed)
{
	unsigned char byte = (unsigned char)*run.at;
	uint32_t letter = byte < 0x80 ? byte : (byte & 0x1fu) << 6 | ((unsigned char)run.at[run.bytes > 1] & 0x3fu);

	if (mixed || (byte >= 0x80 && (letter >= LETTERS || !is_cyrillic(run))))
		return true;
	return narrow->first[letter] || (byte >= 0x80 && plain_letter(letter) == 0);
}

/* All bytes of the run that begins at byte `at`; whether both kinds of letters are in it. */
static struct span run_at(const struct narrow *narrow, struct span raw, size_t at, bool *mixed)
{
	size_t end = at;
	unsigned seen = 0;

	while (end < raw.bytes) {
		unsigned sign = narrow->signs[(unsigned char)raw.at[end]];

		if (sign == SIGN_NONE || (sign & SIGN_LEAD && wide_gap(raw, end) > 0))
			break;
		seen |= sign;
		end++;
	}
	*mixed = (seen & SIGN_BOTH) == SIGN_BOTH;
	return span_make(raw.at + at, end - at);
}

static bool is_spelling(const struct narrow *narrow, struct span run, bool mixed, struct arena *arena)
{
	enum verdict verdict = CANNOT_TELL;

	if (!may_be(narrow, run, mixed))
		return false;
	if (!mixed)
		verdict = judge_plain(narrow, run);
	return verdict == CANNOT_TELL ? has_spelling(narrow, run, arena) : verdict == IS_ONE;
}

/* ---- stretches to be read ---- */

struct stretches {
	struct stretch { size_t from, to, skipped; } *items; /* bytes; runs left out before it */
	size_t count, room;
};

/* Finds the spellings; the last runs before one belong to its stretch, and those behind. */
static void find_stretches(const struct narrow *narrow, struct span raw, struct arena *arena, struct stretches *out)
{
	size_t starts[NARROW_BEFORE] = { 0 }, runs = 0, after = 0, until = 0;

	for (size_t i = 0; i < raw.bytes;) {
		struct span run;
		bool mixed;

		run = run_at(narrow, raw, i, &mixed);
		if (run.bytes == 0) {
			i += narrow->signs[(unsigned char)raw.at[i]] == SIGN_NONE ? 1 : wide_gap(raw, i);
			continue;
		}
		if (is_spelling(narrow, run, mixed, arena)) {
			size_t back = runs < NARROW_BEFORE ? runs : NARROW_BEFORE;
			size_t from = back > 0 ? starts[(runs - back) % NARROW_BEFORE] : i;

			if (out->count == 0 || from > out->items[out->count - 1].to)
				ARENA_PUSH(arena, out->items, out->count, out->room) =
					(struct stretch){ from, 0, runs - back - until };
			after = NARROW_AFTER + 1;
		}
		starts[runs++ % NARROW_BEFORE] = i;
		i += run.bytes;
		if (after > 0) {
			after--;
			out->items[out->count - 1].to = i;
			until = runs;
		}
	}
}

static void add_filling(struct text *text, size_t words, uint32_t at_byte)
{
	if (words > NARROW_FILLING_MOST)
		words = NARROW_FILLING_MOST;
	for (size_t i = 0; i < words; i++)
		text->words[text->count++] = (struct word){
			.at_byte = at_byte, .folded = { "0", 1 }, .gap = GAP_SPACE, .shape = WORD_NUMBER,
		};
}

void narrow_read(const struct narrow *narrow, struct span raw, struct arena *arena, struct text *text)
{
	struct stretches list = { NULL, 0, 0 };
	struct text *parts;
	size_t room = 0;

	find_stretches(narrow, raw, arena, &list);
	parts = arena_new_array(arena, struct text, list.count + 1);
	for (size_t i = 0; i < list.count; i++) {
		text_read(span_make(raw.at + list.items[i].from, list.items[i].to - list.items[i].from), arena, &parts[i]);
		room += parts[i].count + NARROW_FILLING_MOST;
	}
	*text = (struct text){ raw, arena_new_array(arena, struct word, room + 1), 0 };
	for (size_t i = 0; i < list.count; i++) {
		size_t first;

		add_filling(text, list.items[i].skipped, (uint32_t)list.items[i].from);
		first = text->count;
		memcpy(text->words + first, parts[i].words, parts[i].count * sizeof(*text->words));
		text->count += parts[i].count;
		for (size_t k = first; k < text->count; k++)
			text->words[k].at_byte += (uint32_t)list.items[i].from;
		if (first > 0 && first < text->count)
			text->words[first].gap = GAP_PARAGRAPH;
	}
}
