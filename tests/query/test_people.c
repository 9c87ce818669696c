/* Reads tables of people, right and wrong, and asks who is meant by a name. */
#include "cases.h"

#include "query/people.h"

#include <string.h>

static void faults_tell_the_line(void **state)
{
	static const struct { const char *text, *where, *why; } rows[] = {
		{ "Айна Шорманова\tAyna Shormanova\n", "", "a person" },
		{ "\xef\xbb\xbf# people\n\nАйна Шорманова\t\tAyna Shormanova\t\r\n", "", "a mark, a comment, a blank line, an empty cell" },
		{ "", "p.tsv", "nobody" },
		{ "# nobody\n", "p.tsv", "nobody but a comment" },
		{ "A B\n\tC D\n", "p.tsv:2", "no first name" },
		{ "A B\n...\n", "p.tsv:2", "no letters" },
		{ "A B\nC\xff D\n", "p.tsv:2", "not UTF-8" },
		{ "A B\tC D\n# x\nE F\tc  d\n", "p.tsv:3", "one name for two" },
		{ "A B\tA B\n", "", "twice for one" },
	};
	int wrong = 0;

	for (size_t i = 0; i < COUNT(rows); i++) {
		struct arena *arena = arena_new();
		struct error err = { 0 };

		people_read(span_of(rows[i].text), "p.tsv", arena, &err);
		if (strcmp(err.where, rows[i].where) != 0 || (err.status == STATUS_OK) != (rows[i].where[0] == '\0')) {
			wrong++;
			print_error("%s: %s %s, wanted %s\n", rows[i].why, err.where, err.text, rows[i].where);
		}
		arena_free(arena);
	}
	assert_int_equal(wrong, 0);
	(void)state;
}

static void a_name_stands_for_its_line(void **state)
{
	static const char table[] = "Arman Dzhumageldiev\tWild Arman\tДикий Арман\n"
				    "Светлана Аллилуева\tЛана Питерс\n"
				    "Ruslan Massimov\tГолкипер\nKarim Massimov\tКәрім Мәсімов\n";
	/* A star marks a name that counts in full only. */
	static const struct { const char *asked, *who, *why; } rows[] = {
		{ "Wild Arman", "Arman Dzhumageldiev|Wild Arman*|Дикий Арман*|", "a nickname" },
		{ "wild  ARMAN", "Arman Dzhumageldiev|Wild Arman*|Дикий Арман*|", "in any case" },
		{ "Лана Питерс", "Светлана Аллилуева|Лана Питерс|", "a name taken later is no nickname" },
		{ "Светланы Аллилуевой", "Светлана Аллилуева|Лана Питерс|", "in another form" },
		{ "Карим Масимов", "Karim Massimov|Кәрім Мәсімов|", "in another script" },
		{ "Масимов", "Масимов|", "a surname of two is nobody of the table" },
		{ "Tokayev", "Tokayev|", "somebody else" },
	};
	struct arena *arena = arena_new();
	struct error err = { 0 };
	struct people *people = people_read(span_of(table), "p.tsv", arena, &err);
	int wrong = 0;

	assert_int_equal(err.status, STATUS_OK);
	for (size_t i = 0; i < COUNT(rows); i++) {
		struct person_who *who = people_who(people, span_of(rows[i].asked), NULL, 0, arena);
		struct buf got = BUF_INIT(4096);

		for (size_t k = 0; k < who->count; k++)
			buf_printf(&got, "%.*s%s|", (int)who->names[k].text.bytes, who->names[k].text.at, who->names[k].whole ? "*" : "");
		if (!span_is(buf_span(&got), rows[i].who)) {
			wrong++;
			print_error("%s (%s): got %s, wanted %s\n", rows[i].asked, rows[i].why, got.at, rows[i].who);
		}
		buf_release(&got);
	}
	assert_int_equal(wrong, 0);
	arena_free(arena);
	(void)state;
}

static void aliases_are_added_once(void **state)
{
	struct span aliases[] = { span_of("Wild Arman"), span_of("wild arman"), span_of("Боец"), span_of("Арман Жумагельдиев") };
	struct arena *arena = arena_new();
	struct person_who *who = people_who(NULL, span_of("Арман Жумагельдиев"), aliases, COUNT(aliases), arena);

	assert_int_equal(who->count, 3);
	assert_true(who->names[1].whole && !who->names[2].whole);
	arena_free(arena);
	(void)state;
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(faults_tell_the_line),
		cmocka_unit_test(a_name_stands_for_its_line),
		cmocka_unit_test(aliases_are_added_once),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
