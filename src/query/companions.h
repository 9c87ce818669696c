/* Who is named beside the people asked for. */
#ifndef DATELINE_QUERY_COMPANIONS_H
#define DATELINE_QUERY_COMPANIONS_H

#include "query/person.h"

/* Fills the companions of `out` from the passages of the last of `sets`, whose records
 * were kept. A key that stands mostly where one of `sets` is named is no companion:
 * it is himself. */
void companions_find(const struct gazetteer *gazetteer, struct person_set **sets, size_t count, struct arena *arena,
		     struct together *out);

#endif
