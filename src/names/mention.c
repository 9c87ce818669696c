/* Finds an asked person in an article: the full name once, then the bare surname. */
#include "names/query.h"

#include "names/other.h"

#define SURNAME_ALONE 1.5F      /* least score of a surname that stands alone */
#define SURNAME_BESIDE 0.0F     /* and of one beside the first name */
#define TELLING_CONSONANTS 3    /* a surname of so many is enough by itself ... */
#define TELLING_SCORE_EXACT 5.8F /* ... with this score ... */
#define TELLING_SCORE 5.2F      /* ... or this one, if it has more */
#define TITLE_TELLS 2           /* a title before it is worth so many */
#define FIRST_NAME 0.0F         /* least score of the first name there */
#define FULL_NAME 3.0F          /* least of both together */
#define FULL_NAME_STRICT 6.0F   /* the same for --strict */
#define SHORT_MORE_ONE 3.0F     /* words of one consonant need so much more ... */
#define SHORT_MORE_TWO 2.0F     /* ... of two ... */
#define SHORT_MORE_THREE 0.5F   /* ... of three */
#define NEAR_WORDS 40          /* within so many words the last full name owns a bare surname */
#define WORDS_BEFORE 4          /* how far a first name stands before the surname */
#define WORDS_AFTER 3

enum hit_kind {
	HIT_ALONE,              /* the surname alone */
	HIT_TELLING,            /* alone, but long and well spelled: few others can be meant */
	HIT_FULL,               /* with the first name or its initial */
	HIT_OTHER               /* with another's first name */
};

/* A word that passes for the surname. */
struct hit {
	uint32_t word, from, to;        /* the surname's word; the mention is words [from, to) */
	enum hit_kind kind;
	struct word_meeting meeting;
	const struct ending *ending;    /* undone, or NULL */
	bool doubtful;                  /* a common word, maybe: another hit must be spelled so */
};

struct hunt {
	const struct name_query *query;
	const struct text *text;
	const char *lang;
	const struct costs *costs;
	struct arena *arena;
	struct hit *hits;
	size_t hit_count, hit_room;
	bool full;              /* the full name stands in the article */
};

static bool is_capital(const struct word *word)
{
	return word->shape == WORD_CAPITAL || word->shape == WORD_UPPER || word->shape == WORD_MIXED;
}

/* Do words i - 1 and i stand in one name? An initial may have its stop. */
static bool is_joined(const struct text *text, size_t i)
{
	const struct word *before = &text->words[i - 1];
	unsigned gap = text->words[i].gap;

	if (gap & GAP_STOP && before->letters == 1)
		gap &= ~(unsigned)GAP_STOP;
	return (gap & ~(unsigned)(GAP_SPACE | GAP_HYPHEN | GAP_LINE | GAP_QUOTE)) == 0;
}

/* Cheap refusal: no spelling of the surname begins like this. */
static bool may_be(const struct hunt *hunt, const struct word *word)
{
	const struct sounds *asked = &hunt->query->name.words[hunt->query->surname].sounds[0];
	struct sounds sounds;
	const struct costs *c = hunt->costs;
	bool crossed;

	sounds_read(word->folded, &sounds);
	if (sounds.count == 0 || asked->count == 0)
		return false;
	crossed = sounds.cyrillic != asked->cyrillic;
	return c->change[asked->at[0]][sounds.at[0]] < 3 || c->gap[crossed][asked->at[0]][GAP_FIRST] < 3 ||
	       c->gap[crossed][sounds.at[0]][GAP_FIRST] < 3 ||
	       hunt->query->name.words[hunt->query->surname].givens[0].count > 0;
}

/* ---- the words beside a hit ---- */

static size_t consonants_of(const struct name_word *word)
{
	size_t count = 0;

	for (size_t i = 0; i < word->sounds[0].count; i++)
		count += symbol_get(word->sounds[0].at[i])->kind == 'c';
	return count;
}

/* A short word is easily met by chance. */
static float short_more(const struct name_word *word)
{
	static const float more[] = { SHORT_MORE_ONE, SHORT_MORE_ONE, SHORT_MORE_TWO, SHORT_MORE_THREE };
	size_t consonants = consonants_of(word);

	return !word->initial && consonants < COUNT(more) ? more[consonants] : 0;
}

/* The best meeting of `word` with a given name of the query. */
static float given_score(const struct hunt *hunt, const struct name_word *word)
{
	float best = -20;

	for (size_t i = 0; i < hunt->query->name.count; i++) {
		struct word_meeting meeting;

		if (i == hunt->query->surname)
			continue;
		words_meet(hunt->costs, &hunt->query->name.words[i], word, false, &meeting);
		meeting.score -= short_more(&hunt->query->name.words[i]);
		if (meeting.score > best)
			best = meeting.score;
	}
	return best;
}

/* Looks at word i beside a hit: true when it decides whose name this is. */
static bool neighbour_decides(struct hunt *hunt, struct hit *hit, size_t i)
{
	struct name_word word;

	float given;

	name_word_read(hunt->text->words[i].folded, hunt->lang, &word);
	/* A letter is an initial with its stop only. */
	if (word.initial && i + 1 < hunt->text->count && !(hunt->text->words[i + 1].gap & (GAP_STOP | GAP_HYPHEN)))
		return false;
	given = given_score(hunt, &word);
	if (given >= FIRST_NAME && given + hit->meeting.score >= (hunt->query->options.strict ? FULL_NAME_STRICT : FULL_NAME)) {
		hit->kind = HIT_FULL;
		if (i < hit->from)
			hit->from = (uint32_t)i;
		if (i >= hit->to)
			hit->to = (uint32_t)i + 1;
		return true;
	}
	if (hit->kind == HIT_FULL)
		return true;
	/* A patronymic that was not asked for tells nothing. */
	if (word.is_patronymic)
		return false;
	if (word.initial || given_is_known(&word.stems)) {
		hit->kind = HIT_OTHER;
		return true;
	}
	return false;
}

static bool is_small_word(const struct word *word)
{
	return word->letters <= 3 && word->shape == WORD_LOWER;
}

static void look_before(struct hunt *hunt, struct hit *hit)
{
	size_t i = hit->word;

	for (size_t steps = 0; steps < WORDS_BEFORE && i > 0 && is_joined(hunt->text, i); steps++) {
		i--;
		if (!is_capital(&hunt->text->words[i])) {
			if (!is_small_word(&hunt->text->words[i]))
				return;
			continue;
		}
		if (neighbour_decides(hunt, hit, i) && (hit->kind == HIT_OTHER || hit->from != i))
			return;
	}
}

static void look_after(struct hunt *hunt, struct hit *hit)
{
	size_t i = hit->word + 1;

	for (size_t steps = 0; steps < WORDS_AFTER && i < hunt->text->count && is_joined(hunt->text, i); steps++, i++) {
		struct hit before = *hit;

		if (!is_capital(&hunt->text->words[i]))
			return;
		neighbour_decides(hunt, hit, i);
		/* Only a match counts here: the next name may be the next person's. */
		if (hit->kind == HIT_OTHER)
			*hit = before;
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

/* Part of a double surname that was not asked for. */
static bool is_half(const struct hunt *hunt, size_t i)
{
	const struct text *text = hunt->text;
	const struct name_query *query = hunt->query;
	bool asked_double = query->surname > 0 && query->name.words[query->surname].hyphened;

	if (i + 1 < text->count && text->words[i + 1].gap == GAP_HYPHEN && is_capital(&text->words[i + 1]))
		return true;
	return !asked_double && i > 0 && text->words[i].gap == GAP_HYPHEN && is_capital(&text->words[i - 1]);
}

/* A short word that begins a sentence is rarely a name, and pronouns never are. */
static bool is_common_word(const struct hunt *hunt, const struct word *word)
{
	return other_find(word->folded) == OTHER_WORD || (word->starts_sentence && word->letters <= 3 &&
		strcmp(hunt->lang, "en") != 0);
}

/* Is word i one of two capitalised words that stand together, no title being the first? */
static bool has_company(const struct text *text, size_t i)
{
	if (i + 1 < text->count && is_capital(&text->words[i + 1]) && is_joined(text, i + 1))
		return true;
	return i > 0 && is_capital(&text->words[i - 1]) && is_joined(text, i) &&
		!text->words[i - 1].starts_sentence && other_find(text->words[i - 1].folded) != OTHER_TITLE;
}

/* A surname of several consonants, spelled as it should be, needs no first name,
 * if nothing says that the word is another. */
static bool is_telling(const struct hunt *hunt, const struct hit *hit, const struct name_word *word)
{
	const struct name_word *surname = &hunt->query->name.words[hunt->query->surname];
	size_t consonants = consonants_of(surname);
	float score = hit->meeting.score + short_more(surname) + (hit->ending ? hit->ending->price : 0);

	if (given_is_known(&word->stems) || other_find(word->folded) != OTHER_NONE)
		return false;
	if (has_company(hunt->text, hit->word))
		return false;
	if (hit->word > 0 && other_find(hunt->text->words[hit->word - 1].folded) == OTHER_TITLE &&
	    is_joined(hunt->text, hit->word))
		consonants += TITLE_TELLS;
	if (consonants < TELLING_CONSONANTS)
		return false;
	/* Within one script a name is spelled one way. */
	if (consonants == TELLING_CONSONANTS || word->sounds[0].cyrillic == hunt->query->cyrillic)
		return score >= TELLING_SCORE_EXACT;
	return score >= TELLING_SCORE;
}

/* ---- all hits ---- */

static void word_try(struct hunt *hunt, size_t i)
{
	const struct word *w = &hunt->text->words[i];
	struct name_word word;
	struct hit hit = { .word = (uint32_t)i, .from = (uint32_t)i, .to = (uint32_t)i + 1 };

	if (!is_capital(w) || w->letters < 2 || !may_be(hunt, w))
		return;
	if (hunt->query->options.same_script && (w->script == SCRIPT_CYRILLIC) != hunt->query->cyrillic)
		return;
	name_word_read(w->folded, hunt->lang, &word);
	surname_meet(hunt->query, &word, &hit.meeting);
	hit.meeting.score -= short_more(&hunt->query->name.words[hunt->query->surname]);
	if (hit.meeting.score < SURNAME_BESIDE || is_half(hunt, i))
		return;
	hit.ending = hit.meeting.stem_b > 0 ? word.stems.at[hit.meeting.stem_b].ending : NULL;
	if (hunt->query->regnal[0]) {
		look_at_number(hunt, &hit);
	} else if (!hunt->query->one_word) {
		look_before(hunt, &hit);
		if (hit.kind != HIT_FULL)
			look_after(hunt, &hit);
	}
	if (hit.kind != HIT_FULL && hit.meeting.score < SURNAME_ALONE)
		return;
	hit.doubtful = hit.kind == HIT_ALONE && is_common_word(hunt, w);
	if (hit.kind == HIT_ALONE && is_telling(hunt, &hit, &word))
		hit.kind = HIT_TELLING;
	ARENA_PUSH(hunt->arena, hunt->hits, hunt->hit_count, hunt->hit_room) = hit;
}

/* ---- what is told ---- */

static struct span why_told(const struct hunt *hunt, const struct hit *hit)
{
	bool cyrillic = hunt->text->words[hit->word].script == SCRIPT_CYRILLIC;
	const char *kind = hit->kind == HIT_FULL ? "full name" :
		hit->kind == HIT_TELLING && !hunt->full ? "surname alone" :
		hunt->query->one_word ? "surname" : "surname, in an article with the full name";

	if (!hit->ending)
		return arena_printf(hunt->arena, "%s; %s", cyrillic ? "Cyrillic" : "Latin", kind);
	return arena_printf(hunt->arena, "%s, %s (%s); %s", cyrillic ? "Cyrillic" : "Latin",
			    hit->ending->grammatical_case, hit->ending->languages, kind);
}

static struct name_mention mention_of(const struct hunt *hunt, const struct hit *hit, bool sure)
{
	const struct word *first = &hunt->text->words[hit->from], *last = &hunt->text->words[hit->to - 1];

	return (struct name_mention){
		.at_byte = first->at_byte,
		.bytes = last->at_byte + last->bytes - first->at_byte,
		.certainty = sure ? NAME_CERTAIN : NAME_LIKELY,
		.why = why_told(hunt, hit),
	};
}

/* A woman's surname in a man's form is another person, and the reverse. */
static bool is_other_gender(const struct hunt *hunt, const struct hit *hit)
{
	char gender = hit->ending && hit->ending->gender != '-' ? hit->ending->gender :
		surname_gender(hunt->text->words[hit->word].folded);

	return hunt->query->gender != '-' && gender != '-' && gender != hunt->query->gender;
}

/* Does the last full name before a bare surname belong to another? */
static bool is_nearer_to_other(const struct hunt *hunt, size_t hit)
{
	uint32_t at = hunt->hits[hit].word;

	for (size_t i = hit; i-- > 0;) {
		if (at - hunt->hits[i].word > NEAR_WORDS)
			return false;
		if (hunt->hits[i].kind == HIT_FULL)
			return false;
		if (hunt->hits[i].kind == HIT_OTHER)
			return true;
	}
	return false;
}

/* Is the word of a doubtful hit written so where there is no doubt? */
static bool is_vouched_for(const struct hunt *hunt, const struct hit *hit)
{
	struct span folded = hunt->text->words[hit->word].folded;

	for (size_t i = 0; i < hunt->hit_count; i++)
		if (!hunt->hits[i].doubtful && span_equal(hunt->text->words[hunt->hits[i].word].folded, folded))
			return true;
	return false;
}

size_t name_query_mentions(const struct name_query *query, const struct text *article, const char *lang,
			   struct arena *arena, struct name_mention **out)
{
	struct hunt hunt = { query, article, lang, costs_get(), arena, NULL, 0, 0, false };
	struct name_mention *mentions = NULL;
	size_t count = 0, room = 0;
	bool other = false;

	for (size_t i = 0; query->name.count > 0 && i < article->count; i++)
		word_try(&hunt, i);
	for (size_t i = 0; i < hunt.hit_count; i++) {
		hunt.full = hunt.full || hunt.hits[i].kind == HIT_FULL;
		other = other || hunt.hits[i].kind == HIT_OTHER;
	}
	for (size_t i = 0; i < hunt.hit_count; i++) {
		const struct hit *hit = &hunt.hits[i];
		bool taken = hit->kind == HIT_FULL || query->one_word ||
			(hit->kind != HIT_OTHER && !query->options.strict &&
			 (hunt.full || (hit->kind == HIT_TELLING && !other)) &&
			 (!hit->doubtful || is_vouched_for(&hunt, hit)) && !is_other_gender(&hunt, hit) &&
			 !is_nearer_to_other(&hunt, i));

		if (taken && (count == 0 || hunt.text->words[hit->from].at_byte >=
			      mentions[count - 1].at_byte + mentions[count - 1].bytes))
			ARENA_PUSH(arena, mentions, count, room) =
				mention_of(&hunt, hit, hit->kind == HIT_FULL || (hunt.full && !other));
	}
	*out = mentions;
	return count;
}
