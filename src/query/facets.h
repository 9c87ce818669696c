/* Counts of the index made into rows that a person can read. */
#ifndef DATELINE_QUERY_FACETS_H
#define DATELINE_QUERY_FACETS_H

#include "dateline/query.h"

/* What to count for `ask`, in the order in which the answer has them. */
#define FACETS_MOST 5
size_t facets_asked(const struct ask *ask, struct facet_ask out[FACETS_MOST]);

/* Turns the counts of facets_asked() into the answer's facets. */
void facets_make(struct index_reader *reader, const struct gazetteer *gazetteer, const struct ask *ask,
		 const struct facet_answer *answers, struct arena *arena, struct answer *out, struct error *err);

/* Rows of one facet from its counts, for the tests. */
void facet_dates(const struct facet_answer *answer, struct arena *arena, struct facet *out);
void facet_places(const struct gazetteer *gazetteer, const struct facet_answer *answer, struct arena *arena,
		  struct facet *out);

#endif
