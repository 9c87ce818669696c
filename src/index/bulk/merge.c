/* Walks all runs at once, term by term, with a small window on each. */
#include "index/bulk/merge.h"

#include "index/bulk/pack.h"
#include "index/bulk/postlist.h"

#include "dateline/arena.h"
#include "dateline/buf.h"

#include <stdlib.h>

#define WINDOW ((size_t)64 << 10)

/* Of a term in a run: three numbers and its bytes. */
#define HEAD_MOST (3 * PACK_NUMBER_MOST + PACK_KEY_MOST)

struct reader {
	const struct outfile *scratch;
	uint64_t next_byte, end_byte;   /* of the run: not in the window yet */
	char *window;
	size_t from, to, room;
	uint32_t first_docid;
	size_t run;                     /* number of the run */
	char term[PACK_KEY_MOST];
	size_t term_bytes;
	uint64_t documents, weight;     /* of the term in this run */
};

struct merge {
	struct reader **heap;           /* the reader with the least term first */
	size_t count;
	struct table *positions;
	struct postlist list;
	struct error *err;
};

static struct span term_of(const struct reader *reader)
{
	return span_make(reader->term, reader->term_bytes);
}

/* Sees to it that `wanted` bytes lie in the window, or all that are left. */
static void reader_fill(struct reader *reader, size_t wanted, struct error *err)
{
	size_t held = reader->to - reader->from, more;

	if (held >= wanted || reader->next_byte == reader->end_byte)
		return;
	memmove(reader->window, reader->window + reader->from, held);
	if (reader->room < wanted) {
		reader->room = wanted * 2;
		reader->window = memory_resize(reader->window, reader->room);
	}
	more = reader->room - held;
	if (more > reader->end_byte - reader->next_byte)
		more = (size_t)(reader->end_byte - reader->next_byte);
	outfile_read(reader->scratch, reader->next_byte, reader->window + held, more, err);
	reader->next_byte += more;
	reader->from = 0;
	reader->to = held + more;
}

static struct unpack reader_begin(struct reader *reader, size_t wanted, struct error *err)
{
	reader_fill(reader, wanted, err);
	return (struct unpack){ reader->window + reader->from, reader->window + reader->to,
				err->status == STATUS_OK };
}

/* What was read must be what was written: else the disk has failed us. */
static bool reader_end(struct reader *reader, const struct unpack *from, struct error *err)
{
	if (!from->ok)
		error_set(err, STATUS_IO, reader->scratch->path, "not what was written to it");
	else
		reader->from = (size_t)(from->at - reader->window);
	return err->status == STATUS_OK;
}

/* Goes to the next term of the run; false at its end or on a fault. */
static bool reader_next(struct reader *reader, struct error *err)
{
	struct unpack from = reader_begin(reader, HEAD_MOST, err);
	struct span term;

	if (!from.ok || from.at == from.end)
		return false;
	term = unpack_counted(&from);
	if (term.bytes > sizeof(reader->term))
		from.ok = false;
	if (from.ok)
		memcpy(reader->term, term.at, term.bytes);
	reader->term_bytes = term.bytes;
	reader->documents = unpack_number(&from);
	reader->weight = unpack_number(&from);
	return reader_end(reader, &from, err);
}

static struct reader *reader_open(const struct outfile *scratch, const struct run *run, size_t number)
{
	struct reader *reader = memory_get(sizeof(*reader));

	*reader = (struct reader){
		.scratch = scratch,
		.next_byte = run->at_byte,
		.end_byte = run->end_byte,
		.window = memory_get(WINDOW),
		.room = WINDOW,
		.first_docid = run->first_docid,
		.run = number,
	};
	return reader;
}

static void reader_close(struct reader *reader)
{
	free(reader->window);
	free(reader);
}

/* By term, then by run, so that docids rise. */
static bool stands_before(const struct reader *a, const struct reader *b)
{
	int order = span_compare(term_of(a), term_of(b));

	return order ? order < 0 : a->run < b->run;
}

static void heap_sink(struct merge *merge, size_t i)
{
	struct reader **heap = merge->heap;

	for (size_t kid; (kid = 2 * i + 1) < merge->count; i = kid) {
		struct reader *held = heap[i];

		if (kid + 1 < merge->count && stands_before(heap[kid + 1], heap[kid]))
			kid++;
		if (!stands_before(heap[kid], held))
			return;
		heap[i] = heap[kid];
		heap[kid] = held;
	}
}

static void emit_postlist(void *to, struct span key, struct span tag, struct error *err)
{
	table_add(to, key, tag, false, err);
}

/* Adds what this run has of the term. `key` is the term's, with room for a docid
 * from `key_end` on. */
static void add_postings(struct merge *merge, struct reader *reader, uint8_t *key, uint8_t *key_end)
{
	struct error *err = merge->err;

	for (uint64_t i = 0; i < reader->documents && err->status == STATUS_OK; i++) {
		struct unpack from = reader_begin(reader, 3 * PACK_NUMBER_MOST, err);
		uint32_t docid = reader->first_docid + (uint32_t)unpack_number(&from);
		uint32_t weight = (uint32_t)unpack_number(&from);
		size_t bytes = (size_t)unpack_number(&from);

		if (!reader_end(reader, &from, err))
			return;
		postlist_add(&merge->list, docid, weight, err);
		if (bytes == 0)
			continue;
		from = reader_begin(reader, bytes, err);
		from.ok = from.ok && bytes <= (size_t)(from.end - from.at);
		if (from.ok)
			table_add(merge->positions, span_between(key, pack_sorting(key_end, docid)),
				  span_make(from.at, bytes), false, err);
		from.at += from.ok ? bytes : 0;
		reader_end(reader, &from, err);
	}
}

static struct reader *heap_pop(struct merge *merge)
{
	struct reader *first = merge->heap[0];

	merge->heap[0] = merge->heap[--merge->count];
	heap_sink(merge, 0);
	return first;
}

static void heap_push(struct merge *merge, struct reader *reader)
{
	size_t i = merge->count++;

	for (size_t above; i > 0 && stands_before(reader, merge->heap[above = (i - 1) / 2]); i = above)
		merge->heap[i] = merge->heap[above];
	merge->heap[i] = reader;
}

/* Writes the list and the positions of the term that all of `group` stand at. */
static void merge_term(struct merge *merge, struct reader *const *group, size_t count)
{
	struct span term = term_of(group[0]);
	uint64_t documents = 0, weight = 0;
	uint8_t key[PACK_KEY_MOST + PACK_SORTING_MOST];
	uint8_t *key_end = pack_term_end(pack_term(key, term));

	for (size_t i = 0; i < count; i++) {
		documents += group[i]->documents;
		weight += group[i]->weight;
	}
	postlist_begin(&merge->list, term, documents, weight);
	for (size_t i = 0; i < count; i++)
		add_postings(merge, group[i], key, key_end);
	postlist_end(&merge->list, merge->err);
}

static void merge_all(struct merge *merge, struct reader **group)
{
	while (merge->count > 0 && merge->err->status == STATUS_OK) {
		size_t count = 0;

		do
			group[count++] = heap_pop(merge);
		while (merge->count > 0 && span_equal(term_of(merge->heap[0]), term_of(group[0])));
		merge_term(merge, group, count);
		for (size_t i = 0; i < count; i++)
			if (reader_next(group[i], merge->err))
				heap_push(merge, group[i]);
	}
}

void merge_runs(const struct outfile *scratch, const struct run *runs, size_t count, struct table *postlists,
		struct table *positions, struct error *err)
{
	struct reader **readers = memory_get(count * sizeof(*readers));
	struct reader **group = memory_get(count * sizeof(*group));
	struct merge merge = {
		.heap = memory_get(count * sizeof(*readers)),
		.positions = positions,
		.list = { .emit = emit_postlist, .to = postlists },
		.err = err,
	};

	for (size_t i = 0; i < count; i++) {
		readers[i] = reader_open(scratch, &runs[i], i);
		if (reader_next(readers[i], err))
			heap_push(&merge, readers[i]);
	}
	merge_all(&merge, group);
	for (size_t i = 0; i < count; i++)
		reader_close(readers[i]);
	free(readers);
	free(group);
	free(merge.heap);
}
