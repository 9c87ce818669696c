/* Batches of changes: one transaction of Xapian each, synced with the directory.
 *
 * What Xapian does that this file is built around (1.4.22): an exception in add or
 * delete drops everything since the last commit, and the next commit says that all
 * is well; a commit that failed drops its batch, and a second one succeeds; a
 * commit renames the head of the tables and does not sync the directory, so that a
 * power cut can bring back the older head over newer blocks. */
#include "index/batch.h"

#include "dateline/file.h"
#include "index/directory.h"
#include "index/load.h"
#include "index/merging.h"
#include "index/opening.h"

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

/* ---- segments ---- */

/* Opens the newest segment to be written to. One that was built is not: then, or when
 * there is none, another one is made if it `must` be. */
static void open_newest(struct batch *batch, bool must, struct error *err)
{
	bool is_built;

	batch->number = opening_newest(batch->directory, must, &is_built, err);
	segment_path(batch->directory, batch->number, batch->segment);
	if (is_built)
		return;
	batch->xap = xap_writer_open(batch->segment, err);
	file_sync_directory(batch->segment, err);
}

static void look_again(struct batch *batch, struct error *err)
{
	const char *directory = batch->directory;

	xap_reader_close(batch->before);
	batch->before = opening_read(&directory, 1, NULL, err);
}

void batch_open(struct batch *batch, const char *directory, struct error *err)
{
	snprintf(batch->directory, sizeof(batch->directory), "%s", directory);
	batch->committed = 0;
	batch->scratch = arena_new();
	open_newest(batch, false, err);
	look_again(batch, err);
}

static void empty(struct batch *batch)
{
	parcel_free_all(batch->first);
	batch->first = batch->last = NULL;
	batch->documents = batch->bytes = batch->changes = 0;
	batch->started = 0;
}

/* Whatever comes now is refused. */
static void stop(struct batch *batch)
{
	xap_writer_close(batch->xap);
	load_cancel(batch->load);
	batch->xap = NULL;
	batch->load = NULL;
	batch->is_stopped = true;
	empty(batch);
}

void batch_close(struct batch *batch)
{
	stop(batch);
	xap_reader_close(batch->before);
	arena_free(batch->scratch);
	batch->before = NULL;
	batch->scratch = NULL;
}

/* ---- what a change takes away ---- */

/* Hands each run of documents that an article has in older segments to `bury`. */
static void find_older(struct batch *batch, const struct change *change, void (*bury)(struct grave grave, void *with),
		       void *with, struct error *err)
{
	struct xap_spot *spots;
	size_t count;

	arena_reset(batch->scratch);
	count = xap_reader_group(batch->before, span_make(change->id, sizeof(change->id)), change->unique,
				 field_get("article-id")->slot, batch->scratch, &spots, err);
	for (size_t i = 0, n; i < count && err->status == STATUS_OK; i += n) {
		for (n = 1; i + n < count && spots[i + n].part == spots[i].part && spots[i + n].local == spots[i].local + n;)
			n++;
		bury((struct grave){ spots[i].part, spots[i].local, (uint32_t)n }, with);
	}
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

/* ---- through Xapian ---- */

/* Graves in other segments than the one that is written to: there Xapian deletes. */
struct digging {
	struct buf list;
	unsigned here;
};

static void dig(struct grave grave, void *with)
{
	struct digging *digging = with;

	if (grave.part != digging->here)
		grave_add(&digging->list, grave);
}

/* A document as Xapian's tables have it: all that is stored as its data, and with the
 * article's term, by which it is deleted again. */
static void add_document(struct batch *batch, const struct change *change, const struct xap_document *document,
			 struct error *err)
{
	struct arena *arena = batch->scratch;
	struct xap_document whole = *document;
	struct xap_term *terms = arena_new_array(arena, struct xap_term, document->term_count + 1);
	struct stored stored = { document->head, document->data, document->tokens, document->token_count };
	struct buf packed = BUF_INIT(BUF_TEXT_MOST);

	if (document->term_count)
		memcpy(terms, document->terms, document->term_count * sizeof(*terms));
	terms[whole.term_count++] = (struct xap_term){ change->unique, 0, 0 };
	whole.terms = terms;
	stored_pack(&stored, &packed);
	whole.data = buf_span(&packed);
	xap_writer_add(batch->xap, &whole, err);
	buf_release(&packed);
	arena_reset(arena);
}

static void apply(struct batch *batch, const struct change *change, struct digging *digging, struct error *err)
{
	if (change->note_key.bytes)
		xap_writer_set_note(batch->xap, change->note_key, change->note, err);
	if (change->unique.bytes) {
		find_older(batch, change, dig, digging, err);
		xap_writer_delete(batch->xap, change->unique, err);
	}
	for (size_t i = 0; i < change->document_count && err->status == STATUS_OK; i++)
		add_document(batch, change, &change->documents[i], err);
}

/* Adds the new graves to the list of the segment, and commits. */
static void commit(struct batch *batch, struct digging *digging, struct error *err)
{
	struct buf list = BUF_INIT(BUF_TEXT_MOST);

	if (digging->list.bytes) {
		buf_add_span(&list, xap_writer_note(batch->xap, span_of(GRAVES_NOTE), batch->scratch, err));
		buf_add_span(&list, buf_span(&digging->list));
		xap_writer_set_note(batch->xap, span_of(GRAVES_NOTE), buf_span(&list), err);
	}
	buf_release(&list);
	buf_clear(&digging->list);
	xap_writer_commit(batch->xap, err);
	file_sync_directory(batch->segment, err);
}

static void reopen(struct batch *batch, struct error *err)
{
	xap_writer_close(batch->xap);
	batch->xap = xap_writer_open(batch->segment, err);
}

/* Plays one change in a transaction of its own. */
static void play(struct batch *batch, const struct change *change, struct error *err)
{
	struct digging digging = { BUF_INIT(BUF_TEXT_MOST), batch->number };
	struct error one = { 0 };

	xap_writer_begin(batch->xap, &one);
	apply(batch, change, &digging, &one);
	commit(batch, &digging, &one);
	buf_release(&digging.list);
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
}

/* All that waits in one transaction. Unless Xapian refused a document the writer is of
 * no more use after a fault: what is committed stays as it is. */
static void write_by_xapian(struct batch *batch, struct error *err)
{
	struct digging digging = { BUF_INIT(BUF_TEXT_MOST), batch->number };
	struct error one = { 0 };

	if (!batch->xap)
		open_newest(batch, true, err);
	digging.here = batch->number;
	if (err->status == STATUS_OK)
		xap_writer_begin(batch->xap, &one);
	for (struct parcel *p = batch->first; p && err->status == STATUS_OK; p = p->next)
		for (size_t i = 0; i < p->count && one.status == STATUS_OK; i++)
			apply(batch, &p->changes[i], &digging, &one);
	if (err->status == STATUS_OK)
		commit(batch, &digging, &one);
	buf_release(&digging.list);
	if (one.status == STATUS_DATA)
		replay(batch, err);
	else if (one.status != STATUS_OK && err->status == STATUS_OK)
		*err = one;
}

/* ---- as a load ---- */

static void bury_in_load(struct grave grave, void *with)
{
	load_bury(with, grave);
}

static void begin_load(struct batch *batch, struct error *err)
{
	char path[SEGMENT_PATH];

	batch->load_number = segment_begin(batch->directory, path, err);
	batch->load = load_begin(path, err);
}

/* The newest segment of before is no more written to, and goes when nothing is in it. */
static void end_load(struct batch *batch, struct error *err)
{
	struct load *load = batch->load;
	bool is_first = batch->xap && xap_writer_is_new(batch->xap, err);

	batch->load = NULL;
	if (load_is_empty(load)) {
		load_cancel(load);
		return;
	}
	load_finish(load, err);
	xap_writer_close(batch->xap);
	batch->xap = NULL;
	segment_switch(batch->directory, batch->load_number, &batch->number, is_first, err);
	merging_run_many(batch->directory);
	look_again(batch, err);
}

/* Ends the load, and begins another one. */
static void next_load(struct batch *batch, struct error *err)
{
	end_load(batch, err);
	begin_load(batch, err);
}

static void load_change(struct batch *batch, const struct change *change, struct error *err)
{
	struct error one = { 0 };

	if (!load_takes(batch->load, change)) {
		next_load(batch, err);
		if (err->status != STATUS_OK)
			return;
		load_takes(batch->load, change);
	}
	load_add(batch->load, change, &one);
	if (change->unique.bytes && one.status == STATUS_OK)
		find_older(batch, change, bury_in_load, batch->load, &one);
	if (one.status == STATUS_DATA)
		tell(batch, change, &one);
	else if (one.status != STATUS_OK)
		*err = one;
}

static void load_parcel(struct batch *batch, struct parcel *parcel, struct error *err)
{
	for (size_t i = 0; i < parcel->count && err->status == STATUS_OK; i++)
		load_change(batch, &parcel->changes[i], err);
	batch->committed += parcel->documents;
	if (err->status == STATUS_OK && load_is_full(batch->load))
		next_load(batch, err);
}

/* ---- parcels ---- */

static bool is_large(const struct batch *batch)
{
	return batch->documents >= DOCUMENTS_MOST || batch->bytes >= BYTES_MOST || batch->changes >= CHANGES_MOST;
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
	if (batch->started == 0)
		batch->started = now();
}

static bool is_refused(const struct batch *batch, struct error *err)
{
	if (err->status == STATUS_OK && batch->is_stopped)
		error_set(err, STATUS_IO, batch->directory, "the index was closed after an earlier fault");
	return err->status != STATUS_OK;
}

/* All that waits goes to a load. */
static void load_all(struct batch *batch, struct error *err)
{
	begin_load(batch, err);
	for (struct parcel *p = batch->first; p && err->status == STATUS_OK; p = p->next)
		load_parcel(batch, p, err);
	empty(batch);
}

static void write_all(struct batch *batch, struct error *err)
{
	write_by_xapian(batch, err);
	batch->committed += batch->documents;
	empty(batch);
	if (err->status == STATUS_OK)
		xap_reader_refresh(batch->before, err);
}

void batch_add(struct batch *batch, struct parcel *parcel, struct error *err)
{
	if (is_refused(batch, err)) {
		parcel_free_all(parcel);
		return;
	}
	if (batch->load) {
		load_parcel(batch, parcel, err);
		parcel_free_all(parcel);
	} else {
		keep(batch, parcel);
		if (is_large(batch) && load_is_possible(batch->segment))
			load_all(batch, err);
		else if (is_large(batch) || now() - batch->started >= SECONDS_MOST)
			write_all(batch, err);
	}
	if (err->status != STATUS_OK)
		stop(batch);
}

void batch_commit(struct batch *batch, struct error *err)
{
	if (is_refused(batch, err))
		return;
	if (batch->load)
		end_load(batch, err);
	else if (batch->first)
		write_all(batch, err);
	if (err->status != STATUS_OK)
		stop(batch);
}
