/* A text as words: the one reading of letters that ingest and query share. */
#ifndef DATELINE_TEXT_H
#define DATELINE_TEXT_H

#include "dateline/arena.h"
#include "dateline/buf.h"
#include "dateline/span.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* ---- UTF-8 ---- */

/* What utf8_next() does for sequences of three bytes and more, and for broken ones. */
uint32_t utf8_next_long(const char **at, const char *end);

/* Decodes the code point at `*at` (< end) and moves past it. A broken byte gives
 * U+FFFD and moves by one, so any bytes can be walked. ASCII, Latin and Cyrillic
 * are read here, as every pass over a text stands on this. */
static inline uint32_t utf8_next(const char **at, const char *end)
{
	unsigned first = (unsigned char)**at, second;

	if (first < 0x80) {
		*at += 1;
		return first;
	}
	if (first - 0xc2 < 0xe0 - 0xc2 && end - *at > 1) {
		second = (unsigned char)(*at)[1];
		if ((second & 0xc0) == 0x80) {
			*at += 2;
			return (first & 0x1f) << 6 | (second & 0x3f);
		}
	}
	return utf8_next_long(at, end);
}

/* Writes `code` as UTF-8 and returns its length, 1 to 4. */
size_t utf8_write(uint32_t code, char out[4]);

/* Offset of the first byte that is no UTF-8, or `text.bytes` when all is well. */
size_t utf8_check(struct span text);

/* How many letters beyond ASCII `text` has in sound UTF-8, and in `*broken` how many
 * bytes are none. */
size_t utf8_letters(struct span text, size_t *broken);

struct buf;
/* Adds `text` to `out` with U+FFFD for each byte that is no UTF-8; returns how many. */
size_t utf8_mend(struct span text, struct buf *out);

/* Code points in `text`. */
size_t utf8_count(struct span text);

/* Turns byte offsets into code point offsets, each found from the one before:
 * start it as { text, 0, 0 } and ask in rising order. An offset before the last
 * one is counted from the start again. */
struct char_counter {
	struct span text;
	size_t at_byte;
	size_t at_char;
};
size_t char_at(struct char_counter *counter, size_t at_byte);

/* ---- letters ---- */

enum script { SCRIPT_NONE, SCRIPT_LATIN, SCRIPT_CYRILLIC, SCRIPT_OTHER };

enum script letter_script(uint32_t code);
bool letter_is(uint32_t code);          /* a letter or a mark that belongs to one */
bool letter_is_upper(uint32_t code);
uint32_t letter_lower(uint32_t code);   /* simple case folding; I gives i, İ gives i */

/* Folds one word or a line of them: NFC; lower case; stress marks (U+0300,
 * U+0301) off Cyrillic letters; ё to е; soft hyphens and zero-width characters
 * away; every apostrophe to '; in a word of both scripts the look-alike letters
 * of the lesser script to those of the greater ("Phоtо", "Тoкаев"). Latin
 * diacritics stay and й never becomes и. The result lives in `arena`.
 * Terms, keys, gazetteer and queries all pass through here. */
struct span text_fold(struct span text, struct arena *arena);

/* Folds further for search terms: Latin letters lose their diacritics, an English
 * 's goes, apostrophes go. `folded` has been through text_fold(). */
struct span text_term(struct span folded, struct arena *arena);

/* ---- words ---- */

enum word_shape {
	WORD_LOWER,     /* токаев */
	WORD_CAPITAL,   /* Токаев; also a single capital letter */
	WORD_UPPER,     /* ТОКАЕВ: two letters or more, all capitals */
	WORD_MIXED,     /* КазМунайГаз, McDonald */
	WORD_NUMBER,    /* 2022: digits only */
	WORD_ALNUM      /* 5th, 80х, COVID19: letters and digits */
};

/* What stands between a word and the one before it, as bits. */
enum gap {
	GAP_SPACE = 1,          /* white space that is no line end */
	GAP_HYPHEN = 2,         /* - and its kin (U+2010, U+2011), with nothing else: one word of two parts */
	GAP_DASH = 4,           /* – — */
	GAP_STOP = 8,           /* . ! ? … */
	GAP_COMMA = 16,         /* , ; */
	GAP_COLON = 32,
	GAP_LINE = 64,          /* one line end */
	GAP_PARAGRAPH = 128,    /* a blank line */
	GAP_QUOTE = 256,        /* any quotation mark */
	GAP_BRACKET = 512,
	GAP_SLASH = 1024,
	GAP_OTHER = 2048        /* anything else: % № $ * ... */
};

/* A word is a run of letters, marks and digits, with apostrophes and soft hyphens
 * inside it. A hyphen, a full stop and everything else part words. */
struct word {
	uint32_t at_byte;       /* in the text as given */
	uint32_t bytes;
	struct span folded;     /* text_fold() of it */
	uint16_t gap;           /* enum gap bits before it; 0 for the first word of a text */
	uint8_t script;         /* enum script; of a repaired word the one repaired to */
	uint8_t shape;          /* enum word_shape */
	uint8_t letters;        /* letters in `folded`, 255 for more */
	bool repaired;          /* look-alike letters were mended */
	bool starts_sentence;   /* first of a sentence, a line that is one, or a paragraph */
};

/* A text and its words. `raw` is borrowed and must outlive it. */
struct text {
	struct span raw;
	struct word *words;
	size_t count;
};

/* Reads `raw` (any bytes; broken UTF-8 parts words) into words that live in
 * `arena`. At most 4 GiB - 1 bytes. */
void text_read(struct span raw, struct arena *arena, struct text *text);

/* The bytes of word `i` as given, or of words [from, to). */
struct span text_word(const struct text *text, size_t i);
struct span text_words(const struct text *text, size_t from, size_t to);

/* Number of the first word that starts at or after `at_byte`. */
size_t text_word_at(const struct text *text, size_t at_byte);

/* ---- stems ---- */

/* Stems words of one language ("en", "ru", "kk"; others are left as they are).
 * Not for threads to share. */
struct stemmer;
struct stemmer *stemmer_new(void);
void stemmer_free(struct stemmer *stemmer);

/* The stem of a search term (text_term), in `arena`; never empty. */
struct span stemmer_stem(struct stemmer *stemmer, struct span term, const char *lang, struct arena *arena);

/* ---- language ---- */

#define LANG_TEXT 8

/* The language of `text` as a code of two letters ("en", "ru", "kk", "uk", "be",
 * "ky", "uz" ...) in `out`, or "" when it cannot be told. `hint` (may be "") is
 * taken when the text is too short to tell. */
void language_guess(struct span text, const char *hint, char out[LANG_TEXT]);

/* ---- charset ---- */

/* How a text's charset was known. */
enum charset_why { CHARSET_GIVEN, CHARSET_BOM, CHARSET_VALID_UTF8, CHARSET_DECLARED, CHARSET_GUESSED };

struct charset {
	char name[32];          /* IANA's name, "UTF-8", "windows-1251", "KZ-1048" ... */
	enum charset_why why;
	size_t broken;          /* bytes that could not be read: U+FFFD stands for each */
	size_t broken_at;       /* the first of them, counted in the raw bytes */
	const char *repaired;   /* a double encoding that was undone, "UTF-8 read as windows-1251"; NULL: none */
};

/* IANA's name of `label` ("cp1251", "WIN-1251", "rk1048", "latin1"), or NULL when
 * we know none. */
const char *charset_find(struct span label);

const char *charset_why_text(enum charset_why why);

/* How the charset was known, and what was repaired: "declared", or "valid UTF-8;
 * repaired: UTF-8 read as windows-1251" in the arena. */
struct span charset_how(const struct charset *used, struct arena *arena);

/* Turns `raw` into UTF-8 at the end of `out` and says in `used` from what.
 * `given` (the user's, may be NULL) rules; then a BOM, valid UTF-8, `declared`
 * (the page's own word, may be NULL or wrong), last a guess by letter pairs.
 * A text that is UTF-8 but for a few bytes is UTF-8, and `used` counts those.
 * STATUS_DATA with the byte offset in err->where when the bytes are no text in
 * any charset we know, or not in the one that was given. */
void charset_decode(struct span raw, const char *given, const char *declared,
		    struct buf *out, struct charset *used, struct error *err);

/* Undoes double encodings: UTF-8 that was decoded as another charset before it was
 * saved ("РџСЂРµР·РёРґРµРЅС‚", "Ð¢Ð¾ÐºÐ°ÐµÐ²", with a few bytes lost too), or one charset of
 * one byte a letter as another ("Ïðåçèäåíò"). Adds the mended text to `out` and says what
 * had been read as what; NULL, and nothing added, where there is nothing to mend. */
const char *charset_repair(struct span text, struct buf *out);

#endif
