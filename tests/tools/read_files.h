/* Makes files of many formats out of stories, for read_speed.c. */
#ifndef TOOLS_READ_FILES_H
#define TOOLS_READ_FILES_H

#include "dateline/article.h"

#include <archive.h>
#include <archive_entry.h>
#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
#include <zlib.h>
#include <zstd.h>

#define STORIES_MOST 20000u
#define OUT_MOST ((size_t)256 << 20)

/* ---- stories ---- */

struct story {
	struct span title, text;
	char date[DATE_TEXT];
};

static struct story stories[STORIES_MOST];
static size_t story_count;
static struct arena *kept;

static bool keep(const struct article *article, struct arena *arena, void *with)
{
	struct story *story = &stories[story_count];

	story->title = arena_copy(kept, article->title);
	story->text = arena_copy(kept, article->text);
	date_print_edtf(article->published, story->date);
	(void)arena;
	(void)with;
	return ++story_count < STORIES_MOST;
}

static void pass(const struct error *err, void *with)
{
	(void)err;
	(void)with;
}

/* ---- files ---- */

/* Inputs of one format: they follow one another in `bytes`. */
struct files {
	struct buf bytes;
	size_t *ends;
	size_t count, room;
	size_t article_count;
	size_t plain_bytes;     /* before they were packed */
};

static void file_end(struct files *files)
{
	ARENA_PUSH(kept, files->ends, files->count, files->room) = files->bytes.bytes;
}

/* Text with what XML and HTML give a meaning written otherwise, blank lines between <p>. */
static void add_escaped(struct buf *out, struct span text)
{
	for (size_t i = 0; i < text.bytes; i++) {
		if (text.at[i] == '<' || text.at[i] == '&')
			buf_add_string(out, text.at[i] == '<' ? "&lt;" : "&amp;");
		else if (text.at[i] == '\n' && i + 1 < text.bytes && text.at[i + 1] == '\n')
			buf_add_string(out, "</p>\n<p>");
		else
			buf_add_char(out, text.at[i]);
	}
}

static void add_paragraphs(struct buf *out, const struct story *story)
{
	buf_add_string(out, "<p>");
	add_escaped(out, story->text);
	buf_add_string(out, "</p>");
}

static void add_text(struct buf *out, const struct story *story)
{
	buf_add_span(out, story->title);
	buf_add_string(out, "\n\n");
	buf_add_span(out, story->text);
	buf_add_char(out, '\n');
}

static void add_html(struct buf *out, const struct story *story)
{
	buf_add_string(out, "<!DOCTYPE html><html><head><meta charset=\"utf-8\"><title>");
	add_escaped(out, story->title);
	buf_printf(out, "</title><meta property=\"article:published_time\" content=\"%s\"></head><body><nav><a href=\"/\">Home</a></nav>"
		   "<article><h1>", story->date);
	add_escaped(out, story->title);
	buf_add_string(out, "</h1>");
	add_paragraphs(out, story);
	buf_add_string(out, "</article></body></html>");
}

static void add_jsonl(struct buf *out, const struct story *story)
{
	json_t *object = json_pack("{s:s%, s:s%, s:s}", "title", story->title.at, story->title.bytes, "text", story->text.at,
				   story->text.bytes, "date", story->date);
	char *line = json_dumps(object, JSON_COMPACT);

	buf_add_string(out, line ? line : "{}");
	buf_add_char(out, '\n');
	free(line);
	json_decref(object);
}

static void add_csv(struct buf *out, const struct story *story)
{
	buf_printf(out, "\"%s\",\"", story->date);
	for (size_t i = 0; i < story->text.bytes; i++) {
		if (story->text.at[i] == '"')
			buf_add_char(out, '"');
		buf_add_char(out, story->text.at[i]);
	}
	buf_add_string(out, "\"\n");
}

static void add_item(struct buf *out, const struct story *story)
{
	buf_add_string(out, "<item><title>");
	add_escaped(out, story->title);
	buf_printf(out, "</title><pubDate>%s</pubDate><description>", story->date);
	add_escaped(out, story->text);
	buf_add_string(out, "</description></item>\n");
}

static void add_nitf(struct buf *out, const struct story *story)
{
	buf_printf(out, "<?xml version=\"1.0\"?><nitf><head><docdata><date.issue norm=\"%s\"/></docdata></head><body><body.head><hedline><hl1>",
		   story->date);
	add_escaped(out, story->title);
	buf_add_string(out, "</hl1></hedline></body.head><body.content>");
	add_paragraphs(out, story);
	buf_add_string(out, "</body.content></body></nitf>");
}

static void add_mail(struct buf *out, const struct story *story)
{
	buf_printf(out, "From desk@news.example Thu Jan 12 08:00:00 2006\nFrom: desk@news.example\nMIME-Version: 1.0\n"
		   "Content-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: 8bit\nSubject: a story\n\n");
	buf_add_span(out, story->text);
	buf_add_string(out, "\n\n");
}

static void add_record(struct buf *out, const struct story *story)
{
	static const char head[] = "HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n";
	struct buf page = BUF_INIT(OUT_MOST);

	add_html(&page, story);
	buf_printf(out, "WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: http://news.example/\r\nContent-Length: %zu\r\n\r\n%s",
		   page.bytes + strlen(head), head);
	buf_add_span(out, buf_span(&page));
	buf_add_string(out, "\r\n\r\n");
	buf_release(&page);
}

/* ---- packing ---- */

static void pack_gzip(struct span plain, struct buf *out)
{
	z_stream stream = { .next_in = (Bytef *)(uintptr_t)plain.at, .avail_in = (uInt)plain.bytes };
	char *packed = memory_get(plain.bytes + 4096);

	deflateInit2(&stream, 6, Z_DEFLATED, 15 + 16, 8, Z_DEFAULT_STRATEGY);
	stream.next_out = (Bytef *)packed;
	stream.avail_out = (uInt)plain.bytes + 4096;
	deflate(&stream, Z_FINISH);
	buf_add(out, packed, stream.total_out);
	deflateEnd(&stream);
	free(packed);
}

static void pack_zstd(struct span plain, struct buf *out)
{
	size_t room = ZSTD_compressBound(plain.bytes);
	char *packed = memory_get(room);

	buf_add(out, packed, ZSTD_compress(packed, room, plain.at, plain.bytes, 6));
	free(packed);
}

static void pack_zip(const struct files *plain, struct buf *out)
{
	struct archive *zip = archive_write_new();
	char *room = memory_get(OUT_MOST / 8);
	size_t used = 0, from = 0;

	archive_write_set_format_zip(zip);
	archive_write_open_memory(zip, room, OUT_MOST / 8, &used);
	for (size_t i = 0; i < plain->count; from = plain->ends[i++]) {
		struct archive_entry *entry = archive_entry_new();
		char name[40];

		snprintf(name, sizeof(name), "%zu.txt", i);
		archive_entry_set_pathname(entry, name);
		archive_entry_set_filetype(entry, AE_IFREG);
		archive_entry_set_size(entry, (la_int64_t)(plain->ends[i] - from));
		archive_write_header(zip, entry);
		archive_write_data(zip, plain->bytes.at + from, plain->ends[i] - from);
		archive_entry_free(entry);
	}
	archive_write_close(zip);
	archive_write_free(zip);
	buf_add(out, room, used);
	free(room);
}

#endif
