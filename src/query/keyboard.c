/* Reads a word as if another keyboard layout had been on. */
#include "query/keyboard.h"

#include "dateline/buf.h"
#include "dateline/text.h"

static const struct key_row {
	const char *latin, *russian, *kazakh;
} keys[] = {
#define ROW(line, key, ru, kk, typed, meant, source) { key, ru, kk },
#include "query/keyboard.tsv.inc"
#undef ROW
};

enum layout { LAYOUT_LATIN, LAYOUT_RUSSIAN, LAYOUT_KAZAKH };

static struct span key_on(const struct key_row *row, enum layout layout)
{
	return span_of(layout == LAYOUT_LATIN ? row->latin : layout == LAYOUT_RUSSIAN ? row->russian : row->kazakh);
}

static void add_key(struct span letter, enum layout from, enum layout to, struct buf *out)
{
	for (size_t i = 0; i < COUNT(keys); i++) {
		if (span_equal(key_on(&keys[i], from), letter)) {
			buf_add_span(out, key_on(&keys[i], to));
			return;
		}
	}
	buf_add_span(out, letter);
}

static struct span reread(struct span typed, enum layout from, enum layout to, struct arena *arena)
{
	struct buf out = BUF_INIT(4096);
	const char *at = typed.at, *end = typed.at + typed.bytes;
	struct span word;

	while (at < end) {
		char letter[4];
		size_t bytes = utf8_write(letter_lower(utf8_next(&at, end)), letter);

		add_key(span_make(letter, bytes), from, to, &out);
	}
	word = arena_copy(arena, buf_span(&out));
	buf_release(&out);
	return word;
}

static size_t add(struct span word, struct span typed, struct span *out, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		if (span_equal(out[i], word))
			return count;
	}
	if (word.bytes == 0 || span_equal(word, typed))
		return count;
	out[count] = word;
	return count + 1;
}

size_t keyboard_readings(struct span typed, struct arena *arena, struct span out[KEYBOARD_READINGS_MOST])
{
	size_t count = 0;

	count = add(reread(typed, LAYOUT_LATIN, LAYOUT_RUSSIAN, arena), typed, out, count);
	count = add(reread(typed, LAYOUT_LATIN, LAYOUT_KAZAKH, arena), typed, out, count);
	return add(reread(typed, LAYOUT_RUSSIAN, LAYOUT_LATIN, arena), typed, out, count);
}
