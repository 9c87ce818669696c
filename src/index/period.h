/* Terms of an interval of days, such that overlaps are found without a scan. */
#ifndef INDEX_PERIOD_H
#define INDEX_PERIOD_H

#include "dateline/arena.h"
#include "dateline/date.h"
#include "dateline/span.h"

#include <stdbool.h>

/* The terms of `date` ({0}: the one of the undated), of event dates or of days
 * of publication, each handed to `add`. */
void period_terms(struct date date, bool published, struct arena *arena,
		  void (*add)(struct span term, void *with), void *with);

#endif
