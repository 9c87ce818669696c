/* Stems for search terms: Snowball's for English and Russian with a table of its slips, our own endings for Kazakh. */
#include "dateline/text.h"

#include <libstemmer.h>
#include <stdlib.h>

/* A row of kazakh.tsv. */
static const struct ending {
	const char *suffix;
	size_t bytes;           /* of the suffix */
	const char *kind, *least;
} endings[] = {
#define ROW(line, suffix, kind, least, example, source) { suffix, sizeof(suffix) - 1, kind, least },
#include "text/kazakh.tsv.inc"
#undef ROW
};

/* Kinds of endings that come off in one step, from the right; one ending a step. */
#define KINDS 4
static const char *const steps[][KINDS] = {
	{ "person" }, { "case", "tense", "with", "future" }, { "possessive" }, { "plural" }, { "participle", "future" },
};

#define TERM_BYTES 128          /* longer words are no words: they keep their ends */

/* Last bytes of a letter beyond ASCII, as all endings have. */
#define LAST_BYTES 64

struct stemmer {
	struct sb_stemmer *english, *russian;
	/* The endings of a step by the last byte of their suffix: number of the first and of
	 * each next row, from 1, in the table's order; 0 behind the last. */
	uint8_t first[COUNT(steps) + 1][LAST_BYTES];
	uint8_t next[COUNT(steps) + 1][COUNT(endings) + 1];
};
#define NOUNS COUNT(steps)      /* behind the steps: nouns that stay whole, by their first letter's second byte */
_Static_assert(COUNT(endings) < 255, "numbers of endings are bytes");

static unsigned last_byte(const char *at, size_t bytes)
{
	return (unsigned char)at[bytes - 1] % LAST_BYTES;
}

static bool is_of_step(const struct ending *ending, const char *const kinds[KINDS])
{
	for (size_t i = 0; i < KINDS && kinds[i]; i++)
		if (strcmp(ending->kind, kinds[i]) == 0)
			return true;
	return false;
}

/* Puts row `i` before those that are chained already. */
static void chain(struct stemmer *stemmer, size_t step, unsigned byte, size_t i)
{
	stemmer->next[step][i] = stemmer->first[step][byte];
	stemmer->first[step][byte] = (uint8_t)i;
}

struct stemmer *stemmer_new(void)
{
	struct stemmer *stemmer = memory_get(sizeof(*stemmer));

	*stemmer = (struct stemmer){ sb_stemmer_new("english", "UTF_8"), sb_stemmer_new("russian", "UTF_8"), { { 0 } }, { { 0 } } };
	for (size_t i = COUNT(endings); i > 0; i--) {
		const struct ending *ending = &endings[i - 1];

		for (size_t step = 0; step < COUNT(steps); step++)
			if (is_of_step(ending, steps[step]))
				chain(stemmer, step, last_byte(ending->suffix, ending->bytes), i);
		if (strcmp(ending->kind, "noun") == 0)
			chain(stemmer, NOUNS, last_byte(ending->suffix, 2), i);
	}
	return stemmer;
}

void stemmer_free(struct stemmer *stemmer)
{
	if (!stemmer)
		return;
	sb_stemmer_delete(stemmer->english);
	sb_stemmer_delete(stemmer->russian);
	free(stemmer);
}

enum harmony { HARMONY_NONE, HARMONY_BACK, HARMONY_FRONT };

/* The kind of a vowel; и, у, ю, я go with either, consonants are none. */
static enum harmony vowel_harmony(uint32_t code)
{
	switch (code) {
	case 0x430: case 0x43E: case 0x4B1: case 0x44B: /* а о ұ ы */
		return HARMONY_BACK;
	case 0x4D9: case 0x435: case 0x4E9: case 0x4AF: case 0x456: case 0x44D: /* ә е ө ү і э */
		return HARMONY_FRONT;
	default:
		return HARMONY_NONE;
	}
}

/* The harmony of the last vowel that has one. */
static enum harmony last_harmony(struct span word)
{
	const char *at = word.at, *end = at + word.bytes;
	enum harmony last = HARMONY_NONE;

	while (at < end) {
		enum harmony now = vowel_harmony(utf8_next(&at, end));

		last = now != HARMONY_NONE ? now : last;
	}
	return last;
}

static bool has_vowel(struct span word)
{
	static const char neutral[] = "иуюяё";
	const char *at = word.at, *end = at + word.bytes;

	if (last_harmony(word) != HARMONY_NONE)
		return true;
	while (at < end) {
		const char *from = at;

		utf8_next(&at, end);
		if (span_find(span_of(neutral), span_make(from, (size_t)(at - from))) < sizeof(neutral) - 1)
			return true;
	}
	return false;
}

static bool is_short_stem(struct span stem)
{
	for (size_t i = 0; i < COUNT(endings); i++)
		if (span_equal(stem, span_make(endings[i].suffix, endings[i].bytes)) && strcmp(endings[i].kind, "short") == 0)
			return true;
	return false;
}

static bool is_vowel(uint32_t code)
{
	return vowel_harmony(code) != HARMONY_NONE || code == 0x438 || code == 0x443 || code == 0x44E || code == 0x44F;
}

/* The -шы of жұмысшы and оқушы makes a word and belongs to its stem; күші is күш and an ending. */
static bool is_of_doer(struct span stem)
{
	static const size_t letter = sizeof("ш") - 1;
	uint32_t before = 0;

	if (!span_ends(stem, "ш") || stem.bytes < 2 * letter)
		return false;
	for (const char *at = stem.at, *end = stem.at + stem.bytes - letter; at < end;)
		before = utf8_next(&at, end);
	return before == 0x443 || !is_vowel(before);
}

static struct span last_letter(struct span word)
{
	size_t bytes = 1;

	while (bytes < word.bytes && ((unsigned char)word.at[word.bytes - bytes] & 0xc0) == 0x80)
		bytes++;
	return span_make(word.at + word.bytes - bytes, bytes);
}

static bool letters_have(struct span letters, struct span letter)
{
	return span_find(letters, letter) < letters.bytes;
}

/* Do the sounds meet that Kazakh lets meet: т, қ, к, п after a voiceless consonant, д, ғ, г, л
 * after any other sound? The б, в, г, д at the end of loans are heard either way. */
static bool sounds_meet(struct span stem, const char *suffix)
{
	static const char voiceless[] = "пфкқтсшщчцхһ", either[] = "бвгд", hard[] = "тқкп", soft[] = "дғгл";
	const char *at = suffix;
	struct span first, last;

	if (stem.bytes == 0)
		return true;
	utf8_next(&at, suffix + strlen(suffix));
	first = span_make(suffix, (size_t)(at - suffix));
	last = last_letter(stem);
	if (letters_have(span_of(hard), first))
		return letters_have(span_of(voiceless), last) || letters_have(span_of(either), last);
	return !letters_have(span_of(soft), first) || !letters_have(span_of(voiceless), last);
}

/* May `word`, which ends so, lose it? With a `floor` no more than the letters behind so many bytes. */
static bool ending_fits(const struct ending *ending, struct span word, size_t floor)
{
	struct span stem = span_make(word.at, word.bytes);
	enum harmony wanted = HARMONY_NONE, got;

	stem.bytes -= ending->bytes;
	if (floor > 0 ? stem.bytes < floor : utf8_count(stem) < strtoul(ending->least, NULL, 10) && !is_short_stem(stem))
		return false;
	if (strcmp(ending->kind, "possessive") == 0 && (span_is(span_of(ending->suffix), "ы") || span_is(span_of(ending->suffix), "і")) &&
	    is_of_doer(stem))
		return false;
	/* Шешімін is шешім and an ending, hardly "I am шеші". */
	if (!sounds_meet(stem, ending->suffix) ||
	    (strcmp(ending->kind, "person") == 0 && (span_ends(stem, "ы") || span_ends(stem, "і"))))
		return false;
	/* мен, бен, пен are the same after any vowel. */
	if (strcmp(ending->kind, "with") != 0)
		wanted = last_harmony(span_of(ending->suffix));
	got = last_harmony(stem);
	return has_vowel(stem) && (wanted == HARMONY_NONE || got == HARMONY_NONE || wanted == got);
}

/* The longest ending of one step that fits `word`, or NULL. */
static const struct ending *ending_find(const struct stemmer *stemmer, struct span word, size_t step, size_t floor)
{
	const struct ending *best = NULL;

	if (word.bytes == 0)
		return NULL;
	for (size_t i = stemmer->first[step][last_byte(word.at, word.bytes)]; i > 0; i = stemmer->next[step][i]) {
		const struct ending *ending = &endings[i - 1];

		if (word.bytes < ending->bytes || (best && ending->bytes <= best->bytes) ||
		    memcmp(word.at + word.bytes - ending->bytes, ending->suffix, ending->bytes) != 0)
			continue;
		if (ending_fits(ending, word, floor))
			best = ending;
	}
	return best;
}

/* Before an ending that begins with a vowel the last consonant softens: кітап,
 * кітабы. The stem takes it back. */
static void harden(char *stem, size_t bytes)
{
	static const struct { const char *soft, *hard; } pairs[] = { { "б", "п" }, { "ғ", "қ" }, { "г", "к" } };

	for (size_t i = 0; i < COUNT(pairs); i++)
		if (span_ends(span_make(stem, bytes), pairs[i].soft))
			memcpy(stem + bytes - strlen(pairs[i].hard), pairs[i].hard, strlen(pairs[i].hard));
}

/* A vowel stands first in these endings, so a consonant before them may be soft. */
static bool begins_with_vowel(const char *suffix)
{
	const char *at = suffix;

	return vowel_harmony(utf8_next(&at, suffix + strlen(suffix))) != HARMONY_NONE;
}

/* Takes the endings of `term` off, step by step, down to `floor` bytes at least. */
static struct span take_endings(const struct stemmer *stemmer, struct span term, size_t floor, struct arena *arena)
{
	struct span stem = arena_copy(arena, term);

	for (size_t i = 0; i < COUNT(steps); i++) {
		const struct ending *ending = stem.bytes > floor ? ending_find(stemmer, stem, i, floor) : NULL;

		if (!ending)
			continue;
		stem.bytes -= ending->bytes;
		if (floor == 0 && begins_with_vowel(ending->suffix))
			harden((char *)(uintptr_t)stem.at, stem.bytes);
	}
	return stem;
}

/* A noun of the table whose last letters look like endings (облыс, келісім), when all
 * that follows it in `term` is endings; "" for none. */
static struct span noun_of(const struct stemmer *stemmer, struct span term, struct arena *arena)
{
	struct span best = { "", 0 };

	if (term.bytes < 2)
		return best;
	for (size_t i = stemmer->first[NOUNS][last_byte(term.at, 2)]; i > 0; i = stemmer->next[NOUNS][i]) {
		size_t bytes = endings[i - 1].bytes;

		if (bytes > best.bytes && span_starts(term, endings[i - 1].suffix) &&
		    take_endings(stemmer, term, bytes, arena).bytes == bytes)
			best = span_make(endings[i - 1].suffix, bytes);
	}
	return best;
}

static struct span kazakh_stem(const struct stemmer *stemmer, struct span term, struct arena *arena)
{
	struct span noun = noun_of(stemmer, term, arena);

	return noun.bytes > 0 ? noun : take_endings(stemmer, term, 0, arena);
}

static struct span snowball_stem(struct sb_stemmer *snowball, struct span term, struct arena *arena)
{
	const sb_symbol *stem = sb_stemmer_stem(snowball, (const sb_symbol *)term.at, (int)term.bytes);
	int bytes = sb_stemmer_length(snowball);

	return stem && bytes > 0 ? arena_copy(arena, span_make((const char *)stem, (size_t)bytes)) : term;
}

/* A row of russian.tsv: a noun in -й. */
static const struct russian_noun {
	const char *word;
	size_t stem_bytes;      /* without its й */
} russian_nouns[] = {
#define ROW(line, word, example, source) { word, sizeof(word) - sizeof("й") },
#include "text/russian.tsv.inc"
#undef ROW
};

static bool is_ending_of_iot(struct span ending)
{
	static const char *const forms[] = { "й", "я", "ю", "ем", "е", "и", "ев", "ям", "ями", "ях" };

	for (size_t i = 0; i < COUNT(forms); i++)
		if (span_is(ending, forms[i]))
			return true;
	return false;
}

/* The noun of the table that `term` is a form of, or NULL. */
static const char *russian_noun(struct span term)
{
	for (size_t i = 0; i < COUNT(russian_nouns); i++) {
		const struct russian_noun *noun = &russian_nouns[i];
		size_t stem = noun->stem_bytes;

		if (term.bytes > stem && term.at[1] == noun->word[1] && memcmp(term.at, noun->word, stem) == 0 &&
		    is_ending_of_iot(span_make(term.at + stem, term.bytes - stem)))
			return noun->word;
	}
	return NULL;
}

/* Letters that a stem keeps at least, in bytes of UTF-8. */
#define RUSSIAN_STEM_BYTES 6

/* Snowball takes the й of санаторий for an ending and keeps the vowel before it, but of
 * санатория it takes both letters. A vowel at the end less, and they meet; nouns that
 * would meet other words so (лицей and лицо) stand in the table. */
static struct span russian_stem(struct sb_stemmer *snowball, struct span term, struct arena *arena)
{
	static const char vowels[][3] = { "а", "е", "и", "о", "у", "ы", "э", "ю", "я" };
	const char *noun = russian_noun(term);
	struct span stem = noun ? span_of(noun) : snowball_stem(snowball, term, arena);

	for (size_t i = 0; i < COUNT(vowels) && stem.bytes >= RUSSIAN_STEM_BYTES + 2; i++)
		if (memcmp(stem.at + stem.bytes - 2, vowels[i], 2) == 0)
			return span_make(stem.at, stem.bytes - 2);
	return stem;
}

struct span stemmer_stem(struct stemmer *stemmer, struct span term, const char *lang, struct arena *arena)
{
	if (term.bytes == 0 || term.bytes > TERM_BYTES)
		return term;
	if (strcmp(lang, "en") == 0)
		return snowball_stem(stemmer->english, term, arena);
	if (strcmp(lang, "ru") == 0)
		return russian_stem(stemmer->russian, term, arena);
	return strcmp(lang, "kk") == 0 ? kazakh_stem(stemmer, term, arena) : term;
}
