/* dateline places find: what a name can be, the likeliest first, and why it is. */
#include "commands/gazetteer.h"
#include "commands/places.h"

#include "dateline/json.h"
#include "dateline/place.h"

#define PLACES_MOST 20
#define NEAR_MOST 5

/* "Kazakhstan > Mangystau Region" */
static void print_above(const struct gazetteer *gazetteer, uint32_t id, struct buf *out)
{
	uint32_t above[PLACE_DEPTH_MOST];
	size_t count = place_ancestors(gazetteer, id, above);

	while (count-- > 0) {
		buf_add_span(out, place_get(gazetteer, above[count]).name);
		buf_add_string(out, count ? " > " : "");
	}
}

/* "  ru Шанырак, kk Шаңырақ" */
static void print_names(const struct place *place, struct buf *out)
{
	const struct { const char *lang; struct span name; } rows[] = {
		{ "ru", place->name_ru }, { "kk", place->name_kk }, { "uk", place->name_uk },
	};
	bool any = false;

	for (size_t i = 0; i < COUNT(rows); i++)
		if (rows[i].name.bytes > 0) {
			buf_printf(out, "%s%s %s", any ? ", " : "    ", rows[i].lang, rows[i].name.at);
			any = true;
		}
	buf_add_string(out, any ? "\n" : "");
}

static void print_text(const struct gazetteer *gazetteer, struct span name, const uint32_t *ids, size_t count, struct buf *out)
{
	for (size_t i = 0; i < count; i++) {
		struct place place = place_get(gazetteer, ids[i]);

		buf_printf(out, "%s\t%s\t%s\t", place.code.at, place.name.at, place_kind_text(place.kind));
		print_above(gazetteer, ids[i], out);
		buf_printf(out, "\t%.2f %.2f\t%u\t%s\n", (double)place.lat, (double)place.lon, place.population,
			   place_table_text(place.table));
		print_names(&place, out);
		buf_add_string(out, "    ");
		place_ask_why(gazetteer, name, ids[i], out);
		buf_add_string(out, "\n");
	}
}

static void print_place(const struct gazetteer *gazetteer, struct span name, uint32_t id, struct json *json)
{
	struct buf why = BUF_INIT((size_t)4 << 10);
	struct place place = place_get(gazetteer, id);
	uint32_t above[PLACE_DEPTH_MOST];
	size_t count = place_ancestors(gazetteer, id, above);

	json_open_object(json, NULL);
	json_span(json, "code", place.code);
	json_span(json, "name", place.name);
	json_span(json, "ru", place.name_ru);
	json_span(json, "kk", place.name_kk);
	json_span(json, "uk", place.name_uk);
	json_chars(json, "kind", place_kind_text(place.kind));
	json_chars(json, "country", place.country);
	json_decimal(json, "lat", (double)place.lat, 2);
	json_decimal(json, "lon", (double)place.lon, 2);
	json_number(json, "population", place.population);
	json_chars(json, "table", place_table_text(place.table));
	place_ask_why(gazetteer, name, id, &why);
	json_span(json, "why", buf_span(&why));
	buf_release(&why);
	json_open_array(json, "path");
	while (count-- > 0)
		json_span(json, NULL, place_get(gazetteer, above[count]).name);
	json_span(json, NULL, place.name);
	json_close_array(json);
	json_close_object(json);
}

static void print_json(const struct gazetteer *gazetteer, struct span name, const uint32_t *ids, size_t count, struct buf *out)
{
	struct json json = { .out = out };

	json_open_object(&json, NULL);
	json_chars(&json, "schema", "dateline.places/1");
	json_span(&json, "name", name);
	json_open_array(&json, "places");
	for (size_t i = 0; i < count; i++)
		print_place(gazetteer, name, ids[i], &json);
	json_close_array(&json);
	json_close_object(&json);
	buf_add_string(out, "\n");
}

static void tell_near_names(const struct invocation *line, const struct gazetteer *gazetteer, struct span name)
{
	struct span near[NEAR_MOST];
	size_t count = place_suggest(gazetteer, name, line->arena, near, NEAR_MOST);
	struct buf out = BUF_INIT(BUF_TEXT_MOST);

	for (size_t i = 0; i < count; i++)
		buf_printf(&out, "%s%.*s", i ? ", " : "; the nearest: ", (int)near[i].bytes, near[i].at);
	tell(line, "no place is called %.*s%.*s", (int)name.bytes, name.at, (int)out.bytes, out.at ? out.at : "");
	buf_release(&out);
}

enum status places_find_command(struct invocation *line, struct error *err)
{
	struct span words = operands_joined(line), verb = span_cut(&words, ' '), name = span_trim(words);
	size_t most = (size_t)given_number(line, "limit", 10, 1, PLACES_MOST, err);
	struct gazetteer *gazetteer = places_open(line, err);
	struct buf out = BUF_INIT(BUF_TEXT_MOST);
	uint32_t ids[PLACES_MOST];
	size_t count;

	(void)verb; /* find */
	if (err->status != STATUS_OK) {
		gazetteer_close(gazetteer);
		return err->status;
	}
	count = place_ask(gazetteer, name, ids, most);
	if (line->json)
		print_json(gazetteer, name, ids, count, &out);
	else
		print_text(gazetteer, name, ids, count, &out);
	print_screen(line, buf_span(&out), err);
	if (count == 0)
		tell_near_names(line, gazetteer, name);
	buf_release(&out);
	gazetteer_close(gazetteer);
	return count ? STATUS_OK : STATUS_NO_MATCH;
}
