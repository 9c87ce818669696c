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
	bool by_surname;        /* it holds a surface; else it is there for a first name, or a role */
	bool counts;            /* it passes the filters; else it is read for its article's sake */
	bool named;
	struct record *record;
};

struct person_search {
	const struct person_ask *ask;
	const struct name_query **queries;      /* one a name of the person */
	struct name_tally *tallies;     /* of each: what the articles that were read tell together */
	struct person_set *set;
	struct arena *arena;    /* the answer's */
	struct arena *records;  /* that of the candidates' records */
	struct arena *scratch;  /* an article's */
	struct map *seen;       /* surfaces: 1 when they pass for the name */
	struct narrow *narrow;  /* the same, to be found in texts */
	struct map *articles;   /* ids: their numbers */
	struct match_list terms;
	struct match *forenames;        /* the passages that hold a first name of his: in an article that names
					 * him in full it may be he; NULL when none is asked for */
	struct candidate *candidates;
	size_t candidate_count, candidate_room;
	size_t taken;           /* of these, how many hold a surface */
	size_t surface_room, passage_room, place_room;
	struct error *err;
};

/* Reads the record of a passage and keeps it among the candidates. False when it is
 * not there, or when it is none of an article that must be one of those read already. */
bool person_take(struct person_search *s, uint32_t docid, bool counts, bool by_surname);

/* Is `docid` one of the rising `docids`? */
bool docids_have(const uint32_t *docids, size_t count, uint32_t docid);

/* Finds the first names of the person in the index, and takes them among the words
 * that are read. */
void forenames_find_terms(struct person_search *s);

/* Adds the passages of the candidates' articles that hold a first name, or all of
 * them when roles are asked for. */
void forenames_take(struct person_search *s);

/* Decides in each article of the candidates which of them name the person. */
void person_decide(struct person_search *s);

#endif
