/* Looking words up in the tables of this floor, one probe a word. */
#include "lexicon.h"

#include "dates/lexicon.inc"

#define FORM_BYTES_MOST 60
#define ENDING_BYTES_MOST 8
#define SLOTS ((uint32_t)(COUNT(slots) - 1))

/* Up to four bytes as a number, the first the lowest. */
static uint32_t bytes_number(const char *at, size_t bytes)
{
	uint32_t number = 0;

	for (size_t i = bytes; i > 0; i--)
		number = number << 8 | (unsigned char)at[i - 1];
	return number;
}

/* Four bytes so: one load, as compilers see. */
static uint32_t four_bytes(const char *at)
{
	const unsigned char *b = (const unsigned char *)at;

	return (uint32_t)b[0] | (uint32_t)b[1] << 8 | (uint32_t)b[2] << 16 | (uint32_t)b[3] << 24;
}

/* The same as hash() in lexicon.awk, which laid the table out: the first four bytes,
 * the last four and the length tell most words apart, and no loop runs over the rest. */
static uint32_t lexicon_hash(struct span word)
{
	uint32_t first, last;

	if (word.bytes < 4) {
		first = last = bytes_number(word.at, word.bytes);
	} else {
		first = four_bytes(word.at);
		last = four_bytes(word.at + word.bytes - 4);
	}
	return (first * 33 + last * 31 + (uint32_t)word.bytes) % SLOTS;
}

/* The form among [from, to) that is `word`, or 0. */
static uint16_t form_among(struct span word, uint16_t from, uint16_t to)
{
	for (uint16_t i = from; i < to; i++)
		if (lexicon_forms[i].bytes == word.bytes && memcmp(lexicon_forms[i].form, word.at, word.bytes) == 0)
			return i;
	return 0;
}

/* Number of the form that is `word`, or 0: most words meet an empty slot. */
static uint16_t form_of(struct span word)
{
	uint32_t slot;

	if (word.bytes == 0 || word.bytes > FORM_BYTES_MOST)
		return 0;
	slot = lexicon_hash(word);
	return slots[slot] == slots[slot + 1] ? 0 : form_among(word, slots[slot], slots[slot + 1]);
}

const looked *lexicon_read(const struct text *text, struct arena *arena)
{
	looked *out = arena_new_array(arena, looked, text->count + 1);

	for (size_t i = 0; i < text->count; i++) {
		const struct word *w = &text->words[i];

		if (w->shape == WORD_NUMBER)
			out[i] = LOOKED_DIGITS;
		else
			out[i] = (looked)(form_of(w->folded) | (w->shape == WORD_ALNUM ? LOOKED_DIGITS : 0u));
	}
	return out;
}

const struct lexeme *lexicon_find(struct span word, enum lex_kind kind, uint8_t langs)
{
	const struct form *form = &lexicon_forms[form_of(word)];

	for (size_t i = form->first; i < (size_t)form->first + form->senses; i++)
		if (lexemes[i].kind == kind && (lexemes[i].langs & langs) && !lexemes[i].tail[0])
			return &lexemes[i];
	return NULL;
}

const struct lexeme *lexicon_ending(struct span word, enum lex_kind kind, uint8_t langs)
{
	for (size_t bytes = ENDING_BYTES_MOST; bytes > 0; bytes--) {
		const struct lexeme *l;

		if (bytes >= word.bytes || (word.at[word.bytes - bytes] & 0xC0) == 0x80)
			continue;               /* no letter begins there */
		l = lexicon_find(span_make(word.at + word.bytes - bytes, bytes), kind, langs);
		if (l)
			return l;
	}
	return NULL;
}

/* Do the words from `i` on read as `tail`? */
static bool tail_follows(const struct source *s, size_t i, const char *tail)
{
	const uint16_t far = GAP_PARAGRAPH | GAP_COMMA | GAP_COLON | GAP_BRACKET | GAP_OTHER;

	while (*tail) {
		const char *end;
		size_t bytes;

		/* Most words go on otherwise: their first byte tells. */
		if (i >= s->text->count || s->text->words[i].folded.bytes == 0 || s->text->words[i].folded.at[0] != *tail)
			return false;
		end = strchr(tail, ' ');
		bytes = end ? (size_t)(end - tail) : strlen(tail);
		if ((s->text->words[i].gap & far) ||
		    !span_equal(s->text->words[i].folded, span_make(tail, bytes)))
			return false;
		tail += bytes + (end != NULL);
		i++;
	}
	return true;
}

static bool dot_follows(const struct source *s, size_t i)
{
	const struct word *w = &s->text->words[i];
	size_t end = w->at_byte + w->bytes;

	return end < s->text->raw.bytes && s->text->raw.at[end] == '.';
}

static bool sense_holds(const struct source *s, size_t i, const struct lexeme *l)
{
	return (l->langs & s->langs) && (!l->tail[0] || tail_follows(s, i + 1, l->tail)) &&
		(!(l->flags & FLAG_DOTTED) || dot_follows(s, i));
}

/* "day before yesterday" over "day before". */
const struct lexeme *lex_longest(const struct source *s, size_t i, enum lex_kind kind)
{
	const struct form *form = &lexicon_forms[s->looked[i] & ~LOOKED_DIGITS];
	const struct lexeme *best = NULL;

	for (const struct lexeme *l = &lexemes[form->first]; l < &lexemes[form->first + form->senses]; l++)
		if (l->kind == kind && (!best || l->tail_bytes > best->tail_bytes) && sense_holds(s, i, l))
			best = l;
	return best;
}

uint64_t lex_kinds(const struct source *s, size_t i)
{
	uint64_t kinds = 0;
	const struct form *form;

	if (i >= s->text->count)
		return 0;
	form = &lexicon_forms[s->looked[i] & ~LOOKED_DIGITS];
	for (const struct lexeme *l = &lexemes[form->first]; l < &lexemes[form->first + form->senses]; l++)
		if (sense_holds(s, i, l))
			kinds |= LEX_BIT(l->kind);
	return kinds;
}

uint64_t lex_tailed(const struct source *s, size_t i)
{
	const struct form *form = &lexicon_forms[s->looked[i] & ~LOOKED_DIGITS];
	uint64_t kinds = 0;

	for (const struct lexeme *l = &lexemes[form->first]; l < &lexemes[form->first + form->senses]; l++)
		if (l->tail_bytes && sense_holds(s, i, l))
			kinds |= LEX_BIT(l->kind);
	return kinds;
}

uint8_t lang_mask(const char *lang)
{
	static const struct { const char *lang; uint8_t mask; } rows[] = { LANGUAGES };

	for (size_t i = 0; lang && i < COUNT(rows); i++)
		if (strcmp(lang, rows[i].lang) == 0)
			return rows[i].mask;
	return LANG_ALL;
}

static uint64_t mix(uint64_t h, const char *text)
{
	do
		h = (h ^ (unsigned char)*text) * 1099511628211u;    /* FNV-1a */
	while (*text++);
	return h;
}

uint64_t dates_checksum(void)
{
	uint64_t h = 14695981039346656037u;

	for (size_t i = 0; i < COUNT(lexemes); i++) {
		const struct lexeme *l = &lexemes[i];

		h = mix(mix(h, l->form), l->tail);
		h = (h ^ ((uint64_t)(uint16_t)l->value << 32 | (uint64_t)l->kind << 24 | (uint64_t)l->flags << 16 |
			  (uint64_t)l->langs << 8 | l->ending)) * 1099511628211u;
	}
	return h;
}
