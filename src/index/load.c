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

bool load_takes(struct load *load, const struct parcel *parcel)
{
	for (size_t i = 0; i < parcel->count; i++)
		if (!known_add(&load->known, hash_of(&parcel->changes[i])))
			return false;
	return true;
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
}

void load_add(struct load *load, const struct change *change, struct error *err)
{
	if (change->note_key.bytes)
		bulk_set_note(load->bulk, change->note_key, change->note, err);
	add_documents(load, change, err);
}

void load_finish(struct load *load, struct error *err)
{
	struct bulk *bulk = load->bulk;

	load->bulk = NULL;
	load_cancel(load);
	bulk_finish(bulk, err);
}
