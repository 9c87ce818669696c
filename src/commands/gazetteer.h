/* Which gazetteer a run works with. */
#ifndef COMMANDS_GAZETTEER_H
#define COMMANDS_GAZETTEER_H

#include "commands/command.h"

#include "dateline/place.h"

/* What places import makes, in the order in which it is looked for. */
#define PLACES_OWN_FILE "places.own"
#define PLACES_GEONAMES_FILE "places.geonames"

/* --places FILE, else $DATELINE_PLACES, else places.own or places.geonames where the index's directory is; NULL: the
 * built-in one, which "default" asks for too. */
const char *places_file(const struct invocation *line);

/* Opens it. NULL with `err` set. */
struct gazetteer *places_open(const struct invocation *line, struct error *err);

#endif
