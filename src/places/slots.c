/* Writes the slots of a gazetteer from end to end, by rising keys. */
#include "places/slots.h"

/* While slots are being added, slot_tail counts all slots so far. */
static void add_free(struct blob_header *header, uint64_t until, struct buf *slots)
{
	const struct blob_slot none = { 0, 0 };

	for (; header->slot_tail < until; header->slot_tail++)
		buf_add(slots, &none, sizeof(none));
}

void slot_add(struct blob_header *header, uint64_t key, uint32_t entry, struct buf *slots, struct buf *highs)
{
	struct blob_slot slot = { (uint32_t)key, entry };
	uint32_t high = (uint32_t)(key >> 32);

	add_free(header, blob_home(key, header->slot_count), slots);
	buf_add(slots, &slot, sizeof(slot));
	buf_add(highs, &high, sizeof(high));
	header->slot_tail++;
	header->key_count++;
}

void slot_end(struct blob_header *header, struct buf *slots)
{
	uint32_t taken = header->slot_tail;

	add_free(header, (taken > header->slot_count ? taken : header->slot_count) + (uint64_t)1, slots);
	header->slot_tail -= header->slot_count;
}
