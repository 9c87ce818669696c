/* Reads JSON Lines ({"id","lang","text"}) and writes the places of each, as eval/places/score.py takes them. */
#include "dateline/arena.h"
#include "dateline/place.h"
#include "dateline/text.h"

#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>

/* The path of a place as names, country first. */
static json_t *path_of(const struct gazetteer *gazetteer, uint32_t id)
{
	uint32_t above[PLACE_DEPTH_MOST];
	size_t count = place_ancestors(gazetteer, id, above);
	json_t *path = json_array();

	while (count-- > 0)
		json_array_append_new(path, json_pack("s", place_get(gazetteer, above[count]).name.at));
	json_array_append_new(path, json_pack("s", place_get(gazetteer, id).name.at));
	return path;
}

static json_t *mention_of(const struct gazetteer *gazetteer, const struct place_mention *mention, struct char_counter *counter)
{
	struct place place = place_get(gazetteer, mention->place);
	int start = (int)char_at(counter, mention->at_byte), end = (int)char_at(counter, mention->at_byte + mention->bytes);

	return json_pack("{s:i s:i s:s s:s s:f s:f s:s s:s s:s s:s s:f s:o}", "start", start, "end", end, "code", place.code.at, "name", place.name.at,
			 "lat", (double)place.lat, "lon", (double)place.lon, "country", place.country,
			 "kind", place_kind_text(place.kind), "rule", mention->rule, "why", place_why_text(mention->why),
			 "confidence", (double)mention->confidence, "path", path_of(gazetteer, mention->place));
}

static void annotate(const struct gazetteer *gazetteer, const char *id, const char *lang, struct span raw, struct arena *arena)
{
	struct char_counter counter = { raw, 0, 0 };
	struct place_context context = { .lang = lang };
	struct place_mention *mentions = NULL;
	struct text text;
	json_t *doc, *places = json_array();
	char *line;
	size_t count;

	text_read(raw, arena, &text);
	count = places_find(gazetteer, &text, &context, arena, &mentions);
	for (size_t i = 0; i < count; i++)
		json_array_append_new(places, mention_of(gazetteer, &mentions[i], &counter));
	doc = json_pack("{s:s s:o}", "id", id, "places", places);
	line = json_dumps(doc, JSON_COMPACT);
	puts(line ? line : "{}");
	free(line);
	json_decref(doc);
}

int main(void)
{
	struct error err = { 0 };
	struct gazetteer *gazetteer = gazetteer_open(NULL, &err);
	struct arena *arena = arena_new();
	char *line = NULL;
	size_t room = 0;

	while (gazetteer && getline(&line, &room, stdin) > 0) {
		json_t *doc = json_loads(line, 0, NULL);
		const char *id = json_string_value(json_object_get(doc, "id"));
		const char *lang = json_string_value(json_object_get(doc, "lang"));
		const char *text = json_string_value(json_object_get(doc, "text"));

		if (text)
			annotate(gazetteer, id ? id : "", lang ? lang : "", span_of(text), arena);
		json_decref(doc);
		arena_reset(arena);
	}
	free(line);
	arena_free(arena);
	gazetteer_close(gazetteer);
	return (int)err.status;
}
