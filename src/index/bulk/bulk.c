/* Takes documents, spills their postings, and turns all into the tables of one database. */
#include "index/bulk/bulk.h"

#include "index/bulk/direct.h"
#include "index/bulk/documents.h"
#include "index/bulk/front.h"
#include "index/bulk/merge.h"
#include "index/bulk/place.h"
#include "index/bulk/postlist.h"
#include "index/bulk/run.h"
#include "index/bulk/values.h"
#include "index/bulk/version.h"

#include "dateline/arena.h"

#include <stdlib.h>

#define BLOCK_BYTES 8192
#define MEMORY_MOST ((size_t)1 << 30)   /* places in a run have 32 bits */

struct bulk {
	struct place place;
	struct bulk_limits limits;
	struct outfile scratch;         /* sorted runs, and tags of the front */
	struct table postlists, positions, lists, data, absent;
	struct documents documents;
	struct tally tally;
	struct run_log log;
	struct run *runs;
	size_t run_count, run_room;
	struct front front;
	struct postlist lengths, terms;
	bool has_front;                 /* what stands before the terms is in the table */
	struct values values;
	struct xap_value *slots;        /* of one document: by slot, each once, none empty */
	size_t slot_room;
	struct version_sums sums;
	bool is_broken;                 /* half a document may be in */
};

static void emit_length_chunk(void *to, struct span key, struct span tag, struct error *err)
{
	front_add(to, key, tag, err);
}

static void open_files(struct bulk *bulk, struct error *err)
{
	const char *directory = bulk->place.building;
	size_t block_bytes = bulk->limits.block_bytes;

	outfile_open(&bulk->scratch, directory, "scratch", true, err);
	table_open(&bulk->postlists, directory, "postlist", block_bytes, err);
	table_open(&bulk->positions, directory, "position", block_bytes, err);
	table_open(&bulk->lists, directory, "termlist", block_bytes, err);
	table_open(&bulk->data, directory, "docdata", block_bytes, err);
	bulk->absent.block_bytes = block_bytes;
}

static struct bulk_limits usual(const struct bulk_limits *limits)
{
	struct bulk_limits all = limits ? *limits : (struct bulk_limits){ 0 };

	if (all.memory == 0)
		all.memory = BULK_MEMORY;
	if (all.memory > MEMORY_MOST)
		all.memory = MEMORY_MOST;
	if (all.block_bytes == 0)
		all.block_bytes = BLOCK_BYTES;
	return all;
}

struct bulk *bulk_begin(const char *directory, const struct bulk_limits *limits, struct error *err)
{
	struct bulk *bulk = memory_get(sizeof(*bulk));

	*bulk = (struct bulk){ .limits = usual(limits), .place.lock = -1, .scratch.fd = -1 };
	bulk->postlists.file.fd = bulk->positions.file.fd = bulk->lists.file.fd = bulk->data.file.fd = -1;
	place_open(&bulk->place, directory, err);
	open_files(bulk, err);
	run_log_init(&bulk->log, err);
	front_init(&bulk->front, &bulk->scratch);
	bulk->values.front = &bulk->front;
	bulk->documents = (struct documents){
		.lists = &bulk->lists,
		.data = &bulk->data,
		.squeeze = squeeze_new(err),
		.are_lists_plain = bulk->limits.term_lists == BULK_PLAIN_TERM_LISTS,
	};
	bulk->lengths.emit = emit_length_chunk;
	bulk->lengths.to = &bulk->front;
	postlist_begin_lengths(&bulk->lengths);
	if (err->status == STATUS_OK)
		return bulk;
	bulk_cancel(bulk);
	return NULL;
}

void bulk_cancel(struct bulk *bulk)
{
	if (!bulk)
		return;
	table_close(&bulk->postlists);
	table_close(&bulk->positions);
	table_close(&bulk->lists);
	table_close(&bulk->data);
	outfile_close(&bulk->scratch);
	place_close(&bulk->place);
	documents_release(&bulk->documents);
	tally_release(&bulk->tally);
	run_log_release(&bulk->log);
	free(bulk->runs);
	front_release(&bulk->front);
	values_release(&bulk->values);
	free(bulk->slots);
	free(bulk);
}

/* ---- a document ---- */

static size_t escaped_bytes(struct span term)
{
	size_t bytes = term.bytes;

	for (size_t i = 0; i < term.bytes; i++)
		bytes += term.at[i] == '\0';
	return bytes;
}

void bulk_check(const struct xap_document *document, struct error *err)
{
	uint64_t length = 0;

	for (size_t i = 0; i < document->term_count; i++) {
		const struct xap_term *term = &document->terms[i];

		length += term->weight;
		/* A term of half the length cannot be too long, whatever its bytes. */
		if (term->text.bytes == 0 || (term->text.bytes > BULK_TERM_BYTES_MOST / 2 &&
					      escaped_bytes(term->text) > BULK_TERM_BYTES_MOST))
			error_set(err, STATUS_DATA, "index", "a term has %zu bytes: 1 to %d are taken",
				  term->text.bytes, BULK_TERM_BYTES_MOST);
	}
	for (size_t i = 0; i < document->value_count; i++) {
		if (document->values[i].slot == UINT32_MAX)
			error_set(err, STATUS_DATA, "index", "a value has no slot");
		if (document->values[i].value.bytes > BULK_TAG_BYTES_MOST)
			error_set(err, STATUS_DATA, "index", "a value is too long");
	}
	if (document->data.bytes > BULK_TAG_BYTES_MOST)
		error_set(err, STATUS_DATA, "index", "the data is too long");
	if (length > UINT32_MAX)
		error_set(err, STATUS_DATA, "index", "the document is too long");
}

/* The document's values by slot, the last of each, without empty ones. */
static size_t keep_values(struct bulk *bulk, const struct xap_document *document)
{
	size_t count = 0, kept = 0;

	if (bulk->slot_room < document->value_count) {
		bulk->slot_room = document->value_count * 2;
		bulk->slots = memory_resize(bulk->slots, bulk->slot_room * sizeof(*bulk->slots));
	}
	for (size_t i = 0; i < document->value_count; i++) {
		struct xap_value value = document->values[i];
		size_t place = count;

		while (place > 0 && bulk->slots[place - 1].slot > value.slot)
			place--;
		if (place > 0 && bulk->slots[place - 1].slot == value.slot) {
			bulk->slots[place - 1] = value;
			continue;
		}
		memmove(&bulk->slots[place + 1], &bulk->slots[place], (count++ - place) * sizeof(value));
		bulk->slots[place] = value;
	}
	for (size_t i = 0; i < count; i++)
		if (bulk->slots[i].value.bytes > 0)
			bulk->slots[kept++] = bulk->slots[i];
	return kept;
}

static void add_length(struct version_sums *sums, uint32_t docid, uint32_t length)
{
	sums->documents++;
	sums->last_docid = docid;
	sums->total_length += length;
	if (length > 0 && (sums->least_length == 0 || length < sums->least_length))
		sums->least_length = length;
	if (length > sums->greatest_length)
		sums->greatest_length = length;
}

static void add_sums(struct version_sums *sums, uint32_t docid, const struct tally *tally)
{
	add_length(sums, docid, (uint32_t)tally->length);
	for (size_t i = 0; i < tally->count; i++)
		if (tally->terms[i].weight > sums->greatest_weight)
			sums->greatest_weight = tally->terms[i].weight;
}

static void spill(struct bulk *bulk, struct error *err)
{
	if (bulk->run_count == bulk->run_room) {
		bulk->run_room = bulk->run_room ? bulk->run_room * 2 : 16;
		bulk->runs = memory_resize(bulk->runs, bulk->run_room * sizeof(*bulk->runs));
	}
	bulk->runs[bulk->run_count++] = run_log_write(&bulk->log, &bulk->scratch, err);
}

void bulk_add(struct bulk *bulk, uint32_t docid, const struct xap_document *document, struct error *err)
{
	struct glossary *glossary = &bulk->log.glossary;
	size_t value_count;

	if (docid <= bulk->sums.last_docid)
		error_set(err, STATUS_DATA, "index", "document %u comes after document %u", docid, bulk->sums.last_docid);
	bulk_check(document, err);
	if (err->status != STATUS_OK)
		return;
	tally_count(&bulk->tally, glossary, document);
	value_count = keep_values(bulk, document);
	add_sums(&bulk->sums, docid, &bulk->tally);
	run_log_add(&bulk->log, docid, &bulk->tally);
	postlist_add(&bulk->lengths, docid, (uint32_t)bulk->tally.length, err);
	for (size_t i = 0; i < value_count; i++)
		values_add(&bulk->values, docid, &bulk->slots[i], err);
	if (bulk->limits.term_lists != BULK_NO_TERM_LISTS) {
		documents_add_terms(&bulk->documents, docid, glossary, &bulk->tally, err);
		documents_add_slots(&bulk->documents, docid, bulk->slots, value_count, err);
	}
	documents_add_data(&bulk->documents, docid, document->data, err);
	if (run_log_memory(&bulk->log) >= bulk->limits.memory)
		spill(bulk, err);
	bulk->is_broken = bulk->is_broken || err->status != STATUS_OK;
}

void bulk_set_note(struct bulk *bulk, struct span key, struct span value, struct error *err)
{
	char item_key[PACK_KEY_MOST] = { 0x00, (char)0xc0 };

	if (key.bytes == 0 || key.bytes > BULK_KEY_BYTES_MOST || value.bytes > BULK_TAG_BYTES_MOST)
		error_set(err, STATUS_DATA, "index", "a note is too long, or has no key");
	if (err->status != STATUS_OK)
		return;
	memcpy(item_key + 2, key.at, key.bytes);
	front_add(&bulk->front, span_make(item_key, key.bytes + 2), value, err);
	bulk->is_broken = bulk->is_broken || err->status != STATUS_OK;
}

/* ---- lists that are in order ---- */

static void write_front(struct bulk *bulk, struct error *err)
{
	if (bulk->has_front)
		return;
	postlist_end(&bulk->lengths, err);
	values_finish(&bulk->values, err);
	front_write(&bulk->front, &bulk->postlists, err);
	bulk->has_front = true;
}

static void emit_postings(void *to, struct span key, struct span tag, struct error *err)
{
	table_add(to, key, tag, false, err);
}

void bulk_add_length(struct bulk *bulk, uint32_t docid, uint32_t length, struct error *err)
{
	add_length(&bulk->sums, docid, length);
	postlist_add(&bulk->lengths, docid, length, err);
}

void bulk_begin_term(struct bulk *bulk, struct span term, uint64_t documents, uint64_t weight, struct error *err)
{
	write_front(bulk, err);
	bulk->terms.emit = emit_postings;
	bulk->terms.to = &bulk->postlists;
	postlist_begin(&bulk->terms, term, documents, weight);
}

void bulk_add_posting(struct bulk *bulk, uint32_t docid, uint32_t weight, struct error *err)
{
	if (weight > bulk->sums.greatest_weight)
		bulk->sums.greatest_weight = weight;
	postlist_add(&bulk->terms, docid, weight, err);
}

void bulk_end_term(struct bulk *bulk, struct error *err)
{
	postlist_end(&bulk->terms, err);
}

const char *bulk_directory(const struct bulk *bulk)
{
	return bulk->place.building;
}

size_t bulk_held(const struct bulk *bulk)
{
	return run_log_memory(&bulk->log);
}

/* ---- the end ---- */

static void write_tables(struct bulk *bulk, struct error *err)
{
	bool has_lists = bulk->limits.term_lists != BULK_NO_TERM_LISTS;
	struct version_tables tables = { &bulk->postlists, &bulk->data, &bulk->lists, &bulk->positions, &bulk->absent };

	write_front(bulk, err);
	spill(bulk, err);
	merge_runs(&bulk->scratch, bulk->runs, bulk->run_count, &bulk->postlists, &bulk->positions, err);
	table_finish(&bulk->postlists, true, err);
	table_finish(&bulk->positions, false, err);
	table_finish(&bulk->lists, has_lists, err);
	table_finish(&bulk->data, false, err);
	version_write(bulk->place.building, &tables, &bulk->sums, err);
}

void bulk_finish(struct bulk *bulk, struct error *err)
{
	if (bulk->is_broken)
		error_set(err, STATUS_IO, bulk->place.final, "the build failed before");
	if (err->status == STATUS_OK)
		write_tables(bulk, err);
	if (err->status == STATUS_OK)
		place_publish(&bulk->place, err);
	bulk_cancel(bulk);
}
