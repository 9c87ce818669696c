/* Imports a user's own table: its places and names go over those of a gazetteer. */
#include "dateline/gazetteer.h"

#include "places/import.h"
#include "places/joining.h"
#include "places/layer.h"
#include "places/own.h"

#include "dateline/file.h"
#include "dateline/map.h"
#include "dateline/text.h"

#include <stdio.h>

#define OWN_MEMORY (IMPORT_MEMORY_MOST / 3)
#define OWN_CODE_DIGITS 12

struct own {
	struct watched watched;
	const struct gazetteer *base;
	struct layer *layer;
	struct arena *arena;            /* of one row */
	const char *path;
	struct own_heading heading;
	bool has_heading;
	struct map *codes;              /* of new places -> line */
	struct error *err;
};

/* ---- what a row lies in ---- */

/* The country or region that is asked for by code or name: the likeliest one of its kind, within `above`. */
static uint32_t ask_for(const struct own *own, struct span name, enum place_kind kind, uint32_t above)
{
	uint32_t ids[20];
	size_t count = place_ask(own->base, name, ids, COUNT(ids));

	for (size_t i = 0; i < count; i++) {
		struct place place = place_get(own->base, ids[i]);
		/* a city that is a region of its own: KZ.02 is Almaty */
		bool fits = place.kind == kind || (kind == PLACE_REGION && place.kind == PLACE_CITY &&
						   place_get(own->base, place.parent).kind == PLACE_COUNTRY);

		if (fits && (above == 0 || place.parent == above))
			return ids[i];
	}
	return 0;
}

static void fault_of_name(const struct own *own, enum own_column column, const char *what, struct span name, struct error *err)
{
	struct span near[1];
	size_t count = place_suggest(own->base, name, own->arena, near, 1);

	error_set(err, STATUS_DATA, NULL, "column %d: no %s is called \"%.*s\"%s%.*s", own->heading.at[column] + 1, what,
		  (int)(name.bytes < 60 ? name.bytes : 60), name.at, count ? "; the nearest: " : "", count ? (int)near[0].bytes : 0,
		  count ? near[0].at : "");
}

/* The code of what the row lies in, and its country. */
static struct span parent_of(const struct own *own, const struct own_row *row, struct span *country, struct error *err)
{
	struct span asked = row->text[OWN_COUNTRY], region = row->text[OWN_REGION];
	uint32_t above = asked.bytes ? ask_for(own, asked, PLACE_COUNTRY, 0) : 0, within = 0;

	*country = span_of("");
	if (region.bytes > 0 && map_find(own->codes, region, 0) && (above || asked.bytes == 0)) { /* of a row before this one */
		*country = arena_printf(own->arena, "%s", place_get(own->base, above).country);
		return region;
	}
	if (asked.bytes > 0 && above == 0)
		fault_of_name(own, OWN_COUNTRY, "country", asked, err);
	else if (region.bytes > 0 && (within = ask_for(own, region, PLACE_REGION, above)) == 0)
		fault_of_name(own, OWN_REGION, asked.bytes ? "region of that country" : "region", region, err);
	if (err->status != STATUS_OK || (!above && !within))
		return span_of("");
	*country = arena_printf(own->arena, "%s", place_get(own->base, within ? within : above).country);
	return place_get(own->base, within ? within : above).code;
}

/* ---- one row ---- */

/* Stable as long as the name, its region and country are: indexes hold it. */
static struct span new_code(const struct own *own, const struct own_row *row, struct span parent)
{
	struct span id = row->text[OWN_ID], name = text_fold(row->text[OWN_NAME], own->arena);
	char digest[DIGEST_TEXT];

	if (id.bytes > 0)
		return id;
	name = arena_printf(own->arena, "%.*s/%.*s", (int)parent.bytes, parent.at ? parent.at : "", (int)name.bytes, name.at);
	digest_hex(name, digest);
	return arena_printf(own->arena, "own-%.*s", OWN_CODE_DIGITS, digest);
}

/* Codes are terms of the index and values of place: in queries. */
static bool is_code(struct span code)
{
	for (size_t i = 0; i < code.bytes; i++)
		if (!(code.at[i] == '-' || code.at[i] == '.' || code.at[i] == '_' || (code.at[i] >= '0' && code.at[i] <= '9') ||
		      (code.at[i] >= 'A' && code.at[i] <= 'Z') || (code.at[i] >= 'a' && code.at[i] <= 'z')))
			return false;
	return code.bytes > 0;
}

static void add_names(struct own *own, uint32_t place, const struct own_row *row)
{
	const struct span shown[] = { row->text[OWN_NAME], row->text[OWN_RU], row->text[OWN_KK], row->text[OWN_UK] };
	struct span rest = row->text[OWN_ALTERNATES];

	for (size_t i = 0; i < COUNT(shown); i++)
		if (shown[i].bytes > 0)
			layer_name(own->layer, place, shown[i], 0, own->err);
	if (row->text[OWN_UK].bytes > 0)
		layer_name_in_ukrainian(own->layer, place, row->text[OWN_UK], 0, own->err);
	while (rest.at && rest.bytes > 0) {
		struct span name = span_trim(span_cut(&rest, '|'));

		if (name.bytes > 0)
			layer_name(own->layer, place, name, ENTRY_OTHER, own->err);
	}
}

static void put_row(struct own *own, const struct own_row *row, struct span parent, struct span country, uint32_t number,
		    struct error *err)
{
	struct span id = row->text[OWN_ID];
	struct pack_place place = {
		.parent = parent, .name = row->text[OWN_NAME], .ru = row->text[OWN_RU], .kk = row->text[OWN_KK],
		.uk = row->text[OWN_UK], .kind = row->kind, .country = country, .lat = row->lat, .lon = row->lon,
		.population = row->population,
	};
	uint32_t known = id.bytes > 0 ? place_of_code(own->base, id) : 0;

	if (known > 0) {
		layer_mend(own->layer, known, &place, own->err);
		own->watched.sum->known++;
	} else {
		place.code = new_code(own, row, parent);
		if (place.name.bytes == 0)
			error_set(err, STATUS_DATA, NULL, "column %d (id): no place has it, and a new one wants a name", own->heading.at[OWN_ID] + 1);
		else if (!is_code(place.code))
			error_set(err, STATUS_DATA, NULL, "column %d (id): an id is of Latin letters, digits, . - and _", own->heading.at[OWN_ID] + 1);
		else if (map_find(own->codes, place.code, 0) || place_of_code(own->base, place.code))
			error_set(err, STATUS_DATA, NULL, "this place is there already, in line %u", map_find(own->codes, place.code, 0));
		if (err->status != STATUS_OK)
			return;
		map_put(own->codes, place.code, number);
		known = layer_place(own->layer, &place, own->err);
		own->watched.sum->added++;
	}
	add_names(own, known, row);
}

static enum geonames_row take_row_of_own(struct span line, uint32_t number, void *with, struct error *err)
{
	struct own *own = with;
	struct own_row row;
	struct span parent, country;

	arena_reset(own->arena);
	if (!own->has_heading) {
		own->has_heading = true;
		if (!own_read_heading(line, &own->heading, err)) { /* nothing below it can be understood */
			char where[160];

			snprintf(where, sizeof(where), "%s:%u", own->path, number);
			error_set(own->err, STATUS_DATA, where, "%s", err->text);
			error_clear(err);
		}
		own->watched.sum->rows--;
		return GEONAMES_TAKEN;
	}
	if (own_read_row(line, &own->heading, &row, err)) {
		parent = parent_of(own, &row, &country, err);
		if (err->status == STATUS_OK)
			put_row(own, &row, parent, country, number, err);
	}
	return err->status == STATUS_OK ? GEONAMES_TAKEN : GEONAMES_BAD;
}

static void step_write(double share, void *with)
{
	struct own *own = with;

	watched_step(&own->watched, SHARE_READ + SHARE_JOIN, SHARE_WRITE, share, own->err);
}

void own_import(const struct gazetteer *base, const char *table, const char *to, const struct import_watch *watch,
		struct import_summary *out, struct error *err)
{
	struct own own = { .watched = { .watch = watch, .sum = out }, .base = base, .path = table, .err = err };
	char directory[4096];

	*out = (struct import_summary){ 0 };
	if (err->status != STATUS_OK)
		return;
	if (!gazetteer_is_sound(base))
		error_set(err, STATUS_DATA, "the gazetteer below", "it is damaged");
	import_directory(to, directory, sizeof(directory), err);
	watched_add(&own.watched, table, err);
	own.arena = arena_new();
	own.codes = map_new();
	own.layer = layer_new(base, directory, OWN_MEMORY, PLACE_OWN, false, err);
	watched_read(&own.watched, table, take_row_of_own, &own, err);
	if (err->status == STATUS_OK && out->added + out->known == 0)
		error_set(err, STATUS_DATA, table, "no row of it is a place");
	out->names = layer_name_count(own.layer);
	if (err->status == STATUS_OK)
		out->bytes = layer_write(own.layer, to, step_write, &own, err);
	layer_free(own.layer);
	map_free(own.codes);
	arena_free(own.arena);
}
