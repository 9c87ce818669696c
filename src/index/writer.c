/* Writes articles to an index: one writer at a time, in batches. */
#include "dateline/index.h"

#include "index/batch.h"
#include "index/directory.h"
#include "index/document.h"
#include "index/identity.h"
#include "index/load.h"
#include "index/record.h"
#include "index/segment.h"

#include <stdlib.h>

struct index_writer {
	char *directory;
	char segment[SEGMENT_PATH];     /* where its tables are */
	int lock;
	struct batch batch;
	struct load *load;      /* while the first large load goes on: then the batch is empty and closed */
	struct document_maker *maker;
	struct arena *scratch;
	const struct gazetteer *rules_of;
	char rules[ID_TEXT];    /* "" until they are asked for */
};

static void open_tables(struct index_writer *writer, struct error *err)
{
	segment_path(writer->directory, writer->segment, err);
	if (err->status == STATUS_OK)
		segment_clean(writer->directory);
	batch_open(&writer->batch, writer->segment, err);
}

struct index_writer *index_writer_open(const char *directory, struct error *err)
{
	struct index_writer *writer = memory_get(sizeof(*writer));

	memset(writer, 0, sizeof(*writer));
	writer->directory = memory_get(strlen(directory) + 1);
	memcpy(writer->directory, directory, strlen(directory) + 1);
	directory_prepare(directory, err);
	writer->lock = directory_lock(directory, err);
	writer->maker = document_maker_new();
	writer->scratch = arena_new();
	open_tables(writer, err);
	if (err->status == STATUS_OK)
		return writer;
	index_writer_close(writer);
	return NULL;
}

void index_writer_close(struct index_writer *writer)
{
	if (!writer)
		return;
	load_cancel(writer->load);
	batch_close(&writer->batch);
	document_maker_free(writer->maker);
	arena_free(writer->scratch);
	directory_unlock(writer->lock);
	free(writer->directory);
	free(writer);
}

void index_writer_on_fault(struct index_writer *writer, article_fault *fault, void *with)
{
	writer->batch.fault = fault;
	writer->batch.with = with;
}

const char *index_writer_rules(struct index_writer *writer, const struct gazetteer *gazetteer)
{
	if (!writer->rules[0] || writer->rules_of != gazetteer) {
		rules_digest(gazetteer, writer->rules);
		writer->rules_of = gazetteer;
	}
	return writer->rules;
}

/* ---- the first load ---- */

/* A large first batch of an index is taken back from Xapian and goes, with all that
 * follows, to the bulk builder, which is several times faster. What is built takes
 * the place of the empty tables with the next commit; a cut before leaves them. */

static bool may_load(struct index_writer *writer, struct error *err)
{
	const struct batch *batch = &writer->batch;

	return batch_is_large(batch) && xap_writer_is_new(batch->xap, err) && load_takes(batch) &&
	       load_is_possible(writer->segment);
}

static void load_change(struct index_writer *writer, const struct change *change, struct error *err)
{
	struct error one = { 0 };

	if (err->status != STATUS_OK)
		return;
	load_add(writer->load, change, &one);
	if (one.status == STATUS_OK)
		return;
	if (one.status == STATUS_DATA) {
		batch_tell(&writer->batch, change, &one);
		return;
	}
	*err = one;
	load_cancel(writer->load);
	writer->load = NULL;
}

static void begin_load(struct index_writer *writer, struct error *err)
{
	struct batch *batch = &writer->batch;
	char path[SEGMENT_PATH];

	segment_begin(writer->directory, path, err);
	writer->load = load_begin(path, err);
	batch_withdraw(batch);
	for (size_t i = 0; i < batch->count; i++)
		load_change(writer, &batch->changes[i], err);
	batch_forget(batch);
}

/* Takes the loaded tables into use, and goes on with Xapian. */
static void end_load(struct index_writer *writer, struct error *err)
{
	struct load *load = writer->load;

	writer->load = NULL;
	load_finish(load, err);
	segment_switch(writer->directory, err);
	segment_path(writer->directory, writer->segment, err);
	batch_reopen(&writer->batch, err);
}

/* Takes a change in, and commits or begins a load when it is time. Returns how many
 * documents it took the place of. */
static uint32_t take(struct index_writer *writer, const struct change *change, struct error *err)
{
	uint32_t replaced;

	if (writer->load && (change->unique.bytes ? load_has_article(writer->load, change->unique) :
						    load_has_note(writer->load, change->note_key)))
		end_load(writer, err);
	if (writer->load) {
		load_change(writer, change, err);
		batch_forget(&writer->batch);
		return 0;
	}
	replaced = batch_add(&writer->batch, *change, err);
	if (err->status != STATUS_OK || !batch_is_full(&writer->batch))
		return replaced;
	if (may_load(writer, err))
		begin_load(writer, err);
	else
		batch_commit(&writer->batch, err);
	return replaced;
}

/* ---- articles ---- */

/* The record of the article's first passage as stored; {NULL, 0} when there is none. */
static struct span find(struct index_writer *writer, const char *id, struct error *err)
{
	struct span unique;

	arena_reset(writer->scratch);
	unique = field_term(field_get("article"), span_of(id), writer->scratch);
	if (writer->load && load_has_article(writer->load, unique))
		end_load(writer, err);
	if (!writer->batch.xap)
		return (struct span){ NULL, 0 };
	return xap_writer_find(writer->batch.xap, unique, writer->scratch, err);
}

bool index_writer_is_current(struct index_writer *writer, const char *id, const struct article *article,
			     const struct gazetteer *gazetteer, struct error *err)
{
	struct span stored = find(writer, id, err);
	char made[ID_TEXT];

	if (!stored.bytes)
		return false;
	article_made(article, index_writer_rules(writer, gazetteer), made);
	return span_is(record_made(stored), made);
}

struct span index_writer_path(struct index_writer *writer, const char *id, struct arena *arena, struct error *err)
{
	struct span stored = find(writer, id, err);
	struct record record;

	if (!stored.bytes)
		return (struct span){ NULL, 0 };
	record_read(stored, writer->scratch, &record, err);
	return arena_copy(arena, record.path);
}

enum index_change index_writer_put(struct index_writer *writer, const char *id, const struct document *document,
				   const struct gazetteer *gazetteer, struct error *err)
{
	struct arena *arena = writer->batch.arena;
	struct document_source source = { document, gazetteer, id, index_writer_rules(writer, gazetteer), NULL };
	struct change change = {
		.unique = field_term(field_get("article"), span_of(id), arena),
		.name = arena_copy(arena, document->article->from.path),
	};
	char made[ID_TEXT];
	uint32_t replaced;

	article_made(document->article, source.rules, made);
	source.made = made;
	change.document_count = documents_make(writer->maker, &source, arena, &change.documents, err);
	if (err->status != STATUS_OK)
		return INDEX_UNCHANGED;
	replaced = take(writer, &change, err);
	return replaced ? INDEX_REPLACED : INDEX_ADDED;
}

bool index_writer_remove(struct index_writer *writer, const char *id, struct error *err)
{
	struct arena *arena = writer->batch.arena;
	struct change change = { .unique = field_term(field_get("article"), span_of(id), arena) };

	return take(writer, &change, err) > 0;
}

/* Xapian takes keys of notes as it takes terms: long ones go by their digest. */
static struct span note_key(struct span key, struct arena *arena)
{
	static const struct field notes = { .prefix = "" };

	return field_term(&notes, key, arena);
}

void index_writer_set_note(struct index_writer *writer, struct span key, struct span value, struct error *err)
{
	struct arena *arena = writer->batch.arena;
	struct change change = {
		.note_key = note_key(key, arena), .note = arena_copy(arena, value), .name = arena_copy(arena, key),
	};

	take(writer, &change, err);
}

struct span index_writer_note(struct index_writer *writer, struct span key, struct arena *arena, struct error *err)
{
	struct span known_as = note_key(key, arena);

	if (writer->load && load_has_note(writer->load, known_as))
		end_load(writer, err);
	if (!writer->batch.xap)
		return (struct span){ NULL, 0 };
	return xap_writer_note(writer->batch.xap, known_as, arena, err);
}

void index_writer_commit(struct index_writer *writer, struct error *err)
{
	if (writer->load)
		end_load(writer, err);
	else
		batch_commit(&writer->batch, err);
}

/* Packed tables are half as large and quicker to search. Packing costs about a
 * twentieth of the building of what it packs. */
#define PACK_LEAST 5000
#define PACK_SHARE 5

void index_writer_pack(struct index_writer *writer, struct error *err)
{
	struct batch *batch = &writer->batch;
	struct error packing = { 0 };
	char packed[SEGMENT_PATH];

	index_writer_commit(writer, err);
	if (err->status != STATUS_OK || batch->committed < PACK_LEAST ||
	    batch->committed < xap_writer_document_count(batch->xap, err) / PACK_SHARE)
		return;
	segment_begin(writer->directory, packed, &packing);
	batch_close(batch);
	xap_compact(writer->segment, packed, &packing);
	segment_switch(writer->directory, &packing);
	/* Without room for both, the tables stay as they were: nothing is lost by it. */
	open_tables(writer, err);
}
