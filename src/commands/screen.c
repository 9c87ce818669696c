/* Puts an answer on a terminal: lines fitted to its width, a pager for what is higher than it. */
#include "commands/command.h"

#include <signal.h>
#include <stdlib.h>

static bool is_for_people(const struct invocation *line)
{
	return !line->json && strcmp(given_text(line, "format", "text"), "text") == 0;
}

static int line_count(struct span text)
{
	int lines = 0;

	for (size_t i = 0; i < text.bytes; i++)
		lines += text.at[i] == '\n';
	return lines;
}

/* As git has it: DATELINE_PAGER, then PAGER, then less; "" and "cat" mean none. */
static const char *pager_of(const struct invocation *line)
{
	const char *pager = getenv("DATELINE_PAGER");

	if (given_has(line, "no-pager"))
		return NULL;
	if (!pager)
		pager = getenv("PAGER");
	if (!pager)
		pager = "less";
	return *pager && strcmp(pager, "cat") != 0 ? pager : NULL;
}

/* False when no pager ran: then nothing was shown. */
static bool print_by_pager(const char *pager, struct span text)
{
	void (*before)(int) = signal(SIGINT, SIG_IGN); /* Ctrl-C is the pager's */
	FILE *pipe;
	int status;

	setenv("LESS", "FRX", 0);
	pipe = popen(pager, "w");
	if (!pipe)
		return false;
	fwrite(text.at, 1, text.bytes, pipe);
	status = pclose(pipe);
	signal(SIGINT, before);
	return status != 127 << 8 && status != 126 << 8; /* the shell found no such program */
}

void print_screen(const struct invocation *line, struct span text, struct error *err)
{
	const char *pager = pager_of(line);
	struct buf fitted = BUF_INIT(4 * text.bytes + 4096);

	if (err->status != STATUS_OK || !line->out.is_terminal || !is_for_people(line)) {
		print_out(text, err);
	} else {
		add_fitted(&fitted, text, line->out.width);
		text = buf_span(&fitted);
		if (!pager || line->out.height == 0 || line_count(text) < line->out.height || !print_by_pager(pager, text))
			print_out(text, err);
	}
	buf_release(&fitted);
}
