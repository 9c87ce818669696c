/* Writes a layer with what lies under it as one gazetteer, from end to end. */
#include "places/layer.h"

#include "places/layer_writing.h"
#include "places/slots.h"

#include <errno.h>
#include <stdlib.h>
#include <unistd.h>

void writing_step(const struct writing *w, double share)
{
	if (w->step)
		w->step(share, w->with);
}

static FILE *section(const struct writing *w)
{
	int fd = nameless_file(w->layer->directory, w->err);
	FILE *file = fd >= 0 ? fdopen(fd, "w+b") : NULL;

	if (fd >= 0 && !file) {
		error_set(w->err, STATUS_IO, w->layer->directory, "%s", strerror(errno));
		close(fd);
	}
	return file;
}

void writing_add(const struct writing *w, FILE *file, const void *bytes, size_t count)
{
	if (w->err->status == STATUS_OK && fwrite(bytes, 1, count, file) != count)
		error_set(w->err, STATUS_IO, w->layer->directory, "%s", strerror(errno));
}

/* Leaves room for a filter of as many keys as there will be at most: which, only the slots will tell. */
static void leave_filter(struct writing *w)
{
	w->header.filter_count = blob_filter_count(w->base->header->key_count + w->layer->name_count);
	w->filter = memory_get((w->header.filter_count + 1) * sizeof(*w->filter));
	memset(w->filter, 0, w->header.filter_count * sizeof(*w->filter));
	out_add(&w->out, w->filter, w->header.filter_count * sizeof(*w->filter), w->err);
}

static void write_slots(struct writing *w)
{
	struct buf slots = BUF_INIT(BLOB_BYTES_MOST), highs = BUF_INIT(BLOB_BYTES_MOST);
	uint32_t keys = w->header.key_count;
	struct keyed keyed;

	if (w->err->status != STATUS_OK)
		return;
	w->header.slot_count = (uint32_t)((uint64_t)keys * 3 / 2) + 1;
	w->header.key_count = 0;
	rewind(w->keyed);
	while (w->err->status == STATUS_OK && fread(&keyed, sizeof(keyed), 1, w->keyed) == 1) {
		slot_add(&w->header, keyed.key, keyed.entry, &slots, &highs);
		if (w->header.filter_count > 0)
			w->filter[keyed.key & (w->header.filter_count - 1)] |= blob_filter_bits(keyed.key);
		out_add(&w->out, slots.at, slots.bytes, w->err);
		writing_add(w, w->highs, highs.at, highs.bytes);
		buf_clear(&slots);
		buf_clear(&highs);
		if (w->header.key_count % STEP_ROWS == 0)
			writing_step(w, 0.7 + 0.2 * (double)w->header.key_count / (double)keys);
	}
	if (w->err->status == STATUS_OK && w->header.key_count != keys)
		error_set(w->err, STATUS_IO, w->layer->directory, "a temporary file was cut short");
	slot_end(&w->header, &slots);
	out_add(&w->out, slots.at, slots.bytes, w->err);
	buf_release(&slots);
	buf_release(&highs);
}

/* ---- places ---- */

/* A parent that was told by its code; what nobody brought lies in its country. */
static uint32_t resolved(const struct writing *w, uint32_t parent)
{
	uint32_t number = parent & ~PARENT_BY_CODE, place;
	struct span code;

	if (!(parent & PARENT_BY_CODE))
		return parent;
	place = w->layer->parent_places[number];
	code = map_key_at(w->layer->parents, number);
	return place ? place : code.bytes > 2 ? layer_find(w->layer, span_make(code.at, 2)) : 0;
}

/* What has no position of its own stands where its parent does. */
static void settle(const struct writing *w, struct blob_place *row)
{
	const struct blob_place *up;

	row->parent = resolved(w, row->parent);
	up = gazetteer_place(w->base, row->parent);
	if (row->lat == 0 && row->lon == 0) {
		row->lat = up->lat;
		row->lon = up->lon;
	}
}

static void write_places(struct writing *w)
{
	const struct gazetteer *g = w->base;
	struct blob_place row;

	for (size_t i = 0; i < w->layer->mended_count; i++) /* the base's are few: they are told one by one */
		settle(w, &w->layer->mended[i].place);
	for (uint32_t i = 0, m = 0; i < g->header->place_count; i++) {
		bool is_mended = m < w->layer->mended_count && w->layer->mended[m].number == i + 1;

		out_add(&w->out, is_mended ? &w->layer->mended[m].place : &g->places[i], sizeof(row), w->err);
		m += is_mended;
		if (i % STEP_ROWS == 0)
			gazetteer_let_go(g, g->places, &g->places[i]);
	}
	if (w->err->status == STATUS_OK)
		rewind(w->layer->places);
	for (uint32_t i = 0; i < w->layer->place_count && w->err->status == STATUS_OK; i++) {
		if (fread(&row, sizeof(row), 1, w->layer->places) != 1)
			error_set(w->err, STATUS_IO, w->layer->directory, "a temporary file was cut short");
		settle(w, &row);
		out_add(&w->out, &row, sizeof(row), w->err);
	}
	w->header.place_count = g->header->place_count + w->layer->place_count;
}

/* ---- codes ---- */

static struct span base_code(const struct gazetteer *g, uint32_t i)
{
	return i < g->header->code_count ? span_of(g->strings + g->codes[i].code) : (struct span){ NULL, 0 };
}

static void write_codes(struct writing *w)
{
	const struct gazetteer *g = w->base;
	struct span record = { NULL, 0 };
	uint32_t at = 0;
	bool has_new;

	sorter_turn(w->layer->codes, w->err);
	has_new = sorter_next(w->layer->codes, &record, w->err);
	while ((at < g->header->code_count || has_new) && w->err->status == STATUS_OK) {
		struct span known = base_code(g, at);

		if (has_new && (!known.at || span_compare(span_of(record.at), known) < 0)) {
			const char *numbers = record.at + record.bytes - 8;
			struct blob_code code = { sorter_get32(numbers), sorter_get32(numbers + 4) };

			out_add(&w->out, &code, sizeof(code), w->err);
			has_new = sorter_next(w->layer->codes, &record, w->err);
		} else {
			out_add(&w->out, &g->codes[at++], sizeof(*g->codes), w->err);
		}
		w->header.code_count++;
		if (w->header.code_count % STEP_ROWS == 0)
			gazetteer_let_go(g, g->strings, g->strings + g->header->string_bytes);
	}
}

/* ---- the whole ---- */

static int by_number(const void *left, const void *right)
{
	const struct mended *a = left, *b = right;

	return (a->number > b->number) - (a->number < b->number);
}

/* What one place is mended by last holds. */
static void sort_mended(struct layer *layer)
{
	size_t kept = 0;

	if (layer->mended_count < 2)
		return;
	qsort(layer->mended, layer->mended_count, sizeof(*layer->mended), by_number);
	for (size_t i = 1; i < layer->mended_count; i++) {
		kept += layer->mended[kept].number != layer->mended[i].number;
		layer->mended[kept] = layer->mended[i];
	}
	layer->mended_count = kept + 1;
}

static void write_strings(struct writing *w)
{
	const struct gazetteer *g = w->base;

	for (uint32_t at = 0; at < g->header->string_bytes;) {
		uint32_t step = g->header->string_bytes - at < 1u << 20 ? g->header->string_bytes - at : 1u << 20;

		out_add(&w->out, g->strings + at, step, w->err);
		at += step;
		gazetteer_let_go(g, g->strings, g->strings + at);
	}
	out_add_section(&w->out, w->layer->strings, w->err);
}

uint64_t layer_write(struct layer *layer, const char *path, void (*step)(double share, void *with), void *with,
		     struct error *err)
{
	const struct gazetteer *g = layer->base;
	struct writing w = { .layer = layer, .base = g, .header = { .magic = BLOB_MAGIC, .version = BLOB_VERSION }, .err = err,
			     .step = step, .with = with };
	uint64_t bytes;

	out_open(&w.out, path, err);
	w.entries = section(&w);
	w.keyed = section(&w);
	w.highs = section(&w);
	w.checksum = g->header->checksum ^ layer->checksum ^ layer->pack->checksum;
	w.header.built_in = g->header->built_in ? g->header->built_in : g->header->place_count;
	w.header.rule_count = g->header->rule_count;
	w.header.string_bytes = (uint32_t)layer->string_bytes;
	sort_mended(layer);
	out_add(&w.out, &w.header, sizeof(w.header), err);
	out_add(&w.out, g->rules, g->header->rule_count * sizeof(*g->rules), err);
	leave_filter(&w);
	write_places(&w);
	if (err->status == STATUS_OK)
		join_names(&w);
	write_slots(&w);
	if (err->status == STATUS_OK)
		out_add_section(&w.out, w.entries, err);
	write_codes(&w);
	if (err->status == STATUS_OK)
		out_add_section(&w.out, w.highs, err);
	if (err->status == STATUS_OK)
		write_strings(&w);
	w.header.checksum = w.checksum;
	out_replace(&w.out, sizeof(w.header) + (uint64_t)g->header->rule_count * sizeof(*g->rules), w.filter,
		    w.header.filter_count * sizeof(*w.filter), err);
	bytes = out_close(&w.out, &w.header, sizeof(w.header), err);
	for (size_t i = 0; i < 3; i++) {
		FILE *files[] = { w.entries, w.keyed, w.highs };

		if (files[i])
			fclose(files[i]);
	}
	free(w.filter);
	free(w.run);
	return bytes;
}
