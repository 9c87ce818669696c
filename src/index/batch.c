/* Batches of changes: one transaction of Xapian each, synced with the directory.
 *
 * What Xapian does that this file is built around (1.4.22): an exception in add or
 * delete drops everything since the last commit, and the next commit says that all
 * is well; a commit that failed drops its batch, and a second one succeeds; a
 * commit renames the head of the tables and does not sync the directory, so that a
 * power cut can bring back the older head over newer blocks. */
#include "index/batch.h"

#include "dateline/file.h"

#include <time.h>

/* Larger batches make Xapian slower, not faster (its buffer is a tree in memory),
 * and lose more work when the power goes. */
#define DOCUMENTS_MOST 2500
#define BYTES_MOST ((size_t)2 << 20)
#define CHANGES_MOST 4000
#define SECONDS_MOST 5.0

static double now(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (double)t.tv_sec + (double)t.tv_nsec * 1e-9;
}

void batch_open(struct batch *batch, const char *directory, struct error *err)
{
	batch->directory = directory;
	batch->committed = 0;
	batch->arena = arena_new();
	batch->xap = xap_writer_open(directory, err);
	file_sync_directory(directory, err);
}

void batch_close(struct batch *batch)
{
	xap_writer_close(batch->xap);
	arena_free(batch->arena);
	batch->xap = NULL;
	batch->arena = NULL;
	batch->changes = NULL;
	batch->count = batch->room = 0;
}

void batch_forget(struct batch *batch)
{
	arena_reset(batch->arena);
	batch->changes = NULL;
	batch->count = batch->room = 0;
	batch->documents = batch->bytes = 0;
	batch->started = 0;
}

static uint32_t apply(struct batch *batch, const struct change *change, struct error *err)
{
	uint32_t replaced = 0;

	if (change->note_key.bytes)
		xap_writer_set_note(batch->xap, change->note_key, change->note, err);
	if (change->unique.bytes)
		replaced = xap_writer_delete(batch->xap, change->unique, err);
	for (size_t i = 0; i < change->document_count && err->status == STATUS_OK; i++)
		xap_writer_add(batch->xap, &change->documents[i], err);
	return replaced;
}

static void commit(struct batch *batch, struct error *err)
{
	xap_writer_commit(batch->xap, err);
	file_sync_directory(batch->directory, err);
	batch->committed += batch->documents;
}

void batch_reopen(struct batch *batch, struct error *err)
{
	xap_writer_close(batch->xap);
	batch->xap = xap_writer_open(batch->directory, err);
}

void batch_withdraw(struct batch *batch)
{
	xap_writer_close(batch->xap);
	batch->xap = NULL;
}

/* The writer is of no more use: what is committed stays as it is. */
static void stop(struct batch *batch)
{
	batch_withdraw(batch);
	batch_forget(batch);
}

void batch_tell(const struct batch *batch, const struct change *change, const struct error *why)
{
	struct error told = { 0 };

	if (!batch->fault)
		return;
	error_set(&told, STATUS_DATA, arena_string(batch->arena, change->name), "the index cannot take it: %s", why->text);
	batch->fault(&told, batch->with);
}

/* Plays the changes one by one, each in a transaction of its own, and tells those
 * that Xapian refuses. A fault of the system stops it. */
static void replay(struct batch *batch, struct error *err)
{
	batch_reopen(batch, err);
	for (size_t i = 0; i < batch->count && err->status == STATUS_OK; i++) {
		struct error one = { 0 };

		xap_writer_begin(batch->xap, &one);
		apply(batch, &batch->changes[i], &one);
		commit(batch, &one);
		if (one.status == STATUS_DATA) {
			batch_tell(batch, &batch->changes[i], &one);
			batch_reopen(batch, err);
		} else if (one.status != STATUS_OK) {
			*err = one;
		}
	}
	batch_forget(batch);
}

/* `one` is what Xapian said of a change or of a commit. */
static void recover(struct batch *batch, const struct error *one, struct error *err)
{
	if (one->status == STATUS_DATA)
		replay(batch, err);
	else
		*err = *one;
	if (err->status != STATUS_OK)
		stop(batch);
}

static bool is_stopped(const struct batch *batch, struct error *err)
{
	if (err->status == STATUS_OK && !batch->xap)
		error_set(err, STATUS_IO, batch->directory, "the index was closed after an earlier fault");
	return err->status != STATUS_OK;
}

static size_t bytes_of(const struct change *change)
{
	size_t bytes = 0;

	for (size_t i = 0; i < change->document_count; i++)
		bytes += change->documents[i].data.bytes;
	return bytes;
}

uint32_t batch_add(struct batch *batch, struct change change, struct error *err)
{
	struct error one = { 0 };
	uint32_t replaced;

	if (is_stopped(batch, err))
		return 0;
	if (batch->started == 0) {
		xap_writer_begin(batch->xap, &one);
		batch->started = now();
	}
	ARENA_PUSH(batch->arena, batch->changes, batch->count, batch->room) = change;
	batch->documents += change.document_count;
	batch->bytes += bytes_of(&change);
	replaced = apply(batch, &change, &one);
	if (one.status != STATUS_OK)
		recover(batch, &one, err);
	return replaced;
}

void batch_commit(struct batch *batch, struct error *err)
{
	struct error one = { 0 };

	if (is_stopped(batch, err) || batch->started == 0)
		return;
	commit(batch, &one);
	if (one.status != STATUS_OK)
		recover(batch, &one, err);
	else
		batch_forget(batch);
}

bool batch_is_large(const struct batch *batch)
{
	return batch->documents >= DOCUMENTS_MOST || batch->bytes >= BYTES_MOST || batch->count >= CHANGES_MOST;
}

bool batch_is_full(const struct batch *batch)
{
	return batch_is_large(batch) || (batch->started > 0 && now() - batch->started >= SECONDS_MOST);
}
