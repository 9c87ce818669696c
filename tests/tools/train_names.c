/* Learns what differences between sounds cost, from pairs of names: train_names FOLD costs|evidence
 *
 * Input: label<TAB>kind<TAB>name<TAB>name, label 1 (spellings of one name) or 0, as the
 * name scorer's --seed-pairs writes them. Method: align with the costs so far; every
 * word of a true pair is an example, of a false pair its worst word alone; logistic
 * regression on the counts of changes, gaps and merges, held near the costs of the
 * start and never below a share of it; again, ROUNDS times. The pairs of fold FOLD (0 to 4,
 * by the sound of the longest word; - for none) are kept out of training and only measured
 * (told on stderr). Output: costs.tsv, or the evidence of the pairs kept out, for train_decision. */
#include "tools/learn/learn.h"

#include "dateline/map.h"
#include "names/decide.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define FOLDS 5
#define ROUNDS 7
#define MERGE_ROUND 3           /* merges are looked for before this round */
#define SHARE_ROUNDS 3          /* rounds after which sounds pass on what their letters learned */

/* ---- reading ---- */

static bool is_held_back(const struct name *name, const char *fold)
{
	const struct name_word *longest = &name->words[0];
	char coarse[COARSE_BYTES];

	if (fold[0] == '-')
		return false;
	for (size_t i = 1; i < name->count; i++)
		if (name->words[i].folded.bytes > longest->folded.bytes)
			longest = &name->words[i];
	return hash_bytes(span_make(coarse, coarse_read(longest->folded, coarse))) % FOLDS == (unsigned)atoi(fold);
}

static void pair_read(struct training *t, char *line, const char *fold)
{
	struct span rest = span_make(line, strcspn(line, "\n"));
	struct span label = span_cut(&rest, '\t'), kind = span_cut(&rest, '\t'), a = span_cut(&rest, '\t');
	struct pair pair = { .same = span_is(label, "1"), .swap = span_is(kind, "swap"),
			     .weight = span_is(kind, "swap") ? 1.5 : 1 };

	pair.a = arena_alloc(t->arena, sizeof(struct name));
	pair.b = arena_alloc(t->arena, sizeof(struct name));
	name_read(arena_copy(t->arena, a), "-", t->arena, pair.a);
	name_read(arena_copy(t->arena, rest), "-", t->arena, pair.b);
	pair.held_back = is_held_back(pair.a, fold);
	ARENA_PUSH(t->arena, t->pairs, t->pair_count, t->pair_room) = pair;
}

/* ---- telling ---- */

static void told(const struct training *t, int round)
{
	for (int held = 0; held < 2; held++) {
		size_t yes[2] = { 0, 0 }, all[2] = { 0, 0 };

		for (size_t i = 0; i < t->pair_count; i++) {
			if (t->pairs[i].held_back != held)
				continue;
			all[t->pairs[i].same]++;
			yes[t->pairs[i].same] += t->pairs[i].score >= NAME_EVEN;
		}
		fprintf(stderr, "round %d, %s: recall %.2f%%, false accepts %.2f%%\n", round, held ? "kept out" : "trained",
			100.0 * (double)yes[1] / (double)(all[1] + 1), 100.0 * (double)yes[0] / (double)(all[0] + 1));
	}
}

static void seen_count(struct training *t)
{
	for (int same = 0; same < 2; same++) {
		memset(&t->seen[same], 0, sizeof(t->seen[same]));
		memcpy(t->seen[same].merges, t->costs.merges, sizeof(t->costs.merges));
		memcpy(t->seen[same].merges_from, t->costs.merges_from, sizeof(t->costs.merges_from));
		for (size_t i = 0; i < t->costs.merge_count; i++)
			t->seen[same].merges[i].cost = 0;
	}
	for (size_t i = 0; i < t->example_count; i++)
		for (size_t k = 0; k < t->examples[i].alignment.step_count; k++)
			*cost_of(&t->seen[t->examples[i].same], &t->examples[i].alignment.steps[k]) += 1;
}

static bool is_learned(float now, float start)
{
	return fabsf(now - start) >= .04F;
}

static const char *symbol_name(size_t symbol)
{
	return symbol_get((uint8_t)symbol)->name;
}

static void costs_print(const struct training *t)
{
	const struct costs *c = &t->costs;

	printf("# kind\tfirst\tsecond\tthird\tcost\tseen\n");
	printf("# Learned by tests/tools/train_names.c (make train-names) from public spellings of names; do not edit by hand.\n");
	printf("# change: first for second. gap: first without a partner; second says whether the words are of two scripts,\n");
	printf("# third where it stands (0 first, 1 last, 2 beside its kind, 3 alone). merge: first and second for third.\n");
	printf("# seen: how often in words of one name / in the worst word of two names.\n");
	printf("bias\t-\t-\t-\t%.2f\t-\nper-match\t-\t-\t-\t%.2f\t-\n", (double)c->bias, (double)c->per_match);
	for (size_t a = 0; a < symbol_count(); a++)
		for (size_t b = a; b < symbol_count(); b++)
			if (is_learned(c->change[a][b], t->hand.change[a][b]))
				printf("change\t%s\t%s\t-\t%.2f\t%.0f / %.0f\n", symbol_name(a), symbol_name(b),
				       (double)c->change[a][b], (double)t->seen[1].change[a][b],
				       (double)t->seen[0].change[a][b]);
	for (size_t crossed = 0; crossed < 2; crossed++)
		for (size_t a = 0; a < symbol_count(); a++)
			for (size_t place = 0; place < GAP_PLACES; place++)
				if (is_learned(c->gap[crossed][a][place], t->hand.gap[crossed][a][place]))
					printf("gap\t%s\t%s\t%zu\t%.2f\t%.0f / %.0f\n", symbol_name(a),
					       crossed ? "two" : "one", place, (double)c->gap[crossed][a][place],
					       (double)t->seen[1].gap[crossed][a][place],
					       (double)t->seen[0].gap[crossed][a][place]);
	for (size_t i = 0; i < c->merge_count; i++)
		printf("merge\t%s\t%s\t%s\t%.2f\t%.0f / %.0f\n", symbol_name(c->merges[i].one),
		       symbol_name(c->merges[i].two), symbol_name(c->merges[i].with), (double)c->merges[i].cost,
		       (double)t->seen[1].merges[i].cost, (double)t->seen[0].merges[i].cost);
}

static void evidence_print(const struct training *t)
{
	for (size_t i = 0; i < t->pair_count; i++) {
		const struct pair *pair = &t->pairs[i];
		struct name_meeting meeting;
		float evidence[EVIDENCE_COUNT];
		struct arena *arena;

		if (!pair->held_back)
			continue;
		arena = arena_new();
		names_meet(&t->costs, pair->a, pair->b, arena, &meeting);
		evidence_read(&t->costs, &meeting, evidence);
		printf("%d\t%d", pair->same, pair->swap);
		for (size_t k = 0; k < EVIDENCE_COUNT; k++)
			printf("\t%.4f", (double)evidence[k]);
		printf("\n");
		arena_free(arena);
	}
}

static void train(struct training *t)
{
	costs_start(&t->hand);
	t->start = t->costs = t->hand;
	for (int round = 1; round <= ROUNDS; round++) {
		examples_make(t);
		told(t, round - 1);
		if (round == MERGE_ROUND) {
			merges_find(t);
			examples_make(t);
		}
		costs_learn(t);
		if (round <= SHARE_ROUNDS)
			lessons_share(t);
	}
	examples_make(t);
	told(t, ROUNDS);
}

int main(int argc, char **argv)
{
	struct training *t = memory_get(sizeof(*t));
	char line[8192];

	if (argc != 3)
		return 2;
	memset(t, 0, sizeof(*t));
	t->arena = arena_new();
	while (fgets(line, sizeof(line), stdin))
		pair_read(t, line, argv[1]);
	train(t);
	if (strcmp(argv[2], "evidence") == 0) {
		evidence_print(t);
	} else {
		seen_count(t);
		costs_print(t);
	}
	arena_free(t->arena);
	free(t);
	return 0;
}
