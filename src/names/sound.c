/* Reads folded letters as sounds, longest spelling first (sounds.tsv, letters.tsv). */
#include "names/sound.h"

#include "dateline/text.h"
#include "names/letter.h"

#include <assert.h>
#include <pthread.h>
#include <stdlib.h>

static const struct symbol symbols[] = {
#define ROW(line, name, kind, sound, keys, example, source) { name, (kind)[0], sound, keys, example },
#include "names/sounds.tsv.inc"
#undef ROW
};

enum where { ANYWHERE, AT_START, AT_END, BEFORE_SOFT, BEFORE_VOWEL, AFTER_CONSONANT, AFTER_NO_VOWEL };

static const struct letter_row {
	const char *script, *where, *letters, *symbols;
} letter_rows[] = {
#define ROW(line, script, where, letters, symbols, example, source) { script, where, letters, symbols },
#include "names/letters.tsv.inc"
#undef ROW
};

/* One spelling of a letter row. */
struct spelling {
	struct span letters;
	uint8_t where;          /* enum where */
	uint8_t count;
	uint8_t symbols[4];
};

#define SPELLING_MOST 512

/* The rows sorted by first letter and falling length, made once and then only
 * read. Spellings that begin with letter c are those from first[c] up to first[c + 1]. */
static struct {
	struct spelling spellings[SPELLING_MOST];
	uint16_t count;
	uint16_t first[LETTERS_MOST + 1];
	uint8_t letters[LETTERS_MOST];    /* enum letter */
} table;
static pthread_once_t table_once = PTHREAD_ONCE_INIT;

size_t symbol_count(void)
{
	return COUNT(symbols);
}

const struct symbol *symbol_get(uint8_t number)
{
	assert(number < COUNT(symbols));
	return &symbols[number];
}

uint8_t symbol_find(struct span name)
{
	for (size_t i = 0; i < COUNT(symbols); i++)
		if (span_is(name, symbols[i].name))
			return (uint8_t)i;
	return SYMBOL_MOST;
}

static uint32_t first_letter(struct span letters)
{
	const char *at = letters.at;
	uint32_t code = letter_next(&at, letters.at + letters.bytes);

	return code < LETTERS_MOST ? code : LETTERS_MOST - 1;
}

static enum where where_of(const char *name)
{
	static const char *const names[] = { "any", "start", "end", "soft", "vowel", "after", "bare" };

	for (size_t i = 0; i < COUNT(names); i++)
		if (strcmp(names[i], name) == 0)
			return (enum where)i;
	assert(false && "letters.tsv: unknown place");
	return ANYWHERE;
}

/* By first letter, then the longer first, then the row with the narrower place. */
static int spelling_order(const void *left, const void *right)
{
	const struct spelling *a = left, *b = right;
	uint32_t first_a = first_letter(a->letters), first_b = first_letter(b->letters);

	if (first_a != first_b)
		return first_a < first_b ? -1 : 1;
	if (a->letters.bytes != b->letters.bytes)
		return a->letters.bytes > b->letters.bytes ? -1 : 1;
	return b->where - a->where;
}

static void spelling_add(struct span letters, const struct letter_row *row)
{
	struct spelling *s = &table.spellings[table.count++];
	struct span rest = span_of(row->symbols);

	assert(table.count < SPELLING_MOST);
	s->letters = letters;
	s->where = (uint8_t)where_of(row->where);
	while (rest.at) {
		uint8_t number = symbol_find(span_cut(&rest, ','));

		assert(number < SYMBOL_MOST && s->count < COUNT(s->symbols));
		s->symbols[s->count++] = number;
	}
}

enum letter { LETTER_VOWEL = 1, LETTER_SOFT = 2 };

static void letters_mark(const char *letters, enum letter as)
{
	const char *at = letters, *end = letters + strlen(letters);

	while (at < end) {
		uint32_t code = utf8_next(&at, end);

		if (code < LETTERS_MOST)
			table.letters[code] |= (uint8_t)as;
	}
}

static void table_make(void)
{
	size_t i = 0;

	assert(COUNT(symbols) <= SYMBOL_MOST);
	letters_mark("aeiouyäöüáéíóúýıəâàèìòùāēīōūãõåęąěøæаеиоуыэюяіїєөүұәўй", LETTER_VOWEL);
	letters_mark("eiyéèêëíìîïýěęеиіїєьэяюё", LETTER_SOFT);
	for (size_t row = 0; row < COUNT(letter_rows); row++) {
		struct span rest = span_of(letter_rows[row].letters);

		while (rest.at)
			spelling_add(span_cut(&rest, '|'), &letter_rows[row]);
	}
	qsort(table.spellings, table.count, sizeof(table.spellings[0]), spelling_order);
	for (uint32_t code = 0; code <= LETTERS_MOST; code++) {
		while (i < table.count && first_letter(table.spellings[i].letters) < code)
			i++;
		table.first[code] = (uint16_t)i;
	}
}

/* ---- reading ---- */

static bool is_vowel(uint32_t code)
{
	return code < LETTERS_MOST && (table.letters[code] & LETTER_VOWEL);
}

static bool is_soft(uint32_t code)
{
	return code < LETTERS_MOST && (table.letters[code] & LETTER_SOFT);
}

struct reading {
	struct span word;
	size_t at;
	bool after_consonant, after_vowel;
};

static bool spelling_holds(const struct spelling *s, const struct reading *r)
{
	size_t left = r->word.bytes - r->at;
	const char *next = r->word.at + r->at + s->letters.bytes, *end = r->word.at + r->word.bytes;

	if (s->letters.bytes > left || memcmp(s->letters.at, r->word.at + r->at, s->letters.bytes) != 0)
		return false;
	switch ((enum where)s->where) {
	case ANYWHERE:
		return true;
	case AT_START:
		return r->at == 0;
	case AT_END:
		return s->letters.bytes == left && r->at > 0;
	case BEFORE_SOFT:
		return next < end && is_soft(letter_next(&next, end));
	case BEFORE_VOWEL:
		return next < end && is_vowel(letter_next(&next, end));
	case AFTER_CONSONANT:
		return r->after_consonant && next < end && is_vowel(letter_next(&next, end));
	case AFTER_NO_VOWEL:
		return !r->after_vowel;
	}
	return false;
}

static const struct spelling *spelling_at(const struct reading *r)
{
	uint32_t code = first_letter(span_make(r->word.at + r->at, r->word.bytes - r->at));

	for (size_t i = table.first[code]; i < table.first[code + 1]; i++)
		if (spelling_holds(&table.spellings[i], r))
			return &table.spellings[i];
	return NULL;
}

/* A symbol twice over counts once: double letters say no more than single ones. */
static void sounds_add(struct sounds *out, uint8_t symbol)
{
	if (out->count == SOUND_MOST || (out->count > 0 && out->at[out->count - 1] == symbol))
		return;
	out->at[out->count++] = symbol;
}

void sounds_read(struct span folded, struct sounds *out)
{
	struct reading r = { folded, 0, false, false };

	pthread_once(&table_once, table_make);
	out->count = 0;
	out->cyrillic = false;
	while (r.at < folded.bytes) {
		const struct spelling *s = spelling_at(&r);
		const char *next = folded.at + r.at;

		if (!s) {
			letter_next(&next, folded.at + folded.bytes);
			r.at = (size_t)(next - folded.at);
			continue;
		}
		for (size_t i = 0; i < s->count; i++)
			sounds_add(out, s->symbols[i]);
		r.at += s->letters.bytes;
		r.after_consonant = symbols[s->symbols[s->count - 1]].kind == 'c';
		r.after_vowel = symbols[s->symbols[s->count - 1]].kind == 'v';
		out->cyrillic = out->cyrillic || (unsigned char)s->letters.at[0] >= 0xd0;
	}
}
