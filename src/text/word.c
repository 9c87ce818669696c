/* Reads a text into words: where each stands, its shape, and what parts it from the one before. */
#include "dateline/text.h"

#include "text/fold.h"

#include <unicode/uchar.h>

static const struct abbreviation {
	const char *word;
	size_t bytes;
} abbreviations[] = {
#define ROW(line, word, lang, full, example) { word, sizeof(word) - 1 },
#include "text/abbreviations.tsv.inc"
#undef ROW
};

static bool is_abbreviation(struct span folded)
{
	for (size_t i = 0; i < COUNT(abbreviations); i++)
		if (span_equal(folded, span_make(abbreviations[i].word, abbreviations[i].bytes)))
			return true;
	return false;
}

static bool is_digit(uint32_t code)
{
	return code >= '0' && code <= '9';
}

static uint16_t gap_of_wide(uint32_t code)
{
	switch (code) {
	case 0x2010: case 0x2011:
		return GAP_HYPHEN;
	case 0x2012: case 0x2013: case 0x2014: case 0x2015: case 0x2212:
		return GAP_DASH;
	case 0x2026:
		return GAP_STOP;
	case 0xab: case 0xbb: case 0x2018: case 0x2019: case 0x201a: case 0x201b: case 0x201c: case 0x201d: case 0x201e:
	case 0x201f: case 0x2039: case 0x203a:
		return GAP_QUOTE;
	default:
		return u_isUWhiteSpace((UChar32)code) ? GAP_SPACE : GAP_OTHER;
	}
}

/* The gap bit of a sign that is no letter, digit or line end. */
static uint16_t gap_of(uint32_t code)
{
	if (code >= 0x80)
		return gap_of_wide(code);
	switch (code) {
	case ' ': case '\t': case '\r': case '\v': case '\f':
		return GAP_SPACE;
	case '-':
		return GAP_HYPHEN;
	case '.': case '!': case '?':
		return GAP_STOP;
	case ',': case ';':
		return GAP_COMMA;
	case ':':
		return GAP_COLON;
	case '"': case '\'': case '`':
		return GAP_QUOTE;
	case '(': case ')': case '[': case ']': case '{': case '}':
		return GAP_BRACKET;
	case '/': case '\\':
		return GAP_SLASH;
	default:
		return GAP_OTHER;
	}
}

/* What a scan over one word has seen. */
struct scan {
	size_t letters, uppers, digits;
	bool first_upper;
	size_t latin, cyrillic;
	bool plain;             /* one script, and lower case is all there is to its folding */
};

static void scan_letter(struct scan *scan, uint32_t code)
{
	bool upper = letter_is_upper(code);
	enum script script = letter_script(code);

	if (scan->letters + scan->digits == 0)
		scan->first_upper = upper;
	scan->letters += script != SCRIPT_NONE;
	scan->uppers += upper;
	scan->latin += script == SCRIPT_LATIN;
	scan->cyrillic += script == SCRIPT_CYRILLIC;
	scan->plain &= code < 0x80 || (code >= 0x410 && code <= 0x44f) || (code >= 0x452 && code < 0x45d) ||
		       (code >= 0x402 && code < 0x40d) || (code >= 0x48a && code <= 0x52f);
}

/* The letters A to Z and А to я (U+0410 to U+044F), nearly all that is read, in a few
 * steps: the letter at `*at` is taken, or nothing is done and false comes back. */
static bool scan_common(struct scan *scan, const char **at, const char *end)
{
	unsigned first = (unsigned char)**at, letter;
	bool upper;

	if (first < 0x80) {
		if ((first | 0x20) - 'a' >= 26)
			return false;
		upper = first < 'a';
		scan->latin++;
		*at += 1;
	} else {
		if ((first & 0xfe) != 0xd0 || end - *at < 2 || ((unsigned char)(*at)[1] & 0xc0) != 0x80)
			return false;
		letter = (first & 1) << 6 | ((unsigned char)(*at)[1] & 0x3f);
		if (letter - 0x10 >= 0x40)
			return false;
		upper = letter < 0x30;
		scan->cyrillic++;
		*at += 2;
	}
	if (scan->letters + scan->digits == 0)
		scan->first_upper = upper;
	scan->letters++;
	scan->uppers += upper;
	return true;
}

/* Is the sign at `at` inside a word: an apostrophe before another letter, or an invisible one? */
static bool joins(uint32_t code, const char *at, const char *end)
{
	return fold_is_invisible(code) || (fold_is_apostrophe(code) && at < end && letter_is(utf8_next(&at, end)));
}

/* Scans the word that starts at `at` and returns its end. */
static const char *scan_word(const char *at, const char *end, struct scan *scan)
{
	const char *last = at;

	*scan = (struct scan){ .plain = true };
	while (at < end) {
		uint32_t code;

		if (scan_common(scan, &at, end)) {
			last = at;
			continue;
		}
		code = utf8_next(&at, end);
		if (letter_is(code))
			scan_letter(scan, code);
		else if (is_digit(code))
			scan->digits++;
		else if (joins(code, at, end))
			scan->plain = false;
		else
			break;
		if (!fold_is_invisible(code))
			last = at;
	}
	scan->plain &= scan->latin == 0 || scan->cyrillic == 0;
	return last;
}

static enum word_shape shape_of(const struct scan *scan)
{
	if (scan->letters == 0)
		return WORD_NUMBER;
	if (scan->digits > 0)
		return WORD_ALNUM;
	if (scan->uppers == 0)
		return WORD_LOWER;
	if (scan->uppers == 1 && scan->first_upper)
		return WORD_CAPITAL;
	return scan->uppers == scan->letters ? WORD_UPPER : WORD_MIXED;
}

/* Do two small letters of ASCII stand at `at`, or one from а to я? */
static bool is_lower_common(const char *at, const char *end)
{
	unsigned first = (unsigned char)at[0], second;

	if (end - at < 2)
		return false;
	second = (unsigned char)at[1];
	if (first < 0x80)
		return first - 'a' < 26 && second - 'a' < 26;
	return (first == 0xd0 && second - 0xb0 < 0x10) || (first == 0xd1 && second - 0x80 < 0x10);
}

/* The folding of a plain word: itself where nothing is upper case. */
static struct span fold_plain(struct span word, bool uppers, struct arena *arena)
{
	char *out;
	size_t bytes = 0;

	if (!uppers)
		return word;
	out = arena_alloc(arena, word.bytes + 1);
	for (const char *at = word.at, *end = at + word.bytes; at < end;) {
		if (is_lower_common(at, end)) {
			out[bytes++] = *at++;
			out[bytes++] = *at++;
		} else {
			bytes += utf8_write(letter_lower(utf8_next(&at, end)), out + bytes);
		}
	}
	return span_make(out, bytes);
}

static enum script script_of(const struct word *word, const struct scan *scan)
{
	const char *at = word->folded.at;

	if (word->repaired)
		return letter_script(utf8_next(&at, at + word->folded.bytes));
	if (scan->latin + scan->cyrillic == 0)
		return scan->letters ? SCRIPT_OTHER : SCRIPT_NONE;
	return scan->latin > scan->cyrillic ? SCRIPT_LATIN : SCRIPT_CYRILLIC;
}

/* A stop ends no sentence behind an initial or an abbreviation. */
static bool stop_is_final(const struct word *before)
{
	if (before->letters == 1 && before->shape == WORD_CAPITAL)
		return false;
	return !is_abbreviation(before->folded);
}

static bool starts_sentence(const struct word *word, const struct word *before)
{
	uint16_t gap = word->gap;

	if (!before || (gap & GAP_PARAGRAPH))
		return true;
	if (word->shape == WORD_LOWER)
		return false;
	if ((gap & GAP_LINE) && (gap & (GAP_OTHER | GAP_DASH)))
		return true;    /* an item of a list */
	if ((gap & GAP_COLON) && (gap & (GAP_QUOTE | GAP_LINE)))
		return true;
	return (gap & GAP_STOP) && (gap & (GAP_SPACE | GAP_LINE)) && stop_is_final(before);
}

void text_read(struct span raw, struct arena *arena, struct text *text)
{
	const char *at = raw.at, *end = raw.at + raw.bytes;
	size_t room = raw.bytes / 6 + 8;
	uint16_t gap = 0;

	*text = (struct text){ raw, arena_new_array(arena, struct word, room), 0 };
	while (at < end) {
		const char *from = at;
		uint32_t code = utf8_next(&at, end);
		struct word *word, *before;
		struct scan scan;

		if (code == ' ') {
			gap |= GAP_SPACE;
			continue;
		}
		if (code == '\n') {
			gap |= gap & GAP_LINE ? GAP_PARAGRAPH : GAP_LINE;
			continue;
		}
		if (!letter_is(code) && !is_digit(code)) {
			if (!fold_is_invisible(code))
				gap |= gap_of(code);
			continue;
		}
		at = scan_word(from, end, &scan);
		before = text->count ? &text->words[text->count - 1] : NULL;
		ARENA_PUSH(arena, text->words, text->count, room) = (struct word){
			.at_byte = (uint32_t)(from - raw.at), .bytes = (uint32_t)(at - from), .gap = before ? gap : 0,
			.shape = (uint8_t)shape_of(&scan), .letters = scan.letters > 255 ? 255 : (uint8_t)scan.letters,
		};
		word = &text->words[text->count - 1];
		before = text->count > 1 ? word - 1 : NULL;
		word->folded = span_make(from, word->bytes);
		word->folded = scan.plain ? fold_plain(word->folded, scan.uppers > 0, arena)
					  : fold_word(word->folded, arena, &word->repaired);
		word->script = (uint8_t)script_of(word, &scan);
		word->starts_sentence = starts_sentence(word, before);
		gap = 0;
	}
}

struct span text_word(const struct text *text, size_t i)
{
	return span_make(text->raw.at + text->words[i].at_byte, text->words[i].bytes);
}

struct span text_words(const struct text *text, size_t from, size_t to)
{
	const struct word *first, *last;

	if (from >= to || to > text->count)
		return (struct span){ NULL, 0 };
	first = &text->words[from];
	last = &text->words[to - 1];
	return span_make(text->raw.at + first->at_byte, last->at_byte + last->bytes - first->at_byte);
}

size_t text_word_at(const struct text *text, size_t at_byte)
{
	size_t low = 0, high = text->count;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (text->words[middle].at_byte < at_byte)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}
