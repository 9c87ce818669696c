/* Learns costs: examples from aligned words, logistic regression on their steps, merges. */
#include "tools/learn/learn.h"

#include "dateline/map.h"

#include <math.h>
#include <stddef.h>
#include <string.h>

#define EPOCHS 25
#define RATE 0.08
#define PULL 1.0                /* towards the start, in examples */
#define ALIAS_SCORE (-5)        /* a true pair's word below it is another name: left out */
#define FLOOR_ONE 0.2          /* no cost falls below this share of its start within one script ... */
#define FLOOR_TWO 0.1           /* ... and across scripts: what the examples lack is not free */
#define FLOOR_LOST 0.4          /* ... and a consonant is never lost for less than this share */
#define MERGE_SEEN 4            /* true words that a merge must help */

/* ---- examples ---- */

static void example_add(struct training *t, const struct pair *pair, const struct name_meeting *meeting, size_t i)
{
	const struct word_meeting *how = &meeting->pairs[i].how;
	struct example example = { .same = pair->same, .weight = pair->weight };
	const struct sounds *a, *b;

	if (how->kind != MEET_SOUNDS || (pair->same && how->score < ALIAS_SCORE))
		return;
	a = &meeting->brief->words[meeting->pairs[i].of_short].sounds[how->stem_a];
	b = &meeting->full->words[meeting->pairs[i].of_long].sounds[how->stem_b];
	align(&t->costs, a, b, true, &example.alignment);
	example.offset = align_score(&t->costs, &example.alignment) - how->score;
	ARENA_PUSH(t->arena, t->examples, t->example_count, t->example_room) = example;
}

void examples_make(struct training *t)
{
	t->example_count = 0;
	for (size_t i = 0; i < t->pair_count; i++) {
		struct pair *pair = &t->pairs[i];
		struct name_meeting meeting;
		struct arena *arena = arena_new();
		size_t worst = 0;
		bool is_taken;

		names_meet(&t->costs, pair->a, pair->b, arena, &meeting);
		pair->score = meeting.score;
		is_taken = !pair->held_back && !meeting.joined;
		for (size_t k = 0; k < meeting.count && is_taken; k++) {
			if (meeting.pairs[k].how.score < meeting.pairs[worst].how.score)
				worst = k;
			if (pair->same)
				example_add(t, pair, &meeting, k);
		}
		if (is_taken && !pair->same && meeting.count > 0)
			example_add(t, pair, &meeting, worst);
		arena_free(arena);
	}
}

/* ---- regression ---- */

float *cost_of(struct costs *costs, const struct step *s)
{
	uint32_t merge;

	if (s->kind == STEP_CHANGE)
		return s->a < s->b ? &costs->change[s->a][s->b] : &costs->change[s->b][s->a];
	if (s->kind == STEP_GAP)
		return &costs->gap[s->crossed][s->a][s->b];
	merge = costs_find_merge(costs, s->a, s->b, s->c);
	return &costs->merges[merge].cost;
}

static float step_floor(const struct training *t, const struct step *s)
{
	bool crossed = s->kind == STEP_CHANGE ? is_cyrillic(s->a) != is_cyrillic(s->b) : s->crossed;

	if (s->kind == STEP_MERGE)
		return 0;
	if (s->kind == STEP_GAP && *cost_of((struct costs *)&t->hand, s) > 4)
		return *cost_of((struct costs *)&t->hand, s) * (float)FLOOR_LOST;
	return *cost_of((struct costs *)&t->hand, s) * (float)(crossed ? FLOOR_TWO : FLOOR_ONE);
}

static void example_learn(struct training *t, const struct example *e)
{
	float scale = align_scale(&t->costs, e->alignment.matched);
	double score = t->costs.bias - e->offset, p;

	for (size_t i = 0; i < e->alignment.step_count; i++)
		score -= *cost_of(&t->costs, &e->alignment.steps[i]) * scale;
	p = 1 / (1 + exp(NAME_EVEN - score));
	for (size_t i = 0; i < e->alignment.step_count; i++) {
		const struct step *s = &e->alignment.steps[i];
		float *cost = cost_of(&t->costs, s), *slope = cost_of(&t->slope, s);
		double gradient = e->weight * ((e->same ? 1 : 0) - p) * scale;

		*slope += (float)(gradient * gradient);
		*cost -= (float)(RATE * gradient / sqrt(1e-3 + *slope) * 4);
		if (*cost < step_floor(t, s))
			*cost = step_floor(t, s);
	}
}

/* Pulls every cost a little towards its start: what was seen rarely stays there. */
static void costs_pull(struct costs *costs, const struct costs *start, const struct costs *slope)
{
	float *cost = &costs->change[0][0];
	const float *from = &start->change[0][0], *by = &slope->change[0][0];
	size_t count = (sizeof(costs->change) + sizeof(costs->gap)) / sizeof(float);

	for (size_t i = 0; i < count; i++)
		cost[i] += (float)(PULL / (1 + PULL + by[i])) * (from[i] - cost[i]) * .2F;
}

static void costs_mirror(struct costs *costs)
{
	for (size_t a = 0; a < SYMBOL_MOST; a++)
		for (size_t b = 0; b < a; b++)
			costs->change[a][b] = costs->change[b][a];
}

void costs_learn(struct training *t)
{
	size_t stride = 1;

	if (t->example_count < 10)
		return;
	while (stride * stride < t->example_count || t->example_count % stride == 0)
		stride++;
	memset(&t->slope, 0, offsetof(struct costs, merges));
	memcpy(t->slope.merges, t->costs.merges, sizeof(t->slope.merges));
	for (size_t i = 0; i < t->costs.merge_count; i++)
		t->slope.merges[i].cost = 0;
	memcpy(t->slope.merges_from, t->costs.merges_from, sizeof(t->slope.merges_from));
	for (size_t epoch = 0; epoch < EPOCHS; epoch++) {
		/* A fixed shuffle: steps of a stride that shares no factor with the count. */
		for (size_t i = 0, at = epoch; i < t->example_count; i++, at += stride)
			example_learn(t, &t->examples[at % t->example_count]);
		costs_pull(&t->costs, &t->start, &t->slope);
	}
	costs_mirror(&t->costs);
}

/* ---- merges ---- */

struct found_merge {
	struct merge merge;
	uint32_t seen[2];
};

static void merge_count_in(struct training *t, struct map *map, struct found_merge **found, size_t *room,
			   const struct example *e, size_t i)
{
	const struct step *first = &e->alignment.steps[i + 1], *second = &e->alignment.steps[i];
	const struct step *gap = first->kind == STEP_GAP ? first : second;
	const struct step *change = first->kind == STEP_GAP ? second : first;
	uint8_t key[3];
	uint32_t *slot;
	bool is_new;
	size_t count = map_count(map);

	if (gap->kind != STEP_GAP || change->kind != STEP_CHANGE)
		return;
	key[2] = gap->c ? change->a : change->b;
	key[first == gap ? 0 : 1] = gap->a;
	key[first == gap ? 1 : 0] = gap->c ? change->b : change->a;
	slot = map_slot(map, span_make((const char *)key, 3), (uint32_t)count, &is_new);
	if (is_new) {
		struct found_merge f = { { key[0], key[1], key[2], 0 }, { 0, 0 } };

		f.merge.cost = *cost_of(&t->costs, gap) + *cost_of(&t->costs, change);
		ARENA_PUSH(t->arena, *found, count, *room) = f;
	}
	(*found)[*slot].seen[e->same]++;
}

/* Only sounds that turn into vowels vanish beside one: "о" and "в" for "ou", "h" in "ah";
 * another consonant that is gone tells two names apart, whatever a few slips say. */
static bool loses_consonant(const struct merge *m)
{
	uint8_t lost = symbol_get(m->one)->kind == 'c' ? m->one : m->two;

	if (symbol_get(m->with)->kind == 'c' || symbol_get(lost)->kind != 'c')
		return false;
	return !strchr("VWHGJ", symbol_get(lost)->sounds[0]);
}

void merges_find(struct training *t)
{
	struct map *map = map_new();
	struct found_merge *found = NULL;
	size_t room = 0;

	for (size_t i = 0; i < t->example_count; i++)
		for (size_t k = 0; k + 1 < t->examples[i].alignment.step_count; k++)
			merge_count_in(t, map, &found, &room, &t->examples[i], k);
	for (size_t i = 0; i < map_count(map) && t->costs.merge_count < MERGES_MOST; i++)
		if (found[i].seen[1] >= MERGE_SEEN && found[i].merge.cost > .6F && found[i].seen[1] > found[i].seen[0] &&
		    !loses_consonant(&found[i].merge))
			t->costs.merges[t->costs.merge_count++] = found[i].merge;
	costs_sort_merges(&t->costs);
	map_free(map);
}
