/* Draws 500 questions from a table of passages: common words, rare words, two words, phrases; half with a range. */
#include "dateline/arena.h"
#include "dateline/map.h"
#include "dateline/text.h"

#include <stdio.h>
#include <stdlib.h>

/* Prints first day, last day (yyyymmdd; 0 and 99999999 for none) and the question, the same
 * for the same table: every draw is by a counter of its own (Knuth's MMIX generator). */

#define EACH 125
#define PASSAGES_MOST 1000000

struct drawing {
	struct arena *arena;
	struct map *words;              /* word to the passages that hold it */
	struct span *passages;          /* texts in lower case, spaces between the words */
	uint32_t *days;
	size_t count;
	uint64_t state;
};

static uint32_t draw(struct drawing *drawing, uint32_t below)
{
	drawing->state = drawing->state * 6364136223846793005u + 1442695040888963407u;
	return (uint32_t)((drawing->state >> 33) % below);
}

/* Letters in lower case; all else is one space. */
static struct span plain(struct span text, struct arena *arena)
{
	char *out = arena_alloc(arena, 2 * text.bytes + 2);
	const char *at = text.at, *end = text.at + text.bytes;
	size_t bytes = 0;

	while (at < end) {
		uint32_t code = utf8_next(&at, end);

		if (letter_is(code))
			bytes += utf8_write(letter_lower(code), out + bytes);
		else if (bytes > 0 && out[bytes - 1] != ' ')
			out[bytes++] = ' ';
	}
	return span_trim(span_make(out, bytes));
}

/* Counts each word of a passage once. */
static void count_words(struct drawing *drawing, struct span text)
{
	struct map *seen = map_new();

	while (text.at) {
		struct span word = span_cut(&text, ' ');
		bool is_new;

		if (word.bytes == 0)
			continue;
		map_slot(seen, word, 0, &is_new);
		if (is_new)
			(*map_slot(drawing->words, word, 0, &is_new))++;
	}
	map_free(seen);
}

static void read_passages(struct drawing *drawing)
{
	char *line = NULL;
	size_t room = 0;
	ssize_t bytes;

	while (drawing->count < PASSAGES_MOST && (bytes = getline(&line, &room, stdin)) > 0) {
		struct span rest = span_make(line, (size_t)bytes);
		size_t i = drawing->count++;

		span_cut(&rest, '\t');
		drawing->days[i] = (uint32_t)strtoul(span_cut(&rest, '\t').at, NULL, 10);
		span_cut(&rest, '\t');
		span_cut(&rest, '\t');
		drawing->passages[i] = plain(rest, drawing->arena);
		count_words(drawing, drawing->passages[i]);
	}
	free(line);
}

static uint32_t held_by(const struct drawing *drawing, struct span word)
{
	return map_find(drawing->words, word, 0);
}

/* Word number `n` of a passage and the one after it. */
static bool words_at(struct span text, uint32_t n, struct span *first, struct span *second)
{
	while (n-- > 0 && text.at)
		span_cut(&text, ' ');
	if (!text.at)
		return false;
	*first = span_cut(&text, ' ');
	*second = text.at ? span_cut(&text, ' ') : (struct span){ NULL, 0 };
	return second->bytes > 0 && first->bytes > 5 && second->bytes > 5 && !span_equal(*first, *second);
}

static void print_question(struct drawing *drawing, size_t number, uint32_t day, const char *mark, struct span first,
			   struct span second)
{
	uint32_t year = day / 10000, years = 1 + draw(drawing, 5);

	if (number % 2 == 0 && year > 0)
		printf("%u0101\t%u1231\t", year, year + years - 1);
	else
		printf("0\t99999999\t");
	printf("%s%.*s%s%.*s%s\n", mark, (int)first.bytes, first.at, second.bytes ? " " : "", (int)second.bytes,
	       second.at ? second.at : "", mark);
}

enum kind { COMMON, RARE, BOTH, PHRASE };

static bool fits(const struct drawing *drawing, enum kind kind, struct span first, struct span second)
{
	uint32_t one = held_by(drawing, first), two = held_by(drawing, second);

	switch (kind) {
	case COMMON: return one > drawing->count / 200;
	case RARE: return one >= 3 && one <= 20;
	case BOTH: return one > 20 && two > 20;
	default: return one > 20 && two > 20 && one < drawing->count / 3 && two < drawing->count / 3;
	}
}

static void print_kind(struct drawing *drawing, enum kind kind)
{
	static const struct span none = { NULL, 0 };
	size_t found = 0;

	for (uint32_t tries = 0; found < EACH && tries < 2000000; tries++) {
		size_t i = draw(drawing, (uint32_t)drawing->count);
		struct span first, second;

		if (!words_at(drawing->passages[i], draw(drawing, 60), &first, &second) || !fits(drawing, kind, first, second))
			continue;
		print_question(drawing, found++, drawing->days[i], kind == PHRASE ? "\"" : "", first, kind >= BOTH ? second : none);
	}
}

int main(void)
{
	struct drawing drawing = { .arena = arena_new(), .words = map_new(), .state = 20221 };

	drawing.passages = arena_new_array(drawing.arena, struct span, PASSAGES_MOST);
	drawing.days = arena_new_array(drawing.arena, uint32_t, PASSAGES_MOST);
	read_passages(&drawing);
	for (enum kind kind = COMMON; drawing.count > 0 && kind <= PHRASE; kind++)
		print_kind(&drawing, kind);
	map_free(drawing.words);
	arena_free(drawing.arena);
	return 0;
}
