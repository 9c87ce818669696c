/* Which places and persons a passage names, each once. */
#include "dateline/answer.h"

/* Numbers of the mentions of one passage: lists are by passage. */
struct stretch {
	size_t from, to;
};

static struct stretch places_of(const struct document *document, size_t passage)
{
	struct stretch stretch = { 0, document->place_count };

	while (stretch.from < stretch.to) {
		size_t middle = stretch.from + (stretch.to - stretch.from) / 2;

		if (document->places[middle].passage < passage)
			stretch.from = middle + 1;
		else
			stretch.to = middle;
	}
	while (stretch.to < document->place_count && document->places[stretch.to].passage == passage)
		stretch.to++;
	return stretch;
}

static struct stretch persons_of(const struct document *document, size_t passage)
{
	struct stretch stretch = { 0, document->mention_count };

	while (stretch.from < stretch.to) {
		size_t middle = stretch.from + (stretch.to - stretch.from) / 2;

		if (document->mentions[middle].passage < passage)
			stretch.from = middle + 1;
		else
			stretch.to = middle;
	}
	while (stretch.to < document->mention_count && document->mentions[stretch.to].passage == passage)
		stretch.to++;
	return stretch;
}

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
	struct stretch stretch = places_of(document, passage);
	size_t count = 0;

	*out = arena_new_array(arena, struct span, stretch.to - stretch.from + 1);
	for (size_t i = stretch.from; i < stretch.to; i++)
		add_once(*out, &count, place_get(gazetteer, document->places[i].mention.place).name);
	return count;
}

size_t split_persons(const struct document *document, size_t passage, struct arena *arena, struct span **out)
{
	struct stretch stretch = persons_of(document, passage);
	size_t count = 0;

	*out = arena_new_array(arena, struct span, stretch.to - stretch.from + 1);
	for (size_t i = stretch.from; i < stretch.to; i++)
		add_once(*out, &count, document->persons[document->mentions[i].mention.person].label);
	return count;
}
