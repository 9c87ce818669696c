/* Chooses segments, and writes what lives in them into a new one.
 *
 * As in a log-structured merge tree: a segment is taken together with the newer ones
 * once these have grown to a sixteenth of it, so that every passage is written again a
 * few times only, however large the archive becomes, and few segments are open. One
 * that is large enough is left as it is. */
#include "index/merging.h"

#include "dateline/file.h"
#include "index/bulk/bulk.h"
#include "index/directory.h"
#include "index/opening.h"
#include "index/part/graves.h"
#include "index/segment.h"
#include "index/slot.h"

#include <stdlib.h>

#define GROWTH 16               /* an older segment is joined while it is at most so many times the newer ones */
#define FEW_SEGMENTS 8
#define MANY_SEGMENTS 24
#define STREAM_FORGET 50000     /* passages after which what was read of the rows of words is given back */
#define WORTH_BYTES ((uint64_t)256 << 10)
#define SEGMENT_BYTES_MOST ((uint64_t)1 << 30)  /* of one that is made: some two million passages, and the memory that takes */

struct merge {
	const char *directory;
	struct xap_reader *reader;
	unsigned numbers[SEGMENTS_MOST];
	size_t segments;
	size_t from, count;             /* those that are merged */
	struct arena *arena;
	uint32_t **docids;              /* new numbers of each one's documents, by the old; 0: it goes */
	uint32_t documents;
	struct bulk *bulk;
	struct columns_maker *columns;
	struct vault_writer *vault;
	struct stream_writer *stream;
};

/* ---- which ones ---- */

static uint64_t bytes_of(const struct merge *merge, size_t i)
{
	char path[SEGMENT_PATH];

	segment_path(merge->directory, merge->numbers[i], path);
	return directory_bytes(path);
}

static void choose(struct merge *merge)
{
	uint64_t sum = 0;
	size_t i = merge->segments;

	while (i > 0) {
		uint64_t bytes = bytes_of(merge, i - 1);

		if (sum > 0 && bytes > sum * GROWTH && merge->segments - i + 1 < FEW_SEGMENTS)
			break;
		if (sum + bytes > SEGMENT_BYTES_MOST)
			break;
		sum += bytes;
		i--;
	}
	merge->from = i;
	merge->count = merge->segments - i;
	if (sum < WORTH_BYTES && merge->segments < FEW_SEGMENTS)
		merge->count = 0;
}

/* ---- new numbers ---- */

static void number_documents(struct merge *merge, struct error *err)
{
	merge->docids = arena_new_array(merge->arena, uint32_t *, merge->count);
	for (size_t i = 0; i < merge->count && err->status == STATUS_OK; i++) {
		uint32_t last = xap_reader_last(merge->reader, merge->from + i, err);
		bool is_whole = xap_reader_is_whole(merge->reader, merge->from + i, err);

		merge->docids[i] = arena_new_array(merge->arena, uint32_t, (size_t)last + 1);
		for (uint32_t local = 1; local <= last && err->status == STATUS_OK; local++)
			if (is_whole || xap_reader_has(merge->reader, merge->from + i, local, err))
				merge->docids[i][local] = ++merge->documents;
	}
}

/* ---- what lies beside the tables ---- */

static void copy_columns(struct merge *merge, size_t i, struct error *err)
{
	const struct columns *columns = xap_reader_columns(merge->reader, merge->from + i, err);

	for (uint32_t slot = 0; columns && slot < 32; slot++) {
		const struct column *column = columns_find(columns, slot);

		if (column)
			columns_add_all(merge->columns, column, merge->docids[i]);
	}
}

/* How many of its group stand before a document in the new segment: those that it
 * follows there. The first of a group brings the head. */
static void copy_texts(struct merge *merge, size_t i, struct error *err)
{
	const struct part *beside = xap_reader_beside(merge->reader, merge->from + i);
	uint32_t last = xap_reader_last(merge->reader, merge->from + i, err);
	bool as_they_are = beside && xap_reader_is_whole(merge->reader, merge->from + i, err);
	struct buf item = BUF_INIT(BUF_TEXT_MOST);
	struct arena *scratch = arena_new();
	struct span head = { NULL, 0 };
	uint32_t number = 0;

	if (as_they_are)
		vault_add_all(merge->vault, beside->vault, err);
	for (uint32_t local = 1; local <= last && err->status == STATUS_OK; local++) {
		struct stored stored = { .tokens = NULL };

		if (!merge->docids[i][local])
			continue;
		if (as_they_are) {
			stored.token_count = stream_get(beside->stream, local, &stored.tokens);
		} else {
			struct arena *older = scratch;

			scratch = arena_new();
			if (!xap_reader_stored(merge->reader, xap_reader_docid(merge->reader, merge->from + i, local), scratch,
					       &stored, err) && err->status == STATUS_OK)
				error_set(err, STATUS_INDEX, merge->directory, "a passage is gone");
			number = head.bytes && span_equal(head, stored.head) ? number + 1 : 0;
			head = stored.head;
			arena_free(older);
			buf_clear(&item);
			part_item(&item, number, stored.head, stored.body);
			vault_add(merge->vault, buf_span(&item), err);
		}
		stream_add(merge->stream, stored.tokens, stored.token_count, err);
		if (as_they_are && local % STREAM_FORGET == 0)
			stream_forget(beside->stream);
	}
	arena_free(scratch);
	buf_release(&item);
}

/* What is taken away from segments that are not merged. */
static void copy_graves(struct merge *merge, const char *directory, struct error *err)
{
	struct buf list = BUF_INIT(BUF_TEXT_MOST);

	for (size_t i = 0; i < merge->count; i++) {
		struct span graves = xap_reader_graves(merge->reader, merge->from + i, merge->arena, err);
		struct unpack from = { graves.at, graves.at + graves.bytes, true };
		struct grave grave;

		while (grave_take(&from, &grave))
			for (size_t k = 0; k < merge->from; k++)
				if (merge->numbers[k] == grave.part)
					grave_add(&list, grave);
	}
	graves_write(directory, buf_span(&list), err);
	buf_release(&list);
}

/* ---- the whole ---- */

static void write_beside(struct merge *merge, const char *directory, struct error *err)
{
	merge->vault = vault_begin(directory, err);
	merge->stream = stream_begin(directory, err);
	merge->columns = columns_maker_new();
	for (size_t i = 0; i < merge->count && err->status == STATUS_OK; i++) {
		copy_columns(merge, i, err);
		copy_texts(merge, i, err);
	}
	vault_finish(merge->vault, err);
	stream_finish(merge->stream, err);
	columns_write(merge->columns, merge->documents, directory, err);
	copy_graves(merge, directory, err);
	vault_writer_free(merge->vault);
	stream_writer_free(merge->stream);
	columns_maker_free(merge->columns);
}

/* Were all of them built, and is nothing gone from them? Then tables can be joined. */
static bool are_whole(struct merge *merge, struct error *err)
{
	for (size_t i = merge->from; i < merge->from + merge->count; i++)
		if (!xap_reader_beside(merge->reader, i) || !xap_reader_is_whole(merge->reader, i, err))
			return false;
	return err->status == STATUS_OK;
}

static void join_tables(struct merge *merge, const char *path, struct error *err)
{
	file_make_directories(path, err);
	write_beside(merge, path, err);
	xap_reader_join(merge->reader, merge->from, merge->count, path, err);
}

static void build_tables(struct merge *merge, const char *path, struct error *err)
{
	struct bulk_limits limits = { .term_lists = BULK_NO_TERM_LISTS };

	merge->bulk = bulk_begin(path, &limits, err);
	if (!merge->bulk)
		return;
	write_beside(merge, bulk_directory(merge->bulk), err);
	xap_reader_merge(merge->reader, merge->from, merge->count, (const uint32_t *const *)merge->docids,
			 span_of(field_get("article")->prefix), merge->bulk, err);
	if (err->status != STATUS_OK) {
		bulk_cancel(merge->bulk);
		return;
	}
	bulk_finish(merge->bulk, err);
}

static void write_segment(struct merge *merge, struct error *err)
{
	char path[SEGMENT_PATH];
	unsigned number = segment_begin(merge->directory, path, err);

	number_documents(merge, err);
	if (are_whole(merge, err))
		join_tables(merge, path, err);
	else if (err->status == STATUS_OK)
		build_tables(merge, path, err);
	segment_switch(merge->directory, number, merge->numbers + merge->from, merge->count, err);
}

void merging_run(const char *directory, struct error *err)
{
	struct merge merge = { .directory = directory };

	merge.segments = directory_segments(directory, merge.numbers, err);
	if (err->status != STATUS_OK)
		return;
	choose(&merge);
	if (merge.count < 2)
		return;
	merge.arena = arena_new();
	merge.reader = opening_read(&directory, 1, NULL, err);
	if (err->status == STATUS_OK)
		write_segment(&merge, err);
	xap_reader_close(merge.reader);
	arena_free(merge.arena);
}

void merging_run_many(const char *directory)
{
	unsigned numbers[SEGMENTS_MOST];
	struct error err = { 0 };

	if (directory_segments(directory, numbers, &err) >= MANY_SEGMENTS)
		merging_run(directory, &err);
}
