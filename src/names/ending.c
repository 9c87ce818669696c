/* Undoes the endings of names (endings.tsv). */
#include "names/ending.h"

#include "dateline/text.h"
#include "names/harmony.h"
#include "names/letter.h"

#include <assert.h>
#include <pthread.h>
#include <stdlib.h>

static const struct ending_row {
	const char *languages, *script, *ending, *nominative, *price, *gender, *grammatical_case, *needs, *example;
} rows[] = {
#define ROW(line, languages, script, ending, nominative, price, gender, grammatical_case, needs, example, source) \
	{ languages, script, ending, nominative, price, gender, grammatical_case, needs, example },
#include "names/endings.tsv.inc"
#undef ROW
};

#define LANGUAGES_MOST 32

/* The rows by last letter and rising price, made once and then only read.
 * Endings in letter c are those from last[c] up to last[c + 1]. */
static struct {
	struct ending endings[COUNT(rows)];
	struct {
		uint32_t languages;     /* bits of table.languages */
		uint8_t bytes;          /* of the ending */
		bool wants_language;    /* see wants_language() */
		uint8_t harmony;        /* see harmony_asked() */
		uint8_t least;          /* letters that must be left */
		char needs;             /* first letter of the column */
	} quick[COUNT(rows)];
	char languages[LANGUAGES_MOST][4];
	uint32_t language_count;
	uint16_t last[LETTERS_MOST + 1];
	bool is_vowel[LETTERS_MOST];
} table;
static pthread_once_t table_once = PTHREAD_ONCE_INIT;

static uint32_t last_letter(struct span text)
{
	size_t at = text.bytes;
	const char *from;
	uint32_t code;

	if (at == 0)
		return 0;
	do {
		at--;
	} while (at > 0 && ((unsigned char)text.at[at] & 0xc0) == 0x80);
	from = text.at + at;
	code = letter_next(&from, text.at + text.bytes);
	return code < LETTERS_MOST ? code : LETTERS_MOST - 1;
}

static int ending_order(const void *left, const void *right)
{
	const struct ending *a = left, *b = right;
	uint32_t last_a = last_letter(span_of(a->ending)), last_b = last_letter(span_of(b->ending));

	if (last_a != last_b)
		return last_a < last_b ? -1 : 1;
	if (a->price < b->price || a->price > b->price)
		return a->price < b->price ? -1 : 1;
	return strcmp(a->example, b->example);
}

/* Endings that are only tried where the language is known: -ov, -ина and the Baltic
 * nominatives make a name out of another too often. */
static bool wants_language(const struct ending *ending)
{
	if (strcmp(ending->languages, "en") == 0)
		return false;
	if (strcmp(ending->languages, "lt,lv") == 0)
		return true;
	return strcmp(ending->grammatical_case, "possessive") == 0 && strcmp(ending->languages, "kk") != 0;
}

/* The bit of `lang`, 0 when no row speaks of it. */
static uint32_t language_bit(struct span lang)
{
	for (uint32_t i = 0; i < table.language_count; i++)
		if (span_is(lang, table.languages[i]))
			return (uint32_t)1 << i;
	return 0;
}

static uint32_t language_bits(const char *languages)
{
	struct span rest = span_of(languages);
	uint32_t bits = 0;

	while (rest.at) {
		struct span lang = span_cut(&rest, ',');

		if (language_bit(lang) == 0) {
			assert(table.language_count < LANGUAGES_MOST && lang.bytes < sizeof(table.languages[0]));
			memcpy(table.languages[table.language_count++], lang.at, lang.bytes);
		}
		bits |= language_bit(lang);
	}
	return bits;
}

/* Two letters are enough for a name where the row says so, where a letter comes in
 * the ending's place, for men, and before long endings: Ким Чен Ына, Ынның. */
static uint8_t letters_least(const struct ending *ending)
{
	return strcmp(ending->needs, "name") == 0 || ending->nominative[0] != '\0' || ending->gender == 'm' ||
		utf8_count(span_of(ending->ending)) >= 3 ? 2 : 3;
}

static void vowels_mark(void)
{
	static const char *const vowels = "aeiouyáéíóúýäöüâěıəаеиоуыэюяәөүұіїєў";
	const char *at = vowels, *end = vowels + strlen(vowels);

	while (at < end)
		table.is_vowel[letter_next(&at, end)] = true;
}

static void table_make(void)
{
	size_t i = 0;

	vowels_mark();
	for (size_t k = 0; k < COUNT(rows); k++)
		table.endings[k] = (struct ending){
			rows[k].languages, rows[k].script, rows[k].ending,
			rows[k].nominative[0] == '-' ? "" : rows[k].nominative, strtof(rows[k].price, NULL),
			rows[k].gender[0], rows[k].grammatical_case, rows[k].needs, rows[k].example
		};
	qsort(table.endings, COUNT(rows), sizeof(table.endings[0]), ending_order);
	for (size_t k = 0; k < COUNT(rows); k++) {
		table.quick[k].languages = language_bits(table.endings[k].languages);
		table.quick[k].bytes = (uint8_t)strlen(table.endings[k].ending);
		table.quick[k].wants_language = wants_language(&table.endings[k]);
		table.quick[k].least = letters_least(&table.endings[k]);
		table.quick[k].needs = table.endings[k].needs[0];
		table.quick[k].harmony = harmony_asked(table.endings[k].languages, table.endings[k].ending);
	}
	for (uint32_t code = 0; code <= LETTERS_MOST; code++) {
		while (i < COUNT(rows) && last_letter(span_of(table.endings[i].ending)) < code)
			i++;
		table.last[code] = (uint16_t)i;
	}
}

size_t ending_count(void)
{
	return COUNT(rows);
}

const struct ending *ending_get(size_t i)
{
	pthread_once(&table_once, table_make);
	assert(i < COUNT(rows));
	return &table.endings[i];
}

static bool is_vowel(uint32_t code)
{
	return code < LETTERS_MOST && table.is_vowel[code];
}

/* What is left must be able to be a name: three letters (two where the row says
 * so), ending as the row asks. */
static bool rest_fits(uint8_t least, char needs, struct span rest)
{
	if (utf8_count(rest) < least)
		return false;
	if (needs == 'c')
		return !is_vowel(last_letter(rest));
	return needs != 'v' || is_vowel(last_letter(rest));
}

static void stem_add(struct stems *out, const struct ending *ending, struct span rest)
{
	struct stem *stem = &out->at[out->count];
	size_t more = strlen(ending->nominative);

	if (rest.bytes + more >= STEM_BYTES)
		return;
	memcpy(stem->text, rest.at, rest.bytes);
	memcpy(stem->text + rest.bytes, ending->nominative, more);
	stem->bytes = (uint8_t)(rest.bytes + more);
	stem->ending = ending;
	for (size_t i = 1; i < out->count; i++)
		if (span_equal(stem_text(out, i), span_make(stem->text, stem->bytes)))
			return;
	out->count++;
}

void stems_read(struct span folded, const char *lang, struct stems *out)
{
	uint32_t code = last_letter(folded), asked;

	pthread_once(&table_once, table_make);
	out->whole = folded;
	out->count = 1;
	out->at[0].ending = NULL;
	if (folded.bytes >= STEM_BYTES)
		return;
	asked = lang ? language_bit(span_of(lang)) : 0;
	for (size_t i = table.last[code]; i < table.last[code + 1] && out->count < STEMS_MOST; i++) {
		size_t bytes = table.quick[i].bytes;
		struct span rest;

		if (asked ? !(table.quick[i].languages & asked) : table.quick[i].wants_language)
			continue;
		if (bytes >= folded.bytes ||
		    memcmp(folded.at + folded.bytes - bytes, table.endings[i].ending, bytes) != 0)
			continue;
		rest = span_make(folded.at, folded.bytes - bytes);
		if (table.quick[i].harmony && !harmony_given(table.quick[i].harmony, rest))
			continue;
		if (rest_fits(table.quick[i].least, table.quick[i].needs, rest))
			stem_add(out, &table.endings[i], rest);
	}
}
