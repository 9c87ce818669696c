/* Reads words of names and scores two of them: sounds, given names, patronymics, initials. */
#include "names/word.h"

/* Scores of meetings that no alignment decides, in its units (6 is the best). */
#define SCORE_SAME_GIVEN 5.8F
#define SCORE_BRIEF 2.0F        /* Mike and Michael: likely, not sure */
#define SCORE_KIN 2.0F          /* Nicholas and Nikolai: the whole name decides (match.c) */
#define SCORE_SAME_FATHER 5.5F
#define SCORE_INITIAL 2.5F
#define SCORE_NEVER (-20.0F)
#define LESS_OTHER_GIVEN 1.5F   /* two known names that differ: Boris and Bruce */
#define MORE_SURNAME_IN_S 4.0F
#define LESS_OTHER_SEX 6.0F     /* Oleg and Olga */
#define LESS_OTHER_GENDER 4.0F  /* Ivanovich and Ivanovna */

static const struct particle {
	const char *word, *binds;
	size_t bytes;
} particles[] = {
#define ROW(line, word, binds, example, source) { word, binds, sizeof(word) - 1 },
#include "names/particles.tsv.inc"
#undef ROW
};

static const struct particle *particle_find(struct span folded)
{
	for (size_t i = 0; i < COUNT(particles); i++)
		if (folded.bytes == particles[i].bytes && memcmp(folded.at, particles[i].word, folded.bytes) == 0)
			return &particles[i];
	return NULL;
}

bool is_particle(struct span folded)
{
	return particle_find(folded) != NULL;
}

bool particle_wants_next(struct span folded)
{
	const struct particle *particle = particle_find(folded);

	return particle && strcmp(particle->binds, "next") == 0;
}

void name_word_read(struct span folded, const char *lang, struct name_word *out)
{
	out->folded = folded;
	out->initial = utf8_count(folded) == 1;
	out->particle = is_particle(folded);
	out->hyphened = false;
	stems_read(folded, lang, &out->stems);
	for (size_t i = 0; i < out->stems.count; i++) {
		sounds_read(stem_text(&out->stems, i), &out->sounds[i]);
		given_of(&out->sounds[i], &out->givens[i]);
	}
	out->is_patronymic = patronymic_read(folded, &out->patronymic);
}

/* Daniels and Stevens are surnames, no plurals of a first name. */
static bool is_surname_in_s(const struct name_word *word, size_t i)
{
	return word->givens[i].count > 0 && strcmp(word->stems.at[i].ending->grammatical_case, "plural") == 0 &&
		strcmp(word->stems.at[i].ending->languages, "en") == 0;
}

static float stem_price(const struct name_word *word, size_t i)
{
	if (i == 0)
		return 0;
	return word->stems.at[i].ending->price + (is_surname_in_s(word, i) ? MORE_SURNAME_IN_S : 0);
}

static void meeting_take(struct word_meeting *best, float score, enum meeting_kind kind, size_t i, size_t k)
{
	if (score > best->score)
		*best = (struct word_meeting){ score, kind, (uint8_t)i, (uint8_t)k };
}

/* An initial stands for any word that begins with its sound. */
static void meet_initial(const struct costs *costs, const struct name_word *a, const struct name_word *b,
			 struct word_meeting *out)
{
	const struct sounds *x = &a->sounds[0], *y = &b->sounds[0];

	out->kind = MEET_INITIAL;
	out->stem_a = out->stem_b = 0;
	out->score = SCORE_NEVER;
	if (x->count > 0 && y->count > 0 && costs->change[x->at[0]][y->at[0]] < 1)
		out->score = SCORE_INITIAL;
}

static void meet_givens(const struct name_word *a, const struct name_word *b, size_t i, size_t k,
			struct word_meeting *out)
{
	enum given_meeting meeting = givens_meet(&a->givens[i], &b->givens[k]);
	float price = stem_price(a, i) + stem_price(b, k);

	if (meeting == GIVEN_SAME)
		meeting_take(out, SCORE_SAME_GIVEN - price, MEET_GIVEN, i, k);
	else if (meeting == GIVEN_BRIEF)
		meeting_take(out, SCORE_BRIEF - price, MEET_BRIEF, i, k);
	else if (meeting == GIVEN_KIN)
		meeting_take(out, SCORE_KIN - price, MEET_KIN, i, k);
}

static void meet_sounds(const struct costs *costs, const struct name_word *a, const struct name_word *b, size_t i,
			size_t k, float less, struct word_meeting *out)
{
	struct alignment alignment;

	if (a->sounds[i].count == 0 || b->sounds[k].count == 0)
		return;
	align(costs, &a->sounds[i], &b->sounds[k], false, &alignment);
	meeting_take(out, align_score(costs, &alignment) - stem_price(a, i) - stem_price(b, k) - less,
		     MEET_SOUNDS, i, k);
}

static float meet_patronymics(const struct name_word *a, const struct name_word *b, struct word_meeting *out)
{
	enum given_meeting fathers;

	if (!a->is_patronymic || !b->is_patronymic)
		return 0;
	if (a->patronymic.gender != b->patronymic.gender)
		return LESS_OTHER_GENDER;
	fathers = givens_meet(&a->patronymic.fathers, &b->patronymic.fathers);
	if (fathers == GIVEN_SAME)
		meeting_take(out, SCORE_SAME_FATHER, MEET_FATHER, 0, 0);
	return fathers == GIVEN_OTHER ? LESS_OTHER_GIVEN : 0;
}

void words_meet(const struct costs *costs, const struct name_word *a, const struct name_word *b, bool undo_a,
		struct word_meeting *out)
{
	float less;

	*out = (struct word_meeting){ SCORE_NEVER, MEET_SOUNDS, 0, 0 };
	if (a->initial || b->initial) {
		meet_initial(costs, a, b, out);
		return;
	}
	less = meet_patronymics(a, b, out);
	if (givens_meet(&a->givens[0], &b->givens[0]) == GIVEN_OTHER)
		less += given_gender(a->givens[0].at[0].name) == given_gender(b->givens[0].at[0].name) ?
			LESS_OTHER_GIVEN : LESS_OTHER_SEX;
	for (size_t k = 0; k < b->stems.count; k++)
		meet_givens(a, b, 0, k, out);
	for (size_t i = 1; undo_a && i < a->stems.count; i++)
		meet_givens(a, b, i, 0, out);
	if (out->score > SCORE_SAME_GIVEN - .5F)
		return;
	for (size_t k = 0; k < b->stems.count; k++)
		meet_sounds(costs, a, b, 0, k, less, out);
	for (size_t i = 1; undo_a && i < a->stems.count; i++)
		meet_sounds(costs, a, b, i, 0, less, out);
}
