/* Tests the printers of searches, mentions and show: their form, and that nothing in a document gets out of its place. */
#include "render/answers.h"

#include "dateline/text.h"

static void search_json_has_the_promised_fields(void **state)
{
	struct buf out = BUF_INIT(1 << 20);
	struct fixture f;
	json_t *json, *hit, *facet;

	make(&f);
	search_print_json(&f.answer, &f.ask, false, &out);
	json = parse(&out);
	assert_string_equal(text_at(json, "schema"), "dateline.search/1");
	assert_string_equal(text_at(json, "query"), "цены газ");
	assert_int_equal(json_integer_value(json_object_get(json_object_get(json, "total"), "value")), 3);
	assert_string_equal(text_at(json_object_get(json, "total"), "relation"), "eq");
	hit = json_array_get(json_object_get(json, "hits"), 0);
	assert_string_equal(text_at(hit, "id"), "0123456789abcdef.0");
	assert_string_equal(text_at(hit, "article"), "0123456789abcdef");
	assert_string_equal(text_at(hit, "date"), "2022-01-02");
	assert_string_equal(text_at(hit, "published"), "2022-01-03");
	assert_string_equal(text_at(hit, "snippet"), "Цены на газ выросли вдвое.");
	assert_string_equal(json_string_value(json_array_get(json_object_get(hit, "places"), 0)), "Aktau");
	/* Marks count code points. */
	assert_int_equal(json_integer_value(json_array_get(json_array_get(json_object_get(hit, "marks"), 1), 0)), 8);
	assert_true(json_is_null(json_object_get(json_array_get(json_object_get(json, "hits"), 2), "date")));
	facet = json_object_get(json_object_get(json, "facets"), "place");
	assert_string_equal(text_at(json_array_get(json_object_get(facet, "buckets"), 1), "path"),
			    "Kazakhstan > Mangystau Region");
	assert_int_equal(json_integer_value(json_object_get(json_object_get(json_object_get(json, "facets"), "date"), "missing")),
			 1);
	json_decref(json);
	buf_release(&out);
	(void)state;
}

static void no_document_plays_with_the_terminal(void **state)
{
	struct buf out = BUF_INIT(1 << 20);
	struct fixture f;

	make(&f);
	search_print_text(&f.answer, &f.ask, &f.plain, &out);
	assert_null(memchr(out.at, 0x1b, out.bytes));
	assert_null(strstr(out.at, "\xe2\x80\xae"));
	assert_non_null(strstr(out.at, "*Цены* на *газ* выросли вдвое."));
	assert_non_null(strstr(out.at, "no date"));
	assert_non_null(strstr(out.at, "Mangystau Region"));
	buf_clear(&out);
	search_print_text(&f.answer, &f.ask, &f.color, &out);
	assert_null(strstr(out.at, "\x1b[31m"));
	assert_non_null(strstr(out.at, "\x1b[1;33mЦены\x1b[0m"));
	buf_release(&out);
	(void)state;
}

static void lines_fit_the_width(void **state)
{
	static const int widths[] = { 40, 80, 160 };
	struct buf out = BUF_INIT(1 << 20);
	struct fixture f;
	int wrong = 0;

	make(&f);
	f.hits[0].snippet.text = span_of("Цены на газ выросли вдвое, и жители Жанаозена, Актау и соседних посёлков вышли на "
					 "улицы, требуя вернуть прежнюю цену и наказать тех, кто её поднял.");
	for (size_t i = 0; i < COUNT(widths); i++) {
		struct span rest;

		buf_clear(&out);
		f.plain.width = widths[i];
		f.answer.hit_count = 1;
		search_print_text(&f.answer, &f.ask, &f.plain, &out);
		rest = buf_span(&out);
		while (rest.bytes > 0) {
			struct span line = span_cut(&rest, '\n');

			if (display_width(line) <= widths[i] || span_find(line, span_of("·")) < line.bytes)
				continue;
			wrong++;
			print_error("%d columns: %.*s\n", widths[i], (int)line.bytes, line.at);
		}
	}
	assert_int_equal(wrong, 0);
	buf_release(&out);
	(void)state;
}

static void mentions_have_their_columns(void **state)
{
	struct record record = make_record("0", 2, true);
	struct found_mention items[] = {
		{ .record = &record, .from_char = 3, .to_char = 9, .surface = span_of("Токаев"), .why = span_of("Cyrillic;\tsurname") },
		{ .record = &record, .in_title = true, .surface = span_of("Токаев"), .why = span_of("Cyrillic") },
	};
	struct spelling spellings[] = { { span_of("Токаев"), 2 } };
	struct mentions mentions = { .name = span_of("Токаев"), .items = items, .count = 2, .shown = 2, .passages = 1, .articles = 1,
				     .spellings = spellings, .spelling_count = 1 };
	struct terminal plain = { .width = 80 };
	struct buf out = BUF_INIT(1 << 20);
	json_t *json;

	mentions_print_tsv(&mentions, "q1", &out);
	assert_string_equal(out.at, "q1\ta1\t3\t9\tТокаев\t2022-01-02\tCyrillic; surname\n");
	buf_clear(&out);
	mentions_print_tsv(&mentions, NULL, &out);
	assert_string_equal(out.at, "a1\t3\t9\tТокаев\t2022-01-02\tCyrillic; surname\n");
	buf_clear(&out);
	mentions_print_json(&mentions, false, &out);
	json = parse(&out);
	assert_string_equal(text_at(json, "schema"), "dateline.mentions/1");
	assert_int_equal(json_array_size(json_object_get(json, "mentions")), 2);
	json_decref(json);
	buf_clear(&out);
	mentions_print_text(&mentions, &plain, &out);
	assert_null(memchr(out.at, 0x1b, out.bytes));
	assert_non_null(strstr(out.at, "Токаев: 2 mentions in 1 passage of 1 article\nWritten Токаев 2\n\n2022-01-02\n"));
	buf_release(&out);
	(void)state;
}

static void show_tells_where_it_came_from(void **state)
{
	struct buf out = BUF_INIT(1 << 20);
	struct fixture f;
	json_t *json;

	make(&f);
	show_print_text(f.hits, 2, true, &f.plain, &out);
	assert_null(memchr(out.at, 0x1b, out.bytes));
	assert_non_null(strstr(out.at, "corpus/a.txt"));
	assert_non_null(strstr(out.at, "e3b0c44298fc1c14"));
	assert_non_null(strstr(out.at, "Жители вышли на улицы."));
	buf_clear(&out);
	show_print_json(f.hits, 2, true, &out);
	json = parse(&out);
	assert_string_equal(text_at(json, "schema"), "dateline.show/1");
	assert_int_equal(json_array_size(json_object_get(json, "passages")), 2);
	json_decref(json);
	buf_release(&out);
	(void)state;
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(search_json_has_the_promised_fields),
		cmocka_unit_test(no_document_plays_with_the_terminal),
		cmocka_unit_test(lines_fit_the_width),
		cmocka_unit_test(mentions_have_their_columns),
		cmocka_unit_test(show_tells_where_it_came_from),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
