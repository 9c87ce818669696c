/* The record of a passage, as it is stored with it. */
#ifndef INDEX_PASSAGE_RECORD_H
#define INDEX_PASSAGE_RECORD_H

#include "index/document.h"

/* What the passages of an article share: record_write_head(), in `arena`. */
struct span article_head(const struct document_source *source, struct arena *scratch, struct arena *arena);

/* What is one passage's own: record_write_body(), in `arena`; {NULL, 0} when it is
 * too much. `counter` counts in the article's text: passages are asked for in order.
 * `copy_key`: of dateline/copy.h. */
struct span passage_body(const struct document_source *source, const struct passage *passage, uint32_t number,
			   uint64_t copy_key, struct char_counter *counter, struct arena *scratch, struct arena *arena);

#endif
