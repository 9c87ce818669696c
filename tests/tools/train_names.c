/* Learns what differences between sounds cost, from pairs of names: writes costs.tsv.
 *
 * Input: label<TAB>kind<TAB>name<TAB>name, label 1 (spellings of one name) or 0, as the
 * name scorer's --seed-pairs writes them. Method: align with the costs so far; every
 * word of a true pair is an example, of a false pair its worst word alone; logistic
 * regression on the counts of changes, gaps and merges, held near the costs of the
 * start and never below a share of it; again, ROUNDS times. One pair in five, by the sound of its
 * longest word, is kept out of training and only measured (told on stderr). */
#include "dateline/map.h"
#include "names/word.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#define ROUNDS 7
#define MERGE_ROUND 3           /* merges are looked for before this round */
#define EPOCHS 25
#define RATE 0.08
#define PULL 1.0                /* towards the start, in examples */
#define ALIAS_SCORE (-5)        /* a true pair's word below it is another name: left out */
#define FLOOR_ONE 0.2          /* no cost falls below this share of its start within one script ... */
#define FLOOR_TWO 0.1           /* ... and across scripts: what the examples lack is not free */
#define FLOOR_LOST 0.4          /* ... and a consonant is never lost for less than this share */
#define SHARED_ONE 0.88F        /* of its start: what a consonant that no example lost costs in one script ... */
#define SHARED_TWO 0.6F         /* ... and across scripts */
#define MERGE_SEEN 4            /* true words that a merge must help */
#define SHARE_ROUNDS 3          /* rounds after which sounds pass on what their letters learned */
#define SHARE_PULL 6.0          /* towards no lesson, in examples */

struct pair {
	bool same, held_back;
	double weight;
	struct name *a, *b;
	float score;
};

struct example {
	bool same;
	double weight;
	float offset;           /* what stems take off */
	struct alignment alignment;
};

struct training {
	struct arena *arena;
	struct pair *pairs;
	size_t pair_count, pair_room;
	struct example *examples;
	size_t example_count, example_room;
	struct costs costs, start;
	struct costs hand;      /* the costs before any learning */
	struct costs slope;     /* sum of squared gradients (AdaGrad) */
	struct costs seen[2];   /* how often in false, true words */
};

/* ---- reading ---- */

static bool is_held_back(const struct name *name)
{
	const struct name_word *longest = &name->words[0];
	char coarse[COARSE_BYTES];

	for (size_t i = 1; i < name->count; i++)
		if (name->words[i].folded.bytes > longest->folded.bytes)
			longest = &name->words[i];
	return hash_bytes(span_make(coarse, coarse_read(longest->folded, coarse))) % 5 == 0;
}

static void pair_read(struct training *t, char *line)
{
	struct span rest = span_make(line, strcspn(line, "\n"));
	struct span label = span_cut(&rest, '\t'), kind = span_cut(&rest, '\t'), a = span_cut(&rest, '\t');
	struct pair pair = { .same = span_is(label, "1"), .weight = span_is(kind, "swap") ? 1.5 : 1 };

	pair.a = arena_alloc(t->arena, sizeof(struct name));
	pair.b = arena_alloc(t->arena, sizeof(struct name));
	name_read(arena_copy(t->arena, a), "-", t->arena, pair.a);
	name_read(arena_copy(t->arena, rest), "-", t->arena, pair.b);
	pair.held_back = is_held_back(pair.a);
	ARENA_PUSH(t->arena, t->pairs, t->pair_count, t->pair_room) = pair;
}

/* ---- examples ---- */

static void example_add(struct training *t, const struct pair *pair, const struct name_meeting *meeting, size_t i)
{
	const struct name *brief = meeting->swapped ? pair->b : pair->a;
	const struct name *full = meeting->swapped ? pair->a : pair->b;
	const struct word_meeting *how = &meeting->pairs[i].how;
	struct example example = { .same = pair->same, .weight = pair->weight };
	const struct sounds *a, *b;

	if (how->kind != MEET_SOUNDS || (pair->same && how->score < ALIAS_SCORE))
		return;
	a = &brief->words[meeting->pairs[i].of_short].sounds[how->stem_a];
	b = &full->words[meeting->pairs[i].of_long].sounds[how->stem_b];
	align(&t->costs, a, b, true, &example.alignment);
	example.offset = align_score(&t->costs, &example.alignment) - how->score;
	ARENA_PUSH(t->arena, t->examples, t->example_count, t->example_room) = example;
}

static void examples_make(struct training *t)
{
	t->example_count = 0;
	for (size_t i = 0; i < t->pair_count; i++) {
		struct pair *pair = &t->pairs[i];
		struct name_meeting meeting;
		size_t worst = 0;

		names_meet(&t->costs, pair->a, pair->b, &meeting);
		pair->score = meeting.score;
		if (pair->held_back || meeting.joined)
			continue;
		for (size_t k = 0; k < meeting.count; k++) {
			if (meeting.pairs[k].how.score < meeting.pairs[worst].how.score)
				worst = k;
			if (pair->same)
				example_add(t, pair, &meeting, k);
		}
		if (!pair->same && meeting.count > 0)
			example_add(t, pair, &meeting, worst);
	}
}

/* ---- regression ---- */

static float *step_cost(struct costs *costs, const struct step *s)
{
	uint32_t merge;

	if (s->kind == STEP_CHANGE)
		return s->a < s->b ? &costs->change[s->a][s->b] : &costs->change[s->b][s->a];
	if (s->kind == STEP_GAP)
		return &costs->gap[s->crossed][s->a][s->b];
	merge = costs_find_merge(costs, s->a, s->b, s->c);
	return &costs->merges[merge].cost;
}

static bool is_cyrillic(uint8_t symbol);

static float step_floor(const struct training *t, const struct step *s)
{
	bool crossed = s->kind == STEP_CHANGE ? is_cyrillic(s->a) != is_cyrillic(s->b) : s->crossed;

	if (s->kind == STEP_MERGE)
		return 0;
	if (s->kind == STEP_GAP && *step_cost((struct costs *)&t->hand, s) > 4)
		return *step_cost((struct costs *)&t->hand, s) * (float)FLOOR_LOST;
	return *step_cost((struct costs *)&t->hand, s) * (float)(crossed ? FLOOR_TWO : FLOOR_ONE);
}

static void example_learn(struct training *t, const struct example *e)
{
	float scale = align_scale(&t->costs, e->alignment.matched);
	double score = t->costs.bias - e->offset, p;

	for (size_t i = 0; i < e->alignment.step_count; i++)
		score -= *step_cost(&t->costs, &e->alignment.steps[i]) * scale;
	p = 1 / (1 + exp(NAME_EVEN - score));
	for (size_t i = 0; i < e->alignment.step_count; i++) {
		const struct step *s = &e->alignment.steps[i];
		float *cost = step_cost(&t->costs, s), *slope = step_cost(&t->slope, s);
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

/* ---- what the letters of one sound have in common ---- */

#define SOUNDS_MOST 64

/* Lessons of two sounds, or of one that is lost, over all the letters that write them. */
struct lessons {
	double sum[2][SOUNDS_MOST][SOUNDS_MOST], weight[2][SOUNDS_MOST][SOUNDS_MOST];
	double gap_sum[2][SOUNDS_MOST][GAP_PLACES], gap_weight[2][SOUNDS_MOST][GAP_PLACES];
};

static bool is_cyrillic(uint8_t symbol)
{
	return (unsigned char)symbol_get(symbol)->name[0] >= 0xd0 || symbol_get(symbol)->name[0] == '~';
}

/* The first symbol with the same usual sound stands for the sound. */
static size_t sound_of(size_t symbol)
{
	static size_t number[SYMBOL_MOST];

	if (number[0] == 0)
		for (size_t i = 0, count = 0; i < symbol_count(); i++) {
			size_t k = 0;

			while (k < i && !(span_equal(symbol_sound(symbol_get((uint8_t)k)), symbol_sound(symbol_get((uint8_t)i))) &&
					  symbol_get((uint8_t)k)->kind == symbol_get((uint8_t)i)->kind))
				k++;
			number[i] = k < i ? number[k] : ++count;
		}
	return number[symbol] < SOUNDS_MOST ? number[symbol] : 0;
}

static void lessons_gather(const struct training *t, struct lessons *l)
{
	size_t count = symbol_count();

	memset(l, 0, sizeof(*l));
	for (size_t a = 0; a < count; a++) {
		for (size_t b = 0; b < count; b++) {
			int crossed = is_cyrillic((uint8_t)a) != is_cyrillic((uint8_t)b);
			double weight = a < b ? t->slope.change[a][b] : t->slope.change[b][a];
			double lesson = weight * (t->costs.change[a][b] - t->start.change[a][b]);

			if (a == b)
				continue;
			l->sum[crossed][sound_of(a)][sound_of(b)] += lesson;
			l->weight[crossed][sound_of(a)][sound_of(b)] += weight;
		}
		for (int crossed = 0; crossed < 2; crossed++)
			for (size_t place = 0; place < GAP_PLACES; place++) {
				double weight = t->slope.gap[crossed][a][place];

				l->gap_sum[crossed][sound_of(a)][place] +=
					weight * (t->costs.gap[crossed][a][place] - t->start.gap[crossed][a][place]);
				l->gap_weight[crossed][sound_of(a)][place] += weight;
			}
	}
}

static float lesson_of(double sum, double weight)
{
	return (float)(sum / (weight + SHARE_PULL));
}

/* What one letter learned makes no other consonant easier to lose. */
static float gap_least(const struct training *t, int crossed, size_t symbol, size_t place)
{
	float hand = t->hand.gap[crossed][symbol][place];

	return hand > 4 ? hand * (crossed ? SHARED_TWO : SHARED_ONE) : 0;
}

/* Letters that were seen rarely start from what their sound learned. */
static void lessons_share(struct training *t)
{
	struct lessons *l = memory_get(sizeof(*l));
	size_t count = symbol_count();

	lessons_gather(t, l);
	for (size_t a = 0; a < count; a++) {
		for (size_t b = 0; b < count; b++) {
			int crossed = is_cyrillic((uint8_t)a) != is_cyrillic((uint8_t)b);
			float *start = &t->start.change[a][b];

			if (a == b)
				continue;
			*start += lesson_of(l->sum[crossed][sound_of(a)][sound_of(b)],
					    l->weight[crossed][sound_of(a)][sound_of(b)]);
			if (*start < 0)
				*start = 0;
		}
		for (int crossed = 0; crossed < 2; crossed++)
			for (size_t place = 0; place < GAP_PLACES; place++) {
				float *start = &t->start.gap[crossed][a][place];

				*start += lesson_of(l->gap_sum[crossed][sound_of(a)][place],
						    l->gap_weight[crossed][sound_of(a)][place]);
				if (*start < gap_least(t, crossed, a, place))
					*start = gap_least(t, crossed, a, place);
			}
	}
	free(l);
}

static void costs_mirror(struct costs *costs)
{
	for (size_t a = 0; a < SYMBOL_MOST; a++)
		for (size_t b = 0; b < a; b++)
			costs->change[a][b] = costs->change[b][a];
}

static void costs_learn(struct training *t)
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

		f.merge.cost = *step_cost(&t->costs, gap) + *step_cost(&t->costs, change);
		ARENA_PUSH(t->arena, *found, count, *room) = f;
	}
	(*found)[*slot].seen[e->same]++;
}

static void merges_find(struct training *t)
{
	struct map *map = map_new();
	struct found_merge *found = NULL;
	size_t room = 0;

	for (size_t i = 0; i < t->example_count; i++)
		for (size_t k = 0; k + 1 < t->examples[i].alignment.step_count; k++)
			merge_count_in(t, map, &found, &room, &t->examples[i], k);
	for (size_t i = 0; i < map_count(map) && t->costs.merge_count < MERGES_MOST; i++)
		if (found[i].seen[1] >= MERGE_SEEN && found[i].merge.cost > .6F && found[i].seen[1] > found[i].seen[0])
			t->costs.merges[t->costs.merge_count++] = found[i].merge;
	costs_sort_merges(&t->costs);
	map_free(map);
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
			*step_cost(&t->seen[t->examples[i].same], &t->examples[i].alignment.steps[k]) += 1;
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

int main(void)
{
	struct training *t = memory_get(sizeof(*t));
	char line[8192];

	memset(t, 0, sizeof(*t));
	t->arena = arena_new();
	while (fgets(line, sizeof(line), stdin))
		pair_read(t, line);
	costs_start(&t->hand);
	t->start = t->costs = t->hand;
	for (int round = 1; round <= ROUNDS; round++) {
		examples_make(t);
		told(t, round - 1);
		if (round == MERGE_ROUND)
			merges_find(t);
		if (round == MERGE_ROUND)
			examples_make(t);
		costs_learn(t);
		if (round <= SHARE_ROUNDS)
			lessons_share(t);
	}
	examples_make(t);
	told(t, ROUNDS);
	seen_count(t);
	costs_print(t);
	arena_free(t->arena);
	free(t);
	return 0;
}
