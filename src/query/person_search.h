/* A search for a person while it goes on: what its two halves share. */
#ifndef QUERY_PERSON_SEARCH_H
#define QUERY_PERSON_SEARCH_H

#include "query/match.h"
#include "query/narrow.h"
#include "query/person.h"

#include "dateline/map.h"

/* A passage that holds one of the surfaces. */
struct candidate {
	uint32_t docid;
	uint32_t article;       /* number of its article among those that are read */
	bool counts;            /* it passes the filters; else it is read for its article's sake */
	bool named;
	struct record *record;
};

struct person_search {
	const struct person_ask *ask;
	const struct name_query **queries;      /* one a name of the person */
	struct person_set *set;
	struct arena *arena;    /* the answer's */
	struct arena *records;  /* that of the candidates' records */
	struct arena *scratch;  /* an article's */
	struct map *seen;       /* surfaces: 1 when they pass for the name */
	struct narrow *narrow;  /* the same, to be found in texts */
	struct map *articles;   /* ids: their numbers */
	struct match_list terms;
	struct candidate *candidates;
	size_t candidate_count, candidate_room;
	size_t surface_room, passage_room, place_room;
	struct error *err;
};

/* Reads the record of a passage and keeps it among the candidates. */
void person_take(struct person_search *s, uint32_t docid, bool counts);

/* Decides in each article of the candidates which of them name the person. */
void person_decide(struct person_search *s);

#endif
