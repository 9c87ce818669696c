/* Reads web archives (WARC 0.17 to 1.1): an article a page that a server gave or that was made of one. */
#include "http.h"
#include "inflate.h"
#include "raw.h"

#include <stdlib.h>

#define HEAD_MOST ((size_t)64 << 10)
#define BROKEN_MOST 1000u       /* records that are broken: then the file is given up */
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

/* Pages and texts hold articles; pictures, scripts and lists for robots do not. What the
 * user has a filter for does. */
static bool may_hold_article(const struct input *input, struct span type, struct span url)
{
	static const char *const types[] = { "text/html", "application/xhtml", "text/plain", "application/pdf" };

	if (span_ends(url, "/robots.txt"))
		return false;
	for (size_t i = 0; i < COUNT(types); i++)
		if (span_starts_alike(type, types[i]))
			return true;
	return type.bytes == 0 || filter_find(input->options, type, (struct span){ NULL, 0 });
}

static struct span without_angles(struct span text)
{
	if (span_starts(text, "<") && span_ends(text, ">"))
		return span_make(text.at + 1, text.bytes - 2);
	return text;
}

static struct span head_copy(const struct warc_record *warc, const char *name, struct arena *arena)
{
	return arena_copy(arena, without_angles(header_find(warc->head, name)));
}

static bool page_take(const struct input *input, const struct warc_record *warc, struct span type, struct span body,
		      struct arena *arena)
{
	struct record record = input_record(input, warc->from, warc->to);
	struct span url = without_angles(header_find(warc->head, "WARC-Target-URI")), charset;
	bool is_html = span_starts_alike(type, "text/html") || span_starts_alike(type, "application/xhtml");

	if (!may_hold_article(input, type, url) || body.bytes == 0) {
		struct span why = body.bytes == 0 ? span_of("an empty page") : type.bytes ? type : span_of("a list for robots");

		input_pass_over(input, " byte ", warc->from, "%.*s", (int)(why.bytes < 60 ? why.bytes : 60), why.at);
		return true;
	}
	charset = header_value(type, "charset", arena);
	record.charset = charset.bytes > 0 ? charset.at : NULL;
	record.type = type;
	record.id = head_copy(warc, "WARC-Record-ID", arena);
	record.captured = head_copy(warc, "WARC-Date", arena);
	record.url = arena_copy(arena, url);
	return input_read_inside(input, body, input->path, &record, is_html ? read_html : NULL);
}

/* A revisit says that a page had not changed since a record that is read where it
 * stands: its article is that one's. */
static void revisit_tell(const struct input *input, const struct warc_record *warc, struct arena *arena)
{
	struct span record = head_copy(warc, "WARC-Refers-To", arena), url = head_copy(warc, "WARC-Target-URI", arena);
	struct span date = head_copy(warc, "WARC-Refers-To-Date", arena), seen = head_copy(warc, "WARC-Date", arena);

	input_pass_over(input, " byte ", warc->from, "revisit of %.80s: %.80s as of %.30s was the same at %.30s",
			record.bytes ? record.at : "a record that is not named", url.bytes ? url.at : "a page",
			date.bytes ? date.at : "then", seen.bytes ? seen.at : "a later time");
}

static bool record_take(const struct input *input, const struct warc_record *warc, struct arena *arena)
{
	struct span type = header_find(warc->head, "WARC-Type");
	struct http_answer answer = { 200, header_find(warc->head, "Content-Type"), warc->block };
	struct error err = { 0 };

	if (span_starts_alike(type, "revisit"))
		revisit_tell(input, warc, arena);
	if (span_starts_alike(type, "response"))
		answer = http_read(warc->block, arena, &err);
	else if (!span_starts_alike(type, "resource") && !span_starts_alike(type, "conversion"))
		return true;
	if (err.status != STATUS_OK) {
		input_fault(input, " byte ", warc->from, "%s", err.text);
		return true;
	}
	if (answer.status / 100 == 2)
		return page_take(input, warc, answer.type, answer.body, arena);
	input_pass_over(input, " byte ", warc->from, "the server answered %d", answer.status);
	return true;
}

/* All records of unpacked bytes, which are [from, to) of the file when they were
 * packed, or begin at `from` in it. Where one is broken the next is looked for. */
static bool records_take(const struct input *input, struct span bytes, bool packed, size_t from, size_t to)
{
	struct arena *arena = arena_new();
	unsigned broken = 0;
	bool goes_on = true;

	for (size_t at = 0; goes_on && broken < BROKEN_MOST && at < bytes.bytes;) {
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
		broken++;
	}
	if (broken == BROKEN_MOST)
		input_fault(input, "", 0, "%u broken records: the rest is not read", BROKEN_MOST);
	arena_free(arena);
	return goes_on;
}

/* A file with a member for each record, gzip's or (with `zstd`) Zstandard's: one that
 * is broken costs itself alone. */
static void members_take(const struct input *input, struct zstd *zstd)
{
	struct span mark = span_of(zstd ? "\x28\xB5\x2F\xFD" : "\x1F\x8B\x08");
	struct buf bytes = BUF_INIT(BUF_TEXT_MOST);
	unsigned broken = 0;
	bool goes_on = true;

	for (size_t at = 0; goes_on && broken < BROKEN_MOST && at < input->raw.bytes;) {
		struct span rest = span_make(input->raw.at + at, input->raw.bytes - at);
		struct error err = { 0 };
		size_t used;

		buf_clear(&bytes);
		bytes.overflowed = false;
		used = zstd ? zstd_member(zstd, rest, &bytes, &err) : inflate_member(rest, PACKED_GZIP, &bytes, &err);
		if (err.status == STATUS_OK && used > 0) {
			goes_on = records_take(input, buf_span(&bytes), true, at, at + used);
			at += used;
			continue;
		}
		input_fault(input, " byte ", at, "%s", err.status != STATUS_OK ? err.text : "packed data that is broken");
		rest = span_make(rest.at + 1, rest.bytes - 1);
		at += span_find(rest, mark) + 1;
		broken++;
	}
	if (broken == BROKEN_MOST)
		input_fault(input, "", 0, "%u broken records: the rest is not read", BROKEN_MOST);
	buf_release(&bytes);
}

void read_warc(const struct input *input, struct error *err)
{
	struct zstd *zstd;

	if (err->status != STATUS_OK)
		return;
	zstd = is_zstd(input->raw) ? zstd_open(input->raw, err) : NULL;
	if (err->status == STATUS_OK && (zstd || is_gzip(input->raw)))
		members_take(input, zstd);
	else if (err->status == STATUS_OK)
		records_take(input, input->raw, false, 0, 0);
	zstd_close(zstd);
}
