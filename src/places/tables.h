/* Reads the places tables into a pack. */
#ifndef PLACES_TABLES_H
#define PLACES_TABLES_H

#include "dateline/error.h"
#include "places/pack.h"

/* The files that make a gazetteer; NULL for one that is not there. `facts` has one
 * column more than `places` and mends it; the columns are named in each first line. */
struct table_paths {
	const char *places, *facts, *renamings, *adjectives, *deny, *common;
};

void tables_read(const struct table_paths *paths, struct pack *pack, struct error *err);

#endif
