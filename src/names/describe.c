/* The normal form of a name: its spellings by the usual systems, and its keys. */
#include "dateline/name.h"

#include "names/romanise.h"
#include "names/word.h"

#include <unicode/uchar.h>

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

/* The folded word with ё where `written` has it: for search е and ё are one letter. */
static struct span with_yo(struct span folded, struct span written, struct arena *arena)
{
	char *out = arena_alloc(arena, folded.bytes + 1);
	const char *at = folded.at, *end = folded.at + folded.bytes;
	const char *other = written.at, *stop = written.at + written.bytes;
	size_t n = 0;

	if (utf8_count(folded) != utf8_count(written))
		return folded;
	while (at < end) {
		uint32_t code = utf8_next(&at, end), as_written = utf8_next(&other, stop);

		if (code == 0x435 && (as_written == 0x451 || as_written == 0x401))
			code = 0x451;
		n += utf8_write(code, out + n);
	}
	return span_make(out, n);
}

/* A name to describe: its words, and how they are spelled in small letters. */
struct described {
	struct name name;
	struct span spelled[NAME_WORDS_MOST];
};

static void described_read(struct span name, struct arena *arena, struct described *out)
{
	struct text text;

	name_read(name, NULL, arena, &out->name);
	text_read(name, arena, &text);
	for (size_t i = 0; i < out->name.count; i++) {
		struct span folded = out->name.words[i].folded;

		out->spelled[i] = folded;
		for (size_t k = 0; k < text.count; k++)
			if (span_equal(text.words[k].folded, folded))
				out->spelled[i] = with_yo(folded, text_word(&text, (uint32_t)k), arena);
	}
}

enum spelling_kind { AS_ROMAN, AS_CYRILLIC, AS_IS };

static void add_line(struct buf *out, const char *what, const struct described *d, enum spelling_kind kind,
		     enum roman system)
{
	struct buf line = BUF_INIT(4096);

	for (size_t i = 0; i < d->name.count; i++) {
		const struct name_word *word = &d->name.words[i];

		if (i > 0)
			buf_add_char(&line, word->hyphened ? '-' : ' ');
		if (kind == AS_ROMAN && word->sounds[0].cyrillic)
			roman_add(&line, d->spelled[i], system);
		else if (kind == AS_CYRILLIC && !word->sounds[0].cyrillic)
			cyrillic_add(&line, d->spelled[i]);
		else
			buf_add_span(&line, d->spelled[i]);
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
	struct described *read = arena_alloc(arena, sizeof(*read));
	struct span key;
	bool cyrillic = false;

	described_read(name, arena, read);
	for (size_t i = 0; i < read->name.count; i++)
		cyrillic = cyrillic || read->name.words[i].sounds[0].cyrillic;
	add_line(out, "Latin", read, AS_ROMAN, ROMAN_PRESS);
	add_line(out, "Cyrillic", read, AS_CYRILLIC, ROMAN_PRESS);
	for (int i = 0; cyrillic && i < ROMANS; i++)
		add_line(out, roman_name((enum roman)i), read, AS_ROMAN, (enum roman)i);
	key = person_key(name, arena);
	buf_printf(out, "person key\t%.*s\n", (int)key.bytes, key.at);
	add_keys(out, &read->name);
	arena_free(arena);
}
