/* Looking words up in the tables of this floor, one probe a word. */
#include "lexicon.h"

#include "dates/lexicon.inc"

#define SLOTS ((uint32_t)(COUNT(slots) - 1))

/* The same as hash() in lexicon.awk, which laid the table out. */
static uint32_t lexicon_hash(struct span word)
{
	uint32_t h = 5381;

	for (size_t i = 0; i < word.bytes; i++)
		h = h * 33 + (unsigned char)word.at[i];
	return h % SLOTS;
}

static bool is_form(const struct lexeme *l, struct span word)
{
	return l->bytes == word.bytes && memcmp(l->form, word.at, word.bytes) == 0;
}

const struct lexeme *lexicon_find(struct span folded, size_t *count)
{
	uint32_t slot;

	*count = 0;
	if (folded.bytes == 0 || folded.bytes > 60)
		return NULL;
	slot = lexicon_hash(folded);
	for (uint32_t i = slots[slot]; i < slots[slot + 1]; i++)
		if (is_form(&lexemes[i], folded)) {
			*count = slots[slot + 1] - i;
			return &lexemes[i];
		}
	return NULL;
}

size_t lex_words(const struct lexeme *lexeme)
{
	size_t words = 1;

	if (lexeme->tail[0])
		words++;
	for (const char *at = lexeme->tail; *at; at++)
		words += *at == ' ';
	return words;
}

/* Do the words from `i` on read as `tail`? */
static bool tail_follows(const struct source *s, size_t i, const char *tail)
{
	const uint16_t far = GAP_PARAGRAPH | GAP_COMMA | GAP_COLON | GAP_QUOTE | GAP_BRACKET | GAP_OTHER;

	while (*tail) {
		const char *end = strchr(tail, ' ');
		size_t bytes = end ? (size_t)(end - tail) : strlen(tail);

		if (i >= s->text->count || (s->text->words[i].gap & far) ||
		    !span_equal(s->text->words[i].folded, span_make(tail, bytes)))
			return false;
		tail += bytes + (end != NULL);
		i++;
	}
	return true;
}

static bool sense_holds(const struct source *s, size_t i, const struct lexeme *l)
{
	return (l->langs & s->langs) && is_form(l, s->text->words[i].folded) && (!l->tail[0] || tail_follows(s, i + 1, l->tail));
}

/* The longest sense wins: "day before yesterday" over "day before". */
const struct lexeme *lex_at(const struct source *s, size_t i, enum lex_kind kind)
{
	const struct lexeme *best = NULL;
	const struct lexeme *l;
	size_t count;

	if (i >= s->text->count)
		return NULL;
	l = lexicon_find(s->text->words[i].folded, &count);
	for (; count > 0; count--, l++)
		if (l->kind == kind && sense_holds(s, i, l) && (!best || strlen(l->tail) > strlen(best->tail)))
			best = l;
	return best;
}

uint64_t lex_kinds(const struct source *s, size_t i)
{
	uint64_t kinds = 0;
	const struct lexeme *l;
	size_t count;

	if (i >= s->text->count)
		return 0;
	l = lexicon_find(s->text->words[i].folded, &count);
	for (; count > 0; count--, l++)
		if (sense_holds(s, i, l))
			kinds |= (uint64_t)1 << l->kind;
	return kinds;
}

uint8_t lang_mask(const char *lang)
{
	static const struct { const char *lang; uint8_t mask; } rows[] = {
		{ "en", LANG_EN },
		{ "ru", LANG_RU | LANG_EN },
		{ "kk", LANG_KK | LANG_RU | LANG_EN },
		{ "uk", LANG_UK | LANG_EN },
		{ "ky", LANG_KY | LANG_RU | LANG_EN },
	};

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
