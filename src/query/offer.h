/* What comes near a word that finds nothing: spellings, keyboards, scripts, names, places. */
#ifndef DATELINE_QUERY_OFFER_H
#define DATELINE_QUERY_OFFER_H

#include "query/plan.h"

/* Each adds "; ..." to `out` when it has something to offer, and nothing else. */

/* The nearest values of the terms under `prefix`. */
void offer_nearest(struct planner *p, struct span prefix, struct span word, struct buf *out);

/* The reading on another keyboard layout, where the index has all its words; with `begins`
 * words that begin so. */
void offer_keyboard(struct planner *p, struct span typed, bool begins, struct buf *out);

/* The same in the other script, where the index has it or what comes near it. */
void offer_script(struct planner *p, struct span word, struct buf *out);

/* A word that nobody writes so may be a name that others spell otherwise; true when it is. */
bool offer_name(struct planner *p, struct span word, struct buf *out);

void offer_place(struct planner *p, struct span word, struct buf *out);

/* All that may be meant by a word of running text that the index has not. `as_word`: it was
 * asked for as a plain word, so that person: and place: may be what was wanted. */
void offer_word(struct planner *p, struct span typed, bool in_title, bool as_word, struct buf *out);

/* Values of a field with few: "; there are a, b, c". */
void offer_values(struct planner *p, const struct field *field, struct buf *out);

/* Passages that `match` finds. */
uint32_t offer_passages(struct planner *p, const struct match *match);

#endif
