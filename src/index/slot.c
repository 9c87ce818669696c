/* Values as the slots keep them: days, the order of passages, buckets of the histogram. */
#include "index/slot.h"

#include <stdio.h>
#include <string.h>

static void put_big_endian(uint64_t number, size_t bytes, char *out)
{
	for (size_t i = bytes; i-- > 0; number >>= 8)
		out[i] = (char)(number & 0xff);
}

static uint64_t get_big_endian(struct span value)
{
	uint64_t number = 0;

	for (size_t i = 0; i < value.bytes; i++)
		number = number << 8 | (unsigned char)value.at[i];
	return number;
}

/* The lowest day is 0, so that bytes sort as days do. */
void slot_day(int32_t day, char out[SLOT_DAY_BYTES])
{
	put_big_endian((uint32_t)day ^ 0x80000000u, SLOT_DAY_BYTES, out);
}

int32_t slot_day_read(struct span value)
{
	uint32_t number;

	if (value.bytes < SLOT_DAY_BYTES)
		return 0;
	number = (uint32_t)get_big_endian(span_make(value.at, SLOT_DAY_BYTES)) ^ 0x80000000u;
	return (int32_t)number;
}

uint64_t slot_number(const char *id)
{
	unsigned long long number = 0;

	sscanf(id, "%16llx", &number);
	return number;
}

struct span slot_value(uint64_t number, struct arena *arena)
{
	char *bytes = arena_alloc(arena, SLOT_ID_BYTES);

	put_big_endian(number, SLOT_ID_BYTES, bytes);
	return span_make(bytes, SLOT_ID_BYTES);
}

void slot_id(const char *id, char out[SLOT_ID_BYTES])
{
	put_big_endian(slot_number(id), SLOT_ID_BYTES, out);
}

struct span slot_order(struct date date, struct arena *arena)
{
	char *order = arena_alloc(arena, SLOT_ORDER_BYTES);

	memset(order, 0xff, (size_t)2 * SLOT_DAY_BYTES);
	if (date_is_known(date)) {
		slot_day(date.from_day, order);
		slot_day(date.to_day, order + SLOT_DAY_BYTES);
	}
	return span_make(order, SLOT_ORDER_BYTES);
}

/* Units of the calendar are buckets of their own; of everything else the first
 * day counts, or the last where the first is open. */
void date_bucket(struct date date, char out[DATE_TEXT])
{
	date.approximate = false;
	switch (date.precision) {
	case DATE_UNKNOWN:
		out[0] = '\0';
		return;
	case DATE_MONTH:
	case DATE_QUARTER:
	case DATE_SEASON:
	case DATE_YEAR:
	case DATE_DECADE:
	case DATE_CENTURY:
		date_print_edtf(date, out);
		return;
	case DATE_DAY:
	case DATE_DAYS:
	case DATE_WEEK:
	case DATE_RANGE:
		day_print(date.from_day != DAY_OPEN_FROM ? date.from_day : date.to_day, out);
		return;
	}
}
