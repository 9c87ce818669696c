/* Batches of changes: one transaction of Xapian each, synced with the directory.
 *
 * What Xapian does that this file is built around (1.4.22): an exception in add or
 * delete drops everything since the last commit, and the next commit says that all
 * is well; a commit that failed drops its batch, and a second one succeeds; a
 * commit renames the head of the tables and does not sync the directory, so that a
 * power cut can bring back the older head over newer blocks. */
#include "index/batch.h"

#include "dateline/file.h"

#include <stdio.h>
#include <time.h>

/* Larger batches make Xapian slower, not faster (its buffer is a tree in memory),
 * and lose more work when the power goes. */
#define DOCUMENTS_MOST 1500
#define BYTES_MOST ((size_t)2 << 20)
#define CHANGES_MOST 4000
#define SECONDS_MOST 5.0

static double now(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (double)t.tv_sec + (double)t.tv_nsec * 1e-9;
}

struct parcel *parcel_new(void)
{
	struct arena *arena = arena_new();
	struct parcel *parcel = arena_alloc(arena, sizeof(*parcel));

	parcel->arena = arena;
	return parcel;
}

void parcel_free_all(struct parcel *first)
{
	while (first) {
		struct parcel *next = first->next;

		arena_free(first->arena);
		first = next;
	}
}

void parcel_add(struct parcel *parcel, struct change change)
{
	ARENA_PUSH(parcel->arena, parcel->changes, parcel->count, parcel->room) = change;
	parcel->documents += change.document_count;
	for (size_t i = 0; i < change.document_count; i++)
		parcel->bytes += change.documents[i].data.bytes;
}

void batch_open(struct batch *batch, const char *directory, struct error *err)
{
	batch->directory = directory;
	batch->committed = 0;
	batch->xap = xap_writer_open(directory, err);
	file_sync_directory(directory, err);
}

static void empty(struct batch *batch)
{
	parcel_free_all(batch->first);
	batch->first = batch->last = NULL;
	batch->documents = batch->bytes = batch->changes = 0;
	batch->started = 0;
}

void batch_close(struct batch *batch)
{
	xap_writer_close(batch->xap);
	batch->xap = NULL;
	empty(batch);
}

static void apply(struct batch *batch, const struct change *change, struct error *err)
{
	if (change->note_key.bytes)
		xap_writer_set_note(batch->xap, change->note_key, change->note, err);
	if (change->unique.bytes)
		xap_writer_delete(batch->xap, change->unique, err);
	for (size_t i = 0; i < change->document_count && err->status == STATUS_OK; i++)
		xap_writer_add(batch->xap, &change->documents[i], err);
}

static void commit(struct batch *batch, struct error *err)
{
	xap_writer_commit(batch->xap, err);
	file_sync_directory(batch->directory, err);
}

static void reopen(struct batch *batch, struct error *err)
{
	xap_writer_close(batch->xap);
	batch->xap = xap_writer_open(batch->directory, err);
}

static void tell(const struct batch *batch, const struct change *change, const struct error *why)
{
	struct error told = { 0 };
	char name[sizeof(told.where)];

	snprintf(name, sizeof(name), "%.*s", (int)(change->name.bytes < sizeof(name) ? change->name.bytes : 0), change->name.at);
	error_set(&told, STATUS_DATA, name, "the index cannot take it: %s", why->text);
	if (batch->fault)
		batch->fault(&told, batch->with);
}

/* Plays one change in a transaction of its own. */
static void play(struct batch *batch, const struct change *change, struct error *err)
{
	struct error one = { 0 };

	xap_writer_begin(batch->xap, &one);
	apply(batch, change, &one);
	commit(batch, &one);
	if (one.status == STATUS_DATA) {
		tell(batch, change, &one);
		reopen(batch, err);
	} else if (one.status != STATUS_OK) {
		*err = one;
	}
}

/* Plays all changes one by one and tells those that Xapian refuses. A fault of the
 * system ends it. */
static void replay(struct batch *batch, struct error *err)
{
	reopen(batch, err);
	for (struct parcel *p = batch->first; p; p = p->next)
		for (size_t i = 0; i < p->count && err->status == STATUS_OK; i++)
			play(batch, &p->changes[i], err);
	batch->committed += batch->documents;
	empty(batch);
}

/* `one` is what Xapian said of a change or of a commit. Unless it refused a
 * document the writer is of no more use: what is committed stays as it is. */
static void recover(struct batch *batch, const struct error *one, struct error *err)
{
	if (one->status == STATUS_DATA)
		replay(batch, err);
	else
		*err = *one;
	if (err->status != STATUS_OK)
		batch_close(batch);
}

static bool is_stopped(const struct batch *batch, struct error *err)
{
	if (err->status == STATUS_OK && !batch->xap)
		error_set(err, STATUS_IO, batch->directory, "the index was closed after an earlier fault");
	return err->status != STATUS_OK;
}

static bool is_full(const struct batch *batch)
{
	return batch->documents >= DOCUMENTS_MOST || batch->bytes >= BYTES_MOST || batch->changes >= CHANGES_MOST ||
	       (batch->started > 0 && now() - batch->started >= SECONDS_MOST);
}

static void keep(struct batch *batch, struct parcel *parcel)
{
	if (batch->last)
		batch->last->next = parcel;
	else
		batch->first = parcel;
	batch->last = parcel;
	batch->documents += parcel->documents;
	batch->bytes += parcel->bytes;
	batch->changes += parcel->count;
}

void batch_add(struct batch *batch, struct parcel *parcel, struct error *err)
{
	struct error one = { 0 };

	if (is_stopped(batch, err)) {
		parcel_free_all(parcel);
		return;
	}
	keep(batch, parcel);
	if (batch->started == 0) {
		xap_writer_begin(batch->xap, &one);
		batch->started = now();
	}
	for (size_t i = 0; i < parcel->count && one.status == STATUS_OK; i++)
		apply(batch, &parcel->changes[i], &one);
	if (one.status != STATUS_OK)
		recover(batch, &one, err);
	else if (is_full(batch))
		batch_commit(batch, err);
}

void batch_commit(struct batch *batch, struct error *err)
{
	struct error one = { 0 };

	if (is_stopped(batch, err) || batch->started == 0)
		return;
	commit(batch, &one);
	if (one.status != STATUS_OK) {
		recover(batch, &one, err);
		return;
	}
	batch->committed += batch->documents;
	empty(batch);
}
