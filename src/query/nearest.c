/* Finds the nearest spelling among the terms of the index. */
#include "query/nearest.h"

#include "dateline/text.h"

#define LETTERS_MOST 40
#define SCAN_MOST 200000

static int read_letters(struct span word, uint32_t out[LETTERS_MOST])
{
	const char *at = word.at, *end = word.at + word.bytes;
	int count = 0;

	while (at < end && count < LETTERS_MOST)
		out[count++] = utf8_next(&at, end);
	return at < end ? LETTERS_MOST + 1 : count;
}

static int least(int a, int b, int c)
{
	int ab = a < b ? a : b;

	return ab < c ? ab : c;
}

/* Damerau's distance with neighbours swapped, row by row: `before` and `last` are
 * the two rows above the one that is filled. */
int letters_between(struct span a, struct span b, int most)
{
	uint32_t x[LETTERS_MOST], y[LETTERS_MOST];
	int rows[3][LETTERS_MOST + 1];
	int *before = rows[0], *last = rows[1], *row = rows[2];
	int n = read_letters(a, x), m = read_letters(b, y);

	if (n > LETTERS_MOST || m > LETTERS_MOST || n - m > most || m - n > most)
		return most + 1;
	for (int j = 0; j <= m; j++)
		last[j] = before[j] = j;
	for (int i = 1; i <= n; i++) {
		int *spare = before, smallest = i;

		row[0] = i;
		for (int j = 1; j <= m; j++) {
			row[j] = least(last[j] + 1, row[j - 1] + 1, last[j - 1] + (x[i - 1] != y[j - 1]));
			if (i > 1 && j > 1 && x[i - 1] == y[j - 2] && x[i - 2] == y[j - 1] && before[j - 2] + 1 < row[j])
				row[j] = before[j - 2] + 1;
			smallest = row[j] < smallest ? row[j] : smallest;
		}
		if (smallest > most)
			return most + 1;
		before = last;
		last = row;
		row = spare;
	}
	return last[m] > most ? most + 1 : last[m];
}

struct gather {
	struct span prefix, word;
	int most;
	struct arena *arena;
	struct near_word *out;
	size_t count, room, scanned;
};

static bool is_nearer(const struct near_word *a, const struct near_word *b)
{
	if (a->distance != b->distance)
		return a->distance < b->distance;
	return a->passages > b->passages;
}

/* Keeps the list in order by moving each newcomer up to its place. */
static bool take(struct span term, uint32_t passages, void *with)
{
	struct gather *g = with;
	struct near_word found = { .passages = passages };
	size_t at;

	found.word = span_make(term.at + g->prefix.bytes, term.bytes - g->prefix.bytes);
	found.distance = letters_between(found.word, g->word, g->most);
	if (found.distance == 0 || found.distance > g->most)
		return ++g->scanned < SCAN_MOST;
	if (g->count == g->room && !is_nearer(&found, &g->out[g->count - 1]))
		return ++g->scanned < SCAN_MOST;
	found.word = arena_copy(g->arena, found.word);
	at = g->count < g->room ? g->count++ : g->count - 1;
	for (; at > 0 && is_nearer(&found, &g->out[at - 1]); at--)
		g->out[at] = g->out[at - 1];
	g->out[at] = found;
	return ++g->scanned < SCAN_MOST;
}

/* The terms that begin with the letter at `letter`. */
static void scan_letter(struct gather *g, struct index_reader *reader, struct span letter, struct error *err)
{
	struct span start = arena_printf(g->arena, "%.*s%.*s", (int)g->prefix.bytes, g->prefix.at ? g->prefix.at : "",
					 (int)letter.bytes, letter.at);

	index_terms(reader, start, take, g, err);
}

/* A slip in the first letter is rarer than any other, so it is looked for last, and
 * alone: the letters of the word's own alphabet, one of them wrong. */
static void scan_others(struct gather *g, struct index_reader *reader, struct span first, struct error *err)
{
	bool latin = (unsigned char)first.at[0] < 0x80;
	uint32_t from = latin ? 'a' : 0x430, to = latin ? 'z' : 0x44f;

	g->most = 1;
	for (uint32_t code = from; code <= to && g->scanned < SCAN_MOST; code++) {
		char letter[4];
		struct span other = span_make(letter, utf8_write(code, letter));

		if (!span_equal(other, first))
			scan_letter(g, reader, other, err);
	}
}

size_t nearest_words(struct index_reader *reader, struct span prefix, struct span word, struct arena *arena,
		     struct near_word *out, size_t room, struct error *err)
{
	struct gather g = { .prefix = prefix, .word = word, .arena = arena, .out = out, .room = room };
	const char *at = word.at, *end = word.at + word.bytes;
	size_t letters = utf8_count(word);
	struct span first;

	if (room == 0 || word.bytes == 0)
		return 0;
	g.most = letters < 5 ? 1 : 2;
	utf8_next(&at, end);
	first = span_make(word.at, (size_t)(at - word.at));
	scan_letter(&g, reader, first, err);
	if (g.count == 0 && letters > 3)
		scan_others(&g, reader, first, err);
	return g.count;
}
