/* The settings that a user keeps in a file: options that need not be typed. */
#ifndef COMMANDS_CONFIG_H
#define COMMANDS_CONFIG_H

#include "commands/command.h"

/* Where the settings are: $DATELINE_CONFIG, else $XDG_CONFIG_HOME/dateline/config, else
 * ~/.config/dateline/config. */
const char *config_path(struct arena *arena);

/* Gives `line` what the settings say of options that its command has and that were not
 * given. No file: nothing. STATUS_USAGE with file and line for what is no setting. */
void config_apply(struct invocation *line, struct error *err);

#endif
