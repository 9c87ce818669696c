/* Hands new articles to the bulk builder, and knows which ones it has. */
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

struct load {
	struct bulk *bulk;
	struct known known;
	uint32_t documents;
};

/* A kind of thing and its name as one hash that is never 0. */
static uint64_t hash_of(uint64_t kind, struct span name)
{
	uint64_t hash = hash_bytes(name) + kind;

	return hash ? hash : 1;
}

enum kind { ARTICLE = 0, NOTE = 0x5bd1e995 };

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

static bool known_has(const struct known *known, uint64_t hash)
{
	return known->slots[known_place(known, hash)] == hash;
}

static void known_add(struct known *known, uint64_t hash)
{
	if (known->count * 2 >= known->mask) {
		struct known wider = known_new((known->mask + 1) * 2);

		for (size_t i = 0; i <= known->mask; i++)
			if (known->slots[i] != 0)
				known_add(&wider, known->slots[i]);
		free(known->slots);
		*known = wider;
	}
	known->slots[known_place(known, hash)] = hash;
	known->count++;
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

bool load_takes(const struct batch *batch)
{
	struct known known = known_new(1024);
	bool takes = true;

	for (size_t i = 0; i < batch->count && takes; i++) {
		const struct change *change = &batch->changes[i];
		uint64_t hash = change->unique.bytes ? hash_of(ARTICLE, change->unique) : hash_of(NOTE, change->note_key);

		takes = !known_has(&known, hash);
		known_add(&known, hash);
	}
	free(known.slots);
	return takes;
}

struct load *load_begin(const char *path, struct error *err)
{
	struct load *load = memory_get(sizeof(*load));

	*load = (struct load){ .bulk = bulk_begin(path, NULL, err), .known = known_new(1024) };
	if (load->bulk)
		return load;
	load_cancel(load);
	return NULL;
}

void load_cancel(struct load *load)
{
	if (!load)
		return;
	bulk_cancel(load->bulk);
	free(load->known.slots);
	free(load);
}

bool load_has_article(const struct load *load, struct span unique)
{
	return known_has(&load->known, hash_of(ARTICLE, unique));
}

bool load_has_note(const struct load *load, struct span key)
{
	return known_has(&load->known, hash_of(NOTE, key));
}

/* All documents of an article or none of them. */
static void add_documents(struct load *load, const struct change *change, struct error *err)
{
	for (size_t i = 0; i < change->document_count; i++)
		bulk_check(&change->documents[i], err);
	if (err->status != STATUS_OK)
		return;
	for (size_t i = 0; i < change->document_count; i++)
		bulk_add(load->bulk, ++load->documents, &change->documents[i], err);
	if (change->document_count > 0)
		known_add(&load->known, hash_of(ARTICLE, change->unique));
}

void load_add(struct load *load, const struct change *change, struct error *err)
{
	if (change->note_key.bytes) {
		bulk_set_note(load->bulk, change->note_key, change->note, err);
		known_add(&load->known, hash_of(NOTE, change->note_key));
	}
	if (change->unique.bytes)
		add_documents(load, change, err);
}

void load_finish(struct load *load, struct error *err)
{
	struct bulk *bulk = load->bulk;

	load->bulk = NULL;
	load_cancel(load);
	bulk_finish(bulk, err);
}
