/* Hostile inputs: bombs, archives in archives, huge files; each is told, none costs much time or memory. */
#include "articles/reading.h"

#include <archive.h>
#include <archive_entry.h>
#include <stdlib.h>
#include <zlib.h>
#include <zstd.h>

#define ZEROS ((size_t)64 << 20)

static bool print_title(const struct article *article, struct arena *arena, void *with)
{
	buf_printf(with, "[%.*s] %zu\n", (int)article->title.bytes, article->title.at, article->text.bytes);
	(void)arena;
	return true;
}

static void check(const char *why, struct span raw, const char *path, const char *want)
{
	struct buf got = BUF_INIT((size_t)1 << 20);

	print_reading(raw, path, print_title, &got);
	if (!span_is(buf_span(&got), want))
		fail_msg("%s\nwanted %s\ngot    %.900s", why, want, got.at ? got.at : "");
	buf_release(&got);
}

static void gzip_add(struct span plain, struct buf *out)
{
	z_stream stream = { .next_in = (Bytef *)(uintptr_t)plain.at, .avail_in = (uInt)plain.bytes };
	uLong room = plain.bytes / 100 + 4096;
	unsigned char *packed = memory_get(room);

	assert_int_equal(deflateInit2(&stream, 9, Z_DEFLATED, 15 + 16, 9, Z_DEFAULT_STRATEGY), Z_OK);
	stream.next_out = packed;
	stream.avail_out = (uInt)room;
	assert_int_equal(deflate(&stream, Z_FINISH), Z_STREAM_END);
	buf_add(out, packed, stream.total_out);
	deflateEnd(&stream);
	free(packed);
}

/* A zip or tar of one member. */
static void archive_add(bool is_zip, const char *name, const char *link, struct span bytes, struct buf *out)
{
	struct archive *archive = archive_write_new();
	struct archive_entry *entry = archive_entry_new();
	size_t room = bytes.bytes + ((size_t)1 << 20), used = 0;
	char *packed = memory_get(room);

	if (is_zip)
		archive_write_set_format_zip(archive);
	else
		archive_write_set_format_ustar(archive);
	archive_write_set_bytes_per_block(archive, 512);
	assert_int_equal(archive_write_open_memory(archive, packed, room, &used), ARCHIVE_OK);
	archive_entry_set_pathname(entry, name);
	archive_entry_set_filetype(entry, link ? AE_IFLNK : AE_IFREG);
	archive_entry_set_perm(entry, 0600);
	if (link)
		archive_entry_set_symlink(entry, link);
	archive_entry_set_size(entry, (la_int64_t)bytes.bytes);
	assert_int_equal(archive_write_header(archive, entry), ARCHIVE_OK);
	archive_write_data(archive, bytes.at, bytes.bytes);
	archive_entry_free(entry);
	archive_write_close(archive);
	archive_write_free(archive);
	buf_add(out, packed, used);
	free(packed);
}

static void bombs_are_refused(void **state)
{
	/* 64 MiB of zero bytes by brotli -q 9. */
	static const char brotli[] =
		"\xcf\xff\xff\x7f\x00\x24\x00\xe2\xb1\x40\x72\xef\xff\xf9\xff\xff\x0f\x80\x04\x40\x1c\x16\x80\xee\xfd\x3f\xff\xff\xf0"
		"\x19\x00\x08\x8c\x30\x2d\x0b\xdf\xfe\x7f\xff\xf3\xf0\x01\x20\x71\x58\x00\xba\xf7\xff\x03";
	static const char head[] = "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Encoding: br\r\n\r\n";
	char *zeros = calloc(1, ZEROS), *packed = memory_get(ZSTD_compressBound(ZEROS));
	struct buf zip = BUF_INIT((size_t)1 << 20), warc = BUF_INIT(4096), inner = BUF_INIT((size_t)1 << 20);
	size_t bytes;

	assert_non_null(zeros);
	bytes = ZSTD_compress(packed, ZSTD_compressBound(ZEROS), zeros, ZEROS, 3);
	check("Zstandard", span_make(packed, bytes), "a.txt.zst", "!!4  unpacks to more than 400 times its size\n");
	archive_add(true, "a.txt", NULL, span_make(zeros, ZEROS), &zip);
	check("zip", buf_span(&zip), "a.zip", "! a.zip!/a.txt: unpacks to more than 400 times its size\n");
	gzip_add(span_make(zeros, ZEROS), &inner);
	buf_clear(&zip);
	archive_add(true, "a.gz", NULL, buf_span(&inner), &zip);
	check("gzip in a zip", buf_span(&zip), "a.zip", "! a.zip!/a.gz: unpacks to more than 400 times its size\n");
	buf_printf(&warc, "WARC/1.0\r\nWARC-Type: response\r\nContent-Length: %zu\r\n\r\n%s", strlen(head) + sizeof(brotli) - 1, head);
	buf_add(&warc, brotli, sizeof(brotli) - 1);
	check("Brotli", buf_span(&warc), "a.warc", "! a.warc: byte 0: unpacks to more than 400 times its size\n");
	buf_release(&inner);
	buf_release(&warc);
	buf_release(&zip);
	free(packed);
	free(zeros);
	(void)state;
}

static void archives_in_archives_end_somewhere(void **state)
{
	struct buf now = BUF_INIT((size_t)1 << 22), next = BUF_INIT((size_t)1 << 22);

	buf_add_string(&now, "The ferry was painted on Sunday.");
	for (int depth = 0; depth < 3; depth++) {
		buf_clear(&next);
		archive_add(true, depth ? "b.zip" : "a.txt", NULL, buf_span(&now), &next);
		buf_clear(&now);
		buf_add_span(&now, buf_span(&next));
	}
	check("three are read", buf_span(&now), "c.zip", "[] 32\n");
	for (int depth = 0; depth < 3; depth++) {
		buf_clear(&next);
		archive_add(true, "b.zip", NULL, buf_span(&now), &next);
		buf_clear(&now);
		buf_add_span(&now, buf_span(&next));
	}
	check("six are not", buf_span(&now), "c.zip",
	      "! c.zip!/b.zip!/b.zip!/b.zip!/b.zip!/b.zip: wrapped more than 4 times\n");
	buf_release(&now);
	buf_release(&next);
	(void)state;
}

static void members_are_labels_and_never_opened(void **state)
{
	struct buf tar = BUF_INIT((size_t)1 << 20);

	archive_add(false, "../../../etc/passwd.txt", NULL, span_of("The ferry was painted on Sunday."), &tar);
	check("a way out", buf_span(&tar), "a.tar", "[] 32\n");
	buf_clear(&tar);
	archive_add(false, "a.txt", "/etc/passwd", (struct span){ NULL, 0 }, &tar);
	check("a link", buf_span(&tar), "a.tar", "");
	buf_clear(&tar);
	archive_add(false, "a\033[2J.txt", NULL, span_of("x"), &tar);
	check("controls", buf_span(&tar), "a.tar", "[] 1\n");
	buf_release(&tar);
	(void)state;
}

/* Repeats `piece` up to so many bytes between head and tail. */
static void check_huge(size_t bytes, const char *path, const char *head, const char *piece, const char *tail, const char *want)
{
	struct buf raw = BUF_INIT((size_t)64 << 20), got = BUF_INIT((size_t)1 << 20);

	buf_add_string(&raw, head);
	while (raw.bytes < bytes)
		buf_add_string(&raw, piece);
	buf_add_string(&raw, tail);
	print_reading(buf_span(&raw), path, print_title, &got);
	if (span_find(buf_span(&got), span_of(want)) == got.bytes)
		fail_msg("%s: wanted %s in: %.300s", path, want, got.at ? got.at : "");
	buf_release(&raw);
	buf_release(&got);
}

static void huge_files_are_read_or_told(void **state)
{
	check_huge(5000000, "a.json", "{\"version\":\"https://jsonfeed.org/version/1\",\"items\":[", "[", "", "broken JSON: maximum parsing depth");
	check_huge(5000000, "a.csv", "text\n\"", "a", "", "a quoted field that does not end");
	check_huge(5000000, "a.mbox", "From a Thu Jan 12 08:00:00 2006\n", "\n\nFrom ", "", "[]");
	check_huge(5000000, "a.xml", "<newsItem>", "<a>", "", "broken XML");
	check_huge(5000000, "a.warc", "WARC/1.0\r\n", "A: b\r\n", "", "no record of a web archive");
	check_huge(50000000, "a.rss", "<rss><channel><item><description>", "&lt;p&gt;word word word ", "</description></item></channel></rss>", "[]");
	(void)state;
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(bombs_are_refused),
		cmocka_unit_test(archives_in_archives_end_somewhere),
		cmocka_unit_test(members_are_labels_and_never_opened),
		cmocka_unit_test(huge_files_are_read_or_told),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
