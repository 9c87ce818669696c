/* Times each reader over some 8 MB of its format, beside the barest reading of the same bytes: read_speed [FILE.jsonl]
 *
 * The files are made from the articles of FILE, or of corpus/feed/feed.jsonl again and
 * again. Processor seconds of this process, the best of three rounds. */
#include "read_files.h"

#include "dateline/file.h"

#include <libxml/HTMLparser.h>
#include <libxml/parser.h>
#include <sys/resource.h>
#include <time.h>

#define WANTED_BYTES ((size_t)8 << 20)
#define ROUNDS 3
#define PDF_ROUNDS 20

/* ---- the barest readings ---- */

static void bare_bytes(struct span raw)
{
	static volatile size_t lines;

	for (struct span rest = raw; rest.at; lines++)
		span_cut(&rest, '\n');
}

static void bare_json(struct span raw)
{
	for (struct span rest = raw; rest.at;) {
		struct span line = span_cut(&rest, '\n');

		json_decref(json_loadb(line.at, line.bytes, 0, NULL));
	}
}

static void bare_xml(struct span raw)
{
	xmlSAXHandler none = { .initialized = XML_SAX2_MAGIC };

	xmlSAXUserParseMemory(&none, NULL, raw.at, (int)raw.bytes);
}

static void bare_html(struct span raw)
{
	htmlSAXHandler none = { .initialized = 1 };
	htmlParserCtxtPtr context = htmlCreatePushParserCtxt(&none, NULL, NULL, 0, NULL, XML_CHAR_ENCODING_UTF8);

	htmlParseChunk(context, raw.at, (int)raw.bytes, 1);
	htmlFreeParserCtxt(context);
}

static void bare_gzip(struct span raw)
{
	char *piece = memory_get(65536);

	while (raw.bytes > 0) {
		z_stream stream = { .next_in = (Bytef *)(uintptr_t)raw.at, .avail_in = (uInt)raw.bytes };
		int result = Z_OK;

		inflateInit2(&stream, 15 + 16);
		while (result == Z_OK) {
			stream.next_out = (Bytef *)piece;
			stream.avail_out = 65536;
			result = inflate(&stream, Z_NO_FLUSH);
		}
		raw = span_make(raw.at + stream.total_in, result == Z_STREAM_END ? raw.bytes - stream.total_in : 0);
		inflateEnd(&stream);
	}
	free(piece);
}

static void bare_zstd(struct span raw)
{
	size_t room = (size_t)64 << 20;
	char *out = memory_get(room);

	ZSTD_decompress(out, room, raw.at, raw.bytes);
	free(out);
}

static void bare_zip(struct span raw)
{
	struct archive *zip = archive_read_new();
	struct archive_entry *entry;
	char *piece = memory_get(65536);

	archive_read_support_format_zip(zip);
	archive_read_open_memory(zip, raw.at, raw.bytes);
	while (archive_read_next_header(zip, &entry) == ARCHIVE_OK)
		while (archive_read_data(zip, piece, 65536) > 0)
			;
	archive_read_free(zip);
	free(piece);
}

/* ---- formats ---- */

static const struct format {
	const char *name, *path, *head, *tail;
	void (*add)(struct buf *out, const struct story *story);
	bool one_each;          /* a file a story */
	char pack;              /* 'g' each story by gzip, 'G' the whole, 'z' and 'Z' by Zstandard, 'p' a zip of all */
	const char *bare_name;
	void (*bare)(struct span raw);
} formats[] = {
	{ "text", "a.txt", "", "", add_text, true, 0, "memchr, line by line", bare_bytes },
	{ "html", "a.html", "", "", add_html, true, 0, "libxml2 SAX", bare_html },
	{ "jsonl", "a.jsonl", "", "", add_jsonl, false, 0, "jansson", bare_json },
	{ "csv", "a.csv", "date,text\n", "", add_csv, false, 0, "memchr, line by line", bare_bytes },
	{ "rss", "a.rss", "<rss><channel><title>News</title>\n", "</channel></rss>", add_item, false, 0, "libxml2 SAX", bare_xml },
	{ "nitf", "a.xml", "", "", add_nitf, true, 0, "libxml2 SAX", bare_xml },
	{ "mbox", "a.mbox", "", "", add_mail, false, 0, "memchr, line by line", bare_bytes },
	{ "warc", "a.warc", "", "", add_record, false, 0, "memchr, line by line", bare_bytes },
	{ "warc.gz", "a.warc.gz", "", "", add_record, false, 'g', "zlib", bare_gzip },
	{ "warc.zst", "a.warc.zst", "", "", add_record, false, 'z', "libzstd", bare_zstd },
	{ "jsonl.gz", "a.jsonl.gz", "", "", add_jsonl, false, 'G', "zlib", bare_gzip },
	{ "jsonl.zst", "a.jsonl.zst", "", "", add_jsonl, false, 'Z', "libzstd", bare_zstd },
	{ "zip of text", "a.zip", "", "", add_text, true, 'p', "libarchive", bare_zip },
};

static struct files files_make(const struct format *format)
{
	struct files files = { .bytes = BUF_INIT(OUT_MOST) }, packed = { .bytes = BUF_INIT(OUT_MOST) };

	buf_add_string(&files.bytes, format->head);
	for (; files.plain_bytes < WANTED_BYTES; files.article_count++) {
		struct buf one = BUF_INIT(OUT_MOST);

		format->add(&one, &stories[files.article_count % story_count]);
		files.plain_bytes += one.bytes;
		if (format->pack == 'g')
			pack_gzip(buf_span(&one), &files.bytes);
		else if (format->pack == 'z')
			pack_zstd(buf_span(&one), &files.bytes);
		else
			buf_add_span(&files.bytes, buf_span(&one));
		if (format->one_each)
			file_end(&files);
		buf_release(&one);
	}
	buf_add_string(&files.bytes, format->tail);
	if (!format->one_each)
		file_end(&files);
	if (!format->pack || format->pack == 'g' || format->pack == 'z')
		return files;
	packed.article_count = files.article_count;
	packed.plain_bytes = files.plain_bytes;
	if (format->pack == 'p')
		pack_zip(&files, &packed.bytes);
	else
		(format->pack == 'G' ? pack_gzip : pack_zstd)(buf_span(&files.bytes), &packed.bytes);
	file_end(&packed);
	buf_release(&files.bytes);
	return packed;
}

/* Of this process: other work on the machine does not count. */
static double seconds(void)
{
	struct timespec now;

	clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
	return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

static bool count(const struct article *article, struct arena *arena, void *with)
{
	++*(size_t *)with;
	(void)article;
	(void)arena;
	return true;
}

static void measure(const struct format *format)
{
	const struct read_options options = { .lang = "" };
	struct files files = files_make(format);
	double best = 1e9, bare = 1e9, bytes = (double)files.plain_bytes / 1e6;
	size_t found = 0;

	for (int round = 0; round < ROUNDS; round++) {
		double start = seconds();
		size_t from = 0;

		found = 0;
		for (size_t i = 0; i < files.count; from = files.ends[i++]) {
			struct error err = { 0 };

			articles_read(span_make(files.bytes.at + from, files.ends[i] - from), span_of(format->path), &options, count,
				      pass, &found, &err);
		}
		best = seconds() - start < best ? seconds() - start : best;
		start = seconds();
		from = 0;
		for (size_t i = 0; i < files.count; from = files.ends[i++])
			format->bare(span_make(files.bytes.at + from, files.ends[i] - from));
		bare = seconds() - start < bare ? seconds() - start : bare;
	}
	printf("%-12s %8.1f %9zu %9.1f %9.1f %7.1f  %s\n", format->name, bytes, found, bytes / best, bytes / bare, best / bare,
	       format->bare_name);
	if (found != files.article_count)
		printf("%-12s %zu articles were written\n", "", files.article_count);
	buf_release(&files.bytes);
}

/* A PDF is another program's work: what it and we take for a small one. */
static void measure_pdf(void)
{
	const struct read_options options = { .lang = "" };
	const char *path = "corpus/formats/2010-03-lantern.en.pdf";
	struct buf raw = BUF_INIT((size_t)1 << 20);
	struct error err = { 0 };
	struct rusage children;
	double start = seconds(), theirs;
	size_t found = 0;

	file_read(path, &raw, &err);
	for (int i = 0; i < PDF_ROUNDS; i++)
		articles_read(buf_span(&raw), span_of(path), &options, count, pass, &found, &err);
	getrusage(RUSAGE_CHILDREN, &children);
	theirs = (double)(children.ru_utime.tv_sec + children.ru_stime.tv_sec) +
		 (double)(children.ru_utime.tv_usec + children.ru_stime.tv_usec) / 1e6;
	if (err.status == STATUS_OK)
		printf("%-12s a small file takes pdftotext %.1f ms, and us %.1f ms\n", "pdf", theirs * 1000 / PDF_ROUNDS,
		       (seconds() - start) * 1000 / PDF_ROUNDS);
	else
		printf("%-12s %s\n", "pdf", err.text);
	buf_release(&raw);
}

int main(int argc, char **argv)
{
	const char *path = argc > 1 ? argv[1] : "corpus/feed/feed.jsonl";
	const struct read_options options = { .lang = "" };
	struct buf raw = BUF_INIT((size_t)2 << 30);
	struct error err = { 0 };

	kept = arena_new();
	file_read(path, &raw, &err);
	articles_read(buf_span(&raw), span_of(path), &options, keep, pass, NULL, &err);
	if (err.status != STATUS_OK || story_count == 0) {
		fprintf(stderr, "read_speed: %s: %s\n", path, err.text);
		return 3;
	}
	printf("Made from %zu articles of %s%s. MB are counted unpacked; processor time, best of %d.\n", story_count, path,
	       argc > 1 ? "" : ", again and again (make bench-read CORPUS=FILE.jsonl for others)", ROUNDS);
	printf("%-12s %8s %9s %9s %9s %7s  %s\n", "format", "MB", "articles", "MB/s", "bare", "times", "the barest reading");
	for (size_t i = 0; i < COUNT(formats); i++)
		measure(&formats[i]);
	measure_pdf();
	buf_release(&raw);
	arena_free(kept);
	return 0;
}
