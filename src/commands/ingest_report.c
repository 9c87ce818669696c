/* Writes the report of an ingest as JSON Lines. */
#include "commands/ingest_report.h"

#include "dateline/arena.h"
#include "dateline/json.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>

#define LINE_MOST ((size_t)1 << 20)

struct ingest_report {
	FILE *file;
	const char *path;
	struct buf line;
};

struct ingest_report *ingest_report_open(const char *path, struct error *err)
{
	struct ingest_report *report;
	FILE *file = NULL;

	if (!path || err->status != STATUS_OK)
		return NULL;
	file = strcmp(path, "-") == 0 ? stdout : fopen(path, "w");
	if (!file) {
		error_set(err, STATUS_IO, path, "%s", strerror(errno));
		return NULL;
	}
	report = memory_get(sizeof(*report));
	*report = (struct ingest_report){ file, path, BUF_INIT(LINE_MOST) };
	return report;
}

static void add_article(struct json *json, const struct article *article, const char *id)
{
	const struct provenance *from = &article->from;
	struct arena *arena = arena_new();

	json_chars(json, "id", id);
	if (article->id.bytes > 0)
		json_span(json, "own_id", article->id);
	json_span(json, "path", from->path);
	json_number(json, "from_byte", (int64_t)from->from_byte);
	json_number(json, "to_byte", (int64_t)from->to_byte);
	json_chars(json, "sha256", from->sha256);
	json_span(json, "reader", from->reader);
	json_chars(json, "charset", from->charset.name);
	json_span(json, "charset_why", charset_how(&from->charset, arena));
	if (from->captured.bytes > 0)
		json_span(json, "captured", from->captured);
	json_span(json, "title", article->title);
	arena_free(arena);
}

void ingest_report_add(struct ingest_report *report, const struct ingest_item *item)
{
	struct json json = { .out = &report->line };

	buf_clear(&report->line);
	json_open_object(&json, NULL);
	json_chars(&json, "what", item->is_file ? "file" : item->article ? "article" : "record");
	json_chars(&json, "status", ingest_fate_text(item->fate));
	json_chars(&json, "where", item->where);
	if (item->why[0])
		json_chars(&json, "why", item->why);
	if (item->type && item->type[0])
		json_chars(&json, "type", item->type);
	if (item->article)
		add_article(&json, item->article, item->id);
	if (item->is_file && (item->fate == FATE_READ || item->fate == FATE_UNCHANGED || item->fate == FATE_GONE))
		json_number(&json, "articles", (int64_t)item->articles);
	if (item->passages > 0)
		json_number(&json, "passages", (int64_t)item->passages);
	json_close_object(&json);
	buf_add_char(&report->line, '\n');
	fwrite(report->line.at, 1, report->line.bytes, report->file);
}

void ingest_report_close(struct ingest_report *report, struct error *err)
{
	bool bad;

	if (!report)
		return;
	bad = ferror(report->file) || fflush(report->file) != 0;
	if (report->file != stdout)
		bad |= fclose(report->file) != 0;
	if (bad)
		error_set(err, STATUS_IO, report->path, "the report could not be written whole");
	buf_release(&report->line);
	free(report);
}
