/* Tests the printers of answers: their form, and that nothing in a document gets out of its place. */
#include "cases.h"

#include "dateline/answer.h"
#include "dateline/text.h"

#include <jansson.h>
#include <libxml/parser.h>
#include <string.h>

/* A passage whose every field tries to break out: a terminal, HTML, CSV, Markdown,
 * TeX, a RIS line. */
#define EVIL "\x1b[31m<script>&\"'=1+1,|`*_[x](y)\nER  - \\end{} \xff\xe2\x80\xae"

static struct record make_record(const char *id, int day, bool evil)
{
	struct record record = { .number = 0, .passage_count = 2 };

	snprintf(record.article, sizeof(record.article), "%s", "0123456789abcdef");
	snprintf(record.id, sizeof(record.id), "0123456789abcdef.%s", id);
	record.own_id = span_of("a1");
	record.title = span_of(evil ? EVIL : "Цены выросли");
	record.title_char = TITLE_APART;
	record.heading = span_of("2 января");
	record.text = span_of(evil ? EVIL : "Цены на газ выросли вдвое.\n\nЖители вышли на улицы.");
	record.source = span_of(evil ? EVIL : "Вестник");
	record.author = span_of(evil ? "=HYPERLINK(1)" : "А. Автор");
	record.url = span_of(evil ? "javascript:alert(1)" : "https://example.org/1");
	record.path = span_of("corpus/a.txt");
	record.to_byte = 120;
	record.sha256 = span_of("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
	record.lang = span_of("ru");
	record.published = (struct date){ day_number(2022, 1, 3), day_number(2022, 1, 3), DATE_DAY, false };
	if (day > 0)
		record.date = (struct date){ day_number(2022, 1, day), day_number(2022, 1, day), DATE_DAY, false };
	return record;
}

static struct span places[] = { { "Aktau", 5 }, { "Mangystau Region", 16 } };
static struct mark marks[] = { { 0, 8 }, { 14, 6 } }; /* Цены, газ */

struct fixture {
	struct answer_hit hits[3];
	struct bucket dates[2], tree[2];
	struct facet facets[2];
	struct answer answer;
	struct ask ask;
	struct terminal plain, color;
};

static void make(struct fixture *f)
{
	const int days[] = { 2, 5, 0 };

	*f = (struct fixture){ .plain = { .width = 60 }, .color = { .is_terminal = true, .color = true, .width = 60 } };
	for (size_t i = 0; i < COUNT(f->hits); i++) {
		struct answer_hit *hit = &f->hits[i];

		hit->hit.record = make_record(i == 0 ? "0" : i == 1 ? "1" : "2", days[i], i == 1);
		hit->hit.score = 1.5;
		hit->snippet.text = i == 1 ? span_of(EVIL) : span_of("Цены на газ выросли вдвое.");
		hit->title.text = hit->hit.record.title;
		hit->heading.text = hit->hit.record.heading;
		hit->places = places;
		hit->place_count = COUNT(places);
		if (i != 1) {
			hit->snippet.marks = marks;
			hit->snippet.mark_count = COUNT(marks);
		}
	}
	f->dates[0] = (struct bucket){ span_of("2022-01-02"), span_of("2022-01-02"), { NULL, 0 }, 1, 0 };
	f->dates[1] = (struct bucket){ span_of("2022-01-05"), span_of("2022-01-05"), { NULL, 0 }, 1, 0 };
	f->tree[0] = (struct bucket){ span_of("KZ"), span_of("Kazakhstan"), span_of("Kazakhstan"), 3, 0 };
	f->tree[1] = (struct bucket){ span_of("KZ.09"), span_of("Mangystau Region"), span_of("Kazakhstan > Mangystau Region"), 2, 1 };
	f->facets[0] = (struct facet){ "date", f->dates, 2, 1, 0, "day" };
	f->facets[1] = (struct facet){ "place", f->tree, 2, 0, 0, NULL };
	f->answer = (struct answer){ .hits = f->hits, .hit_count = 3, .total = 3, .facets = f->facets, .facet_count = 2 };
	f->ask = (struct ask){ .words = span_of("цены газ"), .limit = 10 };
}

static json_t *parse(const struct buf *out)
{
	json_error_t error;
	json_t *json = json_loadb(out->at, out->bytes, 0, &error);

	if (!json)
		print_error("%s at %d\n%.*s\n", error.text, error.position, (int)out->bytes, out->at);
	assert_non_null(json);
	return json;
}

static const char *text_at(json_t *object, const char *key)
{
	return json_string_value(json_object_get(object, key));
}

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

static struct list make_list(struct fixture *f, enum list_unit by)
{
	make(f);
	return (struct list){ .answer = &f->answer, .ask = &f->ask, .by = by, .title = span_of("Цены <на> газ"),
			      .made_on = "2026-01-01", .index_id = span_of("uuid"), .revision = 7 };
}

static void lists_are_grouped(void **state)
{
	static const struct { enum list_unit by; const char *first, *second, *last; } rows[] = {
		{ LIST_BY_DAY, "\n## 2022-01-02\n", "\n## 2022-01-05\n", "\n## No date\n" },
		{ LIST_BY_MONTH, "\n## 2022-01\n", "- **2022-01-05** ", "\n## No date\n" },
		{ LIST_BY_YEAR, "\n## 2022\n", "- **2022-01-05** ", "\n## No date\n" },
	};
	struct buf out = BUF_INIT(1 << 20);
	int wrong = 0;

	for (size_t i = 0; i < COUNT(rows); i++) {
		struct fixture f;
		struct list list = make_list(&f, rows[i].by);

		buf_clear(&out);
		list_print_markdown(&list, &out);
		wrong += !strstr(out.at, rows[i].first) + !strstr(out.at, rows[i].second) + !strstr(out.at, rows[i].last);
		wrong += strstr(out.at, "](javascript:") != NULL || strstr(out.at, "\\<script\\>") == NULL;
		wrong += utf8_check(buf_span(&out)) != out.bytes || memchr(out.at, 0x1b, out.bytes) != NULL;
		wrong += strstr(out.at, "[Цены выросли](https://example.org/1)") == NULL;
	}
	if (wrong > 0)
		print_error("%s\n", out.at);
	assert_int_equal(wrong, 0);
	buf_release(&out);
	(void)state;
}

static void list_json_is_json(void **state)
{
	struct buf out = BUF_INIT(1 << 20);
	struct fixture f;
	struct list list = make_list(&f, LIST_BY_DAY);
	json_t *json, *groups;

	list_print_json(&list, &out);
	json = parse(&out);
	assert_string_equal(text_at(json, "schema"), "dateline.list/1");
	groups = json_object_get(json, "groups");
	assert_int_equal(json_array_size(groups), 3);
	assert_true(json_is_null(json_object_get(json_array_get(groups, 2), "date")));
	json_decref(json);
	buf_clear(&out);
	list_print_csl(&list, &out);
	json = parse(&out);
	assert_int_equal(json_array_size(json), 3);
	json_decref(json);
	buf_release(&out);
	(void)state;
}

/* Reads one record of RFC 4180 from `*at` into cells; returns how many. */
static size_t read_csv(const char **at, char cells[][4000], size_t room)
{
	size_t count = 0;

	for (;;) {
		size_t n = 0;
		bool quoted = **at == '"';

		*at += quoted;
		while (**at && (quoted ? !(**at == '"' && (*at)[1] != '"') : **at != ',' && **at != '\r')) {
			*at += quoted && **at == '"';
			if (count < room && n < 3999)
				cells[count][n++] = **at;
			(*at)++;
		}
		cells[count < room ? count : room - 1][n] = '\0';
		count++;
		*at += quoted;
		if (**at != ',')
			break;
		(*at)++;
	}
	assert_memory_equal(*at, "\r\n", 2);
	*at += 2;
	return count;
}

static void no_cell_is_a_formula(void **state)
{
	static char cells[20][4000];
	struct buf out = BUF_INIT(1 << 20);
	struct fixture f;
	struct list list = make_list(&f, LIST_BY_DAY);
	const char *at;
	size_t columns;

	list_print_csv(&list, &out);
	at = out.at;
	columns = read_csv(&at, cells, COUNT(cells));
	assert_int_equal(columns, 18);
	for (int line = 0; line < 3; line++) {
		assert_int_equal(read_csv(&at, cells, COUNT(cells)), columns);
		for (size_t i = 0; i < columns; i++)
			assert_null(cells[i][0] ? strchr("=+-@", cells[i][0]) : NULL);
	}
	assert_int_equal(*at, 0);
	assert_string_equal(cells[17], "0123456789abcdef.2");
	buf_release(&out);
	(void)state;
}

static void check_xml(const struct buf *out)
{
	xmlDocPtr doc = xmlReadMemory(out->at, (int)out->bytes, NULL, NULL, XML_PARSE_NONET | XML_PARSE_NOERROR);

	if (!doc)
		print_error("%s\n", out->at);
	assert_non_null(doc);
	xmlFreeDoc(doc);
}

static void html_and_atom_escape_everything(void **state)
{
	struct buf out = BUF_INIT(1 << 20);
	struct fixture f;
	struct list list = make_list(&f, LIST_BY_DAY);

	list_print_atom(&list, &out);
	check_xml(&out);
	buf_clear(&out);
	list_print_html(&list, &out);
	assert_null(strstr(out.at, "<script"));
	assert_null(strstr(out.at, "javascript:"));
	assert_null(strstr(out.at, "http-equiv"));
	assert_non_null(strstr(out.at, "<mark>Цены</mark> на <mark>газ</mark>"));
	assert_non_null(strstr(out.at, "Цены &lt;на&gt; газ"));
	buf_release(&out);
	(void)state;
}

static size_t count_of(const char *text, const char *what)
{
	size_t count = 0;

	for (const char *at = strstr(text, what); at; at = strstr(at + 1, what))
		count++;
	return count;
}

static void references_keep_their_lines(void **state)
{
	struct buf out = BUF_INIT(1 << 20);
	struct fixture f;
	struct list list = make_list(&f, LIST_BY_DAY);

	list_print_ris(&list, &out);
	assert_int_equal(count_of(out.at, "TY  - NEWS\r\n"), 3);
	assert_int_equal(count_of(out.at, "\r\nER  - \r\n"), 3);
	assert_non_null(strstr(out.at, "DA  - 2022/01/03/\r\n"));
	buf_clear(&out);
	list_print_biblatex(&list, &out);
	assert_int_equal(count_of(out.at, "\n@article{") + (strncmp(out.at, "@article{", 9) == 0), 3);
	assert_int_equal(count_of(out.at, "{"), count_of(out.at, "}"));
	assert_non_null(strstr(out.at, "eventdate = {2022-01-02}"));
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
		cmocka_unit_test(lists_are_grouped),
		cmocka_unit_test(list_json_is_json),
		cmocka_unit_test(no_cell_is_a_formula),
		cmocka_unit_test(html_and_atom_escape_everything),
		cmocka_unit_test(references_keep_their_lines),
		cmocka_unit_test(mentions_have_their_columns),
		cmocka_unit_test(show_tells_where_it_came_from),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
