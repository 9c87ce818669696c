/* Tests whole texts: titles, dated headings across a year's end, asides, what comes after, and hostile bytes. */
#include "cases.h"

#include "dateline/date.h"

/* The TIMEX values of a text in order, parted by blanks. */
static struct span values_of(const char *raw, const char *lang, const char *published, struct arena *arena)
{
	struct error err = { 0 };
	struct date day = published ? date_parse_edtf(span_of(published), &err) : (struct date){ 0 };
	struct date_mention *found;
	struct text text;
	struct buf out = BUF_INIT(4096);
	struct span line;
	size_t count;

	text_read(span_of(raw), arena, &text);
	count = dates_of_document(&text, lang, day, arena, &found);
	for (size_t i = 0; i < count; i++) {
		buf_add_string(&out, i ? " " : "");
		buf_add_span(&out, found[i].timex.bytes ? found[i].timex : span_of("?"));
	}
	line = arena_copy(arena, buf_span(&out));
	buf_release(&out);
	return line;
}

static void texts_are_read_as_wholes(void **state)
{
	static const struct { const char *lang, *published, *text, *values, *why; } rows[] = {
		{ "en", NULL, "The winter of 2021\n\nDecember 30. The first\n\nSnow fell in the night. On December 12 it had been dry.\n\n"
			"January 2. The second\n\nThe night before, the roads had been closed.\n\nJanuary 3. The third\n\nNobody came.",
			"2021-WI 2021-12-30 2021-12-12 2022-01-02 2022-01-01 2022-01-03", "headings run over the year's end" },
		{ "ru", "2023-05-01", "Хроника 2022 года\n\n4 января. Начало\n\nСобрались утром. Указ вышел 20 декабря.\n\n5 января. Продолжение\n\n"
			"Накануне было тихо.\n\nПослесловие\n\nВ марте 2022 года создали комиссию.",
			"2022 2022-01-04 2022-01-04 2021-12-20 2022-01-05 2022-01-04 2022-03", "December before January is last year's" },
		{ "en", "2022-06-30", "Chronicle of January 2022\n\nJanuary 2\n\nOne.\n\nJanuary 3\n\nTwo.\n\nWhat came after\n\nThe trial is to open this July.",
			"2022-01 2022-01-02 2022-01-03 2022-07", "behind the last section the present counts" },
		{ "kk", "2022-06-30", "2022 жылғы қаңтар хроникасы\n\n2 қаңтар. Бірінші\n\nСол күні жиналды.\n\n5 қаңтар. Екінші\n\n"
			"Бір күн бұрын шықты. 19 қаңтарға дейін жабық болды.",
			"2022-01 2022-01-02 2022-01-02 2022-01-05 2022-01-04 2022-01-19", "" },
		{ "en", "2022-01-11", "The company said Monday that sales rose in December. It was founded in 1987. A meeting is due on Friday.",
			"2022-01-10 2021-12 1987 2022-01-14", "news counts from its publication" },
		{ "en", "2009-12-19", "The war began in 1812. In June 1812 the army crossed the river. On 7 September it fought. In 1813 it was gone. "
			"By October all was over.", "1812 1812-06 1812-09-07 1813 1813-10", "a look back counts from what it tells" },
		{ "ru", "2022-03-15",
			"Наводнение декабря 2021 года: день за днём\n\n"
			"28 декабря, вторник. Вода идёт\n\n"
			"За день до этого прорвало дамбу. Дождь начался ещё 25 декабря, а предупреждение вышло в конце ноября. Утром закрыли мост. Через два дня его открыли.\n\n"
			"Ночь на 30 декабря\n\n"
			"В тот же вечер эвакуировали 1200 человек. Тремя днями ранее никто не верил.\n\n"
			"31 декабря – 1 января\n\n"
			"В полночь вода спала. Движение ограничили до 10 января, школы закрыты с 3 января. В прошлую среду такого не было.\n\n"
			"Итоги\n\n"
			"В феврале 2022 года вышел доклад. Похожее было весной 1993 года и в 2010-м. Суд намечен на апрель. На прошлой неделе дамбу починили.",
			"2021-12 2021-12-28 2021-12-27 2021-12-25 2021-11 2021-12-28 2021-12-30 2021-12-29/2021-12-30 2021-12-29 2021-12-26 "
			"2021-12-31/2022-01-01 2021-12-31 2022-01-10 2022-01-03 2021-12-29 2022-02 1993-SP 2010 2022-04 2022-W10",
			"a chronicle with nights, bounds and an end in the present" },
		{ "en", "2022-03-15",
			"The flood of December 2021, hour by hour\n\n"
			"Tuesday, December 28\n\n"
			"The dam had broken a day earlier. Rain had been falling since December 25, and a warning was issued in late November. At 6 a.m. the bridge was shut. Three days later it was open again.\n\n"
			"Overnight into December 30\n\n"
			"That evening 1,200 people were moved. The previous Monday nobody had believed it.\n\n"
			"December 31 – January 1\n\n"
			"By midnight the water fell. Traffic was limited until January 10; schools stayed shut from January 3.\n\n"
			"What next\n\n"
			"In February 2022 a report came out. Much the same happened in the spring of 1993 and in 2010. A hearing is due in April. Last week the dam was mended.",
			"2021-12 2021-12-28 2021-12-27 2021-12-25 2021-11 2021-12-28 2021-12-31 2021-12-29/2021-12-30 2021-12-29 "
			"2021-12-27 2021-12-31/2022-01-01 2021-12-31 2022-01-10 2022-01-03 2022-02 1993-SP 2010 2022-04 2022-W10",
			"a chronicle with nights, bounds and an end in the present" },
		{ "kk", "2022-03-15",
			"2021 жылғы желтоқсандағы тасқын: күн сайынғы шежіре\n\n"
			"28 желтоқсан, сейсенбі\n\n"
			"Бір күн бұрын бөгет жарылды. Жаңбыр 25 желтоқсанда басталған еді. Таңертең көпір жабылды. Екі күннен кейін ашылды.\n\n"
			"30 желтоқсанға қараған түн\n\n"
			"Сол күні кешке 1200 адам көшірілді. Үш күн бұрын ешкім сенбеген.\n\n"
			"31 желтоқсан – 1 қаңтар\n\n"
			"Түнде су қайтты. Қозғалыс 10 қаңтарға дейін шектелді, мектептер 3 қаңтардан бастап жабық.\n\n"
			"Қорытынды\n\n"
			"2022 жылғы ақпанда есеп шықты. Осындай жағдай 1993 жылғы көктемде және 2010 жылы болған. Сот сәуірде өтеді. Өткен аптада бөгет жөнделді.",
			"2021-12 2021-12-28 2021-12-27 2021-12-25 2021-12-28 2021-12-30 2021-12-29/2021-12-30 2021-12-29 2021-12-26 "
			"2021-12-31/2022-01-01 2021-12-31 2022-01-10 2022-01-03 2022-02 1993-SP 2010 2022-04 2022-W10",
			"a chronicle with nights, bounds and an end in the present" },
		{ "en", NULL, "", "", "nothing" },
		{ "en", NULL, "\n\n\n", "", "lines of nothing" },
	};
	struct arena *arena = arena_new();
	int wrong = 0;

	for (size_t i = 0; i < COUNT(rows); i++) {
		struct span got = values_of(rows[i].text, rows[i].lang, rows[i].published, arena);

		if (!span_is(got, rows[i].values)) {
			wrong++;
			print_error("row %zu (%s)\n  reads %.*s\n  not   %s\n", i, rows[i].why, (int)got.bytes, got.at, rows[i].values);
		}
		arena_reset(arena);
	}
	assert_int_equal(wrong, 0);
	arena_free(arena);
	(void)state;
}

static void bounds_and_asides_are_told(void **state)
{
	struct arena *arena = arena_new();
	struct error err = { 0 };
	struct date_frame frame = { .heading = date_parse_edtf(span_of("2022-01-05"), &err), .chronicle = true };
	struct date_mention *found;
	struct text text;
	size_t count;

	text_read(span_of("On December 17 he came. The curfew held until January 19. Since January 7 it was quiet."), arena, &text);
	count = dates_find(&text, "en", &frame, arena, &found);
	assert_int_equal(count, 3);
	assert_true(found[0].weak);
	assert_int_equal(found[0].anchor, ORIGIN_HEADING);
	assert_int_equal(found[1].bound, DATE_UNTIL);
	assert_int_equal(found[1].date.from_day, found[1].date.to_day);
	assert_true(found[1].weak);
	assert_int_equal(found[2].bound, DATE_SINCE);
	assert_string_equal(found[2].rule, "day");
	assert_true(found[2].trail.bytes > 0);
	assert_true(frame.last.from_day >= frame.heading.from_day);
	arena_free(arena);
	(void)state;
}

/* Pieces of dates in any order must neither crash nor run away. */
static void shuffled_pieces_are_survived(void **state)
{
	static const char *const pieces[] = {
		"5", "January", "2022", "-", "–", "/", ".", ",", "с", "по", "января", "две", "тысячи", "года", "last", "two", "weeks", "days", "after", "before",
		"the", "of", "first", "Monday", "ночь на", "XIX", "века", "BC", "до н. э.", "жылғы", "қаңтардан", "дейін", "қараған түні", "99999999999999",
		"0", "31", "февраля", "'96", "2021/22", "80-х", "\n", "\n\n", "\xff\xfe", "0000", "\xd1", "in", "about", "Easter", "9999", "12:30", "BC 0",
	};
	struct arena *arena = arena_new();
	unsigned seed = 20220105;

	for (int round = 0; round < 4000; round++) {
		struct buf buf = BUF_INIT(4096);
		struct date_mention *found;
		struct date_frame frame = { 0 };
		struct text text;
		struct date date;
		size_t count;

		for (int k = 0; k < 12; k++) {
			seed = seed * 1103515245u + 12345u;
			buf_add_string(&buf, pieces[(seed >> 16) % COUNT(pieces)]);
			buf_add_string(&buf, (seed >> 8) % 3 ? " " : "");
		}
		text_read(buf_span(&buf), arena, &text);
		count = dates_find(&text, "", &frame, arena, &found);
		for (size_t i = 0; i < count; i++)
			assert_true(!date_is_known(found[i].date) || found[i].date.from_day <= found[i].date.to_day);
		dates_of_document(&text, "ru", (struct date){ 0 }, arena, &found);
		date_of_heading(&text, "kk", &frame, arena, &date);
		date_of_phrase(&text, "en", (struct date){ 19000, 19000, DATE_DAY, false }, arena);
		buf_release(&buf);
		arena_reset(arena);
	}
	arena_free(arena);
	(void)state;
}

/* A long run of one piece takes time in proportion: a square of it would not end here. */
static void long_runs_end(void **state)
{
	static const char *const pieces[] = { "5-", "5, ", "1.2.", "2022 ", "a ", "last ", "January ", "5 и ", "two days after ", "1/2/" };
	struct arena *arena = arena_new();

	for (size_t i = 0; i < COUNT(pieces); i++) {
		struct buf buf = BUF_INIT((size_t)1 << 20);
		struct date_mention *found;
		struct date_frame frame = { 0 };
		struct text text;

		while (buf.bytes < 300000)
			buf_add_string(&buf, pieces[i]);
		text_read(buf_span(&buf), arena, &text);
		dates_find(&text, "", &frame, arena, &found);
		dates_of_document(&text, "en", (struct date){ 0 }, arena, &found);
		buf_release(&buf);
		arena_reset(arena);
	}
	arena_free(arena);
	(void)state;
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(texts_are_read_as_wholes),
		cmocka_unit_test(bounds_and_asides_are_told),
		cmocka_unit_test(shuffled_pieces_are_survived),
		cmocka_unit_test(long_runs_end),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
