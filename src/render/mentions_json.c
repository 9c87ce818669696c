/* Prints the mentions of a person as "dateline.mentions/1". */
#include "render/entry.h"

/* start and end count in the article's text but for "title": that is apart. */
static const char *where_text(const struct found_mention *m)
{
	if (m->in_title)
		return m->record->title_char == TITLE_APART ? "title" : "first line";
	return m->in_heading ? "heading" : "text";
}

static void print_mention(struct json *json, const struct found_mention *m)
{
	const struct record *record = m->record;

	json_open_object(json, NULL);
	json_chars(json, "article", record->article);
	if (record->own_id.bytes > 0)
		json_span(json, "own_id", record->own_id);
	json_chars(json, "passage", record->id);
	json_span(json, "title", record->title);
	json_span(json, "heading", record->heading);
	json_span(json, "source", record->source);
	json_span(json, "path", record->path);
	json_span(json, "lang", record->lang);
	entry_json_date(json, "date", record->date);
	entry_json_date(json, "published", record->published);
	json_chars(json, "in", where_text(m));
	json_number(json, "start", m->from_char);
	json_number(json, "end", m->to_char);
	json_span(json, "surface", m->surface);
	json_span(json, "why", m->why);
	if (m->name.bytes > 0)
		json_span(json, "by", m->name);
	json_chars(json, "certainty", m->certainty == NAME_LIKELY ? "likely" : "certain");
	json_close_object(json);
}

/* How often on each day (month, year) of the passages that name him. */
static void print_days(const struct mentions *mentions, struct json *json)
{
	json_open_array(json, "days");
	for (size_t i = 0, same; i < mentions->count; i += same) {
		char date[DATE_TEXT], next[DATE_TEXT];

		entry_date(mentions->items[i].record->date, date);
		for (same = 1; i + same < mentions->count; same++) {
			entry_date(mentions->items[i + same].record->date, next);
			if (strcmp(date, next) != 0)
				break;
		}
		json_open_object(json, NULL);
		if (date[0])
			json_chars(json, "date", date);
		else
			json_nothing(json, "date");
		json_number(json, "count", (int64_t)same);
		json_close_object(json);
	}
	json_close_array(json);
}

void mentions_print_json(const struct mentions *mentions, bool explain, struct buf *out)
{
	struct json json = { .out = out };

	json_open_object(&json, NULL);
	json_chars(&json, "schema", "dateline.mentions/1");
	json_span(&json, "query", mentions->name);
	entry_json_list(&json, "aliases", mentions->aliases, mentions->alias_count);
	json_open_object(&json, "total");
	json_number(&json, "value", (int64_t)mentions->count);
	json_chars(&json, "relation", "eq");
	json_close_object(&json);
	json_number(&json, "passages", mentions->passages);
	json_number(&json, "articles", mentions->articles);
	json_open_array(&json, "spellings");
	for (size_t i = 0; i < mentions->spelling_count; i++) {
		json_open_object(&json, NULL);
		json_span(&json, "surface", mentions->spellings[i].surface);
		json_number(&json, "count", mentions->spellings[i].count);
		json_close_object(&json);
	}
	json_close_array(&json);
	print_days(mentions, &json);
	json_open_array(&json, "mentions");
	for (size_t i = 0; i < mentions->shown; i++)
		print_mention(&json, &mentions->items[i]);
	json_close_array(&json);
	entry_json_lines(&json, "warnings", mentions->warnings);
	entry_json_lines(&json, "advice", mentions->advice);
	if (explain)
		json_span(&json, "explanation", mentions->explanation);
	json_close_object(&json);
	buf_add_char(out, '\n');
}
