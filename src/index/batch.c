/* Batches of changes: one transaction of Xapian each, synced with the directory.
 *
 * What Xapian does that this file is built around (1.4.22): an exception in add or
 * delete drops everything since the last commit, and the next commit says that all
 * is well; a commit that failed drops its batch, and a second one succeeds; a
 * commit renames the head of the tables and does not sync the directory, so that a
 * power cut can bring back the older head over newer blocks. */
#include "index/batch.h"

#include "dateline/file.h"
#include "index/load.h"

#include <stdio.h>
#include <time.h>

/* Larger batches make Xapian slower, not faster (its buffer is a tree in memory),
 * and lose more work when the power goes. */
#define DOCUMENTS_MOST 1500
#define BYTES_MOST ((size_t)2 << 20)
#define CHANGES_MOST 4000
#define SECONDS_MOST 5.0
/* The first batch of an index waits longer to become large, since a load is worth it. */
#define SECONDS_MOST_OF_FIRST 30.0

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

void batch_open(struct batch *batch, const char *segment, struct error *err)
{
	snprintf(batch->segment, sizeof(batch->segment), "%s", segment);
	batch->committed = 0;
	batch->xap = xap_writer_open(batch->segment, err);
	file_sync_directory(batch->segment, err);
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
	load_cancel(batch->load);
	batch->xap = NULL;
	batch->load = NULL;
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
	file_sync_directory(batch->segment, err);
}

static void reopen(struct batch *batch, struct error *err)
{
	xap_writer_close(batch->xap);
	batch->xap = xap_writer_open(batch->segment, err);
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
	if (err->status == STATUS_OK && !batch->xap && !batch->load)
		error_set(err, STATUS_IO, batch->segment, "the index was closed after an earlier fault");
	return err->status != STATUS_OK;
}

/* ---- the first load ---- */

/* A large first batch of an index is taken back from Xapian and goes, with all that
 * follows, to the bulk builder, which is several times faster. What it builds takes
 * the place of the empty segment with the next commit; a cut before leaves that. */

static bool is_large(const struct batch *batch)
{
	return batch->documents >= DOCUMENTS_MOST || batch->bytes >= BYTES_MOST || batch->changes >= CHANGES_MOST;
}

static void load_parcel(struct batch *batch, struct parcel *parcel, struct error *err)
{
	for (size_t i = 0; i < parcel->count && err->status == STATUS_OK; i++) {
		struct error one = { 0 };

		load_add(batch->load, &parcel->changes[i], &one);
		if (one.status == STATUS_DATA)
			tell(batch, &parcel->changes[i], &one);
		else if (one.status != STATUS_OK)
			*err = one;
	}
}

/* A load for all of the batch; NULL where that cannot be, and Xapian goes on. */
static struct load *make_load(struct batch *batch)
{
	struct error none = { 0 };
	struct load *load = NULL;
	char path[SEGMENT_PATH];

	if (!batch->may_load || !is_large(batch) || !load_is_possible(batch->segment))
		return NULL;
	segment_begin(batch->index, path, &none);
	load = load_begin(path, &none);
	for (struct parcel *p = batch->first; p && load; p = p->next)
		if (!load_takes(load, p)) {
			load_cancel(load);
			load = NULL;
		}
	return load;
}

static void begin_load(struct batch *batch, struct load *load, struct error *err)
{
	batch->load = load;
	xap_writer_close(batch->xap);
	batch->xap = NULL;
	for (struct parcel *p = batch->first; p && err->status == STATUS_OK; p = p->next)
		load_parcel(batch, p, err);
	if (err->status == STATUS_OK)
		empty(batch);
	else
		batch_close(batch);
}

static void end_load(struct batch *batch, struct error *err)
{
	struct load *load = batch->load;

	batch->load = NULL;
	load_finish(load, err);
	segment_switch(batch->index, err);
	segment_path(batch->index, batch->segment, err);
	batch->xap = xap_writer_open(batch->segment, err);
}

/* ---- parcels ---- */

static bool is_full(const struct batch *batch)
{
	double seconds_most = batch->may_load ? SECONDS_MOST_OF_FIRST : SECONDS_MOST;

	return is_large(batch) || (batch->started > 0 && now() - batch->started >= seconds_most);
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
	struct load *load;

	if (batch->load && !load_takes(batch->load, parcel))
		end_load(batch, err);
	if (batch->load)
		load_parcel(batch, parcel, err);
	if (batch->load && err->status != STATUS_OK)
		batch_close(batch);
	if (batch->load || is_stopped(batch, err)) {
		parcel_free_all(parcel);
		return;
	}
	keep(batch, parcel);
	if (batch->started == 0) {
		xap_writer_begin(batch->xap, &one);
		batch->started = now();
		batch->may_load = batch->index && xap_writer_is_new(batch->xap, &one);
	}
	for (size_t i = 0; i < parcel->count && one.status == STATUS_OK; i++)
		apply(batch, &parcel->changes[i], &one);
	if (one.status != STATUS_OK)
		recover(batch, &one, err);
	else if (is_full(batch) && (load = make_load(batch)))
		begin_load(batch, load, err);
	else if (is_full(batch))
		batch_commit(batch, err);
}

void batch_commit(struct batch *batch, struct error *err)
{
	struct error one = { 0 };

	if (batch->load && err->status == STATUS_OK)
		end_load(batch, err);
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
