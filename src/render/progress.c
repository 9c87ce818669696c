/* A progress bar on stderr, when that is a terminal. */
#include "dateline/render.h"

#include <inttypes.h>
#include <time.h>

#define SECONDS_BETWEEN .1
#define SECONDS_BEFORE_GUESS 1.

double seconds_now(void)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

void progress_begin(struct progress *progress, const char *what, uint64_t total_bytes, bool quiet)
{
	struct terminal terminal = terminal_of(stderr, COLOR_AUTO);

	*progress = (struct progress){
		.stream = stderr, .shown = terminal.is_terminal && !quiet, .what = what,
		.total_bytes = total_bytes, .started = seconds_now(), .width = terminal.width,
	};
}

/* "2:05 left" at the pace so far, "" while nothing can be said. */
static void print_time_left(const struct progress *progress, double share, char *out, size_t room)
{
	double spent = progress->drawn - progress->started;
	long left = share > 0 ? (long)(spent / share - spent + .5) : 0;

	out[0] = '\0';
	if (share > 0 && spent > SECONDS_BEFORE_GUESS)
		snprintf(out, room, "%ld:%02ld left", left / 60, left % 60);
}

void progress_step(struct progress *progress, uint64_t done_bytes, uint64_t count)
{
	double now = seconds_now();
	double share;
	char left[32], tail[96];
	int bar, full;

	if (!progress->shown || now - progress->drawn < SECONDS_BETWEEN)
		return;
	progress->drawn = now;
	share = progress->total_bytes ? (double)done_bytes / (double)progress->total_bytes : 0;
	if (share > 1)
		share = 1;
	print_time_left(progress, share, left, sizeof(left));
	snprintf(tail, sizeof(tail), "%3d %%  %" PRIu64 " %s  %s", (int)(share * 100), count, progress->what, left);
	bar = progress->width - (int)sizeof(tail) / 2 - 4;
	bar = bar < 10 ? 10 : bar > 50 ? 50 : bar;
	full = (int)(share * bar);
	fputs("\r[", progress->stream);
	for (int i = 0; i < bar; i++)
		fputc(i < full ? '#' : '.', progress->stream);
	fprintf(progress->stream, "] %s\033[K", tail);
	fflush(progress->stream);
}

void progress_end(struct progress *progress)
{
	if (progress->shown)
		fputs("\r\033[K", progress->stream);
	progress->shown = false;
}
