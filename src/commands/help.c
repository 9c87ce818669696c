/* dateline help: what there is to ask, and how. */
#include "commands/command.h"

static enum status run(struct invocation *line, struct error *err)
{
	const struct command *asked = line->operand_count ? command_find(line->operands[0], err) : NULL;
	struct buf out = BUF_INIT((size_t)1 << 20);

	if (err->status == STATUS_OK)
		print_help(asked, &out);
	print_screen(line, buf_span(&out), err);
	buf_release(&out);
	return STATUS_OK;
}

const struct command command_help = {
	"help", "tells what there is to ask, and how", "[COMMAND]", NULL, 0, run,
};
