/* Folds words so that every way of writing one letter meets. */
#include "dateline/text.h"

#include "text/fold.h"

#include <unicode/unorm2.h>
#include <unicode/ustring.h>

static const struct lookalike {
	const char *latin, *cyrillic;
} lookalikes[] = {
#define ROW(line, latin, cyrillic, example, source) { latin, cyrillic },
#include "text/lookalikes.tsv.inc"
#undef ROW
};

static uint32_t only_code(const char *letter)
{
	return utf8_next(&letter, letter + strlen(letter));
}

/* The letter of `to` that looks like `code`, or 0. Case matters: B is like В, b is
 * not like в. */
static uint32_t lookalike_of(uint32_t code, enum script to)
{
	for (size_t i = 0; i < COUNT(lookalikes); i++) {
		uint32_t latin = only_code(lookalikes[i].latin);
		uint32_t cyrillic = only_code(lookalikes[i].cyrillic);

		if (to == SCRIPT_CYRILLIC && code == latin)
			return cyrillic;
		if (to == SCRIPT_LATIN && code == cyrillic)
			return latin;
	}
	return 0;
}

bool fold_is_apostrophe(uint32_t code)
{
	switch (code) {
	case '\'': case 0x60: case 0xb4: case 0x2b9: case 0x2bb: case 0x2bc: case 0x2bd: case 0x2018: case 0x2019:
	case 0x2032:
		return true;
	default:
		return false;
	}
}

/* A word being folded: code points as written. */
struct letters {
	uint32_t *codes;
	size_t count;
	size_t latin, cyrillic;
	bool marks;             /* combining marks are there */
};

static struct letters letters_read(struct span word, struct arena *arena)
{
	struct letters letters = { arena_new_array(arena, uint32_t, word.bytes), 0, 0, 0, false };

	for (const char *at = word.at, *end = at + word.bytes; at < end;) {
		uint32_t code = utf8_next(&at, end);
		enum script script = letter_script(code);

		if (fold_is_invisible(code))
			continue;
		letters.latin += script == SCRIPT_LATIN;
		letters.cyrillic += script == SCRIPT_CYRILLIC;
		letters.marks |= code >= 0x300 && code <= 0x36f;
		letters.codes[letters.count++] = fold_is_apostrophe(code) ? '\'' : code;
	}
	return letters;
}

/* Composes letters with their marks (NFC). What ICU refuses stays as it is. */
static void letters_compose(struct letters *letters, struct arena *arena)
{
	UErrorCode status = U_ZERO_ERROR;
	const UNormalizer2 *nfc = unorm2_getNFCInstance(&status);
	int32_t most = (int32_t)letters->count * 2 + 1, wide_count, composed_count, count;
	UChar *wide = arena_new_array(arena, UChar, (size_t)most);
	UChar *composed = arena_new_array(arena, UChar, (size_t)most);
	UChar32 *codes = (UChar32 *)letters->codes;

	u_strFromUTF32(wide, most, &wide_count, codes, (int32_t)letters->count, &status);
	composed_count = unorm2_normalize(nfc, wide, wide_count, composed, most, &status);
	if (U_FAILURE(status))
		return;
	u_strToUTF32(codes, (int32_t)letters->count, &count, composed, composed_count, &status);
	if (U_SUCCESS(status))
		letters->count = (size_t)count;
}

/* A stress mark on a Cyrillic letter; composed ѐ and ѝ are such, too. */
static void letters_drop_stress(struct letters *letters)
{
	size_t n = 0;

	for (size_t i = 0; i < letters->count; i++) {
		uint32_t code = letters->codes[i];

		if ((code == 0x300 || code == 0x301) && n > 0 && letter_script(letters->codes[n - 1]) == SCRIPT_CYRILLIC)
			continue;
		letters->codes[n++] = code;
	}
	letters->count = n;
}

static bool letters_can_become(const struct letters *letters, enum script to)
{
	for (size_t i = 0; i < letters->count; i++) {
		enum script script = letter_script(letters->codes[i]);

		if (script != SCRIPT_NONE && script != to && !lookalike_of(letters->codes[i], to))
			return false;
	}
	return true;
}

/* Mends a word of two scripts towards the greater one, or towards the other when
 * only that leaves no foreign letter. True when it was mended. */
static bool letters_mend(struct letters *letters)
{
	enum script to = letters->latin > letters->cyrillic ? SCRIPT_LATIN : SCRIPT_CYRILLIC;

	if (letters->latin == 0 || letters->cyrillic == 0)
		return false;
	if (!letters_can_become(letters, to))
		to = to == SCRIPT_LATIN ? SCRIPT_CYRILLIC : SCRIPT_LATIN;
	if (!letters_can_become(letters, to))
		return false;
	for (size_t i = 0; i < letters->count; i++) {
		enum script script = letter_script(letters->codes[i]);

		if (script != SCRIPT_NONE && script != to)
			letters->codes[i] = lookalike_of(letters->codes[i], to);
	}
	return true;
}

static uint32_t fold_letter(uint32_t code)
{
	switch (code = letter_lower(code)) {
	case 0x451: case 0x450: /* ё ѐ */
		return 0x435;
	case 0x45d:             /* ѝ */
		return 0x438;
	default:
		return code;
	}
}

struct span fold_word(struct span word, struct arena *arena, bool *mended)
{
	struct letters letters = letters_read(word, arena);
	char *out = arena_alloc(arena, letters.count * 4 + 1);
	size_t bytes = 0;

	if (letters.marks) {
		letters_compose(&letters, arena);
		letters_drop_stress(&letters);
	}
	*mended = letters_mend(&letters);
	for (size_t i = 0; i < letters.count; i++)
		bytes += utf8_write(fold_letter(letters.codes[i]), out + bytes);
	return span_make(out, bytes);
}

/* A line is folded word by word, since scripts are mended within a word. */
struct span text_fold(struct span text, struct arena *arena)
{
	struct buf out = BUF_INIT(text.bytes * 4 + 16);
	struct span folded;
	const char *at = text.at, *end = at + text.bytes;

	while (at < end) {
		const char *from = at;
		uint32_t code = utf8_next(&at, end);
		bool in_word = letter_is(code) || fold_is_invisible(code) || fold_is_apostrophe(code);
		bool mended;

		while (in_word && at < end) {
			const char *next = at;

			code = utf8_next(&next, end);
			if (!letter_is(code) && !fold_is_invisible(code) && !fold_is_apostrophe(code))
				break;
			at = next;
		}
		if (in_word)
			buf_add_span(&out, fold_word(span_make(from, (size_t)(at - from)), arena, &mended));
		else
			buf_add(&out, from, (size_t)(at - from));
	}
	folded = arena_copy(arena, buf_span(&out));
	buf_release(&out);
	return folded;
}

/* Latin letters that have no decomposition, as they are searched for. */
static const char *plain_latin(uint32_t code)
{
	switch (code) {
	case 0xdf: return "ss";         /* ß */
	case 0xe6: return "ae";         /* æ */
	case 0xf0: return "d";          /* ð */
	case 0xf8: return "o";          /* ø */
	case 0xfe: return "th";         /* þ */
	case 0x111: return "d";         /* đ */
	case 0x131: return "i";         /* ı */
	case 0x142: return "l";         /* ł */
	case 0x153: return "oe";        /* œ */
	default: return NULL;
	}
}

/* Adds a Latin letter without its marks. */
static void add_plain(struct buf *out, uint32_t code)
{
	UErrorCode status = U_ZERO_ERROR;
	const UNormalizer2 *nfd = unorm2_getNFDInstance(&status);
	const char *plain = plain_latin(code);
	UChar apart[8];
	char utf8[4];

	if (plain) {
		buf_add_string(out, plain);
		return;
	}
	if (letter_script(code) == SCRIPT_LATIN && unorm2_getDecomposition(nfd, (UChar32)code, apart, 8, &status) > 0)
		code = apart[0];
	buf_add(out, utf8, utf8_write(code, utf8));
}

/* True when only ASCII letters and digits and Cyrillic letters stand in it. */
static bool term_is_plain(struct span folded)
{
	for (size_t i = 0; i < folded.bytes; i++) {
		unsigned char c = (unsigned char)folded.at[i];

		if (c == '\'' || c == 0xc2 || c == 0xc3 || (c > 0xc3 && c < 0xd0) || c > 0xd4)
			return false;
	}
	return true;
}

struct span text_term(struct span folded, struct arena *arena)
{
	struct buf out = BUF_INIT(folded.bytes * 4 + 16);
	const char *at = folded.at, *end;
	struct span term;

	if (term_is_plain(folded))
		return folded;
	if (span_ends(folded, "'s"))
		folded.bytes -= 2;
	for (end = at + folded.bytes; at < end;) {
		uint32_t code = utf8_next(&at, end);

		if (code != '\'' && !(code >= 0x300 && code <= 0x36f))
			add_plain(&out, code);
	}
	term = arena_copy(arena, buf_span(&out));
	buf_release(&out);
	return term;
}
