/* Prints a reading list as one HTML file that loads nothing. */
#include "render/entry.h"

#include <inttypes.h>
#include <stdio.h>

static const char style[] =
	":root{color-scheme:light dark;--ink:#222;--paper:#fff;--faint:#5a5a5a;--line:#bbb;--mark:#ffe9a8}"
	"@media(prefers-color-scheme:dark){:root{--ink:#ddd;--paper:#181818;--faint:#a0a0a0;--line:#444;--mark:#5c4a00}}"
	"body{font:1.05rem/1.5 Georgia,serif;max-width:46rem;margin:2rem auto;padding:0 1rem;color:var(--ink);"
	"background:var(--paper)}h1,h2{line-height:1.2}h2{border-bottom:1px solid var(--line);margin-top:2rem}"
	"article{margin:1rem 0;break-inside:avoid}h3{margin:0;font-size:1.05rem}p{margin:.2rem 0}a{color:inherit}"
	".about{color:var(--faint);font-size:.85rem;overflow-wrap:anywhere}mark{background:var(--mark);color:inherit}";

static void add_marked(const struct snippet *s, struct buf *out)
{
	size_t at = 0;

	for (size_t i = 0; i < s->mark_count; i++) {
		const struct mark *mark = &s->marks[i];

		if (mark->at_byte < at || (size_t)mark->at_byte + mark->bytes > s->text.bytes)
			continue;
		entry_xml(span_make(s->text.at + at, mark->at_byte - at), out);
		buf_add_string(out, "<mark>");
		entry_xml(span_make(s->text.at + mark->at_byte, mark->bytes), out);
		buf_add_string(out, "</mark>");
		at = mark->at_byte + mark->bytes;
	}
	entry_xml(span_make(s->text.at + at, s->text.bytes - at), out);
}

static void print_title(const struct answer_hit *hit, struct arena *arena, struct buf *out)
{
	const struct record *record = &hit->hit.record;
	struct span url = entry_url(record->url, arena);

	buf_add_string(out, "<h3>");
	if (url.bytes > 0) {
		buf_add_string(out, "<a rel=\"noopener noreferrer\" href=\"");
		entry_xml(url, out);
		buf_add_string(out, "\">");
	}
	if (hit->title.text.bytes > 0)
		add_marked(&hit->title, out);
	else
		entry_xml(record->path, out);
	buf_add_string(out, url.bytes > 0 ? "</a></h3>\n" : "</h3>\n");
}

/* The date and the heading, where there is one of them. */
static void print_heading(const struct answer_hit *hit, struct buf *out)
{
	char date[DATE_TEXT];

	entry_date(hit->hit.record.date, date);
	if (!date[0] && hit->heading.text.bytes == 0)
		return;
	buf_add_string(out, "<p>");
	if (date[0])
		buf_printf(out, "<time>%s</time> ", date);
	if (hit->heading.text.bytes > 0) {
		buf_add_string(out, "<strong>");
		add_marked(&hit->heading, out);
		buf_add_string(out, "</strong>");
	}
	buf_add_string(out, "</p>\n");
}

static void print_about(const struct answer_hit *hit, struct buf *out)
{
	const struct record *record = &hit->hit.record;
	char published[DATE_TEXT];

	entry_date(record->published, published);
	buf_add_string(out, "<p class=\"about\">");
	entry_xml(record->source, out);
	if (published[0])
		buf_printf(out, "%spublished %s", record->source.bytes > 0 ? ", " : "", published);
	for (size_t i = 0; i < hit->place_count; i++) {
		buf_add_string(out, i == 0 ? " · " : ", ");
		entry_xml(hit->places[i], out);
	}
	buf_add_string(out, "<br>");
	entry_xml(record->path, out);
	buf_printf(out, ", bytes %" PRIu64 "–%" PRIu64 ", sha256:%.*s</p>\n", record->from_byte, record->to_byte,
		   (int)record->sha256.bytes, record->sha256.at);
}

static void print_entry(const struct answer_hit *hit, struct arena *arena, struct buf *out)
{
	const struct record *record = &hit->hit.record;

	buf_printf(out, "<article id=\"p%s\" lang=\"", record->id);
	entry_xml(record->lang, out);
	buf_add_string(out, "\" dir=\"auto\">\n");
	print_title(hit, arena, out);
	print_heading(hit, out);
	buf_add_string(out, "<p>");
	add_marked(&hit->snippet, out);
	buf_add_string(out, "</p>\n");
	print_about(hit, out);
	buf_add_string(out, "</article>\n");
}

static void print_receipt(const struct list *list, struct buf *out)
{
	buf_printf(out, "<footer class=\"about\"><p>%zu of %" PRIu32 " passages", list->answer->hit_count,
		   list->answer->total);
	if (list->made_on[0])
		buf_printf(out, ", made on %s", list->made_on);
	buf_add_string(out, " by dateline " DATELINE_VERSION " from index ");
	entry_xml(list->index_id, out);
	buf_printf(out, ", revision %" PRIu64 ", answer sha256:%s. Query: ", list->revision, list->digest);
	entry_xml(list->title, out);
	buf_add_string(out, "</p></footer>\n");
}

void list_print_html(const struct list *list, struct buf *out)
{
	char room[DATE_TEXT], last[DATE_TEXT] = "-";
	struct arena *arena = arena_new();

	buf_add_string(out, "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
			    "<meta name=\"viewport\" content=\"width=device-width\">\n<title>");
	entry_xml(list->title, out);
	buf_printf(out, "</title>\n<style>%s</style>\n</head>\n<body>\n<h1>", style);
	entry_xml(list->title, out);
	buf_add_string(out, "</h1>\n<main>\n");
	for (size_t i = 0; i < list->answer->hit_count; i++) {
		const struct answer_hit *hit = &list->answer->hits[i];
		struct span group = entry_group(hit->hit.record.date, list->by, room);

		if (!span_is(group, last)) {
			snprintf(last, sizeof(last), "%.*s", (int)group.bytes, group.at);
			buf_printf(out, "<h2>%s</h2>\n", group.bytes > 0 ? last : "No date");
		}
		print_entry(hit, arena, out);
		arena_reset(arena);
	}
	arena_free(arena);
	buf_add_string(out, "</main>\n");
	print_receipt(list, out);
	buf_add_string(out, "</body>\n</html>\n");
}
