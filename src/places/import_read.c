/* Reads the rows of files that are imported, tells faults and progress. */
#include "places/import.h"

#include "places/lines.h"

#include <errno.h>
#include <stdio.h>
#include <sys/stat.h>

#define ROWS_BETWEEN 4096

void watched_add(struct watched *w, const char *path, struct error *err)
{
	struct stat about;

	if (!path || err->status != STATUS_OK)
		return;
	if (stat(path, &about) != 0)
		error_set(err, STATUS_IO, path, "%s", strerror(errno));
	else
		w->input += (uint64_t)about.st_size;
}

void watched_step(struct watched *w, int shares_before, int shares, double share, struct error *err)
{
	double done = (shares_before + shares * share) / 100 * (double)w->input;

	if (w->watch->progress)
		w->watch->progress((uint64_t)done, w->input, w->sum->rows, w->watch->with);
	if (w->watch->stop && *w->watch->stop)
		error_set(err, STATUS_INTERRUPTED, NULL, "stopped; nothing has changed");
}

void watched_fault(struct watched *w, const char *path, uint32_t number, const struct error *row)
{
	struct error told = { 0 };
	char where[160];

	w->sum->bad++;
	snprintf(where, sizeof(where), "%s:%u", path, number);
	error_set(&told, STATUS_DATA, where, "%s", row->text);
	if (w->watch->fault)
		w->watch->fault(&told, w->watch->with);
}

static void take_one(struct watched *w, struct lines *lines, const char *path, struct span line, take_row *take, void *with)
{
	struct error row = { 0 };
	enum geonames_row outcome = GEONAMES_BAD;

	if (line.at)
		outcome = take(line, lines_number(lines), with, &row);
	else
		error_set(&row, STATUS_DATA, NULL, "a line of more than %zu bytes", LINE_MOST);
	w->sum->rows++;
	w->sum->passed += outcome == GEONAMES_PASSED;
	if (outcome == GEONAMES_BAD)
		watched_fault(w, path, lines_number(lines), &row);
}

void watched_read(struct watched *w, const char *path, take_row *take, void *with, struct error *err)
{
	struct lines *lines = lines_open(path, err);
	struct span line;

	while (lines && lines_next(lines, &line, err)) {
		if (lines_number(lines) == 1 && span_starts(line, "\xef\xbb\xbf"))
			line = span_make(line.at + 3, line.bytes - 3);
		if (line.at && (line.bytes == 0 || span_is(line, "\r") || line.at[0] == '#'))
			continue;
		take_one(w, lines, path, line, take, with);
		if (lines_number(lines) % ROWS_BETWEEN == 0)
			watched_step(w, 0, SHARE_READ, (double)(w->before + lines_bytes(lines)) / (double)(w->input + 1), err);
	}
	w->before += lines ? lines_bytes(lines) : 0;
	lines_close(lines);
}
