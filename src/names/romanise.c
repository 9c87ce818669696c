/* Spells words of names in other scripts, letter by letter (romanise.tsv, cyrillic.tsv). */
#include "names/romanise.h"

#include <string.h>

static const struct roman_row {
	const char *letter, *where;
	const char *by_system[ROMANS];
} roman_rows[] = {
#define ROW(line, letter, where, bgn, passport, iso9, gost, alalc, german, french, polish, czech, turkish, kazakh2017, \
	    kazakh2018, kazakh2021, uzbek, azerbaijani, press, example, source) \
	{ letter, where, { bgn, passport, iso9, gost, alalc, german, french, polish, czech, turkish, kazakh2017, kazakh2018, \
			   kazakh2021, uzbek, azerbaijani, press } },
#include "names/romanise.tsv.inc"
#undef ROW
};

static const struct cyrillic_row {
	const char *letters, *cyrillic;
} cyrillic_rows[] = {
#define ROW(line, letters, cyrillic, example, source) { letters, cyrillic },
#include "names/cyrillic.tsv.inc"
#undef ROW
};

const char *roman_name(enum roman system)
{
	static const char *const names[ROMANS] = {
		"BGN/PCGN", "passport (ICAO)", "ISO 9", "GOST 7.79-B", "ALA-LC", "German", "French", "Polish", "Czech", "Turkish",
		"Kazakh 2017", "Kazakh 2018", "Kazakh 2021", "Uzbek", "Azerbaijani", "press English"
	};

	return names[system];
}

static bool is_vowel_before(struct span word, size_t at)
{
	static const char *const vowels[] = { "а", "е", "и", "о", "у", "ы", "э", "ю", "я", "і", "ә", "ө", "ұ", "ү", "ё", "є", "ї", "ъ", "ь" };

	for (size_t i = 0; i < COUNT(vowels); i++)
		if (span_ends(span_make(word.at, at), vowels[i]))
			return true;
	return false;
}

static bool roman_holds(const struct roman_row *row, struct span word, size_t at)
{
	size_t n = strlen(row->letter);

	if (n > word.bytes - at || memcmp(row->letter, word.at + at, n) != 0)
		return false;
	if (strcmp(row->where, "start") == 0)
		return at == 0;
	if (strcmp(row->where, "end") == 0)
		return at > 0 && at + n == word.bytes;
	if (strcmp(row->where, "vowel") == 0)
		return at > 0 && is_vowel_before(word, at);
	return true;
}

/* The longest row that holds, the narrower of equals. */
static const struct roman_row *roman_find(struct span word, size_t at)
{
	const struct roman_row *best = NULL;

	for (size_t i = 0; i < COUNT(roman_rows); i++) {
		const struct roman_row *row = &roman_rows[i];

		if (!roman_holds(row, word, at))
			continue;
		if (!best || strlen(row->letter) > strlen(best->letter) ||
		    (strlen(row->letter) == strlen(best->letter) && strcmp(best->where, "any") == 0))
			best = row;
	}
	return best;
}

void roman_add(struct buf *out, struct span word, enum roman system)
{
	size_t at = 0;

	while (at < word.bytes) {
		const struct roman_row *row = roman_find(word, at);

		if (!row) {
			buf_add_char(out, word.at[at++]);
			continue;
		}
		if (strcmp(row->by_system[system], "-") != 0)
			buf_add_string(out, row->by_system[system]);
		at += strlen(row->letter);
	}
}

void cyrillic_add(struct buf *out, struct span word)
{
	size_t at = 0;

	while (at < word.bytes) {
		const struct cyrillic_row *best = NULL;

		for (size_t i = 0; i < COUNT(cyrillic_rows); i++) {
			size_t n = strlen(cyrillic_rows[i].letters);

			if (n <= word.bytes - at && memcmp(cyrillic_rows[i].letters, word.at + at, n) == 0 &&
			    (!best || n > strlen(best->letters)))
				best = &cyrillic_rows[i];
		}
		if (best)
			buf_add_string(out, best->cyrillic);
		at += best ? strlen(best->letters) : 1;
	}
}
