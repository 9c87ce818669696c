/* The sorter of what memory does not hold: order, runs in files, nothing lost. */
#include "places/sorter.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>

static uint32_t draw(uint64_t *state, uint32_t below)
{
	*state = *state * 6364136223846793005u + 1442695040888963407u;
	return (uint32_t)(*state >> 33) % below;
}

/* Adds `count` records of up to `longest` bytes; returns their sum. */
static uint64_t add_records(struct sorter *sorter, size_t count, uint32_t longest, struct error *err)
{
	static char record[200000];
	uint64_t state = 7, sum = 0;

	for (size_t i = 0; i < count; i++) {
		size_t bytes = draw(&state, longest + 1);

		for (size_t b = 0; b < bytes; b++) {
			record[b] = (char)draw(&state, 256);
			sum += (unsigned char)record[b];
		}
		sorter_add(sorter, span_make(record, bytes), err);
	}
	return sum;
}

static void sorts_in_memory_and_in_runs(void **with)
{
	static const struct { size_t memory, count; uint32_t longest; const char *why; } rows[] = {
		{ 1 << 20, 0, 9, "nothing at all" },
		{ 1 << 20, 1, 9, "one record" },
		{ 1 << 20, 1000, 20, "all in memory" },
		{ 1 << 12, 5000, 20, "many runs" },
		{ 1 << 16, 300, 100000, "records larger than a block" },
		{ 64, 500, 12, "a run for each record" },
	};
	int wrong = 0;

	(void)with;
	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		struct error err = { 0 };
		struct sorter *sorter = sorter_new("/tmp", rows[i].memory, &err);
		uint64_t wanted = add_records(sorter, rows[i].count, rows[i].longest, &err), sum = 0;
		static char last[200000];
		struct span record, before = { NULL, 0 };
		size_t count = 0;
		bool ordered = true;

		sorter_turn(sorter, &err);
		while (sorter_next(sorter, &record, &err)) {
			for (size_t b = 0; b < record.bytes; b++)
				sum += (unsigned char)record.at[b];
			ordered = ordered && (!before.at || span_compare(before, record) <= 0);
			memcpy(last, record.at, record.bytes);
			before = span_make(last, record.bytes);
			count++;
		}
		sorter_free(sorter);
		if (err.status == STATUS_OK && count == rows[i].count && sum == wanted && ordered)
			continue;
		wrong++;
		print_error("%s: %zu of %zu records, %s, %s\n", rows[i].why, count, rows[i].count, ordered ? "in order" : "not in order",
			    err.text);
	}
	assert_int_equal(wrong, 0);
}

static void tells_of_a_directory_that_is_not_there(void **with)
{
	struct error err = { 0 };
	struct sorter *sorter = sorter_new("/no/such/directory", 1 << 20, &err);

	(void)with;
	assert_int_equal(err.status, STATUS_IO);
	assert_string_equal(err.where, "/no/such/directory");
	sorter_free(sorter);
}

static void numbers_keep_their_order_as_bytes(void **with)
{
	static const uint64_t numbers[] = { 0, 1, 255, 256, 0x7fffffff, 0x80000000, UINT32_MAX, (uint64_t)1 << 40, UINT64_MAX };
	char before[8], now[8];

	(void)with;
	for (size_t i = 0; i < COUNT(numbers); i++) {
		sorter_put64(now, numbers[i]);
		assert_true(sorter_get64(now) == numbers[i]);
		if (i > 0)
			assert_true(memcmp(before, now, 8) < 0);
		memcpy(before, now, 8);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(sorts_in_memory_and_in_runs),
		cmocka_unit_test(tells_of_a_directory_that_is_not_there),
		cmocka_unit_test(numbers_keep_their_order_as_bytes),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
