/* Values as the slots keep them: days, the order of passages, lists. */
#ifndef INDEX_SLOT_H
#define INDEX_SLOT_H

#include "dateline/arena.h"
#include "dateline/date.h"
#include "dateline/index.h"
#include "dateline/span.h"

/* First day and last day: schema.tsv, "order". */
#define SLOT_ID_BYTES 8
#define SLOT_ORDER_BYTES (2 * SLOT_DAY_BYTES)

/* The number that an article's id spells, its eight bytes, and those of any number. */
uint64_t slot_number(const char *id);
struct span slot_value(uint64_t number, struct arena *arena);
void slot_id(const char *id, char out[SLOT_ID_BYTES]);

/* The value of the slot "order". In `arena`. */
struct span slot_order(struct date date, struct arena *arena);

#endif
