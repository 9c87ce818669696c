/* The values of documents slot by slot: a number each, and what the numbers stand for. */
#ifndef INDEX_PART_COLUMNS_H
#define INDEX_PART_COLUMNS_H

#include "index/part/sidefile.h"

/* ---- making ---- */

struct columns_maker;

struct columns_maker *columns_maker_new(void);
void columns_maker_free(struct columns_maker *maker);
/* Docids rise within a slot. An empty value is none. */
void columns_add(struct columns_maker *maker, uint32_t docid, uint32_t slot, struct span value);
/* All values of a slot of another part; document d becomes number docids[d], or goes
 * where that is 0. */
struct column;
void columns_add_all(struct columns_maker *maker, const struct column *from, const uint32_t *docids);
/* Writes the file of a part with so many documents. */
void columns_write(struct columns_maker *maker, uint32_t documents, const char *directory, struct error *err);

/* ---- reading ---- */

/* One slot. Numbers 1..value_count are the distinct values in byte order, so that
 * numbers compare as the values do; 0 is none. */
struct column {
	uint32_t slot;
	uint32_t documents, value_count;
	uint32_t width;                 /* bytes of a number: 1, 2, 4 */
	const void *numbers;            /* of documents 1.. */
	const uint32_t *ends;           /* of value n in `bytes`, at n; 0 at 0 */
	const uint32_t *counts;         /* documents that have value n, at n */
	const uint32_t *firsts;         /* the first of them */
	const char *bytes;
	uint64_t byte_count;
};

struct columns;

struct columns *columns_open(const char *directory, struct error *err);
/* The same in memory, of what `maker` has. */
struct columns *columns_of(struct columns_maker *maker, uint32_t documents);
void columns_close(struct columns *columns);
bool columns_are_sound(const struct columns *columns);

/* NULL when no document has a value there. */
const struct column *columns_find(const struct columns *columns, uint32_t slot);

static inline uint32_t column_number(const struct column *column, uint32_t docid)
{
	uint32_t number;

	if (docid - 1 >= column->documents)
		return 0;
	if (column->width == 1)
		number = ((const uint8_t *)column->numbers)[docid - 1];
	else if (column->width == 2)
		number = ((const uint16_t *)column->numbers)[docid - 1];
	else
		number = ((const uint32_t *)column->numbers)[docid - 1];
	return number <= column->value_count ? number : 0;
}

/* Value `number`, lent as long as its columns; "" for 0 and for damage. */
struct span column_value(const struct column *column, uint32_t number);
/* The number of the first value that is not below `value`; value_count + 1 for none. */
uint32_t column_rank(const struct column *column, struct span value);
/* The number of `value`, 0 when no document has it. */
uint32_t column_find(const struct column *column, struct span value);

#endif
