/* Who is meant by a name: a user's own table of people and what they are called. */
#ifndef DATELINE_QUERY_PEOPLE_H
#define DATELINE_QUERY_PEOPLE_H

#include "query/person.h"

/* All that the person asked for as `name` is called: the names of the row of `people`
 * (may be NULL) that has it, else `name` itself, then `aliases`; each once. "Wild Arman"
 * of Arman Dzhumageldiev is a nickname and counts in full only.
 * All of it borrows the names. */
struct person_who *people_who(const struct people *people, struct span name, const struct span *aliases,
			      size_t alias_count, struct arena *arena);

#endif
