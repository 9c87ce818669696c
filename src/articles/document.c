/* Finds what stands in one passage among all of a document. */
#include "articles/document.h"

#include "dateline/article.h"

#include <string.h>

size_t document_first_at(const void *items, size_t bytes, size_t count, uint64_t least)
{
	size_t low = 0, high = count;

	while (low < high) {
		size_t middle = low + (high - low) / 2;
		uint32_t number;

		memcpy(&number, (const char *)items + middle * bytes, sizeof(number));
		if (number < least)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

_Static_assert(offsetof(struct passage_place, passage) == 0, "document_first_at() reads the passage at the front");
_Static_assert(offsetof(struct passage_person, passage) == 0, "document_first_at() reads the passage at the front");

struct item_range document_places(const struct document *document, uint32_t passage)
{
	size_t bytes = sizeof(*document->places), count = document->place_count;

	return (struct item_range){ document_first_at(document->places, bytes, count, passage),
				    document_first_at(document->places, bytes, count, (uint64_t)passage + 1) };
}

struct item_range document_mentions(const struct document *document, uint32_t passage)
{
	size_t bytes = sizeof(*document->mentions), count = document->mention_count;

	return (struct item_range){ document_first_at(document->mentions, bytes, count, passage),
				    document_first_at(document->mentions, bytes, count, (uint64_t)passage + 1) };
}
