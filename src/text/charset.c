/* Turns bytes in any charset into UTF-8, and says which charset it was and how that was known. */
#include "dateline/text.h"

#include "charset_guess.h"

#include <errno.h>
#include <iconv.h>
#include <stdio.h>
#include <uchardet/uchardet.h>

/* A row of charset.tsv. */
static const struct charset_row {
	const char *name, *iconv, *labels, *guess;
} charsets[] = {
#define ROW(line, name, iconv, labels, guess, bytes, text, source) { name, iconv, labels, guess },
#include "text/charset.tsv.inc"
#undef ROW
};

#define LABEL_BYTES 48
/* A charset that was declared or guessed may leave one byte in so many unread. */
#define BROKEN_SHARE 200
#define VOTER_BYTES 65536u

/* ASCII letters and digits of `label` in lower case: "Windows-1251" and
 * "windows_1251" are one. */
static void label_fold(struct span label, char out[LABEL_BYTES])
{
	size_t bytes = 0;

	for (size_t i = 0; i < label.bytes && bytes + 1 < LABEL_BYTES; i++) {
		char c = label.at[i];

		if (c >= 'A' && c <= 'Z')
			c = (char)(c + 'a' - 'A');
		if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'))
			out[bytes++] = c;
	}
	out[bytes] = '\0';
}

/* Is `word` one of the words of `list`, which have single spaces between? */
static bool list_has(const char *list, const char *word)
{
	struct span rest = span_of(list);

	while (rest.at)
		if (span_is(span_cut(&rest, ' '), word))
			return true;
	return false;
}

static const struct charset_row *row_find(struct span label)
{
	char folded[LABEL_BYTES], name[LABEL_BYTES];

	label_fold(label, folded);
	for (size_t i = 0; i < COUNT(charsets) && folded[0]; i++) {
		label_fold(span_of(charsets[i].name), name);
		if (strcmp(name, folded) == 0 || list_has(charsets[i].labels, folded))
			return &charsets[i];
	}
	return NULL;
}

const char *charset_find(struct span label)
{
	const struct charset_row *row = row_find(label);

	return row ? row->name : NULL;
}

const char *charset_why_text(enum charset_why why)
{
	static const char *const texts[] = { "given", "byte order mark", "valid UTF-8", "declared", "guessed" };

	return texts[why];
}

/* The converter of a row, by the first of its names that this iconv knows. */
static iconv_t converter_open(const struct charset_row *row)
{
	struct span names = span_of(row->iconv);

	while (names.at) {
		struct span name = span_cut(&names, ' ');
		char text[LABEL_BYTES];
		iconv_t converter;

		snprintf(text, sizeof(text), "%.*s", (int)name.bytes, name.at);
		converter = iconv_open("UTF-8", text);
		if (converter != (iconv_t)-1)
			return converter;
	}
	return (iconv_t)-1;
}

/* How a conversion went. */
struct conversion {
	size_t broken;          /* bytes that could not be read; U+FFFD stands for each */
	size_t first_at;        /* the first of them */
};

/* Converts all of `raw`, a broken byte at a time where need be. */
static struct conversion convert(iconv_t converter, struct span raw, struct buf *out)
{
	struct conversion went = { 0, 0 };
	char *from = (char *)(uintptr_t)raw.at, room[4096];
	size_t left = raw.bytes;

	while (left > 0 && !out->overflowed) {
		char *to = room;
		size_t free_bytes = sizeof(room);
		size_t result = iconv(converter, &from, &left, &to, &free_bytes);
		int fault = errno;

		buf_add(out, room, (size_t)(to - room));
		if (result != (size_t)-1 || fault == E2BIG)
			continue;
		if (went.broken++ == 0)
			went.first_at = raw.bytes - left;
		buf_add_string(out, "\xEF\xBF\xBD");
		from++;
		left--;
	}
	/* Charsets with marks that follow their letter hold the last letter back. */
	char *to = room;
	size_t free_bytes = sizeof(room);

	iconv(converter, NULL, NULL, &to, &free_bytes);
	buf_add(out, room, (size_t)(to - room));
	return went;
}

/* What uchardet thinks, as our name; NULL when it does not know or we do not. */
static const char *voter_ask(struct span raw)
{
	uchardet_t voter = uchardet_new();
	const char *name = NULL;

	if (uchardet_handle_data(voter, raw.at, raw.bytes < VOTER_BYTES ? raw.bytes : VOTER_BYTES) == 0) {
		uchardet_data_end(voter);
		name = charset_find(span_of(uchardet_get_charset(voter)));
	}
	uchardet_delete(voter);
	return name;
}

/* The same by a table, which needs no converter to be loaded. */
static struct conversion convert_bytes(const struct charset_candidate *candidate, struct span raw, struct buf *out)
{
	struct conversion went = { 0, 0 };
	char room[4096];
	size_t bytes = 0;

	for (size_t i = 0; i < raw.bytes && !out->overflowed; i++) {
		uint32_t code = candidate->code[(unsigned char)raw.at[i]];

		if (code == CHARSET_NONE && went.broken++ == 0)
			went.first_at = i;
		bytes += utf8_write(code == CHARSET_NONE ? 0xFFFD : code, room + bytes);
		if (bytes + 4 < sizeof(room) && i + 1 < raw.bytes)
			continue;
		buf_add(out, room, bytes);
		bytes = 0;
	}
	return went;
}

/* UTF-8 by our own rules: iconv lets numbers beyond U+10FFFF through. */
static struct conversion mend(struct span raw, struct buf *out)
{
	struct conversion went = { 0, utf8_check(raw) };

	went.broken = utf8_mend(raw, out);
	return went;
}

/* Converts by `row`; at most `broken_most` bytes may be unreadable. On a fault
 * `out` is as it was, and `err` says where. */
static void decode_by(const struct charset_row *row, size_t broken_most, struct span raw, struct buf *out,
		      struct charset *used, struct error *err)
{
	const struct charset_candidate *candidate = charset_candidate_find(row->name);
	bool is_utf8 = strcmp(row->name, "UTF-8") == 0;
	iconv_t converter = candidate || is_utf8 ? (iconv_t)-1 : converter_open(row);
	struct conversion went;
	size_t before = out->bytes;
	char where[40];

	if (candidate) {
		went = convert_bytes(candidate, raw, out);
	} else if (is_utf8) {
		went = mend(raw, out);
	} else if (converter == (iconv_t)-1) {
		error_set(err, STATUS_USAGE, "", "this system's iconv does not know %s", row->name);
		return;
	} else {
		went = convert(converter, raw, out);
		iconv_close(converter);
	}
	used->broken = went.broken;
	used->broken_at = went.broken ? went.first_at : 0;
	if (out->overflowed) {
		error_set(err, STATUS_DATA, "", "larger than %zu MiB as text", out->most >> 20);
	} else if (went.broken > broken_most) {
		out->bytes = before;
		snprintf(where, sizeof(where), "byte %zu", went.first_at);
		error_set(err, STATUS_DATA, where, "is not %s (byte 0x%02X)", row->name,
			  (unsigned)(unsigned char)raw.at[went.first_at]);
	}
}

struct mark {
	const char *bytes;
	size_t count;
	const char *name;
};

/* The charset that a byte order mark tells; the longer ones first, since that of
 * UTF-32LE begins as UTF-16LE's. */
static const struct mark *mark_find(struct span raw)
{
	static const struct mark marks[] = {
		{ "\xFF\xFE\0\0", 4, "UTF-32LE" }, { "\0\0\xFE\xFF", 4, "UTF-32BE" },
		{ "\xEF\xBB\xBF", 3, "UTF-8" }, { "\xFF\xFE", 2, "UTF-16LE" }, { "\xFE\xFF", 2, "UTF-16BE" },
	};

	for (size_t i = 0; i < COUNT(marks); i++)
		if (raw.bytes >= marks[i].count && memcmp(raw.at, marks[i].bytes, marks[i].count) == 0)
			return &marks[i];
	return NULL;
}

/* Is this UTF-8 but for a few bytes, or cut in the middle of its last letter? Then
 * no other charset may be guessed: the letters would read as pairs of others. */
static bool is_nearly_utf8(struct span raw)
{
	size_t bad, good = utf8_letters(raw, &bad);

	return (good >= 4 && good > bad * 4) || (good >= 1 && raw.bytes - utf8_check(raw) < 4);
}

static void used_set(struct charset *used, const char *name, enum charset_why why)
{
	*used = (struct charset){ .why = why };
	snprintf(used->name, sizeof(used->name), "%s", name);
}

static void decode_given(struct span raw, const char *given, struct buf *out, struct charset *used,
			 struct error *err)
{
	const struct charset_row *row = row_find(span_of(given));
	const struct mark *mark = mark_find(raw);

	if (!row) {
		error_set(err, STATUS_USAGE, "", "unknown charset '%.40s'", given);
		return;
	}
	used_set(used, row->name, CHARSET_GIVEN);
	if (mark && strncmp(mark->name, row->name, strlen(row->name)) == 0)
		raw = span_make(raw.at + mark->count, raw.bytes - mark->count);
	decode_by(row, 0, raw, out, used, err);
}

/* Bytes that are no UTF-8 and have no mark. */
static void decode_unmarked(struct span raw, const char *declared, struct buf *out, struct charset *used,
			    struct error *err)
{
	const char *wide = charset_wide_guess(raw), *binary = wide ? NULL : binary_find(raw);
	const struct charset_row *said = declared ? row_find(span_of(declared)) : NULL;
	const struct charset_row *row = wide ? row_find(span_of(wide)) : NULL;
	const struct charset_candidate *candidate;
	size_t broken_at = utf8_check(raw);
	bool nearly = !wide && is_nearly_utf8(raw);
	char where[40];

	snprintf(where, sizeof(where), "byte %zu", broken_at);
	if (binary) {
		error_set(err, STATUS_DATA, "", "looks like binary data (%s)", binary);
		return;
	}
	if (nearly)
		row = row_find(span_of("UTF-8"));
	/* A page's word rules where we have no opinion; where we have, it weighs. */
	if (!row && said && strcmp(said->guess, "yes") != 0 && strncmp(said->name, "UTF", 3) != 0 &&
	    strcmp(said->name, "ISO-8859-1") != 0)
		row = said;
	candidate = row ? NULL : charset_guess(raw, said ? said->name : NULL, voter_ask);
	if (candidate)
		row = row_find(span_of(candidate->name));
	if (!row) {
		error_set(err, STATUS_DATA, where, "no charset that we know makes words of these bytes");
		return;
	}
	used_set(used, row->name, row == said ? CHARSET_DECLARED : CHARSET_GUESSED);
	decode_by(row, nearly ? raw.bytes : raw.bytes / BROKEN_SHARE, raw, out, used, err);
}

void charset_decode(struct span raw, const char *given, const char *declared,
		    struct buf *out, struct charset *used, struct error *err)
{
	const struct mark *mark = mark_find(raw);
	size_t share = mark && strcmp(mark->name, "UTF-8") == 0 ? 4 : BROKEN_SHARE;

	if (err->status != STATUS_OK)
		return;
	if (given) {
		decode_given(raw, given, out, used, err);
	} else if (mark) {
		used_set(used, mark->name, CHARSET_BOM);
		/* One byte more than the share: an odd one at the end of a cut file. */
		decode_by(row_find(span_of(mark->name)), raw.bytes / share + 1,
			  span_make(raw.at + mark->count, raw.bytes - mark->count), out, used, err);
		used->broken_at += used->broken ? mark->count : 0;
	} else if (utf8_check(raw) == raw.bytes && !binary_find(raw) && !charset_wide_guess(raw)) {
		used_set(used, "UTF-8", CHARSET_VALID_UTF8);
		buf_add_span(out, raw);
	} else {
		decode_unmarked(raw, declared, out, used, err);
	}
}
