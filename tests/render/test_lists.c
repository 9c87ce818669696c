/* Tests the printers of reading lists: their form, and that nothing in a document gets out of its place. */
#include "render/answers.h"

#include <libxml/parser.h>

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

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(lists_are_grouped),
		cmocka_unit_test(list_json_is_json),
		cmocka_unit_test(no_cell_is_a_formula),
		cmocka_unit_test(html_and_atom_escape_everything),
		cmocka_unit_test(references_keep_their_lines),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
