/* dateline completions: what bash, zsh or fish need to complete a command line, from the same rows as the help. */
#include "commands/command.h"

/* Adds `text` for the inside of single quotes, and for zsh with its own signs escaped. */
static void add_quoted(struct buf *out, const char *text, const char *signs)
{
	for (; *text; text++) {
		if (*text == '\'')
			buf_add_string(out, "'\\''");
		else if (strchr(signs, *text))
			buf_printf(out, "\\%c", *text);
		else
			buf_add_char(out, *text);
	}
}

static bool takes_file(const char *value)
{
	return value && (strstr(value, "FILE") || strstr(value, "DIR") || strstr(value, "PATH"));
}

typedef void row_printer(struct buf *out, const struct command *command, const struct option_row *row);

static void each_row(struct buf *out, const struct command *command, row_printer *print)
{
	for (size_t i = 0; i < command->option_count; i++)
		print(out, command, &command->options[i]);
	for (size_t i = 0; i < common_option_count; i++)
		print(out, command, &common_options[i]);
}

/* ---- bash ---- */

static void bash_row(struct buf *out, const struct command *command, const struct option_row *row)
{
	(void)command;
	buf_printf(out, " --%s", row->name);
}

static void print_bash(struct buf *out)
{
	buf_add_string(out, "_dateline() {\n\tlocal word=${COMP_WORDS[COMP_CWORD]} options=\n\tif [ \"$COMP_CWORD\" = 1 ]; then\n"
			    "\t\tCOMPREPLY=($(compgen -W '");
	for (size_t i = 0; i < command_count; i++)
		buf_printf(out, "%s%s", i ? " " : "", commands[i]->name);
	buf_add_string(out, "' -- \"$word\"))\n\t\treturn\n\tfi\n\tcase ${COMP_WORDS[1]} in\n");
	for (size_t i = 0; i < command_count; i++) {
		buf_printf(out, "\t%s) options='", commands[i]->name);
		each_row(out, commands[i], bash_row);
		buf_add_string(out, "' ;;\n");
	}
	buf_add_string(out, "\tesac\n\tcase $word in\n\t-*) COMPREPLY=($(compgen -W \"$options\" -- \"$word\")) ;;\n"
			    "\t*) COMPREPLY=($(compgen -f -- \"$word\")) ;;\n\tesac\n}\n"
			    "complete -o filenames -F _dateline dateline\n");
}

/* ---- zsh ---- */

static void zsh_row(struct buf *out, const struct command *command, const struct option_row *row)
{
	(void)command;
	buf_printf(out, " \\\n\t\t\t'%s--%s%s[", row->value ? "*" : "", row->name, row->value ? "=" : "");
	add_quoted(out, row->help, "[]\\");
	buf_add_char(out, ']');
	if (row->value)
		buf_printf(out, ":%s:%s", row->value, takes_file(row->value) ? "_files" : "");
	buf_add_char(out, '\'');
}

static void print_zsh(struct buf *out)
{
	buf_add_string(out, "#compdef dateline\n_dateline() {\n\tlocal -a commands=(\n");
	for (size_t i = 0; i < command_count; i++) {
		buf_printf(out, "\t\t'%s:", commands[i]->name);
		add_quoted(out, commands[i]->summary, ":\\");
		buf_add_string(out, "'\n");
	}
	buf_add_string(out, "\t)\n\tif (( CURRENT == 2 )); then\n\t\t_describe command commands\n\t\treturn\n\tfi\n"
			    "\tlocal command=$words[2]\n\tshift words\n\t(( CURRENT-- ))\n\tcase $command in\n");
	for (size_t i = 0; i < command_count; i++) {
		buf_printf(out, "\t%s)\n\t\t_arguments", commands[i]->name);
		each_row(out, commands[i], zsh_row);
		buf_add_string(out, " \\\n\t\t\t'*:file:_files' ;;\n");
	}
	buf_add_string(out, "\tesac\n}\n_dateline \"$@\"\n");
}

/* ---- fish ---- */

static void fish_row(struct buf *out, const struct command *command, const struct option_row *row)
{
	buf_printf(out, "complete -c dateline -n '__fish_seen_subcommand_from %s' -l %s", command->name, row->name);
	if (row->letter)
		buf_printf(out, " -s %c", row->letter);
	if (row->value)
		buf_add_string(out, takes_file(row->value) ? " -r -F" : " -x");
	buf_add_string(out, " -d '");
	for (const char *at = row->help; *at; at++)
		buf_printf(out, *at == '\'' || *at == '\\' ? "\\%c" : "%c", *at);
	buf_add_string(out, "'\n");
}

static void print_fish(struct buf *out)
{
	for (size_t i = 0; i < command_count; i++) {
		buf_printf(out, "complete -c dateline -n __fish_use_subcommand -f -a %s -d '", commands[i]->name);
		for (const char *at = commands[i]->summary; *at; at++)
			buf_printf(out, *at == '\'' || *at == '\\' ? "\\%c" : "%c", *at);
		buf_add_string(out, "'\n");
	}
	for (size_t i = 0; i < command_count; i++)
		each_row(out, commands[i], fish_row);
}

static enum status run(struct invocation *line, struct error *err)
{
	static const char *const shells[] = { "bash", "zsh", "fish" };
	static void (*const printers[])(struct buf *) = { print_bash, print_zsh, print_fish };
	struct buf out = BUF_INIT((size_t)4 << 20);

	for (size_t i = 0; i < COUNT(shells) && line->operand_count == 1; i++)
		if (strcmp(line->operands[0], shells[i]) == 0)
			printers[i](&out);
	if (out.bytes == 0)
		error_set(err, STATUS_USAGE, NULL, "wants the name of a shell: bash, zsh or fish");
	print_out(buf_span(&out), err);
	buf_release(&out);
	return STATUS_OK;
}

const struct command command_completions = {
	"completions", "Prints what a shell needs to complete command lines", "bash|zsh|fish", NULL, 0, run
};
