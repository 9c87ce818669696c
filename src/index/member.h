/* Documents by their group: the fields "article" and "passage" have no terms in the tables. */
#ifndef INDEX_MEMBER_H
#define INDEX_MEMBER_H

#include "dateline/span.h"

#include <stdbool.h>
#include <stdint.h>

#define MEMBER_ID_BYTES 8
#define MEMBER_ALL UINT32_MAX

/* Is `term` one of those fields? Gives the article's id, as its slot has it, and the
 * number of the passage or MEMBER_ALL. */
bool member_of_term(struct span term, char id[MEMBER_ID_BYTES], uint32_t *number);

/* The slot that has the article's id. */
uint32_t member_slot(void);

#endif
