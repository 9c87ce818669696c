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

/* Kilometres of near where none are said, and the half of the Earth's girth. */
#define NEAR_KM_DEFAULT 100
#define NEAR_KM_MOST 20038

/* The filters and wishes of search and list, as given. Repeated values of one
 * filter are ORed, different filters ANDed. */
struct ask {
	struct span words;              /* the query; "" lists what passes the filters */
	struct span from, to;           /* dates as typed; "" */
	bool on_published;              /* --on published */
	struct span *places;            /* "=NAME" for that place alone */
	size_t place_count;
	struct span *nears;             /* "Aktau": within `km` of it; "Aktau/50" says its own */
	size_t near_count;
	uint32_t km;                    /* 0: NEAR_KM_DEFAULT */
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

/* Counts of what the hits are about: exact, over all of them and not a page.
 * Dates stand in their order, places as a tree (each below what it lies in),
 * the others by falling count. */
struct facet {
	const char *name;               /* "date", "place" ... */
	struct bucket *buckets;
	size_t bucket_count;
	uint32_t missing;               /* passages without any: "no date" */
	uint32_t others;                /* values beyond the FACET_BUCKETS_MOST that are listed */
	const char *unit;               /* dates: "day", "month" or "year"; else NULL */
};
#define FACET_BUCKETS_MOST 300

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
	struct snippet snippet, title, heading; /* title and heading whole, with their marks */
	struct span *places;            /* canonical names, each once, as they come in the passage */
	size_t place_count;
	struct span *nears;             /* "Aktau": within `km` of it; "Aktau/50" says its own */
	size_t near_count;
	uint32_t km;                    /* 0: NEAR_KM_DEFAULT */
	struct span *persons;           /* labels, each once */
	size_t person_count;
};

struct answer {
	struct answer_hit *hits;
	size_t hit_count;
	uint32_t total;                 /* passages, or articles when grouped */
	struct facet *facets;
	size_t facet_count;
	struct span explanation;        /* the tree, its terms and counts, the rules that fired, the plan */
	struct span warnings;           /* lines that the user must see: how an ambiguous word was taken */
	struct span advice;             /* when nothing is found: which part finds nothing, and the nearest that does */
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
	uint32_t from_char, to_char;    /* code points of the article's text; of the title when that is no part of
					 * it (record->title_char) */
	struct span surface;
	struct span why;
	enum name_certainty certainty;
};

/* A spelling of the asked name as it stands in texts. */
struct spelling {
	struct span surface;
	uint32_t count;
};

/* In an arena. */
struct mentions {
	struct span name;
	struct found_mention *items;    /* by the passage's date, article, then position; undated last */
	size_t count;
	uint32_t passages, articles;
	struct spelling *spellings;     /* by falling count */
	size_t spelling_count;
	struct span warnings, advice, explanation;
};

/* Every mention of `name` within the filters of `ask`, whose words, persons, sort,
 * limit and facets are not read. All in `arena`. */
void query_mentions(struct index_reader *reader, const struct gazetteer *gazetteer, struct span name,
		    const struct ask *ask, struct arena *arena, struct mentions *out, struct error *err);

/* The sentence in which items[0] stands, with the mentions after it that stand in
 * the same sentence marked too; returns how many of the `count` it shows. */
size_t query_mention_snippet(const struct found_mention *items, size_t count, struct arena *arena,
			     struct snippet *out);

/* Fills in what an answer says of a passage that nobody searched for: place names,
 * persons, title and heading without marks. For `show`. */
void query_describe(const struct gazetteer *gazetteer, const struct record *record, struct arena *arena,
		    struct answer_hit *out);

#endif
