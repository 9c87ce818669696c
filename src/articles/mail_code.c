/* Undoes the codes of mail. */
#include "mail.h"

#define WORD_MOST 1000u         /* RFC 2047 allows 75 */

struct span mail_unfold(struct span head, struct arena *arena)
{
	struct buf out = BUF_INIT(BUF_TEXT_MOST);
	struct span unfolded;

	for (size_t i = 0; i < head.bytes; i++) {
		char next = i + 1 < head.bytes ? head.at[i + 1] : '\0';

		if (head.at[i] == '\r')
			continue;
		if (head.at[i] == '\n' && (next == ' ' || next == '\t'))
			continue;
		buf_add_char(&out, head.at[i] == '\t' ? ' ' : head.at[i]);
	}
	unfolded = arena_copy(arena, buf_span(&out));
	buf_release(&out);
	return unfolded;
}

/* The six bits of a letter of base64, or -1. */
static int base64_bits(char c)
{
	if (c >= 'A' && c <= 'Z')
		return c - 'A';
	if (c >= 'a' && c <= 'z')
		return c - 'a' + 26;
	if (c >= '0' && c <= '9')
		return c - '0' + 52;
	return c == '+' ? 62 : c == '/' ? 63 : -1;
}

static void base64_undo(struct span text, struct buf *out)
{
	unsigned bits = 0;
	int held = 0;

	for (size_t i = 0; i < text.bytes && text.at[i] != '='; i++) {
		int six = base64_bits(text.at[i]);

		if (six < 0)
			continue;
		bits = (bits << 6 | (unsigned)six) & 0xFFFFFFu;
		held += 6;
		if (held >= 8) {
			held -= 8;
			buf_add_char(out, (char)(bits >> held & 0xFFu));
		}
	}
}

static int hex_digit(char c)
{
	if (c >= '0' && c <= '9')
		return c - '0';
	return (c | 32) >= 'a' && (c | 32) <= 'f' ? (c | 32) - 'a' + 10 : -1;
}

/* "=D0=9F" and "=" at a line's end; in a header "_" is a space. */
static void quoted_undo(struct span text, bool is_header, struct buf *out)
{
	for (size_t i = 0; i < text.bytes; i++) {
		struct span rest = span_make(text.at + i, text.bytes - i);
		int high = rest.bytes > 2 ? hex_digit(rest.at[1]) : -1, low = rest.bytes > 2 ? hex_digit(rest.at[2]) : -1;

		if (rest.at[0] == '=' && high >= 0 && low >= 0) {
			buf_add_char(out, (char)(high * 16 + low));
			i += 2;
		} else if (span_starts(rest, "=\r\n")) {
			i += 2;
		} else if (span_starts(rest, "=\n")) {
			i++;
		} else {
			buf_add_char(out, is_header && rest.at[0] == '_' ? ' ' : rest.at[0]);
		}
	}
}

struct span mail_decode(struct span body, struct span encoding, struct arena *arena)
{
	struct buf out = BUF_INIT(BUF_TEXT_MOST);
	struct span bytes = body;

	if (span_starts_alike(encoding, "base64"))
		base64_undo(body, &out);
	else if (span_starts_alike(encoding, "quoted-printable"))
		quoted_undo(body, false, &out);
	else
		return bytes;
	bytes = arena_copy(arena, buf_span(&out));
	buf_release(&out);
	return bytes;
}

/* An encoded word that `text` begins with: charset, code, text, and how long it is. */
struct encoded_word {
	struct span charset, code, text;
	size_t bytes;
};

static bool word_find(struct span text, struct encoded_word *out)
{
	struct span rest = text;

	if (!span_starts(text, "=?"))
		return false;
	rest = span_make(text.at + 2, text.bytes - 2);
	out->charset = span_cut(&rest, '?');
	out->code = rest.at ? span_cut(&rest, '?') : rest;
	if (!rest.at || out->code.bytes != 1 || out->charset.bytes == 0)
		return false;
	rest.bytes = rest.bytes < WORD_MOST ? rest.bytes : WORD_MOST;
	out->text = rest;
	out->text.bytes = span_find(rest, span_of("?="));
	out->bytes = (size_t)(out->text.at - text.at) + out->text.bytes + 2;
	return out->text.bytes < rest.bytes;
}

/* Bytes of one charset together: a letter may be cut between two words. */
static void words_flush(struct buf *bytes, struct span charset, struct arena *arena, struct buf *out)
{
	struct charset used;
	struct error err = { 0 };

	if (bytes->bytes > 0)
		charset_decode(buf_span(bytes), NULL, charset.bytes > 0 ? arena_string(arena, charset) : NULL, out, &used, &err);
	buf_clear(bytes);
}

struct span mail_words(struct span header, struct arena *arena)
{
	struct buf out = BUF_INIT((size_t)4 << 20), bytes = BUF_INIT((size_t)4 << 20);
	struct span charset = { NULL, 0 }, done;
	struct encoded_word word;

	for (size_t i = 0; i < header.bytes;) {
		struct span rest = span_make(header.at + i, header.bytes - i), behind = span_trim(rest);

		/* White space between two words that are encoded is none. */
		if (charset.bytes > 0 && word_find(behind, &word))
			rest = behind;
		if (!word_find(rest, &word)) {
			if (charset.bytes > 0)
				words_flush(&bytes, charset, arena, &out);
			charset.bytes = 0;
			buf_add_char(&bytes, header.at[i++]);
			continue;
		}
		word.charset = span_cut(&word.charset, '*'); /* a language may stand behind (RFC 2231) */
		if (!span_equal(word.charset, charset))
			words_flush(&bytes, charset, arena, &out);
		charset = word.charset;
		if ((word.code.at[0] | 32) == 'b')
			base64_undo(word.text, &bytes);
		else
			quoted_undo(word.text, true, &bytes);
		i = (size_t)(rest.at - header.at) + word.bytes;
	}
	words_flush(&bytes, charset, arena, &out);
	done = span_trim(arena_copy(arena, buf_span(&out)));
	buf_release(&bytes);
	buf_release(&out);
	return done;
}
