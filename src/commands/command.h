/* A subcommand: its name, options, help and function in one row. */
#ifndef COMMANDS_COMMAND_H
#define COMMANDS_COMMAND_H

#include "dateline/arena.h"
#include "dateline/error.h"
#include "dateline/render.h"
#include "dateline/span.h"

#include <stdbool.h>
#include <stddef.h>

/* One option: parsing, usage, help and the manual come from this row. */
struct option_row {
	const char *name;       /* "from" for --from */
	char letter;            /* 'f' for -f, or 0 */
	const char *value;      /* "DATE"; NULL for a switch */
	const char *help;       /* one line */
};

/* An option as it was given. */
struct given {
	const struct option_row *row;
	const char *value;      /* NULL for a switch */
};

/* A command line, taken apart. Lives as long as the run. */
struct invocation {
	const struct command *command;
	struct given *given;    /* in the order of the command line */
	size_t given_count;
	char **operands;
	size_t operand_count;
	struct arena *arena;
	struct terminal out, err; /* stdout and stderr */
	bool quiet;             /* -q */
	bool json;              /* --json, or --format json */
};

/* To add a command, write src/commands/NAME.c that ends in
 *     const struct command command_NAME = { "NAME", "summary", "usage", options, COUNT(options), run };
 * The Makefile finds it. `run` returns the exit status; faults that it cannot
 * go on from it leaves in `err`, and the caller tells them. */
struct command {
	const char *name;
	const char *summary;    /* one line */
	const char *usage;      /* the operands: "PATH..." */
	const struct option_row *options;
	size_t option_count;
	enum status (*run)(struct invocation *line, struct error *err);
};

/* Options that every command has: --help, --quiet, --color, --no-pager, --format,
 * --json, --index, --places. They need no rows of a command's own. */
extern const struct option_row common_options[];
extern const size_t common_option_count;

/* The last value of --name, or `otherwise`. */
const char *given_text(const struct invocation *line, const char *name, const char *otherwise);
bool given_has(const struct invocation *line, const char *name);
/* Every value of --name, in order, in the line's arena. */
size_t given_all(const struct invocation *line, const char *name, struct span **out);
/* A whole number from `least` to `most`; STATUS_USAGE when it is none. */
long given_number(const struct invocation *line, const char *name, long otherwise, long least, long most,
		  struct error *err);
/* Which of the `names` (ending in NULL) --name was given; `otherwise` when it was not; STATUS_USAGE
 * with the list when it is none of them. */
int given_choice(const struct invocation *line, const char *name, const char *const *names, int otherwise,
		 struct error *err);

/* $XDG_DATA_HOME/dateline/NAME, else ~/.local/share/dateline/NAME. */
const char *data_path(const struct invocation *line, const char *name);

/* --index DIR, else $DATELINE_INDEX, else $XDG_DATA_HOME/dateline/index. */
const char *index_directory(const struct invocation *line);

/* Operands joined by spaces: a query typed without quotes. */
struct span operands_joined(const struct invocation *line);

/* Writes `text` to stdout; STATUS_IO when it cannot be written (a closed pipe is no fault). */
void print_out(struct span text, struct error *err);

/* The same for what people read: on a terminal its lines are fitted to the width, and
 * what is higher than the screen goes to a pager. */
void print_screen(const struct invocation *line, struct span text, struct error *err);

/* Tells a fault on stderr in one line: "dateline search: query:12: ...". */
void tell_fault(const struct invocation *line, const struct error *err);
/* Tells something else on stderr, unless -q. */
void tell(const struct invocation *line, const char *format, ...) __attribute__((format(printf, 2, 3)));

/* The table of all commands, by name. */
extern const struct command *const commands[];
extern const size_t command_count;

/* The command called `name`; NULL with `err` set, and the nearest one named, when there is none. */
const struct command *command_find(const char *name, struct error *err);

/* Takes a command line apart. STATUS_USAGE with a hint when it does not fit. */
void invocation_read(struct invocation *line, int argc, char **argv, struct error *err);
/* Reads what every command has, once all is given: colours, --json, --quiet. */
void invocation_settle(struct invocation *line, struct error *err);
/* Prints the help of one command, or of all with NULL. */
void print_help(const struct command *command, struct buf *out);
/* The nearest of the known names to a mistyped one, or NULL. */
const char *nearest_name(const char *typed, const char *const *names, size_t count);

#endif
