/* Prints who is named together as "dateline.together/1". */
#include "render/entry.h"

static void print_mention(const struct together *t, const struct meeting *meeting, size_t i, struct json *json)
{
	const struct found_mention *m = &meeting->mentions[i];

	json_open_object(json, NULL);
	json_span(json, "person", t->names[m->person]);
	json_span(json, "surface", m->surface);
	json_number(json, "start", m->from_char);
	json_number(json, "end", m->to_char);
	json_chars(json, "in", m->in_title ? (m->record->title_char == TITLE_APART ? "title" : "first line")
		   : m->in_heading ? "heading" : "text");
	json_span(json, "why", m->why);
	if (m->name.bytes > 0)
		json_span(json, "by", m->name);
	json_chars(json, "certainty", m->certainty == NAME_LIKELY ? "likely" : "certain");
	json_close_object(json);
}

static void print_meeting(const struct together *t, const struct meeting *meeting, struct json *json)
{
	json_open_object(json, NULL);
	entry_json(json, &meeting->hit);
	json_open_array(json, "sentences");
	for (size_t i = 0; i < meeting->sentence_count; i++)
		json_span(json, NULL, meeting->sentences[i].text);
	json_close_array(json);
	json_open_array(json, "mentions");
	for (size_t i = 0; i < meeting->mention_count; i++)
		print_mention(t, meeting, i, json);
	json_close_array(json);
	json_close_object(json);
}

static void print_companion(const struct companion *one, struct json *json)
{
	json_open_object(json, NULL);
	json_span(json, "key", one->key);
	json_span(json, "label", one->label);
	json_number(json, "passages", one->passages);
	if (date_is_known(one->first)) {
		entry_json_day(json, "from", one->first.from_day);
		entry_json_day(json, "to", one->last.to_day);
	} else {
		json_nothing(json, "from");
		json_nothing(json, "to");
	}
	if (one->month.bytes > 0) {
		json_open_object(json, "most");
		json_span(json, "month", one->month);
		json_number(json, "passages", one->month_passages);
		json_close_object(json);
	} else {
		json_nothing(json, "most");
	}
	json_open_array(json, "places");
	for (size_t i = 0; i < one->place_count; i++) {
		json_open_object(json, NULL);
		json_span(json, "name", one->places[i]);
		json_number(json, "passages", one->place_passages[i]);
		json_close_object(json);
	}
	json_close_array(json);
	json_close_object(json);
}

void together_print_json(const struct together *t, bool explain, struct buf *out)
{
	struct json json = { .out = out };

	json_open_object(&json, NULL);
	json_chars(&json, "schema", "dateline.together/1");
	entry_json_list(&json, "names", t->names, t->name_count);
	json_open_object(&json, "total");
	json_number(&json, "value", t->passages);
	json_chars(&json, "relation", "eq");
	json_close_object(&json);
	json_number(&json, "articles", t->articles);
	json_open_array(&json, "hits");
	for (size_t i = 0; i < t->count; i++)
		print_meeting(t, &t->items[i], &json);
	json_close_array(&json);
	json_open_array(&json, "beside");
	for (size_t i = 0; i < t->companion_count; i++)
		print_companion(&t->companions[i], &json);
	json_close_array(&json);
	entry_json_lines(&json, "warnings", t->warnings);
	entry_json_lines(&json, "advice", t->advice);
	if (explain)
		json_span(&json, "explanation", t->explanation);
	json_close_object(&json);
	buf_add_char(out, '\n');
}
