/* Tests the finding of an asked person in an article, and of all people in it. */
#include "cases.h"

#include "dateline/name.h"

/* The surfaces that were found, joined by " | ". */
static struct span found(const char *name, const char *lang, const char *text, const struct name_options *options,
			 struct arena *arena)
{
	struct name_query *query = name_query_new(span_of(name), options, arena);
	struct span line = span_make("", 0);
	struct name_mention *mentions;
	struct text article;
	size_t count;

	text_read(span_of(text), arena, &article);
	count = name_query_mentions(query, &article, lang, arena, &mentions);
	for (size_t i = 0; i < count; i++)
		line = arena_printf(arena, "%.*s%s%.*s", (int)line.bytes, line.at, i > 0 ? " | " : "",
				    (int)mentions[i].bytes, text + mentions[i].at_byte);
	return line;
}

static void finds_whom_it_is_asked_for(void **state)
{
	static const struct { const char *name, *lang, *text, *wanted, *why; } rows[] = {
		{ "Daniyar Ospanov", "ru", "Инженер Данияр Оспанов выступил. Оспанову возразили.", "Данияр Оспанов | Оспанову",
		  "the full name once, then the surname in a case" },
		{ "Оспанов", "en", "Daniyar Ospanov spoke. Ospanov's car left.", "Ospanov | Ospanov's", "one word, another script" },
		{ "Данияр Оспанов", "ru", "Приехали Марат Оспанов и его сын.", "", "another first name" },
		{ "Данияр Оспанов", "ru", "Говорил Данияр Оспанов. Позже Марат Оспанов ушёл. «Пора», — сказал Оспанов.",
		  "Данияр Оспанов", "the nearest full name owns the surname" },
		{ "Айгуль Оспанова", "ru", "Данияр Оспанов пришёл с сестрой. Айгуль Оспанова молчала, Оспанов тоже.",
		  "Айгуль Оспанова", "a man's form is not hers" },
		{ "Қайрат Жұмабаев", "kk", "Қайрат Жұмабаев келді. Жұмабаевтың сөзі қысқа болды.", "Қайрат Жұмабаев | Жұмабаевтың",
		  "a Kazakh ending" },
		{ "Қайрат Жұмабаев", "kk", "Қайрат Серікұлы Жұмабаев келді.", "Қайрат Серікұлы Жұмабаев", "a patronymic between" },
		{ "Kairat Zhumabayev", "ru", "К. Жумабаев подписал бумагу.", "К. Жумабаев", "an initial with its stop" },
		{ "Petra Keller", "cs", "Petra Kellerová odešla. Kellerové to nevadilo.", "Petra Kellerová | Kellerové", "-ová" },
		{ "Бенедикт XVI", "ru", "Папа Бенедикт XVI молился, а Бенедикт XIV давно умер.", "Бенедикт XVI", "a pope's number" },
		{ "Анна Мей", "ru", "Пришла Анна Мей. Мы ждали. Мей ушла.", "Анна Мей | Мей", "a pronoun is no surname" },
		{ "Данияр Оспанов", "ru", "Бренд Оспанов-Групп и Данияр Оспанов.", "Данияр Оспанов", "half of a double name" },
		{ "Данияр Оспанов", "ru", "Н. К. Оспанов и Д. К. Оспанов молчали.", "Д. К. Оспанов", "the first of two initials tells" },
		{ "Robert Keller", "en", "Robert Gabriel Keller spoke. Keller sat down.", "Robert Gabriel Keller | Keller", "a middle name" },
		{ "John F. Keller", "en", "Finland and Keller met.", "Keller", "a middle initial is no first name" },
		{ "Данияр Оспанов", "ru", "Пришёл Данияр Оспанов. Сам Оспанов молчал.", "Данияр Оспанов | Оспанов",
		  "a pronoun that is a first name too" },
		{ "Данияр Оспанов", "ru", "Данияр Оспанов заболел. Данияру помогли. Данияр Кемелевич поправился.",
		  "Данияр Оспанов | Данияру | Данияр Кемелевич", "the first name alone, and with the patronymic" },
		{ "Данияр Оспанов", "ru", "Данияр Оспанов встретил Данияра Жумабаева. Данияр молчал.", "Данияр Оспанов",
		  "two of one first name: alone it tells nobody" },
		{ "Ursula von der Keller", "en", "Ursula von der Keller left. Ursula slept.", "Ursula von der Keller | Ursula", "particles" },
		{ "Le Keller", "fr", "Marine Le Keller parle; un Keller dort.", "Keller", "a name of a particle and a word wants both" },
		{ "Jacob Rees Moss", "en", "Jacob Rees-Moss spoke.", "Jacob Rees-Moss", "a hyphen that was not asked for" },
		{ "Данияр Оспанов", "ru", "Жил в Оспанове. Сообщает «Оспанов».", "", "a town, a firm" },
		{ "Karel Brit", "cs", "Britové odešli.", "", "a woman's form is no man's" },
		{ "Данияр Оспанов", "ru", "ДАНИЯР ОСПАНОВ ПРИБЫЛ В АКТАУ", "ДАНИЯР ОСПАНОВ", "a headline in capitals" },
	};
	struct arena *arena = arena_new();
	int wrong = 0;

	for (size_t i = 0; i < COUNT(rows); i++) {
		struct span got = found(rows[i].name, rows[i].lang, rows[i].text, NULL, arena);

		if (span_is(got, rows[i].wanted))
			continue;
		wrong++;
		print_error("%s: found %.*s, wanted %s (%s)\n", rows[i].name, (int)got.bytes, got.at, rows[i].wanted, rows[i].why);
	}
	arena_free(arena);
	assert_int_equal(wrong, 0);
	(void)state;
}

static void options_narrow_it(void **state)
{
	static const char text[] = "Данияр Оспанов (Daniyar Ospanov) приехал. Оспанов устал.";
	static const struct name_options strict = { .strict = true }, same = { .same_script = true };
	struct arena *arena = arena_new();

	assert_true(span_is(found("Данияр Оспанов", "ru", text, &strict, arena), "Данияр Оспанов | Daniyar Ospanov"));
	assert_true(span_is(found("Данияр Оспанов", "ru", text, &same, arena), "Данияр Оспанов | Оспанов"));
	arena_free(arena);
	(void)state;
}

static void a_title_stands_for_its_one_holder(void **state)
{
	static const struct { const char *name, *lang, *text, *wanted, *why; } rows[] = {
		{ "Данияр Оспанов", "ru", "Президент Данияр Оспанов прилетел. Президента встретили. Президент Узбекистана ждал.",
		  "Данияр Оспанов | Президента", "a title alone, not another country's" },
		{ "Данияр Оспанов", "ru", "Президент Узбекистана Данияр Оспанов прилетел. Его встретил президент Марат Жумабаев. Президент устал.",
		  "Данияр Оспанов", "two of one title: it tells nobody" },
		{ "Данияр Оспанов", "ru", "Министр обороны Данияр Оспанов ушёл. Заместитель министра остался. Сам министр молчал.",
		  "Данияр Оспанов | министр", "a longer title is another's" },
		{ "Daniyar Ospanov", "en", "Daniyar Ospanov, the president, left. The President slept. A president may sleep.",
		  "Daniyar Ospanov | President", "only with its article in English" },
		{ "Daniyar Ospanov", "en", "The vice president slept. Prime Minister Daniyar Ospanov ate. The prime minister left.",
		  "Daniyar Ospanov | prime minister", "titles of two words" },
		{ "Данияр Оспанов", "kk", "Қала әкімі Данияр Оспанов келді. Әкімнің сөзі қысқа болды.", "Данияр Оспанов | Әкімнің",
		  "a Kazakh ending" },
		{ "Данияр Оспанов", "ru", "Президент прилетел. Данияр Оспанов ждал.", "Данияр Оспанов", "a title that nobody holds yet" },
	};
	static const struct name_options roles = { .roles = true };
	struct arena *arena = arena_new();
	int wrong = 0;

	for (size_t i = 0; i < COUNT(rows); i++) {
		struct span got = found(rows[i].name, rows[i].lang, rows[i].text, &roles, arena);

		if (span_is(got, rows[i].wanted))
			continue;
		wrong++;
		print_error("%s: found %.*s, wanted %s (%s)\n", rows[i].name, (int)got.bytes, got.at, rows[i].wanted, rows[i].why);
	}
	arena_free(arena);
	assert_int_equal(wrong, 0);
	(void)state;
}

/* A bare surname in an article of its own is his of whom most articles tell. */
static void the_archive_decides(void **state)
{
	static const char *const articles[] = {
		"Анна Оспанова приехала.", "Анна Оспанова выступила.", "Говорила Анна Оспанова.", "Ждали Веру Оспанову.",
		"Позже Оспанова уехала.",
	};
	static const struct { const char *name; bool takes; } rows[] = { { "Анна Оспанова", true }, { "Вера Оспанова", false } };
	struct arena *arena = arena_new();

	for (size_t i = 0; i < COUNT(rows); i++) {
		struct name_tally tally = { 0, 0 };
		struct name_options options = { .tally = &tally };
		struct name_query *query = name_query_new(span_of(rows[i].name), &options, arena);
		struct name_mention *mentions = NULL;
		size_t count = 0;

		for (size_t k = 0; k < COUNT(articles); k++) {
			struct text text;

			text_read(span_of(articles[k]), arena, &text);
			count = name_query_mentions(query, &text, "ru", arena, &mentions);
		}
		assert_int_equal(count, 1);
		assert_int_equal(mentions[0].ground, NAME_BY_SURNAME);
		assert_int_equal(name_tally_takes(&tally, mentions[0].ground), rows[i].takes);
	}
	arena_free(arena);
	(void)state;
}

/* The labels of the people found, with their mentions. */
static struct span people(const char *lang, const char *text, struct arena *arena)
{
	struct person_list list;
	struct span line = span_make("", 0);
	struct text article;

	text_read(span_of(text), arena, &article);
	persons_find(&article, lang, NULL, 0, arena, &list);
	for (size_t i = 0; i < list.person_count; i++)
		line = arena_printf(arena, "%.*s%s%.*s %u", (int)line.bytes, line.at, i > 0 ? " | " : "",
				    (int)list.persons[i].label.bytes, list.persons[i].label.at, list.persons[i].mentions);
	return line;
}

static void finds_people_by_the_text(void **state)
{
	static const struct { const char *lang, *text, *wanted, *why; } rows[] = {
		{ "en", "President Daniyar Ospanov met Anna Keller. Ospanov smiled.", "Daniyar Ospanov 2 | Anna Keller 1",
		  "titles stay out" },
		{ "ru", "Встречу Данияра Оспанова с министром отменили. Оспановым довольны.", "Данияр Оспанов 2",
		  "the label is a nominative" },
		{ "ru", "Вчера Анна Ковальчук была в Комитете национальной безопасности.", "Анна Ковальчук 1",
		  "no sentence start, no organisation" },
		{ "ru", "Суд огласил решение. Советник Лыков не пришёл.", "Лыков 1", "a title before a lone surname" },
		{ "kk", "Қайрат Жұмабаевтың үйі. Жұмабаев келді.", "Қайрат Жұмабаев 2", "a Kazakh genitive" },
		{ "kk", "Мерекеге Қайрат Жұмабаев келді.", "Қайрат Жұмабаев 1", "a feast that is a first name too, with an ending" },
		{ "en", "Daniyar Ospanov, known as \"Wild Daniyar\", left.", "Daniyar Ospanov 1", "a nickname is no second person" },
		{ "en", "He reads the Ana Tili newspaper and the New York Times.", "", "newspapers" },
		{ "en", "In the end Nitzan Holzer said no. Later Holzer's car left.", "Nitzan Holzer 2", "who speaks is a person" },
		{ "en", "The idea is good, said Holzer. Officials said no.", "Holzer 1", "a lone surname that speaks; a sentence's first word" },
		{ "en", "The Labour Party and the Bank of Ireland met Jean-Claude O'Brien in the Congress.", "Jean-Claude O'Brien 1",
		  "hyphens and apostrophes; no parties" },
		{ "ru", "Пришли критик Марата Оспанова Анна Келлер и её муж.", "Марат Оспанов 1 | Анна Келлер 1", "two names in a row" },
		{ "ru", "Глава Google Сундар Пичаи улетел.", "Сундар Пичаи 1", "a firm in another script" },
		{ "ru", "Назначить Оспанова Марата Ивановича послом. Марат Оспанов рад.", "Марат Оспанов 2",
		  "surname first, and what begins the sentence" },
		{ "ru", "Книгу Степана Бандуры купили.", "Степан Бандура 1", "a man's surname in -а" },
		{ "ru", "Вчера Никоса Анастасиадиса встречали.", "Никос Анастасиадис 1", "an unknown first name in one case with the surname" },
		{ "kk", "Айгүлбек Төребайдың үйі. Сәрсенов келді.", "Айгүлбек Төребай 1 | Сәрсенов 1",
		  "a first name by its look; a surname that begins a sentence" },
		{ "kk", "Қайрат Жұмабаев Астана қаласында. Ол «Қайрат жолы» кітабын оқыды.", "Қайрат Жұмабаев 1", "a town behind, a book's title" },
		{ "ru", "Говорил Марат Оспанов. Адвокату Оспанову не верят.", "Марат Оспанов 2", "a title that begins a sentence" },
	};
	struct arena *arena = arena_new();
	int wrong = 0;

	for (size_t i = 0; i < COUNT(rows); i++) {
		struct span got = people(rows[i].lang, rows[i].text, arena);

		if (span_is(got, rows[i].wanted))
			continue;
		wrong++;
		print_error("found %.*s, wanted %s (%s)\n", (int)got.bytes, got.at, rows[i].wanted, rows[i].why);
	}
	arena_free(arena);
	assert_int_equal(wrong, 0);
	(void)state;
}

static void keys_join_scripts(void **state)
{
	static const struct { const char *a, *b; } rows[] = {
		{ "Vladimir Ospanov", "Уладзімір Оспанов" },
		{ "Қайрат Жұмабаев", "Кайрат Жумабаев" },
		{ "Kairat Serikovich Zhumabayev", "Кайрат Жумабаев" },
		{ "Anna Keller", "Анна Келлер" },
	};
	struct arena *arena = arena_new();
	int wrong = 0;

	for (size_t i = 0; i < COUNT(rows); i++) {
		struct span a = person_key(span_of(rows[i].a), arena), b = person_key(span_of(rows[i].b), arena);

		if (span_equal(a, b))
			continue;
		wrong++;
		print_error("%s %.*s, %s %.*s\n", rows[i].a, (int)a.bytes, a.at, rows[i].b, (int)b.bytes, b.at);
	}
	arena_free(arena);
	assert_int_equal(wrong, 0);
	(void)state;
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(finds_whom_it_is_asked_for),
		cmocka_unit_test(options_narrow_it),
		cmocka_unit_test(a_title_stands_for_its_one_holder),
		cmocka_unit_test(the_archive_decides),
		cmocka_unit_test(finds_people_by_the_text),
		cmocka_unit_test(keys_join_scripts),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
