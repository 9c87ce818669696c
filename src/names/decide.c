/* Weighs what the meeting of two names shows, by the learned weights of decision.tsv. */
#include "names/decide.h"

#include <assert.h>
#include <math.h>
#include <pthread.h>
#include <stdlib.h>
#include <string.h>

static const struct weight_row {
	const char *evidence, *weight;
} rows[] = {
#define ROW(line, evidence, weight, seen) { evidence, weight },
#include "names/decision.tsv.inc"
#undef ROW
};

static const char *const names[EVIDENCE_COUNT] = {
	"even", "worst", "worst-above-0", "worst-above-3", "second", "rest", "left-over", "consonants", "consonant-cost",
	"vowel-cost", "few", "cost-in-few", "crossed", "worst-crossed", "order", "kin", "short", "given", "given-worst",
	"last", "father", "one-word", "many-words", "declined", "declined-last", "other-last",
};

static float weights[EVIDENCE_COUNT];
static pthread_once_t weights_once = PTHREAD_ONCE_INIT;

const char *evidence_name(enum evidence evidence)
{
	return names[evidence];
}

static void weights_make(void)
{
	for (size_t i = 0; i < COUNT(rows); i++) {
		size_t k = 0;

		while (k < EVIDENCE_COUNT && strcmp(rows[i].evidence, names[k]) != 0)
			k++;
		assert(k < EVIDENCE_COUNT && "decision.tsv: unknown evidence");
		weights[k] = strtof(rows[i].weight, NULL);
	}
}

double decide(const float evidence[EVIDENCE_COUNT])
{
	double sum = 0;

	pthread_once(&weights_once, weights_make);
	for (size_t i = 0; i < EVIDENCE_COUNT; i++)
		sum += (double)(weights[i] * evidence[i]);
	return 1 / (1 + exp(-sum));
}

/* ---- reading ---- */

#define SCORE_WHOLE 6.0F        /* of a word without a fault */
#define SCORE_LEAST (-6.0F)     /* strangers are all alike */

static float between(float least, float value, float most)
{
	return value < least ? least : value > most ? most : value;
}

static float is_true(bool holds)
{
	return holds ? 1 : 0;
}

static size_t consonants_of(const struct sounds *sounds)
{
	size_t count = 0;

	for (size_t i = 0; i < sounds->count; i++)
		count += symbol_get(sounds->at[i])->kind == 'c';
	return count;
}

static bool is_consonant_step(const struct step *step)
{
	return symbol_get(step->a)->kind == 'c' || (step->kind == STEP_CHANGE && symbol_get(step->b)->kind == 'c');
}

/* What the worst pair of words differs in. */
static void read_worst(const struct costs *costs, const struct name_word *a, const struct name_word *b,
		       const struct word_meeting *how, float out[EVIDENCE_COUNT])
{
	const struct sounds *x = &a->sounds[how->stem_a], *y = &b->sounds[how->stem_b];
	struct alignment alignment;
	float scale, consonant = 0, vowel = 0;

	out[EVIDENCE_GIVEN] = is_true(given_is_known(&a->stems) || given_is_known(&b->stems));
	if (how->kind != MEET_SOUNDS || x->count == 0 || y->count == 0)
		return;
	align(costs, x, y, true, &alignment);
	scale = align_scale(costs, alignment.matched);
	for (size_t i = 0; i < alignment.step_count; i++) {
		float cost = step_cost(costs, &alignment.steps[i]) * scale;

		if (is_consonant_step(&alignment.steps[i]))
			consonant += cost;
		else
			vowel += cost;
	}
	out[EVIDENCE_CONSONANT_COST] = between(0, consonant, 10) / 3;
	out[EVIDENCE_VOWEL_COST] = between(0, vowel, 10) / 3;
	out[EVIDENCE_FEW] = 1 / (alignment.matched + .5F);
	out[EVIDENCE_COST_IN_FEW] = out[EVIDENCE_CONSONANT_COST] * out[EVIDENCE_FEW];
}

/* Goes through the pairs of words; tells which is the worst. */
static size_t read_words(const struct name *brief, const struct name_meeting *meeting, float out[EVIDENCE_COUNT])
{
	float worst = SCORE_WHOLE, second = SCORE_WHOLE, rest = 0;
	size_t words = 0, consonants = 0, worst_at = 0;

	for (size_t i = 0; i < meeting->count; i++) {
		const struct word_meeting *how = &meeting->pairs[i].how;

		if (i > 0 && meeting->pairs[i].of_long < meeting->pairs[i - 1].of_long)
			out[EVIDENCE_ORDER] = 1;
		if (how->kind == MEET_INITIAL)
			continue;
		words++;
		rest += SCORE_WHOLE - how->score;
		consonants += consonants_of(&brief->words[meeting->pairs[i].of_short].sounds[0]);
		out[EVIDENCE_KIN] += is_true(how->kind == MEET_KIN);
		out[EVIDENCE_BRIEF] += is_true(how->kind == MEET_BRIEF);
		out[EVIDENCE_FATHER] += is_true(how->kind == MEET_FATHER);
		if (how->score < worst) {
			second = worst;
			worst = how->score;
			worst_at = i;
		} else if (how->score < second) {
			second = how->score;
		}
	}
	rest -= SCORE_WHOLE - worst;
	worst = between(SCORE_LEAST, worst + meeting->agreement, SCORE_WHOLE);
	out[EVIDENCE_WORST] = worst / 3;
	out[EVIDENCE_WORST_ABOVE_0] = between(0, worst, SCORE_WHOLE) / 3;
	out[EVIDENCE_WORST_ABOVE_3] = between(0, worst - 3, SCORE_WHOLE) / 3;
	out[EVIDENCE_SECOND] = between(SCORE_LEAST, second, SCORE_WHOLE) / 3;
	out[EVIDENCE_REST] = between(0, rest, 12) / 4;
	out[EVIDENCE_CONSONANTS] = between(0, (float)consonants, 14) / 5;
	out[EVIDENCE_ONE_WORD] = is_true(words == 1);
	out[EVIDENCE_MANY_WORDS] = is_true(words >= 3);
	return worst_at;
}

/* The ending that was undone of a pair of words, or NULL; `side` tells whose it was.
 * Two known names that differ do not come from one: Олег, Ольга. */
static const struct ending *ending_of(const struct name_meeting *meeting, size_t i, int *side)
{
	const struct word_meeting *how = &meeting->pairs[i].how;
	const struct name_word *a = &meeting->brief->words[meeting->pairs[i].of_short];
	const struct name_word *b = &meeting->full->words[meeting->pairs[i].of_long];

	*side = how->stem_a ? 1 : 2;
	if (how->kind == MEET_SOUNDS && givens_meet(&a->givens[0], &b->givens[0]) == GIVEN_OTHER)
		return NULL;
	if (how->stem_a)
		return a->stems.at[how->stem_a].ending;
	return how->stem_b ? b->stems.at[how->stem_b].ending : NULL;
}

/* Two words of one name that declined together: chance does not do that. */
static bool has_declined(const struct name_meeting *meeting)
{
	for (size_t i = 0; i < meeting->count; i++) {
		int side;
		const struct ending *first = ending_of(meeting, i, &side);

		for (size_t k = i + 1; first && k < meeting->count; k++) {
			int other;
			const struct ending *second = ending_of(meeting, k, &other);

			if (second && side == other && strncmp(first->languages, second->languages, 2) == 0 &&
			    strcmp(first->script, second->script) == 0)
				return true;
		}
	}
	return false;
}

static bool is_glued(const char *languages)
{
	static const char *const gluing[] = { "kk", "ky,tt", "ky,tt,tg", "az,tr", "uz", "tk", "mn" };

	for (size_t i = 0; i < COUNT(gluing); i++)
		if (strcmp(languages, gluing[i]) == 0)
			return true;
	return false;
}

/* Languages that glue endings put them on the last word of a name, and one of three letters
 * is hardly there by chance. */
static bool has_declined_last(const struct name_meeting *meeting)
{
	int side;
	const struct ending *ending = NULL;
	size_t endings = 0;

	for (size_t i = 0; i < meeting->count; i++) {
		const struct ending *at = ending_of(meeting, i, &side);
		const struct name *name = side == 1 ? meeting->brief : meeting->full;
		size_t word = side == 1 ? meeting->pairs[i].of_short : meeting->pairs[i].of_long;

		endings += at != NULL;
		if (at && word + 1 == name->count)
			ending = at;
	}
	return endings == 1 && ending && is_glued(ending->languages) &&
		utf8_count(span_of(ending->ending)) >= 3;
}

/* Is the last word of the longer name none of the shorter one's? A father's name and a
 * particle may be. */
static bool is_other_last(const struct name_meeting *meeting)
{
	const struct name *full = meeting->full;
	const struct name_word *last = &full->words[full->count - 1];

	for (size_t i = 0; i < meeting->count; i++)
		if (meeting->pairs[i].of_long + 1U == full->count)
			return false;
	return !last->particle && !last->is_patronymic && !last->initial;
}

void evidence_read(const struct costs *costs, const struct name_meeting *meeting,
		   float out[EVIDENCE_COUNT])
{
	const struct name *brief = meeting->brief, *full = meeting->full;
	size_t worst;

	memset(out, 0, EVIDENCE_COUNT * sizeof(out[0]));
	out[EVIDENCE_EVEN] = 1;
	out[EVIDENCE_WORST] = SCORE_LEAST / 3;
	if (meeting->count == 0)
		return;
	worst = read_words(brief, meeting, out);
	out[EVIDENCE_LEFT_OVER] = between(0, (float)full->count - (float)meeting->count, 3);
	out[EVIDENCE_CROSSED] = is_true(brief->words[0].sounds[0].cyrillic != full->words[0].sounds[0].cyrillic);
	out[EVIDENCE_WORST_CROSSED] = out[EVIDENCE_WORST] * out[EVIDENCE_CROSSED];
	out[EVIDENCE_LAST] = is_true(meeting->pairs[worst].of_short + 1U == brief->count);
	read_worst(costs, &brief->words[meeting->pairs[worst].of_short], &full->words[meeting->pairs[worst].of_long],
		   &meeting->pairs[worst].how, out);
	out[EVIDENCE_DECLINED] = is_true(has_declined(meeting));
	out[EVIDENCE_DECLINED_LAST] = is_true(has_declined_last(meeting));
	out[EVIDENCE_OTHER_LAST] = is_true(is_other_last(meeting));
	out[EVIDENCE_GIVEN_WORST] = out[EVIDENCE_GIVEN] * out[EVIDENCE_WORST];
}
