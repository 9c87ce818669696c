/* Guesses which known names an unknown one may have been meant to be. */
#include "dateline/place.h"

#include "places/gazetteer.h"

#include <math.h>

#define SUGGEST_DISTANCE 2
#define SUGGEST_LETTERS_LEAST 4
#define NAME_LETTERS_MOST 40

/* "Mangystau" of "Mangystau Region": what people type. */
static struct span without_kind(struct span name)
{
	static const char *const kinds[] = { " Region", " Oblast", " Krai", " District", " облысы", " ауданы" };

	for (size_t i = 0; i < COUNT(kinds); i++)
		if (span_ends(name, kinds[i]))
			name.bytes -= strlen(kinds[i]);
	return name;
}

struct letters {
	uint32_t code[NAME_LETTERS_MOST];
	size_t count;
};

static bool letters_of(struct span name, struct arena *arena, struct letters *letters)
{
	struct span folded = text_term(text_fold(name, arena), arena);
	const char *at = folded.at, *end = at + folded.bytes;

	letters->count = 0;
	while (at < end) {
		if (letters->count == NAME_LETTERS_MOST)
			return false;
		letters->code[letters->count++] = utf8_next(&at, end);
	}
	return letters->count >= SUGGEST_LETTERS_LEAST;
}

static size_t least(size_t a, size_t b, size_t c)
{
	size_t two = a < b ? a : b;

	return two < c ? two : c;
}

/* Letters to add, drop or change to make one of the other; more than `most` is `most + 1`. */
static size_t distance(const struct letters *a, const struct letters *b, size_t most)
{
	size_t row[NAME_LETTERS_MOST + 1];

	if (a->count > b->count + most || b->count > a->count + most)
		return most + 1;
	for (size_t j = 0; j <= b->count; j++)
		row[j] = j;
	for (size_t i = 1; i <= a->count; i++) {
		size_t diagonal = row[0], best = row[0] = i;

		for (size_t j = 1; j <= b->count; j++) {
			size_t above = row[j];

			row[j] = least(above + 1, row[j - 1] + 1, diagonal + (a->code[i - 1] != b->code[j - 1]));
			diagonal = above;
			best = row[j] < best ? row[j] : best;
		}
		if (best > most)
			return most + 1;
	}
	return row[b->count];
}

struct suggestion {
	struct span name;
	float score;
};

static void suggest(struct suggestion *best, size_t room, size_t *count, struct suggestion now)
{
	size_t at = *count;

	for (size_t i = 0; i < *count; i++)
		if (span_equal(best[i].name, now.name))
			return;
	while (at > 0 && best[at - 1].score < now.score)
		at--;
	if (at >= room)
		return;
	if (*count < room)
		(*count)++;
	for (size_t i = *count - 1; i > at; i--)
		best[i] = best[i - 1];
	best[at] = now;
}

/* Looks at the places from `first` to `last`. */
static size_t suggest_of(const struct gazetteer *gazetteer, uint32_t first, uint32_t last, struct span name, struct arena *arena,
			 struct suggestion *best, size_t room)
{
	struct arena *scratch = arena_new();
	struct letters asked, known;
	size_t count = 0;

	for (uint32_t id = first; letters_of(name, scratch, &asked) && id <= last; id++) {
		struct place place = place_get(gazetteer, id);
		struct span names[] = { place.name, place.name_ru, place.name_kk, place.name_uk };

		for (size_t i = 0; i < COUNT(names); i++) {
			size_t apart;

			names[i] = without_kind(names[i]);
			if (names[i].bytes == 0 || names[i].bytes > name.bytes + 8 || name.bytes > names[i].bytes + 8 ||
			    !letters_of(names[i], scratch, &known))
				continue;
			apart = distance(&asked, &known, SUGGEST_DISTANCE);
			if (apart <= SUGGEST_DISTANCE)
				suggest(best, room, &count, (struct suggestion){
					arena_copy(arena, names[i]), log10f((float)place.population + 100.0f) - 3.0f * (float)apart });
		}
		arena_reset(scratch);
	}
	arena_free(scratch);
	return count;
}

size_t place_suggest(const struct gazetteer *gazetteer, struct span name, struct arena *arena, struct span *out, size_t room)
{
	struct suggestion *best = arena_new_array(arena, struct suggestion, room + 1);
	uint32_t last = gazetteer->header->place_count, known = gazetteer->header->built_in;
	size_t count;

	known = known > 0 && known < last ? known : last;
	count = suggest_of(gazetteer, 1, known, name, arena, best, room);
	if (count == 0) /* all villages of the Earth: seconds, and a guess among thousands */
		count = suggest_of(gazetteer, known + 1, last, name, arena, best, room);
	for (size_t i = 0; i < count; i++)
		out[i] = best[i].name;
	return count;
}
