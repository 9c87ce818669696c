/* Prints every date, place and person of an article with offsets in its text, for `annotate`. */
#include "render/entry.h"

/* start, end: code points of the article's text; text: what stands there. */
static void print_span(struct json *json, struct char_counter *counter, uint32_t at_byte, uint32_t bytes)
{
	json_number(json, "start", (int64_t)char_at(counter, at_byte));
	json_number(json, "end", (int64_t)char_at(counter, at_byte + bytes));
	json_span(json, "text", span_make(counter->text.at + at_byte, bytes));
}

static void print_dates(const struct document *document, struct json *json)
{
	struct char_counter counter = { document->article->text, 0, 0 };

	json_open_array(json, "timex");
	for (size_t i = 0; i < document->all_date_count; i++) {
		const struct date_mention *mention = &document->all_dates[i];

		json_open_object(json, NULL);
		print_span(json, &counter, mention->at_byte, mention->bytes);
		if (date_is_known(mention->date) && mention->timex.bytes) {
			json_span(json, "value", mention->timex);
			entry_json_day(json, "from", mention->date.from_day);
			entry_json_day(json, "to", mention->date.to_day);
		} else {
			json_nothing(json, "value");
			json_nothing(json, "from");
			json_nothing(json, "to");
		}
		json_close_object(json);
	}
	json_close_array(json);
}

/* English names, the country first, the place itself last. */
static void print_path(const struct gazetteer *gazetteer, uint32_t id, struct json *json)
{
	uint32_t above[PLACE_DEPTH_MOST];
	size_t count = place_ancestors(gazetteer, id, above);

	json_open_array(json, "path");
	while (count-- > 0)
		json_span(json, NULL, place_get(gazetteer, above[count]).name);
	json_span(json, NULL, place_get(gazetteer, id).name);
	json_close_array(json);
}

static void print_places(const struct document *document, const struct gazetteer *gazetteer, struct json *json)
{
	struct char_counter counter = { document->article->text, 0, 0 };

	json_open_array(json, "places");
	for (size_t i = 0; i < document->all_place_count; i++) {
		const struct place_mention *mention = &document->all_places[i];
		struct place place = place_get(gazetteer, mention->place);

		json_open_object(json, NULL);
		print_span(json, &counter, mention->at_byte, mention->bytes);
		json_span(json, "name", place.name);
		json_decimal(json, "lat", (double)place.lat, 4);
		json_decimal(json, "lon", (double)place.lon, 4);
		if (place.country[0])
			json_chars(json, "country", place.country);
		else
			json_nothing(json, "country");
		json_chars(json, "kind", place_kind_text(place.kind));
		print_path(gazetteer, mention->place, json);
		json_close_object(json);
	}
	json_close_array(json);
}

static void print_persons(const struct document *document, struct json *json)
{
	struct char_counter counter = { document->article->text, 0, 0 };

	json_open_array(json, "persons");
	for (size_t i = 0; i < document->all_mention_count; i++) {
		const struct person_mention *mention = &document->all_mentions[i];

		json_open_object(json, NULL);
		print_span(json, &counter, mention->at_byte, mention->bytes);
		json_span(json, "name", document->persons[mention->person].label);
		json_close_object(json);
	}
	json_close_array(json);
}

void annotate_print_json(const struct document *document, const struct gazetteer *gazetteer, struct json *json)
{
	print_dates(document, json);
	print_places(document, gazetteer, json);
	print_persons(document, json);
}
