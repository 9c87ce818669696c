/* Tests writing and asking: what goes in comes out, by words, dates, places, persons. */
#include "fabric.h"

static const struct fabric_article archive[] = {
	{ "1", "wire", "Prices doubled", "2022-01-06", {
		{ "January 2", "Drivers of Almaty protested against gas prices.", "en", "2022-01-02", "Kazakhstan", "Aman Bekov" },
		{ "January 5", "The airport was closed. Protests went on.", "en", "2022-01-05", "Kazakhstan", NULL },
		{ "", "Nobody knows the day of this.", "en", "", NULL, NULL },
	} },
	{ "2", "gazeta", "Протесты на западе", "2022-01-07", {
		{ "", "Водители протестовали у здания акимата.", "ru", "2022-01", "Kazakhstan", "Аман Беков" },
		{ "", "В 2021 году цены росли медленнее.", "ru", "2021", NULL, NULL },
	} },
	{ "3", "wire", "An old story", "", {
		{ "", "From 1991 on prices were free.", "en", "1991-12-16/..", "France", "Aman Bekov" },
	} },
};

struct shop {
	char *directory;
	struct gazetteer *gazetteer;
	struct index_reader *reader;
	struct arena *arena;
};

static void fill(const char *directory, const struct gazetteer *gazetteer)
{
	struct error err = { 0 };
	struct index_writer *writer = index_writer_open(directory, true, &err);

	assert_int_equal(err.status, STATUS_OK);
	for (size_t i = 0; i < COUNT(archive); i++)
		assert_int_equal(fabric_put(writer, &archive[i], gazetteer), INDEX_ADDED);
	index_writer_commit(writer, &err);
	assert_int_equal(err.status, STATUS_OK);
	index_writer_close(writer);
}

static int open_shop(void **state)
{
	struct shop *shop = calloc(1, sizeof(*shop));
	struct error err = { 0 };
	const char *directory;

	shop->directory = program_directory();
	shop->gazetteer = fabric_gazetteer();
	shop->arena = arena_new();
	fill(shop->directory, shop->gazetteer);
	directory = shop->directory;
	shop->reader = index_open(&directory, 1, &err);
	assert_int_equal(err.status, STATUS_OK);
	*state = shop;
	return 0;
}

static int close_shop(void **state)
{
	struct shop *shop = *state;

	index_close(shop->reader);
	gazetteer_close(shop->gazetteer);
	arena_free(shop->arena);
	program_remove(shop->directory);
	free(shop);
	return 0;
}

/* The hits as "1.0 2.1": own id of the article, number of the passage. */
static const char *told(const struct found *found, struct arena *arena)
{
	struct buf out = BUF_INIT(BUF_TEXT_MOST);
	const char *text;

	for (size_t i = 0; i < found->hit_count; i++)
		buf_printf(&out, "%s%.*s.%u", i ? " " : "", (int)found->hits[i].record.own_id.bytes,
			   found->hits[i].record.own_id.at, (unsigned)found->hits[i].record.number);
	text = arena_string(arena, buf_span(&out));
	buf_release(&out);
	return text;
}

static const char *ask(struct shop *shop, const struct match *match, enum sort sort)
{
	struct search search = { .match = match, .sort = sort, .limit = 100 };
	struct error err = { 0 };
	struct found found;

	index_search(shop->reader, &search, shop->arena, &found, &err);
	assert_string_equal(err.text, "");
	assert_int_equal(found.total, found.hit_count);
	return told(&found, shop->arena);
}

static struct match *word(struct shop *shop, const char *text)
{
	return match_term(word_term(span_of(text), shop->arena), shop->arena);
}

static struct match *joined(struct shop *shop, enum match_kind kind, struct match *a, struct match *b)
{
	struct match *both = match_new(kind, shop->arena);

	match_add(both, a, shop->arena);
	match_add(both, b, shop->arena);
	return both;
}

static void finds_words(void **state)
{
	struct shop *shop = *state;
	struct match *prefix = match_new(MATCH_PREFIX, shop->arena);

	prefix->term = span_of("prot");
	assert_string_equal(ask(shop, word(shop, "prices"), SORT_DATE), "3.0 1.0");
	assert_string_equal(ask(shop, word(shop, "doubled"), SORT_DATE), "1.0");
	assert_string_equal(ask(shop, match_term(title_term(span_of("doubled"), shop->arena), shop->arena), SORT_DATE),
			    "1.0 1.1 1.2");
	assert_string_equal(ask(shop, prefix, SORT_DATE), "1.0 1.1");
	assert_string_equal(ask(shop, joined(shop, MATCH_AND, word(shop, "gas"), word(shop, "prices")), SORT_DATE), "1.0");
	assert_string_equal(ask(shop, joined(shop, MATCH_OR, word(shop, "gas"), word(shop, "акимата")), SORT_DATE), "2.0 1.0");
	assert_string_equal(ask(shop, joined(shop, MATCH_AND_NOT, word(shop, "prices"), word(shop, "gas")), SORT_DATE), "3.0");
	assert_string_equal(ask(shop, match_new(MATCH_NONE, shop->arena), SORT_DATE), "");
	assert_string_equal(ask(shop, word(shop, ""), SORT_DATE), "");
}

static void finds_phrases_within_one_part(void **state)
{
	struct shop *shop = *state;
	struct match *near = joined(shop, MATCH_NEAR, word(shop, "prices"), word(shop, "protested"));
	struct match *across = joined(shop, MATCH_NEAR, word(shop, "protested"), word(shop, "doubled"));

	near->window = 5;
	across->window = 100;
	assert_string_equal(ask(shop, joined(shop, MATCH_PHRASE, word(shop, "gas"), word(shop, "prices")), SORT_DATE), "1.0");
	assert_string_equal(ask(shop, joined(shop, MATCH_PHRASE, word(shop, "prices"), word(shop, "gas")), SORT_DATE), "");
	assert_string_equal(ask(shop, near, SORT_DATE), "1.0");
	assert_string_equal(ask(shop, across, SORT_DATE), "");
}

static void sorts_by_date_with_the_undated_last(void **state)
{
	struct shop *shop = *state;
	struct match *all = match_new(MATCH_ALL, shop->arena);

	assert_string_equal(ask(shop, all, SORT_DATE), "3.0 2.1 2.0 1.0 1.1 1.2");
	assert_string_equal(ask(shop, all, SORT_DATE_DOWN), "1.1 1.0 2.0 2.1 3.0 1.2");
}

static void filters_by_period(void **state)
{
	static const struct { const char *range, *hits; bool published; } rows[] = {
		{ "2022-01-05", "3.0 2.0 1.1", false },
		{ "2022-01-03/2022-01-04", "3.0 2.0", false },
		{ "2022", "3.0 2.0 1.0 1.1", false },
		{ "2021-06-01", "3.0 2.1", false },
		{ "1991-12-15", "", false },
		{ "../1991-12-16", "3.0", false },
		{ "", "1.2", false },
		{ "2022-01-07", "2.1 2.0", true },
		{ "2022-01", "2.1 2.0 1.0 1.1 1.2", true },
		{ "", "3.0", true },
	};
	struct shop *shop = *state;
	int wrong = 0;

	for (size_t i = 0; i < COUNT(rows); i++) {
		struct match *match = match_date_overlaps(rows[i].published, fabric_date(rows[i].range), shop->arena);
		const char *got = ask(shop, match, SORT_DATE);

		if (strcmp(got, rows[i].hits) == 0)
			continue;
		wrong++;
		print_error("%s: got %s, wanted %s\n", rows[i].range, got, rows[i].hits);
	}
	assert_int_equal(wrong, 0);
}

static void filters_by_label(void **state)
{
	struct shop *shop = *state;

	assert_string_equal(ask(shop, match_source(span_of("WIRE"), shop->arena), SORT_DATE), "3.0 1.0 1.1 1.2");
	assert_string_equal(ask(shop, match_lang(span_of("ru"), shop->arena), SORT_DATE), "2.1 2.0");
	assert_string_equal(ask(shop, match_person(span_of("key-10"), shop->arena), SORT_DATE), "3.0 1.0");
}

static void counts_facets_exactly(void **state)
{
	struct shop *shop = *state;
	const struct facet_ask asks[] = { { field_get("sources")->slot }, { field_get("persons")->slot },
					  { field_get("event")->slot } };
	struct search search = { .match = match_new(MATCH_ALL, shop->arena), .limit = 1, .facets = asks,
				 .facet_count = COUNT(asks) };
	struct error err = { 0 };
	struct found found;

	index_search(shop->reader, &search, shop->arena, &found, &err);
	assert_int_equal(err.status, STATUS_OK);
	assert_int_equal(found.hit_count, 1);
	assert_int_equal(found.total, 6);
	assert_int_equal(found.facets[0].count, 2);
	assert_true(span_is(found.facets[0].counts[0].key, "wire"));
	assert_int_equal(found.facets[0].counts[0].count, 4);
	assert_int_equal(found.facets[1].missing, 3);
	assert_int_equal(found.facets[1].counts[0].count, 2);
	assert_int_equal(found.facets[2].missing, 1);
	assert_int_equal(found.facets[2].count, 5);
}

static void groups_by_article(void **state)
{
	struct shop *shop = *state;
	struct search search = { .match = match_new(MATCH_ALL, shop->arena), .sort = SORT_DATE, .limit = 10,
				 .group = GROUP_ARTICLE };
	struct error err = { 0 };
	struct found found;

	index_search(shop->reader, &search, shop->arena, &found, &err);
	assert_int_equal(found.total, 3);
	assert_string_equal(told(&found, shop->arena), "3.0 2.1 1.0");
	assert_int_equal(found.hits[0].others, 0);
	assert_int_equal(found.hits[2].others, 2);
}

static bool join_surface(struct span term, uint32_t passages, void *with)
{
	struct span surface = name_term_surface(term);

	buf_printf(with, "%.*s=%u ", (int)surface.bytes, surface.at, (unsigned)passages);
	return true;
}

static void lists_the_spellings_under_a_key(void **state)
{
	struct shop *shop = *state;
	struct buf out = BUF_INIT(BUF_TEXT_MOST);
	struct name_key keys[NAME_KEYS_MOST];
	struct error err = { 0 };

	assert_true(name_keys(span_of("almaty"), keys) > 0);
	index_terms(shop->reader, name_term_prefix(keys[0].text, shop->arena), join_surface, &out, &err);
	assert_int_equal(err.status, STATUS_OK);
	assert_true(span_find(buf_span(&out), span_of("almaty=1 ")) < out.bytes);
	buf_release(&out);
}

static void gives_records_back(void **state)
{
	struct shop *shop = *state;
	struct error err = { 0 };
	struct record *records;
	struct found found;
	struct search search = { .match = word(shop, "gas"), .limit = 1 };
	size_t count;

	index_search(shop->reader, &search, shop->arena, &found, &err);
	assert_int_equal(found.hit_count, 1);
	count = index_article(shop->reader, found.hits[0].record.article, shop->arena, &records, &err);
	assert_int_equal(err.status, STATUS_OK);
	assert_int_equal(count, 3);
	assert_true(span_is(records[0].title, "Prices doubled"));
	assert_true(span_is(records[0].heading, "January 2"));
	assert_int_equal(records[0].passage_count, 3);
	assert_int_equal(records[0].person_count, 1);
	assert_true(span_is(records[0].persons[0].label, "Aman Bekov"));
	assert_int_equal(records[0].place_count, 1);
	assert_int_equal(records[1].heading_char, strlen("January 2\nDrivers of Almaty protested against gas prices.\n\n"));
	assert_int_equal(records[1].pieces[0].in_article, records[1].heading_char + strlen("January 5\n"));
	assert_false(date_is_known(records[2].date));
	assert_int_equal(records[2].sha256.bytes, 64);
	assert_int_equal(index_article(shop->reader, "0000000000000000", shop->arena, &records, &err), 0);
}

static void tells_what_it_holds(void **state)
{
	struct shop *shop = *state;
	struct index_stats stats;
	struct error err = { 0 };
	char first[DATE_TEXT], last[DATE_TEXT];

	index_stats(shop->reader, shop->arena, &stats, &err);
	assert_int_equal(err.status, STATUS_OK);
	assert_int_equal(stats.passages, 6);
	assert_int_equal(stats.articles, 3);
	assert_int_equal(stats.undated, 1);
	day_print(stats.first.from_day, first);
	day_print(stats.last.to_day, last);
	assert_string_equal(first, "1991-12-16");
	assert_string_equal(last, "2022-01-31");
	assert_true(stats.bytes > 0 && stats.uuid[0]);
	assert_int_equal(index_stale(shop->reader, shop->gazetteer, &err), 0);
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(finds_words),
		cmocka_unit_test(finds_phrases_within_one_part),
		cmocka_unit_test(sorts_by_date_with_the_undated_last),
		cmocka_unit_test(filters_by_period),
		cmocka_unit_test(filters_by_label),
		cmocka_unit_test(counts_facets_exactly),
		cmocka_unit_test(groups_by_article),
		cmocka_unit_test(lists_the_spellings_under_a_key),
		cmocka_unit_test(gives_records_back),
		cmocka_unit_test(tells_what_it_holds),
	};

	return cmocka_run_group_tests(tests, open_shop, close_shop);
}
