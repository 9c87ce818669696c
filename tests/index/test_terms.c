/* Tests what ingest and query share: fields, terms, slots, and the terms of periods. */
#include "cases.h"

#include "dateline/index.h"
#include "index/period.h"
#include "index/slot.h"

#include <stdlib.h>

static void every_field_is_one_of_its_kind(void **state)
{
	for (size_t i = 0; i < field_count(); i++) {
		const struct field *field = field_at(i);

		assert_ptr_equal(field_get(field->name), field);
		for (size_t j = 0; j < i; j++) {
			const struct field *other = field_at(j);

			assert_string_not_equal(field->name, other->name);
			if (field->kind == FIELD_SLOT && other->kind == FIELD_SLOT)
				assert_int_not_equal(field->slot, other->slot);
			else if (field->kind != FIELD_SLOT && other->kind != FIELD_SLOT)
				assert_string_not_equal(field->prefix, other->prefix);
		}
	}
	assert_int_equal(field_get("langs")->slot, 10);
	assert_null(field_find(span_of("no such field")));
	(void)state;
}

/* A term of one field must not look like a term of another. */
static void samples_belong_to_one_field(void **state)
{
	int wrong = 0;

	for (size_t i = 0; i < field_count(); i++) {
		const struct field *mine = field_at(i);

		if (mine->kind == FIELD_SLOT || !*mine->prefix)
			continue;
		if (!span_starts(span_of(mine->sample), mine->prefix)) {
			wrong++;
			print_error("%s: the sample %s has another prefix\n", mine->name, mine->sample);
		}
		for (size_t j = 0; j < field_count(); j++) {
			const struct field *other = field_at(j);
			size_t n = strlen(other->prefix);

			if (other->kind == FIELD_SLOT || j == i || n == 0 || n < strlen(mine->prefix))
				continue;
			if (span_starts(span_of(mine->sample), other->prefix)) {
				wrong++;
				print_error("%s: the sample %s passes for %s\n", mine->name, mine->sample, other->name);
			}
		}
	}
	assert_int_equal(wrong, 0);
	(void)state;
}

static void long_and_odd_values_become_terms(void **state)
{
	struct arena *arena = arena_new();
	const struct field *place = field_get("place");
	char letters[1000], others[1000];
	struct span a, b, same;

	memset(letters, 'a', sizeof(letters));
	memset(others, 'a', sizeof(others));
	others[999] = 'b';
	a = field_term(place, span_make(letters, sizeof(letters)), arena);
	b = field_term(place, span_make(others, sizeof(others)), arena);
	same = field_term(place, span_make(letters, sizeof(letters)), arena);
	assert_true(a.bytes <= 245 && span_equal(a, same) && !span_equal(a, b));
	assert_true(span_is(field_term(place, span_make("a\0b\nc", 5), arena), "XPL:abc"));
	assert_true(span_is(field_value(place, span_of("XPL:KZ")), "KZ"));
	assert_null(field_value(place, span_of("XPX:KZ")).at);
	a = name_term("TKF", span_of("токаева"), arena);
	assert_true(span_starts(a, "XN:TKF:") && span_is(name_term_surface(a), "токаева"));
	assert_null(name_term("TKF", span_make(letters, NAME_SURFACE_MOST + 1), arena).at);
	arena_free(arena);
	(void)state;
}

static void days_keep_their_order_in_slots(void **state)
{
	static const int32_t days[] = { DAY_OPEN_FROM, -800000, -1, 0, 1, 18990, DAY_OPEN_TO };
	char before[SLOT_DAY_BYTES], here[SLOT_DAY_BYTES];

	for (size_t i = 0; i < COUNT(days); i++) {
		slot_day(days[i], here);
		assert_int_equal(slot_day_read(span_make(here, SLOT_DAY_BYTES)), days[i]);
		if (i)
			assert_true(memcmp(before, here, SLOT_DAY_BYTES) < 0);
		memcpy(before, here, SLOT_DAY_BYTES);
	}
	(void)state;
}

static void dates_fall_into_buckets(void **state)
{
	static const struct { const char *edtf, *bucket, *why; } rows[] = {
		{ "2022-01-05", "2022-01-05", "a day" },
		{ "2022-01-05/2022-01-07", "2022-01-05", "days count on the first" },
		{ "2022-01", "2022-01", "a month is a row of its own" },
		{ "2022", "2022", "so is a year" },
		{ "2022~", "2022", "about is no other bucket" },
		{ "197X", "197X", "a decade" },
		{ "2022-01-05/..", "2022-01-05", "open to the right" },
		{ "../2022-01-05", "2022-01-05", "open to the left: the day that is known" },
	};
	int wrong = 0;

	for (size_t i = 0; i < COUNT(rows); i++) {
		struct error err = { 0 };
		char got[DATE_TEXT];

		date_bucket(date_parse_edtf(span_of(rows[i].edtf), &err), got);
		if (strcmp(got, rows[i].bucket) == 0)
			continue;
		wrong++;
		print_error("%s: got %s, wanted %s (%s)\n", rows[i].edtf, got, rows[i].bucket, rows[i].why);
	}
	assert_int_equal(wrong, 0);
	(void)state;
}

/* ---- periods: the plan of a range against the terms and slots of a date ---- */

struct dated {
	struct date date;
	struct span terms[4000];
	size_t count;
};

static void keep_term(struct span term, void *with)
{
	struct dated *dated = with;

	assert_true(dated->count < COUNT(dated->terms));
	dated->terms[dated->count++] = term;
}

static bool has_term(const struct dated *dated, struct span term)
{
	for (size_t i = 0; i < dated->count; i++)
		if (span_equal(dated->terms[i], term))
			return true;
	return false;
}

static struct span slot_of(const struct dated *dated, uint32_t slot, struct arena *arena)
{
	char *bytes = arena_alloc(arena, SLOT_DAY_BYTES);

	if (slot == field_get("order")->slot)
		return slot_order(dated->date, arena);
	slot_day(slot == field_get("published-from")->slot ? dated->date.from_day : dated->date.to_day, bytes);
	return span_make(bytes, SLOT_DAY_BYTES);
}

/* What Xapian would say of the plan. */
static bool holds(const struct match *match, const struct dated *dated, struct arena *arena)
{
	switch (match->kind) {
	case MATCH_TERM:
		return has_term(dated, match->term);
	case MATCH_OR:
		for (size_t i = 0; i < match->kid_count; i++)
			if (holds(match->kids[i], dated, arena))
				return true;
		return false;
	case MATCH_AND:
		for (size_t i = 0; i < match->kid_count; i++)
			if (!holds(match->kids[i], dated, arena))
				return false;
		return true;
	case MATCH_SLOT_AT_LEAST:
		return span_compare(slot_of(dated, match->slot, arena), match->term) >= 0;
	case MATCH_SLOT_AT_MOST:
		return span_compare(slot_of(dated, match->slot, arena), match->term) <= 0;
	default:
		fail_msg("a plan of days has kind %d", (int)match->kind);
		return false;
	}
}

static uint32_t next_random(uint32_t *seed)
{
	*seed ^= *seed << 13;
	*seed ^= *seed >> 17;
	*seed ^= *seed << 5;
	return *seed;
}

/* Intervals of every length that the table in period.c tells apart, some open,
 * some far from our time, many beginning or ending with a month or a year. */
static struct date random_interval(uint32_t *seed)
{
	static const int32_t lengths[] = { 1, 3, 30, 31, 32, 70, 400, 760, 4000, 11000, 20000, 90000, 500000 };
	int32_t length = 1 + (int32_t)(next_random(seed) % (uint32_t)lengths[next_random(seed) % COUNT(lengths)]);
	int32_t from = day_number(1990 + (int)(next_random(seed) % 40), 1 + (int)(next_random(seed) % 12),
				  next_random(seed) % 3 ? 1 : 1 + (int)(next_random(seed) % 28));
	struct date date = { from, from + length - 1, DATE_RANGE, false };
	int year, month, day;

	day_split(date.to_day, &year, &month, &day);
	if (next_random(seed) % 4 == 0)
		date.to_day = day_number(year, 12, 31);
	else if (next_random(seed) % 3 == 0)
		date.to_day = day_number(year, month + 1, 1) - 1;
	if (next_random(seed) % 40 == 0)
		date.from_day = DAY_OPEN_FROM;
	if (next_random(seed) % 40 == 0)
		date.to_day = DAY_OPEN_TO;
	if (next_random(seed) % 60 == 0)
		date.from_day = day_number(-300, 1, 1);
	return date;
}

static void a_range_finds_what_overlaps_it_and_nothing_else(void **state)
{
	struct dated *dated = malloc(sizeof(*dated));
	struct arena *arena = arena_new();
	uint32_t seed = 20220105;
	int wrong = 0;

	for (int i = 0; i < 20000; i++) {
		bool published = i & 1;
		struct date range = random_interval(&seed);
		bool wanted, got;
		char a[DATE_TEXT], b[DATE_TEXT];

		arena_reset(arena);
		dated->count = 0;
		dated->date = random_interval(&seed);
		if (next_random(&seed) % 4 == 0 && dated->date.from_day != DAY_OPEN_FROM) /* the end of one meets the beginning of the other */
			range.to_day = dated->date.from_day - (int32_t)(next_random(&seed) % 2);
		if (range.to_day < range.from_day || dated->date.to_day < dated->date.from_day)
			continue;
		period_terms(dated->date, published, arena, keep_term, dated);
		got = holds(match_date_overlaps(published, range, arena), dated, arena);
		wanted = range.from_day <= dated->date.to_day && range.to_day >= dated->date.from_day;
		if (got == wanted)
			continue;
		wrong++;
		date_print_edtf(dated->date, a);
		date_print_edtf(range, b);
		print_error("%s asked with %s: %s\n", a, b, got ? "found" : "not found");
	}
	assert_int_equal(wrong, 0);
	arena_free(arena);
	free(dated);
	(void)state;
}

static void a_range_asks_for_few_terms(void **state)
{
	static const struct { const char *edtf; size_t most; } rows[] = {
		{ "2022-01-05", 6 }, { "2022-01", 6 }, { "2022", 4 }, { "2020-02-11/2026-05-10", 70 },
		{ "2000/..", 14 }, { "1901/1999", 104 }, { "../2022-01-05", 60 },
	};
	struct arena *arena = arena_new();

	for (size_t i = 0; i < COUNT(rows); i++) {
		struct error err = { 0 };
		struct match *match = match_date_overlaps(false, date_parse_edtf(span_of(rows[i].edtf), &err), arena);

		assert_int_equal(err.status, STATUS_OK);
		if (match->kid_count > rows[i].most)
			fail_msg("%s asks for %zu terms", rows[i].edtf, match->kid_count);
	}
	arena_free(arena);
	(void)state;
}

static void the_undated_are_asked_for_by_their_own_term(void **state)
{
	struct dated *dated = calloc(1, sizeof(*dated));
	struct arena *arena = arena_new();

	period_terms((struct date){ 0 }, false, arena, keep_term, dated);
	assert_int_equal(dated->count, 1);
	assert_true(holds(match_undated(false, arena), dated, arena));
	assert_true(holds(match_date_overlaps(false, (struct date){ 0 }, arena), dated, arena));
	assert_false(holds(match_undated(true, arena), dated, arena));
	arena_free(arena);
	free(dated);
	(void)state;
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_field_is_one_of_its_kind),
		cmocka_unit_test(samples_belong_to_one_field),
		cmocka_unit_test(long_and_odd_values_become_terms),
		cmocka_unit_test(days_keep_their_order_in_slots),
		cmocka_unit_test(dates_fall_into_buckets),
		cmocka_unit_test(a_range_finds_what_overlaps_it_and_nothing_else),
		cmocka_unit_test(a_range_asks_for_few_terms),
		cmocka_unit_test(the_undated_are_asked_for_by_their_own_term),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
