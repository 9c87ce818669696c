/* Prints a reading list as "dateline.list/1", grouped by day, month or year. */
#include "render/entry.h"

#include <inttypes.h>
#include <string.h>

static const char *const unit_names[] = { [LIST_BY_DAY] = "day", [LIST_BY_MONTH] = "month", [LIST_BY_YEAR] = "year" };

static void print_ask(struct json *json, const struct list *list)
{
	const struct ask *ask = list->ask;

	json_span(json, "query", ask->words);
	json_open_object(json, "filters");
	json_span(json, "from", ask->from);
	json_span(json, "to", ask->to);
	json_chars(json, "on", ask->on_published ? "published" : "event");
	entry_json_list(json, "places", ask->places, ask->place_count);
	entry_json_list(json, "near", ask->nears, ask->near_count);
	entry_json_list(json, "persons", ask->persons, ask->person_count);
	entry_json_list(json, "sources", ask->sources, ask->source_count);
	entry_json_list(json, "langs", ask->langs, ask->lang_count);
	json_close_object(json);
}

static void print_entry(struct json *json, const struct answer_hit *hit)
{
	const struct record *record = &hit->hit.record;

	json_open_object(json, NULL);
	entry_json(json, hit);
	json_number(json, "from_byte", (int64_t)record->from_byte);
	json_number(json, "to_byte", (int64_t)record->to_byte);
	json_span(json, "sha256", record->sha256);
	json_span(json, "reader", record->reader);
	json_close_object(json);
}

static void print_groups(struct json *json, const struct list *list)
{
	char room[DATE_TEXT], last[DATE_TEXT] = "-";
	bool open = false;

	json_open_array(json, "groups");
	for (size_t i = 0; i < list->answer->hit_count; i++) {
		const struct answer_hit *hit = &list->answer->hits[i];
		struct span group = entry_group(hit->hit.record.date, list->by, room);

		if (!span_is(group, last)) {
			snprintf(last, sizeof(last), "%.*s", (int)group.bytes, group.at);
			if (open) {
				json_close_array(json);
				json_close_object(json);
			}
			json_open_object(json, NULL);
			if (group.bytes > 0)
				json_span(json, "date", group);
			else
				json_nothing(json, "date");
			json_open_array(json, "entries");
			open = true;
		}
		print_entry(json, hit);
	}
	if (open) {
		json_close_array(json);
		json_close_object(json);
	}
	json_close_array(json);
}

void list_print_json(const struct list *list, struct buf *out)
{
	struct json json = { .out = out };

	json_open_object(&json, NULL);
	json_chars(&json, "schema", "dateline.list/1");
	json_span(&json, "title", list->title);
	print_ask(&json, list);
	json_chars(&json, "by", unit_names[list->by]);
	json_open_object(&json, "total");
	json_number(&json, "value", list->answer->total);
	json_chars(&json, "relation", "eq");
	json_close_object(&json);
	print_groups(&json, list);
	json_open_object(&json, "index");
	json_span(&json, "uuid", list->index_id);
	json_number(&json, "revision", (int64_t)list->revision);
	json_close_object(&json);
	json_chars(&json, "digest", list->digest);
	json_chars(&json, "generator", "dateline " DATELINE_VERSION);
	json_close_object(&json);
	buf_add_char(out, '\n');
}
