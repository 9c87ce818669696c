/* Writes the segment of a load: postings to the bulk builder, the rest beside it. */
#include "index/load.h"

#include "dateline/file.h"
#include "dateline/map.h"
#include "index/bulk/bulk.h"

#include <stdio.h>
#include <stdlib.h>

#define VERSION_FILE_MOST 4096

/* Hashes of the articles and notes: eight bytes each and not their names, since
 * all of a large archive are here at once. */
struct known {
	uint64_t *slots;        /* 0 is free */
	size_t count, mask;
};

/* What a load holds in memory is what an ingest may take of it. */
#define HELD_MOST ((size_t)52 << 20)

struct load {
	struct bulk *bulk;
	struct columns_maker *columns;
	struct vault_writer *vault;
	struct stream_writer *stream;
	struct buf graves;
	struct buf item;
	struct known known;
	uint32_t documents;
};

/* Never 0. Articles and notes are told apart. */
static uint64_t hash_of(const struct change *change)
{
	uint64_t hash = change->unique.bytes ? hash_bytes(change->unique) : ~hash_bytes(change->note_key);

	return hash ? hash : 1;
}

static size_t known_place(const struct known *known, uint64_t hash)
{
	size_t i = hash & known->mask;

	while (known->slots[i] != 0 && known->slots[i] != hash)
		i = (i + 1) & known->mask;
	return i;
}

static struct known known_new(size_t slots)
{
	struct known known = { memory_get(slots * sizeof(*known.slots)), 0, slots - 1 };

	memset(known.slots, 0, slots * sizeof(*known.slots));
	return known;
}

/* False when it was there. */
static bool known_add(struct known *known, uint64_t hash)
{
	size_t place;

	if (known->count * 2 >= known->mask) {
		struct known wider = known_new((known->mask + 1) * 2);

		for (size_t i = 0; i <= known->mask; i++)
			if (known->slots[i] != 0)
				known_add(&wider, known->slots[i]);
		free(known->slots);
		*known = wider;
	}
	place = known_place(known, hash);
	if (known->slots[place] != 0)
		return false;
	known->slots[place] = hash;
	known->count++;
	return true;
}

bool load_is_possible(const char *segment)
{
	struct buf version = BUF_INIT(VERSION_FILE_MOST);
	struct error err = { 0 };
	struct span format = bulk_format();
	char path[4096];
	bool is_ours;

	snprintf(path, sizeof(path), "%s/iamglass", segment);
	file_read(path, &version, &err);
	is_ours = err.status == STATUS_OK && version.bytes > format.bytes &&
		  span_equal(span_make(version.at, format.bytes), format);
	buf_release(&version);
	return is_ours;
}

struct load *load_begin(const char *path, struct error *err)
{
	struct bulk_limits limits = { .memory = 2 * HELD_MOST, .term_lists = BULK_NO_TERM_LISTS };
	struct load *load = memory_get(sizeof(*load));

	*load = (struct load){
		.bulk = bulk_begin(path, &limits, err), .columns = columns_maker_new(), .known = known_new(1024),
		.graves = BUF_INIT(BUF_TEXT_MOST), .item = BUF_INIT(BUF_TEXT_MOST),
	};
	if (err->status == STATUS_OK) {
		load->vault = vault_begin(bulk_directory(load->bulk), err);
		load->stream = stream_begin(bulk_directory(load->bulk), err);
	}
	if (err->status == STATUS_OK)
		return load;
	load_cancel(load);
	return NULL;
}

void load_cancel(struct load *load)
{
	if (!load)
		return;
	vault_writer_free(load->vault);
	stream_writer_free(load->stream);
	bulk_cancel(load->bulk);
	columns_maker_free(load->columns);
	buf_release(&load->graves);
	buf_release(&load->item);
	free(load->known.slots);
	free(load);
}

bool load_takes(struct load *load, const struct change *change)
{
	return known_add(&load->known, hash_of(change));
}

/* The tables have the terms, and nothing else of a document. */
static void add_document(struct load *load, const struct xap_document *document, struct error *err)
{
	struct xap_document terms = { .terms = document->terms, .term_count = document->term_count };
	uint32_t docid = ++load->documents;

	bulk_add(load->bulk, docid, &terms, err);
	for (size_t i = 0; i < document->value_count; i++)
		columns_add(load->columns, docid, document->values[i].slot, document->values[i].value);
	buf_clear(&load->item);
	part_item(&load->item, document->number, document->head, document->data);
	vault_add(load->vault, buf_span(&load->item), err);
	stream_add(load->stream, document->tokens, document->token_count, err);
}

/* All documents of an article or none of them. */
static void add_documents(struct load *load, const struct change *change, struct error *err)
{
	for (size_t i = 0; i < change->document_count; i++)
		bulk_check(&change->documents[i], err);
	for (size_t i = 0; i < change->document_count && err->status == STATUS_OK; i++)
		add_document(load, &change->documents[i], err);
}

void load_add(struct load *load, const struct change *change, struct error *err)
{
	if (change->note_key.bytes)
		bulk_set_note(load->bulk, change->note_key, change->note, err);
	add_documents(load, change, err);
}

void load_bury(struct load *load, struct grave grave)
{
	grave_add(&load->graves, grave);
}

bool load_is_empty(const struct load *load)
{
	return load->known.count == 0;
}

bool load_is_full(const struct load *load)
{
	return bulk_held(load->bulk) >= HELD_MOST;
}

void load_finish(struct load *load, struct error *err)
{
	const char *directory = bulk_directory(load->bulk);
	struct bulk *bulk = load->bulk;

	vault_finish(load->vault, err);
	stream_finish(load->stream, err);
	columns_write(load->columns, load->documents, directory, err);
	graves_write(directory, buf_span(&load->graves), err);
	if (load->graves.overflowed)
		error_set(err, STATUS_IO, directory, "too much is taken away at once");
	load->bulk = NULL;
	load_cancel(load);
	bulk_finish(bulk, err);
}
