/* Plays the rows of romanise.tsv and cyrillic.tsv, and that every romanisation is read back. */
#include "cases.h"

#include "dateline/name.h"
#include "names/romanise.h"

/* "word=spelling", the word in small letters with ё kept. */
static void halves(const char *example, struct span *word, struct span *spelling)
{
	struct span rest = span_of(example);

	*word = span_cut(&rest, '=');
	*spelling = rest;
}

/* The lines of name_describe() as "what<TAB>spelling". */
static bool describes(struct span name, const char *what, struct span spelling)
{
	struct buf out = BUF_INIT(BUF_TEXT_MOST);
	struct span rest;
	bool found = false;

	name_describe(name, &out);
	rest = buf_span(&out);
	while (rest.at && rest.bytes > 0 && !found) {
		struct span line = span_cut(&rest, '\n');
		struct span label = span_cut(&line, '\t');

		found = span_is(label, what) && span_equal(line, spelling);
	}
	if (!found)
		print_error("%.*s", (int)out.bytes, out.at);
	buf_release(&out);
	return found;
}

static void rows_write_as_their_examples_say(void **state)
{
	static const struct { int line; const char *letter, *example; } romans[] = {
#define ROW(line, letter, where, bgn, passport, iso9, gost, alalc, german, french, polish, czech, turkish, kazakh2017, \
	    kazakh2018, kazakh2021, uzbek, azerbaijani, press, example, source) { line, letter, example },
#include "names/romanise.tsv.inc"
#undef ROW
	};
	static const struct { int line; const char *letters, *example; } cyrillics[] = {
#define ROW(line, letters, cyrillic, example, source) { line, letters, example },
#include "names/cyrillic.tsv.inc"
#undef ROW
	};
	int wrong = 0;

	for (size_t i = 0; i < COUNT(romans); i++) {
		struct span word, spelling;

		halves(romans[i].example, &word, &spelling);
		if (describes(word, "Latin", spelling))
			continue;
		wrong++;
		print_error("romanise.tsv:%d: %s: not %s\n", romans[i].line, romans[i].letter, romans[i].example);
	}
	for (size_t i = 0; i < COUNT(cyrillics); i++) {
		struct span word, spelling;

		halves(cyrillics[i].example, &word, &spelling);
		if (describes(word, "Cyrillic", spelling))
			continue;
		wrong++;
		print_error("cyrillic.tsv:%d: %s: not %s\n", cyrillics[i].line, cyrillics[i].letters, cyrillics[i].example);
	}
	assert_int_equal(wrong, 0);
	(void)state;
}

static void every_system_spells_in_its_way(void **state)
{
	static const struct { enum roman system; const char *name, *spelling; } rows[] = {
		{ ROMAN_BGN, "Евгений Щукин", "Yevgeniy Shchukin" },
		{ ROMAN_PASSPORT, "Юлия Хохлова", "Iuliia Khokhlova" },
		{ ROMAN_ISO9, "Юлия Щукина", "Ûliâ Ŝukina" },
		{ ROMAN_GOST, "Фёдор Щукин", "Fyodor Shhukin" },
		{ ROMAN_ALALC, "Андрей Царёв", "Andreĭ T͡sarëv" },
		{ ROMAN_GERMAN, "Евгений Щукин", "Jewgeni Schtschukin" },
		{ ROMAN_FRENCH, "Яна Чуркина", "Iana Tchourkina" },
		{ ROMAN_POLISH, "Яна Чуркина", "Jana Czurkina" },
		{ ROMAN_CZECH, "Яна Хохлова", "Jana Chochlova" },
		{ ROMAN_TURKISH, "Жанна Чуркина", "Janna Çurkina" },
		{ ROMAN_KAZAKH_2017, "Ғани Шәріпов", "G'ani' S'a'ripov" },
		{ ROMAN_KAZAKH_2018, "Ғани Шәріпов", "Ǵanı Sháripov" },
		{ ROMAN_KAZAKH_2021, "Ғани Шәріпов", "Ğani Şärıpov" },
		{ ROMAN_UZBEK, "Ҳасан Қодиров", "Hasan Qodirov" },
		{ ROMAN_AZERBAIJANI, "Шамиль Чуркин", "Şamil Çurkin" },
		{ ROMAN_PRESS, "Семён Королёв", "Semyon Korolyov" },
	};
	int wrong = 0;

	for (size_t i = 0; i < COUNT(rows); i++) {
		if (describes(span_of(rows[i].name), roman_name(rows[i].system), span_of(rows[i].spelling)))
			continue;
		wrong++;
		print_error("%s: %s is not written %s\n", roman_name(rows[i].system), rows[i].name, rows[i].spelling);
	}
	assert_int_equal(wrong, 0);
	(void)state;
}

/* What a system writes is a spelling of the name for the matcher too. */
static void every_system_is_read_back(void **state)
{
	static const char *const names[] = {
		"Евгений Щербаков", "Юлия Чайкина", "Жанна Хохлова", "Фёдор Царёв", "Қайрат Жұмабаев", "Ғани Шәріпов", "Әсет Өмірбеков",
		"Айгүл Ыбыраева",
	};
	int wrong = 0;

	for (size_t i = 0; i < COUNT(names); i++)
		for (int system = 0; system < ROMANS; system++) {
			struct buf out = BUF_INIT(BUF_TEXT_MOST);
			struct span rest;

			name_describe(span_of(names[i]), &out);
			rest = buf_span(&out);
			while (rest.at && rest.bytes > 0) {
				struct span line = span_cut(&rest, '\n');
				struct span label = span_cut(&line, '\t');

				if (!span_is(label, roman_name((enum roman)system)) ||
				    name_match(span_of(names[i]), line, NULL) >= .5)
					continue;
				wrong++;
				print_error("%s: %.*s is no spelling of %s\n", roman_name((enum roman)system), (int)line.bytes,
					    line.at, names[i]);
			}
			buf_release(&out);
		}
	assert_int_equal(wrong, 0);
	(void)state;
}

static void merges_make_one_name_of_two_spellings(void **state)
{
	static const struct { int line; const char *example; } rows[] = {
#define ROW(line, one, two, with, cost, example, source) { line, example },
#include "names/merges.tsv.inc"
#undef ROW
	};
	int wrong = 0;

	for (size_t i = 0; i < COUNT(rows); i++) {
		struct span one, other;

		halves(rows[i].example, &one, &other);
		if (name_match(one, other, NULL) >= .5)
			continue;
		wrong++;
		print_error("merges.tsv:%d: %s\n", rows[i].line, rows[i].example);
	}
	assert_int_equal(wrong, 0);
	(void)state;
}

static void every_alphabet_is_read(void **state)
{
	static const struct { const char *lang, *cyrillic, *latin; } rows[] = {
		{ "Russian", "Семён Щеглов", "Semyon Shcheglov" },
		{ "Ukrainian", "Євген Їжакевич", "Yevhen Yizhakevych" },
		{ "Belarusian", "Уладзімір Шчарбакоў", "Uladzimir Shcharbakou" },
		{ "Bulgarian", "Димитър Щерев", "Dimitar Shterev" },
		{ "Serbian", "Ђорђе Његошевић", "Đorđe Njegošević" },
		{ "Macedonian", "Ѓорѓи Ќосев", "Gjorgji Kjosev" },
		{ "Kazakh", "Ғабит Мүсірепов", "Gabit Musirepov" },
		{ "Kyrgyz", "Өмүрбек Төлөгөнов", "Omurbek Tologonov" },
		{ "Tajik", "Ҷамшед Ҳакимӣ", "Jamshed Hakimi" },
		{ "Uzbek", "Ғайрат Ўроқов", "G‘ayrat O‘roqov" },
		{ "Mongolian", "Чулуун Өлзийсайхан", "Chuluun Olziisaikhan" },
	};
	int wrong = 0;

	for (size_t i = 0; i < COUNT(rows); i++) {
		double score = name_match(span_of(rows[i].cyrillic), span_of(rows[i].latin), NULL);

		if (score >= .5)
			continue;
		wrong++;
		print_error("%s: %s, %s: %.2f\n", rows[i].lang, rows[i].cyrillic, rows[i].latin, score);
	}
	assert_int_equal(wrong, 0);
	(void)state;
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(rows_write_as_their_examples_say),
		cmocka_unit_test(every_system_spells_in_its_way),
		cmocka_unit_test(every_system_is_read_back),
		cmocka_unit_test(merges_make_one_name_of_two_spellings),
		cmocka_unit_test(every_alphabet_is_read),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
