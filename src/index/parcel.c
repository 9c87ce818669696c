/* Gathers changes in an arena of their own. */
#include "index/parcel.h"

struct parcel *parcel_new(void)
{
	struct arena *arena = arena_new();
	struct parcel *parcel = arena_alloc(arena, sizeof(*parcel));

	parcel->arena = arena;
	return parcel;
}

void parcel_free_all(struct parcel *first)
{
	while (first) {
		struct parcel *next = first->next;

		arena_free(first->arena);
		first = next;
	}
}

void parcel_add(struct parcel *parcel, struct change change)
{
	ARENA_PUSH(parcel->arena, parcel->changes, parcel->count, parcel->room) = change;
	parcel->documents += change.document_count;
	for (size_t i = 0; i < change.document_count; i++)
		parcel->bytes += change.documents[i].data.bytes;
}
