/* Sorts more records than memory holds, by their bytes: in runs, which are merged. */
#include "places/sorter.h"

#include "dateline/arena.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#define RECORD_MOST ((size_t)1 << 20)
#define READ_LEAST ((size_t)16 << 10)
#define LENGTH_BYTES 4

struct run {
	uint64_t at, end;       /* what is still in the file */
	char *buffer;
	size_t from, filled, room;
	struct span record;     /* the one in front; {NULL, 0}: none left */
};

struct sorter {
	char *bytes;            /* of the run that is filling */
	size_t used, room;
	struct span *records;
	size_t count, record_room, memory;
	uint64_t total;
	int fd;
	uint64_t file_bytes;
	struct run *runs;
	size_t run_count, run_room;
	size_t *heap;           /* numbers of runs, the one with the least record first */
	size_t heap_count;
	size_t taken;           /* of the run in memory */
};

void sorter_put32(char out[4], uint32_t number)
{
	for (int i = 0; i < 4; i++)
		out[i] = (char)(number >> (24 - 8 * i));
}

uint32_t sorter_get32(const char *at)
{
	uint32_t number = 0;

	for (int i = 0; i < 4; i++)
		number = number << 8 | (unsigned char)at[i];
	return number;
}

void sorter_put64(char out[8], uint64_t number)
{
	sorter_put32(out, (uint32_t)(number >> 32));
	sorter_put32(out + 4, (uint32_t)number);
}

uint64_t sorter_get64(const char *at)
{
	return (uint64_t)sorter_get32(at) << 32 | sorter_get32(at + 4);
}

int nameless_file(const char *directory, struct error *err)
{
	char path[4096];
	int fd;

	if (err->status != STATUS_OK)
		return -1;
	snprintf(path, sizeof(path), "%s/places.XXXXXX", directory);
	fd = mkstemp(path);
	if (fd < 0)
		error_set(err, STATUS_IO, directory, "%s", strerror(errno));
	else
		unlink(path);
	return fd;
}

struct sorter *sorter_new(const char *directory, size_t memory, struct error *err)
{
	struct sorter *s = memory_get(sizeof(*s));

	*s = (struct sorter){ .memory = memory, .fd = nameless_file(directory, err) };
	return s;
}

void sorter_free(struct sorter *sorter)
{
	if (!sorter)
		return;
	for (size_t i = 0; i < sorter->run_count; i++)
		free(sorter->runs[i].buffer);
	if (sorter->fd >= 0)
		close(sorter->fd);
	free(sorter->runs);
	free(sorter->heap);
	free(sorter->bytes);
	free(sorter->records);
	free(sorter);
}

uint64_t sorter_count(const struct sorter *sorter)
{
	return sorter->total;
}

/* ---- the run that is filling ---- */

static int by_bytes(const void *left, const void *right)
{
	const struct span *a = left, *b = right;

	return span_compare(*a, *b);
}

/* Records are told by their place in `bytes` until it stays where it is. */
static void sort_run(struct sorter *s)
{
	size_t at = 0;

	for (size_t i = 0; i < s->count; i++) {
		s->records[i].at = s->bytes + at + LENGTH_BYTES;
		at += LENGTH_BYTES + s->records[i].bytes;
	}
	if (s->count > 1)
		qsort(s->records, s->count, sizeof(*s->records), by_bytes);
}

static void put_out(struct sorter *s, const char *bytes, size_t count, struct error *err)
{
	while (count > 0 && err->status == STATUS_OK) {
		ssize_t put = write(s->fd, bytes, count);

		if (put < 0 && errno == EINTR)
			continue;
		if (put <= 0) {
			error_set(err, STATUS_IO, "temporary file", "%s", strerror(errno));
			return;
		}
		bytes += put;
		count -= (size_t)put;
		s->file_bytes += (uint64_t)put;
	}
}

/* Writes the run to the file, through a block so that no record is a call. */
static void spill(struct sorter *s, struct error *err)
{
	enum { BLOCK = 1 << 16 };
	struct run run = { .at = s->file_bytes };
	char *block = memory_get(BLOCK);
	size_t used = 0;

	sort_run(s);
	for (size_t i = 0; i < s->count; i++) {
		size_t bytes = LENGTH_BYTES + s->records[i].bytes;

		if (used + bytes > BLOCK) {
			put_out(s, block, used, err);
			used = 0;
		}
		if (bytes > BLOCK) {
			put_out(s, s->records[i].at - LENGTH_BYTES, bytes, err);
			continue;
		}
		memcpy(block + used, s->records[i].at - LENGTH_BYTES, bytes);
		used += bytes;
	}
	put_out(s, block, used, err);
	free(block);
	run.end = s->file_bytes;
	if (s->run_count == s->run_room) {
		s->run_room = s->run_room ? s->run_room * 2 : 16;
		s->runs = memory_resize(s->runs, s->run_room * sizeof(*s->runs));
	}
	s->runs[s->run_count++] = run;
	s->used = s->count = 0;
}

void sorter_add(struct sorter *sorter, struct span record, struct error *err)
{
	size_t bytes = LENGTH_BYTES + record.bytes;

	if (err->status != STATUS_OK || record.bytes >= RECORD_MOST)
		return;
	if (sorter->count > 0 && sorter->used + bytes + (sorter->count + 1) * 2 * sizeof(struct span) > sorter->memory)
		spill(sorter, err);
	if (sorter->used + bytes > sorter->room) {
		sorter->room = sorter->room ? sorter->room * 3 / 2 + bytes : 4096 + bytes;
		sorter->bytes = memory_resize(sorter->bytes, sorter->room);
	}
	if (sorter->count == sorter->record_room) {
		sorter->record_room = sorter->record_room ? sorter->record_room * 3 / 2 : 64;
		sorter->records = memory_resize(sorter->records, sorter->record_room * sizeof(*sorter->records));
	}
	sorter_put32(sorter->bytes + sorter->used, (uint32_t)record.bytes);
	memcpy(sorter->bytes + sorter->used + LENGTH_BYTES, record.at, record.bytes);
	sorter->records[sorter->count++].bytes = record.bytes;
	sorter->used += bytes;
	sorter->total++;
}

/* ---- runs in the file ---- */

/* Makes at least `wanted` bytes of the run stand in its buffer. */
static bool fill(struct sorter *s, struct run *run, size_t wanted, struct error *err)
{
	while (run->filled - run->from < wanted && err->status == STATUS_OK) {
		size_t left = run->filled - run->from, step;
		ssize_t got;

		memmove(run->buffer, run->buffer + run->from, left);
		run->from = 0;
		run->filled = left;
		if (wanted > run->room)
			run->buffer = memory_resize(run->buffer, run->room = wanted);
		step = run->room - left;
		step = run->end - run->at < step ? (size_t)(run->end - run->at) : step;
		got = step > 0 ? pread(s->fd, run->buffer + left, step, (off_t)run->at) : 0;
		if (got < 0 && errno == EINTR)
			continue;
		if (got <= 0) {
			error_set(err, STATUS_IO, "temporary file", "%s", got < 0 ? strerror(errno) : "it was cut short");
			return false;
		}
		run->at += (uint64_t)got;
		run->filled += (size_t)got;
	}
	return err->status == STATUS_OK;
}

static void advance(struct sorter *s, struct run *run, struct error *err)
{
	size_t bytes;

	run->from += run->record.at ? run->record.bytes : 0;
	run->record = (struct span){ NULL, 0 };
	if (run->from == run->filled && run->at == run->end)
		return;
	if (!fill(s, run, LENGTH_BYTES, err))
		return;
	bytes = sorter_get32(run->buffer + run->from);
	if (bytes >= RECORD_MOST || !fill(s, run, LENGTH_BYTES + bytes, err))
		return;
	run->from += LENGTH_BYTES;
	run->record = span_make(run->buffer + run->from, bytes);
}

static bool is_before(const struct sorter *s, size_t a, size_t b)
{
	return span_compare(s->runs[s->heap[a]].record, s->runs[s->heap[b]].record) < 0;
}

static void sink(struct sorter *s, size_t at)
{
	for (;;) {
		size_t least = at, left = 2 * at + 1, kept;

		if (left < s->heap_count && is_before(s, left, least))
			least = left;
		if (left + 1 < s->heap_count && is_before(s, left + 1, least))
			least = left + 1;
		if (least == at)
			return;
		kept = s->heap[at];
		s->heap[at] = s->heap[least];
		s->heap[least] = kept;
		at = least;
	}
}

void sorter_turn(struct sorter *sorter, struct error *err)
{
	size_t each;

	if (err->status != STATUS_OK)
		return;
	if (sorter->run_count == 0) { /* all of it is in memory */
		sort_run(sorter);
		return;
	}
	spill(sorter, err);
	free(sorter->bytes);
	free(sorter->records);
	sorter->bytes = NULL;
	sorter->records = NULL;
	each = sorter->memory / sorter->run_count;
	each = each < READ_LEAST ? READ_LEAST : each > RECORD_MOST ? RECORD_MOST : each;
	sorter->heap = memory_get(sorter->run_count * sizeof(*sorter->heap));
	for (size_t i = 0; i < sorter->run_count; i++) {
		struct run *run = &sorter->runs[i];

		run->buffer = memory_get(each);
		run->room = each;
		advance(sorter, run, err);
		if (run->record.at)
			sorter->heap[sorter->heap_count++] = i;
	}
	for (size_t i = sorter->heap_count / 2; i-- > 0;)
		sink(sorter, i);
}

bool sorter_next(struct sorter *sorter, struct span *record, struct error *err)
{
	struct run *run;

	if (err->status != STATUS_OK)
		return false;
	if (sorter->run_count == 0) {
		if (sorter->taken == sorter->count)
			return false;
		*record = sorter->records[sorter->taken++];
		return true;
	}
	if (sorter->taken > 0) { /* the record that was lent is done with */
		run = &sorter->runs[sorter->heap[0]];
		advance(sorter, run, err);
		if (!run->record.at)
			sorter->heap[0] = sorter->heap[--sorter->heap_count];
		sink(sorter, 0);
	}
	if (sorter->heap_count == 0 || err->status != STATUS_OK)
		return false;
	sorter->taken = 1;
	*record = sorter->runs[sorter->heap[0]].record;
	return true;
}
