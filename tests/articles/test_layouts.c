/* Layouts of chronologies, reports and lists: where passages begin and end, and when they are. */
#include "dateline/article.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>

#include <cmocka.h>

/* A passage as a line: "date origin | heading | first words ... last word". */
static void passage_print(const struct passage *passage, struct buf *out)
{
	char date[DATE_TEXT];
	struct span text = passage->text;
	size_t first = text.bytes < 14 ? text.bytes : 14, last = text.bytes < 12 ? text.bytes : 12;

	while (first < text.bytes && (text.at[first] & 0xC0) == 0x80)
		first++;
	while (last < text.bytes && (text.at[text.bytes - last] & 0xC0) == 0x80)
		last--;
	date_print_edtf(passage->date, date);
	buf_printf(out, "%s %s | %.*s | %.*s ... %.*s\n", date[0] ? date : "-",
		   passage->origin == ORIGIN_NONE ? "-" : date_origin_text(passage->origin), (int)passage->heading.bytes,
		   passage->heading.at ? passage->heading.at : "", (int)first, text.at, (int)last,
		   text.at + text.bytes - last);
}

static struct date day_given(const char *text)
{
	struct error none = { 0 };

	return text[0] ? date_parse_edtf(span_of(text), &none) : (struct date){ 0 };
}

static bool piece_is_true(const struct article *article, const struct passage *passage)
{
	for (size_t i = 0; i < passage->piece_count; i++)
		if (memcmp(passage->text.at + passage->pieces[i].in_passage,
			   article->text.at + passage->pieces[i].in_article, passage->pieces[i].bytes) != 0)
			return false;
	return true;
}

static const struct {
	const char *why, *lang, *published, *text, *want;
} layouts[] = {
	{ "dated headings without mark-up; the year stands in the title; a credit between paragraphs", "en", "",
	  "Chronology of the 2019 flood\n\nThe river had been rising for weeks before anyone in the valley took it seriously.\n\n"
	  "March 3. The dam\n\nWater came over the dam at night and reached the lower streets.\n\nPhoto credit: Anna Lee\n\n"
	  "Families were taken to a school on the hill.\n\nMarch 5. The bridge\n\nThe bridge fell at noon.\n",
	  "- - |  | The river had  ... t seriously.\n"
	  "2019-03-03 heading | March 3. The dam | Water came ove ... on the hill.\n"
	  "2019-03-05 heading | March 5. The bridge | The bridge fel ... ell at noon.\n" },
	{ "the year turns between two headings", "ru", "",
	  "Хроника забастовки, декабрь 2010 года\n\n30 декабря. Начало\n\nРабочие остановили смену и вышли к воротам завода.\n\n"
	  "2 января. Переговоры\n\nДирекция согласилась на встречу с бастующими.\n",
	  "2010-12-30 heading | 30 декабря. Начало | Рабочие ... авода.\n"
	  "2011-01-02 heading | 2 января. Переговоры | Дирекци ... ющими.\n" },
	{ "Kazakh headings, and an undated one that ends the dated section", "kk", "",
	  "2018 жылғы тасқын шежіресі\n\n3 сәуір. Су келді\n\nТүнде өзен арнасынан асып, төменгі көшелерді су басты.\n\n"
	  "Фото: облыс әкімдігі\n\n5 сәуір. Көпір\n\nКөпір түсте құлап, ауыл екіге бөлінді.\n\n"
	  "Кейінгі тағдыр\n\nЕлдің көбі үйіне қайтпай, қалаға қоныс аударды.\n",
	  "2018-04-03 heading | 3 сәуір. Су келді | Түнде өз ...  басты.\n"
	  "2018-04-05 heading | 5 сәуір. Көпір | Көпір тү ... лінді.\n"
	  "- - | Кейінгі тағдыр | Елдің кө ... дарды.\n" },
	{ "a report of its day: paragraphs take the day it was printed, but for the one that names another", "en", "2015-06-10",
	  "Mayor resigns\n\nThe mayor of the port resigned after a vote of the council and left by the back door.\n\n"
	  "He had been elected on May 12, 2011, with a narrow majority of the votes.\n\n"
	  "A successor will be named by the governor, officials said.\n",
	  "2015-06-10 publication |  | The mayor of t ... e back door.\n"
	  "2011-05-12 text |  | He had been el ... f the votes.\n"
	  "2015-06-10 publication |  | A successor wi ... icials said.\n" },
	{ "the dateline says when it was printed", "ru", "",
	  "Мэр ушёл в отставку\n\nПАВЛОДАР, 10 июня 2015 года. /Степной вестник/ Глава города объявил об уходе на сессии маслихата.\n\n"
	  "Преемника назовут позднее, сообщили в акимате.\n",
	  "2015-06-10 text |  | ПАВЛОДА ... ихата.\n"
	  "2015-06-10 publication |  | Преемни ... имате.\n" },
	{ "a look back is no report: nothing takes the day of printing", "ru", "2022-01-05",
	  "К годовщине пожара\n\nПрошёл год с тех пор, как сгорел старый театр, и город не забыл об этом.\n\n"
	  "Здание собирались восстановить, но денег не нашли.\n",
	  "- - |  | Прошёл г ... б этом.\n- - |  | Здание с ...  нашли.\n" },
	{ "a list of days, each line a passage", "ru", "",
	  "Хроника засухи 2012 года\n\n5 мая — Ушла вода из верхнего пруда, рыбу вывезли.\n\n"
	  "17 мая — Объявлен режим чрезвычайной ситуации.\n\n2 июня — Прошёл первый дождь.\n",
	  "2012-05-05 text |  | 5 мая — У ... везли.\n2012-05-17 text |  | 17 мая —  ... уации.\n"
	  "2012-06-02 text |  | 2 июня — ...  дождь.\n" },
	{ "a list of hours below a dated heading is one passage", "en", "",
	  "Timeline of the 2016 blackout\n\nAugust 4\n\n17:20 — The first substation fails.\n18:05 — Trams stop.\n"
	  "23:40 — Light returns to the centre.\n\nAugust 5\n\n06:00 — Trams run again.\n",
	  "2016-08-04 heading | August 4 | 17:20 — The  ...  the centre.\n"
	  "2016-08-05 heading | August 5 | 06:00 — Tram ... s run again.\n" },
	{ "paragraphs that begin with their dates; one between, in a chronology, stays undated", "ru", "",
	  "Хронология строительства моста\n\n3 марта 2014 года. Заложен первый камень новой переправы через реку.\n\n"
	  "На церемонию пришли ветераны.\n\n9 мая 2016 года. Мост открыт для движения, первым проехал автобус.\n",
	  "2014-03-03 text |  | 3 марта 2 ... з реку.\n- - |  | На церем ... ераны.\n"
	  "2016-05-09 text |  | 9 мая 2016  ... тобус.\n" },
	{ "one paragraph a line, no blank lines, a stop behind the bare date", "en", "",
	  "Chronology of the 2017 strike\nMay 2, 2017.\nDrivers parked their buses across the main square of the town.\n"
	  "May 4, 2017.\nThe company raised the pay and the buses ran again.\n",
	  "2017-05-02 heading | May 2, 2017. | Drivers parked ... of the town.\n"
	  "2017-05-04 heading | May 4, 2017. | The company ra ... s ran again.\n" },
	{ "lines wrapped at a width are one paragraph", "en", "2015-06-10",
	  "Ferry runs again\n\nThe ferry between the two banks started again after a winter in which the\n"
	  "ice broke its rudder and the captain had to borrow parts from a museum ship\nin the capital.\n\n"
	  "Tickets cost the same as before the repair, the owner said on the quay.\n",
	  "2015-06-10 publication |  | The ferry betw ... the capital.\n"
	  "2015-06-10 publication |  | Tickets cost t ... on the quay.\n" },
	{ "credits in three languages, one with a foreign letter, are in no passage", "ru", "2015-06-10",
	  "Театр открылся\n\nФотo: Анна Ким\n\nТеатр открыл сезон премьерой, зал был полон до последнего ряда.\n\n"
	  "Читайте также: Театр закрылся\n\nСурет: Анар Сейіт\n\nPhoto: Anna Lee\n",
	  "2015-06-10 publication |  | Театр от ... о ряда.\n" },
	{ "headings that nothing follows are text themselves", "en", "",
	  "Chronology of the 2017 strike\n\nMay 2. Drivers park their buses across the square\n\n"
	  "May 4. The company raises the pay\n\nMay 9. The last bus is towed away\n",
	  "2017-05-02 text |  | May 2. Drivers ... s the square\n2017-05-04 text |  | May 4. The com ... ises the pay\n"
	  "2017-05-09 text |  | May 9. The las ... s towed away\n" },
	{ "a title alone is a passage without text", "en", "2015-06-10", "Mayor resigns after the vote\n",
	  "2015-06-10 publication |  | Mayor resigns  ... ter the vote\n" },
};

struct taken {
	struct buf passages;
	size_t longest, untrue;
};

static bool take(const struct article *article, struct arena *arena, void *with)
{
	struct taken *taken = with;
	struct document document;

	passages_split(article, arena, &document);
	for (size_t i = 0; i < document.passage_count; i++) {
		passage_print(&document.passages[i], &taken->passages);
		taken->untrue += !piece_is_true(article, &document.passages[i]);
		if (document.passages[i].text.bytes > taken->longest)
			taken->longest = document.passages[i].text.bytes;
	}
	return true;
}

static void fault(const struct error *err, void *with)
{
	(void)with;
	fail_msg("%s: %s", err->where, err->text);
}

static void read_as(const char *text, const char *path, const char *lang, const char *published, struct taken *taken)
{
	struct read_options options = { .published = day_given(published) };
	struct error err = { 0 };

	snprintf(options.lang, sizeof(options.lang), "%s", lang);
	articles_read(span_of(text), span_of(path), &options, take, fault, taken, &err);
	assert_int_equal(err.status, STATUS_OK);
}

static size_t compare(const char *why, const char *want, struct taken *taken)
{
	bool right = span_is(buf_span(&taken->passages), want) && taken->untrue == 0;

	if (!right)
		print_error("%s\nwanted:\n%sgot:\n%.*s\n", why, want, (int)taken->passages.bytes,
			    taken->passages.at ? taken->passages.at : "");
	buf_release(&taken->passages);
	return !right;
}

static void splits_layouts(void **state)
{
	size_t wrong = 0;

	for (size_t i = 0; i < COUNT(layouts); i++) {
		struct taken taken = { BUF_INIT(65536), 0, 0 };

		read_as(layouts[i].text, "a.txt", layouts[i].lang, layouts[i].published, &taken);
		wrong += compare(layouts[i].why, layouts[i].want, &taken);
	}
	assert_int_equal(wrong, 0);
	(void)state;
}

static void splits_marked_up_layouts(void **state)
{
	static const struct {
		const char *why, *path, *text, *want;
	} rows[] = {
		{ "year, month and day in headings of three depths", "a.md",
		  "# A chronicle of the valley\n\n## 2003\n\n### April\n\n#### 5\n\nThe river froze again overnight.\n\n"
		  "#### 17\n\nThe ice broke.\n\n## 2004\n\n### January\n\n#### 2\n\nNobody came to the fair.\n",
		  "2003-04-05 heading | 5 | The river froz ... n overnight.\n2003-04-17 heading | 17 | The ice broke. ... e ice broke.\n"
		  "2004-01-02 heading | 2 | Nobody came to ... to the fair.\n" },
		{ "a deeper undated heading is part of the section, one as high ends it", "a.md",
		  "# Timeline of the 2016 blackout\n\n## August 4\n\nThe light went out.\n\n### In the hospitals\n\nDoctors worked by torch.\n\n"
		  "## August 5\n\nThe light came back.\n\n## The bill\n\nNobody paid for the damage.\n",
		  "2016-08-04 heading | August 4 | The light went ... ed by torch.\n"
		  "2016-08-05 heading | August 5 | The light came ... t came back.\n- - | The bill | Nobody paid fo ...  the damage.\n" },
		{ "bold lines of a page are headings", "a.html",
		  "<html lang=en><head><title>Chronology of the 2017 strike</title></head><body><div class=content>"
		  "<p><b>May 2. Buses stop</b></p><p>Drivers parked their buses across the main square of the town, and nobody could get by before night.</p>"
		  "<p><strong>May 4. Pay rises</strong></p><p>The company raised the pay and the buses ran again, said the drivers, who had waited for two days.</p></div></body></html>",
		  "2017-05-02 heading | May 2. Buses stop | Drivers parked ... efore night.\n"
		  "2017-05-04 heading | May 4. Pay rises | The company ra ... or two days.\n" },
	};
	size_t wrong = 0;

	for (size_t i = 0; i < COUNT(rows); i++) {
		struct taken taken = { BUF_INIT(65536), 0, 0 };

		read_as(rows[i].text, rows[i].path, "", "", &taken);
		wrong += compare(rows[i].why, rows[i].want, &taken);
	}
	assert_int_equal(wrong, 0);
	(void)state;
}

static void cuts_very_long_sections(void **state)
{
	struct taken taken = { BUF_INIT(1 << 20), 0, 0 };
	struct buf text = BUF_INIT(1 << 20);

	buf_add_string(&text, "# Chronology of the 2017 strike\n\n## May 2\n\n");
	for (int i = 0; i < 400; i++)
		buf_printf(&text, "Driver number %d said that he had parked his bus across the square and gone home on foot.\n\n", i);
	buf_add_string(&text, "## May 4\n\nThe buses ran again.\n");
	read_as(text.at, "a.md", "", "", &taken);
	assert_true(taken.longest < 13000);
	assert_true(span_find(buf_span(&taken.passages), span_of("2017-05-02 heading | May 2 | Driver number ")) <
		    taken.passages.bytes);
	buf_release(&text);
	buf_release(&taken.passages);
	(void)state;
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(splits_layouts),
		cmocka_unit_test(splits_marked_up_layouts),
		cmocka_unit_test(cuts_very_long_sections),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
