/* The readers of relative dates: each returns the word behind what it read, or `i`. */
#ifndef DATES_RELATIVE_H
#define DATES_RELATIVE_H

#include "fields.h"

typedef size_t date_read(const struct source *s, size_t i, struct fields *out);

date_read day_parse;             /* "yesterday", "on the next day", "this morning" */
date_read shift_parse;           /* "two days ago", "a week after 5 May" (shift.c) */
date_read in_parse;              /* "через два дня" */
date_read nth_parse;             /* "the first Monday of October" (nth.c) */
date_read day_alone_parse;       /* "on the 5th" */
date_read part_parse;            /* "the end of the year" */
date_read week_parse;            /* "the week of 7 October" */
date_read period_parse;          /* "the year-ago quarter" (period.c) */

#endif
