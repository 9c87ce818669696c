/* Adds one place of GeoNames after another, each with all its names, to a layer. */
#ifndef PLACES_JOINING_H
#define PLACES_JOINING_H

#include "places/geonames.h"
#include "places/layer.h"

#include "dateline/arena.h"
#include "dateline/gazetteer.h"

#define FIRST_LEVELS_MOST 100000

/* The place whose rows are coming in. */
struct joining {
	struct layer *layer;
	const struct gazetteer *base;
	struct arena *arena;            /* of one place */
	bool has_alternates;            /* there is a file of them: the table's own list is not needed */
	uint32_t id;
	bool has_row;
	struct geoname row;
	struct alternate *names;
	size_t name_count;
};

/* All of its rows have come: it goes into the layer. */
void joining_end(struct joining *j, struct import_summary *sum, struct error *err);

/* A region that no row of the table brought, or further names of one that is there. */
void joining_first_level(struct joining *j, const struct first_level *level, struct import_summary *sum, struct error *err);

/* The directory of the file `to`. */
void import_directory(const char *to, char *directory, size_t room, struct error *err);

#endif
