/* The kinds of places as words. */
#include "dateline/place.h"

const char *place_kind_text(enum place_kind kind)
{
	static const char *const texts[] = { "country", "region", "city", "district", "water", "other" };

	return (size_t)kind < COUNT(texts) ? texts[kind] : "other";
}
