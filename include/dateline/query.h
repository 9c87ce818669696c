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

/* A user's table of people: a line for each, his name, a tab, another name or
 * nickname of his, a tab ...; lines that begin with # are none. In `arena`.
 * STATUS_DATA with "path:line" when a line has no name or one that stands twice. */
struct people;
struct people *people_read(struct span text, const char *path, struct arena *arena, struct error *err);
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
	enum group group;
	bool facet_date, facet_place, facet_person, facet_source, facet_lang;
	struct name_options names;
	const struct people *people;    /* what else people are called; NULL */
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
	struct record *copies;          /* with GROUP_COPIES: the other passages of the hit that match, by article; */
	size_t copy_count;              /* of hit.others so many are told, COPIES_TOLD_MOST at most */
};
#define COPIES_TOLD_MOST 100

struct answer {
	struct answer_hit *hits;
	size_t hit_count;
	uint32_t total;                 /* passages, or articles with GROUP_ARTICLE */
	uint32_t groups;                /* hits on all pages */
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
	struct span name;               /* the alias by which it was found; "" for the name that was asked for */
	uint32_t person;                /* of several that were asked for, which, from 0 */
	enum name_certainty certainty;
};

/* A spelling of the asked name as it stands in texts. */
struct spelling {
	struct span surface;
	uint32_t count;
};

/* Wishes for mentions beside the filters. */
struct mention_ask {
	const struct ask *filters;      /* words, persons, sort and facets are not read; limit and offset are not, either */
	struct span name;
	struct span *aliases;           /* what else he is called */
	size_t alias_count;
	struct span *without;           /* spellings that do not count, as they stand in texts */
	size_t without_count;
	struct span *with;              /* people who must be named in the same passage */
	size_t with_count;
};

/* In an arena. */
struct mentions {
	struct span name;
	struct span *aliases;           /* what else he was looked for as */
	size_t alias_count;
	struct found_mention *items;    /* by the passage's date, article, then position; undated last */
	size_t count;
	size_t shown;                   /* so many of them are to be printed: set to `count`, the caller may take less */
	uint32_t passages, articles;
	struct spelling *spellings;     /* by falling count */
	size_t spelling_count;
	struct span warnings, advice, explanation;
};

/* Every mention of a person within the filters. All in `arena`. */
void query_mentions(struct index_reader *reader, const struct gazetteer *gazetteer, const struct mention_ask *ask,
		    struct arena *arena, struct mentions *out, struct error *err);

/* Someone who is named beside those that were asked for. */
struct companion {
	struct span key, label;         /* the label that most of his mentions there have */
	uint32_t passages;              /* those that name him and them */
	struct date first, last;        /* of these passages' dates, of those of a year or less; {0} for none */
	struct span month;              /* "2022-01": in which most of them are; "" */
	uint32_t month_passages;
	struct span *places;            /* the places that most of these passages name */
	uint32_t *place_passages;
	size_t place_count;
};
#define COMPANION_PLACES 3

/* A passage that names all, and where. */
struct meeting {
	struct answer_hit hit;          /* its marks are all of them */
	struct found_mention *mentions; /* by position */
	size_t mention_count;
	struct snippet *sentences;      /* that name everybody, as few as will do from the front */
	size_t sentence_count;
};

/* In an arena. */
struct together {
	struct span *names;
	size_t name_count;
	struct meeting *items;          /* by date, then article and place in it; undated last. The first `limit` */
	size_t count;
	uint32_t passages, articles;    /* all of them */
	struct companion *companions;   /* by falling number of passages; of one person alone */
	size_t companion_count;
	struct span warnings, advice, explanation;
};

/* The passages that name everybody of `names` (within the filters of `ask`), and who
 * else is named there. */
void query_together(struct index_reader *reader, const struct gazetteer *gazetteer, const struct ask *ask,
		    const struct span *names, size_t name_count, struct arena *arena, struct together *out,
		    struct error *err);

/* The spellings of a name's surname that the index holds, folded, with the passages
 * that hold each: by falling number. No text is read. In `arena`. */
size_t query_spellings(struct index_reader *reader, struct span name, const struct name_options *options,
		       struct arena *arena, struct spelling **out, struct error *err);

/* The sentence in which items[0] stands, with the mentions after it that stand in
 * the same sentence marked too; returns how many of the `count` it shows. */
size_t query_mention_snippet(const struct found_mention *items, size_t count, struct arena *arena,
			     struct snippet *out);

/* Tells `hit` which other articles are near copies of its own: the first passage of
 * each, by docid. For `show`. */
void query_copies(struct index_reader *reader, struct answer_hit *hit, struct arena *arena, struct error *err);

/* Fills in what an answer says of a passage that nobody searched for: place names,
 * persons, title and heading without marks. For `show`. */
void query_describe(const struct gazetteer *gazetteer, const struct record *record, struct arena *arena,
		    struct answer_hit *out);

#endif
