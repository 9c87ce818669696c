/* Deflates tags as Xapian inflates them. */
#ifndef INDEX_BULK_SQUEEZE_H
#define INDEX_BULK_SQUEEZE_H

#include "dateline/error.h"
#include "dateline/span.h"

struct squeeze;

struct squeeze *squeeze_new(struct error *err);
/* NULL is welcome. */
void squeeze_free(struct squeeze *squeeze);

/* `plain` deflated, or {NULL, 0} where that would save nothing or Xapian would
 * not read it. Lent until the next call. */
struct span squeeze_try(struct squeeze *squeeze, struct span plain);

#endif
