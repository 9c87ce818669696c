/* Finds the people of an article by the text alone and joins their mentions. */
#include "dateline/name.h"

#include "names/around.h"
#include "names/label.h"
#include "names/other.h"
#include "names/run.h"

#define SAME_WORD 1.0F          /* least score of two surnames of one person */
#define SAME_SPELLING 4.2F      /* the same within one script */
#define SAME_FIRST 1.0F         /* and of two first names */

/* Someone who has been met in the article. */
struct someone {
	struct name_word *given, *surname;      /* of the first full mention; NULL unknown */
	struct label_votes votes;
	uint32_t mentions;
};

struct gathering {
	const struct text *text;
	const char *lang;
	const struct costs *costs;
	struct arena *arena;
	struct someone *people;
	size_t count, room;
	struct person_list *out;
	size_t mention_room;
};

#define NOBODY SIZE_MAX

static struct name_word *word_read(struct gathering *g, const struct run *run, uint8_t part)
{
	struct name_word *word;

	if (part == RUN_WORDS_MOST)
		return NULL;
	word = arena_alloc(g->arena, sizeof(*word));
	name_word_read(g->text->words[run->from + part].folded, g->lang, word);
	return word;
}

static float words_score(const struct gathering *g, const struct name_word *a, const struct name_word *b)
{
	struct word_meeting meeting;

	words_meet(g->costs, a, b, true, &meeting);
	return meeting.score;
}

/* Cheap refusal: the words begin with sounds that never stand for one another. */
static bool begin_alike(const struct gathering *g, const struct name_word *a, const struct name_word *b)
{
	if (a->sounds[0].count == 0 || b->sounds[0].count == 0)
		return false;
	return g->costs->change[a->sounds[0].at[0]][b->sounds[0].at[0]] < 2;
}

/* The same word or two forms of one: both may stand in a case. */
static bool same_surname(const struct gathering *g, const struct name_word *a, const struct name_word *b)
{
	if (span_equal(a->folded, b->folded))
		return true;
	if (!begin_alike(g, a, b))
		return false;
	for (size_t i = 1; i < a->stems.count; i++)
		for (size_t k = 1; k < b->stems.count; k++)
			if (span_equal(stem_text(&a->stems, i), stem_text(&b->stems, k)))
				return true;
	/* Within one script spelling is firm; only across scripts do sounds decide. */
	return words_score(g, a, b) >= (a->sounds[0].cyrillic == b->sounds[0].cyrillic ? SAME_SPELLING : SAME_WORD);
}

static bool same_given(const struct gathering *g, const struct name_word *a, const struct name_word *b)
{
	if (!a || !b)
		return true;
	return same_surname(g, a, b) || words_score(g, a, b) >= SAME_FIRST;
}

/* The person whom a full name names, or NOBODY. */
static size_t full_find(const struct gathering *g, const struct name_word *given, const struct name_word *surname)
{
	for (size_t i = g->count; i-- > 0;) {
		const struct someone *s = &g->people[i];

		if (surname && s->surname) {
			if (same_surname(g, s->surname, surname) && same_given(g, s->given, given))
				return i;
		} else if (!surname && s->given && given && same_surname(g, s->given, given)) {
			return i;
		}
	}
	return NOBODY;
}

static size_t someone_add(struct gathering *g, struct name_word *given, struct name_word *surname)
{
	ARENA_PUSH(g->arena, g->people, g->count, g->room) = (struct someone){ .given = given, .surname = surname };
	return g->count - 1;
}

/* A lone first name must be the very word or a form of it: sounds alone join too much. */
static bool same_first_name(const struct name_word *known, const struct name_word *word)
{
	if (known->initial || utf8_count(word->folded) < 4)
		return span_equal(known->folded, word->folded);
	for (size_t i = 0; i < known->stems.count; i++)
		for (size_t k = 0; k < word->stems.count; k++)
			if (span_equal(stem_text(&known->stems, i), stem_text(&word->stems, k)))
				return true;
	return givens_meet(&known->givens[0], &word->givens[0]) == GIVEN_SAME;
}

/* The person whom a lone word names: by surname the last met, by first name the only one. */
static size_t single_find(const struct gathering *g, const struct name_word *word, const size_t *recent)
{
	size_t found = NOBODY;

	if (*recent != NOBODY && g->people[*recent].surname && same_surname(g, g->people[*recent].surname, word))
		return *recent;
	for (size_t i = g->count; i-- > 0;)
		if (g->people[i].surname && same_surname(g, g->people[i].surname, word))
			return i;
	for (size_t i = 0; i < g->count; i++) {
		if (!g->people[i].given || !same_first_name(g->people[i].given, word))
			continue;
		if (found != NOBODY)
			return NOBODY;
		found = i;
	}
	return found;
}

static void mention_add(struct gathering *g, const struct run *run, size_t person)
{
	const struct word *first = &g->text->words[run->from], *last = &g->text->words[run->to - 1];
	size_t possessive = possessive_bytes(text_word(g->text, run->to - 1));
	struct person_list *out = g->out;

	g->people[person].mentions++;
	ARENA_PUSH(g->arena, out->mentions, out->mention_count, g->mention_room) = (struct person_mention){
		.at_byte = first->at_byte,
		.bytes = last->at_byte + last->bytes - first->at_byte - (uint32_t)possessive,
		.person = (uint32_t)person,
	};
}

static bool is_acronym_like(const struct word *word)
{
	return word->shape == WORD_MIXED || (word->shape == WORD_UPPER && word->letters <= 5);
}

/* Does the word look like a surname once an ending is undone? */
static bool surname_by_stems(const struct name_word *name)
{
	for (size_t i = 0; i < name->stems.count; i++)
		if (surname_alone_by_look(stem_text(&name->stems, i)))
			return true;
	return false;
}

/* A lone word is a person by itself after a title, or when it looks like a surname or
 * is a known first name and does not stand where any word has a capital. */
static bool stands_alone(const struct gathering *g, const struct run *run, const struct name_word *name)
{
	const struct word *word = &g->text->words[run->from];

	if (word->letters >= 4 && !run->starts_sentence && given_is_known(&name->stems) && word->shape == WORD_CAPITAL)
		return true;

	if (word->letters < 4 || is_acronym_like(word))
		return false;
	if (run->after_title || run->speaks)
		return strcmp(g->lang, "kk") != 0 || surname_by_stems(name);
	if (strcmp(g->lang, "kk") == 0)
		return surname_by_stems(name);
	return !run->starts_sentence && surname_alone_by_look(word->folded);
}

/* Whom a lone word names: somebody met, or a new person if it may stand alone. */
static size_t single_name(struct gathering *g, const struct run *run, const size_t *recent)
{
	struct name_word *word = word_read(g, run, 0);
	size_t person = single_find(g, word, recent);

	if (person == NOBODY && stands_alone(g, run, word))
		person = someone_add(g, NULL, word);
	if (person != NOBODY)
		label_vote(&g->people[person].votes, g->text, run, g->lang, g->arena);
	return person;
}

/* Two unknown words that begin a sentence: "Adviser Petrov" is the Petrov who is
 * known already, then the first word is no name; else they name somebody. */
static size_t weak_find(struct gathering *g, struct run *run)
{
	struct name_word *given = word_read(g, run, run->given), *surname = word_read(g, run, run->surname);
	size_t person = full_find(g, given, surname);

	for (size_t i = g->count; person == NOBODY && i-- > 0;)
		if (surname && g->people[i].surname && same_surname(g, g->people[i].surname, surname)) {
			person = i;
			run->from += run->surname;
			run->given = RUN_WORDS_MOST;
			run->surname = 0;
		}
	if (person == NOBODY)
		person = someone_add(g, given, surname);
	label_vote(&g->people[person].votes, g->text, run, g->lang, g->arena);
	return person;
}

/* "Wild Arman" beside Arman Dzhumageldiev: a nickname is no second person. */
static bool is_nickname(struct gathering *g, const struct run_list *runs, size_t i)
{
	const struct run *run = &runs->at[i];
	struct name_word *given;

	if (run->given == RUN_WORDS_MOST || run->from + run->given + 1 != run->to ||
	    surname_by_look(g->text->words[run->from].folded))
		return false;
	given = word_read(g, run, run->given);
	for (size_t k = i > 0 ? i - 1 : i + 1; k <= i + 1 && k < runs->count; k++) {
		const struct run *beside = &runs->at[k];

		if (k == i || beside->single || beside->given == RUN_WORDS_MOST || beside->surname == RUN_WORDS_MOST)
			continue;
		if (same_first_name(word_read(g, beside, beside->given), given) && beside->given < beside->surname)
			return true;
	}
	return false;
}

static void gather(struct gathering *g, struct run_list *runs)
{
	size_t *person_of = arena_new_array(g->arena, size_t, runs->count + 1);
	size_t recent = NOBODY;

	for (size_t i = 0; i < runs->count; i++) {
		const struct run *run = &runs->at[i];
		struct name_word *given, *surname;

		person_of[i] = NOBODY;
		if (run->single || is_nickname(g, runs, i) || (run->weak && run->starts_sentence))
			continue;
		given = word_read(g, run, run->given);
		surname = word_read(g, run, run->surname);
		person_of[i] = full_find(g, given, surname);
		if (person_of[i] == NOBODY)
			person_of[i] = someone_add(g, given, surname);
		label_vote(&g->people[person_of[i]].votes, g->text, run, g->lang, g->arena);
	}
	for (size_t i = 0; i < runs->count; i++) {
		struct run *run = &runs->at[i];

		if (run->weak && run->starts_sentence)
			person_of[i] = weak_find(g, run);
		else if (run->single)
			person_of[i] = single_name(g, run, &recent);
		if (person_of[i] == NOBODY)
			continue;
		recent = person_of[i];
		mention_add(g, run, person_of[i]);
	}
}

void persons_find(const struct text *article, const char *lang, const struct name_taken *taken, size_t taken_count,
		  struct arena *arena, struct person_list *out)
{
	struct gathering g = { .text = article, .lang = lang ? lang : "", .costs = costs_get(), .arena = arena, .out = out };
	struct run_list runs;

	*out = (struct person_list){ NULL, 0, NULL, 0 };
	runs_find(article, g.lang, taken, taken_count, arena, &runs);
	gather(&g, &runs);
	out->persons = arena_new_array(arena, struct person, g.count + 1);
	out->person_count = g.count;
	for (size_t i = 0; i < g.count; i++) {
		out->persons[i].label = label_make(&g.people[i].votes, arena);
		out->persons[i].key = person_key(out->persons[i].label, arena);
		out->persons[i].mentions = g.people[i].mentions;
	}
}
