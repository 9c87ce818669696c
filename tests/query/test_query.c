/* Asks a small archive: words, options, faults, snippets, advice, explanations. */
#include "archive.h"

static void finds_what_was_asked(void **with)
{
	static const struct { const char *query, *ids, *why; } rows[] = {
		{ "", "a1 a2 a3 a4 a5", "an empty query is everything" },
		{ "gas", "a1 a4", "a word" },
		{ "GAS", "a1 a4", "in any case" },
		{ "price", "a1 a4", "and in any form" },
		{ "gas prices", "a1 a4", "words are ANDed" },
		{ "gas bread road", "", "all of them" },
		{ "road OR bread", "a1 a4", "either" },
		{ "price -road", "a4", "without" },
		{ "NOT price", "a1 a2 a3 a5", "the rest: another passage of a1 too" },
		{ "(road OR bread) price", "a1 a4", "brackets" },
		{ "\"gas prices\"", "a1", "a phrase" },
		{ "\"gas price\"", "", "is not stemmed" },
		{ "\"prices gas\"", "", "and has an order" },
		{ "\"Kassym-Jomart Tokayev\"", "a1", "a name in a phrase" },
		{ "\"Касым-Жомарт Токаев\"", "a1", "in the other script" },
		{ "=\"Касым-Жомарт Токаев\"", "", "but not letter for letter" },
		{ "\"президент Токаев\"", "a5", "a title before a name, in mixed letters" },
		{ "\"ответа от Токаев\"", "a2", "a case of the name" },
		{ "-\"Касым-Жомарт Токаев\" tokayev", "", "and what is not wanted in the same spellings" },
		{ "person:Токаев NEAR/3 dismissed", "a1", "a person near a word" },
		{ "dismissed ADJ/3 person:Токаев", "", "and in its order" },
		{ "=gas NEAR/1 prices", "a1", "a word letter for letter near another" },
		{ "=Gas NEAR/1 prices", "", "and not with a capital" },
		{ "person:Масимов OR place:Актау", "a2 a4 a5", "people and places in an OR" },
		{ "price -(person:Масимов OR place:Жанаозен)", "", "and under a NOT" },
		{ "gas -place:Zhanaozen", "a4", "a place under a NOT" },
		{ "Person:Масимов LANG:ru", "a5", "fields in any case" },
		{ "date:2022-01-03~", "a2", "about a day is that day" },
		{ "gas NEAR/1 prices", "a1", "near" },
		{ "prices NEAR/1 gas", "a1", "in any order" },
		{ "price NEAR/2 gas", "a1", "with stems" },
		{ "price NEAR/1 blocked", "", "and not farther" },
		{ "doubled ADJ/4 blocked", "a1", "in this order" },
		{ "blocked ADJ/4 doubled", "", "and no other" },
		{ "doub* NEAR/4 block*", "a1", "prefixes may be near" },
		{ "(doubled OR halved) NEAR/4 blocked", "a1", "and ORs" },
		{ "pric*", "a1 a4", "a prefix" },
		{ "=prices", "a1", "exact: no stem" },
		{ "=Prices", "", "nor another case" },
		{ "=gas", "a1", "the other has a capital" },
		{ "мед", "a2", "ё is е" },
		{ "=мед", "", "unless exact" },
		{ "=мёд", "a2", "letter for letter" },
		{ "Jose", "a4", "marks are folded" },
		{ "naive", "a4", "and so here" },
		{ "цена", "a2", "Russian stems" },
		{ "балықшы", "a3", "Kazakh stems" },
		{ "COVID-19", "a4", "two parts in a row" },
		{ "Ust-Kamenogorsk", "a4", "two parts in a row" },
		{ "Тoкаев", "a5", "look-alike letters" },
		{ "=Тoкаев", "a5", "the mixed word letter for letter" },
		{ "=Токаев", "", "is not the mended one" },
		{ "person:Токаев", "a1 a2 a3 a5", "all scripts and cases" },
		{ "person:Tokayev", "a1 a2 a3 a5", "the same from Latin" },
		{ "person:\"Карим Масимов\"", "a5", "the namesake of another text is somebody else" },
		{ "-person:Токаев", "a1 a4", "without a person: the passages that name nobody" },
		{ "place:Алматы", "a1 a3 a5", "a city in any language" },
		{ "place:Mangystau", "a1 a2", "a region and what is in it" },
		{ "place:=\"Mangystau Region\"", "", "the region alone" },
		{ "place:KZ", "a1 a2 a3 a4 a5", "a code" },
		{ "date:2022-01-05", "a1 a3", "a day" },
		{ "date:2022-01-02..2022-01-03", "a1 a2", "a period" },
		{ "date:..2022-01-02", "a1", "open at the start" },
		{ "after:2022-01-12", "a5", "from a day on" },
		{ "date:none", "a4", "no date" },
		{ "published:2022-01-04", "a2", "published" },
		{ "source:\"STEPPE WIRE\"", "a1 a4", "a source in any case" },
		{ "lang:kk", "a3", "a language" },
		{ "title:unrest", "a1", "a word of the title, in every passage" },
		{ "title:\"days of unrest\"", "a1", "a phrase of the title" },
		{ "person:Токаев place:Almaty date:2022-01-05", "a1 a3", "all of these" },
	};
	struct state *state = *with;
	int wrong = 0;

	for (size_t i = 0; i < COUNT(rows); i++) {
		struct ask asked = { .words = span_of(rows[i].query) };
		struct answer answer = { 0 };
		struct error err = { 0 };
		char got[64];

		ask(state, &asked, &answer, &err);
		list_ids(&answer, got, sizeof(got));
		if (err.status == STATUS_OK && strcmp(got, rows[i].ids) == 0)
			continue;
		wrong++;
		print_error("%s: got %s %s %s, wanted %s (%s)\n%.*s", rows[i].query, got, err.where, err.text, rows[i].ids,
			    rows[i].why, (int)answer.explanation.bytes, answer.explanation.at ? answer.explanation.at : "");
	}
	assert_int_equal(wrong, 0);
}

static void options_filter_like_fields(void **with)
{
	struct span places[] = { span_of("Актау"), span_of("Жанаозен") }, alone[] = { span_of("=Mangystau Region") };
	struct span persons[] = { span_of("Масимов") }, sources[] = { span_of("вестник"), span_of("Дала") };
	struct span langs[] = { span_of("ru"), span_of("kk") };
	const struct { struct ask ask; const char *ids, *why; } rows[] = {
		{ { .places = places, .place_count = 2 }, "a1 a2", "values of one filter are ORed" },
		{ { .places = alone, .place_count = 1 }, "", "a place alone" },
		{ { .persons = persons, .person_count = 1 }, "a4 a5", "a person" },
		{ { .sources = sources, .source_count = 2, .langs = langs, .lang_count = 1 }, "a2 a5", "filters are ANDed" },
		{ { .langs = langs, .lang_count = 2 }, "a2 a3 a5", "languages" },
		{ { .from = span_of("2022-01-05"), .to = span_of("2022-01-11") }, "a1 a3", "event dates" },
		{ { .from = span_of("2022-01-06"), .to = span_of("2022-01"), .on_published = true }, "a1 a3 a5", "publication" },
		{ { .words = span_of("алматы"), .from = span_of("2022-01-12") }, "a5", "words and a filter" },
	};
	struct state *state = *with;
	int wrong = 0;

	for (size_t i = 0; i < COUNT(rows); i++) {
		struct answer answer = { 0 };
		struct error err = { 0 };
		char got[64];

		ask(state, &rows[i].ask, &answer, &err);
		list_ids(&answer, got, sizeof(got));
		if (err.status == STATUS_OK && strcmp(got, rows[i].ids) == 0)
			continue;
		wrong++;
		print_error("%s: got %s %s, wanted %s\n", rows[i].why, got, err.text, rows[i].ids);
	}
	assert_int_equal(wrong, 0);
}

static void faults_say_where(void **with)
{
	static const struct { const char *query, *where, *says; } rows[] = {
		{ "газ date:2022-02-31", "query:10", "31" },
		{ "date:2022-01-05..2022-01-01", "query:6", "ends before" },
		{ "date:..", "query:6", "wants a date" },
		{ "date:вчера", "query:6", "вчера is no date in a query: it means other days tomorrow" },
		{ "газ date:\"last week\"", "query:11", "last week is no date in a query" },
		{ "date:2022-01-01..вчера", "query:18", "вчера is no date" },
		{ "газ ???", "query:5", "no letter" },
		{ "lang:кириллица", "query:6", "no language code; those of this index are en, kk, ru" },
		{ "usta-kam*", "query:1", "single word" },
		{ "газ NEAR/3 Усть-Каменогорск", "query:12", "single words" },
	};
	struct state *state = *with;
	int wrong = 0;

	for (size_t i = 0; i < COUNT(rows); i++) {
		struct ask asked = { .words = span_of(rows[i].query) };
		struct answer answer;
		struct error err = { 0 };

		ask(state, &asked, &answer, &err);
		if (err.status == STATUS_USAGE && strcmp(err.where, rows[i].where) == 0 && strstr(err.text, rows[i].says))
			continue;
		wrong++;
		print_error("%s: got %s %s\n", rows[i].query, err.where, err.text);
	}
	assert_int_equal(wrong, 0);
}

/* Every hit of the first passage found, between bars. */
static void join_marks(const struct snippet *s, char *out, size_t room)
{
	for (size_t i = 0; i < s->mark_count; i++) {
		size_t used = strlen(out);

		snprintf(out + used, room - used, "%s%.*s", used ? "|" : "", (int)s->marks[i].bytes,
			 s->text.at + s->marks[i].at_byte);
	}
}

static void snippets_mark_every_hit(void **with)
{
	static const struct { const char *query, *marks, *why; } rows[] = {
		{ "price gas road", "gas|prices|road", "words and forms" },
		{ "\"gas prices\"", "gas prices", "a phrase as one" },
		{ "pric* doubl*", "prices|doubled", "prefixes" },
		{ "цена", "цены", "Russian forms" },
		{ "мед", "мёд", "ё" },
		{ "person:Токаев lang:kk", "Тоқаевтың", "a name in another language" },
		{ "person:Tokayev lang:ru published:2022-01-12", "Тoкаев", "a name in mixed letters" },
		{ "place:Mangystau drivers", "drivers|Zhanaozen", "a place below the one that was asked for" },
		{ "=prices", "prices", "exact" },
		{ "doubled -looters", "doubled", "what was not wanted is not marked" },
		{ "балықшы", "балықшылар", "Kazakh forms" },
		{ "\"Касым-Жомарт Токаев\"", "Kassym-Jomart Tokayev", "a name in a phrase, in another script" },
		{ "\"президент Токаев\"", "Президент Тoкаев", "with its title" },
		{ "COVID-19", "COVID-19", "parts in a row as one" },
		{ "dismissed NEAR/3 person:Токаев", "Tokayev|dismissed", "a person near a word" },
	};
	struct state *state = *with;
	int wrong = 0;

	for (size_t i = 0; i < COUNT(rows); i++) {
		struct ask asked = { .words = span_of(rows[i].query) };
		struct answer answer = { 0 };
		struct error err = { 0 };
		char got[200] = "";

		ask(state, &asked, &answer, &err);
		if (answer.hit_count > 0)
			join_marks(&answer.hits[0].snippet, got, sizeof(got));
		if (strcmp(got, rows[i].marks) == 0)
			continue;
		wrong++;
		print_error("%s: got %s in %.*s, wanted %s (%s)\n", rows[i].query, got,
			    answer.hit_count ? (int)answer.hits[0].snippet.text.bytes : 0,
			    answer.hit_count ? answer.hits[0].snippet.text.at : "", rows[i].marks, rows[i].why);
	}
	assert_int_equal(wrong, 0);
}

static void nothing_found_brings_advice(void **with)
{
	static const struct { const char *query, *says, *why; } rows[] = {
		{ "pricess", "prices (1)", "the nearest spelling" },
		{ "хлеп", "хлеб", "in Russian" },
		{ "балыкшылар", "балықшылар", "in Kazakh" },
		{ "[kt,", "on another keyboard layout it is хлеб", "wrong keyboard" },
		{ "ghbcjlbyty", "finds nothing", "nothing near it" },
		{ "Токаевке", "person:Токаевке", "a case that no text has is a name" },
		{ "place:Mangistauu", "did you mean", "a place that nobody knows" },
		{ "place:Paris", "no passage names", "a place that is not here" },
		{ "person:Шекспир", "nobody called", "a person" },
		{ "date:1999", "no passage is dated", "a date" },
		{ "date:1999", "2022-01-02", "and how far the dates go" },
		{ "source:Вестнек", "вестник", "a source" },
		{ "gfzcvyy", "finds nothing", "nothing at all" },
		{ "почти", "почти finds nothing", "the word is named" },
		{ "хлеб чтототам", "чтототам finds nothing", "the part that finds nothing" },
		{ "леб", "finds nothing", "three letters are too few for another first letter" },
		{ "арытак OR bredd", "bread", "each part of an OR" },
		{ "ctober", "finds nothing", "a letter too few" },
		{ "aurfew", "curfew", "a slip in the first letter" },
		{ "hleb", "in Cyrillic letters it is хлеб", "another script" },
		{ "\"ujrjd gas\"", "is in no passage as it stands", "the word of a phrase" },
		{ "\"bread curfew\"", "1 passage has all its words, apart", "a phrase whose words stand apart" },
		{ "curfew NEAR/2 COVID*", "1 has them farther apart", "near, and not so near" },
		{ "person:\"rfhbv vfcbvjd\"", "карим масимов", "a name on another keyboard" },
		{ "lang:uk", "there are en", "languages" },
		{ "source:qqq", "there are steppe wire", "sources" },
		{ "=хлЕб", "without = it is", "exact" },
		{ "gas or bread", "in small letters", "an operator in small letters" },
		{ "doubled -gas", "without: NOT word gas", "what was taken away" },
		{ "gas government", "without: word government", "each part is there, and they do not meet" },
	};
	struct state *state = *with;
	int wrong = 0;

	for (size_t i = 0; i < COUNT(rows); i++) {
		struct ask asked = { .words = span_of(rows[i].query) };
		struct answer answer = { 0 };
		struct error err = { 0 };
		char *advice;

		ask(state, &asked, &answer, &err);
		advice = arena_string(state->arena, answer.advice);
		if (answer.total == 0 && strstr(advice, rows[i].says))
			continue;
		wrong++;
		print_error("%s: got %u hits, %s%s, wanted %s (%s)\n", rows[i].query, answer.total, err.text, advice, rows[i].says,
			    rows[i].why);
	}
	assert_int_equal(wrong, 0);
}

static void names_among_words_are_told(void **with)
{
	static const struct { const char *query, *says, *why; } rows[] = {
		{ "Токаев", "person:Токаев finds its", "a surname" },
		{ "Алматы", "place:Алматы finds the place", "a city" },
		{ "токаев", "", "typed as a word" },
		{ "Цены", "", "a word that is no name" },
		{ "\"Токаев\"", "", "a phrase of one word" },
		{ "\"Нурсултан Назарбаев\"", "=\"Нурсултан Назарбаев\" takes the very letters", "names in a phrase" },
		{ "\"state of emergency\"", "", "a phrase without names" },
		{ "=\"Нурсултан Назарбаев\"", "", "letter for letter" },
		{ "газ OR чтототам", "чтототам finds nothing, and the rest", "half an OR" },
		{ "газ -чтототам", "чтототам finds nothing, and the rest", "a NOT of nothing" },
		{ "gas -Токаев", "", "what is not wanted" },
	};
	struct state *state = *with;
	int wrong = 0;

	for (size_t i = 0; i < COUNT(rows); i++) {
		struct ask asked = { .words = span_of(rows[i].query), .limit = 1 };
		struct answer answer = { 0 };
		struct error err = { 0 };
		char *warnings;

		query_run(state->demo, state->gazetteer, &asked, state->arena, &answer, &err);
		warnings = arena_string(state->arena, answer.warnings);
		if (rows[i].says[0] ? strstr(warnings, rows[i].says) != NULL : warnings[0] == '\0')
			continue;
		wrong++;
		print_error("%s: got %s, wanted %s (%s)\n", rows[i].query, warnings, rows[i].says, rows[i].why);
	}
	assert_int_equal(wrong, 0);
}

static void explains_itself(void **with)
{
	static const char *const says[] = { "FILTER", "word prices", "Zprice in ", "place Mangystau", "Mangystau Region",
					    "the date overlaps 2022-01-01..2022-01-31", "plan: (" };
	struct state *state = *with;
	struct ask asked = { .words = span_of("prices place:Mangystau date:2022-01") };
	struct answer answer = { 0 };
	struct error err = { 0 };
	char *text;
	int wrong = 0;

	ask(state, &asked, &answer, &err);
	text = arena_string(state->arena, answer.explanation);
	for (size_t i = 0; i < COUNT(says); i++)
		wrong += strstr(text, says[i]) == NULL;
	if (wrong > 0)
		print_error("%s\n", text);
	assert_int_equal(wrong, 0);
}

/* Whatever is asked, there is an answer or a fault with its column. */
static void survives_any_query(void **with)
{
	static const char *const pieces[] = { "gas ", "price ", "(", ") ", "\"", "-", "NOT ", "OR ", "NEAR/3 ", "=", "доро* ", "цен* ",
					      "person:Токаев ", "place:Актау ", "date:2022-01 ", "date:none ", "lang:ru ", "title:",
					      "source:дала ", "\xff\xd0 ", "Усть-Каменогорск ", "COVID-19 ", "« ", "date:..2022 ", "𝕏 " };
	struct state *state = *with;
	uint32_t seed = 7;

	for (int round = 0; round < 1500; round++) {
		struct buf query = BUF_INIT(1 << 12);
		struct arena *arena = arena_new();
		struct answer answer = { 0 };
		struct ask asked = { .limit = 5, .facet_date = true };
		struct error err = { 0 };

		for (int i = 0; i < 6; i++) {
			seed = seed * 1664525u + 1013904223u;
			buf_add_string(&query, pieces[(seed >> 16) % COUNT(pieces)]);
		}
		asked.words = buf_span(&query);
		query_run(state->reader, state->gazetteer, &asked, arena, &answer, &err);
		if (err.status != STATUS_OK && (err.status != STATUS_USAGE || strncmp(err.where, "query:", 6) != 0))
			print_error("%s: %d %s %s\n", query.at, err.status, err.where, err.text);
		assert_true(err.status == STATUS_OK || (err.status == STATUS_USAGE && strncmp(err.where, "query:", 6) == 0));
		arena_free(arena);
		buf_release(&query);
	}
}

/* ---- counts, on the demonstration archive ---- */

int main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(finds_what_was_asked),
		cmocka_unit_test(options_filter_like_fields),
		cmocka_unit_test(faults_say_where),
		cmocka_unit_test(snippets_mark_every_hit),
		cmocka_unit_test(nothing_found_brings_advice),
		cmocka_unit_test(names_among_words_are_told),
		cmocka_unit_test(explains_itself),
		cmocka_unit_test(survives_any_query),
	};

	return cmocka_run_group_tests(tests, open_all, close_all);
}
