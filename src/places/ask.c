/* Answers what place a person asks for. */
#include "dateline/place.h"

#include "places/gazetteer.h"
#include "places/key.h"
#include "places/match.h"

#include <math.h>
#include <stdlib.h>

#define ASKED_MOST 64

struct asked {
	uint32_t place;
	float score;
	bool other;             /* by a name that is not today's */
	bool yields;            /* a region that gave way to a town of its name */
	uint32_t flags;         /* of the name that it was best found by */
};

struct answer {
	struct asked rows[ASKED_MOST];
	size_t count;
};

/* ---- by code ---- */

static uint32_t of_code(const struct gazetteer *g, struct span name)
{
	char upper[32];
	uint32_t id = place_of_code(g, name);

	if (id || name.bytes >= sizeof(upper))
		return id;
	for (size_t i = 0; i < name.bytes; i++)
		upper[i] = name.at[i] >= 'a' && name.at[i] <= 'z' ? (char)(name.at[i] - 32) : name.at[i];
	/* two small letters may be a code; more of them only with a stop, as "kz.09" */
	return name.bytes == 2 || span_find(name, span_of(".")) < name.bytes ? place_of_code(g, span_make(upper, name.bytes)) : 0;
}

/* ---- by name ---- */

/* A bare name is a town, unless only a region has it or the region is much larger. */
static float score_of(const struct gazetteer *g, const struct blob_entry *entry)
{
	const struct blob_place *p = gazetteer_place(g, entry->place);
	float score = log10f((float)p->population + 100.0f);

	switch (p->kind) {
	case PLACE_COUNTRY: score = 9.0f; break;
	case PLACE_REGION: score = p->prior; break;
	case PLACE_WATER: case PLACE_OTHER: score = 5.8f; break;
	case PLACE_DISTRICT: score = 3.0f + 0.2f * score; break;
	default: score = p->prior; break;
	}
	if (entry->flags & ENTRY_OTHER)
		score -= entry->flags & ENTRY_HISTORIC ? 1.7f : 1.0f; /* Akmola is a region today */
	if (entry->flags & (ENTRY_BARE | ENTRY_OF_REGION))
		score -= 0.3f;
	if (entry->flags & (ENTRY_ADJECTIVE | ENTRY_PEOPLE))
		score -= 2.0f;
	if (memcmp(p->country, "KZ", 2) == 0)
		score += 0.7f;
	return score;
}

static void add_answer(struct answer *answer, uint32_t place, float score, uint32_t flags)
{
	struct asked row = { .place = place, .score = score, .other = (flags & ENTRY_OTHER) != 0, .flags = flags };
	size_t least = 0;

	for (size_t i = 0; i < answer->count; i++) {
		if (answer->rows[i].place == place) {
			if (score > answer->rows[i].score) {
				answer->rows[i].score = score;
				answer->rows[i].flags = flags;
			}
			return;
		}
		if (answer->rows[i].score < answer->rows[least].score)
			least = i;
	}
	if (answer->count < ASKED_MOST)
		answer->rows[answer->count++] = row;
	else if (score > answer->rows[least].score) /* a gazetteer of millions has hundreds of one name */
		answer->rows[least] = row;
}

static void add_entries(const struct gazetteer *g, struct answer *answer, const struct blob_entry *entries, int kind)
{
	for (const struct blob_entry *e = entries; e; e++) {
		if (!(e->flags & (ENTRY_NEVER | ENTRY_BLOCK)) && (kind < 0 || gazetteer_place(g, e->place)->kind == kind))
			add_answer(answer, e->place, score_of(g, e), e->flags);
		if (e->flags & ENTRY_LAST)
			break;
	}
}

/* Looks up words [from, to) of what was asked, as they are or without a Kazakh ending. */
static void add_words(const struct gazetteer *g, const struct text *text, size_t from, size_t to, int kind,
		      struct arena *arena, struct answer *answer)
{
	uint64_t key = KEY_START, before = KEY_START;
	const struct blob_entry *entries;
	bool more;

	for (size_t i = from; i < to; i++) {
		before = key;
		key = key_add_folded(key, text->words[i].folded, arena);
	}
	entries = from < to ? gazetteer_find(g, key, &more) : NULL;
	if (!entries && from < to)
		entries = match_suffixed(g, before, key_word(text->words[to - 1].folded, arena));
	add_entries(g, answer, entries, kind);
}

/* Does a region of that name give way to this town: its chief one, or a great one of its country? */
static bool yields(const struct gazetteer *g, uint32_t region_id, bool region_is_other, const struct asked *row)
{
	const struct blob_place *region = gazetteer_place(g, region_id), *town = gazetteer_place(g, row->place);

	if (region->kind != PLACE_REGION || town->kind != PLACE_CITY || (row->other && !region_is_other))
		return false;
	return (town->parent == region_id && town->population > 20000) ||
	       (memcmp(town->country, region->country, 2) == 0 && town->population > 300000);
}

static void yield_to_towns(const struct gazetteer *g, struct answer *answer)
{
	for (size_t r = 0; r < answer->count; r++)
		for (size_t t = 0; t < answer->count; t++)
			if (yields(g, answer->rows[r].place, answer->rows[r].other, &answer->rows[t]) &&
			    answer->rows[r].score >= answer->rows[t].score) {
				answer->rows[r].score = answer->rows[t].score - 0.1f;
				answer->rows[r].yields = true;
			}
}

static int by_score(const void *left, const void *right)
{
	const struct asked *a = left, *b = right;

	if (a->score != b->score)
		return a->score > b->score ? -1 : 1;
	return a->place < b->place ? -1 : a->place > b->place;
}

static void ask_words(const struct gazetteer *g, struct span name, struct arena *arena, struct answer *answer)
{
	struct text text;
	int kind;

	text_read(name, arena, &text);
	add_words(g, &text, 0, text.count, -1, arena, answer);
	if (answer->count == 0 && text.count > 1) {
		kind = match_kind_word(g, &text, text.count - 1, true);
		if (kind >= 0)
			add_words(g, &text, 0, text.count - 1, kind, arena, answer);
		kind = match_kind_word(g, &text, 0, false);
		if (answer->count == 0 && kind >= 0)
			add_words(g, &text, span_is(text.words[1].folded, "of") ? 2 : 1, text.count, kind, arena, answer);
	}
	if (answer->count == 0 && text.count > 1 && text.words[text.count - 1].gap == GAP_HYPHEN && match_is_ending(text.words[text.count - 1].folded))
		add_words(g, &text, 0, text.count - 1, -1, arena, answer); /* АҚШ-тың */
	yield_to_towns(g, answer);
	qsort(answer->rows, answer->count, sizeof(*answer->rows), by_score);
}

/* "Aktau, Karaganda Region": keeps what lies in what follows the comma. */
static void ask_within(const struct gazetteer *g, struct span name, struct arena *arena, struct answer *answer)
{
	struct span rest = name, first = span_cut(&rest, ',');
	struct answer above = { .count = 0 };
	size_t kept = 0;

	ask_words(g, span_trim(first), arena, answer);
	if (!rest.at)
		return;
	ask_words(g, span_trim(rest), arena, &above);
	for (size_t i = 0; i < answer->count; i++)
		for (size_t a = 0; a < above.count; a++)
			if (gazetteer_is_above(g, above.rows[a].place, answer->rows[i].place)) {
				answer->rows[kept++] = answer->rows[i];
				break;
			}
	if (kept > 0)
		answer->count = kept;
}

size_t place_ask(const struct gazetteer *gazetteer, struct span name, uint32_t *out, size_t room)
{
	struct arena *arena = arena_new();
	struct answer answer = { .count = 0 };
	size_t count = 0;
	uint32_t id;

	name = span_trim(name);
	id = of_code(gazetteer, name);
	ask_within(gazetteer, name, arena, &answer);
	if (id && room > 0)
		out[count++] = id;
	for (size_t i = 0; i < answer.count && count < room; i++)
		if (answer.rows[i].place != id)
			out[count++] = answer.rows[i].place;
	arena_free(arena);
	return count;
}

/* ---- why ---- */

void place_ask_why(const struct gazetteer *gazetteer, struct span name, uint32_t place, struct buf *out)
{
	struct arena *arena = arena_new();
	struct answer answer = { .count = 0 };
	const struct asked *row = NULL;
	uint32_t flags;

	name = span_trim(name);
	ask_within(gazetteer, name, arena, &answer);
	for (size_t i = 0; i < answer.count; i++)
		if (answer.rows[i].place == place)
			row = &answer.rows[i];
	flags = row ? row->flags : 0;
	if (of_code(gazetteer, name) == place || !row) {
		buf_add_string(out, "by its code, which stands before any name");
	} else {
		buf_printf(out, "weight %.1f: ", (double)row->score);
		buf_add_string(out, flags & (ENTRY_ADJECTIVE | ENTRY_PEOPLE) ? "an adjective or people made of its name" :
			       flags & ENTRY_HISTORIC ? "its name of former days" : flags & ENTRY_OTHER ? "another way of writing it" :
			       flags & (ENTRY_BARE | ENTRY_OF_REGION) ? "its name without the word for region" :
			       flags & (ENTRY_RU | ENTRY_UK) ? "a case of its name" : "its own name");
		if (row->yields)
			buf_add_string(out, "; a region gives way to its chief or a great town of that name");
		else if (gazetteer_place(gazetteer, place)->kind == PLACE_COUNTRY)
			buf_add_string(out, "; countries come first");
		else if (gazetteer_place(gazetteer, place)->kind == PLACE_CITY)
			buf_add_string(out, "; towns by population and fame");
		if (flags & ENTRY_WEAK)
			buf_add_string(out, "; in a text a common word, so it wants a reason to be the place");
		if (flags & ENTRY_PERSON)
			buf_add_string(out, "; in a text oftener a person");
	}
	arena_free(arena);
}
