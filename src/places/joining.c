/* Adds one place of GeoNames after another, each with all its names, to a layer. */
#include "places/joining.h"

#include "dateline/text.h"

#include <stdio.h>

/* A town smaller than this, and any way of writing beside a place's own name, is a person or a common word in most
 * texts that have it: of one word, it then wants a reason to be the place ("in", "село", its region nearby). */
#define SURE_PEOPLE 15000u

void import_directory(const char *to, char *directory, size_t room, struct error *err)
{
	const char *slash = strrchr(to, '/');
	int bytes = slash ? (int)(slash - to) + (slash == to) : 1;

	if (snprintf(directory, room, "%.*s", bytes, slash ? to : ".") >= (int)room)
		error_set(err, STATUS_IO, to, "the path is too long");
}

static bool is_one_word(struct span name)
{
	for (size_t i = 0; i < name.bytes; i++)
		if (name.at[i] == ' ' || name.at[i] == '-')
			return false;
	return true;
}

static uint32_t flags_of(struct span name, uint32_t flags, bool is_sure)
{
	return flags | (!is_sure && is_one_word(name) ? (uint32_t)ENTRY_WEAK : 0);
}

/* ---- names ---- */

/* How good a name is to be shown, 0: not at all. */
static int rank_of(const struct alternate *name)
{
	if (name->historic || name->colloquial)
		return 0;
	return name->preferred ? 3 : name->short_name ? 1 : 2;
}

static struct span shown_name(const struct joining *j, const char *lang)
{
	struct span best = { NULL, 0 };
	int rank = 0;

	for (size_t i = 0; i < j->name_count; i++)
		if (span_is(j->names[i].lang, lang) && rank_of(&j->names[i]) > rank) {
			rank = rank_of(&j->names[i]);
			best = j->names[i].name;
		}
	return best;
}

static void add_others(struct joining *j, uint32_t place, struct error *err)
{
	struct span rest = j->row.others;

	while (rest.at) {
		struct span name = span_trim(span_cut(&rest, ','));

		if (geonames_is_name(name))
			layer_name(j->layer, place, name, flags_of(name, ENTRY_OTHER, false), err);
	}
}

static void add_alternates(struct joining *j, uint32_t place, struct error *err)
{
	for (size_t i = 0; i < j->name_count; i++) {
		const struct alternate *name = &j->names[i];

		uint32_t flags = flags_of(name->name, ENTRY_OTHER | (name->historic ? (uint32_t)ENTRY_HISTORIC : 0), false);

		layer_name(j->layer, place, name->name, flags, err);
		if (span_is(name->lang, "uk"))
			layer_name_in_ukrainian(j->layer, place, name->name, flags, err);
	}
}

/* The names that a new place shows. */
static void add_shown(struct joining *j, uint32_t place, const struct pack_place *row, struct error *err)
{
	const struct span names[] = { row->name, row->ru, row->kk, row->uk };
	bool is_sure = row->kind == PLACE_COUNTRY || row->kind == PLACE_REGION || row->population >= SURE_PEOPLE;

	for (size_t i = 0; i < COUNT(names); i++)
		if (names[i].bytes > 0)
			layer_name(j->layer, place, names[i], flags_of(names[i], 0, is_sure), err);
	if (row->uk.bytes > 0)
		layer_name_in_ukrainian(j->layer, place, row->uk, flags_of(row->uk, 0, is_sure), err);
	if (!span_equal(j->row.ascii, j->row.name) && geonames_is_name(j->row.ascii))
		layer_name(j->layer, place, j->row.ascii, flags_of(j->row.ascii, 0, is_sure), err);
}

/* ---- places ---- */

/* What a place is known by in the index: a country and its regions by their codes, all else by its id. */
static struct span code_of(struct joining *j)
{
	const struct geoname *row = &j->row;

	if (j->has_row && row->kind == PLACE_COUNTRY && row->country[0])
		return arena_printf(j->arena, "%s", row->country);
	if (j->has_row && row->first_level && row->country[0] && row->region.bytes > 0 && row->region.bytes <= 20)
		return arena_printf(j->arena, "%s.%.*s", row->country, (int)row->region.bytes, row->region.at);
	return arena_printf(j->arena, "%u", j->id);
}

static struct span parent_of(struct joining *j)
{
	const struct geoname *row = &j->row;

	if (!row->country[0] || row->kind == PLACE_COUNTRY)
		return span_of("");
	if (row->first_level || row->region.bytes == 0 || row->region.bytes > 20)
		return arena_printf(j->arena, "%s", row->country);
	return arena_printf(j->arena, "%s.%.*s", row->country, (int)row->region.bytes, row->region.at);
}

static uint32_t add_new(struct joining *j, struct span code, struct error *err)
{
	const struct geoname *row = &j->row;
	struct span english = shown_name(j, "en");
	struct pack_place place = {
		.code = code, .parent = parent_of(j), .name = english.bytes ? english : row->name, .ru = shown_name(j, "ru"),
		.kk = shown_name(j, "kk"), .uk = shown_name(j, "uk"), .kind = row->kind, .country = span_of(row->country),
		.lat = row->lat, .lon = row->lon, .population = row->population,
		.known = (uint16_t)(row->known < UINT16_MAX ? row->known : UINT16_MAX),
	};
	uint32_t number = layer_place(j->layer, &place, err);

	add_shown(j, number, &place, err);
	if (english.bytes > 0 && !span_equal(english, row->name))
		layer_name(j->layer, number, row->name, flags_of(row->name, ENTRY_OTHER, row->population >= SURE_PEOPLE), err);
	return number;
}

void joining_end(struct joining *j, struct import_summary *sum, struct error *err)
{
	struct span id = arena_printf(j->arena, "%u", j->id), code = code_of(j);
	uint32_t place = layer_find(j->layer, code), by_id = place_of_code(j->base, id);

	place = place ? place : by_id;
	if (place) {
		sum->known++;
	} else if (j->has_row) {
		place = add_new(j, code, err);
		sum->added++;
	}
	/* a region's id is another code of it, so that --place finds it by either */
	if (place && !by_id && !span_equal(code, id))
		layer_code(j->layer, id, place, err);
	if (place && j->has_row && !j->has_alternates)
		add_others(j, place, err);
	if (place)
		add_alternates(j, place, err);
	j->has_row = false;
	j->row = (struct geoname){ 0 };
	j->name_count = 0;
	arena_reset(j->arena);
}

void joining_first_level(struct joining *j, const struct first_level *level, struct import_summary *sum, struct error *err)
{
	uint32_t place = layer_find(j->layer, level->code);
	struct pack_place row = { .code = level->code, .parent = span_make(level->code.at, 2), .name = level->name, .kind = PLACE_REGION,
				  .country = span_make(level->code.at, 2) };

	if (place == 0) {
		place = layer_place(j->layer, &row, err);
		layer_name(j->layer, place, level->name, 0, err);
		sum->added++;
	} else {
		layer_name(j->layer, place, level->name, flags_of(level->name, ENTRY_OTHER, false), err);
	}
	if (geonames_is_name(level->ascii))
		layer_name(j->layer, place, level->ascii, flags_of(level->ascii, ENTRY_OTHER, false), err);
}
