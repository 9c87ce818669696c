/* The verbs of dateline places. */
#ifndef COMMANDS_PLACES_H
#define COMMANDS_PLACES_H

#include "commands/command.h"

enum status places_find_command(struct invocation *line, struct error *err);
enum status places_import_command(struct invocation *line, struct error *err);

#endif
