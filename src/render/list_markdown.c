/* Prints a reading list as Markdown: a heading a day, a line a passage, and a receipt. */
#include "render/entry.h"

#include <inttypes.h>
#include <string.h>

/* What Markdown would read as its own signs gets a backslash. */
static void add_plain(struct span text, struct arena *arena, struct buf *out)
{
	struct span line = entry_line(text, arena);

	for (size_t i = 0; i < line.bytes; i++) {
		if (strchr("\\`*_[]<>#|&~$", line.at[i]) && line.at[i] != '\0')
			buf_add_char(out, '\\');
		buf_add_char(out, line.at[i]);
	}
}

/* A value of the head in quotation marks, as YAML and JSON both have it. */
static void add_quoted(const char *name, struct span value, struct buf *out)
{
	struct json json = { .out = out };

	if (value.bytes == 0)
		return;
	buf_printf(out, "%s: ", name);
	json_span(&json, NULL, value);
	buf_add_string(out, "\n");
}

static void add_values(const char *name, const struct span *values, size_t count, struct buf *out)
{
	struct json json = { .out = out };

	if (count == 0)
		return;
	buf_printf(out, "%s: ", name);
	json_open_array(&json, NULL);
	for (size_t i = 0; i < count; i++)
		json_span(&json, NULL, values[i]);
	json_close_array(&json);
	buf_add_string(out, "\n");
}

static void print_receipt(const struct list *list, struct buf *out)
{
	const struct ask *ask = list->ask;

	buf_add_string(out, "---\n");
	add_quoted("title", list->title, out);
	add_quoted("query", ask->words, out);
	add_quoted("from", ask->from, out);
	add_quoted("to", ask->to, out);
	if (ask->on_published)
		buf_add_string(out, "on: \"published\"\n");
	add_values("places", ask->places, ask->place_count, out);
	add_values("near", ask->nears, ask->near_count, out);
	add_values("persons", ask->persons, ask->person_count, out);
	add_values("sources", ask->sources, ask->source_count, out);
	add_values("langs", ask->langs, ask->lang_count, out);
	buf_printf(out, "passages: %zu\nof: %" PRIu32 "\n", list->answer->hit_count, list->answer->total);
	add_quoted("index", list->index_id, out);
	buf_printf(out, "revision: %" PRIu64 "\n", list->revision);
	add_quoted("digest", span_of(list->digest), out);
	add_quoted("made", span_of(list->made_on), out);
	buf_add_string(out, "generator: \"dateline " DATELINE_VERSION "\"\n---\n\n");
}

static bool is_web(struct span url)
{
	return (span_starts(url, "http://") || span_starts(url, "https://")) && !memchr(url.at, ' ', url.bytes) &&
	       !memchr(url.at, ')', url.bytes) && !memchr(url.at, '\n', url.bytes);
}

static void print_title(const struct record *record, struct arena *arena, struct buf *out)
{
	bool links = is_web(record->url);

	if (links)
		buf_add_char(out, '[');
	add_plain(record->title.bytes > 0 ? record->title : record->path, arena, out);
	if (links)
		buf_printf(out, "](%.*s)", (int)record->url.bytes, record->url.at);
}

static void print_origin(const struct answer_hit *hit, struct arena *arena, struct buf *out)
{
	const struct record *record = &hit->hit.record;
	char published[DATE_TEXT];

	entry_date(record->published, published);
	buf_add_string(out, " — ");
	add_plain(record->source.bytes > 0 ? record->source : record->path, arena, out);
	if (published[0])
		buf_printf(out, ", published %s", published);
	for (size_t i = 0; i < hit->place_count && i < 6; i++) {
		buf_add_string(out, i == 0 ? "; " : ", ");
		add_plain(hit->places[i], arena, out);
	}
	buf_add_string(out, ".");
}

static void print_entry(const struct answer_hit *hit, struct arena *arena, struct buf *out)
{
	const struct record *record = &hit->hit.record;
	char date[DATE_TEXT];

	entry_date(record->date, date);
	buf_printf(out, "- **%s** ", date[0] ? date : "no date");
	print_title(record, arena, out);
	print_origin(hit, arena, out);
	buf_add_string(out, "\n\n  > ");
	if (record->heading.bytes > 0) {
		buf_add_string(out, "*");
		add_plain(record->heading, arena, out);
		buf_add_string(out, "* — ");
	}
	add_plain(hit->snippet.text, arena, out);
	buf_add_string(out, "\n\n  ");
	add_plain(record->path, arena, out);
	buf_printf(out, ", bytes %" PRIu64 "–%" PRIu64 ", sha256:%.*s, %s\n", record->from_byte, record->to_byte,
		   (int)record->sha256.bytes, record->sha256.at, record->id);
}

void list_print_markdown(const struct list *list, struct buf *out)
{
	struct arena *arena = arena_new();
	char room[DATE_TEXT], last[DATE_TEXT] = "-";

	print_receipt(list, out);
	buf_add_string(out, "# ");
	add_plain(list->title, arena, out);
	buf_add_string(out, "\n");
	for (size_t i = 0; i < list->answer->hit_count; i++) {
		const struct answer_hit *hit = &list->answer->hits[i];
		struct span group = entry_group(hit->hit.record.date, list->by, room);

		if (!span_is(group, last)) {
			snprintf(last, sizeof(last), "%.*s", (int)group.bytes, group.at);
			buf_printf(out, "\n## %s\n\n", group.bytes > 0 ? last : "No date");
		}
		print_entry(hit, arena, out);
		arena_reset(arena);
	}
	arena_free(arena);
}
