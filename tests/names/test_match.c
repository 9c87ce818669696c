/* Tests when two names are one: romanisations, cases, given names, and the traps. */
#include "cases.h"

#include "dateline/name.h"

struct row {
	const char *a, *b, *why;
};

static int count_wrong(const struct row *rows, size_t count, bool same)
{
	int wrong = 0;

	for (size_t i = 0; i < count; i++) {
		double score = name_match(span_of(rows[i].a), span_of(rows[i].b), NULL);
		double back = name_match(span_of(rows[i].b), span_of(rows[i].a), NULL);

		if ((score >= .5) == same && (back >= .5) == same)
			continue;
		wrong++;
		print_error("%s, %s: %.2f and %.2f (%s)\n", rows[i].a, rows[i].b, score, back, rows[i].why);
	}
	return wrong;
}

static void spellings_of_one_name_match(void **state)
{
	static const struct row rows[] = {
		{ "Евгений Щербаков", "Yevgeniy Shcherbakov", "BGN/PCGN" },
		{ "Евгений Щербаков", "Evgenii Shcherbakov", "passport" },
		{ "Евгений Щербаков", "Evgenij Ŝerbakov", "ISO 9" },
		{ "Евгений Щербаков", "Jewgeni Schtscherbakow", "German" },
		{ "Евгений Щербаков", "Evgueni Chtcherbakov", "French" },
		{ "Евгений Щербаков", "Jewgienij Szczerbakow", "Polish" },
		{ "Юлия Чайкина", "Iuliia Chaikina", "ю, я of the passport" },
		{ "Юлия Чайкина", "Julija Čajkina", "Czech" },
		{ "Хасан Цыренов", "Khasan Tsyrenov", "х, ц" },
		{ "Сергій Гнатюк", "Serhii Hnatiuk", "Ukrainian passport" },
		{ "Сергій Гнатюк", "Сергей Гнатюк", "Ukrainian and Russian" },
		{ "Уладзімір Крук", "Vladimir Kruk", "Belarusian given name" },
		{ "Аляксандр Лукашоў", "Aliaksandr Lukashou", "Belarusian ў" },
		{ "Аляксандр Лукашоў", "Александр Лукашов", "-оў is -ов" },
		{ "Қайрат Жұмабаев", "Kairat Zhumabayev", "Kazakh, press" },
		{ "Қайрат Жұмабаев", "Qairat Jūmabaev", "Kazakh Latin of 2021" },
		{ "Қайрат Жұмабаев", "Qaırat Jumabaev", "Kazakh Latin of 2018" },
		{ "Қайрат Жұмабаев", "Кайрат Джумабаев", "Kazakh and Russian" },
		{ "Ғани Әубәкіров", "Gani Aubakirov", "ғ, ә" },
		{ "Касым-Жомарт Оспанов", "Kassymzhomart Ospanov", "a hyphen more" },
		{ "Ospanov, Daniyar", "Данияр Оспанов", "surname first" },
		{ "ДАНИЯР ОСПАНОВ", "Daniyar Ospanov", "capitals" },
		{ "Д. Оспанов", "Daniyar Ospanov", "an initial" },
		{ "Пётр Иванович Лыков", "Piotr Lykov", "the patronymic left out" },
		{ "Григорий Николаевич Лыков", "Hryhorii Mykolaiovych Lykov", "patronymics by the father" },
		{ "Урсула фон дер Хайден", "Ursula von der Heyden", "particles" },
		{ "Ильхам Рустам оглы Мамедов", "Ilham Mamedov", "оглы" },
		{ "George Underhill", "Джордж Андерхилл", "a Western given name" },
		{ "Тoкаев Данияр", "Daniyar Tokayev", "a Latin о inside" },
		{ "Данияра Оспанова", "Daniyar Ospanov", "Russian genitive" },
		{ "Данияром Оспановым", "Daniyar Ospanov", "Russian instrumental" },
		{ "Данияр Оспановтың", "Данияр Оспанов", "Kazakh genitive" },
		{ "Daniyar Ospanov'un", "Daniyar Ospanov", "a Turkish apostrophe" },
		{ "Petra Kellerová", "Петра Келлер", "Czech -ová" },
		{ "Harveyovi Keyesovi", "Harvey Keyes", "a name in -y takes the ending whole" },
		{ "Sergio Karimovlardan", "Sergio Karimov", "two Uzbek endings" },
		{ "Robin van Loon", "Робин Лоон", "van is left out" },
	};

	assert_int_equal(count_wrong(rows, COUNT(rows), true), 0);
	(void)state;
}

static void different_names_do_not(void **state)
{
	static const struct row rows[] = {
		{ "Волков", "Волчков", "a consonant more" },
		{ "Андрей Волков", "Andrey Volchkov", "the same across scripts" },
		{ "Олег Баранов", "Ольга Баранова", "man and woman" },
		{ "Oleg Baranov", "Olga Barynova", "the same in Latin" },
		{ "Иван Кузьмин", "Ivan Kuzmich", "another ending" },
		{ "Иван Петрович Белов", "Ivana Petrovna Belova", "father's son and daughter" },
		{ "Сергей Иванов", "Дмитрий Иванов", "brothers" },
		{ "Sergey Strelkov", "Сергей Стребков", "a consonant for another" },
		{ "Илиана Йорданова", "Илиана Йотова", "the surname's middle" },
		{ "Марат Танев", "Марат Танчев", "short words" },
		{ "Лукашэвіч", "Лукашэнка", "another suffix" },
		{ "А. Оспанов", "Daniyar Ospanov", "another initial" },
		{ "Ben Keller", "Robert Keller", "a first name, no particle" },
		{ "Michael Van", "Michael Tanner", "van at the end is a surname" },
	};

	assert_int_equal(count_wrong(rows, COUNT(rows), false), 0);
	(void)state;
}

static bool shares_key(struct span a, struct span b, struct arena *arena)
{
	struct name_key keys_a[NAME_KEYS_MOST], keys_b[NAME_KEYS_MOST];
	size_t count_a = name_keys(text_fold(a, arena), keys_a), count_b = name_keys(text_fold(b, arena), keys_b);

	for (size_t i = 0; i < count_a; i++)
		for (size_t k = 0; k < count_b; k++)
			if (strcmp(keys_a[i].text, keys_b[k].text) == 0)
				return true;
	return false;
}

static void spellings_share_a_key(void **state)
{
	static const struct row rows[] = {
		{ "Жумабаев", "Jumabayev", "j" },
		{ "Жұмабаевтың", "Dzhumabaev", "a Kazakh ending; dzh" },
		{ "Юнкерс", "Junkers", "j is a glide" },
		{ "Гейтс", "Gates", "т, с and t, e, s" },
		{ "Тэтчер", "Thatcher", "тч, tch" },
		{ "Барнье", "Barnier", "a mute r" },
		{ "Мэй", "Mayová", "one consonant, -ová" },
		{ "Хасанов", "Gasanov", "х, г" },
		{ "Быкаў", "Bykau", "ў, u" },
		{ "Уильямс", "Williams", "w, у" },
		{ "Путиным", "Putin", "an ending with a consonant" },
	};
	struct arena *arena = arena_new();
	int wrong = 0;

	for (size_t i = 0; i < COUNT(rows); i++) {
		if (shares_key(span_of(rows[i].a), span_of(rows[i].b), arena))
			continue;
		wrong++;
		print_error("%s, %s: no key in common (%s)\n", rows[i].a, rows[i].b, rows[i].why);
	}
	arena_free(arena);
	assert_int_equal(wrong, 0);
	(void)state;
}

static void any_bytes_are_survived(void **state)
{
	static const char *const rows[] = {
		"", " ", "-", "\xff\xfe\xd0", "....", "a", "\xd0", "1234 5678", "ь ъ", "'''", "a b c d e f g h i j k l m n o p q r s t",
		"ааааааааааааааааааааааааааааааааааааааааааааааааааааааааааааааааааааааааааааааааааааа", "日本 語", "x-y-z-", ",",
	};
	struct buf out = BUF_INIT(BUF_TEXT_MOST);
	struct arena *arena = arena_new();

	for (size_t i = 0; i < COUNT(rows); i++) {
		for (size_t k = 0; k < COUNT(rows); k++) {
			double score = name_match(span_of(rows[i]), span_of(rows[k]), &out);

			assert_true(score >= 0 && score <= 1);
		}
		name_describe(span_of(rows[i]), &out);
		(void)person_key(span_of(rows[i]), arena);
	}
	assert_true(names_checksum() != 0);
	buf_release(&out);
	arena_free(arena);
	(void)state;
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(spellings_of_one_name_match),
		cmocka_unit_test(different_names_do_not),
		cmocka_unit_test(spellings_share_a_key),
		cmocka_unit_test(any_bytes_are_survived),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
