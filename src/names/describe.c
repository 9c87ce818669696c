/* The normal form of a name: its spellings by the usual systems, and its keys. */
#include "dateline/name.h"

#include "names/word.h"

#include <unicode/uchar.h>

static const struct roman_row {
	const char *letter, *where;
	const char *by_system[8];
} roman_rows[] = {
#define ROW(line, letter, where, bgn, passport, iso9, german, french, polish, kazakh, press, example, source) \
	{ letter, where, { bgn, passport, iso9, german, french, polish, kazakh, press } },
#include "names/romanise.tsv.inc"
#undef ROW
};

static const char *const systems[8] = {
	"BGN/PCGN", "passport (ICAO)", "ISO 9", "German", "French", "Polish", "Kazakh 2021", "press English"
};
#define PRESS 7

static const struct cyrillic_row {
	const char *letters, *cyrillic;
} cyrillic_rows[] = {
#define ROW(line, letters, cyrillic, example, source) { letters, cyrillic },
#include "names/cyrillic.tsv.inc"
#undef ROW
};

/* ---- spelling a folded word ---- */

static bool is_vowel_before(struct span word, size_t at)
{
	static const char *const vowels[] = { "а", "е", "и", "о", "у", "ы", "э", "ю", "я", "і", "ә", "ө", "ұ", "ү", "ъ", "ь" };

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

static void add_roman(struct buf *out, struct span word, size_t system)
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

static void add_cyrillic(struct buf *out, struct span word)
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

/* ---- lines ---- */

/* Copies `from` with the first letter of every word made a capital. */
static void add_capitals(struct buf *out, struct span from)
{
	const char *at = from.at, *end = from.at + from.bytes;
	bool first = true;

	while (at < end) {
		uint32_t code = utf8_next(&at, end);
		char letter[4];

		buf_add(out, letter, utf8_write(first ? (uint32_t)u_toupper((UChar32)code) : code, letter));
		first = code == ' ' || code == '-';
	}
}

enum spelling_kind { AS_ROMAN, AS_CYRILLIC, AS_IS };

static void add_line(struct buf *out, const char *what, const struct name *name, enum spelling_kind kind, size_t system)
{
	struct buf line = BUF_INIT(4096);

	for (size_t i = 0; i < name->count; i++) {
		const struct name_word *word = &name->words[i];

		if (i > 0)
			buf_add_char(&line, word->hyphened ? '-' : ' ');
		if (kind == AS_ROMAN && word->sounds[0].cyrillic)
			add_roman(&line, word->folded, system);
		else if (kind == AS_CYRILLIC && !word->sounds[0].cyrillic)
			add_cyrillic(&line, word->folded);
		else
			buf_add_span(&line, word->folded);
	}
	buf_add_string(out, what);
	buf_add_char(out, '\t');
	add_capitals(out, buf_span(&line));
	buf_add_char(out, '\n');
	buf_release(&line);
}

static void add_keys(struct buf *out, const struct name *name)
{
	buf_add_string(out, "keys\t");
	for (size_t i = 0; i < name->count; i++) {
		struct name_key keys[NAME_KEYS_MOST];
		size_t count = name_keys(name->words[i].folded, keys);

		for (size_t k = 0; k < count; k++) {
			buf_add_string(out, keys[k].text);
			buf_add_char(out, ' ');
		}
		buf_add_string(out, i + 1 < name->count ? "| " : "|");
	}
	buf_add_char(out, '\n');
}

void name_describe(struct span name, struct buf *out)
{
	struct arena *arena = arena_new();
	struct name *read = arena_alloc(arena, sizeof(*read));
	struct span key;
	bool cyrillic = false;

	name_read(name, NULL, arena, read);
	for (size_t i = 0; i < read->count; i++)
		cyrillic = cyrillic || read->words[i].sounds[0].cyrillic;
	add_line(out, "Latin", read, AS_ROMAN, PRESS);
	add_line(out, "Cyrillic", read, AS_CYRILLIC, 0);
	for (size_t i = 0; cyrillic && i < COUNT(systems); i++)
		add_line(out, systems[i], read, AS_ROMAN, i);
	key = person_key(name, arena);
	buf_printf(out, "person key\t%.*s\n", (int)key.bytes, key.at);
	add_keys(out, read);
	arena_free(arena);
}
