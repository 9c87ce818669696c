/* Plans in terms: how they are put together, and those of places, persons and labels. */
#include "dateline/index.h"

#include "dateline/text.h"

struct match *match_new(enum match_kind kind, struct arena *arena)
{
	struct match *match = arena_alloc(arena, sizeof(*match));

	match->kind = kind;
	return match;
}

struct match *match_term(struct span term, struct arena *arena)
{
	struct match *match = match_new(MATCH_TERM, arena);

	match->term = term;
	return match;
}

void match_add(struct match *match, struct match *kid, struct arena *arena)
{
	size_t n = match->kid_count;

	/* The array doubles each time that it is full: at 0, 4, 8, 16 ... kids. */
	if (n == 0 || (n >= 4 && (n & (n - 1)) == 0))
		match->kids = arena_grow(arena, match->kids, n, n ? n * 2 : 4, sizeof(struct match *));
	match->kids[match->kid_count++] = kid;
}

static struct match *match_field(const char *field, struct span value, struct arena *arena)
{
	return match_term(field_term(field_get(field), value, arena), arena);
}

struct match *match_place(struct span code, bool itself, struct arena *arena)
{
	return match_field(itself ? "place-itself" : "place", code, arena);
}

struct match *match_person(struct span key, struct arena *arena)
{
	return match_field("person", key, arena);
}

struct match *match_source(struct span source, struct arena *arena)
{
	return match_field("source", text_fold(source, arena), arena);
}

struct match *match_lang(struct span lang, struct arena *arena)
{
	return match_field("lang", lang, arena);
}

struct match *match_article(struct span id, struct arena *arena)
{
	return match_field("article", id, arena);
}

struct match *match_copies(uint64_t group, struct arena *arena)
{
	struct span id = arena_printf(arena, "%016llx", (unsigned long long)group);
	struct match *match = match_new(MATCH_OR, arena);

	match_add(match, match_article(id, arena), arena);
	match_add(match, match_field("copy", id, arena), arena);
	return match;
}
