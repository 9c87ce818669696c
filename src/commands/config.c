/* Reads the file of settings: "name = value" lines, and [command] before those of one command. */
#include "commands/config.h"

#include "dateline/file.h"

#include <stdlib.h>
#include <sys/stat.h>

#define CONFIG_BYTES_MOST ((size_t)1 << 20)

/* The file being read. */
struct config {
	const char *path;
	size_t line;
	const struct command *section;  /* NULL: for every command that has the option */
	struct error *err;
};

const char *config_path(struct arena *arena)
{
	const char *path = getenv("DATELINE_CONFIG"), *config = getenv("XDG_CONFIG_HOME"), *home = getenv("HOME");

	if (path && *path)
		return path;
	if (config && *config)
		return arena_printf(arena, "%s/dateline/config", config).at;
	return arena_printf(arena, "%s/.config/dateline/config", home ? home : ".").at;
}

static void fault(const struct config *config, const char *what, struct span text)
{
	char where[512];

	snprintf(where, sizeof(where), "%s:%zu", config->path, config->line);
	error_set(config->err, STATUS_USAGE, where, "%s \"%.*s\"", what, (int)text.bytes, text.at ? text.at : "");
}

static const struct option_row *row_named(const struct command *command, struct span name)
{
	for (size_t i = 0; i < command->option_count; i++)
		if (span_is(name, command->options[i].name))
			return &command->options[i];
	for (size_t i = 0; i < common_option_count; i++)
		if (span_is(name, common_options[i].name))
			return &common_options[i];
	return NULL;
}

/* Whether any command that the section means has the option. */
static bool is_known(const struct config *config, struct span name)
{
	if (config->section)
		return row_named(config->section, name) != NULL;
	for (size_t i = 0; i < command_count; i++)
		if (row_named(commands[i], name))
			return true;
	return false;
}

/* What the environment says goes before the file. */
static bool is_overruled(const struct option_row *row)
{
	const char *index = getenv("DATELINE_INDEX"), *places = getenv("DATELINE_PLACES"), *no_color = getenv("NO_COLOR");

	return (strcmp(row->name, "index") == 0 && index && *index) ||
	       (strcmp(row->name, "places") == 0 && places && *places) ||
	       (strcmp(row->name, "color") == 0 && no_color && *no_color);
}

static const char *value_of(const struct option_row *row, struct span value, struct arena *arena)
{
	const char *home = getenv("HOME");

	if (!row->value)
		return NULL;
	if (span_starts(value, "~/") && home)
		return arena_printf(arena, "%s%.*s", home, (int)(value.bytes - 1), value.at + 1).at;
	return arena_string(arena, value);
}

/* A setting is one option: a later line of the file takes the place of an earlier. */
static void give(struct invocation *line, size_t typed, const struct option_row *row, const char *value)
{
	for (size_t i = typed; i < line->given_count; i++)
		if (line->given[i].row == row) {
			line->given[i].value = value;
			return;
		}
	line->given = arena_grow(line->arena, line->given, line->given_count, line->given_count + 1, sizeof(*line->given));
	line->given[line->given_count++] = (struct given){ row, value };
}

static void apply_setting(struct invocation *line, size_t typed, const struct config *config, struct span name,
			  struct span value)
{
	const struct option_row *row = row_named(line->command, name);
	bool is_switch = row && !row->value;

	if (!is_known(config, name)) {
		fault(config, "no option is called", name);
		return;
	}
	if (!row || (config->section && config->section != line->command) || is_overruled(row))
		return;
	for (size_t i = 0; i < typed; i++)
		if (line->given[i].row == row)
			return;
	if (is_switch && !span_is(value, "yes") && !span_is(value, "no"))
		fault(config, "yes or no is wanted, not", value);
	else if (!is_switch || span_is(value, "yes"))
		give(line, typed, row, value_of(row, value, line->arena));
}

static void read_section(struct config *config, struct span text, struct arena *arena)
{
	struct error unknown = { 0 };
	struct span name = span_trim(span_make(text.at + 1, text.bytes - 2));

	config->section = command_find(arena_string(arena, name), &unknown);
	if (!config->section)
		fault(config, "no command is called", name);
}

static void read_line(struct invocation *line, size_t typed, struct config *config, struct span text)
{
	struct span name;

	text = span_trim(text);
	if (text.bytes == 0 || text.at[0] == '#')
		return;
	if (text.at[0] == '[' && span_ends(text, "]")) {
		read_section(config, text, line->arena);
		return;
	}
	if (!memchr(text.at, '=', text.bytes)) {
		fault(config, "a setting is \"name = value\", not", text);
		return;
	}
	name = span_trim(span_cut(&text, '='));
	apply_setting(line, typed, config, name, span_trim(text));
}

void config_apply(struct invocation *line, struct error *err)
{
	struct config config = { .path = config_path(line->arena), .err = err };
	struct buf bytes = BUF_INIT(CONFIG_BYTES_MOST);
	size_t typed = line->given_count;
	struct stat status;
	struct span rest;

	if (stat(config.path, &status) != 0)
		return;
	file_read(config.path, &bytes, err);
	rest = buf_span(&bytes);
	while (rest.bytes > 0 && err->status == STATUS_OK) {
		config.line++;
		read_line(line, typed, &config, span_cut(&rest, '\n'));
	}
	buf_release(&bytes);
}
