/* Gathers a layer of places and names over a gazetteer. */
#include "places/layer.h"

#include "places/key.h"
#include "places/layer_inner.h"

#include <errno.h>
#include <math.h>
#include <stdlib.h>
#include <unistd.h>

/* Regions are a few thousand; a file that claims more has its places hang on their countries. */
#define PARENTS_MOST 200000
/* The shares of memory of the two sorters that are open at a time. */
#define CODES_SHARE 8

/* ---- life ---- */

/* What the base knows of words that are no places, or not only. */
static void take_rules(struct pack *pack, const struct gazetteer *base)
{
	for (uint32_t i = 0; i < base->header->rule_count; i++) {
		const struct blob_rule *rule = &base->rules[i];

		pack_rule(pack, rule->key, place_get(base, rule->place).code, rule->flags);
	}
}

static FILE *section(const char *directory, struct error *err)
{
	int fd = nameless_file(directory, err);
	FILE *file = fd >= 0 ? fdopen(fd, "w+b") : NULL;

	if (fd >= 0 && !file) {
		error_set(err, STATUS_IO, directory, "%s", strerror(errno));
		close(fd);
	}
	return file;
}

struct layer *layer_new(const struct gazetteer *base, const char *directory, size_t memory, enum place_table table, bool strict,
			struct error *err)
{
	static const struct blob_place nowhere = { .kind = PLACE_OTHER };
	struct layer *layer = memory_get(sizeof(*layer));

	*layer = (struct layer){ .base = base, .directory = directory, .table = table, .strict = strict, .pack = pack_new(),
				 .places = section(directory, err), .strings = section(directory, err),
				 .string_bytes = base->header->string_bytes, .parents = map_new() };
	layer->names = sorter_new(directory, memory - memory / CODES_SHARE, err);
	layer->codes = sorter_new(directory, memory / CODES_SHARE, err);
	layer->pack->places = memory_get(sizeof(nowhere));
	layer->pack->places[0] = nowhere;
	if (strict)
		take_rules(layer->pack, base);
	return layer;
}

void layer_free(struct layer *layer)
{
	if (!layer)
		return;
	pack_free(layer->pack);
	if (layer->places)
		fclose(layer->places);
	if (layer->strings)
		fclose(layer->strings);
	sorter_free(layer->names);
	sorter_free(layer->codes);
	map_free(layer->parents);
	free(layer->parent_places);
	free(layer->mended);
	free(layer);
}

uint32_t layer_place_count(const struct layer *layer)
{
	return layer->place_count;
}

uint64_t layer_name_count(const struct layer *layer)
{
	return layer->name_count;
}

/* ---- strings and codes ---- */

static uint32_t add_string(struct layer *layer, struct span text, struct error *err)
{
	uint64_t at = layer->string_bytes;

	if (text.bytes == 0 || err->status != STATUS_OK)
		return 0;
	if (at + text.bytes + 1 > UINT32_MAX) {
		error_set(err, STATUS_DATA, NULL, "more names than a gazetteer holds (4 GB)");
		return 0;
	}
	layer->string_bytes += text.bytes + 1;
	if (fwrite(text.at, 1, text.bytes, layer->strings) != text.bytes || fputc('\0', layer->strings) == EOF)
		error_set(err, STATUS_IO, layer->directory, "%s", strerror(errno));
	return (uint32_t)at;
}

static void add_code(struct layer *layer, struct span code, uint32_t offset, uint32_t place, struct error *err)
{
	char record[64 + 9];

	if (code.bytes > 64)
		return;
	memcpy(record, code.at, code.bytes);
	record[code.bytes] = '\0';
	sorter_put32(record + code.bytes + 1, offset);
	sorter_put32(record + code.bytes + 5, place);
	sorter_add(layer->codes, span_make(record, code.bytes + 9), err);
	layer->code_count++;
}

void layer_code(struct layer *layer, struct span code, uint32_t place, struct error *err)
{
	add_code(layer, code, add_string(layer, code, err), place, err);
}

/* ---- parents ---- */

/* The number in `parents` of a code; -1 when there are too many. */
static int64_t parent_number(struct layer *layer, struct span code)
{
	size_t count = map_count(layer->parents);
	uint32_t known = map_find(layer->parents, code, UINT32_MAX);

	if (known != UINT32_MAX)
		return known;
	if (count >= PARENTS_MOST)
		return -1;
	map_put(layer->parents, code, (uint32_t)count);
	if (count >= layer->parent_room) {
		layer->parent_room = layer->parent_room ? layer->parent_room * 2 : 1024;
		layer->parent_places = memory_resize(layer->parent_places, layer->parent_room * sizeof(*layer->parent_places));
	}
	layer->parent_places[count] = place_of_code(layer->base, code);
	return (int64_t)count;
}

static uint32_t parent_of(struct layer *layer, struct span code)
{
	int64_t number = code.bytes > 0 ? parent_number(layer, code) : -1;

	if (number < 0)
		return code.bytes > 2 ? place_of_code(layer->base, span_make(code.at, 2)) : 0;
	if (layer->parent_places[number])
		return layer->parent_places[number];
	return PARENT_BY_CODE | (uint32_t)number;
}

uint32_t layer_find(struct layer *layer, struct span code)
{
	uint32_t number = map_find(layer->parents, code, UINT32_MAX);

	return number != UINT32_MAX ? layer->parent_places[number] : place_of_code(layer->base, code);
}

/* ---- places ---- */

uint32_t layer_rank(const struct blob_place *place)
{
	uint32_t rank = (uint32_t)(16.0f * log10f((float)place->population + 1.0f));

	if (place->kind == PLACE_COUNTRY || place->kind == PLACE_REGION || place->table == PLACE_OWN)
		return RANK_MOST;
	rank += place->known < 60 ? place->known : 60;
	if (memcmp(place->country, "KZ", 2) == 0)
		rank += 50;
	return rank < RANK_MOST ? rank : RANK_MOST - 1;
}

static struct blob_place row_of(struct layer *layer, const struct pack_place *place, struct error *err)
{
	struct blob_place row = {
		.name = add_string(layer, place->name, err), .ru = add_string(layer, place->ru, err),
		.kk = add_string(layer, place->kk, err), .uk = add_string(layer, place->uk, err),
		.lat = place->lat, .lon = place->lon, .population = place->population, .known = place->known,
		.kind = (uint8_t)place->kind, .table = (uint8_t)layer->table,
	};

	row.parent = parent_of(layer, place->parent);
	memcpy(row.country, place->country.at, place->country.bytes < 2 ? 0 : 2);
	row.prior = pack_prior(&row);
	return row;
}

uint32_t layer_place(struct layer *layer, const struct pack_place *place, struct error *err)
{
	uint32_t number = layer->base->header->place_count + layer->place_count + 1;
	struct blob_place row = row_of(layer, place, err);
	int64_t parent;

	if (err->status != STATUS_OK)
		return 0;
	row.code = add_string(layer, place->code, err);
	add_code(layer, place->code, row.code, number, err);
	if (fwrite(&row, sizeof(row), 1, layer->places) != 1)
		error_set(err, STATUS_IO, layer->directory, "%s", strerror(errno));
	if (place->kind == PLACE_REGION || place->kind == PLACE_COUNTRY) {
		parent = parent_number(layer, place->code);
		if (parent >= 0)
			layer->parent_places[parent] = number;
	}
	layer->checksum = key_add(key_add(layer->checksum, place->code), place->parent);
	layer->place_count++;
	layer->last_place = number;
	layer->last_rank = layer_rank(&row);
	return number;
}

void layer_mend(struct layer *layer, uint32_t number, const struct pack_place *place, struct error *err)
{
	struct blob_place row = *gazetteer_place(layer->base, number), given = row_of(layer, place, err);

	row.name = given.name ? given.name : row.name;
	row.ru = given.ru ? given.ru : row.ru;
	row.kk = given.kk ? given.kk : row.kk;
	row.uk = given.uk ? given.uk : row.uk;
	row.parent = given.parent && given.parent != number ? given.parent : row.parent;
	row.population = given.population ? given.population : row.population;
	if (given.lat != 0 || given.lon != 0) {
		row.lat = given.lat;
		row.lon = given.lon;
	}
	row.table = given.table;
	row.prior = pack_prior(&row);
	if (layer->mended_count == layer->mended_room) {
		layer->mended_room = layer->mended_room ? layer->mended_room * 2 : 64;
		layer->mended = memory_resize(layer->mended, layer->mended_room * sizeof(*layer->mended));
	}
	layer->mended[layer->mended_count++] = (struct mended){ number, row };
}

/* ---- names ---- */

/* Sends what the pack made of a name on its way. */
static void drain(struct layer *layer, uint32_t place, uint32_t flags, struct error *err)
{
	struct pack *pack = layer->pack;
	char record[16];

	for (size_t i = 0; i < pack->name_count; i++) {
		sorter_put64(record, pack->names[i].key);
		sorter_put32(record + 8, place);
		sorter_put32(record + 12, pack->names[i].flags | flags);
		sorter_add(layer->names, span_make(record, sizeof(record)), err);
	}
	for (size_t i = 0; i < pack->prefix_count; i++) {
		sorter_put64(record, pack->prefixes[i]);
		memset(record + 8, 0, 8);
		sorter_add(layer->names, span_make(record, sizeof(record)), err);
	}
	layer->name_count += pack->name_count;
	pack->name_count = pack->prefix_count = 0;
}

/* Has the pack add `name` and its forms by `add`. */
static void name_by(void (*add)(struct pack *, uint32_t, struct span, uint32_t), struct layer *layer, uint32_t place, struct span name,
		    uint32_t flags, struct error *err)
{
	struct pack *pack = layer->pack;
	const struct blob_place *known = gazetteer_place(layer->base, place);
	bool of_base = place <= layer->base->header->place_count;
	struct span code = of_base ? place_get(layer->base, place).code : span_of("");
	uint32_t extra = layer->strict ? 0 : NAME_IS_FIRM;
	uint32_t rank = place == layer->last_place ? layer->last_rank : of_base ? layer_rank(known) : RANK_MOST;

	if (err->status != STATUS_OK || place == 0)
		return;
	/* the deny list may name the place; those of the layer it cannot know */
	pack->places[0] = of_base ? *known : (struct blob_place){ .kind = PLACE_CITY };
	if (of_base && code.bytes > 0)
		map_put(pack->codes, code, 1);
	add(pack, 1, name, flags);
	if (of_base && code.bytes > 0)
		map_put(pack->codes, code, 0);
	drain(layer, place, rank << NAME_RANK_SHIFT | extra | (of_base && known->kind == PLACE_REGION ? NAME_OF_REGION : 0), err);
}

void layer_name(struct layer *layer, uint32_t place, struct span name, uint32_t flags, struct error *err)
{
	name_by(pack_name, layer, place, name, flags, err);
}

void layer_name_in_ukrainian(struct layer *layer, uint32_t place, struct span name, uint32_t flags, struct error *err)
{
	name_by(pack_name_in_ukrainian, layer, place, name, flags, err);
}
