/* Formats: how each is known, what is read of the files in corpus/formats, and what broken ones do. */
#include "articles/reading.h"

#include "articles/reader.h"

#include <stdlib.h>
#include <zlib.h>

/* "[title|lang|date origin|source|id|url]", then the blocks. */
static bool print_article(const struct article *article, struct arena *arena, void *with)
{
	struct buf *out = with;
	char date[DATE_TEXT];

	date_print_edtf(article->published, date);
	buf_add_char(out, '[');
	buf_add_span(out, article->title);
	buf_printf(out, "|%s|%s %s|", article->lang, date[0] ? date : "-",
		   date[0] ? date_origin_text(article->from.published_from) : "");
	buf_add_span(out, article->source);
	buf_add_char(out, '|');
	buf_add_span(out, article->id);
	buf_add_char(out, '|');
	buf_add_span(out, article->url);
	buf_add_string(out, "]\n");
	print_blocks(article, out);
	(void)arena;
	return true;
}

static const struct rule {
	int line;
	const char *format, *by, *example;
} rules[] = {
#define ROW(line, format, by, mark, example, source) { line, format, by, example },
#include "articles/formats.tsv.inc"
#undef ROW
};

/* Bytes of an example: "\x1F" stands for one. */
static struct span example_bytes(const char *example, struct arena *arena)
{
	struct buf out = BUF_INIT(4096);
	struct span bytes;

	for (const char *at = example; *at; at++) {
		unsigned byte;

		if (at[0] == '\\' && at[1] == 'x' && sscanf(at + 2, "%2x", &byte) == 1) {
			buf_add_char(&out, (char)byte);
			at += 3;
		} else {
			buf_add_char(&out, *at);
		}
	}
	bytes = arena_copy(arena, buf_span(&out));
	buf_release(&out);
	return bytes;
}

static void each_rule_knows_its_example(void **state)
{
	struct arena *arena = arena_new();
	int wrong = 0;

	for (size_t i = 0; i < COUNT(rules); i++) {
		bool by_name = strcmp(rules[i].by, "ending") == 0;
		struct span bytes = by_name ? span_of("Some words.") : example_bytes(rules[i].example, arena);
		const char *got = article_format(bytes, span_of(by_name ? rules[i].example : "-"));

		if (strcmp(got, rules[i].format) == 0)
			continue;
		wrong++;
		print_error("formats.tsv:%d: %s is read as %s\n", rules[i].line, rules[i].example, got);
	}
	assert_int_equal(wrong, 0);
	arena_free(arena);
	(void)state;
}

/* ---- the files of corpus/formats ---- */

/* "== path" and what is read of it, up to the next. */
struct golden {
	struct span path, want;
};

static bool golden_next(struct span *rest, struct golden *out)
{
	size_t end;

	if (!rest->at || !span_starts(*rest, "== "))
		return false;
	out->path = span_cut(rest, '\n');
	out->path = span_make(out->path.at + 3, out->path.bytes - 3);
	end = span_starts(*rest, "== ") ? 0 : span_find(*rest, span_of("\n== ")) + 1;
	end = end < rest->bytes ? end : rest->bytes;
	out->want = span_make(rest->at, end);
	*rest = span_make(rest->at + end, rest->bytes - end);
	return true;
}

static void load(const char *path, struct buf *out)
{
	struct error err = { 0 };

	file_read(path, out, &err);
	if (err.status != STATUS_OK)
		fail_msg("%s: %s", path, err.text);
}

/* Calls `each` for every file of the archive of formats. */
static int for_each_golden(int (*each)(const char *path, struct span raw, struct span want))
{
	struct buf goldens = BUF_INIT((size_t)1 << 20);
	struct golden golden;
	int wrong = 0, files = 0;

	load("tests/articles/formats.txt", &goldens);
	for (struct span rest = buf_span(&goldens); golden_next(&rest, &golden); files++) {
		struct buf raw = BUF_INIT((size_t)1 << 20);
		char path[200];

		snprintf(path, sizeof(path), "%.*s", (int)golden.path.bytes, golden.path.at);
		load(path, &raw);
		wrong += each(path, buf_span(&raw), golden.want);
		buf_release(&raw);
	}
	assert_true(files > 0);
	buf_release(&goldens);
	return wrong;
}

static int read_as_told(const char *path, struct span raw, struct span want)
{
	struct buf got = BUF_INIT((size_t)1 << 20);
	int wrong = 0;

	print_reading(raw, path, print_article, &got);
	if (!span_equal(buf_span(&got), want)) {
		wrong = 1;
		print_error("%s\nwanted:\n%.*sgot:\n%.*s", path, (int)want.bytes, want.at, (int)got.bytes, got.at ? got.at : "");
	}
	buf_release(&got);
	return wrong;
}

static void each_file_reads_as_told(void **state)
{
	assert_int_equal(for_each_golden(read_as_told), 0);
	(void)state;
}

/* Cuts at, and changed bytes of, a few dozen places: no fault may do more than be told. */
static int read_cut_and_changed(const char *path, struct span raw, struct span want)
{
	size_t step = raw.bytes / 40 + 1;

	for (size_t at = 0; at < raw.bytes; at += step) {
		struct buf got = BUF_INIT((size_t)1 << 20), copy = BUF_INIT((size_t)1 << 20);

		print_reading(span_make(raw.at, at), path, print_article, &got);
		buf_add_span(&copy, raw);
		copy.at[at] = (char)(copy.at[at] + 1 + (int)(at % 200));
		print_reading(buf_span(&copy), path, print_article, &got);
		buf_release(&copy);
		buf_release(&got);
	}
	(void)want;
	return 0;
}

static void cut_and_changed_files_do_no_harm(void **state)
{
	for_each_golden(read_cut_and_changed);
	(void)state;
}

/* ---- small and broken ones ---- */

static const struct row {
	const char *why, *path, *text, *want;
} rows[] = {
	{ "RSS 1.0 in Windows-1251, entities of HTML", "a.xml",
	  "<?xml version='1.0' encoding='windows-1251'?><rdf:RDF xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#' "
	  "xmlns='http://purl.org/rss/1.0/' xmlns:dc='http://purl.org/dc/elements/1.1/'><channel><title>\xC2\xE5\xF1\xF2\xED\xE8\xEA"
	  "</title></channel><item><title>\xCC\xEE\xF1\xF2&nbsp;\xEE\xF2\xEA\xF0\xFB\xF2</title><dc:date>2003-02-01T10:00Z</dc:date>"
	  "<description>\xCC\xEE\xF1\xF2 \xEE\xF2\xEA\xF0\xFB\xF2 \xE4\xEB\xFF \xEC\xE0\xF8\xE8\xED.</description></item></rdf:RDF>",
	  "[Мост\xC2\xA0открыт|ru|2003-02-01 metadata|Вестник||]\nP Мост открыт для машин.\n" },
	{ "a feed that breaks off keeps what came before", "a.rss",
	  "<rss><channel><item><title>One</title></item>\n<item><title>Two</ti",
	  "[One||- |||]\n! a.rss:2: broken XML: Extra content at the end of the document\n" },
	{ "entities of its own", "a.rss",
	  "<!DOCTYPE rss [<!ENTITY a \"aaaa\"><!ENTITY b SYSTEM \"file:///etc/passwd\">]><rss><channel><item><title>&a;&b;</title></item></channel></rss>",
	  "!!4  declares entities of its own, which are not read\n" },
	{ "a JSON Feed that breaks off", "a.json", "{\"version\": \"https://jsonfeed.org/version/1\",\n\"items\": [",
	  "! a.json:2: broken JSON: ']' expected near end of file\n" },
	{ "a JSON Feed without items", "a.json", "{\"version\": \"https://jsonfeed.org/version/1\", \"items\": 7}",
	  "!!4  a JSON Feed without \"items\"\n" },
	{ "columns in any order, unknown ones, rows that are wrong", "a.csv",
	  "text,rubric,TITLE\r\n\"A line,\r\nand one more.\",x,One\r\n\r\ntoo,few\r\n,x,Two\r\nThe ferry was painted.,x,Three",
	  "[One|en|- |||]\nP A line,\r\nand one more.\n! a.csv:5: 2 fields, and 3 columns are named\n! a.csv:6: a row without text\n"
	  "[Three|en|- |||]\nP The ferry was painted.\n" },
	{ "a quote that is never closed costs its row", "a.csv", "title,text\nOne,\"The ferry\nTwo,The ferry was painted.\n",
	  "! a.csv:2: a quoted field that does not end\n[Two|en|- |||]\nP The ferry was painted.\n" },
	{ "no column with a text", "a.tsv", "a\tb\n1\t2\n", "!!4  the first line names no column \"text\"\n" },
	{ "a record that says it is longer than it is; the next is read", "a.warc",
	  "WARC/1.0\r\nWARC-Type: resource\r\nContent-Length: 99999999999999999999\r\n\r\nabc\r\n\r\n"
	  "WARC/1.0\r\nWARC-Type: resource\r\nContent-Type: text/plain\r\nContent-Length: 22\r\n\r\nThe ferry was painted.\r\n\r\nrest",
	  "! a.warc: byte 0: a record of 999999999999999 bytes, of which 116 are there\n"
	  "[|en|- |||]\nP The ferry was painted.\n! a.warc: byte 183: no record of a web archive\n" },
	{ "a page packed by Brotli that breaks off", "a.warc",
	  "WARC/1.0\r\nWARC-Type: response\r\nContent-Length: 42\r\n\r\nHTTP/1.1 200 OK\r\nContent-Encoding: br\r\n\r\nx",
	  "! a.warc: byte 0: packed data that breaks off\n" },
	{ "a page packed by what nobody reads", "a.warc",
	  "WARC/1.0\r\nWARC-Type: response\r\nContent-Length: 48\r\n\r\nHTTP/1.1 200 OK\r\nContent-Encoding: compress\r\n\r\nx",
	  "! a.warc: byte 0: a page packed as compress, which is not read\n" },
	{ "a page kept unpacked beside the server's word that it was packed", "a.warc",
	  "WARC/1.0\r\nWARC-Type: response\r\nContent-Type: application/http\r\nContent-Length: 102\r\n\r\n"
	  "HTTP/1.1 200 OK\r\nContent-Encoding: br\r\nContent-Type: text/html\r\n\r\n<p>The ferry was painted in May.</p>",
	  "[|en|- |||]\nP The ferry was painted in May.\n" },
	{ "a message without text", "a.eml", "Subject: x\nContent-Type: image/png\n\nabc\n", "- a.eml: byte 0: attached image/png\n! a.eml: byte 0: a message without text\n" },
	{ "files that came with a message", "a.eml",
	  "Message-ID: <1@x.example>\nContent-Type: multipart/mixed; boundary=a\n\n--a\n\nThe list is attached.\n--a\n"
	  "Content-Type: application/octet-stream; name=\"=?utf-8?B?0L/QsNGA0L7QvC50eHQ=?=\"\nContent-Transfer-Encoding: base64\n\n"
	  "VGhlIGZlcnJ5IHdhcyBwYWludGVkLg==\n--a\nContent-Type: image/png\nContent-Disposition: attachment; filename=a.png\n\nx\n--a--\n",
	  "[|en|- ||1@x.example/паром.txt|]\nP The ferry was painted.\n- a.eml: byte 0: attached picture\n"
	  "[|en|- ||1@x.example|]\nP The list is attached.\n" },
	{ "parts in parts that never end", "a.eml",
	  "Subject: =?utf-8?B?0J/QsNGA?= =?utf-8?B?0L7QvA==?= =?bad\nContent-Type: multipart/mixed; boundary=a\n\n--a\n"
	  "Content-Type: multipart/mixed; boundary=\"b\"\n\n--b\n\nThe ferry was painted.",
	  "[Паром =?bad|en|- |||]\nP The ferry was painted.\n" },
	{ "an item that its agency took back", "a.xml",
	  "<newsItem guid='x'><itemMeta><pubStatus qcode='stat:canceled'/></itemMeta><contentMeta><headline>One</headline></contentMeta></newsItem>",
	  "[Withdrawn by its agency||- ||x|]\n" },
	{ "ninjs 2 in plain text; one that was taken back", "a.json",
	  "{\"uri\":\"x\",\"headlines\":[{\"value\":\"One\"}],\"bodies\":[{\"contenttype\":\"text/plain\",\"value\":\"The ferry was painted.\"}]}",
	  "[One|en|- ||x|]\nP The ferry was painted.\n" },
	{ "", "a.json", "{\"pubstatus\":\"canceled\",\"body_text\":\"x\"}", "[Withdrawn by its agency||- |||]\n" },
	{ "a zip that is none", "a.zip", "PK\x03\x04 and no more", "!!4  a broken archive: Truncated ZIP file header\n" },
	{ "gzip that is none", "a.gz", "\x1F\x8B\x08\x01\xFF\xFF", "!!4  packed data that breaks off\n" },
};

static void reads_small_ones(void **state)
{
	int wrong = 0;

	for (size_t i = 0; i < COUNT(rows); i++) {
		int bad = read_as_told(rows[i].path, span_of(rows[i].text), span_of(rows[i].want));

		if (bad)
			print_error("(%s)\n", rows[i].why);
		wrong += bad;
	}
	assert_int_equal(wrong, 0);
	(void)state;
}

/* 64 MiB of zero bytes pack into 64 KiB. */
static void a_bomb_is_refused(void **state)
{
	const size_t zeros = (size_t)64 << 20;
	struct buf got = BUF_INIT(4096);
	unsigned char *packed = memory_get((size_t)1 << 20), *plain = calloc(1, zeros);
	z_stream stream = { .next_in = plain, .avail_in = (uInt)zeros, .next_out = packed, .avail_out = 1 << 20 };

	assert_non_null(plain);
	assert_int_equal(deflateInit2(&stream, 9, Z_DEFLATED, 15 + 16, 9, Z_DEFAULT_STRATEGY), Z_OK);
	assert_int_equal(deflate(&stream, Z_FINISH), Z_STREAM_END);
	print_reading(span_make((const char *)packed, stream.total_out), "bomb.gz", print_article, &got);
	assert_string_equal(got.at, "!!4  unpacks to more than 400 times its size\n");
	deflateEnd(&stream);
	free(packed);
	free(plain);
	buf_release(&got);
	(void)state;
}

/* ---- provenance ---- */

struct traced {
	struct span raw;
	int wrong, count;
};

static bool trace_item(const struct article *article, struct arena *arena, void *with)
{
	struct traced *traced = with;
	const struct provenance *from = &article->from;
	struct span bytes = span_make(traced->raw.at + from->from_byte, (size_t)(from->to_byte - from->from_byte));
	char sha256[SHA256_TEXT];

	sha256_hex(bytes, sha256);
	traced->count++;
	traced->wrong += !span_starts(bytes, "<item>") || !span_ends(bytes, "</item>") || strcmp(sha256, from->sha256) != 0;
	(void)arena;
	return true;
}

static void items_are_traced_to_their_bytes(void **state)
{
	const struct read_options options = { .lang = "" };
	struct buf raw = BUF_INIT((size_t)1 << 20);
	struct error err = { 0 };
	struct traced traced;

	load("corpus/formats/2016-05-library.ru.rss", &raw);
	traced = (struct traced){ buf_span(&raw), 0, 0 };
	articles_read(traced.raw, span_of("a.rss"), &options, trace_item, print_fault, &traced, &err);
	assert_int_equal(traced.count, 2);
	assert_int_equal(traced.wrong, 0);
	buf_release(&raw);
	(void)state;
}

static bool print_path(const struct article *article, struct arena *arena, void *with)
{
	buf_add_span(with, article->from.path);
	buf_add_char(with, '\n');
	(void)arena;
	return true;
}

static void members_are_named_by_archive_and_path(void **state)
{
	const struct read_options options = { .lang = "" };
	struct buf raw = BUF_INIT((size_t)1 << 20), got = BUF_INIT(4096);
	struct error err = { 0 };

	load("corpus/formats/2013-04-wall.zip", &raw);
	articles_read(buf_span(&raw), span_of("a.zip"), &options, print_path, print_fault, &got, &err);
	assert_int_equal(err.status, STATUS_OK);
	assert_string_equal(got.at, "- a.zip!/photo.jpg: picture\na.zip!/ru/stena.txt\na.zip!/en/wall.md\n");
	buf_release(&raw);
	buf_release(&got);
	(void)state;
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(each_rule_knows_its_example),
		cmocka_unit_test(each_file_reads_as_told),
		cmocka_unit_test(cut_and_changed_files_do_no_harm),
		cmocka_unit_test(reads_small_ones),
		cmocka_unit_test(a_bomb_is_refused),
		cmocka_unit_test(members_are_named_by_archive_and_path),
		cmocka_unit_test(items_are_traced_to_their_bytes),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
