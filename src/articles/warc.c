/* Reads web archives (WARC 0.17 to 1.1): an article a page that a server gave or that was made of one. */
#include "http.h"
#include "inflate.h"

#include <stdlib.h>

#define HEAD_MOST ((size_t)1 << 20)
#define DIGITS_MOST 15u

/* A record, whose bytes are [from, to) of the file. */
struct warc_record {
	struct span head, block;
	size_t from, to;
};

/* The record that `bytes` begins with; `*used` is how many of them it takes. Sets
 * `err` when there is none, or less of it than it says. */
static struct warc_record record_parse(struct span bytes, size_t *used, struct error *err)
{
	struct warc_record record = { { NULL, 0 }, { NULL, 0 }, 0, 0 };
	struct span look = span_make(bytes.at, bytes.bytes < HEAD_MOST ? bytes.bytes : HEAD_MOST), digits;
	size_t end = span_find(look, span_of("\r\n\r\n")), gap = 4, length = 0;

	*used = 0;
	if (end == look.bytes) {
		end = span_find(look, span_of("\n\n"));
		gap = 2;
	}
	if (!span_starts(bytes, "WARC/") || end == look.bytes) {
		error_set(err, STATUS_DATA, "", "no record of a web archive");
		return record;
	}
	record.head = span_make(bytes.at, end);
	digits = header_find(record.head, "Content-Length");
	for (size_t i = 0; i < digits.bytes && i < DIGITS_MOST && digits.at[i] >= '0' && digits.at[i] <= '9'; i++)
		length = length * 10 + (size_t)(digits.at[i] - '0');
	bytes = span_make(bytes.at + end + gap, bytes.bytes - end - gap);
	if (digits.bytes == 0 || length > bytes.bytes) {
		error_set(err, STATUS_DATA, "", "a record of %zu bytes, of which %zu are there", length, bytes.bytes);
		return record;
	}
	record.block = span_make(bytes.at, length);
	*used = end + gap + length;
	while (length < bytes.bytes && (bytes.at[length] == '\r' || bytes.at[length] == '\n')) {
		length++;
		(*used)++;
	}
	return record;
}

/* Pages and texts hold articles; pictures, scripts and lists for robots do not. */
static bool may_hold_article(struct span type, struct span url)
{
	static const char *const types[] = { "text/html", "application/xhtml", "text/plain", "application/pdf" };

	if (span_ends(url, "/robots.txt"))
		return false;
	for (size_t i = 0; i < COUNT(types); i++)
		if (span_starts_alike(type, types[i]))
			return true;
	return type.bytes == 0;
}

static struct span without_angles(struct span text)
{
	if (span_starts(text, "<") && span_ends(text, ">"))
		return span_make(text.at + 1, text.bytes - 2);
	return text;
}

static bool page_take(const struct input *input, const struct warc_record *warc, struct span type, struct span body,
		      struct arena *arena)
{
	struct record record = input_record(input, warc->from, warc->to);
	struct span url = without_angles(header_find(warc->head, "WARC-Target-URI")), charset;
	bool is_html = span_starts_alike(type, "text/html") || span_starts_alike(type, "application/xhtml");

	if (!may_hold_article(type, url) || body.bytes == 0)
		return true;
	charset = header_value(type, "charset", arena);
	record.charset = charset.bytes > 0 ? charset.at : NULL;
	record.id = arena_copy(arena, without_angles(header_find(warc->head, "WARC-Record-ID")));
	record.url = arena_copy(arena, url);
	return input_read_inside(input, body, input->path, &record, is_html ? read_html : NULL);
}

/* A revisit says that a page had not changed since a record that is read elsewhere. */
static bool record_take(const struct input *input, const struct warc_record *warc, struct arena *arena)
{
	struct span type = header_find(warc->head, "WARC-Type");
	struct http_answer answer = { 200, header_find(warc->head, "Content-Type"), warc->block };
	struct error err = { 0 };

	if (span_starts_alike(type, "response"))
		answer = http_read(warc->block, arena, &err);
	else if (!span_starts_alike(type, "resource") && !span_starts_alike(type, "conversion"))
		return true;
	if (err.status != STATUS_OK) {
		input_fault(input, " byte ", warc->from, "%s", err.text);
		return true;
	}
	return answer.status / 100 != 2 || page_take(input, warc, answer.type, answer.body, arena);
}

/* All records of unpacked bytes, which are [from, to) of the file when they were
 * packed, or begin at `from` in it. Where one is broken the next is looked for. */
static bool records_take(const struct input *input, struct span bytes, bool packed, size_t from, size_t to)
{
	struct arena *arena = arena_new();
	bool goes_on = true;

	for (size_t at = 0; goes_on && at < bytes.bytes;) {
		struct span rest = span_make(bytes.at + at, bytes.bytes - at);
		struct error err = { 0 };
		size_t used;
		struct warc_record warc = record_parse(rest, &used, &err);

		arena_reset(arena);
		warc.from = packed ? from : from + at;
		warc.to = packed ? to : from + at + used;
		if (err.status == STATUS_OK) {
			goes_on = record_take(input, &warc, arena);
			at += used;
			continue;
		}
		input_fault(input, " byte ", warc.from, "%s", err.text);
		at += span_find(rest, span_of("\nWARC/")) + 1;
	}
	arena_free(arena);
	return goes_on;
}

/* A file with a member for each record: one that is broken costs itself alone. */
static void members_take(const struct input *input)
{
	struct buf bytes = BUF_INIT(BUF_TEXT_MOST);
	bool goes_on = true;

	for (size_t at = 0; goes_on && at < input->raw.bytes;) {
		struct span rest = span_make(input->raw.at + at, input->raw.bytes - at);
		struct error err = { 0 };
		size_t used;

		buf_clear(&bytes);
		used = inflate_member(rest, PACKED_GZIP, &bytes, &err);
		if (err.status == STATUS_OK) {
			goes_on = records_take(input, buf_span(&bytes), true, at, at + used);
			at += used;
			continue;
		}
		input_fault(input, " byte ", at, "%s", err.text);
		rest = span_make(rest.at + 1, rest.bytes - 1);
		at += span_find(rest, span_of("\x1F\x8B\x08")) + 1;
	}
	buf_release(&bytes);
}

void read_warc(const struct input *input, struct error *err)
{
	if (err->status != STATUS_OK)
		return;
	if (span_starts(input->raw, "\x1F\x8B"))
		members_take(input);
	else
		records_take(input, input->raw, false, 0, 0);
}
