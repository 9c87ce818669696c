/* The fields of the index, read from index/schema.tsv, and the terms made of them. */
#include "dateline/index.h"

#include "dateline/file.h"

#include <assert.h>
#include <string.h>

/* The last digits of "00" and a slot's column are its number; an empty column is 0. */
#define SLOT_NUMBER(text) \
	((uint32_t)((("00" text)[sizeof(text) - 1] - '0') * 10 + (("00" text)[sizeof(text)] - '0')))
#define KIND(text) ((text)[0] == 'w' ? FIELD_WORDS : (text)[0] == 'l' ? FIELD_LABEL : FIELD_SLOT)

#define ROW(line, name, kind, prefix, slot, query, help, sample) \
	{ name, KIND(kind), prefix, SLOT_NUMBER(slot), query, help, sample },
static const struct field fields[] = {
#include "index/schema.tsv.inc"
};
#undef ROW

/* Lengths of the names: every term of a text asks for its field, and most rows are
 * passed over by their length alone. */
#define ROW(line, name, kind, prefix, slot, query, help, sample) sizeof(name) - 1,
static const unsigned char name_bytes[] = {
#include "index/schema.tsv.inc"
};
#undef ROW

/* Xapian takes 245 bytes, less where a term holds NUL, which ours never do. */
#define TERM_BYTES_MOST 200
#define TERM_BYTES_KEPT 150

const struct field *field_find(struct span name)
{
	for (size_t i = 0; i < COUNT(fields); i++)
		if (name_bytes[i] == name.bytes && memcmp(name.at, fields[i].name, name.bytes) == 0)
			return &fields[i];
	return NULL;
}

const struct field *field_get(const char *name)
{
	const struct field *field = field_find(span_of(name));

	assert(field != NULL);
	return field;
}

size_t field_count(void)
{
	return COUNT(fields);
}

const struct field *field_at(size_t i)
{
	assert(i < COUNT(fields));
	return &fields[i];
}

static bool is_control(char c)
{
	return (unsigned char)c < ' ' || c == 0x7f;
}

/* Where to cut `term` so that at most `most` bytes are kept and no character is
 * halved. */
static size_t cut_before(struct span term, size_t most)
{
	while (most > 0 && ((unsigned char)term.at[most] & 0xc0) == 0x80)
		most--;
	return most;
}

struct span field_term(const struct field *field, struct span value, struct arena *arena)
{
	size_t prefix = strlen(field->prefix);
	char *term = arena_alloc(arena, prefix + value.bytes + DIGEST_TEXT);
	size_t n = prefix;

	memcpy(term, field->prefix, prefix);
	for (size_t i = 0; i < value.bytes; i++)
		if (!is_control(value.at[i]))
			term[n++] = value.at[i];
	if (n > TERM_BYTES_MOST) {
		n = cut_before(span_make(term, n), TERM_BYTES_KEPT);
		digest_hex(value, term + n);
		n += DIGEST_TEXT - 1;
	}
	return span_make(term, n);
}

struct span field_value(const struct field *field, struct span term)
{
	size_t prefix = strlen(field->prefix);

	if (!span_starts(term, field->prefix))
		return (struct span){ NULL, 0 };
	return span_make(term.at + prefix, term.bytes - prefix);
}

/* ---- names ---- */

struct span name_term_prefix(const char *key, struct arena *arena)
{
	return arena_printf(arena, "%s%s:", field_get("name")->prefix, key);
}

struct span name_term(const char *key, struct span surface, struct arena *arena)
{
	char value[NAME_KEY_BYTES + 1 + NAME_SURFACE_MOST];
	size_t n = strlen(key);

	if (surface.bytes == 0 || surface.bytes > NAME_SURFACE_MOST || n >= NAME_KEY_BYTES)
		return (struct span){ NULL, 0 };
	memcpy(value, key, n);
	value[n++] = ':';
	memcpy(value + n, surface.at, surface.bytes);
	return field_term(field_get("name"), span_make(value, n + surface.bytes), arena);
}

struct span name_term_surface(struct span term)
{
	struct span rest = field_value(field_get("name"), term);

	if (!rest.at)
		return rest;
	span_cut(&rest, ':');
	return rest;
}

/* ---- words ---- */

struct span word_term(struct span word, struct arena *arena)
{
	return field_term(field_get("word"), word, arena);
}

struct span stem_term(struct span stem, struct arena *arena)
{
	return field_term(field_get("stem"), stem, arena);
}

struct span title_term(struct span word, struct arena *arena)
{
	return field_term(field_get("title"), word, arena);
}

struct span title_stem_term(struct span stem, struct arena *arena)
{
	return field_term(field_get("title-stem"), stem, arena);
}
