/* Places found in sentences: names, forms, adjectives, lists, and what is no place. */
#include "builtin.h"

#include "dateline/arena.h"
#include "dateline/buf.h"
#include "dateline/text.h"

struct row {
	const char *lang, *text;
	const char *expected;   /* "surface=canonical name; ..." in the order of the text */
	const char *why;
};

static void find(const struct row *row, const struct place_taken *taken, size_t taken_count, struct buf *got)
{
	struct arena *arena = arena_new();
	struct place_context context = { .lang = row->lang, .taken = taken, .taken_count = taken_count };
	struct place_mention *mentions;
	struct text text;
	size_t count;

	buf_clear(got);
	text_read(span_of(row->text), arena, &text);
	count = places_find(gazetteer, &text, &context, arena, &mentions);
	for (size_t i = 0; i < count; i++)
		buf_printf(got, "%s%.*s=%s", i ? "; " : "", (int)mentions[i].bytes, row->text + mentions[i].at_byte,
			   place_get(gazetteer, mentions[i].place).name.at);
	buf_add_char(got, '\0');
	arena_free(arena);
}

static int play(const struct row *rows, size_t count)
{
	struct buf got = BUF_INIT(1 << 16);
	int wrong = 0;

	for (size_t i = 0; i < count; i++) {
		find(&rows[i], NULL, 0, &got);
		if (strcmp(got.at, rows[i].expected) == 0)
			continue;
		wrong++;
		print_error("%s\n  got      %s\n  expected %s (%s)\n", rows[i].text, got.at, rows[i].expected, rows[i].why);
	}
	buf_release(&got);
	return wrong;
}

static void finds_names_of_today(void **state)
{
	static const struct row rows[] = {
		{ "en", "The train from Semipalatinsk to Ust-Kamenogorsk was late.",
		  "Semipalatinsk=Semey; Ust-Kamenogorsk=Oskemen", "former names give today's" },
		{ "en", "Kapshagay, now called Konayev, lies on a reservoir.", "Kapshagay=Konayev; Konayev=Konayev", "renamed in 2022" },
		{ "en", "The ministry moved from Alma-Ata to Tselinograd.", "Alma-Ata=Almaty; Tselinograd=Astana", "Soviet names" },
		{ "ru", "Рейс из Нур-Султана в Шымкент отложили.", "Нур-Султана=Astana; Шымкент=Shymkent", "2019 to 2022" },
		{ "ru", "Поезд идёт из Гурьева в Целиноград.", "Гурьева=Atyrau; Целиноград=Astana", "inflected former names" },
		{ "kk", "Семейден Өскеменге дейін жол жөнделді.", "Семейден=Semey; Өскеменге=Oskemen", "Kazakh endings" },
	};

	(void)state;
	assert_int_equal(play(rows, COUNT(rows)), 0);
}

static void undoes_inflection(void **state)
{
	static const struct row rows[] = {
		{ "ru", "Делегация вылетела из Нижнего Новгорода в Саудовскую Аравию.",
		  "Нижнего Новгорода=Nizhny Novgorod; Саудовскую Аравию=Saudi Arabia", "both words change" },
		{ "ru", "Мэр Ростова-на-Дону встретил гостей из Великих Лук и Набережных Челнов.",
		  "Ростова-на-Дону=Rostov-on-Don; Великих Лук=Velikiye Luki; Набережных Челнов=Naberezhnye Chelny", "heads and plurals" },
		{ "ru", "В Сергиевом Посаде прошла ярмарка.", "Сергиевом Посаде=Sergiyev Posad", "a possessive adjective" },
		{ "ru", "Груз пришёл через Актау и Жанаозен в Тюмень, потом ушёл Казанью.",
		  "Актау=Aktau; Жанаозен=Zhanaozen; Тюмень=Tyumen; Казанью=Kazan", "soft endings" },
		{ "uk", "У Києві та Харкові чекають на гостей з Великої Британії.",
		  "Києві=Kyiv; Харкові=Kharkiv; Великої Британії=United Kingdom", "Ukrainian vowels change" },
		{ "uk", "Потяг із Запоріжжя до Львова запізнився.", "Запоріжжя=Zaporizhzhia; Львова=Lviv", "Ukrainian" },
		{ "kk", "Маңғыстау облысында және Ақтауда жауын жауды.", "Маңғыстау облысында=Mangystau Region; Ақтауда=Aktau",
		  "a compound with its ending" },
		{ "kk", "АҚШ-тың елшісі Қытайдан келді.", "АҚШ-тың=United States; Қытайдан=China", "an ending behind a hyphen" },
		{ "kk", "Арал теңізіндегі су азайды.", "Арал теңізіндегі=Aral Sea", "the ending of a compound" },
	};

	(void)state;
	assert_int_equal(play(rows, COUNT(rows)), 0);
}

static void tells_regions_from_towns(void **state)
{
	static const struct row rows[] = {
		{ "en", "Floods reached Aktobe and later Aktobe Region.", "Aktobe=Aktobe; Aktobe Region=Aktobe Region", "the region word" },
		{ "en", "It rained in Atyrau, Aktobe and West Kazakhstan regions.",
		  "Atyrau=Atyrau Region; Aktobe=Aktobe Region; West Kazakhstan regions=West Kazakhstan Region", "one word for a list" },
		{ "en", "The strike spread over Mangystau.", "Mangystau=Mangystau Region", "no town bears the name" },
		{ "en", "He flew to Almaty city, not to Almaty Region.", "Almaty=Almaty; Almaty Region=Almaty Region", "the word city" },
		{ "ru", "Атырауская, Актюбинская и Западно-Казахстанская области получат воду.",
		  "Атырауская=Atyrau Region; Актюбинская=Aktobe Region; Западно-Казахстанская области=West Kazakhstan Region",
		  "adjectives before one word" },
		{ "ru", "Область Абай граничит с Павлодарской областью.", "Область Абай=Abai Region; Павлодарской областью=Pavlodar Region",
		  "the word in front" },
		{ "ru", "В ВКО и ЗКО объявили карантин.", "ВКО=East Kazakhstan Region; ЗКО=West Kazakhstan Region", "abbreviations" },
		{ "kk", "Маңғыстау мен Атырау облыстары дайын.", "Маңғыстау=Mangystau Region; Атырау облыстары=Atyrau Region", "a plural in Kazakh" },
		{ "ru", "На карте появились области Абай, Жетысу и Улытау.",
		  "области Абай=Abai Region; Жетысу=Zhetysu Region; Улытау=Ulytau Region", "one word in front of a list" },
		{ "ru", "Город Рудный стоит на реке Тобол.", "Рудный=Rudny; Тобол=Tobol", "words in front" },
	};

	(void)state;
	assert_int_equal(play(rows, COUNT(rows)), 0);
}

static void reads_adjectives(void **state)
{
	static const struct row rows[] = {
		{ "ru", "Алматинские школы закрыли, а карагандинские шахты работают.", "Алматинские=Almaty; карагандинские=Karaganda", "towns" },
		{ "ru", "На российско-казахстанской границе спокойно.", "российско=Russia; казахстанской=Kazakhstan", "with a hyphen" },
		{ "ru", "Он учит казахский и узбекский языки.", "", "languages are no places" },
		{ "ru", "Цена выросла до ста американских долларов.", "", "nor is money" },
		{ "kk", "Кездесуге қазақстандық және ресейлік сарапшылар келді.", "қазақстандық=Kazakhstan; ресейлік=Russia", "Kazakh -дық, -лік" },
		{ "en", "Kazakh and Russian experts met in Omsk.", "Omsk=Omsk", "peoples are told apart" },
		{ "ru", "Казахстанцы и россияне выехали из Омска.", "Омска=Omsk", "and so are people" },
	};

	(void)state;
	assert_int_equal(play(rows, COUNT(rows)), 0);
}

static void refuses_what_is_no_place(void **state)
{
	static const struct row rows[] = {
		{ "en", "Jordan Miller and Chad Brown won the game.", "", "first names that are countries" },
		{ "en", "Most of One and Many were reading by March.", "", "words that are towns" },
		{ "en", "The New York Times wrote about Air Astana.", "", "papers and firms" },
		{ "en", "He paid US$40 at the University of Georgia.", "", "money and houses" },
		{ "ru", "Кроме того, он взялся за перо, и так прошёл год.", "", "Того, Так" },
		{ "ru", "Владимир Иванов и Виктория Ким приехали.", "", "first names" },
		{ "ru", "Театр имени А. С. Пушкина открылся.", "", "a man's name" },
		{ "ru", "Во вторник клуб «Барселона» проиграл.", "", "Vaud, and a club" },
		{ "kk", "Сол күні мен үйде болдым. Бар болғаны осы.", "", "common Kazakh words" },
		{ "kk", "Қазақ тілі — мемлекеттік тіл.", "", "a language" },
	};

	(void)state;
	assert_int_equal(play(rows, COUNT(rows)), 0);
}

static void chooses_by_the_text(void **state)
{
	static const struct row rows[] = {
		{ "en", "Police in Paris, Texas, said the road to Dallas was open.", "Paris=Paris; Texas=Texas; Dallas=Dallas", "X, Y" },
		{ "en", "Cholera came to Odesa, Kherson and Mykolaiv in Ukraine.",
		  "Odesa=Odesa; Kherson=Kherson; Mykolaiv=Mykolaiv; Ukraine=Ukraine", "one country" },
		{ "en", "Schools in Aktobe, Pavlodar and Ekibastuz reopened.", "Aktobe=Aktobe; Pavlodar=Pavlodar; Ekibastuz=Ekibastuz",
		  "a list of towns is no region and its town" },
		{ "en", "She grew up in Georgia near Atlanta.", "Georgia=Georgia; Atlanta=Atlanta", "the town tells which" },
		{ "en", "The states are Ohio, Georgia, Oregon and Utah.", "Ohio=Ohio; Georgia=Georgia; Oregon=Oregon; Utah=Utah",
		  "a list of states" },
		{ "en", "The envoy met the President of Georgia in Tbilisi.", "Georgia=Georgia; Tbilisi=Tbilisi", "the country" },
	};

	(void)state;
	assert_int_equal(play(rows, COUNT(rows)), 0);
}

static void reads_any_letters(void **state)
{
	static const struct row rows[] = {
		{ "ru", "КИЕВ. 9 июля. Агентство. Суд в Гааге отложили.", "КИЕВ=Kyiv; Гааге=The Hague", "a short name opens the news" },
		{ "en", "OSH, May 3 - Traders met at 5 p.m. EST in Bishkek.", "OSH=Osh; Bishkek=Bishkek", "but EST is no town" },
		{ "ru", "АЛМАТЫ. ВЫСТАВКА В АСТАНЕ ЗАКРЫТА", "АЛМАТЫ=Almaty; АСТАНЕ=Astana", "a wire in capitals" },
		{ "ru", "Встреча в Aлмaты прошла.", "Aлмaты=Almaty", "Latin look-alikes inside" },
		{ "en", "From Zürich and Zurich to São Paulo.", "Zürich=Zurich; Zurich=Zurich; São Paulo=São Paulo", "diacritics or none" },
		{ "en", "", "", "an empty text" },
	};

	(void)state;
	assert_int_equal(play(rows, COUNT(rows)), 0);
}

static void stands_beside_likely_persons(void **state)
{
	static const struct row row = { "ru", "Премьер-министр Армении Никол Пашинян, Рено и Ницца в Нью-Йорке.",
					"Армении=Armenia; Нью-Йорке=New York", "a country within a name, a town whose name it is" };
	struct place_taken taken[3] = { { .likely = true }, { .likely = true }, { .likely = true } };
	static const char *const persons[] = { "Армении Никол Пашинян", "Рено и Ницца", "Нью-Йорке" };
	struct buf got = BUF_INIT(1 << 16);

	(void)state;
	for (size_t i = 0; i < COUNT(taken); i++) {
		taken[i].at_byte = (uint32_t)(strstr(row.text, persons[i]) - row.text);
		taken[i].bytes = (uint32_t)strlen(persons[i]);
	}
	find(&row, taken, COUNT(taken), &got);
	assert_string_equal(got.at, row.expected);
	buf_release(&got);
}

static void keeps_off_what_is_taken(void **state)
{
	static const struct row row = { "en", "Paris met friends in Lyon.", "Lyon=Lyon", "Paris is a person here" };
	static const struct place_taken taken = { 0, 5, false };
	struct buf got = BUF_INIT(1 << 16);

	(void)state;
	find(&row, &taken, 1, &got);
	assert_string_equal(got.at, row.expected);
	buf_release(&got);
}

static void survives_any_bytes(void **state)
{
	struct buf got = BUF_INIT(1 << 20), text = BUF_INIT(1 << 20);
	unsigned seed = 7;

	(void)state;
	for (int round = 0; round < 200; round++) {
		struct row row = { .lang = round % 2 ? "kk" : "ru" };

		buf_clear(&text);
		for (int i = 0; i < 300; i++) {
			seed = seed * 1103515245u + 12345u;
			buf_add_char(&text, (char)(seed >> 16 ? seed >> 16 : 1));
			if (seed % 5 == 0)
				buf_add_string(&text, "Алматы-");
		}
		for (size_t i = 0; i < text.bytes; i++)
			if (text.at[i] == '\0')
				text.at[i] = ' ';
		row.text = text.at;
		find(&row, NULL, 0, &got);
	}
	buf_release(&got);
	buf_release(&text);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(finds_names_of_today),
		cmocka_unit_test(undoes_inflection),
		cmocka_unit_test(tells_regions_from_towns),
		cmocka_unit_test(reads_adjectives),
		cmocka_unit_test(refuses_what_is_no_place),
		cmocka_unit_test(chooses_by_the_text),
		cmocka_unit_test(reads_any_letters),
		cmocka_unit_test(stands_beside_likely_persons),
		cmocka_unit_test(keeps_off_what_is_taken),
		cmocka_unit_test(survives_any_bytes),
	};

	return cmocka_run_group_tests(tests, open_gazetteer, close_gazetteer);
}
