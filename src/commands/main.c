/* The program: finds the command, runs it, turns its outcome into an exit status. */
#include "commands/config.h"

#include <locale.h>
#include <signal.h>
#include <stdlib.h>

#define COMMAND(name) extern const struct command command_##name;
#include "commands/commands.inc"
#undef COMMAND

const struct command *const commands[] = {
#define COMMAND(name) &command_##name,
#include "commands/commands.inc"
#undef COMMAND
};
const size_t command_count = COUNT(commands);

const struct command *command_find(const char *name, struct error *err)
{
	const char *names[COUNT(commands)];
	const char *nearest;

	for (size_t i = 0; i < command_count; i++) {
		if (strcmp(commands[i]->name, name) == 0)
			return commands[i];
		names[i] = commands[i]->name;
	}
	nearest = nearest_name(name, names, command_count);
	if (nearest)
		error_set(err, STATUS_USAGE, NULL, "no command \"%s\"; did you mean %s?", name, nearest);
	else
		error_set(err, STATUS_USAGE, NULL, "no command \"%s\"; see dateline help", name);
	return NULL;
}

/* What must work when the file of settings is broken. */
static bool keeps_no_settings(const char *name)
{
	return strcmp(name, "help") == 0 || strcmp(name, "init") == 0 || strcmp(name, "completions") == 0;
}

static enum status run(struct invocation *line, int argc, char **argv, struct error *err)
{
	enum status outcome;

	invocation_read(line, argc, argv, err);
	if (!keeps_no_settings(line->command->name))
		config_apply(line, err);
	invocation_settle(line, err);
	if (err->status != STATUS_OK)
		return err->status;
	if (given_has(line, "help")) {
		struct buf out = BUF_INIT((size_t)1 << 20);

		print_help(line->command, &out);
		print_screen(line, buf_span(&out), err);
		buf_release(&out);
		return err->status;
	}
	outcome = line->command->run(line, err);
	if (fflush(stdout) != 0 && !ferror(stdout))
		error_set(err, STATUS_IO, "standard output", "cannot be written");
	return err->status != STATUS_OK ? err->status : outcome;
}

int main(int argc, char **argv)
{
	struct invocation line = { .arena = arena_new() };
	const char *name = argc > 1 ? argv[1] : "help";
	enum status outcome = STATUS_USAGE;
	struct error err = { 0 };

	setlocale(LC_CTYPE, "C.UTF-8");
	signal(SIGPIPE, SIG_IGN);
	line.err = terminal_of(stderr, COLOR_AUTO);
	if (strcmp(name, "--version") == 0) {
		puts("dateline " DATELINE_VERSION);
		outcome = STATUS_OK;
	} else {
		if (strcmp(name, "--help") == 0 || strcmp(name, "-h") == 0)
			name = "help";
		line.command = command_find(name, &err);
		if (line.command)
			outcome = run(&line, argc > 1 ? argc - 1 : argc, argc > 1 ? argv + 1 : argv, &err);
	}
	if (err.status != STATUS_OK) {
		tell_fault(&line, &err);
		outcome = err.status;
	}
	arena_free(line.arena);
	return (int)outcome;
}
