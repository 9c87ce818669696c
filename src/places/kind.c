/* The kinds of places, and the tables they come from, as words. */
#include "dateline/place.h"

const char *place_kind_text(enum place_kind kind)
{
	static const char *const texts[] = { "country", "region", "city", "district", "water", "other" };

	return (size_t)kind < COUNT(texts) ? texts[kind] : "other";
}

const char *place_table_text(enum place_table table)
{
	static const char *const texts[] = { "built-in", "geonames", "own" };

	return (size_t)table < COUNT(texts) ? texts[table] : "own";
}
