/* Tells near copies by their shingles: bottom-k sketches, and the least shingle of a passage. */
#include "dateline/copy.h"

#include "dateline/arena.h"
#include "dateline/text.h"

#include <stdlib.h>

/* Measured by tests/text/test_copy.c: copies that are cut to a third share a third of
 * both and all of the shorter; light rewording leaves six in ten; different stories
 * of one event share a quarter of the shorter at most. */
#define OF_BOTH_LEAST .22
#define OF_SHORTER_LEAST .5
#define OF_SHORTER_FAR_APART .85

/* Of a line or two ("Weather on 5 January") the figures are the story. */
#define SHORT_SHINGLES 20
#define OF_BOTH_SHORT .8
#define OF_SHORTER_SHORT .75    /* of a line that was cut out of more */

/* ---- shingles ---- */

static uint64_t mix(uint64_t x)
{
	x ^= x >> 33;
	x *= 0xff51afd7ed558ccdull;
	x ^= x >> 33;
	x *= 0xc4ceb9fe1a85ec53ull;
	return x ^ x >> 33;
}

/* A text being walked word by word. */
struct walk {
	const char *at, *end;
	uint64_t words[COPY_WORDS];     /* hashes of the last ones */
	size_t count;                   /* words so far */
	uint32_t line;                  /* of the last one; empty lines are none */
	bool ends_line;                 /* a line ended since */
};

#define SOFT_HYPHEN 0xad
#define CYRILLIC_IO 0x451
#define CYRILLIC_IE 0x435

static bool is_of_word(uint32_t code)
{
	return (code >= '0' && code <= '9') || letter_is(code);
}

/* Moves past the next word; false at the end. */
static bool walk_word(struct walk *walk)
{
	uint64_t hash = 14695981039346656037ull;
	bool is_in = false;

	while (walk->at < walk->end) {
		uint32_t code = utf8_next(&walk->at, walk->end);

		if (code == SOFT_HYPHEN)
			continue;
		if (!is_of_word(code)) {
			walk->ends_line |= code == '\n';
			if (is_in)
				break;
			continue;
		}
		if (!is_in && walk->ends_line && walk->count > 0)
			walk->line++;
		if (!is_in)
			walk->ends_line = false;
		code = letter_lower(code);
		hash = (hash ^ (code == CYRILLIC_IO ? CYRILLIC_IE : code)) * 1099511628211ull;
		is_in = true;
	}
	if (is_in)
		walk->words[walk->count++ % COPY_WORDS] = mix(hash);
	return is_in;
}

/* The next shingle; false at the end. */
static bool walk_shingle(struct walk *walk, uint64_t *out)
{
	uint64_t hash = 0;

	do {
		if (!walk_word(walk))
			return false;
	} while (walk->count < COPY_WORDS);
	for (size_t i = 0; i < COPY_WORDS; i++)
		hash = mix(hash + walk->words[(walk->count + i) % COPY_WORDS]);
	*out = hash;
	return true;
}

/* ---- sketches ---- */

#define LINES_MOST UINT16_MAX

static int by_size(const void *a, const void *b)
{
	uint64_t x = *(const uint64_t *)a, y = *(const uint64_t *)b;

	return (x > y) - (x < y);
}

void sketch_make(struct span text, struct sketch *out)
{
	struct walk walk = { .at = text.at, .end = text.at + text.bytes };
	struct arena *arena = arena_new();
	uint64_t *all = NULL, hash;     /* a hash, and the line in the low half */
	size_t count = 0, room = 0;

	*out = (struct sketch){ 0 };
	while (walk_shingle(&walk, &hash))
		ARENA_PUSH(arena, all, count, room) = (hash & 0xffffffff00000000u) | walk.line;
	if (count > 0)
		qsort(all, count, sizeof(*all), by_size);
	for (size_t i = 0; i < count; i++) {
		if (i > 0 && all[i] >> 32 == all[i - 1] >> 32)
			continue;
		out->shingles++;
		if (out->count == SKETCH_MOST)
			continue;
		out->lines[out->count] = (uint16_t)((uint32_t)all[i] < LINES_MOST ? (uint32_t)all[i] : LINES_MOST);
		out->hashes[out->count++] = (uint32_t)(all[i] >> 32);
	}
	arena_free(arena);
}

/* Of the least hashes of both together, as many as either sketch can tell, the share
 * that stands in both. */
static double share_of_both(const struct sketch *a, const struct sketch *b)
{
	bool whole = a->count == a->shingles && b->count == b->shingles;
	size_t i = 0, k = 0, seen = 0, shared = 0;

	while ((i < a->count || k < b->count) && (whole || seen < SKETCH_MOST)) {
		bool both = i < a->count && k < b->count && a->hashes[i] == b->hashes[k];
		bool of_a = k == b->count || (i < a->count && a->hashes[i] < b->hashes[k]);

		seen++;
		shared += both;
		i += both || of_a;
		k += both || !of_a;
	}
	return seen ? (double)shared / (double)seen : 0;
}

struct likeness sketch_compare(const struct sketch *a, const struct sketch *b)
{
	struct likeness like = { .of_both = share_of_both(a, b) };
	double both = (double)a->shingles + (double)b->shingles;
	double shorter = (double)(a->shingles < b->shingles ? a->shingles : b->shingles);

	if (shorter > 0)
		like.of_shorter = like.of_both / (1 + like.of_both) * both / shorter;
	if (like.of_shorter > 1)
		like.of_shorter = 1;
	return like;
}

bool sketch_is_copy(const struct sketch *a, const struct sketch *b, bool far_apart)
{
	struct likeness like = sketch_compare(a, b);
	bool a_short = a->shingles < SHORT_SHINGLES, b_short = b->shingles < SHORT_SHINGLES;
	double of_shorter = far_apart ? OF_SHORTER_FAR_APART : a_short || b_short ? OF_SHORTER_SHORT : OF_SHORTER_LEAST;

	if (a_short && b_short)
		return like.of_both >= OF_BOTH_SHORT;
	return like.of_both >= OF_BOTH_LEAST && like.of_shorter >= of_shorter;
}

/* ---- passages ---- */

/* The place of `hash` in the sketch, or its count. */
static size_t find_hash(const struct sketch *sketch, uint32_t hash)
{
	size_t low = 0, high = sketch->count;

	while (low < high) {
		size_t middle = (low + high) / 2;

		if (sketch->hashes[middle] < hash)
			low = middle + 1;
		else
			high = middle;
	}
	return low < sketch->count && sketch->hashes[low] == hash ? low : sketch->count;
}

/* The line, from 1, of which the most hashes are in `has`; the first of equals. */
static uint32_t best_line(const struct sketch *sketch, const bool has[SKETCH_MOST])
{
	uint32_t best = 0, most = 0;

	for (size_t i = 0; i < sketch->count; i++) {
		uint32_t votes = 0;

		for (size_t k = 0; k < sketch->count; k++)
			votes += has[k] && sketch->lines[k] == sketch->lines[i];
		if (votes > most || (votes == most && votes > 0 && sketch->lines[i] + 1u < best)) {
			most = votes;
			best = sketch->lines[i] + 1u;
		}
	}
	return best;
}

/* Of a text too short for shingles all its words count. */
static uint64_t key_of(const struct sketch *first, struct span text)
{
	struct walk walk = { .at = text.at, .end = text.at + text.bytes };
	uint64_t least = UINT64_MAX, hash, words = 0;
	bool has[SKETCH_MOST + 1] = { false };
	uint32_t line;

	while (walk_shingle(&walk, &hash)) {
		least = hash < least ? hash : least;
		has[find_hash(first, (uint32_t)(hash >> 32))] = true;
	}
	line = best_line(first, has);
	if (line > 0)
		return line;
	for (size_t i = 0; i < walk.count && i < COPY_WORDS; i++)
		words = mix(words + walk.words[i]);
	return walk.count < COPY_WORDS ? words : least;
}

uint64_t copy_key(const struct copy_group *group, struct span heading, struct span text)
{
	uint64_t key = key_of(&group->first, text);

	return mix(group->id + mix(key ? key : key_of(&group->first, heading)));
}
