/* Checks that counts add up, pages follow, several indexes are one, and mentions stand where they say. */
#include "archive.h"

static uint32_t total_of(struct state *state, const char *field, struct span key)
{
	struct ask asked = { .limit = 0 };
	struct answer answer = { 0 };
	struct error err = { 0 };

	asked.words = arena_printf(state->arena, "%s:\"%.*s\"", field, (int)key.bytes, key.at);
	query_run(state->demo, state->gazetteer, &asked, state->arena, &answer, &err);
	return err.status == STATUS_OK ? answer.total : UINT32_MAX;
}

static void facet_counts_are_what_the_filter_returns(void **with)
{
	struct state *state = *with;
	struct ask asked = { .facet_date = true, .facet_place = true, .facet_person = true, .facet_source = true,
			     .facet_lang = true };
	struct answer answer = { 0 };
	struct error err = { 0 };
	int wrong = 0;

	query_run(state->demo, state->gazetteer, &asked, state->arena, &answer, &err);
	assert_int_equal(err.status, STATUS_OK);
	assert_int_equal(answer.facet_count, 5);
	for (size_t f = 1; f < answer.facet_count; f++) {
		for (size_t i = 0; i < answer.facets[f].bucket_count; i++) {
			const struct bucket *bucket = &answer.facets[f].buckets[i];
			uint32_t total = total_of(state, answer.facets[f].name, bucket->key);

			if (total == bucket->count)
				continue;
			wrong++;
			print_error("%s %.*s: counted %u, found %u\n", answer.facets[f].name, (int)bucket->key.bytes,
				    bucket->key.at, bucket->count, total);
		}
	}
	assert_int_equal(wrong, 0);
}

static void every_passage_has_one_date_row(void **with)
{
	struct state *state = *with;
	struct ask asked = { .facet_date = true };
	struct answer answer = { 0 };
	struct error err = { 0 };
	uint32_t sum;

	query_run(state->demo, state->gazetteer, &asked, state->arena, &answer, &err);
	sum = answer.facets[0].missing;
	for (size_t i = 0; i < answer.facets[0].bucket_count; i++) {
		sum += answer.facets[0].buckets[i].count;
		if (i > 0)
			assert_true(span_compare(answer.facets[0].buckets[i - 1].key, answer.facets[0].buckets[i].key) < 0);
	}
	assert_int_equal(sum, answer.total);
	assert_int_equal(total_of(state, "date", span_of("none")), answer.facets[0].missing);
}

/* Page by page the same hits in the same order as all at once. */
static void follow_pages(struct state *state, struct ask asked, uint32_t most)
{
	struct answer whole = { 0 }, page = { 0 };
	struct error err = { 0 };

	asked.limit = 1000;
	query_run(state->demo, state->gazetteer, &asked, state->arena, &whole, &err);
	assert_true(whole.hit_count > 3);
	assert_int_equal(whole.hit_count, whole.total);
	asked.limit = 3;
	for (asked.offset = 0; asked.offset < whole.total && asked.offset < most; asked.offset += 3) {
		query_run(state->demo, state->gazetteer, &asked, state->arena, &page, &err);
		assert_int_equal(page.total, whole.total);
		for (size_t i = 0; i < page.hit_count; i++)
			assert_string_equal(page.hits[i].hit.record.id, whole.hits[asked.offset + i].hit.record.id);
	}
}

/* In each order: with a question without words all scores are equal, and dates often are. */
static void pages_follow_one_another(void **with)
{
	static const char *const questions[] = { "газ OR gas", "", "place:Kazakhstan", "person:Токаев" };

	for (size_t i = 0; i < COUNT(questions); i++) {
		for (int sort = SORT_RELEVANCE; sort <= SORT_DATE_DOWN; sort++) {
			struct ask asked = { .words = span_of(questions[i]), .sort = (enum sort)sort };

			follow_pages(*with, asked, 30);
			asked.group = true;
			follow_pages(*with, asked, 9);
		}
	}
}

static void two_indexes_are_asked_as_one(void **with)
{
	struct state *state = *with;
	char small[300], demo[300];
	const char *both[] = { small, demo };
	struct ask asked = { .words = span_of("person:Токаев"), .limit = 5, .facet_person = true };
	struct answer answer = { 0 };
	struct error err = { 0 };
	struct index_reader *reader;
	uint32_t apart;

	snprintf(small, sizeof(small), "%s/small", state->directory);
	snprintf(demo, sizeof(demo), "%s/demo", state->directory);
	query_run(state->reader, state->gazetteer, &asked, state->arena, &answer, &err);
	apart = answer.total;
	query_run(state->demo, state->gazetteer, &asked, state->arena, &answer, &err);
	apart += answer.total;
	reader = index_open(both, 2, &err);
	query_run(reader, state->gazetteer, &asked, state->arena, &answer, &err);
	assert_int_equal(err.status, STATUS_OK);
	assert_int_equal(answer.total, apart);
	for (size_t i = 0; i < answer.facets[0].bucket_count; i++)
		assert_false(span_equal(answer.facets[0].buckets[i].label, answer.facets[0].buckets[i].key));
	index_close(reader);
}

/* ---- mentions ---- */

static void mentions_stand_where_they_say(void **with)
{
	struct state *state = *with;
	struct ask asked = { .limit = 0 };
	struct mention_ask who = { .filters = &asked, .name = span_of("Токаев") };
	struct mentions mentions;
	struct error err = { 0 };
	char got[400] = "";

	query_mentions(state->reader, state->gazetteer, &who, state->arena, &mentions, &err);
	for (size_t i = 0; i < mentions.count; i++) {
		const struct found_mention *m = &mentions.items[i];
		size_t used = strlen(got);

		snprintf(got + used, sizeof(got) - used, "%.*s %.*s %u-%u;", (int)m->record->own_id.bytes, m->record->own_id.at,
			 (int)m->surface.bytes, m->surface.at, m->from_char, m->to_char);
	}
	assert_string_equal(got, "a2 Токаева 83-90;a3 Тоқаевтың 59-68;a1 Tokayev 113-120;a5 Тoкаев 10-16;");
	assert_int_equal(mentions.articles, 4);
	assert_int_equal(mentions.spelling_count, 4);
}

static void mentions_obey_filters(void **with)
{
	struct span langs[] = { span_of("ru") };
	const struct { struct ask ask; size_t count; const char *why; } rows[] = {
		{ { .langs = langs, .lang_count = 1 }, 2, "a language" },
		{ { .from = span_of("2022-01-05"), .to = span_of("2022-01-05") }, 2, "a day" },
		{ { .names = { .same_script = true } }, 3, "the script that was asked in" },
	};
	struct state *state = *with;
	int wrong = 0;

	for (size_t i = 0; i < COUNT(rows); i++) {
		struct mention_ask who = { .filters = &rows[i].ask, .name = span_of("Токаев") };
		struct mentions mentions;
		struct error err = { 0 };

		query_mentions(state->reader, state->gazetteer, &who, state->arena, &mentions, &err);
		if (mentions.count == rows[i].count)
			continue;
		wrong++;
		print_error("%s: got %zu, wanted %zu\n", rows[i].why, mentions.count, rows[i].count);
	}
	assert_int_equal(wrong, 0);
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(facet_counts_are_what_the_filter_returns),
		cmocka_unit_test(every_passage_has_one_date_row),
		cmocka_unit_test(pages_follow_one_another),
		cmocka_unit_test(two_indexes_are_asked_as_one),
		cmocka_unit_test(mentions_stand_where_they_say),
		cmocka_unit_test(mentions_obey_filters),
	};

	return cmocka_run_group_tests(tests, open_all, close_all);
}
