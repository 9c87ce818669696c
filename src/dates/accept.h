/* Which readings are dates. */
#ifndef DATES_ACCEPT_H
#define DATES_ACCEPT_H

#include "group.h"

/* Is the reading `f` of words [i, next) a date here? `sectioned`: a part of the
 * day by itself is one, since a heading has said the day. */
bool fields_hold(const struct source *s, const struct fields *f, size_t i, size_t next, bool sectioned);

#endif
