/* What the letters of one sound have in common: lessons that pass from seen letters to rare ones. */
#include "tools/learn/learn.h"

#include <stdlib.h>
#include <string.h>

#define SHARED_ONE 0.96F        /* of its start: what a consonant that no example lost costs in one script ... */
#define SHARED_TWO 0.6F         /* ... and across scripts */
#define SHARE_PULL 6.0          /* towards no lesson, in examples */

/* ---- what the letters of one sound have in common ---- */

#define SOUNDS_MOST 64

/* Lessons of two sounds, or of one that is lost, over all the letters that write them. */
struct lessons {
	double sum[2][SOUNDS_MOST][SOUNDS_MOST], weight[2][SOUNDS_MOST][SOUNDS_MOST];
	double gap_sum[2][SOUNDS_MOST][GAP_PLACES], gap_weight[2][SOUNDS_MOST][GAP_PLACES];
};

bool is_cyrillic(uint8_t symbol)
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
void lessons_share(struct training *t)
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
