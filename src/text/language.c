/* Tells the language of a text by its letters and its small words. */
#include "dateline/text.h"

#include "charset_model.h"

#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* A row of language.tsv. */
static const struct language_row {
	const char *lang, *script, *own, *lacks;
} languages[] = {
#define ROW(line, lang, script, own, lacks, example, source) { lang, script, own, lacks },
#include "text/language.tsv.inc"
#undef ROW
};

/* A row of language_word.tsv; sorted by bytes. */
static const struct word_row {
	const char *word, *langs;
} small_words[] = {
#define ROW(line, word, langs, source) { word, langs },
#include "text/language_word.tsv.inc"
#undef ROW
};

#define LETTERS_MOST 1500       /* letters read: more do not change the mind */
#define WORD_BYTES 40           /* no small word is as long */
#define SMALL_BYTES 24          /* the longest small word: a test holds the table to it */
#define PAIR_LETTERS 25         /* under so many pairs of letters say nothing */
#define PAIR_LEAD .04f          /* so much less a letter costs in the language that they say */
#define SHORT_LETTERS 12        /* under so many only the letters may speak against the hint */

/* Weights, in small words: a letter of its own counts less than a word since one
 * foreign name may bring it; a letter that it lacks counts against. */
#define WORD_POINTS 4
#define OWN_POINTS 2
#define LACKS_POINTS (-3)

#define TELLING_MOST 64         /* different letters that speak for or against a language */

/* Codes of languages are two letters from a to z. */
#define CODES (26 * 26)

struct tally {
	int points[COUNT(languages)];
	int words[CODES];       /* small words of each code */
	size_t latin, cyrillic, letters;
	struct {
		uint32_t code;
		int count;
	} telling[TELLING_MOST];
	size_t telling_count;
};

static bool letters_have(const char *list, uint32_t code)
{
	const char *at = list, *end = list + strlen(list);

	while (at < end)
		if (utf8_next(&at, end) == code)
			return true;
	return false;
}

/* What each letter says of each language, from the rows, which are strings: every
 * passage asks for all of its letters. */
#define LETTERS_KNOWN 0x800     /* Latin, Cyrillic: beyond it no row has a letter */

static int8_t letter_points[LETTERS_KNOWN][COUNT(languages)];
static pthread_once_t letters_once = PTHREAD_ONCE_INIT;

static void read_letters(void)
{
	for (uint32_t code = 0; code < LETTERS_KNOWN; code++) {
		bool latin = letter_script(code) == SCRIPT_LATIN;

		for (size_t i = 0; i < COUNT(languages); i++) {
			if ((strcmp(languages[i].script, "latin") == 0) != latin)
				continue;
			if (letters_have(languages[i].own, code))
				letter_points[code][i] = OWN_POINTS;
			else if (letters_have(languages[i].lacks, code))
				letter_points[code][i] = LACKS_POINTS;
		}
	}
}

static int word_compare(const void *key, const void *row)
{
	return strcmp(key, ((const struct word_row *)row)->word);
}

static size_t code_number(const char *lang)
{
	return (size_t)(lang[0] - 'a') * 26 + (size_t)(lang[1] - 'a');
}

static void tally_word(struct tally *tally, const char *word)
{
	const struct word_row *row = bsearch(word, small_words, COUNT(small_words), sizeof(*row), word_compare);

	/* "ru uk be": two letters, then a space or the end. */
	for (const char *lang = row ? row->langs : ""; *lang; lang += lang[2] ? 3 : 2)
		tally->words[code_number(lang)]++;
}

/* Letters that every language of the script has say nothing. */
static bool letter_tells(uint32_t code)
{
	if (code < 0x80)
		return code == 'w' || code == 'x' || code == 'q';
	return !(code >= 0x430 && code <= 0x448) || code == 0x438 || code == 0x439;
}

static void tally_letter(struct tally *tally, uint32_t code)
{
	enum script script = letter_script(code);
	size_t i = 0;

	tally->letters++;
	tally->latin += script == SCRIPT_LATIN;
	tally->cyrillic += script == SCRIPT_CYRILLIC;
	if (script == SCRIPT_OTHER || !letter_tells(code))
		return;
	while (i < tally->telling_count && tally->telling[i].code != code)
		i++;
	if (i == TELLING_MOST)
		return;
	if (i == tally->telling_count) {
		tally->telling[i].code = code;
		tally->telling_count++;
	}
	tally->telling[i].count++;
}

/* Letters and words are weighed once each, at the end. */
static void tally_weigh(struct tally *tally)
{
	for (size_t i = 0; i < COUNT(languages); i++)
		tally->points[i] = WORD_POINTS * tally->words[code_number(languages[i].lang)];
	for (size_t k = 0; k < tally->telling_count; k++) {
		uint32_t code = tally->telling[k].code;

		for (size_t i = 0; i < COUNT(languages) && code < LETTERS_KNOWN; i++)
			tally->points[i] += letter_points[code][i] * tally->telling[k].count;
	}
}

static void word_end(struct tally *tally, char word[WORD_BYTES], size_t bytes)
{
	if (bytes == 0 || bytes > SMALL_BYTES)
		return;
	word[bytes] = '\0';
	tally_word(tally, word);
}

/* Bytes of an address that begins here: its words are of no language. */
static size_t address_bytes(const char *at, const char *end)
{
	const char *from = at;

	if (end - at < 8 || (memcmp(at, "http://", 7) != 0 && memcmp(at, "https://", 8) != 0 && memcmp(at, "www.", 4) != 0))
		return 0;
	while (at < end && (unsigned char)*at > ' ')
		at++;
	return (size_t)(at - from);
}

static void tally_text(struct tally *tally, struct span text)
{
	const char *at = text.at, *end = at + text.bytes;
	char word[WORD_BYTES];
	size_t bytes = 0;

	while (at < end && tally->letters < LETTERS_MOST) {
		size_t address = bytes == 0 && (*at == 'h' || *at == 'w') ? address_bytes(at, end) : 0;

		at += address;
		if (at == end)
			break;
		uint32_t code = letter_lower(utf8_next(&at, end));
		bool joins = letter_is(code) || ((code == '\'' || code == 0x2018 || code == 0x2019 || code == 0x2BB) && bytes > 0);

		if (letter_is(code))
			tally_letter(tally, code);
		if (joins && bytes + 5 < WORD_BYTES) {
			bytes += utf8_write(code, word + bytes);
		} else if (!joins) {
			word_end(tally, word, bytes);
			bytes = 0;
		}
	}
	word_end(tally, word, bytes);
	tally_weigh(tally);
}

static void lang_set(char out[LANG_TEXT], const char *lang)
{
	snprintf(out, LANG_TEXT, "%s", lang);
}

/* The script that more than half of the letters are of. */
static const char *tally_script(const struct tally *tally)
{
	if (tally->cyrillic * 2 > tally->letters)
		return "cyrillic";
	return tally->latin * 2 > tally->letters ? "latin" : "";
}

static bool language_is_ours(const char *lang)
{
	for (size_t i = 0; i < COUNT(languages); i++)
		if (strcmp(languages[i].lang, lang) == 0)
			return true;
	return false;
}

/* Where words and letters do not decide: the language near the best whose pairs of
 * letters suit clearly best, or the count for none. */
static size_t pairs_ask(const struct tally *tally, const char *script, struct span text, size_t leader)
{
	size_t best = COUNT(languages);
	float least = 0.f, second = 0.f;

	if (language_pair_cost(text, languages[leader].lang) < 0.f)
		return best; /* one that has no pairs cannot be compared */
	for (size_t i = 0; i < COUNT(languages) && tally->letters >= PAIR_LETTERS; i++) {
		float cost;

		if (strcmp(languages[i].script, script) != 0 || tally->points[i] < tally->points[leader] - WORD_POINTS)
			continue;
		cost = language_pair_cost(text, languages[i].lang);
		if (cost < 0.f)
			continue;
		if (best == COUNT(languages) || cost < least) {
			second = best == COUNT(languages) ? cost + 1.f : least;
			least = cost;
			best = i;
		} else if (cost < second) {
			second = cost;
		}
	}
	return second - least > PAIR_LEAD ? best : COUNT(languages);
}

void language_guess(struct span text, const char *hint, char out[LANG_TEXT])
{
	struct tally tally = { .letters = 0 };
	size_t best = COUNT(languages), second = COUNT(languages), hinted = COUNT(languages), pairs;
	const char *script;
	int lead;

	pthread_once(&letters_once, read_letters);
	tally_text(&tally, text);
	script = tally_script(&tally);
	for (size_t i = 0; i < COUNT(languages); i++) {
		if (strcmp(languages[i].script, script) != 0)
			continue;
		if (strcmp(languages[i].lang, hint) == 0)
			hinted = i;
		if (best == COUNT(languages) || tally.points[i] > tally.points[best]) {
			second = best;
			best = i;
		} else if (second == COUNT(languages) || tally.points[i] > tally.points[second]) {
			second = i;
		}
	}
	if (best == COUNT(languages) || tally.letters < 3) {
		lang_set(out, hint);
		return;
	}
	/* A language that has no row here (Slovene) is not for us to deny: its neighbours would take it. */
	if (hint[0] && !language_is_ours(hint) && strcmp(script, "latin") == 0) {
		lang_set(out, hint);
		return;
	}
	/* The hint must be beaten by more than a word, a short text's by its letters;
	 * without one the best must be ahead of the second. */
	lead = tally.points[best] - tally.points[hinted < COUNT(languages) ? hinted : second];
	if (hinted < COUNT(languages) &&
	    (lead < WORD_POINTS || (tally.letters < SHORT_LETTERS && tally.points[hinted] >= 0)))
		lang_set(out, hint);
	else if (hinted == COUNT(languages) && (lead < WORD_POINTS || tally.points[best] < OWN_POINTS) &&
		 (pairs = pairs_ask(&tally, script, text, best)) < COUNT(languages))
		lang_set(out, languages[pairs].lang);
	else if (hinted == COUNT(languages) && (lead == 0 || tally.points[best] < OWN_POINTS))
		lang_set(out, language_is_ours(hint) ? "" : hint);
	else
		lang_set(out, languages[best].lang);
}
