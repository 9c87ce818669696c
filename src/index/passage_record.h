/* The record of a passage, as it is stored with it. */
#ifndef INDEX_PASSAGE_RECORD_H
#define INDEX_PASSAGE_RECORD_H

#include "index/document.h"

/* The bytes of record_write() for one passage; {NULL, 0} when they are too many. */
struct span passage_record(const struct document_source *source, const struct passage *passage, uint32_t number,
			   struct arena *arena);

#endif
