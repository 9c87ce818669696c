/* Finds an asked person in an article: the full name once, then the bare surname. */
#include "names/hunt.h"

#include "names/other.h"

#define SURNAME_ALONE 1.5F      /* least score of a surname that stands alone */
#define SURNAME_BESIDE 0.0F     /* and of one beside the first name */
#define SURNAME_ONLY 3.0F       /* and of a short name of one word, in another script ... */
#define SURNAME_ONLY_EXACT 4.2F /* ... and in the script that was asked in */
#define SHORT_CONSONANTS 4      /* names of more consonants are not short */
#define SAME_SPELLING 4.2F      /* of a bare surname that no full name of its article spells so */
#define TELLING_CONSONANTS 3    /* a surname of so many is enough by itself ... */
#define TELLING_SCORE_EXACT 5.8F /* ... with this score ... */
#define TELLING_SCORE 5.2F      /* ... or this one, if it has more */
#define TITLE_TELLS 2           /* a title before it is worth so many */
#define NEAR_WORDS 40           /* within so many words the last full name owns a bare surname */
#define TALLY_SURE 3            /* articles that must name the person before a faint hit counts ... */
#define TALLY_RATIO 4           /* ... for each that names another */

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

/* ---- one hit ---- */

/* A short word that begins a sentence is rarely a name, and pronouns never are. */
static bool is_common_word(const struct hunt *hunt, const struct word *word)
{
	enum other_kind other = other_find(word->folded);

	return other == OTHER_WORD || other == OTHER_WHERE ||
		(word->starts_sentence && word->letters <= 3 && strcmp(hunt->lang, "en") != 0);
}

/* Capitals among small letters: "UNN". */
static bool is_acronym(const struct text *text, size_t i)
{
	const struct word *words = text->words;

	return words[i].shape == WORD_UPPER && words[i].letters <= 5 &&
		((i > 0 && words[i - 1].shape != WORD_UPPER) || (i + 1 < text->count && words[i + 1].shape != WORD_UPPER));
}

/* A Latin word in the midst of Cyrillic ones is a firm's sooner than a person's. */
static bool is_in_foreign_script(const struct text *text, size_t i)
{
	return text->words[i].script == SCRIPT_LATIN && i > 0 && text->words[i - 1].script == SCRIPT_CYRILLIC &&
		i + 1 < text->count && text->words[i + 1].script == SCRIPT_CYRILLIC;
}

/* Is the title of a person right before word i? */
static bool has_title(const struct text *text, size_t i)
{
	return i > 0 && is_joined(text, i) && other_find(text->words[i - 1].folded) == OTHER_TITLE;
}

/* Czech gives women -ová, so it is no man's form. */
static bool is_womans_form(const struct hunt *hunt, const struct hit *hit)
{
	return hunt->query->given_gender == 'm' && hit->ending && strcmp(hit->ending->grammatical_case, "feminine") == 0;
}

/* Marks a surname that needs no first name, as one of several consonants, spelled as
 * it should be, if nothing says that the word is another; and one that would, but is
 * short. */
static void mark_telling(const struct hunt *hunt, struct hit *hit, const struct name_word *word)
{
	const struct name_word *surname = &hunt->query->name.words[hunt->query->surname];
	size_t consonants = consonants_of(surname);
	float score = hit->meeting.score + short_more(surname) + (hit->ending ? hit->ending->price : 0);
	bool same_script = word->sounds[0].cyrillic == hunt->query->cyrillic;

	if (given_is_known(&word->stems) || other_find(word->folded) != OTHER_NONE || is_womans_form(hunt, hit) ||
	    is_unlikely_alone(hunt, hit->word) || is_acronym(hunt->text, hit->word) ||
	    is_in_foreign_script(hunt->text, hit->word))
		return;
	/* Within one script a name is spelled one way. */
	hit->faint = score >= (same_script ? TELLING_SCORE_EXACT : TELLING_SCORE);
	if (has_title(hunt->text, hit->word))
		consonants += TITLE_TELLS;
	if (consonants < TELLING_CONSONANTS)
		return;
	if (score >= (consonants == TELLING_CONSONANTS || same_script ? TELLING_SCORE_EXACT : TELLING_SCORE))
		hit->kind = HIT_TELLING;
}

/* Is the score enough for a name of one word? */
static bool is_well_spelled(const struct hunt *hunt, const struct hit *hit, const struct name_word *word)
{
	float score = hit->meeting.score;

	const struct name_word *surname = &hunt->query->name.words[hunt->query->surname];
	size_t i = hit->word;

	if (hit->kind == HIT_FULL || !hunt->query->one_word)
		return true;
	/* "Le Pen". */
	if (hunt->query->name.count > 1 && (i == 0 || !is_particle(hunt->text->words[i - 1].folded)))
		return false;
	/* "Pope Francis": the given name in its other forms, where the title stands. */
	if (hunt->query->titled && has_title(hunt->text, hit->word) && hit->meeting.kind == MEET_KIN)
		return true;
	/* "Queen Anna": Anna Keller is another. */
	if ((surname->givens[0].count > 0 || hunt->query->options.strict) && !has_title(hunt->text, i) &&
	    is_unlikely_alone(hunt, i))
		return false;
	if (consonants_of(surname) > SHORT_CONSONANTS && surname->givens[0].count == 0)
		return score >= SURNAME_ALONE;
	score += short_more(surname) + (hit->ending ? hit->ending->price : 0);
	return !is_acronym(hunt->text, i) && !is_common_word(hunt, &hunt->text->words[i]) &&
		score >= (word->sounds[0].cyrillic == hunt->query->cyrillic ? SURNAME_ONLY_EXACT : SURNAME_ONLY);
}

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
	hit_look_beside(hunt, &hit);
	if (!is_well_spelled(hunt, &hit, &word))
		return;
	hit.doubtful = hit.kind == HIT_ALONE && (is_common_word(hunt, w) || is_acronym(hunt->text, i));
	if (hit.kind == HIT_ALONE && hit.meeting.score >= SURNAME_ALONE)
		mark_telling(hunt, &hit, &word);
	ARENA_PUSH(hunt->arena, hunt->hits, hunt->hit_count, hunt->hit_room) = hit;
}

/* ---- what is told ---- */

static struct span why_told(const struct hunt *hunt, const struct hit *hit)
{
	bool cyrillic = hunt->text->words[hit->word].script == SCRIPT_CYRILLIC;
	const char *kind = hit->kind == HIT_FULL ? "full name" :
		hunt->query->one_word ? "surname" :
		!hunt->full ? "surname alone" : "surname, in an article with the full name";

	if (!hit->ending)
		return arena_printf(hunt->arena, "%s; %s", cyrillic ? "Cyrillic" : "Latin", kind);
	return arena_printf(hunt->arena, "%s, %s (%s); %s", cyrillic ? "Cyrillic" : "Latin",
			    hit->ending->grammatical_case, hit->ending->languages, kind);
}

static struct name_mention mention_of(const struct hunt *hunt, const struct hit *hit)
{
	const struct word *first = &hunt->text->words[hit->from], *last = &hunt->text->words[hit->to - 1];
	bool sure = hit->kind == HIT_FULL || (hunt->full && !hunt->other), alone = !hunt->full && !hunt->query->one_word;

	return (struct name_mention){
		.at_byte = first->at_byte,
		.bytes = last->at_byte + last->bytes - first->at_byte,
		.certainty = sure ? NAME_CERTAIN : NAME_LIKELY,
		.ground = !alone ? NAME_BY_ARTICLE : hit->kind == HIT_TELLING ? NAME_BY_SURNAME : NAME_BY_ARCHIVE,
		.why = why_told(hunt, hit),
	};
}

/* ---- the article rule ---- */

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

/* An article spells a name one way in a script: is a bare surname a form of the one
 * that stands with the first name? */
static bool is_spelled_as_full(const struct hunt *hunt, const struct hit *hit)
{
	const struct word *word = &hunt->text->words[hit->word];
	struct stems stems;
	bool any = false;

	if (hit->meeting.score >= SAME_SPELLING)
		return true;
	stems_read(word->folded, hunt->lang, &stems);
	for (size_t i = 0; i < hunt->hit_count; i++) {
		const struct word *full = &hunt->text->words[hunt->hits[i].word];
		struct stems of_full;

		if (hunt->hits[i].kind != HIT_FULL || full->script != word->script)
			continue;
		any = true;
		stems_read(full->folded, hunt->lang, &of_full);
		if (stems_share(&stems, &of_full))
			return true;
	}
	return !any && hit->meeting.score >= SURNAME_ALONE;
}

static bool is_taken(const struct hunt *hunt, size_t i)
{
	const struct hit *hit = &hunt->hits[i];

	if (hit->kind == HIT_FULL || hunt->query->one_word)
		return true;
	if (hit->kind == HIT_OTHER || hunt->query->options.strict || is_other_gender(hunt, hit) ||
	    is_nearer_to_other(hunt, i) || (hit->doubtful && !is_vouched_for(hunt, hit)))
		return false;
	if (hunt->full)
		return is_spelled_as_full(hunt, hit);
	if (hunt->other)
		return false;
	return hit->kind == HIT_TELLING || (hit->faint && hunt->query->options.tally);
}

/* ---- the archive ---- */

static void tally_add(const struct hunt *hunt)
{
	struct name_tally *tally = hunt->query->options.tally;

	if (!tally)
		return;
	tally->asked += hunt->full;
	tally->others += hunt->other && !hunt->full;
}

bool name_tally_takes(const struct name_tally *tally, enum name_ground ground)
{
	switch (ground) {
	case NAME_BY_SURNAME:
		return tally->others <= tally->asked || tally->others < 2;
	case NAME_BY_ARCHIVE:
		return tally->asked >= TALLY_SURE && tally->asked >= TALLY_RATIO * tally->others;
	default:
		return true;
	}
}

/* Both lists in order of the text; what overlaps an earlier mention is left out. */
static size_t mentions_merge(struct arena *arena, const struct name_mention *a, size_t a_count,
			     const struct name_mention *b, size_t b_count, struct name_mention **out)
{
	struct name_mention *merged = arena_new_array(arena, struct name_mention, a_count + b_count + 1);
	size_t count = 0, i = 0, k = 0;

	while (i < a_count || k < b_count) {
		bool from_a = k == b_count || (i < a_count && a[i].at_byte <= b[k].at_byte);
		const struct name_mention *next = from_a ? &a[i++] : &b[k++];

		if (count == 0 || next->at_byte >= merged[count - 1].at_byte + merged[count - 1].bytes)
			merged[count++] = *next;
	}
	*out = merged;
	return count;
}

/* By the surname, and by the article's full names. */
static size_t surnames_find(const struct hunt *hunt, struct name_mention **out)
{
	size_t count = 0, room = 0;

	*out = NULL;
	for (size_t i = 0; i < hunt->hit_count; i++)
		if (is_taken(hunt, i))
			ARENA_PUSH(hunt->arena, *out, count, room) = mention_of(hunt, &hunt->hits[i]);
	return count;
}

size_t name_query_mentions(const struct name_query *query, const struct text *article, const char *lang,
			   struct arena *arena, struct name_mention **out)
{
	struct hunt hunt = { .query = query, .text = article, .lang = lang, .costs = costs_get(), .arena = arena };
	struct name_mention *more;
	size_t count, more_count;

	for (size_t i = 0; query->name.count > 0 && i < article->count; i++)
		word_try(&hunt, i);
	for (size_t i = 0; i < hunt.hit_count; i++) {
		hunt.full = hunt.full || hunt.hits[i].kind == HIT_FULL;
		hunt.other = hunt.other || hunt.hits[i].kind == HIT_OTHER;
	}
	tally_add(&hunt);
	count = surnames_find(&hunt, out);
	more_count = forenames_find(&hunt, &more);
	count = mentions_merge(arena, *out, count, more, more_count, out);
	if (query->options.roles && !query->options.strict) {
		more_count = roles_find(&hunt, *out, count, &more);
		count = mentions_merge(arena, *out, count, more, more_count, out);
	}
	return count;
}
