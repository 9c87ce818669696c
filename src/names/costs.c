/* What differences between sounds cost: defaults by kind, then the learned table (costs.tsv). */
#include "names/align.h"

#include <assert.h>
#include <pthread.h>
#include <stdlib.h>

static const struct cost_row {
	const char *kind, *first, *second, *third, *cost;
} rows[] = {
#define ROW(line, kind, first, second, third, cost, seen) { kind, first, second, third, cost },
#include "names/costs.tsv.inc"
#undef ROW
};

static const struct merge_row {
	const char *one, *two, *with, *cost;
} merge_rows[] = {
#define ROW(line, one, two, with, cost, example, source) { one, two, with, cost },
#include "names/merges.tsv.inc"
#undef ROW
};

#define SHARED_SOUND .6F

static struct costs learned;
static pthread_once_t learned_once = PTHREAD_ONCE_INIT;

/* Consonants whose sounds often stand for one another in spellings. */
static bool is_near(struct span a, struct span b)
{
	static const char *const groups[] = {
		"B P", "V F W", "G GH K H", "G GH DZH", "D T", "Z S TS", "ZH DZH SH S Z", "TS CH SH S SHCH", "N NG", "DZ Z DZH D",
		"R RR", "T TT D",
	};

	for (size_t i = 0; i < COUNT(groups); i++) {
		struct span rest = span_of(groups[i]);
		bool has_a = false, has_b = false;

		while (rest.at) {
			struct span word = span_cut(&rest, ' ');

			has_a = has_a || span_equal(word, a);
			has_b = has_b || span_equal(word, b);
		}
		if (has_a && has_b)
			return true;
	}
	return false;
}

/* Do the symbols share a sound that is not the usual one of both? */
static bool shares_sound(const struct symbol *a, const struct symbol *b)
{
	struct span rest_a = span_of(a->sounds);

	while (rest_a.at) {
		struct span sound = span_cut(&rest_a, '/'), rest_b = span_of(b->sounds);

		while (rest_b.at)
			if (span_equal(sound, span_cut(&rest_b, '/')))
				return true;
	}
	return false;
}

static float change_start(const struct symbol *a, const struct symbol *b)
{
	struct span sound_a = symbol_sound(a), sound_b = symbol_sound(b);
	bool consonants = a->kind == 'c' && b->kind == 'c';

	if (span_equal(sound_a, sound_b))
		return 0;
	if (shares_sound(a, b))
		return SHARED_SOUND;
	if (a->kind == 's' || b->kind == 's')
		return a->kind == 'c' || b->kind == 'c' ? 4 : .5F;
	if (consonants)
		return is_near(sound_a, sound_b) ? 1.5F : 4.5F;
	if (a->kind == 'c' || b->kind == 'c')
		return 5;
	return .9F;
}

static float gap_start(const struct symbol *symbol, enum place_in_word place)
{
	switch (symbol->kind) {
	case 's':
		return .05F;
	case 'g':
		return .5F;
	case 'v':
		return place == GAP_BESIDE_ITS_KIND ? .9F : 1.6F;
	default:
		/* A letter that is mute at the end of French words. */
		if (span_is(symbol_sound(symbol), "RR") || span_is(symbol_sound(symbol), "TT"))
			return .4F;
		return symbol->sounds[0] == 'H' ? 1.5F : 4.5F;
	}
}

static uint8_t known(const char *symbol)
{
	uint8_t number = symbol_find(span_of(symbol));

	assert(number < SYMBOL_MOST);
	return number;
}

static void merge_add(struct costs *costs, struct merge merge)
{
	uint32_t at = costs_find_merge(costs, merge.one, merge.two, merge.with);

	if (at < MERGES_MOST) {
		costs->merges[at].cost = merge.cost;
		return;
	}
	assert(costs->merge_count < MERGES_MOST);
	costs->merges[costs->merge_count++] = merge;
}

void costs_start(struct costs *costs)
{
	size_t count = symbol_count();

	memset(costs, 0, sizeof(*costs));
	costs->bias = 6;
	costs->per_match = 1;
	for (size_t a = 0; a < count; a++) {
		for (size_t b = 0; b < count; b++)
			costs->change[a][b] = change_start(symbol_get((uint8_t)a), symbol_get((uint8_t)b));
		for (int place = 0; place < GAP_PLACES; place++)
			costs->gap[0][a][place] = costs->gap[1][a][place] =
				gap_start(symbol_get((uint8_t)a), (enum place_in_word)place);
	}
	for (size_t i = 0; i < COUNT(merge_rows); i++)
		merge_add(costs, (struct merge){ known(merge_rows[i].one), known(merge_rows[i].two), known(merge_rows[i].with),
						 strtof(merge_rows[i].cost, NULL) });
	costs_sort_merges(costs);
}

static void row_apply(struct costs *costs, const struct cost_row *row)
{
	float cost = strtof(row->cost, NULL);

	if (strcmp(row->kind, "bias") == 0) {
		costs->bias = cost;
	} else if (strcmp(row->kind, "per-match") == 0) {
		costs->per_match = cost;
	} else if (strcmp(row->kind, "change") == 0) {
		uint8_t a = known(row->first), b = known(row->second);

		costs->change[a][b] = costs->change[b][a] = cost;
	} else if (strcmp(row->kind, "gap") == 0) {
		costs->gap[row->second[0] == 't'][known(row->first)][atoi(row->third)] = cost;
	} else {
		assert(strcmp(row->kind, "merge") == 0);
		merge_add(costs, (struct merge){ known(row->first), known(row->second), known(row->third), cost });
	}
}

static void learned_make(void)
{
	costs_start(&learned);
	for (size_t i = 0; i < COUNT(rows); i++)
		row_apply(&learned, &rows[i]);
	costs_sort_merges(&learned);
}

const struct costs *costs_get(void)
{
	pthread_once(&learned_once, learned_make);
	return &learned;
}
