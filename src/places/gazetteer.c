/* Opens a gazetteer, tells about its places, and finds what a key can mean. */
#include "places/gazetteer.h"

#include "dateline/arena.h"
#include "dateline/file.h"
#include "places/pack.h"
#include "places/tables.h"

#include <stdlib.h>

#define GAZETTEER_BYTES_MOST ((size_t)2 << 30)

extern const char gazetteer_blob[], gazetteer_blob_end[];

/* Points `g` into `bytes`; false when they are not a whole gazetteer of this version. */
static bool lay_over(struct gazetteer *g, struct span bytes)
{
	const struct blob_header *h = (const void *)bytes.at;
	size_t wanted = sizeof(*h);

	if (bytes.bytes < sizeof(*h) || memcmp(h->magic, BLOB_MAGIC, sizeof(BLOB_MAGIC)) != 0 || h->version != BLOB_VERSION)
		return false;
	g->header = h;
	g->filter = (const void *)(bytes.at + wanted);
	wanted += h->filter_count * sizeof(*g->filter);
	g->places = (const void *)(bytes.at + wanted);
	wanted += h->place_count * sizeof(*g->places);
	g->slots = (const void *)(bytes.at + wanted);
	wanted += h->slot_count * sizeof(*g->slots);
	g->entries = (const void *)(bytes.at + wanted);
	wanted += h->entry_count * sizeof(*g->entries);
	g->codes = (const void *)(bytes.at + wanted);
	wanted += h->code_count * sizeof(*g->codes);
	g->strings = bytes.at + wanted;
	wanted += h->string_bytes;
	return wanted == bytes.bytes && h->string_bytes > 0 && bytes.at[bytes.bytes - 1] == '\0' && h->entry_count > 0 &&
	       h->filter_count > 0 && (h->filter_count & (h->filter_count - 1)) == 0 && h->slot_count > 0 && (h->slot_count & (h->slot_count - 1)) == 0 &&
	       (g->entries[h->entry_count - 1].flags & ENTRY_LAST);
}

/* Do all numbers in a gazetteer that came from a file stay within it? */
static bool is_sound(const struct gazetteer *g)
{
	for (uint32_t i = 0; i < g->header->entry_count; i++)
		if (g->entries[i].place == 0 || g->entries[i].place > g->header->place_count)
			return false;
	for (uint32_t i = 0; i < g->header->place_count; i++)
		if (g->places[i].parent > g->header->place_count || g->places[i].kind > PLACE_OTHER)
			return false;
	return true;
}

/* Reads a packed gazetteer, or packs a table with the columns of places.tsv. */
static void load(struct gazetteer *g, const char *path, struct error *err)
{
	struct pack *pack;

	file_read(path, &g->owned, err);
	if (err->status != STATUS_OK)
		return;
	if (lay_over(g, buf_span(&g->owned))) {
		if (!is_sound(g))
			error_set(err, STATUS_DATA, path, "a damaged gazetteer");
		return;
	}
	buf_release(&g->owned);
	g->owned = (struct buf)BUF_INIT(GAZETTEER_BYTES_MOST);
	pack = pack_new();
	tables_read(&(struct table_paths){ .places = path }, pack, err);
	pack_write(pack, &g->owned, err);
	pack_free(pack);
	if (err->status == STATUS_OK && !lay_over(g, buf_span(&g->owned)))
		error_set(err, STATUS_DATA, path, "no gazetteer");
}

struct gazetteer *gazetteer_open(const char *path, struct error *err)
{
	struct gazetteer *g;

	if (err->status != STATUS_OK)
		return NULL;
	g = memory_get(sizeof(*g));
	*g = (struct gazetteer){ .roles = roles_new(), .owned = BUF_INIT(GAZETTEER_BYTES_MOST) };
	if (path)
		load(g, path, err);
	else if (!lay_over(g, span_make(gazetteer_blob, (size_t)(gazetteer_blob_end - gazetteer_blob))))
		error_set(err, STATUS_DATA, "built-in gazetteer", "it was packed by another version");
	if (err->status != STATUS_OK) {
		gazetteer_close(g);
		return NULL;
	}
	return g;
}

void gazetteer_close(struct gazetteer *gazetteer)
{
	if (!gazetteer)
		return;
	roles_free(gazetteer->roles);
	buf_release(&gazetteer->owned);
	free(gazetteer);
}

static const struct rule_rows {
	const char *text;
} rule_rows[] = {
#define ROW(line, a, b, c, d) { a "\t" b "\t" c },
#include "places/suffixes.tsv.inc"
#undef ROW
#define ROW(line, a, b, c, d, e, f, g) { a "\t" b "\t" c "\t" d "\t" e },
#include "places/regionwords.tsv.inc"
#undef ROW
#define ROW(line, a, b, c, d, e) { a "\t" b "\t" c },
#include "places/cues.tsv.inc"
#undef ROW
};

uint64_t gazetteer_checksum(const struct gazetteer *gazetteer)
{
	uint64_t sum = gazetteer->header->checksum;

	for (size_t i = 0; i < COUNT(rule_rows); i++)
		sum = key_add(sum, span_of(rule_rows[i].text));
	return sum;
}

/* ---- places ---- */

static struct span string_at(const struct gazetteer *g, uint32_t offset)
{
	return offset < g->header->string_bytes ? span_of(g->strings + offset) : span_of("");
}

struct place place_get(const struct gazetteer *gazetteer, uint32_t id)
{
	const struct blob_place *p;
	struct place place = { .id = 0 };

	if (id == 0 || id > gazetteer->header->place_count)
		return place;
	p = gazetteer_place(gazetteer, id);
	place = (struct place){
		.id = id, .parent = p->parent <= gazetteer->header->place_count ? p->parent : 0,
		.code = string_at(gazetteer, p->code), .name = string_at(gazetteer, p->name),
		.name_ru = string_at(gazetteer, p->ru), .name_kk = string_at(gazetteer, p->kk),
		.name_uk = string_at(gazetteer, p->uk), .kind = (enum place_kind)p->kind,
		.country = { p->country[0], p->country[1], '\0' }, .lat = p->lat, .lon = p->lon, .population = p->population,
	};
	return place;
}

uint32_t place_of_code(const struct gazetteer *gazetteer, struct span code)
{
	size_t low = 0, high = gazetteer->header->code_count;

	while (low < high) {
		size_t middle = low + (high - low) / 2;
		int order = span_compare(string_at(gazetteer, gazetteer->codes[middle].code), code);

		if (order == 0)
			return gazetteer->codes[middle].place <= gazetteer->header->place_count ? gazetteer->codes[middle].place : 0;
		if (order < 0)
			low = middle + 1;
		else
			high = middle;
	}
	return 0;
}

size_t place_ancestors(const struct gazetteer *gazetteer, uint32_t id, uint32_t out[PLACE_DEPTH_MOST])
{
	size_t count = 0;
	uint32_t above = place_get(gazetteer, id).parent;

	while (above && count < PLACE_DEPTH_MOST) {
		out[count++] = above;
		above = place_get(gazetteer, above).parent;
	}
	return count;
}

bool gazetteer_is_above(const struct gazetteer *gazetteer, uint32_t above, uint32_t below)
{
	for (int depth = 0; below && depth < PLACE_DEPTH_MOST; depth++) {
		below = gazetteer_place(gazetteer, below)->parent;
		if (below == above)
			return true;
	}
	return false;
}

/* ---- names ---- */

const struct blob_entry *gazetteer_find(const struct gazetteer *gazetteer, uint64_t key, bool *more)
{
	uint32_t mask = gazetteer->header->slot_count - 1, at, print;

	*more = false;
	if (!gazetteer_may_find(gazetteer, key))
		return NULL;
	key = key_mix(key);
	at = (uint32_t)key & mask;
	print = (uint32_t)(key >> 32);
	for (uint32_t steps = 0; gazetteer->slots[at].print && steps <= mask; steps++, at = (at + 1) & mask) {
		const struct blob_slot *slot = &gazetteer->slots[at];

		if (slot->print != print)
			continue;
		*more = (slot->entry & SLOT_MORE) != 0;
		if ((slot->entry & ~SLOT_MORE) >= gazetteer->header->entry_count)
			return NULL;
		return &gazetteer->entries[slot->entry & ~SLOT_MORE];
	}
	return NULL;
}
