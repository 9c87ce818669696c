/* Imports GeoNames: sorts rows and alternate names by place, and adds place after place to a layer. */
#include "places/import.h"

#include "places/joining.h"
#include "places/lines.h"
#include "places/sorter.h"

#include "dateline/arena.h"

#include <stdio.h>
#include <stdlib.h>

/* Of the memory that is promised: the rows while they are sorted, and what the layer sorts. The rest is the program
 * with its built-in places, and blocks. */
#define ROWS_MEMORY (IMPORT_MEMORY_MOST / 4)
#define LAYER_MEMORY (IMPORT_MEMORY_MOST / 3)

#define NAMES_MOST 2000         /* of one place */
#define ID_BITS ((uint32_t)1 << 27) /* ids above it are not told apart by their bit */
#define STEP_PLACES 4096

/* A record: id (4 bytes), type, line (4), file, and the row as it is. */
enum { RECORD_PLACE = 1, RECORD_NAME = 2 };
#define RECORD_HEAD 10

struct import {
	struct watched watched;
	const struct import_files *files;
	size_t file;                    /* the one that is read */
	struct sorter *rows;
	unsigned char *ids;             /* a bit for each id that has a place */
	struct arena *kept;
	struct span *first_levels;      /* rows of that file, in `kept` */
	size_t first_level_count, first_level_room;
	struct joining joining;
	struct error *err;
};

/* ---- first pass: rows into the sorter ---- */

static void mark_id(struct import *im, uint32_t id)
{
	if (id < ID_BITS)
		im->ids[id / 8] = (unsigned char)(im->ids[id / 8] | 1u << id % 8);
}

static bool may_have(const struct import *im, uint32_t id)
{
	return id >= ID_BITS || (im->ids[id / 8] & 1u << id % 8);
}

static void mark_known(struct import *im, const struct gazetteer *base)
{
	for (uint32_t i = 0; i < base->header->code_count; i++) {
		const char *code = base->strings + base->codes[i].code;

		if (*code >= '1' && *code <= '9')
			mark_id(im, (uint32_t)strtoul(code, NULL, 10));
	}
}

static void keep(struct import *im, uint32_t id, char type, uint32_t number, struct span line)
{
	char record[RECORD_HEAD + LINE_MOST];

	sorter_put32(record, id);
	record[4] = type;
	sorter_put32(record + 5, number);
	record[9] = (char)im->file;
	memcpy(record + RECORD_HEAD, line.at, line.bytes);
	sorter_add(im->rows, span_make(record, RECORD_HEAD + line.bytes), im->err);
}

static enum geonames_row take_place(struct span line, uint32_t number, void *with, struct error *err)
{
	struct import *im = with;
	struct geoname place;
	enum geonames_row outcome = geoname_read(line, &place, err);

	if (outcome == GEONAMES_TAKEN) {
		mark_id(im, place.id);
		keep(im, place.id, RECORD_PLACE, number, line);
	}
	return outcome;
}

static enum geonames_row take_name(struct span line, uint32_t number, void *with, struct error *err)
{
	struct import *im = with;
	struct alternate name;
	enum geonames_row outcome = alternate_read(line, &name, err);

	if (outcome == GEONAMES_TAKEN && !may_have(im, name.id))
		return GEONAMES_PASSED;
	if (outcome == GEONAMES_TAKEN)
		keep(im, name.id, RECORD_NAME, number, line);
	return outcome;
}

static enum geonames_row take_first_level(struct span line, uint32_t number, void *with, struct error *err)
{
	struct import *im = with;
	struct first_level level;
	enum geonames_row outcome = first_level_read(line, &level, err);

	(void)number;
	if (outcome == GEONAMES_TAKEN && im->first_level_count < FIRST_LEVELS_MOST)
		ARENA_PUSH(im->kept, im->first_levels, im->first_level_count, im->first_level_room) = arena_copy(im->kept, line);
	return outcome;
}

static void read_files(struct import *im)
{
	const struct import_files *files = im->files;

	for (size_t i = 0; i < files->table_count; i++)
		watched_add(&im->watched, files->tables[i], im->err);
	watched_add(&im->watched, files->alternates, im->err);
	watched_add(&im->watched, files->first_levels, im->err);
	for (im->file = 0; im->file < files->table_count; im->file++)
		watched_read(&im->watched, files->tables[im->file], take_place, im, im->err);
	if (im->err->status == STATUS_OK && sorter_count(im->rows) == 0)
		error_set(im->err, STATUS_DATA, files->table_count ? files->tables[0] : NULL, "no row of it is a place that is taken");
	if (files->alternates)
		watched_read(&im->watched, files->alternates, take_name, im, im->err);
	if (files->first_levels)
		watched_read(&im->watched, files->first_levels, take_first_level, im, im->err);
}

/* ---- second pass: place after place into the layer ---- */

static void join_record(struct import *im, struct span record)
{
	struct joining *j = &im->joining;
	struct span line = arena_copy(j->arena, span_make(record.at + RECORD_HEAD, record.bytes - RECORD_HEAD));
	struct error row = { 0 };

	if (record.at[4] == RECORD_PLACE && !j->has_row) {
		j->has_row = geoname_read(line, &j->row, &row) == GEONAMES_TAKEN;
	} else if (record.at[4] == RECORD_PLACE) {
		im->watched.sum->repeated++;
	} else if (j->name_count < NAMES_MOST) {
		j->name_count += alternate_read(line, &j->names[j->name_count], &row) == GEONAMES_TAKEN;
	}
}

static void join_rows(struct import *im)
{
	struct joining *j = &im->joining;
	uint64_t all, done = 0;
	struct span record;

	sorter_turn(im->rows, im->err);
	all = sorter_count(im->rows) + 1;
	while (sorter_next(im->rows, &record, im->err)) {
		uint32_t id = sorter_get32(record.at);

		if (id != j->id)
			joining_end(j, im->watched.sum, im->err);
		j->id = id;
		join_record(im, record);
		if (++done % STEP_PLACES == 0)
			watched_step(&im->watched, SHARE_READ, SHARE_JOIN, (double)done / (double)all, im->err);
	}
	joining_end(j, im->watched.sum, im->err);
	for (size_t i = 0; i < im->first_level_count; i++) {
		struct error row = { 0 };
		struct first_level level;

		if (first_level_read(im->first_levels[i], &level, &row) == GEONAMES_TAKEN)
			joining_first_level(j, &level, im->watched.sum, im->err);
	}
}

static void step_write(double share, void *with)
{
	struct import *im = with;

	watched_step(&im->watched, SHARE_READ + SHARE_JOIN, SHARE_WRITE, share, im->err);
}

void geonames_import(const struct gazetteer *base, const struct import_files *files, const char *to,
		     const struct import_watch *watch, struct import_summary *out, struct error *err)
{
	struct import im = { .watched = { .watch = watch, .sum = out }, .files = files, .err = err };
	char directory[4096];

	*out = (struct import_summary){ 0 };
	if (err->status != STATUS_OK)
		return;
	if (!gazetteer_is_sound(base))
		error_set(err, STATUS_DATA, "the gazetteer below", "it is damaged");
	import_directory(to, directory, sizeof(directory), err);
	im.kept = arena_new();
	im.rows = sorter_new(directory, ROWS_MEMORY, err);
	im.ids = calloc(ID_BITS / 8, 1);
	if (!im.ids)
		abort();
	mark_known(&im, base);
	read_files(&im);
	im.joining = (struct joining){ .arena = arena_new(), .base = base, .has_alternates = files->alternates != NULL };
	im.joining.names = memory_get(NAMES_MOST * sizeof(*im.joining.names));
	im.joining.layer = layer_new(base, directory, LAYER_MEMORY, PLACE_GEONAMES, true, err);
	join_rows(&im);
	sorter_free(im.rows);
	free(im.ids);
	out->names = layer_name_count(im.joining.layer);
	if (err->status == STATUS_OK)
		out->bytes = layer_write(im.joining.layer, to, step_write, &im, err);
	layer_free(im.joining.layer);
	free(im.joining.names);
	arena_free(im.joining.arena);
	arena_free(im.kept);
}
