/* Traps: names inside names, people and words that are towns, lists and forms that only look alike. */
#include "builtin.h"

#include "dateline/arena.h"
#include "dateline/buf.h"
#include "dateline/text.h"

struct row {
	const char *lang, *text;
	const char *expected;   /* "surface=canonical name; ..." in the order of the text */
	const char *why;
};

/* `codes`: what is expected are codes, not names. */
static int play(const struct row *rows, size_t count, bool codes)
{
	struct buf got = BUF_INIT(1 << 16);
	int wrong = 0;

	for (size_t i = 0; i < count; i++) {
		struct arena *arena = arena_new();
		struct place_context context = { .lang = rows[i].lang };
		struct place_mention *mentions;
		struct text text;
		size_t found;

		buf_clear(&got);
		text_read(span_of(rows[i].text), arena, &text);
		found = places_find(gazetteer, &text, &context, arena, &mentions);
		for (size_t n = 0; n < found; n++) {
			struct place place = place_get(gazetteer, mentions[n].place);

			buf_printf(&got, "%s%.*s=%s", n ? "; " : "", (int)mentions[n].bytes, rows[i].text + mentions[n].at_byte,
				   codes ? place.code.at : place.name.at);
		}
		buf_add_char(&got, '\0');
		arena_free(arena);
		if (strcmp(got.at, rows[i].expected) == 0)
			continue;
		wrong++;
		print_error("%s\n  got      %s\n  expected %s (%s)\n", rows[i].text, got.at, rows[i].expected, rows[i].why);
	}
	buf_release(&got);
	return wrong;
}

static void in_english(void **state)
{
	static const struct row rows[] = {
		{ "en", "The Almaty Akimat said the bus will stop at Kazakhstan Hotel.", "", "names inside names" },
		{ "en", "Astana Opera opens its season on Friday.", "", "a theatre" },
		{ "en", "He watched Astana Motors beat Ural Bank at chess.", "", "firms" },
		{ "en", "Sydney Carter and Dallas Moore moved to Lyon.", "Lyon=Lyon", "first names that are towns" },
		{ "en", "Mr Lincoln met Mrs Wellington at noon.", "", "titles before surnames" },
		{ "en", "The San Jose Sharks beat the New Jersey Devils; Chicago Bulls fans left.", "", "teams" },
		{ "en", "Oil fell as tankers left the Gulf on Monday.", "", "no province of Papua" },
		{ "en", "Reps. Ann Stone (R-Minn.) and Al Reed (D-Mo.) spoke.", "Minn=Minnesota; Mo=Missouri", "whose seat it is" },
		{ "en", "Writers like Jack London and heirs like Paris Hilton travel.", "", "surnames and a first name" },
		{ "en", "China tea cups and a turkey sandwich stood on the table.", "China=China", "a word in lower case is no land" },
		{ "en", "The chad on the ballot hung; the jordan was dry.", "", "lower case" },
		{ "en", "Reading is fun, said the teacher. Nice weather helps.", "", "words that begin a sentence" },
		{ "en", "Mobile phones cost more in March and August.", "", "words and months" },
		{ "en", "Georgia Ellis sang; her sister Carolina danced in Vienna.", "Vienna=Vienna", "first names that are lands" },
		{ "en", "The Turkish lira and the US dollar fell.", "", "money" },
		{ "en", "She speaks Georgian and studies Korean literature.", "", "languages" },
		{ "en", "The Paris Agreement was signed; the Kyoto Protocol lapsed.", "", "treaties are named after towns" },
		{ "en", "Manchester United lost to Real Madrid in Baku.", "Baku=Baku", "clubs" },
		{ "en", "A Boston Globe reporter flew from Aktau.", "Aktau=Aktau", "a paper" },
		{ "en", "The Brussels sprouts and French fries were cold.", "", "dishes" },
		{ "en", "In Cuba, Mo., a truck overturned; two men from St. Louis died.",
		  "Cuba=Cuba; Mo=Missouri; St. Louis=St. Louis", "a state's abbreviation" },
		{ "en", "Voters in Cairo, Ga., and Thomasville go to the polls.",
		  "Cairo=Cairo; Ga=Georgia; Thomasville=Thomasville", "a town and its state" },
		{ "en", "Sen. Amy Hill, D-Duluth, and Rep. Bob Stone, R-Mankato, voted no.", "Duluth=Duluth; Mankato=Mankato", "seats" },
		{ "en", "Athens, Sparta and Corinth are towns of Greece.",
		  "Athens=Athens; Sparta=Sparta; Corinth=Corinth; Greece=Greece", "the country is named" },
		{ "en", "AKTAU, May 3 (Agency) - Gas is short in Zhanaozen and Beyneu.",
		  "AKTAU=Aktau; Zhanaozen=Zhanaozen; Beyneu=Beyneu", "a dateline" },
		{ "en", "The U.S. and the U.K. signed; the UAE did not.",
		  "U.S=United States; U.K=United Kingdom; UAE=United Arab Emirates", "abbreviations" },
		{ "en", "The Washington Post said Washington would act.", "Washington=Washington", "a paper and its town" },
		{ "en", "North and South Korea talked; so did East and West Kazakhstan regions.",
		  "South Korea=South Korea; West Kazakhstan regions=West Kazakhstan Region", "what is elided to one word is left out" },
		{ "en", "He crossed Lake Balkhash and the Ural River by boat.", "Lake Balkhash=Lake Balkhash; Ural River=Ural River", "waters" },
	};

	(void)state;
	assert_int_equal(play(rows, COUNT(rows), false), 0);
}

static void in_russian(void **state)
{
	static const struct row rows[] = {
		{ "ru", "Экипаж выиграл этап ралли Дакар в майские праздники.", "", "a race, a month" },
		{ "ru", "Гостиница «Казахстан» и театр «Астана Опера» открыты.", "", "names in quotes" },
		{ "ru", "Владимир Семёнов приехал из Владимира в Орёл.", "Владимира=Vladimir; Орёл=Oryol", "a man and a town" },
		{ "ru", "Дом принадлежит перу, а стоял чад.", "", "lower case" },
		{ "ru", "Кроме того, если так, тогда и они там.", "", "words that are towns" },
		{ "ru", "Полиция задержала троих. Минута молчания прошла.", "", "Police in Poland" },
		{ "ru", "Рудный концентрат и рудного сырья не хватает.", "", "an adjective that is a town" },
		{ "ru", "Спартак Москва и Динамо Киев сыграли вничью.", "", "clubs" },
		{ "ru", "Екатерина Павлова и Роман Брянский спели.", "", "surnames that are adjectives of towns" },
		{ "ru", "Он выучил грузинский и немецкий языки, а платил казахстанскими тенге.", "", "languages and money" },
		{ "ru", "Московский суд и киевский рынок закрылись.", "Московский=Moscow; киевский=Kyiv", "adjectives" },
		{ "ru", "Россияне, алматинцы и украинцы собрались у реки.", "", "people are no places" },
		{ "ru", "Жители ВКО и СКО поехали в РФ и США.",
		  "ВКО=East Kazakhstan Region; СКО=North Kazakhstan Region; РФ=Russia; США=United States", "abbreviations" },
		{ "ru", "В Костанайской и Павлодарской областях и в Алматинской области дожди.",
		  "Костанайской=Kostanay Region; Павлодарской областях=Pavlodar Region; Алматинской области=Almaty Region", "elided lists" },
		{ "ru", "В городах Актобе, Уральске и Костанае включили свет.", "Актобе=Aktobe; Уральске=Oral; Костанае=Kostanay", "one word for a list" },
		{ "ru", "АКИМ АКТАУ ВСТРЕТИЛСЯ С ЖИТЕЛЯМИ БЕЙНЕУ", "АКТАУ=Aktau; БЕЙНЕУ=Beyneu", "capitals" },
		{ "ru", "Поезд Алматы — Нур-Султан опоздал.", "Алматы=Almaty; Нур-Султан=Astana", "a route" },
		{ "ru", "Вера, Надежда и Любовь живут в Туле.", "Туле=Tula", "first names" },
		{ "ru", "Президент Токаев прибыл в Конаев, бывший Капшагай.", "Конаев=Konayev; Капшагай=Konayev", "renamed" },
		{ "ru", "Динмухамед Кунаев родился в Верном.", "Верном=Almaty", "a surname and a former name" },
		{ "ru", "Улица Абая и проспект Назарбаева перекрыты.", "", "streets" },
		{ "ru", "Журналисты ждали мэра Москвы Сергея Петрова.", "Москвы=Moscow", "an inflected town is nobody's first name" },
		{ "ru", "Площадь Астаны в Алматы свободна.", "Алматы=Almaty", "a square named after a town" },
	};

	(void)state;
	assert_int_equal(play(rows, COUNT(rows), false), 0);
}

static void in_kazakh_and_ukrainian(void **state)
{
	static const struct row rows[] = {
		{ "kk", "Жиын 08 Қазан 2015 күні өтті.", "", "a month between numbers" },
		{ "kk", "Қазақстан қонақүйі мен «Астана Опера» театры жабылды.", "", "names inside names" },
		{ "kk", "Нұрсұлтан Әбіш пен Алматы Сәрсен келді.", "", "first names" },
		{ "kk", "Ел астанасы туралы айтты.", "", "its capital" },
		{ "kk", "Ол орыс тілін, қазақ тілін және ағылшын тілін біледі.", "", "languages" },
		{ "kk", "Маңғыстау, Атырау және Батыс Қазақстан облыстарында жел соғады.",
		  "Маңғыстау=Mangystau Region; Атырау=Atyrau Region; Батыс Қазақстан облыстарында=West Kazakhstan Region", "an elided list" },
		{ "kk", "Ақтау мен Жаңаөзендегі тұрғындар газ сұрады.", "Ақтау=Aktau; Жаңаөзендегі=Zhanaozen", "endings" },
		{ "kk", "ШҚО мен БҚО-да қар жауды.", "ШҚО=East Kazakhstan Region; БҚО-да=West Kazakhstan Region", "abbreviations" },
		{ "kk", "Қазақстанымыздың болашағы жарқын.", "Қазақстанымыздың=Kazakhstan", "our Kazakhstan" },
		{ "kk", "Алматы қаласының әкімі Алматы облысына барды.", "Алматы қаласының=Almaty; Алматы облысына=Almaty Region", "city and region" },
		{ "kk", "Тараздықтар мен алматылықтар кездесті.", "", "people of towns" },
		{ "kk", "Абай Құнанбаев пен Жамбыл Жабаев — ақындар.", "", "poets" },
		{ "kk", "ҚР Президенті АҚШ-қа сапармен барды.", "ҚР=Kazakhstan; АҚШ-қа=United States", "a republic in two letters" },
		{ "uk", "Київські школярі поїхали до Львова й Одеси.", "Київські=Kyiv; Львова=Lviv; Одеси=Odesa", "Ukrainian forms" },
		{ "uk", "У Харківській, Сумській та Полтавській областях тривога.",
		  "Харківській=Kharkiv Oblast; Сумській=Sumy Oblast; Полтавській областях=Poltava Oblast", "an elided list" },
		{ "uk", "Президент США прилетів до Польщі, потім у Молдову.", "США=United States; Польщі=Poland; Молдову=Moldova", "countries" },
		{ "uk", "Роман Львівський і Марія Одеська співали.", "", "surnames" },
		{ "uk", "Гроші, українська мова та українські гривні.", "", "a language and money" },
	};

	(void)state;
	assert_int_equal(play(rows, COUNT(rows), false), 0);
}

static void takes_the_great_one_where_nothing_speaks(void **state)
{
	static const struct row rows[] = {
		{ "en", "Leaders of the United States, Russia and Japan flew from Vancouver, Manchester and Santiago to Sydney.",
		  "United States=US; Russia=RU; Japan=JP; Vancouver=6173331; Manchester=2643123; Santiago=3871336; Sydney=2147714",
		  "one country among many says little" },
		{ "en", "He worked in Birmingham and Melbourne.", "Birmingham=2655603; Melbourne=2158177", "England is no neighbourhood" },
		{ "en", "The concert in Manchester was sold out.", "Manchester=2643123", "a parish of Jamaica is smaller" },
		{ "en", "Trains to Paris were late.", "Paris=2988507", "alone it is France's" },
		{ "en", "The store in Paris, off Highway 82, sells feed to ranchers from Lamar County, Bonham and Clarksville, Texas.",
		  "Paris=4717560; Lamar County=US.TX.277; Bonham=4675577; Clarksville=4681758; Texas=US.TX", "among its neighbours it is theirs" },
		{ "ru", "Рейсы из Ванкувера и Сантьяго прилетели в Сидней.", "Ванкувера=6173331; Сантьяго=3871336; Сидней=2147714", "in Russian too" },
	};

	(void)state;
	assert_int_equal(play(rows, COUNT(rows), true), 0);
}

/* Why each place was taken for that one. */
static void says_why(void **state)
{
	static const struct {
		const char *text;
		enum place_why why;
	} rows[] = {
		{ "Zhanaozen was quiet.", PLACE_SOLE }, { "Police in Paris, Texas, agreed.", PLACE_BESIDE },
		{ "London was quiet.", PLACE_GREATEST }, { "Paris, Bonham and Lamar County lie in one corner.", PLACE_AMONG },
		{ "BRYAN, Texas (AP) - Nothing happened. The bus from Paris was late.", PLACE_BESIDE },
	};

	(void)state;
	for (size_t i = 0; i < COUNT(rows); i++) {
		struct arena *arena = arena_new();
		struct place_context context = { .lang = "en" };
		struct place_mention *mentions;
		struct text text;

		text_read(span_of(rows[i].text), arena, &text);
		assert_true(places_find(gazetteer, &text, &context, arena, &mentions) > 0);
		assert_string_equal(place_why_text(mentions[0].why), place_why_text(rows[i].why));
		assert_true(mentions[0].confidence > 0 && mentions[0].confidence <= 0.95f);
		arena_free(arena);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(in_english),
		cmocka_unit_test(in_russian),
		cmocka_unit_test(in_kazakh_and_ukrainian),
		cmocka_unit_test(takes_the_great_one_where_nothing_speaks),
		cmocka_unit_test(says_why),
	};

	return cmocka_run_group_tests(tests, open_gazetteer, close_gazetteer);
}
