/* Writes articles to an index: one writer at a time, in batches. */
#include "dateline/index.h"

#include "index/bundle.h"
#include "index/conveyor.h"
#include "index/directory.h"
#include "index/identity.h"
#include "index/merging.h"
#include "index/opening.h"
#include "index/record.h"
#include "index/segment.h"
#include "index/slot.h"

#include <stdlib.h>

/* What is put goes through the conveyor; what was there before, and is committed since,
 * is looked up beside it. */
struct index_writer {
	char *directory;
	int lock;
	bool threaded;
	struct conveyor *conveyor;
	struct xap_reader *before;
	uint64_t mark;          /* of the segments that it has */
	struct index_maker *maker;
	struct arena *scratch;
	article_fault *fault;
	void *with;
	const struct gazetteer *rules_of;
	char rules[ID_TEXT];    /* "" until they are asked for */
};

static void look_again(struct index_writer *writer, struct error *err)
{
	const char *directory = writer->directory;

	if (writer->before && directory_mark(directory) == writer->mark) {
		xap_reader_refresh(writer->before, err);
		return;
	}
	xap_reader_close(writer->before);
	writer->before = opening_read(&directory, 1, &writer->mark, err);
}

static void open_tables(struct index_writer *writer, struct error *err)
{
	if (err->status == STATUS_OK)
		segment_clean(writer->directory);
	writer->conveyor = conveyor_new(writer->directory, writer->threaded, err);
	look_again(writer, err);
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
	writer->maker = index_maker_new();
	writer->scratch = arena_new();
	open_tables(writer, err);
	if (err->status == STATUS_OK)
		return writer;
	index_writer_close(writer);
	return NULL;
}

struct index_writer *index_writer_look(const char *directory, struct error *err)
{
	struct index_writer *writer;
	struct error found = { 0 };

	directory_check(directory, &found);
	if (found.status != STATUS_OK && found.status != STATUS_IO)
		*err = found;
	if (found.status != STATUS_OK)
		return NULL;
	writer = memory_get(sizeof(*writer));
	memset(writer, 0, sizeof(*writer));
	writer->directory = memory_get(strlen(directory) + 1);
	memcpy(writer->directory, directory, strlen(directory) + 1);
	writer->lock = -1;
	writer->maker = index_maker_new();
	writer->scratch = arena_new();
	look_again(writer, err);
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
	index_maker_free(writer->maker);
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

/* What the article's passages share, as stored, in writer->scratch; {NULL, 0} when
 * there is no such article. */
static struct span find(struct index_writer *writer, const char *id, struct error *err)
{
	struct stored stored = { .tokens = NULL };
	struct xap_spot *spots;
	char value[SLOT_ID_BYTES];
	size_t count;

	arena_reset(writer->scratch);
	slot_id(id, value);
	count = writer->before ? xap_reader_group(writer->before, span_make(value, sizeof(value)),
						  change_unique(id, writer->scratch), field_get("article-id")->slot,
						  writer->scratch, &spots, err) : 0;
	if (count > 0)
		xap_reader_stored(writer->before, spots[0].docid, writer->scratch, &stored, err);
	return stored.head;
}

bool index_writer_is_current(struct index_writer *writer, const char *id, const struct article *article,
			     const struct gazetteer *gazetteer, struct error *err)
{
	struct span head = find(writer, id, err);
	char made[ID_TEXT];

	if (!head.bytes)
		return false;
	article_made(article, index_writer_rules(writer, gazetteer), made);
	return span_is(record_made(head), made);
}

struct span index_writer_path(struct index_writer *writer, const char *id, struct arena *arena, struct error *err)
{
	return arena_copy(arena, record_path(find(writer, id, err), writer->scratch));
}

static void send(struct index_writer *writer, struct change change, struct error *err)
{
	conveyor_add(writer->conveyor, change, writer->fault, writer->with, err);
}

enum index_change index_writer_put(struct index_writer *writer, const char *id, const struct document *document,
				   const struct gazetteer *gazetteer, struct error *err)
{
	struct change change = change_make(writer->maker, id, document, gazetteer, index_writer_rules(writer, gazetteer),
					   conveyor_arena(writer->conveyor), err);
	bool replaces = index_writer_has(writer, id, err);

	if (err->status != STATUS_OK)
		return INDEX_UNCHANGED;
	send(writer, change, err);
	return replaces ? INDEX_REPLACED : INDEX_ADDED;
}

bool index_writer_has(struct index_writer *writer, const char *id, struct error *err)
{
	return find(writer, id, err).bytes > 0;
}

void index_writer_send(struct index_writer *writer, struct index_bundle *bundle, struct error *err)
{
	conveyor_send(writer->conveyor, bundle_parcel(bundle), writer->fault, writer->with, err);
}

bool index_writer_remove(struct index_writer *writer, const char *id, struct error *err)
{
	bool was_there = find(writer, id, err).bytes > 0;
	struct change change = { .unique = change_unique(id, conveyor_arena(writer->conveyor)) };

	slot_id(id, change.id);
	send(writer, change, err);
	return was_there;
}

/* Xapian takes keys of notes as it takes terms: long ones go by their digest. */
static struct span note_key(struct span key, struct arena *arena)
{
	static const struct field notes = { .prefix = "" };

	return field_term(&notes, key, arena);
}

/* A note that is forgotten hides one in an older segment, so it is kept as such. */
#define NOTE_KEPT "\001"
#define NOTE_FORGOTTEN "\002"

void index_writer_set_note(struct index_writer *writer, struct span key, struct span value, struct error *err)
{
	struct arena *arena = conveyor_arena(writer->conveyor);
	struct change change = {
		.note_key = note_key(key, arena), .name = arena_copy(arena, key),
		.note = span_of(NOTE_FORGOTTEN),
	};

	if (value.bytes) {
		char *kept = arena_alloc(arena, value.bytes + 1);

		kept[0] = NOTE_KEPT[0];
		memcpy(kept + 1, value.at, value.bytes);
		change.note = span_make(kept, value.bytes + 1);
	}
	send(writer, change, err);
}

struct span index_writer_note(struct index_writer *writer, struct span key, struct arena *arena, struct error *err)
{
	struct span note = writer->before ? xap_reader_note(writer->before, note_key(key, arena), arena, err)
					  : (struct span){ NULL, 0 };

	return span_starts(note, NOTE_KEPT) ? span_make(note.at + 1, note.bytes - 1) : (struct span){ NULL, 0 };
}

/* Takes the marks of note_key() and NOTE_KEPT off again. */
struct notes {
	void (*each)(struct span key, struct span value, void *with);
	void *with;
};

static void take_note(struct span key, struct span value, void *with)
{
	const struct notes *notes = with;

	if (span_starts(value, NOTE_KEPT))
		notes->each(key, span_make(value.at + 1, value.bytes - 1), notes->with);
}

void index_writer_notes(struct index_writer *writer, struct span prefix,
			void (*each)(struct span key, struct span value, void *with), void *with, struct error *err)
{
	struct notes notes = { each, with };

	if (writer->before)
		xap_reader_notes(writer->before, prefix, take_note, &notes, err);
}

void index_writer_commit(struct index_writer *writer, struct error *err)
{
	conveyor_commit(writer->conveyor, writer->fault, writer->with, err);
	look_again(writer, err);
}

void index_writer_pack(struct index_writer *writer, struct error *err)
{
	struct error merging = { 0 };

	index_writer_commit(writer, err);
	if (err->status != STATUS_OK)
		return;
	close_tables(writer);
	/* Without room for both, the segments stay as they were: nothing is lost by it. */
	merging_run(writer->directory, &merging);
	open_tables(writer, err);
}
