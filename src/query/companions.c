/* Counts who else is named in passages, when and where. */
#include "query/companions.h"

#include "query/marker.h"

#include "dateline/map.h"

#include <stdlib.h>

/* Someone as he is counted. */
struct tally {
	struct span key;
	uint32_t passages, mentions;
	uint32_t himself;       /* of the mentions: where one of those asked for is named */
	uint32_t last_seen;     /* number of the passage counted last, from 1 */
	struct date first, last;
	struct map *labels, *places, *months;
};

#define MONTH_TEXT 7            /* "2022-01" */
#define MONTH_DAYS 31
#define LONG_DATE 366           /* days: a date of more says hardly when */


struct counter {
	struct person_set **sets;
	size_t set_count;
	const struct person_passage ***found;   /* by set and passage of the last set: the same passage, or NULL */
	struct arena *arena;
	struct map *numbers;    /* of keys */
	struct tally *tallies;
	size_t count, room;
};

static struct tally *tally_of(struct counter *c, struct span key)
{
	bool is_new;
	uint32_t at = *map_slot(c->numbers, key, (uint32_t)c->count, &is_new);

	if (is_new)
		ARENA_PUSH(c->arena, c->tallies, c->count, c->room) =
			(struct tally){ .key = key, .labels = map_new(), .places = map_new(), .months = map_new() };
	return &c->tallies[at];
}

static void add_one(struct map *map, struct span key)
{
	bool is_new;

	++*map_slot(map, key, 0, &is_new);
}

static bool is_asked_for(const struct person_set *set, const struct person_passage *passage,
			 const struct record_person *person)
{
	for (uint32_t i = passage->first; i < passage->first + passage->count; i++) {
		const struct person_place *place = &set->places[i];

		if (place->part == (person->in_heading ? MARKED_HEADING : MARKED_TEXT) &&
		    person->at_byte < place->at_byte + place->bytes && place->at_byte < person->at_byte + person->bytes)
			return true;
	}
	return false;
}

static void count_date(struct tally *tally, struct date date)
{
	char bucket[DATE_TEXT];

	if (!date_is_known(date) || (int64_t)date.to_day - date.from_day >= LONG_DATE)
		return;
	date_bucket(date, bucket);
	if (date.to_day - date.from_day < MONTH_DAYS && strlen(bucket) >= MONTH_TEXT)
		add_one(tally->months, span_make(bucket, MONTH_TEXT));
	if (!date_is_known(tally->first) || date.from_day < tally->first.from_day)
		tally->first = date;
	if (!date_is_known(tally->last) || date.to_day > tally->last.to_day)
		tally->last = date;
}

static void count_places(struct tally *tally, const struct record *record)
{
	for (size_t i = 0; i < record->place_count; i++) {
		bool before = false;

		for (size_t k = 0; k < i && !before; k++)
			before = span_equal(record->places[k].code, record->places[i].code);
		if (!before)
			add_one(tally->places, record->places[i].code);
	}
}

static void count_passage(struct counter *c, uint32_t number)
{
	const struct record *record = c->sets[c->set_count - 1]->passages[number].record;

	for (size_t i = 0; i < record->person_count; i++) {
		const struct record_person *person = &record->persons[i];
		struct tally *tally = tally_of(c, person->key);

		tally->mentions++;
		add_one(tally->labels, person->label);
		for (size_t n = 0; n < c->set_count; n++) {
			const struct person_passage *passage = c->found[n][number];

			if (passage && is_asked_for(c->sets[n], passage, person)) {
				tally->himself++;
				break;
			}
		}
		if (tally->last_seen == number + 1)
			continue;
		tally->last_seen = number + 1;
		tally->passages++;
		count_date(tally, record->date);
		count_places(tally, record);
	}
}

/* The passages of each set that are passages of the last. */
static void match_passages(struct counter *c)
{
	const struct person_set *last = c->sets[c->set_count - 1];
	struct map *numbers = map_new();

	for (size_t i = 0; i < last->passage_count; i++)
		map_put(numbers, span_of(last->passages[i].id), (uint32_t)i);
	c->found = arena_new_array(c->arena, const struct person_passage **, c->set_count);
	for (size_t n = 0; n < c->set_count; n++) {
		c->found[n] = arena_new_array(c->arena, const struct person_passage *, last->passage_count + 1);
		for (size_t i = 0; i < c->sets[n]->passage_count; i++) {
			uint32_t at = map_find(numbers, span_of(c->sets[n]->passages[i].id), UINT32_MAX);

			if (at != UINT32_MAX)
				c->found[n][at] = &c->sets[n]->passages[i];
		}
	}
	map_free(numbers);
}

/* ---- what is told ---- */

/* The most frequent key of `map` that is not among the `taken` ones; ties by bytes. */
static size_t best_of(const struct map *map, const size_t *taken, size_t taken_count)
{
	size_t best = SIZE_MAX;

	for (size_t i = 0; i < map_count(map); i++) {
		bool is_taken = false;

		for (size_t k = 0; k < taken_count; k++)
			is_taken = is_taken || taken[k] == i;
		if (is_taken)
			continue;
		if (best == SIZE_MAX || map_value_at(map, i) > map_value_at(map, best) ||
		    (map_value_at(map, i) == map_value_at(map, best) && span_compare(map_key_at(map, i), map_key_at(map, best)) < 0))
			best = i;
	}
	return best;
}

static void tell_places(const struct gazetteer *gazetteer, const struct tally *tally, struct arena *arena,
			struct companion *out)
{
	size_t taken[COMPANION_PLACES];

	out->places = arena_new_array(arena, struct span, COMPANION_PLACES);
	out->place_passages = arena_new_array(arena, uint32_t, COMPANION_PLACES);
	while (out->place_count < COMPANION_PLACES) {
		size_t best = best_of(tally->places, taken, out->place_count);
		struct span code;
		uint32_t id;

		if (best == SIZE_MAX)
			return;
		code = map_key_at(tally->places, best);
		id = place_of_code(gazetteer, code);
		taken[out->place_count] = best;
		out->places[out->place_count] = arena_copy(arena, id > 0 ? place_get(gazetteer, id).name : code);
		out->place_passages[out->place_count++] = map_value_at(tally->places, best);
	}
}

static void tell_month(const struct tally *tally, struct arena *arena, struct companion *out)
{
	size_t best = best_of(tally->months, NULL, 0);

	if (best == SIZE_MAX)
		return;
	out->month = arena_copy(arena, map_key_at(tally->months, best));
	out->month_passages = map_value_at(tally->months, best);
}

static int by_passages(const void *a, const void *b)
{
	const struct companion *x = a, *y = b;

	if (x->passages != y->passages)
		return x->passages > y->passages ? -1 : 1;
	return span_compare(x->key, y->key);
}

static void tell_all(struct counter *c, const struct gazetteer *gazetteer, struct together *out)
{
	out->companions = arena_new_array(c->arena, struct companion, c->count + 1);
	for (size_t i = 0; i < c->count; i++) {
		const struct tally *tally = &c->tallies[i];
		struct companion *one = &out->companions[out->companion_count];

		if (2 * tally->himself > tally->mentions)
			continue;
		out->companion_count++;
		*one = (struct companion){ .key = tally->key, .passages = tally->passages, .first = tally->first,
					   .last = tally->last };
		one->label = arena_copy(c->arena, map_key_at(tally->labels, best_of(tally->labels, NULL, 0)));
		tell_places(gazetteer, tally, c->arena, one);
		tell_month(tally, c->arena, one);
	}
	if (out->companion_count > 1)
		qsort(out->companions, out->companion_count, sizeof(*out->companions), by_passages);
}

void companions_find(const struct gazetteer *gazetteer, struct person_set **sets, size_t count, struct arena *arena,
		     struct together *out)
{
	struct counter c = { .sets = sets, .set_count = count, .arena = arena, .numbers = map_new() };

	match_passages(&c);
	for (size_t i = 0; i < sets[count - 1]->passage_count; i++)
		count_passage(&c, (uint32_t)i);
	tell_all(&c, gazetteer, out);
	for (size_t i = 0; i < c.count; i++) {
		map_free(c.tallies[i].labels);
		map_free(c.tallies[i].places);
		map_free(c.tallies[i].months);
	}
	map_free(c.numbers);
}
