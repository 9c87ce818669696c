/* Sorts what precedes the terms by its keys: notes, slots and their values, lengths. */
#include "index/bulk/front.h"

#include <stdlib.h>

void front_init(struct front *front, struct outfile *scratch)
{
	*front = (struct front){ .keys = arena_new(), .scratch = scratch };
}

void front_release(struct front *front)
{
	arena_free(front->keys);
}

void front_add(struct front *front, struct span key, struct span tag, struct error *err)
{
	ARENA_PUSH(front->keys, front->items, front->count, front->room) =
		(struct front_item){ arena_copy(front->keys, key), front->scratch->bytes, tag.bytes };
	outfile_add(front->scratch, tag.at, tag.bytes, err);
}

static int by_key(const void *a, const void *b)
{
	const struct front_item *left = a, *right = b;
	int order = span_compare(left->key, right->key);

	return order ? order : (left->at_byte > right->at_byte) - (left->at_byte < right->at_byte);
}

void front_write(struct front *front, struct table *table, struct error *err)
{
	char *bytes = NULL;
	size_t room = 0;

	outfile_flush(front->scratch, err);
	if (front->count > 0)
		qsort(front->items, front->count, sizeof(*front->items), by_key);
	for (size_t i = 0; i < front->count && err->status == STATUS_OK; i++) {
		const struct front_item *item = &front->items[i];

		if (item->bytes == 0 || (i + 1 < front->count && span_equal(item->key, item[1].key)))
			continue;
		if (room < item->bytes) {
			room = item->bytes * 2;
			bytes = memory_resize(bytes, room);
		}
		outfile_read(front->scratch, item->at_byte, bytes, item->bytes, err);
		table_add(table, item->key, span_make(bytes, item->bytes), false, err);
	}
	free(bytes);
}
