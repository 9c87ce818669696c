/* Tells lines that are no part of a story: photo credits, captions, bylines, calls to share. */
#include "articles/credits.h"

#include "dateline/arena.h"

/* A row of credits.tsv. */
static const struct credit_row {
	const char *words, *where;
	struct credit credit;
} rows[] = {
#define ROW(line, words, where, kind, lang, example, source) { words, where, { kind, example, line } },
#include "articles/credits.tsv.inc"
#undef ROW
};

#define LINE_BYTES 480u         /* a longer line is a paragraph */
#define START_WORDS 20u
#define SENTENCE_WORDS 6u       /* a line that ends in a full stop may have so many */
#define LABEL_WORDS 25u
#define NAMES_WORDS 8u
#define CAPTION_WORDS 14u

/* Nearly all words are told from a row's by their first byte. */
static bool may_match(const struct word *word, const char *words)
{
	return word->folded.bytes > 0 && word->folded.at[0] == words[0];
}

/* How many words of the text, from `from` on, are the row's; 0 when they are not. */
static size_t words_match(const struct text *line, size_t from, const char *words)
{
	struct span rest = span_of(words);
	size_t count = 0;

	while (rest.at) {
		if (from + count >= line->count || !span_equal(line->words[from + count].folded, span_cut(&rest, ' ')))
			return 0;
		count++;
	}
	return count;
}

/* Does a sign that parts label and text stand behind word `last`? A hyphen is
 * one only with a space before it, so "Photo-finish" is none. */
static bool label_ends(const struct text *line, size_t last)
{
	static const char *const signs[] = { ":", "/", "|", ",", "©", "—", "–", "-" };
	const struct word *word = &line->words[last];
	const char *at = line->raw.at + word->at_byte + word->bytes, *end = line->raw.at + line->raw.bytes;
	bool spaced = at < end && (*at == ' ' || *at == '\t');

	while (at < end && (*at == ' ' || *at == '\t'))
		at++;
	for (size_t i = 0; i < COUNT(signs); i++)
		if (span_starts(span_make(at, (size_t)(end - at)), signs[i]))
			return signs[i][0] != '-' || spaced;
	return false;
}

static bool is_sentence(const struct text *line)
{
	return span_ends(span_trim(line->raw), ".") && line->count > SENTENCE_WORDS;
}

static bool names_follow(const struct text *line, size_t from)
{
	if (from >= line->count || line->count - from > NAMES_WORDS)
		return false;
	for (size_t i = from; i < line->count; i++)
		if (line->words[i].shape == WORD_LOWER && line->words[i].letters > 3)
			return false;
	return line->words[from].shape != WORD_LOWER && line->words[from].shape != WORD_NUMBER;
}

/* "Police line the square. Photo: Reuters": the label behind a sentence or a sign.
 * Behind more than one sentence, or a long one, it only ends a paragraph. */
static bool label_inside(const struct text *line, const char *words)
{
	for (size_t i = 1; i < line->count && i <= CAPTION_WORDS; i++) {
		size_t count;

		if (i > 1 && line->words[i - 1].starts_sentence)
			return false;

		if (!(line->words[i].gap & (GAP_STOP | GAP_SLASH | GAP_BRACKET | GAP_OTHER)) ||
		    !may_match(&line->words[i], words))
			continue;
		count = words_match(line, i, words);
		if (count > 0 && line->count - i <= count + NAMES_WORDS && label_ends(line, i + count - 1))
			return true;
	}
	return false;
}

/* The words stand somewhere in the line. */
static bool words_anywhere(const struct text *line, const char *words)
{
	for (size_t i = 0; i < line->count && line->count <= LABEL_WORDS; i++)
		if (may_match(&line->words[i], words) && words_match(line, i, words) > 0)
			return true;
	return false;
}

/* A row whose words stand at the start of the line. */
static bool start_holds(const struct credit_row *row, const struct text *line)
{
	size_t count = words_match(line, 0, row->words);

	if (count == 0)
		return false;
	if (strcmp(row->where, "whole") == 0)
		return count == line->count;
	if (strcmp(row->where, "label") == 0)
		return line->count <= LABEL_WORDS && label_ends(line, count - 1);
	if (strcmp(row->where, "names") == 0)
		return names_follow(line, count);
	if (strcmp(row->where, "named") == 0)
		return label_ends(line, count - 1) && names_follow(line, count);
	return line->count <= START_WORDS && (strcmp(row->where, "opens") == 0 || !is_sentence(line));
}

/* Each line is held against each row, so what a row's place is goes by letters that no
 * other place has there, and a row for the start of a line by its own first letter. */
static bool row_holds(const struct credit_row *row, const struct text *line)
{
	switch (row->where[0]) {
	case 'i':
		return label_inside(line, row->words);
	case 'a':
		return words_anywhere(line, row->words);
	case 's':
		if (row->where[1] == 'i')
			return line->count <= LABEL_WORDS && span_starts(span_trim(line->raw), row->words);
		break;
	}
	return may_match(&line->words[0], row->words) && start_holds(row, line);
}

const struct credit *credit_of(const struct text *line)
{
	if (line->raw.bytes > LINE_BYTES || line->count == 0)
		return NULL;
	for (size_t i = 0; i < COUNT(rows); i++)
		if (row_holds(&rows[i], line))
			return &rows[i].credit;
	return NULL;
}

const struct credit *credit_find(struct span line, struct arena *arena)
{
	struct text text;

	if (line.bytes > LINE_BYTES)
		return NULL;
	text_read(line, arena, &text);
	return credit_of(&text);
}

size_t credit_count(void)
{
	return COUNT(rows);
}

const struct credit *credit_at(size_t i)
{
	return &rows[i].credit;
}
