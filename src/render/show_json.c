/* Prints an article or a passage with all that is known of it as "dateline.show/1". */
#include "render/entry.h"

static struct span record_part(const struct record *r, bool in_heading)
{
	return in_heading ? r->heading : r->text;
}

/* start, end: code points of the part; text: what stands there. */
static void print_span(struct json *json, const struct record *r, bool in_heading, uint32_t at_byte, uint32_t bytes)
{
	struct span part = record_part(r, in_heading);
	struct char_counter counter = { part, 0, 0 };

	if ((size_t)at_byte + bytes > part.bytes)
		return;
	json_chars(json, "in", in_heading ? "heading" : "text");
	json_number(json, "start", (int64_t)char_at(&counter, at_byte));
	json_number(json, "end", (int64_t)char_at(&counter, at_byte + bytes));
	json_span(json, "text", span_make(part.at + at_byte, bytes));
}

static void print_dates(struct json *json, const struct record *r)
{
	json_open_array(json, "dates");
	for (size_t i = 0; i < r->date_count; i++) {
		json_open_object(json, NULL);
		print_span(json, r, r->dates[i].in_heading, r->dates[i].at_byte, r->dates[i].bytes);
		entry_json_date(json, "value", r->dates[i].date);
		if (r->dates[i].timex.bytes > 0)
			json_span(json, "timex", r->dates[i].timex);
		json_close_object(json);
	}
	json_close_array(json);
}

static void print_mentions(struct json *json, const struct record *r)
{
	json_open_array(json, "place_mentions");
	for (size_t i = 0; i < r->place_count; i++) {
		json_open_object(json, NULL);
		print_span(json, r, r->places[i].in_heading, r->places[i].at_byte, r->places[i].bytes);
		json_span(json, "code", r->places[i].code);
		json_close_object(json);
	}
	json_close_array(json);
	json_open_array(json, "person_mentions");
	for (size_t i = 0; i < r->person_count; i++) {
		json_open_object(json, NULL);
		print_span(json, r, r->persons[i].in_heading, r->persons[i].at_byte, r->persons[i].bytes);
		json_span(json, "label", r->persons[i].label);
		json_span(json, "key", r->persons[i].key);
		json_close_object(json);
	}
	json_close_array(json);
}

static void print_passage(struct json *json, const struct answer_hit *hit)
{
	const struct record *r = &hit->hit.record;

	json_open_object(json, NULL);
	json_chars(json, "id", r->id);
	json_number(json, "number", r->number);
	json_span(json, "heading", r->heading);
	json_span(json, "text", r->text);
	json_span(json, "lang", r->lang);
	entry_json_event(json, r);
	entry_json_list(json, "places", hit->places, hit->place_count);
	entry_json_list(json, "persons", hit->persons, hit->person_count);
	print_dates(json, r);
	print_mentions(json, r);
	json_close_object(json);
}

static void print_article(struct json *json, const struct record *r)
{
	json_open_object(json, "article");
	json_chars(json, "id", r->article);
	json_span(json, "own_id", r->own_id);
	json_span(json, "title", r->title);
	json_span(json, "source", r->source);
	json_span(json, "url", r->url);
	json_span(json, "author", r->author);
	entry_json_date(json, "published", r->published);
	json_number(json, "passages", r->passage_count);
	json_open_object(json, "provenance");
	json_span(json, "path", r->path);
	json_number(json, "from_byte", (int64_t)r->from_byte);
	json_number(json, "to_byte", (int64_t)r->to_byte);
	json_span(json, "sha256", r->sha256);
	json_span(json, "charset", r->charset);
	json_span(json, "charset_why", r->charset_why);
	json_span(json, "reader", r->reader);
	json_span(json, "title_from", r->title_from);
	json_span(json, "published_from", r->published_from);
	json_span(json, "read_at", r->read_at);
	json_close_object(json);
	json_close_object(json);
}

void show_print_json(const struct answer_hit *hits, size_t count, bool whole_article, struct buf *out)
{
	struct json json = { .out = out };

	json_open_object(&json, NULL);
	json_chars(&json, "schema", "dateline.show/1");
	if (count > 0)
		print_article(&json, &hits[0].hit.record);
	json_open_array(&json, "passages");
	for (size_t i = 0; i < count; i++)
		print_passage(&json, &hits[i]);
	json_close_array(&json);
	json_open_array(&json, "copies");
	for (size_t i = 0; count > 0 && i < hits[0].copy_count; i++)
		entry_json_copy(&json, &hits[0].copies[i]);
	json_close_array(&json);
	json_bool(&json, "whole", whole_article);
	json_close_object(&json);
	buf_add_char(out, '\n');
}
