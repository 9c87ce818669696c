/* The record of a passage, as it is stored with it. */
#ifndef INDEX_PASSAGE_RECORD_H
#define INDEX_PASSAGE_RECORD_H

#include "index/document.h"

/* The places, or the mentions of persons, of one passage among all of a document. */
struct item_range {
	size_t from, to;
};
struct item_range places_of_passage(const struct document *document, uint32_t passage);
struct item_range mentions_of_passage(const struct document *document, uint32_t passage);

/* The bytes of record_write() for one passage, in `arena`; {NULL, 0} when they are
 * too many. `counter` counts in the article's text: passages are asked for in order. */
struct span passage_record(const struct document_source *source, const struct passage *passage, uint32_t number,
			   struct char_counter *counter, struct arena *scratch, struct arena *arena);

#endif
