/* Joins the names of a layer with those of the gazetteer under it, key by key. */
#include "places/layer_writing.h"

#include "places/slots.h"

#include <stdlib.h>

static uint64_t base_slots(const struct writing *w)
{
	return (uint64_t)w->base->header->slot_count + w->base->header->slot_tail;
}

/* The base's next key; false at the end. */
static bool base_key(struct writing *w, uint64_t *key)
{
	const struct gazetteer *g = w->base;

	while (w->slot < base_slots(w) && !g->slots[w->slot].print)
		w->slot++;
	if (w->slot == base_slots(w) || w->high >= g->header->key_count)
		return false;
	*key = (uint64_t)g->highs[w->high] << 32 | g->slots[w->slot].print;
	return true;
}

static void add_named(struct writing *w, struct named named)
{
	if (w->run_count == w->run_room) {
		w->run_room = w->run_room ? w->run_room * 2 : 64;
		w->run = memory_resize(w->run, w->run_room * sizeof(*w->run));
	}
	w->run[w->run_count++] = named;
}

/* `key` is the number of the source here: 0 the base. */
static bool take_base(struct writing *w)
{
	uint32_t entry = w->base->slots[w->slot].entry, at = entry & ~SLOT_MORE;

	if (at < w->base->header->entry_count) {
		do
			add_named(w, (struct named){ 0, w->base->entries[at].place, w->base->entries[at].flags & ~(uint32_t)ENTRY_LAST });
		while (!(w->base->entries[at++].flags & ENTRY_LAST) && at < w->base->header->entry_count);
	}
	w->slot++;
	w->high++;
	return (entry & SLOT_MORE) != 0;
}

static bool take_layer(struct writing *w, uint64_t key)
{
	bool more = false;

	while (w->record.at && sorter_get64(w->record.at) == key) {
		uint32_t place = sorter_get32(w->record.at + 8);

		if (place == 0)
			more = true;
		else
			add_named(w, (struct named){ 1, place, sorter_get32(w->record.at + 12) });
		if (!sorter_next(w->layer->names, &w->record, w->err))
			w->record = (struct span){ NULL, 0 };
	}
	return more;
}

static int by_place_and_source(const void *left, const void *right)
{
	const struct named *a = left, *b = right;

	if (a->place != b->place)
		return a->place < b->place ? -1 : 1;
	if (a->key != b->key)
		return a->key < b->key ? -1 : 1;
	return (a->flags > b->flags) - (a->flags < b->flags);
}

/* Two ways of writing one place under one key: the base knows better, unless the newer one is firm. */
static uint32_t joined(const struct named *last, const struct named *now)
{
	if (last->key == 0 && now->key == 1)
		return now->flags & NAME_IS_FIRM ? now->flags : last->flags;
	return flags_of_both(last->flags, now->flags, now->flags & NAME_OF_REGION) | (last->flags & NAME_IS_FIRM);
}

/* The rank of an entry; those of the base do not bring it. Built-in places stand before all others. */
static uint32_t rank_of(const struct writing *w, const struct named *named)
{
	if (named->flags & NAME_RANK_MASK || named->place > w->base->header->place_count)
		return (named->flags & NAME_RANK_MASK) >> NAME_RANK_SHIFT;
	return named->place <= w->header.built_in ? RANK_MOST : layer_rank(gazetteer_place(w->base, named->place));
}

static int by_rank(const void *left, const void *right)
{
	const struct named *a = left, *b = right;

	if (a->key != b->key)
		return a->key > b->key ? -1 : 1;
	return a->place < b->place ? -1 : a->place > b->place;
}

/* Of a name of many places the foremost come first: see ENTRIES_WEIGHED. */
static void order_long_run(struct writing *w, size_t count)
{
	for (size_t i = 0; i < count; i++)
		w->run[i].key = rank_of(w, &w->run[i]);
	qsort(w->run, count, sizeof(*w->run), by_rank);
}

static void write_run(struct writing *w)
{
	size_t kept = 0;

	if (w->run_count > 1)
		qsort(w->run, w->run_count, sizeof(*w->run), by_place_and_source);
	for (size_t i = 1; i < w->run_count; i++) {
		if (w->run[kept].place == w->run[i].place)
			w->run[kept].flags = joined(&w->run[kept], &w->run[i]);
		else
			w->run[++kept] = w->run[i];
	}
	if (kept >= ENTRIES_WEIGHED)
		order_long_run(w, kept + 1);
	for (size_t i = 0; i <= kept; i++) {
		uint32_t flags = w->run[i].flags & ~(NAME_OF_REGION | NAME_IS_FIRM | NAME_RANK_MASK);
		struct blob_entry entry = { w->run[i].place, flags | (i == kept ? (uint32_t)ENTRY_LAST : 0) };

		writing_add(w, w->entries, &entry, sizeof(entry));
		w->checksum = (w->checksum ^ entry.place ^ (uint64_t)entry.flags << 32) * 0x100000001b3u;
	}
	w->header.entry_count += (uint32_t)kept + 1;
}

void join_names(struct writing *w)
{
	uint64_t key, other, rows = 0, all = w->base->header->key_count + sorter_count(w->layer->names) + 1;
	bool has_base;

	sorter_turn(w->layer->names, w->err);
	if (!sorter_next(w->layer->names, &w->record, w->err))
		w->record = (struct span){ NULL, 0 };
	while (((has_base = base_key(w, &key)) || w->record.at) && w->err->status == STATUS_OK) {
		struct keyed keyed = { .entry = w->header.entry_count };
		bool more = false;

		other = w->record.at ? sorter_get64(w->record.at) : UINT64_MAX;
		keyed.key = has_base && (!w->record.at || key <= other) ? key : other;
		w->run_count = 0;
		if (has_base && key == keyed.key)
			more = take_base(w);
		more = take_layer(w, keyed.key) || more;
		if (w->run_count > 0)
			write_run(w);
		else
			keyed.entry = SLOT_NO_ENTRY;
		keyed.entry |= more ? SLOT_MORE : 0;
		writing_add(w, w->keyed, &keyed, sizeof(keyed));
		w->header.key_count++;
		rows += w->run_count;
		if (w->header.key_count % STEP_ROWS == 0) {
			gazetteer_let_go(w->base, w->base->slots, w->base->codes);
			writing_step(w, 0.6 * (double)rows / (double)all);
		}
	}
	if (w->header.key_count > UINT32_MAX / 2 || w->header.entry_count >= SLOT_NO_ENTRY)
		error_set(w->err, STATUS_DATA, NULL, "more names than a gazetteer holds (two thousand million)");
}
