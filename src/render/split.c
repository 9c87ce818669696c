/* Which places and persons a passage names, each once. */
#include "dateline/answer.h"

/* Adds `name` unless it is there. */
static void add_once(struct span *list, size_t *count, struct span name)
{
	for (size_t i = 0; i < *count; i++)
		if (span_equal(list[i], name))
			return;
	list[(*count)++] = name;
}

size_t split_places(const struct document *document, const struct gazetteer *gazetteer, size_t passage,
		    struct arena *arena, struct span **out)
{
	struct item_range range = document_places(document, (uint32_t)passage);
	size_t count = 0;

	*out = arena_new_array(arena, struct span, range.to - range.from + 1);
	for (size_t i = range.from; i < range.to; i++)
		add_once(*out, &count, place_get(gazetteer, document->places[i].mention.place).name);
	return count;
}

size_t split_persons(const struct document *document, size_t passage, struct arena *arena, struct span **out)
{
	struct item_range range = document_mentions(document, (uint32_t)passage);
	size_t count = 0;

	*out = arena_new_array(arena, struct span, range.to - range.from + 1);
	for (size_t i = range.from; i < range.to; i++)
		add_once(*out, &count, document->persons[document->mentions[i].mention.person].label);
	return count;
}
