/* Writes articles to an index: one writer at a time, in batches. */
#include "dateline/index.h"

#include "index/conveyor.h"
#include "index/directory.h"
#include "index/document.h"
#include "index/identity.h"
#include "index/record.h"
#include "index/segment.h"

#include <stdlib.h>

/* The tables have two handles: what is put goes through the conveyor; what was
 * there before, and is committed since, is looked up beside it. */
struct index_writer {
	char *directory;
	char segment[SEGMENT_PATH];     /* where its tables are */
	int lock;
	bool threaded;
	struct conveyor *conveyor;
	struct xap_reader *before;
	struct document_maker *maker;
	struct arena *scratch;
	article_fault *fault;
	void *with;
	const struct gazetteer *rules_of;
	char rules[ID_TEXT];    /* "" until they are asked for */
};

/* Xapian makes its files one by one: the first segment, too, is taken into use only
 * once it is whole. */
static void make_first_segment(const char *directory, struct error *err)
{
	char path[SEGMENT_PATH];

	if (directory_segment(directory, err) != 0 || err->status != STATUS_OK)
		return;
	segment_begin(directory, path, err);
	xap_writer_close(xap_writer_open(path, err));
	segment_switch(directory, err);
}

static void open_tables(struct index_writer *writer, struct error *err)
{
	const char *path = writer->segment;

	segment_path(writer->directory, writer->segment, err);
	if (err->status == STATUS_OK)
		segment_clean(writer->directory);
	writer->conveyor = conveyor_new(writer->segment, writer->threaded, err);
	conveyor_expect_load(writer->conveyor, writer->directory);
	writer->before = xap_reader_open(&path, 1, err);
}

static void close_tables(struct index_writer *writer)
{
	xap_reader_close(writer->before);
	conveyor_free(writer->conveyor);
	writer->before = NULL;
	writer->conveyor = NULL;
}

struct index_writer *index_writer_open(const char *directory, bool threaded, struct error *err)
{
	struct index_writer *writer = memory_get(sizeof(*writer));

	memset(writer, 0, sizeof(*writer));
	writer->directory = memory_get(strlen(directory) + 1);
	memcpy(writer->directory, directory, strlen(directory) + 1);
	writer->threaded = threaded;
	directory_prepare(directory, err);
	writer->lock = directory_lock(directory, err);
	writer->maker = document_maker_new();
	writer->scratch = arena_new();
	make_first_segment(directory, err);
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
	close_tables(writer);
	document_maker_free(writer->maker);
	arena_free(writer->scratch);
	directory_unlock(writer->lock);
	free(writer->directory);
	free(writer);
}

void index_writer_on_fault(struct index_writer *writer, article_fault *fault, void *with)
{
	writer->fault = fault;
	writer->with = with;
}

const char *index_writer_rules(struct index_writer *writer, const struct gazetteer *gazetteer)
{
	if (!writer->rules[0] || writer->rules_of != gazetteer) {
		rules_digest(gazetteer, writer->rules);
		writer->rules_of = gazetteer;
	}
	return writer->rules;
}

static struct span unique_term(const char *id, struct arena *arena)
{
	return field_term(field_get("article"), span_of(id), arena);
}

/* The record of the article's first passage as stored; {NULL, 0} when there is none. */
static struct span find(struct index_writer *writer, const char *id, struct error *err)
{
	arena_reset(writer->scratch);
	return xap_reader_find(writer->before, unique_term(id, writer->scratch), writer->scratch, err);
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

static void send(struct index_writer *writer, struct change change, struct error *err)
{
	conveyor_add(writer->conveyor, change, writer->fault, writer->with, err);
}

enum index_change index_writer_put(struct index_writer *writer, const char *id, const struct document *document,
				   const struct gazetteer *gazetteer, struct error *err)
{
	struct arena *arena = conveyor_arena(writer->conveyor);
	struct document_source source = { document, gazetteer, id, index_writer_rules(writer, gazetteer), NULL };
	struct change change = {
		.unique = unique_term(id, arena), .name = arena_copy(arena, document->article->from.path),
	};
	char made[ID_TEXT];
	bool replaces;

	article_made(document->article, source.rules, made);
	source.made = made;
	change.document_count = documents_make(writer->maker, &source, arena, &change.documents, err);
	replaces = find(writer, id, err).bytes > 0;
	if (err->status != STATUS_OK)
		return INDEX_UNCHANGED;
	send(writer, change, err);
	return replaces ? INDEX_REPLACED : INDEX_ADDED;
}

bool index_writer_remove(struct index_writer *writer, const char *id, struct error *err)
{
	bool was_there = find(writer, id, err).bytes > 0;
	struct change change = { .unique = unique_term(id, conveyor_arena(writer->conveyor)) };

	send(writer, change, err);
	return was_there;
}

/* Xapian takes keys of notes as it takes terms: long ones go by their digest. */
static struct span note_key(struct span key, struct arena *arena)
{
	static const struct field notes = { .prefix = "" };

	return field_term(&notes, key, arena);
}

void index_writer_set_note(struct index_writer *writer, struct span key, struct span value, struct error *err)
{
	struct arena *arena = conveyor_arena(writer->conveyor);
	struct change change = {
		.note_key = note_key(key, arena), .note = arena_copy(arena, value), .name = arena_copy(arena, key),
	};

	send(writer, change, err);
}

struct span index_writer_note(struct index_writer *writer, struct span key, struct arena *arena, struct error *err)
{
	return xap_reader_note(writer->before, note_key(key, arena), arena, err);
}

/* Takes up what was committed; a first load has put another segment into use. */
static void look_again(struct index_writer *writer, struct error *err)
{
	char used[SEGMENT_PATH];
	const char *path = used;
	struct xap_reader *fresh;

	segment_path(writer->directory, used, err);
	if (err->status != STATUS_OK || strcmp(used, writer->segment) == 0) {
		xap_reader_refresh(writer->before, err);
		return;
	}
	fresh = xap_reader_open(&path, 1, err);
	if (!fresh)
		return;
	xap_reader_close(writer->before);
	writer->before = fresh;
	memcpy(writer->segment, used, sizeof(used));
}

void index_writer_commit(struct index_writer *writer, struct error *err)
{
	conveyor_commit(writer->conveyor, writer->fault, writer->with, err);
	look_again(writer, err);
}

/* Packed tables are half as large and quicker to search. Packing costs about a
 * twentieth of the building of what it packs. */
#define PACK_LEAST 5000
#define PACK_SHARE 5

void index_writer_pack(struct index_writer *writer, struct error *err)
{
	struct error packing = { 0 };
	char packed[SEGMENT_PATH];
	uint64_t written;

	index_writer_commit(writer, err);
	written = conveyor_committed(writer->conveyor);
	if (err->status != STATUS_OK || written < PACK_LEAST ||
	    written < xap_reader_document_count(writer->before, err) / PACK_SHARE)
		return;
	segment_begin(writer->directory, packed, &packing);
	close_tables(writer);
	xap_compact(writer->segment, packed, &packing);
	segment_switch(writer->directory, &packing);
	/* Without room for both, the tables stay as they were: nothing is lost by it. */
	open_tables(writer, err);
}
