/* Which gazetteer a run works with: asked for, imported, or built in. */
#include "commands/gazetteer.h"

#include <stdlib.h>
#include <unistd.h>

const char *places_file(const struct invocation *line)
{
	static const char *const made[] = { PLACES_OWN_FILE, PLACES_GEONAMES_FILE };
	const char *asked = given_text(line, "places", getenv("DATELINE_PLACES"));

	if (asked && strcmp(asked, "default") == 0)
		return NULL;
	if (asked && *asked)
		return asked;
	for (size_t i = 0; i < COUNT(made); i++) {
		const char *path = data_path(line, made[i]);

		if (access(path, F_OK) == 0)
			return path;
	}
	return NULL;
}

struct gazetteer *places_open(const struct invocation *line, struct error *err)
{
	return gazetteer_open(places_file(line), err);
}
