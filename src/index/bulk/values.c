/* Cuts each slot's values into chunks and keeps its bounds. */
#include "index/bulk/values.h"

#include <stdlib.h>

/* A chunk that has reached this many bytes is finished. */
#define CHUNK 2000
/* Length and bytes of one value, and all that came before it in the chunk. */
#define CHUNK_MOST (((size_t)128 << 20) + CHUNK)

void values_release(struct values *values)
{
	for (size_t i = 0; i < values->count; i++) {
		buf_release(&values->slots[i].chunk);
		buf_release(&values->slots[i].least);
		buf_release(&values->slots[i].greatest);
	}
	free(values->slots);
}

/* Place of `slot` among the slots, or where it would stand. */
static size_t place_of(const struct values *values, uint32_t slot)
{
	size_t low = 0, high = values->count;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (values->slots[middle].slot < slot)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

static struct values_slot *slot_get(struct values *values, uint32_t slot)
{
	size_t place = place_of(values, slot);

	if (place < values->count && values->slots[place].slot == slot)
		return &values->slots[place];
	if (values->count == values->room) {
		values->room = values->room ? values->room * 2 : 16;
		values->slots = memory_resize(values->slots, values->room * sizeof(*values->slots));
	}
	memmove(&values->slots[place + 1], &values->slots[place], (values->count - place) * sizeof(*values->slots));
	values->count++;
	values->slots[place] = (struct values_slot){
		.slot = slot,
		.chunk = BUF_INIT(CHUNK_MOST),
		.least = BUF_INIT(CHUNK_MOST),
		.greatest = BUF_INIT(CHUNK_MOST),
	};
	return &values->slots[place];
}

static void emit_chunk(struct front *front, struct values_slot *slot, struct error *err)
{
	uint8_t key[2 + PACK_NUMBER_MOST + PACK_SORTING_MOST] = { 0x00, 0xd8 };
	uint8_t *end = pack_sorting(pack_number(key + 2, slot->slot), slot->first_docid);

	front_add(front, span_between(key, end), buf_span(&slot->chunk), err);
	buf_clear(&slot->chunk);
	slot->first_docid = 0;
}

static void widen_bounds(struct values_slot *slot, struct span value)
{
	bool is_only = slot->documents == 1;

	if (is_only || span_compare(value, buf_span(&slot->least)) < 0) {
		buf_clear(&slot->least);
		buf_add_span(&slot->least, value);
	}
	if (is_only || span_compare(value, buf_span(&slot->greatest)) > 0) {
		buf_clear(&slot->greatest);
		buf_add_span(&slot->greatest, value);
	}
}

void values_add(struct values *values, uint32_t docid, const struct xap_value *value, struct error *err)
{
	struct values_slot *slot = slot_get(values, value->slot);

	slot->documents++;
	widen_bounds(slot, value->value);
	if (slot->first_docid == 0)
		slot->first_docid = docid;
	else
		buf_add_number(&slot->chunk, docid - slot->last_docid - 1);
	slot->last_docid = docid;
	buf_add_counted(&slot->chunk, value->value);
	if (slot->chunk.bytes >= CHUNK)
		emit_chunk(values->front, slot, err);
}

/* The slot in a key of bounds: its bytes, the least significant first, without
 * zeros at the end. */
static void emit_bounds(struct front *front, const struct values_slot *slot, struct error *err)
{
	uint8_t key[2 + sizeof(slot->slot)] = { 0x00, 0xd0 }, *end = key + 2;
	struct buf tag = BUF_INIT(2 * CHUNK_MOST);

	for (uint32_t left = slot->slot; left != 0; left >>= 8)
		*end++ = (uint8_t)left;
	buf_add_number(&tag, slot->documents);
	buf_add_counted(&tag, buf_span(&slot->least));
	if (!span_equal(buf_span(&slot->least), buf_span(&slot->greatest)))
		buf_add_span(&tag, buf_span(&slot->greatest));
	front_add(front, span_between(key, end), buf_span(&tag), err);
	buf_release(&tag);
}

void values_finish(struct values *values, struct error *err)
{
	for (size_t i = 0; i < values->count; i++) {
		struct values_slot *slot = &values->slots[i];

		if (slot->first_docid != 0)
			emit_chunk(values->front, slot, err);
		emit_bounds(values->front, slot, err);
	}
}
