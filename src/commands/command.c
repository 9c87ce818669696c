/* Takes command lines apart by the rows of the commands, and prints their help. */
#include "commands/command.h"

#include <errno.h>
#include <getopt.h>
#include <stdarg.h>
#include <stdlib.h>
#include <unistd.h>

const struct option_row common_options[] = {
	{ "index", 0, "DIR", "the index; otherwise $DATELINE_INDEX or $XDG_DATA_HOME/dateline/index" },
	{ "places", 0, "FILE", "the gazetteer; otherwise $DATELINE_PLACES, or what places import made; \"default\" is the built-in one" },
	{ "format", 0, "F", "the form of the answer" },
	{ "json", 0, NULL, "the same as --format json" },
	{ "color", 0, "WHEN", "auto, always or never" },
	{ "no-pager", 0, NULL, "no pager, however long the answer" },
	{ "quiet", 'q', NULL, "no talk and no progress on standard error" },
	{ "help", 'h', NULL, "this help" },
};
const size_t common_option_count = COUNT(common_options);

/* All rows of a command: its own, then the common ones. */
static const struct option_row *row_at(const struct command *command, size_t i)
{
	return i < command->option_count ? &command->options[i] : &common_options[i - command->option_count];
}

static size_t row_count(const struct command *command)
{
	return command->option_count + common_option_count;
}

/* ---- what was given ---- */

const char *given_text(const struct invocation *line, const char *name, const char *otherwise)
{
	for (size_t i = line->given_count; i-- > 0;)
		if (strcmp(line->given[i].row->name, name) == 0)
			return line->given[i].value ? line->given[i].value : "";
	return otherwise;
}

bool given_has(const struct invocation *line, const char *name)
{
	return given_text(line, name, NULL) != NULL;
}

size_t given_all(const struct invocation *line, const char *name, struct span **out)
{
	size_t count = 0;

	*out = arena_new_array(line->arena, struct span, line->given_count + 1);
	for (size_t i = 0; i < line->given_count; i++)
		if (strcmp(line->given[i].row->name, name) == 0)
			(*out)[count++] = span_of(line->given[i].value);
	return count;
}

long given_number(const struct invocation *line, const char *name, long otherwise, long least, long most,
		  struct error *err)
{
	const char *text = given_text(line, name, NULL);
	char *end;
	long number;

	if (!text)
		return otherwise;
	errno = 0;
	number = strtol(text, &end, 10);
	if (errno == 0 && end != text && *end == '\0' && number >= least && number <= most)
		return number;
	error_set(err, STATUS_USAGE, NULL, "--%s takes a whole number from %ld to %ld, not \"%s\"", name, least, most, text);
	return otherwise;
}

int given_choice(const struct invocation *line, const char *name, const char *const *names, int otherwise,
		 struct error *err)
{
	const char *text = given_text(line, name, NULL);
	char list[160] = "";

	if (!text)
		return otherwise;
	for (int i = 0; names[i]; i++) {
		size_t used = strlen(list);

		if (strcmp(names[i], text) == 0)
			return i;
		snprintf(list + used, sizeof(list) - used, "%s%s", i ? ", " : "", names[i]);
	}
	error_set(err, STATUS_USAGE, NULL, "--%s takes %s, not \"%s\"", name, list, text);
	return otherwise;
}

const char *index_directory(const struct invocation *line)
{
	const char *asked = given_text(line, "index", getenv("DATELINE_INDEX"));

	return asked && *asked ? asked : data_path(line, "index");
}

const char *data_path(const struct invocation *line, const char *name)
{
	const char *data = getenv("XDG_DATA_HOME"), *home = getenv("HOME");

	if (data && *data)
		return arena_printf(line->arena, "%s/dateline/%s", data, name).at;
	return arena_printf(line->arena, "%s/.local/share/dateline/%s", home ? home : ".", name).at;
}

struct span operands_joined(const struct invocation *line)
{
	struct buf joined = BUF_INIT((size_t)1 << 20);
	struct span text;

	for (size_t i = 0; i < line->operand_count; i++) {
		buf_add_string(&joined, i ? " " : "");
		buf_add_string(&joined, line->operands[i]);
	}
	text = arena_copy(line->arena, buf_span(&joined));
	buf_release(&joined);
	return text;
}

/* ---- talking ---- */

void print_out(struct span text, struct error *err)
{
	if (err->status != STATUS_OK)
		return;
	if (text.bytes && fwrite(text.at, 1, text.bytes, stdout) != text.bytes && errno != EPIPE)
		error_set(err, STATUS_IO, "standard output", "%s", strerror(errno));
}

static void tell_text(const struct invocation *line, const struct buf *text)
{
	struct buf fitted = BUF_INIT(4 * text->bytes + 4096);

	if (line->err.is_terminal)
		add_fitted(&fitted, buf_span(text), line->err.width);
	fputs(line->err.is_terminal ? fitted.at : text->at, stderr);
	buf_release(&fitted);
}

void tell_fault(const struct invocation *line, const struct error *err)
{
	const char *name = line->command ? line->command->name : NULL;
	struct buf out = BUF_INIT((size_t)4 << 10);

	buf_printf(&out, "dateline%s%s: ", name ? " " : "", name ? name : "");
	style_begin(&out, &line->err, STYLE_FAULT);
	if (*err->where) {
		add_safe(&out, span_of(err->where));
		buf_add_string(&out, ": ");
	}
	add_safe(&out, span_of(err->text));
	style_end(&out, &line->err);
	buf_add_char(&out, '\n');
	tell_text(line, &out);
	buf_release(&out);
}

void tell(const struct invocation *line, const char *format, ...)
{
	struct buf text = BUF_INIT((size_t)1 << 20);
	va_list args;

	if (line->quiet)
		return;
	va_start(args, format);
	buf_vprintf(&text, format, args);
	va_end(args);
	buf_add_char(&text, '\n');
	tell_text(line, &text);
	buf_release(&text);
}

/* ---- reading a command line ---- */

/* Edits between two words, with a table of one row. */
static size_t edit_distance(const char *a, const char *b)
{
	size_t row[64], width = strlen(b);

	if (width >= COUNT(row))
		return COUNT(row);
	for (size_t j = 0; j <= width; j++)
		row[j] = j;
	for (size_t i = 1; a[i - 1]; i++) {
		size_t diagonal = row[0];

		row[0] = i;
		for (size_t j = 1; j <= width; j++) {
			size_t change = diagonal + (a[i - 1] != b[j - 1]);
			size_t shift = (row[j] < row[j - 1] ? row[j] : row[j - 1]) + 1;

			diagonal = row[j];
			row[j] = change < shift ? change : shift;
		}
	}
	return row[width];
}

const char *nearest_name(const char *typed, const char *const *names, size_t count)
{
	const char *nearest = NULL;
	size_t least = 3;

	for (size_t i = 0; i < count; i++) {
		size_t distance = edit_distance(typed, names[i]);

		if (distance < least && distance < strlen(names[i])) {
			least = distance;
			nearest = names[i];
		}
	}
	return nearest;
}

static void fault_of_option(const struct invocation *line, const char *typed, struct error *err)
{
	const char *names[64];
	const char *nearest;
	size_t count = 0;
	char bare[64];

	snprintf(bare, sizeof(bare), "%s", typed + strspn(typed, "-"));
	bare[strcspn(bare, "=")] = '\0';
	for (size_t i = 0; i < row_count(line->command) && count < COUNT(names); i++)
		names[count++] = row_at(line->command, i)->name;
	nearest = nearest_name(bare, names, count);
	error_set(err, STATUS_USAGE, NULL, nearest ? "unknown option %s; did you mean --%s?" : "unknown option %s", typed,
		  nearest);
}

/* getopt names an unknown letter only: where it stood in the line is not known. */
static void fault_of_letter(const struct invocation *line, int letter, struct error *err)
{
	bool takes_query = strstr(line->command->usage, "QUERY") != NULL;

	error_set(err, STATUS_USAGE, NULL, "unknown option -%c%s", letter >= ' ' && letter < 0x7f ? letter : '?',
		  takes_query ? "; a query with a minus in it wants to stand in quotation marks, or behind --" : "");
}

static void options_for_getopt(const struct command *command, struct option *longs, char *shorts)
{
	char *letter = shorts;

	*letter++ = ':';
	for (size_t i = 0; i < row_count(command); i++) {
		const struct option_row *row = row_at(command, i);

		longs[i] = (struct option){ row->name, row->value ? required_argument : no_argument, NULL, 256 + (int)i };
		if (!row->letter)
			continue;
		*letter++ = row->letter;
		if (row->value)
			*letter++ = ':';
	}
	*letter = '\0';
}

static const struct option_row *row_of(const struct command *command, int found)
{
	if (found >= 256)
		return row_at(command, (size_t)(found - 256));
	for (size_t i = 0; i < row_count(command); i++)
		if (row_at(command, i)->letter == found)
			return row_at(command, i);
	return NULL;
}

void invocation_settle(struct invocation *line, struct error *err)
{
	static const char *const wishes[] = { "auto", "always", "never", NULL };
	enum color_wish wish = (enum color_wish)given_choice(line, "color", wishes, COLOR_AUTO, err);

	line->out = terminal_of(stdout, wish);
	line->err = terminal_of(stderr, wish);
	line->quiet = given_has(line, "quiet");
	line->json = given_has(line, "json") || strcmp(given_text(line, "format", ""), "json") == 0;
}

void invocation_read(struct invocation *line, int argc, char **argv, struct error *err)
{
	const struct command *command = line->command;
	struct option *longs = arena_new_array(line->arena, struct option, row_count(command) + 1);
	char shorts[128];
	int found;

	options_for_getopt(command, longs, shorts);
	line->given = arena_new_array(line->arena, struct given, (size_t)argc + 1);
	opterr = 0;
	optind = 0; /* from the start again: a receipt's line is read within a run */
	while ((found = getopt_long(argc, argv, shorts, longs, NULL)) != -1) {
		if (found == ':')
			error_set(err, STATUS_USAGE, NULL, "%s wants a value", argv[optind - 1]);
		else if (found == '?' && optopt != 0 && optopt < 256)
			fault_of_letter(line, optopt, err);
		else if (found == '?')
			fault_of_option(line, argv[optind - 1], err);
		else
			line->given[line->given_count++] = (struct given){ row_of(command, found), optarg };
	}
	line->operands = argv + optind;
	line->operand_count = (size_t)(argc - optind);
}

/* ---- help ---- */

static void print_rows(const struct option_row *rows, size_t count, struct buf *out)
{
	for (size_t i = 0; i < count; i++) {
		char left[64];

		snprintf(left, sizeof(left), "%s%c%s--%s%s%s", rows[i].letter ? "-" : "  ", rows[i].letter ? rows[i].letter : ' ',
			 rows[i].letter ? ", " : " ", rows[i].name, rows[i].value ? " " : "", rows[i].value ? rows[i].value : "");
		buf_printf(out, "  %-26s %s\n", left, rows[i].help);
	}
}

/* The commands in the order in which one meets them; what is in no group comes last. */
static const struct {
	const char *title, *names;
} groups[] = {
	{ "Reading in", " init ingest stats check " },
	{ "Asking", " search mentions together list show " },
	{ "Coming back to it", " save saved new replay " },
	{ "What it knows", " split names places match annotate " },
	{ "More", " completions help " },
};

static bool is_in_group(const struct command *command, size_t group)
{
	char padded[32];

	snprintf(padded, sizeof(padded), " %s ", command->name);
	return strstr(groups[group].names, padded) != NULL;
}

/* The group of a command; the last for one that no group names. */
static size_t group_of(const struct command *command)
{
	for (size_t i = 0; i < COUNT(groups); i++)
		if (is_in_group(command, i))
			return i;
	return COUNT(groups) - 1;
}

static void print_commands(struct buf *out)
{
	buf_add_string(out, "dateline: searches archives of news by word, date, place and person\n");
	for (size_t group = 0; group < COUNT(groups); group++) {
		buf_printf(out, "\n%s:\n", groups[group].title);
		for (size_t i = 0; i < command_count; i++)
			if (group_of(commands[i]) == group)
				buf_printf(out, "  %-12s %s\n", commands[i]->name, commands[i]->summary);
	}
}

void print_help(const struct command *command, struct buf *out)
{
	if (command) {
		buf_printf(out, "dateline %s [options] %s\n\n%s.\n\nOptions:\n", command->name, command->usage, command->summary);
		print_rows(command->options, command->option_count, out);
		print_rows(common_options, common_option_count, out);
		return;
	}
	print_commands(out);
	buf_add_string(out, "\nStart with: dateline ingest FOLDER, then dateline search WORDS.\n"
		       "Each command has its own --help. More: man dateline, man dateline-query.\n");
}
