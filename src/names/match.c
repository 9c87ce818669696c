/* Two whole names: the best partners for their words, a score and its reason. */
#include "dateline/name.h"

#include "names/decide.h"
#include "names/word.h"

#define SHARE_OF_OTHERS .25F    /* what the shortfall of the better words adds */
#define LESS_LEFT_OVER .3F      /* a word of the longer name without a partner */
#define LESS_UNAGREED 1.0F      /* an ending that only one of the words has */
#define MORE_AGREED .8F         /* endings on two words and more: back comes so much of their price */
#define LESS_OTHER_CULTURE 1.3F /* Nicholas and Nikolai, for themselves */
#define LESS_FIRST_NAME 4.0F    /* a first name that would be one of -ova */
#define LESS_JOINED 1.5F     /* two words read as one */

/* ---- reading ---- */

static bool is_word_of_name(const struct word *word)
{
	return word->letters > 0 && word->folded.bytes > 0;
}

/* Ben Miller, Van Buren, Michael Van: a particle in front of a name is written small, and
 * "van" needs a word behind it. */
static void particles_check(const struct text *text, const uint32_t at[NAME_WORDS_MOST], struct name *name)
{
	for (size_t i = 0; i < name->count; i++) {
		struct name_word *word = &name->words[i];
		bool lower = text->words[at[i]].shape == WORD_LOWER;

		if (word->particle && particle_wants_next(word->folded) &&
		    (i + 1 == name->count || (i == 0 && !lower)))
			word->particle = false;
	}
}

void name_read(struct span name, const char *lang, struct arena *arena, struct name *out)
{
	struct text text;
	uint32_t at[NAME_WORDS_MOST];

	text_read(name, arena, &text);
	out->count = 0;
	for (size_t i = 0; i < text.count && out->count < NAME_WORDS_MOST; i++) {
		if (!is_word_of_name(&text.words[i]))
			continue;
		name_word_read(text.words[i].folded, lang, &out->words[out->count]);
		out->words[out->count].hyphened = text.words[i].gap & GAP_HYPHEN;
		if (text.words[i].shape == WORD_LOWER && out->words[out->count].initial) {
			out->words[out->count].initial = false;
			out->words[out->count].particle = true;
		}
		at[out->count++] = (uint32_t)i;
	}
	particles_check(&text, at, out);
}

/* ---- partners ---- */

struct search {
	const struct name *brief, *full;
	struct word_meeting meetings[NAME_WORDS_MOST][NAME_WORDS_MOST];
	uint8_t chosen[NAME_WORDS_MOST];
	struct name_meeting best;
	float full_score;       /* of a word without a fault */
};

#define NO_PARTNER NAME_WORDS_MOST

static float search_score(const struct search *s)
{
	float worst = s->full_score, short_of = 0;
	size_t partners = 0, words = 0;

	for (size_t i = 0; i < s->brief->count; i++) {
		float score;

		if (s->chosen[i] == NO_PARTNER)
			continue;
		score = s->meetings[i][s->chosen[i]].score;
		if (s->meetings[i][s->chosen[i]].kind == MEET_KIN)
			score -= LESS_OTHER_CULTURE;
		partners++;
		words += !s->brief->words[i].initial && !s->full->words[s->chosen[i]].initial;
		worst = score < worst ? score : worst;
		short_of += s->full_score - score;
	}
	if (words == 0)
		return -20;
	short_of -= s->full_score - worst;
	return worst - SHARE_OF_OTHERS * short_of - LESS_LEFT_OVER * (float)(s->full->count - partners);
}

/* An ending on one word alone: languages that inflect every word of a name do not
 * write so, and the ending is part of another name (Корб, Korbin). */
static bool stands_alone(const struct ending *ending)
{
	static const char *const every_word[] = { "ru", "uk", "be", "pl", "pl,cs,sl,sr", "cs", "cs,sl,sr", "sl", "sl,sr", "cs,sl",
						  "sr", "sr,mk" };

	if (strcmp(ending->grammatical_case, "feminine") == 0)
		return true;
	for (size_t i = 0; i < COUNT(every_word); i++)
		if (strcmp(ending->languages, every_word[i]) == 0)
			return false;
	return true;
}

/* Words in -i, -o, -e, -u stay as they are in every case; so do women's surnames in
 * a consonant beside a first name that declines (Ангелу Меркель). */
static bool may_decline(const struct name_word *word, char gender)
{
	static const char *const fixed[] = { "и", "о", "е", "у", "э", "ю", "і", "i", "o", "e", "u", "y", "é", "ó" };
	static const char *const bare[] = { "а", "я", "a", "á" };

	for (size_t i = 0; i < COUNT(fixed); i++)
		if (span_ends(word->folded, fixed[i]))
			return false;
	for (size_t i = 0; i < COUNT(bare); i++)
		if (span_ends(word->folded, bare[i]))
			return true;
	return gender != 'f';
}

/* What endings that do not agree cost, and what those that do give back. */
static float agreement_score(const struct search *s)
{
	size_t with = 0, without = 0;
	float prices = 0;
	bool every = false;
	char gender = '-';

	for (size_t i = 0; i < s->brief->count; i++) {
		const struct word_meeting *m = &s->meetings[i][s->chosen[i] % NAME_WORDS_MOST];
		const struct name_word *a = &s->brief->words[i], *b = &s->full->words[s->chosen[i] % NAME_WORDS_MOST];
		const struct ending *ending = m->stem_a ? a->stems.at[m->stem_a].ending :
			m->stem_b ? b->stems.at[m->stem_b].ending : NULL;

		if (s->chosen[i] == NO_PARTNER || a->initial || b->initial || a->particle)
			continue;
		with += ending != NULL;
		prices += ending ? ending->price : 0;
		every = every || (ending && !stands_alone(ending));
		gender = ending ? ending->gender : gender;
	}
	for (size_t i = 0; i < s->brief->count && with == 1 && every; i++) {
		const struct word_meeting *m = &s->meetings[i][s->chosen[i] % NAME_WORDS_MOST];
		const struct name_word *a = &s->brief->words[i], *b = &s->full->words[s->chosen[i] % NAME_WORDS_MOST];

		if (s->chosen[i] == NO_PARTNER || a->initial || b->initial || a->particle || m->stem_a || m->stem_b)
			continue;
		without += may_decline(a, gender) && may_decline(b, gender);
	}
	if (every && with == 1 && without > 0)
		return -LESS_UNAGREED;
	return with > 1 ? (prices < MORE_AGREED ? prices : MORE_AGREED) : 0;
}

static void search_keep(struct search *s)
{
	float agreement = agreement_score(s), score = search_score(s) + agreement;

	if (s->best.count > 0 && score <= s->best.score)
		return;
	s->best.score = score;
	s->best.agreement = agreement;
	s->best.count = 0;
	for (size_t i = 0; i < s->brief->count; i++) {
		if (s->chosen[i] == NO_PARTNER)
			continue;
		s->best.pairs[s->best.count].of_short = (uint8_t)i;
		s->best.pairs[s->best.count].of_long = s->chosen[i];
		s->best.pairs[s->best.count++].how = s->meetings[i][s->chosen[i]];
	}
}

/* Tries every partner for word i of the shorter; at most 8 deep, and no branch is
 * followed that a stranger stands in unless nothing else is left. */
static void search_from(struct search *s, size_t i, unsigned used)
{
	bool any = false;

	if (i == s->brief->count) {
		search_keep(s);
		return;
	}
	for (size_t k = 0; k < s->full->count; k++) {
		if (used & (1U << k) || s->meetings[i][k].score < -6)
			continue;
		any = true;
		s->chosen[i] = (uint8_t)k;
		search_from(s, i + 1, used | 1U << k);
	}
	if (!any && s->brief->words[i].particle) {
		s->chosen[i] = NO_PARTNER;
		search_from(s, i + 1, used);
	}
}

static bool is_feminine(const struct name_word *word, size_t stem)
{
	return stem > 0 && strcmp(word->stems.at[stem].ending->grammatical_case, "feminine") == 0;
}

static bool is_first_name(const struct name *name, size_t i)
{
	return i + 1 < name->count && given_is_known(&name->words[i].stems);
}

/* Angelova is no form of Angel where that is a first name. */
static float less_for_feminine(const struct name *a, size_t i, const struct name *b, size_t k,
			       const struct word_meeting *how)
{
	bool wrong = (is_feminine(&a->words[i], how->stem_a) && is_first_name(b, k)) ||
		(is_feminine(&b->words[k], how->stem_b) && is_first_name(a, i));

	return wrong ? LESS_FIRST_NAME : 0;
}

static void meet_as_they_are(const struct costs *costs, const struct name *a, const struct name *b,
			     struct name_meeting *out)
{
	struct search s = { .brief = a, .full = b, .full_score = costs->bias };

	if (a->count > b->count) {
		s.brief = b;
		s.full = a;
	}
	for (size_t i = 0; i < s.brief->count; i++)
		for (size_t k = 0; k < s.full->count; k++) {
			struct word_meeting *how = &s.meetings[i][k];

			words_meet(costs, &s.brief->words[i], &s.full->words[k], true, how);
			how->score -= less_for_feminine(s.brief, i, s.full, k, how);
		}
	s.best.score = -20;
	if (s.brief->count > 0)
		search_from(&s, 0, 0);
	*out = s.best;
	out->brief = s.brief;
	out->full = s.full;
}

/* ---- words written together ---- */

static const struct name *name_join(const struct name *name, size_t i, struct arena *arena)
{
	const struct name_word *a = &name->words[i], *b = &name->words[i + 1];
	struct name *out;
	char *joined;

	if (a->initial || b->initial || a->folded.bytes + b->folded.bytes > 64)
		return NULL;
	joined = arena_alloc(arena, a->folded.bytes + b->folded.bytes + 1);
	memcpy(joined, a->folded.at, a->folded.bytes);
	memcpy(joined + a->folded.bytes, b->folded.at, b->folded.bytes);
	out = arena_alloc(arena, sizeof(*out));
	*out = *name;
	name_word_read(span_make(joined, a->folded.bytes + b->folded.bytes), NULL, &out->words[i]);
	for (size_t k = i + 1; k + 1 < out->count; k++)
		out->words[k] = out->words[k + 1];
	out->count--;
	return out;
}

static void meet_joined(const struct costs *costs, const struct name *a, const struct name *b, struct arena *arena,
			struct name_meeting *out)
{
	for (size_t i = 0; i + 1 < a->count; i++) {
		const struct name *joined;
		struct name_meeting meeting;

		if (a->count == 2 && b->count > 1)
			return;
		joined = name_join(a, i, arena);
		if (!joined)
			continue;
		meet_as_they_are(costs, joined, b, &meeting);
		meeting.score -= LESS_JOINED;
		meeting.agreement -= LESS_JOINED;
		meeting.joined = true;
		if (meeting.score > out->score)
			*out = meeting;
	}
}

void names_meet(const struct costs *costs, const struct name *a, const struct name *b, struct arena *arena,
		struct name_meeting *out)
{
	meet_as_they_are(costs, a, b, out);
	if (out->score < NAME_EVEN && a->count != b->count) {
		meet_joined(costs, a, b, arena, out);
		meet_joined(costs, b, a, arena, out);
	}
}

/* ---- the door ---- */

static const char *script_word(const struct name_word *word)
{
	return word->sounds[0].cyrillic ? "Cyrillic" : "Latin";
}

static void reason_add(const struct name_meeting *meeting, struct buf *why)
{
	static const char *const kinds[] = {
		"by sound", "one given name", "one given name in two cultures", "one father's name", "initial",
		"a short form"
	};

	if (meeting->joined)
		buf_add_string(why, "with two words read as one: ");
	for (size_t i = 0; i < meeting->count; i++) {
		const struct name_word *x = &meeting->brief->words[meeting->pairs[i].of_short];
		const struct name_word *y = &meeting->full->words[meeting->pairs[i].of_long];

		if (i > 0)
			buf_add_string(why, "; ");
		buf_printf(why, "%.*s = %.*s (%s, %s, %.1f)", (int)x->folded.bytes, x->folded.at,
			   (int)y->folded.bytes, y->folded.at,
			   script_word(x) == script_word(y) ? script_word(x) : "across scripts",
			   kinds[meeting->pairs[i].how.kind], (double)meeting->pairs[i].how.score);
	}
	if (meeting->count == 0)
		buf_add_string(why, "no words to compare");
}

double name_match(struct span a, struct span b, struct buf *why)
{
	struct arena *arena = arena_new();
	struct name *names = arena_new_array(arena, struct name, 2);
	struct name_meeting meeting;
	float evidence[EVIDENCE_COUNT];
	double score;

	name_read(a, NULL, arena, &names[0]);
	name_read(b, NULL, arena, &names[1]);
	names_meet(costs_get(), &names[0], &names[1], arena, &meeting);
	evidence_read(costs_get(), &meeting, evidence);
	score = decide(evidence);
	if (why)
		reason_add(&meeting, why);
	arena_free(arena);
	return score;
}
