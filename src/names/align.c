/* Weighted alignment of two words: substitutions, gaps and two letters for one. */
#include "names/align.h"

#include <stdlib.h>

static bool same_kind(uint8_t a, uint8_t b)
{
	bool vowel_a = symbol_get(a)->kind != 'c', vowel_b = symbol_get(b)->kind != 'c';

	return vowel_a == vowel_b;
}

static enum place_in_word gap_place(const struct sounds *word, size_t i)
{
	bool before, after;

	if (i == 0)
		return GAP_FIRST;
	if (i + 1 == word->count)
		return GAP_LAST;
	before = same_kind(word->at[i], word->at[i - 1]);
	after = same_kind(word->at[i], word->at[i + 1]);
	return before || after ? GAP_BESIDE_ITS_KIND : GAP_ALONE;
}

uint32_t costs_find_merge(const struct costs *costs, uint8_t one, uint8_t two, uint8_t with)
{
	for (uint32_t i = costs->merges_from[one]; i < costs->merges_from[one + 1]; i++) {
		const struct merge *m = &costs->merges[i];

		if (m->two == two && m->with == with)
			return i;
	}
	return MERGES_MOST;
}

static int merge_order(const void *left, const void *right)
{
	const struct merge *a = left, *b = right;

	return a->one - b->one;
}

void costs_sort_merges(struct costs *costs)
{
	uint16_t i = 0;

	qsort(costs->merges, costs->merge_count, sizeof(costs->merges[0]), merge_order);
	for (size_t symbol = 0; symbol <= SYMBOL_MOST; symbol++) {
		while (i < costs->merge_count && costs->merges[i].one < symbol)
			i++;
		costs->merges_from[symbol] = i;
	}
}

/* A cell of the table: the cheapest way there. */
struct cell {
	float cost;
	float matched;
	uint8_t from;           /* enum way */
	uint16_t merge;
};

enum way { WAY_NONE, WAY_CHANGE, WAY_GAP_A, WAY_GAP_B, WAY_MERGE_A, WAY_MERGE_B };

static void cell_take(struct cell *cell, const struct cell *before, float cost, float matched, enum way way,
		      uint32_t merge)
{
	if (cell->from != WAY_NONE && cell->cost <= before->cost + cost)
		return;
	*cell = (struct cell){ before->cost + cost, before->matched + matched, (uint8_t)way, (uint16_t)merge };
}

static float counts_as_match(uint8_t a, uint8_t b, float cost)
{
	return symbol_get(a)->kind == 'c' && symbol_get(b)->kind == 'c' && cost < 1.5F ? 1 : 0;
}

typedef struct cell cells[SOUND_MOST + 1][SOUND_MOST + 1];

static void cell_fill(const struct costs *costs, const struct sounds *a, const struct sounds *b,
		      const float *gap_a, const float *gap_b, cells t, size_t i, size_t j)
{
	struct cell *cell = &t[i][j];
	uint32_t merge;

	cell->from = WAY_NONE;
	cell->cost = 0;
	cell->matched = 0;
	if (i > 0 && j > 0) {
		uint8_t x = a->at[i - 1], y = b->at[j - 1];
		float cost = costs->change[x][y];

		cell_take(cell, &t[i - 1][j - 1], cost, counts_as_match(x, y, cost), WAY_CHANGE, 0);
		if (i > 1) {
			merge = costs_find_merge(costs, a->at[i - 2], x, y);
			if (merge < MERGES_MOST)
				cell_take(cell, &t[i - 2][j - 1], costs->merges[merge].cost,
					  symbol_get(y)->kind == 'c', WAY_MERGE_A, merge);
		}
		if (j > 1) {
			merge = costs_find_merge(costs, b->at[j - 2], y, x);
			if (merge < MERGES_MOST)
				cell_take(cell, &t[i - 1][j - 2], costs->merges[merge].cost,
					  symbol_get(x)->kind == 'c', WAY_MERGE_B, merge);
		}
	}
	if (i > 0)
		cell_take(cell, &t[i - 1][j], gap_a[i - 1], 0, WAY_GAP_A, 0);
	if (j > 0)
		cell_take(cell, &t[i][j - 1], gap_b[j - 1], 0, WAY_GAP_B, 0);
}

static void trace(const struct costs *costs, const struct sounds *a, const struct sounds *b, cells t,
		  struct alignment *out)
{
	size_t i = a->count, j = b->count;
	bool crossed = a->cyrillic != b->cyrillic;

	while (i > 0 || j > 0) {
		const struct cell *cell = &t[i][j];
		struct step *step = &out->steps[out->step_count++];
		const struct merge *m = &costs->merges[cell->merge];

		switch ((enum way)cell->from) {
		case WAY_CHANGE:
			i--, j--;
			*step = (struct step){ STEP_CHANGE, a->at[i], b->at[j], 0, crossed };
			break;
		case WAY_GAP_A:
			i--;
			*step = (struct step){ STEP_GAP, a->at[i], (uint8_t)gap_place(a, i), 0, crossed };
			break;
		case WAY_GAP_B:
			j--;
			*step = (struct step){ STEP_GAP, b->at[j], (uint8_t)gap_place(b, j), 1, crossed };
			break;
		case WAY_MERGE_A:
			i -= 2, j--;
			*step = (struct step){ STEP_MERGE, m->one, m->two, m->with, crossed };
			break;
		case WAY_MERGE_B:
			i--, j -= 2;
			*step = (struct step){ STEP_MERGE, m->one, m->two, m->with, crossed };
			break;
		case WAY_NONE:
			return;
		}
	}
}

static void gaps_read(const struct costs *costs, const struct sounds *word, bool crossed, float gaps[SOUND_MOST])
{
	for (size_t i = 0; i < word->count; i++)
		gaps[i] = costs->gap[crossed][word->at[i]][gap_place(word, i)];
}

void align(const struct costs *costs, const struct sounds *a, const struct sounds *b, bool steps,
	   struct alignment *out)
{
	cells t;
	float gap_a[SOUND_MOST], gap_b[SOUND_MOST];
	bool crossed = a->cyrillic != b->cyrillic;

	gaps_read(costs, a, crossed, gap_a);
	gaps_read(costs, b, crossed, gap_b);
	for (size_t i = 0; i <= a->count; i++)
		for (size_t j = 0; j <= b->count; j++)
			cell_fill(costs, a, b, gap_a, gap_b, t, i, j);
	out->cost = t[a->count][b->count].cost;
	out->matched = t[a->count][b->count].matched;
	out->step_count = 0;
	if (steps)
		trace(costs, a, b, t, out);
}

float step_cost(const struct costs *costs, const struct step *step)
{
	if (step->kind == STEP_CHANGE)
		return costs->change[step->a][step->b];
	if (step->kind == STEP_GAP)
		return costs->gap[step->crossed][step->a][step->b];
	return costs->merges[costs_find_merge(costs, step->a, step->b, step->c)].cost;
}

float align_scale(const struct costs *costs, float matched)
{
	return 1 + costs->per_match / (matched + .5F);
}

float align_score(const struct costs *costs, const struct alignment *alignment)
{
	return costs->bias - alignment->cost * align_scale(costs, alignment->matched);
}
