/* Asks a small archive, and checks on the demonstration archive that counts add up. */
#include "cases.h"
#include "program.h"

#include "dateline/index.h"
#include "dateline/query.h"

#include <stdlib.h>
#include <string.h>

/* A paragraph is a passage. Each article has what a row below asks for. */
static const char archive[] =
	"{\"id\":\"a1\",\"source\":\"Steppe Wire\",\"lang\":\"en\",\"date\":\"2022-01-20\",\"title\":\"Days of unrest\",\"text\":"
	"\"On January 2, 2022 gas prices doubled and drivers blocked a road in Zhanaozen.\\n\\n"
	"On January 5, 2022 Kassym-Jomart Tokayev dismissed the government. Looters were detained in Almaty.\"}\n"
	"{\"id\":\"a2\",\"source\":\"Вестник\",\"lang\":\"ru\",\"date\":\"2022-01-04\",\"title\":\"Жители ждут ответа\",\"text\":"
	"\"3 января 2022 года жители Актау жаловались на цены: газ подорожал вдвое. Ответа от Токаева никто не получил, "
	"хотя мёд и хлеб тоже подорожали, и многие говорили об этом открыто.\"}\n"
	"{\"id\":\"a3\",\"source\":\"Дала\",\"lang\":\"kk\",\"date\":\"2022-01-06\",\"title\":\"Базардағы күн\",\"text\":"
	"\"2022 жылғы 5 қаңтарда Алматыда балықшылар базарға шықпады. Тоқаевтың айтуынша, жағдай тыныш.\"}\n"
	"{\"id\":\"a4\",\"source\":\"steppe wire\",\"lang\":\"en\",\"title\":\"Notes on words\",\"text\":"
	"\"Curfew is a hard word; the price of bread is harder. Gas was not mentioned by the COVID-19 commission, "
	"and José of Ust-Kamenogorsk kept silent. A naïve reader asks Ruslan Massimov about it.\"}\n"
	"{\"id\":\"a5\",\"source\":\"Вестник\",\"lang\":\"ru\",\"date\":\"2022-01-12\",\"title\":\"Визит\",\"text\":"
	"\"Президент Тoкаев прибыл в Алматы 12 января 2022 года. Карим Масимов его не встречал.\"}\n";

struct state {
	char *directory;
	struct index_reader *reader, *demo;
	struct gazetteer *gazetteer;
	struct arena *arena;
};

static struct index_reader *make_index(const char *directory, const char *name, const char *what, const char *input)
{
	char command[600];
	const char *path = command;
	struct program_run run;
	struct index_reader *reader;
	struct error err = { 0 };

	snprintf(command, sizeof(command), "ingest --index %s/%s %s", directory, name, what);
	run = program_run(command, input);
	if (run.status != 0)
		print_error("%s: %d %s\n", command, run.status, run.err.at);
	program_release(&run);
	snprintf(command, sizeof(command), "%s/%s", directory, name);
	reader = index_open(&path, 1, &err);
	assert_non_null(reader);
	return reader;
}

static int open_all(void **with)
{
	struct state *state = calloc(1, sizeof(*state));
	struct error err = { 0 };

	state->directory = program_directory();
	state->reader = make_index(state->directory, "small", "--format jsonl -", archive);
	state->demo = make_index(state->directory, "demo", "corpus", NULL);
	state->gazetteer = gazetteer_open(NULL, &err);
	state->arena = arena_new();
	*with = state;
	return state->gazetteer ? 0 : -1;
}

static int close_all(void **with)
{
	struct state *state = *with;

	index_close(state->reader);
	index_close(state->demo);
	gazetteer_close(state->gazetteer);
	arena_free(state->arena);
	program_remove(state->directory);
	free(state);
	return 0;
}

static void ask(struct state *state, const struct ask *ask, struct answer *out, struct error *err)
{
	struct ask asked = *ask;

	if (asked.limit == 0)
		asked.limit = 100;
	query_run(state->reader, state->gazetteer, &asked, state->arena, out, err);
}

/* "a1 a3": own ids of the articles found, each once, in the order of their letters. */
static void list_ids(const struct answer *answer, char *out, size_t room)
{
	out[0] = '\0';
	for (char c = '1'; c <= '9'; c++) {
		for (size_t i = 0; i < answer->hit_count; i++) {
			struct span id = answer->hits[i].hit.record.own_id;

			if (id.bytes == 2 && id.at[1] == c) {
				size_t used = strlen(out);

				snprintf(out + used, room - used, "%sa%c", used ? " " : "", c);
				break;
			}
		}
	}
}

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
		{ "газ date:2022-02-31", "query:5", "31" },
		{ "date:2022-01-05..2022-01-01", "query:1", "ends before" },
		{ "date:..", "query:1", "wants a date" },
		{ "date:вчера", "query:1", "вчера is no date" },
		{ "газ ???", "query:5", "no letter" },
		{ "lang:кириллица", "query:1", "no language code" },
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
		{ "Токаеву", "person:Токаеву", "a case that no text has is a name" },
		{ "place:Mangistauu", "did you mean", "a place that nobody knows" },
		{ "place:Paris", "no passage names", "a place that is not here" },
		{ "person:Шекспир", "nobody called", "a person" },
		{ "date:1999", "no passage is dated", "a date" },
		{ "date:1999", "2022-01-02", "and how far the dates go" },
		{ "source:Вестнек", "вестник", "a source" },
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
		{ "\"Токаев\"", "", "a phrase" },
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

static uint32_t total_of(struct state *state, const char *field, struct span key)
{
	struct ask asked = { .limit = 0 };
	struct answer answer = { 0 };
	struct error err = { 0 };

	asked.words = arena_printf(state->arena, "%s:\"%.*s\"", field, (int)key.bytes, key.at);
	query_run(state->demo, state->gazetteer, &asked, state->arena, &answer, &err);
	return err.status == STATUS_OK ? answer.total : UINT32_MAX;
}

static void facet_counts_are_what_the_filter_returns(void **with)
{
	struct state *state = *with;
	struct ask asked = { .facet_date = true, .facet_place = true, .facet_person = true, .facet_source = true,
			     .facet_lang = true };
	struct answer answer = { 0 };
	struct error err = { 0 };
	int wrong = 0;

	query_run(state->demo, state->gazetteer, &asked, state->arena, &answer, &err);
	assert_int_equal(err.status, STATUS_OK);
	assert_int_equal(answer.facet_count, 5);
	for (size_t f = 1; f < answer.facet_count; f++) {
		for (size_t i = 0; i < answer.facets[f].bucket_count; i++) {
			const struct bucket *bucket = &answer.facets[f].buckets[i];
			uint32_t total = total_of(state, answer.facets[f].name, bucket->key);

			if (total == bucket->count)
				continue;
			wrong++;
			print_error("%s %.*s: counted %u, found %u\n", answer.facets[f].name, (int)bucket->key.bytes,
				    bucket->key.at, bucket->count, total);
		}
	}
	assert_int_equal(wrong, 0);
}

static void every_passage_has_one_date_row(void **with)
{
	struct state *state = *with;
	struct ask asked = { .facet_date = true };
	struct answer answer = { 0 };
	struct error err = { 0 };
	uint32_t sum;

	query_run(state->demo, state->gazetteer, &asked, state->arena, &answer, &err);
	sum = answer.facets[0].missing;
	for (size_t i = 0; i < answer.facets[0].bucket_count; i++) {
		sum += answer.facets[0].buckets[i].count;
		if (i > 0)
			assert_true(span_compare(answer.facets[0].buckets[i - 1].key, answer.facets[0].buckets[i].key) < 0);
	}
	assert_int_equal(sum, answer.total);
	assert_int_equal(total_of(state, "date", span_of("none")), answer.facets[0].missing);
}

static void pages_follow_one_another(void **with)
{
	struct state *state = *with;
	struct answer whole = { 0 }, page = { 0 };
	struct ask asked = { .words = span_of("газ OR gas"), .limit = 1000 };
	struct error err = { 0 };

	query_run(state->demo, state->gazetteer, &asked, state->arena, &whole, &err);
	assert_true(whole.hit_count > 3);
	assert_int_equal(whole.hit_count, whole.total);
	asked.limit = 1;
	for (asked.offset = 0; asked.offset < whole.total; asked.offset++) {
		query_run(state->demo, state->gazetteer, &asked, state->arena, &page, &err);
		assert_int_equal(page.total, whole.total);
		assert_string_equal(page.hits[0].hit.record.id, whole.hits[asked.offset].hit.record.id);
	}
}

static void two_indexes_are_asked_as_one(void **with)
{
	struct state *state = *with;
	char small[300], demo[300];
	const char *both[] = { small, demo };
	struct ask asked = { .words = span_of("person:Токаев"), .limit = 5, .facet_person = true };
	struct answer answer = { 0 };
	struct error err = { 0 };
	struct index_reader *reader;
	uint32_t apart;

	snprintf(small, sizeof(small), "%s/small", state->directory);
	snprintf(demo, sizeof(demo), "%s/demo", state->directory);
	query_run(state->reader, state->gazetteer, &asked, state->arena, &answer, &err);
	apart = answer.total;
	query_run(state->demo, state->gazetteer, &asked, state->arena, &answer, &err);
	apart += answer.total;
	reader = index_open(both, 2, &err);
	query_run(reader, state->gazetteer, &asked, state->arena, &answer, &err);
	assert_int_equal(err.status, STATUS_OK);
	assert_int_equal(answer.total, apart);
	for (size_t i = 0; i < answer.facets[0].bucket_count; i++)
		assert_false(span_equal(answer.facets[0].buckets[i].label, answer.facets[0].buckets[i].key));
	index_close(reader);
}

/* ---- mentions ---- */

static void mentions_stand_where_they_say(void **with)
{
	struct state *state = *with;
	struct ask asked = { .limit = 0 };
	struct mentions mentions;
	struct error err = { 0 };
	char got[400] = "";

	query_mentions(state->reader, state->gazetteer, span_of("Токаев"), &asked, state->arena, &mentions, &err);
	for (size_t i = 0; i < mentions.count; i++) {
		const struct found_mention *m = &mentions.items[i];
		size_t used = strlen(got);

		snprintf(got + used, sizeof(got) - used, "%.*s %.*s %u-%u;", (int)m->record->own_id.bytes, m->record->own_id.at,
			 (int)m->surface.bytes, m->surface.at, m->from_char, m->to_char);
	}
	assert_string_equal(got, "a2 Токаева 83-90;a3 Тоқаевтың 59-68;a1 Tokayev 113-120;a5 Тoкаев 10-16;");
	assert_int_equal(mentions.articles, 4);
	assert_int_equal(mentions.spelling_count, 4);
}

static void mentions_obey_filters(void **with)
{
	struct span langs[] = { span_of("ru") };
	const struct { struct ask ask; size_t count; const char *why; } rows[] = {
		{ { .langs = langs, .lang_count = 1 }, 2, "a language" },
		{ { .from = span_of("2022-01-05"), .to = span_of("2022-01-05") }, 2, "a day" },
		{ { .names = { .same_script = true } }, 3, "the script that was asked in" },
	};
	struct state *state = *with;
	int wrong = 0;

	for (size_t i = 0; i < COUNT(rows); i++) {
		struct mentions mentions;
		struct error err = { 0 };

		query_mentions(state->reader, state->gazetteer, span_of("Токаев"), &rows[i].ask, state->arena, &mentions, &err);
		if (mentions.count == rows[i].count)
			continue;
		wrong++;
		print_error("%s: got %zu, wanted %zu\n", rows[i].why, mentions.count, rows[i].count);
	}
	assert_int_equal(wrong, 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(finds_what_was_asked),
		cmocka_unit_test(options_filter_like_fields),
		cmocka_unit_test(faults_say_where),
		cmocka_unit_test(snippets_mark_every_hit),
		cmocka_unit_test(nothing_found_brings_advice),
		cmocka_unit_test(names_among_words_are_told),
		cmocka_unit_test(explains_itself),
		cmocka_unit_test(survives_any_query),
		cmocka_unit_test(facet_counts_are_what_the_filter_returns),
		cmocka_unit_test(every_passage_has_one_date_row),
		cmocka_unit_test(pages_follow_one_another),
		cmocka_unit_test(two_indexes_are_asked_as_one),
		cmocka_unit_test(mentions_stand_where_they_say),
		cmocka_unit_test(mentions_obey_filters),
	};

	return cmocka_run_group_tests(tests, open_all, close_all);
}
