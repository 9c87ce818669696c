/* Reads the rows of a user's own table of places. */
#ifndef PLACES_OWN_H
#define PLACES_OWN_H

#include "dateline/arena.h"
#include "dateline/error.h"
#include "dateline/place.h"

/* The columns that the first line may name, in any order. */
enum own_column { OWN_ID, OWN_NAME, OWN_RU, OWN_KK, OWN_UK, OWN_ALTERNATES, OWN_COUNTRY, OWN_REGION, OWN_LAT, OWN_LON, OWN_KIND,
		  OWN_POPULATION, OWN_COLUMNS };

struct own_heading {
	int at[OWN_COLUMNS];    /* which column of a row, -1 none */
	size_t count;
};

struct own_row {
	struct span text[OWN_COLUMNS];  /* {NULL, 0}: none */
	enum place_kind kind;
	bool has_kind;
	float lat, lon;
	uint32_t population;
};

/* Spans borrow the line. False with `err` set, the column in its text. */
bool own_read_heading(struct span line, struct own_heading *out, struct error *err);
bool own_read_row(struct span line, const struct own_heading *heading, struct own_row *out, struct error *err);

#endif
