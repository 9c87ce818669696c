/* Learns how much each evidence weighs when two names are one: writes decision.tsv.
 *
 * Input: same<TAB>swap<TAB>evidence..., from train_names FOLD evidence, so that the costs
 * of a pair were learned without it. Logistic regression; then the even weight is set where
 * FALSE_SHARE of the pairs with a swapped surname pass. */
#include "names/decide.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define EPOCHS 40
#define RATE 0.3
#define WEIGHT_OF_FALSE 2.0
#define DECAY 1e-4
#define WEIGHT_DECLINED 2.0     /* set by hand: the pairs to learn from are nominatives */
#define WEIGHT_DECLINED_LAST 1.0
#define FALSE_SHARE 0.0205

struct pair {
	bool same, swap;
	float evidence[EVIDENCE_COUNT];
};

struct pairs {
	struct arena *arena;
	struct pair *at;
	size_t count, room;
};

static void pair_read(struct pairs *pairs, char *line)
{
	struct pair *pair = &ARENA_PUSH(pairs->arena, pairs->at, pairs->count, pairs->room);
	char *at = line;

	pair->same = strtol(at, &at, 10) != 0;
	pair->swap = strtol(at, &at, 10) != 0;
	for (size_t i = 0; i < EVIDENCE_COUNT; i++)
		pair->evidence[i] = strtof(at, &at);
}

static double sum_of(const double weights[EVIDENCE_COUNT], const struct pair *pair)
{
	double sum = 0;

	for (size_t i = 0; i < EVIDENCE_COUNT; i++)
		sum += weights[i] * (double)pair->evidence[i];
	return sum;
}

static void pair_learn(const struct pair *pair, double weights[EVIDENCE_COUNT], double slopes[EVIDENCE_COUNT])
{
	double p = 1 / (1 + exp(-sum_of(weights, pair)));
	double error = pair->same ? 1 - p : -p * WEIGHT_OF_FALSE;

	for (size_t i = 0; i < EVIDENCE_COUNT; i++) {
		double gradient = error * (double)pair->evidence[i] - DECAY * weights[i];

		slopes[i] += gradient * gradient;
		weights[i] += RATE * gradient / sqrt(slopes[i] + 1e-6);
	}
}

static int falling(const void *left, const void *right)
{
	const double *a = left, *b = right;

	return *a < *b ? 1 : *a > *b ? -1 : 0;
}

/* The sum that FALSE_SHARE of the swapped pairs reach. */
static double even_of(const struct pairs *pairs, const double weights[EVIDENCE_COUNT])
{
	double *sums = arena_alloc(pairs->arena, (pairs->count + 1) * sizeof(*sums));
	size_t count = 0;

	for (size_t i = 0; i < pairs->count; i++)
		if (pairs->at[i].swap)
			sums[count++] = sum_of(weights, &pairs->at[i]);
	if (count == 0)
		return 0;
	qsort(sums, count, sizeof(*sums), falling);
	return sums[(size_t)((double)count * FALSE_SHARE)];
}

static void told(const struct pairs *pairs, const double weights[EVIDENCE_COUNT])
{
	size_t yes[3] = { 0, 0, 0 }, all[3] = { 0, 0, 0 };

	for (size_t i = 0; i < pairs->count; i++) {
		int kind = pairs->at[i].same ? 0 : pairs->at[i].swap ? 1 : 2;

		all[kind]++;
		yes[kind] += sum_of(weights, &pairs->at[i]) >= 0;
	}
	fprintf(stderr, "recall %.2f%%, false accepts of swapped names %.2f%%, of neighbours %.2f%%\n",
		100.0 * (double)yes[0] / (double)(all[0] + 1), 100.0 * (double)yes[1] / (double)(all[1] + 1),
		100.0 * (double)yes[2] / (double)(all[2] + 1));
}

static void learn(const struct pairs *pairs, double weights[EVIDENCE_COUNT])
{
	double slopes[EVIDENCE_COUNT] = { 0 };
	size_t stride = 1;

	while (stride * stride < pairs->count || pairs->count % stride == 0)
		stride++;
	for (size_t epoch = 0; epoch < EPOCHS; epoch++)
		/* A fixed shuffle: steps of a stride that shares no factor with the count. */
		for (size_t i = 0, at = epoch; i < pairs->count; i++, at += stride)
			pair_learn(&pairs->at[at % pairs->count], weights, slopes);
}

static void print(const double weights[EVIDENCE_COUNT])
{
	printf("# evidence\tweight\tseen\n");
	printf("# How much each evidence of names/decide.h weighs for one name. Learned by tests/tools/train_decision.c\n");
	printf("# (make train-names) from public spellings of names, each at costs learned without it; do not edit by hand.\n");
	for (size_t i = 0; i < EVIDENCE_COUNT; i++)
		printf("%s\t%.3f\t%s\n", evidence_name((enum evidence)i), weights[i],
		       i == EVIDENCE_DECLINED || i == EVIDENCE_DECLINED_LAST ? "set by hand" : "learned");
}

int main(void)
{
	struct pairs pairs = { .arena = arena_new() };
	double weights[EVIDENCE_COUNT] = { 0 };
	char line[4096];

	while (fgets(line, sizeof(line), stdin))
		pair_read(&pairs, line);
	if (pairs.count < 10)
		return 2;
	learn(&pairs, weights);
	weights[EVIDENCE_DECLINED] = WEIGHT_DECLINED;
	weights[EVIDENCE_DECLINED_LAST] = WEIGHT_DECLINED_LAST;
	weights[EVIDENCE_EVEN] -= even_of(&pairs, weights);
	told(&pairs, weights);
	print(weights);
	arena_free(pairs.arena);
	return 0;
}
