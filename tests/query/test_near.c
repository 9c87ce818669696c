/* Places asked for: near is exact, and each row of the tree of places counts what its filter returns. */
#include "archive.h"

/* All passages of the demonstration archive, to be counted by hand. */
struct passages {
	struct answer_hit *hits;
	size_t count;
};

static struct passages all_of(struct state *state)
{
	struct ask asked = { .limit = 100000 };
	struct answer answer = { 0 };
	struct error err = { 0 };

	query_run(state->demo, state->gazetteer, &asked, state->arena, &answer, &err);
	assert_int_equal(err.status, STATUS_OK);
	assert_int_equal(answer.hit_count, answer.total);
	return (struct passages){ answer.hits, answer.hit_count };
}

static uint32_t total(struct state *state, const struct ask *ask)
{
	struct answer answer = { 0 };
	struct error err = { 0 };

	query_run(state->demo, state->gazetteer, ask, state->arena, &answer, &err);
	if (err.status != STATUS_OK)
		print_error("%s: %s\n", err.where, err.text);
	return err.status == STATUS_OK ? answer.total : UINT32_MAX;
}

static uint32_t id_of(struct state *state, const char *name)
{
	uint32_t id = 0;

	place_ask(state->gazetteer, span_of(name), &id, 1);
	assert_true(id > 0);
	return id;
}

/* ---- what a record says ---- */

static bool record_near(struct state *state, const struct record *record, const struct place *middle, double km)
{
	for (size_t i = 0; i < record->place_count; i++) {
		struct place place = place_get(state->gazetteer, place_of_code(state->gazetteer, record->places[i].code));

		if (place.kind != PLACE_COUNTRY && place_km((double)middle->lat, (double)middle->lon, (double)place.lat, (double)place.lon) <= km)
			return true;
	}
	return false;
}

/* Does it name the place, or with `below` one that lies in it? */
static bool record_names(struct state *state, const struct record *record, uint32_t id, bool below)
{
	for (size_t i = 0; i < record->place_count; i++) {
		uint32_t place = place_of_code(state->gazetteer, record->places[i].code), up[PLACE_DEPTH_MOST];
		size_t count = place_ancestors(state->gazetteer, place, up);

		if (place == id)
			return true;
		for (size_t k = 0; below && k < count; k++)
			if (up[k] == id)
				return true;
	}
	return false;
}

/* ---- near ---- */

static void near_finds_just_those_within(void **with)
{
	static const struct { const char *place; uint32_t km; } rows[] = {
		{ "Aktau", 1 }, { "Aktau", 50 }, { "Ақтау", 200 }, { "Актау", 2000 }, { "Almaty", 100 }, { "Алматы", 300 },
		{ "610612", 150 }, { "Mangystau Region", 120 }, { "Moscow", 10 }, { "Астана", 20038 }, { "Caspian Sea", 700 },
	};
	struct state *state = *with;
	struct passages all = all_of(state);
	int wrong = 0;

	for (size_t i = 0; i < COUNT(rows); i++) {
		struct span near = span_of(rows[i].place);
		struct place middle = place_get(state->gazetteer, id_of(state, rows[i].place));
		struct ask option = { .nears = &near, .near_count = 1, .km = rows[i].km }, field = { .limit = 0 };
		uint32_t wanted = 0, by_option = total(state, &option), by_field;

		field.words = arena_printf(state->arena, "near:\"%s/%u\"", rows[i].place, rows[i].km);
		by_field = total(state, &field);
		for (size_t h = 0; h < all.count; h++)
			wanted += record_near(state, &all.hits[h].hit.record, &middle, rows[i].km);
		if (by_option == wanted && by_field == wanted)
			continue;
		wrong++;
		print_error("%s, %u km: --near %u, near: %u, in truth %u\n", rows[i].place, rows[i].km, by_option, by_field, wanted);
	}
	assert_int_equal(wrong, 0);
}

static void near_has_a_default_and_joins_others(void **with)
{
	struct state *state = *with;
	struct passages all = all_of(state);
	struct span both[] = { span_of("Aktau"), span_of("Almaty/30") }, langs[] = { span_of("ru") };
	struct place aktau = place_get(state->gazetteer, id_of(state, "Aktau")), almaty = place_get(state->gazetteer, id_of(state, "Almaty"));
	struct ask any = { .nears = both, .near_count = 2, .langs = langs, .lang_count = 1 };
	struct ask each = { .words = span_of("near:Aktau near:Almaty/30") };
	uint32_t either = 0, as_well = 0;

	for (size_t h = 0; h < all.count; h++) {
		const struct record *record = &all.hits[h].hit.record;
		bool west = record_near(state, record, &aktau, NEAR_KM_DEFAULT), east = record_near(state, record, &almaty, 30);

		either += (west || east) && span_is(record->lang, "ru");
		as_well += west && east;
	}
	assert_true(either > 0 && as_well > 0);
	assert_int_equal(total(state, &any), either);
	assert_int_equal(total(state, &each), as_well);
}

static void near_counts_what_it_returns(void **with)
{
	struct state *state = *with;
	struct span near = span_of("Aktau/200");
	struct ask asked = { .nears = &near, .near_count = 1, .facet_place = true };
	struct answer answer = { 0 };
	struct error err = { 0 };
	int wrong = 0;

	query_run(state->demo, state->gazetteer, &asked, state->arena, &answer, &err);
	assert_true(answer.total > 0 && answer.facets[0].bucket_count > 1);
	for (size_t i = 0; i < answer.facets[0].bucket_count; i++) {
		struct bucket *bucket = &answer.facets[0].buckets[i];
		struct ask narrow = { .nears = &near, .near_count = 1, .places = &bucket->key, .place_count = 1 };
		uint32_t found = total(state, &narrow);

		wrong += found != bucket->count;
		if (found != bucket->count)
			print_error("%.*s: counted %u, found %u\n", (int)bucket->label.bytes, bucket->label.at, bucket->count, found);
	}
	assert_int_equal(wrong, 0);
}

static void near_tells_what_it_cannot_do(void **with)
{
	static const struct { const char *query, *text; } rows[] = {
		{ "near:Aktauu", "near: no place is called \"Aktauu\"; the nearest: Aktau" },
		{ "near:Kazakhstan", "ask place:KZ for a whole country" },
		{ "near:Aktau/0", "near takes 1 to 20038 kilometres, not 0" },
		{ "near:Aktau/99999", "near takes 1 to 20038 kilometres, not 99999" },
	};
	struct state *state = *with;
	int wrong = 0;

	for (size_t i = 0; i < COUNT(rows); i++) {
		struct ask asked = { .words = span_of(rows[i].query) };
		struct answer answer = { 0 };
		struct error err = { 0 };

		query_run(state->demo, state->gazetteer, &asked, state->arena, &answer, &err);
		if (err.status == STATUS_USAGE && strstr(err.text, rows[i].text) && strcmp(err.where, "query:6") == 0)
			continue;
		wrong++;
		print_error("%s: %s: %s\n", rows[i].query, err.where, err.text);
	}
	assert_int_equal(wrong, 0);
}

/* ---- the tree of places ---- */

static void each_row_is_its_filter(void **with)
{
	struct state *state = *with;
	struct passages all = all_of(state);
	struct ask asked = { .facet_place = true };
	struct answer answer = { 0 };
	struct error err = { 0 };
	uint32_t none = 0;
	int wrong = 0;

	query_run(state->demo, state->gazetteer, &asked, state->arena, &answer, &err);
	assert_true(answer.facets[0].bucket_count > 20);
	for (size_t i = 0; i < answer.facets[0].bucket_count; i++) {
		const struct bucket *bucket = &answer.facets[0].buckets[i];
		uint32_t id = place_of_code(state->gazetteer, bucket->key), below = 0, alone = 0;
		struct span key = bucket->key, exact = arena_printf(state->arena, "=%.*s", (int)key.bytes, key.at);
		struct ask whole = { .places = &key, .place_count = 1 }, itself = { .places = &exact, .place_count = 1 };

		for (size_t h = 0; h < all.count; h++) {
			below += record_names(state, &all.hits[h].hit.record, id, true);
			alone += record_names(state, &all.hits[h].hit.record, id, false);
		}
		if (bucket->count == below && total(state, &whole) == below && total(state, &itself) == alone)
			continue;
		wrong++;
		print_error("%.*s: counted %u, --place finds %u of %u, =NAME %u of %u\n", (int)bucket->path.bytes, bucket->path.at,
			    bucket->count, total(state, &whole), below, total(state, &itself), alone);
	}
	for (size_t h = 0; h < all.count; h++)
		none += all.hits[h].hit.record.place_count == 0;
	assert_int_equal(answer.facets[0].missing, none);
	assert_int_equal(wrong, 0);
}

/* A child never counts more than what it hangs on, and hangs on what it lies in. */
static void children_stand_below_their_parents(void **with)
{
	struct state *state = *with;
	struct ask asked = { .facet_place = true };
	struct answer answer = { 0 };
	struct error err = { 0 };
	const struct bucket *above[PLACE_DEPTH_MOST + 2] = { NULL };

	query_run(state->demo, state->gazetteer, &asked, state->arena, &answer, &err);
	for (size_t i = 0; i < answer.facets[0].bucket_count; i++) {
		const struct bucket *bucket = &answer.facets[0].buckets[i];

		above[bucket->depth] = bucket;
		if (bucket->depth == 0)
			continue;
		assert_non_null(above[bucket->depth - 1]);
		assert_true(bucket->count <= above[bucket->depth - 1]->count);
		assert_true(span_starts(bucket->path, arena_string(state->arena, above[bucket->depth - 1]->path)));
	}
}

static void several_places_are_either_and_fields_are_both(void **with)
{
	static const struct { const char *a, *b; } rows[] = {
		{ "Aktau", "Almaty" }, { "Kazakhstan", "Russia" }, { "=Kazakhstan", "Mangystau Region" }, { "Zhanaozen", "=Almaty" },
	};
	struct state *state = *with;
	struct passages all = all_of(state);
	int wrong = 0;

	for (size_t i = 0; i < COUNT(rows); i++) {
		struct span names[] = { span_of(rows[i].a), span_of(rows[i].b) };
		bool alone_a = *rows[i].a == '=', alone_b = *rows[i].b == '=';
		uint32_t a = id_of(state, rows[i].a + alone_a), b = id_of(state, rows[i].b + alone_b), either = 0, both = 0;
		struct ask options = { .places = names, .place_count = 2 }, fields = { .limit = 0 };

		fields.words = arena_printf(state->arena, "place:%s\"%s\" place:%s\"%s\"", alone_a ? "=" : "", rows[i].a + alone_a,
					    alone_b ? "=" : "", rows[i].b + alone_b);
		for (size_t h = 0; h < all.count; h++) {
			bool has_a = record_names(state, &all.hits[h].hit.record, a, !alone_a);
			bool has_b = record_names(state, &all.hits[h].hit.record, b, !alone_b);

			either += has_a || has_b;
			both += has_a && has_b;
		}
		if (total(state, &options) == either && total(state, &fields) == both)
			continue;
		wrong++;
		print_error("%s and %s: options find %u of %u, fields %u of %u\n", rows[i].a, rows[i].b, total(state, &options), either,
			    total(state, &fields), both);
	}
	assert_int_equal(wrong, 0);
}

/* ---- distances ---- */

static void kilometres_are_those_of_the_globe(void **with)
{
	static const struct { double lat1, lon1, lat2, lon2, km; const char *why; } rows[] = {
		{ 43.25, 76.92, 51.18, 71.45, 973, "Almaty to Astana" },
		{ 0, 0, 0, 180, 20015.1, "half the Earth" },
		{ 90, 0, -90, 77, 20015.1, "from pole to pole" },
		{ 10, 179.9, 10, -179.9, 21.9, "over the line where the day changes" },
		{ 43.65, 51.17, 43.65, 51.17, 0, "nowhere" },
	};
	int wrong = 0;

	(void)with;
	for (size_t i = 0; i < COUNT(rows); i++) {
		double km = place_km(rows[i].lat1, rows[i].lon1, rows[i].lat2, rows[i].lon2);

		if (km > rows[i].km - 2 && km < rows[i].km + 2)
			continue;
		wrong++;
		print_error("%s: %.1f km, wanted %.1f\n", rows[i].why, km, rows[i].km);
	}
	assert_int_equal(wrong, 0);
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(near_finds_just_those_within),
		cmocka_unit_test(near_has_a_default_and_joins_others),
		cmocka_unit_test(near_counts_what_it_returns),
		cmocka_unit_test(near_tells_what_it_cannot_do),
		cmocka_unit_test(each_row_is_its_filter),
		cmocka_unit_test(children_stand_below_their_parents),
		cmocka_unit_test(several_places_are_either_and_fields_are_both),
		cmocka_unit_test(kilometres_are_those_of_the_globe),
	};

	return cmocka_run_group_tests(tests, open_all, close_all);
}
