/* People looked for in passages that name them all. */
#ifndef DATELINE_QUERY_TOGETHER_H
#define DATELINE_QUERY_TOGETHER_H

#include "query/person.h"

/* Finds each of `asks` in the passages that name all before him and hold a spelling
 * of those behind him: what the last set has names everybody. */
void together_find(const struct person_ask *asks, struct person_set **sets, size_t count, struct arena *arena,
		   struct error *err);

/* A place of a set whose records were kept, as a mention. */
struct found_mention found_mention_of(const struct person_set *set, const struct person_passage *passage,
				      const struct person_place *place);

#endif
