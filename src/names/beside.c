/* Reads the words beside a surname: whose first name stands there, and what speaks against a person. */
#include "names/hunt.h"

#include "names/around.h"
#include "names/other.h"

#define FIRST_NAME 0.0F         /* least score of the first name there */
#define FULL_NAME 3.0F          /* least of both together */
#define FULL_NAME_STRICT 6.0F   /* the same for --strict */
#define SHORT_MORE_ONE 3.0F     /* words of one consonant need so much more ... */
#define SHORT_MORE_TWO 2.0F     /* ... of two ... */
#define SHORT_MORE_THREE 0.5F   /* ... of three */
#define WORDS_BEFORE 4          /* how far a first name stands before the surname */
#define WORDS_AFTER 3

bool is_joined(const struct text *text, size_t i)
{
	const struct word *before = &text->words[i - 1];
	unsigned gap = text->words[i].gap;

	if (gap & GAP_STOP && before->letters == 1)
		gap &= ~(unsigned)GAP_STOP;
	return (gap & ~(unsigned)(GAP_SPACE | GAP_HYPHEN | GAP_LINE | GAP_QUOTE)) == 0;
}

size_t consonants_of(const struct name_word *word)
{
	size_t count = 0;

	for (size_t i = 0; i < word->sounds[0].count; i++)
		count += symbol_get(word->sounds[0].at[i])->kind == 'c';
	return count;
}

float short_more(const struct name_word *word)
{
	static const float more[] = { SHORT_MORE_ONE, SHORT_MORE_ONE, SHORT_MORE_TWO, SHORT_MORE_THREE };
	size_t consonants = consonants_of(word);

	return !word->initial && consonants < COUNT(more) ? more[consonants] : 0;
}

bool stems_share(const struct stems *a, const struct stems *b)
{
	for (size_t i = 0; i < a->count; i++)
		for (size_t k = 0; k < b->count; k++)
			if (span_equal(stem_text(a, i), stem_text(b, k)))
				return true;
	return false;
}

/* ---- first names ---- */

/* "John F. Kennedy": with a first name asked for, a middle initial and a particle
 * stand for no word. */
static bool is_asked_given(const struct name_query *query, size_t i, const struct name_word *word)
{
	const struct name_word *asked = &query->name.words[i];

	if (i == query->surname)
		return false;
	return !query->has_given || word->initial || (!asked->initial && !asked->particle);
}

/* The best meeting of `word` with a given name of the query. */
static float given_score(const struct hunt *hunt, const struct name_word *word)
{
	float best = -20;

	for (size_t i = 0; i < hunt->query->name.count; i++) {
		struct word_meeting meeting;

		if (!is_asked_given(hunt->query, i, word))
			continue;
		words_meet(hunt->costs, &hunt->query->name.words[i], word, false, &meeting);
		meeting.score -= short_more(&hunt->query->name.words[i]);
		if (meeting.score > best)
			best = meeting.score;
	}
	return best;
}

enum neighbour { NEIGHBOUR_NONE, NEIGHBOUR_OURS, NEIGHBOUR_OTHERS };

/* Whose first name word i beside a hit is. */
static enum neighbour neighbour_read(const struct hunt *hunt, const struct hit *hit, size_t i)
{
	struct name_word word;
	float given;

	name_word_read(hunt->text->words[i].folded, hunt->lang, &word);
	/* A letter is an initial with its stop only. */
	if (word.initial && i + 1 < hunt->text->count && !(hunt->text->words[i + 1].gap & (GAP_STOP | GAP_HYPHEN)))
		return NEIGHBOUR_NONE;
	given = given_score(hunt, &word);
	if (given >= FIRST_NAME && given + hit->meeting.score >= (hunt->query->options.strict ? FULL_NAME_STRICT : FULL_NAME))
		return NEIGHBOUR_OURS;
	/* A patronymic that was not asked for tells nothing. */
	if (word.is_patronymic || (!word.initial && other_find(word.folded) != OTHER_NONE))
		return NEIGHBOUR_NONE;
	return word.initial || given_is_known(&word.stems) ? NEIGHBOUR_OTHERS : NEIGHBOUR_NONE;
}

/* Another's first name right before the surname may be a middle name, an initial there
 * a patronymic's: the word before that decides. */
static void look_before(struct hunt *hunt, struct hit *hit)
{
	size_t i = hit->word;
	bool others = false;

	for (size_t steps = 0; steps < WORDS_BEFORE && i > 0 && is_joined(hunt->text, i); steps++) {
		enum neighbour neighbour;

		i--;
		if (!is_capital(&hunt->text->words[i])) {
			if (!is_particle(hunt->text->words[i].folded))
				break;
			continue;
		}
		neighbour = neighbour_read(hunt, hit, i);
		if (neighbour == NEIGHBOUR_OURS) {
			hit->kind = HIT_FULL;
			hit->from = (uint32_t)i;
		} else if (hit->kind == HIT_FULL) {
			return;
		} else if (neighbour == NEIGHBOUR_OTHERS) {
			if (others)
				break;
			others = true;
		}
	}
	if (others && hit->kind != HIT_FULL)
		hit->kind = HIT_OTHER;
}

/* Only a match counts here: the next name may be the next person's. */
static void look_after(struct hunt *hunt, struct hit *hit)
{
	size_t i = hit->word + 1;

	for (size_t steps = 0; steps < WORDS_AFTER && i < hunt->text->count && is_joined(hunt->text, i); steps++, i++) {
		if (!is_capital(&hunt->text->words[i]))
			return;
		if (neighbour_read(hunt, hit, i) == NEIGHBOUR_OURS) {
			hit->kind = HIT_FULL;
			hit->to = (uint32_t)i + 1;
		}
	}
}

/* A king's or pope's name: whose it is, the number behind it tells. */
static void look_at_number(struct hunt *hunt, struct hit *hit)
{
	const struct text *text = hunt->text;
	size_t next = hit->word + 1;

	if (next >= text->count || text->words[next].gap != GAP_SPACE || !is_capital(&text->words[next]))
		return;
	if (span_is(text->words[next].folded, hunt->query->regnal)) {
		hit->kind = HIT_FULL;
		hit->to = (uint32_t)next + 1;
	} else {
		hit->kind = HIT_OTHER;
	}
}

void hit_look_beside(struct hunt *hunt, struct hit *hit)
{
	if (hunt->query->regnal[0]) {
		look_at_number(hunt, hit);
	} else if (!hunt->query->one_word) {
		look_before(hunt, hit);
		if (hit->kind != HIT_FULL)
			look_after(hunt, hit);
	}
}

/* ---- what speaks against a person ---- */

/* Does word i pass for one of the asked words? */
static bool is_asked_word(const struct hunt *hunt, size_t i)
{
	struct name_word word;

	name_word_read(hunt->text->words[i].folded, hunt->lang, &word);
	for (size_t k = 0; k < hunt->query->name.count; k++) {
		struct word_meeting meeting;

		words_meet(hunt->costs, &hunt->query->name.words[k], &word, false, &meeting);
		if (k != hunt->query->surname && meeting.score >= FIRST_NAME)
			return true;
	}
	return false;
}

bool is_half(const struct hunt *hunt, size_t i)
{
	const struct text *text = hunt->text;
	const struct name_query *query = hunt->query;
	bool asked_double = query->surname > 0 && query->name.words[query->surname].hyphened;

	if (i + 1 < text->count && text->words[i + 1].gap == GAP_HYPHEN && is_capital(&text->words[i + 1]))
		return true;
	if (asked_double || i == 0 || text->words[i].gap != GAP_HYPHEN || !is_capital(&text->words[i - 1]))
		return false;
	return query->name.count < 3 || !is_asked_word(hunt, i - 1);
}

/* Is word i one of two capitalised words that stand together, no title being the first? */
static bool has_company(const struct text *text, size_t i)
{
	if (i + 1 < text->count && is_capital(&text->words[i + 1]) && is_joined(text, i + 1))
		return true;
	return i > 0 && is_capital(&text->words[i - 1]) && is_joined(text, i) &&
		!text->words[i - 1].starts_sentence && other_find(text->words[i - 1].folded) != OTHER_TITLE;
}

bool is_unlikely_alone(const struct hunt *hunt, size_t i)
{
	const struct text *text = hunt->text;

	if (has_company(text, i) || words_are_quoted(text, i, i + 1))
		return true;
	if (i > 0 && is_joined(text, i)) {
		enum other_kind before = other_find(text->words[i - 1].folded);

		if (before == OTHER_WHERE || before == OTHER_THING || before == OTHER_ORGANISATION)
			return true;
	}
	return i + 1 < text->count && is_joined(text, i + 1) && other_find(text->words[i + 1].folded) == OTHER_THING;
}
