/* Takes an asked name apart: which word is the surname, and what passes for it. */
#include "names/query.h"

#include "names/other.h"

/* A lone word must sound like the surname; beside the first name less will do. */
#define SURNAME_LEAST 0.0F

/* "XVI" of "Benedict XVI". */
static bool is_regnal(struct span folded)
{
	for (size_t i = 0; i < folded.bytes; i++)
		if (!strchr("ivxl", folded.at[i]))
			return false;
	return folded.bytes > 0;
}

static bool is_given(const struct name_word *word)
{
	return word->givens[0].count > 0;
}

/* The last word, unless the name is written surname first: "Tokayev, Kassym-Jomart",
 * "Токаев К. К.", "Токаев Касым-Жомарт Кемелевич", "Путин Владимир". */
static size_t surname_find(const struct name *name, bool comma_after_first)
{
	size_t last = name->count - 1;

	if (name->count == 1 || comma_after_first || name->words[last].initial)
		return 0;
	while (last > 0 && name->words[last].particle)
		last--;
	if (name->count > 2 && name->words[last].is_patronymic && name->words[last].patronymic.fathers.count > 0)
		return 0;
	if (name->count == 2 && is_given(&name->words[1]) && !is_given(&name->words[0]) && !name->words[1].hyphened)
		return 0;
	return last;
}

/* Takes off the number of a king or pope and remembers it. */
static void regnal_take(struct name_query *query, const struct text *text)
{
	while (query->name.count > 1 && text->count >= query->name.count) {
		const struct word *last = &text->words[query->name.count - 1];

		if (!is_regnal(last->folded) || (last->shape != WORD_UPPER && last->letters > 1) ||
		    last->folded.bytes >= sizeof(query->regnal))
			return;
		memcpy(query->regnal, last->folded.at, last->folded.bytes);
		query->regnal[last->folded.bytes] = '\0';
		query->name.count--;
	}
}

/* "Queen Elizabeth", "Папа Франциск": the title is no name. */
static void titles_drop(struct name_query *query)
{
	while (query->name.count > 1 && other_find(query->name.words[0].folded) == OTHER_TITLE &&
	       query->name.words[0].givens[0].count == 0) {
		query->titled = true;
		query->name.count--;
		memmove(query->name.words, query->name.words + 1, query->name.count * sizeof(query->name.words[0]));
	}
}

char surname_gender(struct span folded)
{
	static const struct { const char *ending; char gender; } endings[] = {
#define ROW(line, ending, gender, example, source) { ending, (gender)[0] },
#include "names/genders.tsv.inc"
#undef ROW
	};

	for (size_t i = 0; i < COUNT(endings); i++)
		if (span_ends(folded, endings[i].ending) && folded.bytes > strlen(endings[i].ending) + 2)
			return endings[i].gender;
	return '-';
}

/* The surname's own word, unless the first name says otherwise: Mikhail Glinka. */
static char gender_find(const struct name_query *query)
{
	char gender = surname_gender(query->name.words[query->surname].folded);

	for (size_t i = 0; i < query->name.count; i++) {
		const struct givens *givens = &query->name.words[i].givens[0];

		if (i != query->surname && givens->count > 0 && given_gender(givens->at[0].name) != gender)
			return '-';
	}
	return gender;
}

/* What stands beside the surname: a first name, initials, particles only. */
static void look_beside_surname(struct name_query *query)
{
	query->one_word = query->regnal[0] == '\0';
	query->given_gender = '-';
	for (size_t i = 0; i < query->name.count; i++) {
		const struct name_word *word = &query->name.words[i];

		/* "Ben Tapper", but "von der Leyen". */
		if (i == query->surname || (is_particle(word->folded) && (i > 0 || !given_is_known(&word->stems))))
			continue;
		query->one_word = false;
		query->has_given = query->has_given || !word->initial;
		if (word->givens[0].count > 0 && query->given_gender == '-')
			query->given_gender = given_gender(word->givens[0].at[0].name);
	}
}

static bool has_comma(const struct text *text)
{
	return text->count > 1 && (text->words[1].gap & GAP_COMMA);
}

/* Czech and Slovak give women's surnames -ová, the names of foreigners too. */
static void plain_find(struct name_query *query)
{
	const struct stems *stems = &query->name.words[query->surname].stems;

	for (size_t i = 1; i < stems->count && !query->has_plain; i++) {
		const struct ending *ending = stems->at[i].ending;

		if (strcmp(ending->grammatical_case, "feminine") != 0 || strcmp(ending->languages, "cs") != 0)
			continue;
		query->has_plain = true;
		name_word_read(stem_text(stems, i), NULL, &query->plain);
	}
}

void surname_meet(const struct name_query *query, const struct name_word *word, struct word_meeting *out)
{
	words_meet(costs_get(), &query->name.words[query->surname], word, false, out);
	if (query->has_plain) {
		struct word_meeting meeting;

		words_meet(costs_get(), &query->plain, word, false, &meeting);
		if (meeting.score > out->score)
			*out = meeting;
	}
}

struct name_query *name_query_new(struct span name, const struct name_options *options, struct arena *arena)
{
	struct name_query *query = arena_alloc(arena, sizeof(*query));
	struct span kept = arena_copy(arena, name);
	struct text text;

	text_read(kept, arena, &text);
	name_read(kept, NULL, arena, &query->name);
	regnal_take(query, &text);
	titles_drop(query);
	if (options)
		query->options = *options;
	if (query->name.count == 0)
		return query;
	query->surname = surname_find(&query->name, has_comma(&text));
	look_beside_surname(query);
	plain_find(query);
	query->gender = gender_find(query);
	query->cyrillic = query->name.words[query->surname].sounds[0].cyrillic;
	return query;
}

size_t name_query_keys(const struct name_query *query, struct name_key *out, size_t room)
{
	struct name_key keys[NAME_KEYS_MOST];
	size_t count;

	if (query->name.count == 0)
		return 0;
	count = name_keys(query->name.words[query->surname].folded, keys);
	if (count > room)
		count = room;
	memcpy(out, keys, count * sizeof(keys[0]));
	return count;
}

bool name_query_takes(const struct name_query *query, struct span surface)
{
	struct name_word word;
	struct word_meeting meeting;

	if (query->name.count == 0)
		return false;
	name_word_read(surface, NULL, &word);
	surname_meet(query, &word, &meeting);
	return meeting.score >= SURNAME_LEAST;
}
