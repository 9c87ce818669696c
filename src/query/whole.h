/* An article put together again from those of its passages that matter to a name. */
#ifndef DATELINE_QUERY_WHOLE_H
#define DATELINE_QUERY_WHOLE_H

#include "query/marker.h"
#include "query/narrow.h"

#include "dateline/arena.h"
#include "dateline/index.h"
#include "dateline/span.h"

/* A stretch of the whole that is a record's title, heading or text. */
struct whole_part {
	uint32_t record;        /* number in the list that was given */
	uint32_t until_record;  /* a heading stands over the records from `record` to before this one */
	enum marked_part part;
	uint32_t at_byte, bytes; /* in the whole */
};

/* In an arena. */
struct whole {
	struct text text;
	struct whole_part *parts;
	size_t part_count;
};

/* Title, then each heading once and the passages under it, parted by blank lines:
 * credits and captions between them are gone. Passages that were not given are
 * bare numbers, so that what stands behind them is as far away as it was; and of
 * the words only those near a spelling of `narrow` are read (NULL: all). */
void whole_make(struct record *const *records, size_t count, const struct narrow *narrow, struct arena *arena,
		struct whole *out);

/* The part that holds byte `at_byte`, or NULL: it stands between parts. */
const struct whole_part *whole_part_at(const struct whole *whole, size_t at_byte);

/* Code points of the article's text before byte `at_byte` of a part of `record`; of
 * the title, when that is no part of the text. */
uint32_t record_char_at(const struct record *record, enum marked_part part, size_t at_byte);

#endif
