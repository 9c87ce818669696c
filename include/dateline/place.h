/* Places: the gazetteer, the places that a text names, and the place that was asked for. */
#ifndef DATELINE_PLACE_H
#define DATELINE_PLACE_H

#include "dateline/arena.h"
#include "dateline/buf.h"
#include "dateline/error.h"
#include "dateline/span.h"
#include "dateline/text.h"

#include <stdbool.h>
#include <stdint.h>

/* Every way of writing the places we know. Read-only once open, so any number of
 * threads may share one. */
struct gazetteer;

/* Opens the gazetteer at `path`: one that places import made (it is mapped, not read), or a table with the columns of
 * src/places/places.tsv; the one built into the program when `path` is NULL. NULL with `err` set on failure:
 * STATUS_IO, STATUS_DATA when it is none or damaged, or made by another version of the program. */
struct gazetteer *gazetteer_open(const char *path, struct error *err);
void gazetteer_close(struct gazetteer *gazetteer);

/* Checksum of its tables and rules, kept in the index. */
uint64_t gazetteer_checksum(const struct gazetteer *gazetteer);

enum place_kind { PLACE_COUNTRY, PLACE_REGION, PLACE_CITY, PLACE_DISTRICT, PLACE_WATER, PLACE_OTHER };
const char *place_kind_text(enum place_kind kind);

/* The table that a place came from. */
enum place_table { PLACE_BUILT_IN, PLACE_GEONAMES, PLACE_OWN };
const char *place_table_text(enum place_table table);

/* A place of the gazetteer. Its spans live as long as the gazetteer. */
struct place {
	uint32_t id;            /* 1.. within this gazetteer */
	uint32_t parent;        /* 0: none (a country, a sea) */
	struct span code;       /* stable: "KZ", "KZ.09", "607610" (GeoNames id), or our own "x-caspian" */
	struct span name;       /* canonical, English */
	struct span name_ru, name_kk, name_uk; /* "" where we have none */
	enum place_kind kind;
	enum place_table table;
	char country[3];        /* ISO 3166-1 alpha-2, "" for none */
	float lat, lon;         /* degrees */
	uint32_t population;
};

/* The place `id`; {0} when there is none. */
struct place place_get(const struct gazetteer *gazetteer, uint32_t id);
uint32_t place_of_code(const struct gazetteer *gazetteer, struct span code); /* 0: none */

/* Kilometres between two positions, along the great circle of a round Earth. */
double place_km(double lat1, double lon1, double lat2, double lon2);

/* Its ancestors, nearest first, country last. Returns how many. */
#define PLACE_DEPTH_MOST 6
size_t place_ancestors(const struct gazetteer *gazetteer, uint32_t id, uint32_t out[PLACE_DEPTH_MOST]);

/* Why a name was taken for this place and no other of that name, the surest first. */
enum place_why {
	PLACE_SOLE,             /* we know no other of that name */
	PLACE_BESIDE,           /* its country, region or part is named right beside it: Paris, Texas */
	PLACE_DATELINE,         /* the news opens there, or in its region: BRYAN, Texas (AP) - */
	PLACE_AMONG,            /* other places of the text speak for it: its region, its country, what is near it */
	PLACE_GREATEST          /* nothing but its size and fame */
};
const char *place_why_text(enum place_why why);

/* One place as named once. `confidence` that it is a place and this one: 0.5 is just enough to tell it, 0.95 the
 * most; where another place of the name comes close, down to 0.7 of that. */
struct place_mention {
	uint32_t at_byte, bytes;        /* in the text as given */
	uint32_t place;                 /* id */
	float confidence;
	enum place_why why;
	const char *rule;               /* for --explain; static: how the name is written */
};

/* A span that is something else. Where it is only likely to be so (a person's name
 * found by its looks), a country, or a place whose very name it is, still stands. */
struct place_taken {
	uint32_t at_byte, bytes;
	bool likely;
};

struct place_context {
	const char *lang;               /* of the text; "" unknown */
	const uint32_t *seen;           /* places that the article names elsewhere (title, dateline) */
	size_t seen_count;
	const struct place_taken *taken;
	size_t taken_count;
};

/* Finds the places of a whole article, in order, none overlapping, in `arena`. */
size_t places_find(const struct gazetteer *gazetteer, const struct text *text, const struct place_context *context,
		   struct arena *arena, struct place_mention **out);

/* What a person who asks for `name` can mean, the best first: names in any of our
 * languages, case or script, "KZ", "KZ.09", a GeoNames id. Returns how many. */
size_t place_ask(const struct gazetteer *gazetteer, struct span name, uint32_t *out, size_t room);

/* Adds to `out` why `place`, one of the answers to `name`, stands where it does among them: a clause for a person. */
void place_ask_why(const struct gazetteer *gazetteer, struct span name, uint32_t place, struct buf *out);

/* Known names near an unknown one, for "did you mean". Spans live in `arena`. */
size_t place_suggest(const struct gazetteer *gazetteer, struct span name, struct arena *arena,
		     struct span *out, size_t room);

#endif
