/* Asking: from words and options to a plan, hits, facets, snippets and mentions. */
#ifndef DATELINE_QUERY_H
#define DATELINE_QUERY_H

#include "dateline/arena.h"
#include "dateline/buf.h"
#include "dateline/error.h"
#include "dateline/index.h"
#include "dateline/name.h"
#include "dateline/place.h"

#include <stdbool.h>
#include <stdint.h>

/* The filters and wishes of search and list, as given. Repeated values of one
 * filter are ORed, different filters ANDed. */
struct ask {
	struct span words;              /* the query; "" lists what passes the filters */
	struct span from, to;           /* dates as typed; "" */
	bool on_published;              /* --on published */
	struct span *places;            /* "=NAME" for that place alone */
	size_t place_count;
	struct span *persons;
	size_t person_count;
	struct span *sources;
	size_t source_count;
	struct span *langs;
	size_t lang_count;
	enum sort sort;
	uint32_t limit, offset;
	bool group;
	bool facet_date, facet_place, facet_person, facet_source, facet_lang;
	struct name_options names;
	struct date today;              /* for relative dates; {0} refuses them */
};

struct bucket {
	struct span key;                /* what the filter takes: place code, person key, "2022-01-05" ... */
	struct span label;
	struct span path;               /* places: "Kazakhstan > Mangystau Region"; else "" */
	uint32_t count;
	uint8_t depth;                  /* places: 0 country, 1 region ... */
};

struct facet {
	const char *name;               /* "date", "place" ... */
	struct bucket *buckets;
	size_t bucket_count;
	uint32_t missing;
};

/* A hit mark: bytes of a snippet to be shown strong. */
struct mark {
	uint32_t at_byte, bytes;
};

struct snippet {
	struct span text;               /* one line */
	struct mark *marks;
	size_t mark_count;
	bool cut_before, cut_after;
};

struct answer_hit {
	struct hit hit;
	struct snippet snippet;
};

struct answer {
	struct answer_hit *hits;
	size_t hit_count;
	uint32_t total;
	struct facet *facets;
	size_t facet_count;
	struct span explanation;        /* the tree and the rules that fired, for --explain */
	struct span advice;             /* what finds nothing and the nearest that does; "" */
};

/* Runs `ask`. STATUS_USAGE with the column in err->where ("query:12") when the
 * query does not parse. All in `arena`. */
void query_run(struct index_reader *reader, const struct gazetteer *gazetteer, const struct ask *ask,
	       struct arena *arena, struct answer *out, struct error *err);

/* One mention of a person in the index. */
struct found_mention {
	struct record *record;          /* the passage it stands in */
	bool in_title, in_heading;
	uint32_t at_byte, bytes;        /* in the record's text, heading or title */
	uint32_t from_char, to_char;    /* code points of the article's text (of the title when in_title) */
	struct span surface;
	struct span why;
	enum name_certainty certainty;
};

/* Every mention of `name` within the filters of `ask` (its words must be empty),
 * by article, then position. Returns how many, in `arena`. */
size_t query_mentions(struct index_reader *reader, const struct gazetteer *gazetteer, struct span name,
		      const struct ask *ask, struct arena *arena, struct found_mention **out, struct error *err);

#endif
