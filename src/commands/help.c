/* dateline help: what there is to ask, and how; also as manual pages. */
#include "commands/command.h"

/* mdoc reads a line that begins with a dot or an apostrophe, and every backslash, as its own. */
static void add_mdoc(struct buf *out, const char *text)
{
	if (*text == '.' || *text == '\'')
		buf_add_string(out, "\\&");
	for (; *text; text++)
		if (*text == '\\')
			buf_add_string(out, "\\e");
		else
			buf_add_char(out, *text);
}

static void mdoc_rows(const struct option_row *rows, size_t count, struct buf *out)
{
	for (size_t i = 0; i < count; i++) {
		buf_add_string(out, ".It ");
		if (rows[i].letter)
			buf_printf(out, "Fl %c , ", rows[i].letter);
		buf_printf(out, "Fl -%s%s%s\n", rows[i].name, rows[i].value ? " Ar " : "", rows[i].value ? rows[i].value : "");
		add_mdoc(out, rows[i].help);
		buf_add_char(out, '\n');
	}
}

/* The page dateline-NAME(1). */
static void print_mdoc(const struct command *command, struct buf *out)
{
	buf_printf(out, ".Dd dateline " DATELINE_VERSION "\n.Dt DATELINE-%s 1\n.Os\n.Sh NAME\n.Nm dateline-%s\n.Nd ",
		   command->name, command->name);
	add_mdoc(out, command->summary);
	buf_printf(out, "\n.Sh SYNOPSIS\n.Nm dateline\n.Cm %s\n.Op Ar options\n", command->name);
	if (*command->usage)
		buf_printf(out, ".Ar \"%s\"\n", command->usage);
	buf_add_string(out, ".Sh OPTIONS\n.Bl -tag -width Ds\n");
	mdoc_rows(command->options, command->option_count, out);
	mdoc_rows(common_options, common_option_count, out);
	buf_add_string(out, ".El\n.Sh SEE ALSO\n.Xr dateline 1 ,\n.Xr dateline-query 7\n");
}

static enum status run(struct invocation *line, struct error *err)
{
	static const char *const formats[] = { "text", "mdoc", NULL };
	const struct command *asked = line->operand_count ? command_find(line->operands[0], err) : NULL;
	bool mdoc = given_choice(line, "format", formats, 0, err) == 1;
	struct buf out = BUF_INIT((size_t)1 << 20);

	if (mdoc && line->operand_count != 1)
		error_set(err, STATUS_USAGE, NULL, "--format mdoc wants a command, whose manual page it prints");
	if (err->status == STATUS_OK && mdoc)
		print_mdoc(asked, &out);
	else if (err->status == STATUS_OK)
		print_help(asked, &out);
	print_screen(line, buf_span(&out), err);
	buf_release(&out);
	return STATUS_OK;
}

const struct command command_help = {
	"help", "Tells what there is to ask, and how", "[COMMAND]", NULL, 0, run,
};
