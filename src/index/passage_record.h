/* The record of a passage, as it is stored with it. */
#ifndef INDEX_PASSAGE_RECORD_H
#define INDEX_PASSAGE_RECORD_H

#include "index/document.h"

/* The bytes of record_write() for one passage, in `arena`; {NULL, 0} when they are
 * too many. `counter` counts in the article's text: passages are asked for in order.
 * `group` and `copy_key`: dateline/copy.h. */
struct span passage_record(const struct document_source *source, const struct passage *passage, uint32_t number,
			   uint64_t group, uint64_t copy_key, struct char_counter *counter, struct arena *scratch, struct arena *arena);

#endif
