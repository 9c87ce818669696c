/* Chooses among the places that a name can mean: by size, by the text's other places, by what stands beside it. */
#include "places/spot.h"

#include <math.h>
#include <stdlib.h>

#define NEAR_WORDS 12           /* "near" is within so many words */
#define ROUNDS 3

struct choice {
	const struct gazetteer *gazetteer;
	const struct text *text;
	const struct place_context *context;
	struct spot *spots;
	size_t count;
};

/* A text's language makes its own countries likelier. */
static bool is_at_home(const struct blob_place *place, const char *lang)
{
	static const struct { const char *lang, *countries; } homes[] = {
		{ "kk", "KZ" }, { "ru", "RU KZ UA BY UZ KG" }, { "uk", "UA" }, { "be", "BY" }, { "ky", "KG" }, { "uz", "UZ" },
	};

	for (size_t i = 0; i < COUNT(homes); i++)
		if (strcmp(homes[i].lang, lang) == 0)
			for (const char *at = homes[i].countries; *at; at += at[2] ? 3 : 2)
				if (memcmp(at, place->country, 2) == 0)
					return true;
	return false;
}

/* How likely a place is named at all: orders of magnitude of its people, and of the ways in which
 * the world writes it. */
static float prior(const struct blob_place *place, uint32_t flags)
{
	float people = log10f((float)place->population + 100.0f), fame = log10f((float)place->known + 1.0f), score;

	switch (place->kind) {
	case PLACE_COUNTRY: score = 8.2f; break;
	case PLACE_REGION: score = 5.6f + 0.2f * people; break;
	case PLACE_CITY: score = 0.7f * people + 0.9f * fame; break;
	case PLACE_DISTRICT: score = 3.0f + 0.2f * people; break;
	case PLACE_WATER: score = 6.8f; break;
	default: score = 6.3f; break;
	}
	if (flags & ENTRY_BARE)
		score -= 1.3f;
	if (flags & ENTRY_OF_REGION)
		score -= 1.5f;
	if (flags & ENTRY_OTHER)
		score -= flags & ENTRY_BARE ? 1.2f : flags & ENTRY_HISTORIC ? 0.1f : 0.7f;
	return score;
}

/* A region whose chief town has its name gives way to the town. */
static float shadow_of_town(const struct choice *c, const struct spot *spot, const struct blob_place *place, uint32_t id)
{
	if (place->kind != PLACE_REGION || spot->wants_region)
		return 0;
	for (uint32_t i = 0; i < spot->count; i++) {
		const struct blob_place *town = gazetteer_place(c->gazetteer, spot->candidates[i].place);

		if (town->kind != PLACE_CITY || (spot->candidates[i].flags & ENTRY_OTHER))
			continue;
		if (town->parent == id && (town->population > 50000 || town->population > place->population / 5))
			return -1.5f;
		if (memcmp(town->country, place->country, 2) == 0 && town->population > 300000)
			return -1.5f;
	}
	return 0;
}

static uint32_t region_of(const struct gazetteer *g, uint32_t id)
{
	for (int depth = 0; id && depth < PLACE_DEPTH_MOST; depth++) {
		if (gazetteer_place(g, id)->kind == PLACE_REGION)
			return id;
		id = gazetteer_place(g, id)->parent;
	}
	return 0;
}

/* Where another place stands. */
struct standing {
	size_t words;           /* between the two */
	bool behind;            /* it comes second */
	bool bare;              /* neither of the two is known by a region word */
	bool listed;            /* both stand in a list */
};

/* What place `other` says for `id`; `local` tells whether it is of the same region. */
static float support(const struct gazetteer *g, uint32_t id, uint32_t other, struct standing at, bool *local)
{
	const struct blob_place *a = gazetteer_place(g, id), *b = gazetteer_place(g, other);
	bool near = at.words <= NEAR_WORDS;
	uint32_t region;

	*local = false;
	if (id == other)
		return near ? 0.7f : 0.5f;
	if (gazetteer_is_above(g, other, id)) {
		*local = b->kind == PLACE_REGION;
		return (at.words <= 1 && at.behind ? 4.0f : near ? 1.6f : 1.0f) + (*local ? 0.5f : 0);
	}
	if (gazetteer_is_above(g, id, other))
		return at.words == 0 && !at.behind ? 4.0f : at.words <= 2 && !at.listed ? 3.5f : near ? 1.2f : 0.5f;
	if (at.words <= 1 && at.bare && a->kind == PLACE_REGION && b->kind == PLACE_REGION && a->parent == b->parent)
		return 3.0f; /* a list of states */
	region = region_of(g, id);
	*local = region && region == region_of(g, other);
	if (*local)
		return near ? 1.8f : 0.9f;
	if (a->country[0] && memcmp(a->country, b->country, 2) == 0)
		return near ? 0.9f : 0.4f;
	return 0;
}

static size_t words_between(const struct spot *a, const struct spot *b)
{
	if (a->from >= b->end)
		return a->from - b->end;
	return b->from >= a->end ? b->from - a->end : 0;
}

static float context_of(const struct choice *c, size_t at, uint32_t id, uint32_t flags)
{
	float most = 0, sum = 0, around = 0;
	bool local;

	for (size_t i = at > SPOTS_AROUND ? at - SPOTS_AROUND : 0; i < c->count && i <= at + SPOTS_AROUND; i++) {
		const struct spot *other = &c->spots[i];
		float said;

		if (i == at || other->count == 0)
			continue;
		said = support(c->gazetteer, id, other->candidates[0].place, (struct standing){ words_between(&c->spots[at], other),
			       other->from > c->spots[at].from, !(other->cues & CUE_KIND) && !(flags & ENTRY_BARE),
			       (other->cues & c->spots[at].cues & CUE_LIST) != 0 }, &local);
		if (other->margin < 0.5f)
			said *= 0.5f;
		if (other->key == c->spots[at].key && said < 1.0f)
			said *= 0.5f;
		most = said > most ? said : most;
		sum += said;
		around += local && other->key != c->spots[at].key ? said : 0;
	}
	for (size_t i = 0; i < c->context->seen_count; i++) {
		uint32_t seen = c->context->seen[i];

		if (seen && seen <= c->gazetteer->header->place_count) {
			float said = support(c->gazetteer, id, seen, (struct standing){ NEAR_WORDS, true, true, false }, &local);

			most = said > most ? said : most;
		}
	}
	around = around > most ? around - most : 0;
	return most + 0.1f * (sum - most > 5 ? 5 : sum - most) + 0.4f * (around > 6 ? 6 : around);
}

static int by_score(const void *left, const void *right)
{
	const struct candidate *a = left, *b = right;

	if (a->score != b->score)
		return a->score > b->score ? -1 : 1;
	return a->place < b->place ? -1 : a->place > b->place;
}

static void score(const struct choice *c, size_t at, bool with_context)
{
	struct spot *spot = &c->spots[at];

	for (uint32_t i = 0; i < spot->count; i++) {
		struct candidate *candidate = &spot->candidates[i];
		const struct blob_place *place = gazetteer_place(c->gazetteer, candidate->place);

		candidate->score = prior(place, candidate->flags) + shadow_of_town(c, spot, place, candidate->place);
		if (is_at_home(place, c->context->lang) && place->kind != PLACE_COUNTRY)
			candidate->score += 1.0f;
		if (with_context && spot->count > 1)
			candidate->score += context_of(c, at, candidate->place, candidate->flags);
	}
	qsort(spot->candidates, spot->count, sizeof(*spot->candidates), by_score);
	spot->margin = spot->count > 1 ? spot->candidates[0].score - spot->candidates[1].score : 9.0f;
}

void spots_choose(const struct gazetteer *gazetteer, const struct text *text, const struct place_context *context,
		  struct spot *spots, size_t count)
{
	struct choice c = { gazetteer, text, context, spots, count };

	for (int round = 0; round < ROUNDS; round++)
		for (size_t i = 0; i < count; i++)
			score(&c, i, round > 0);
}
