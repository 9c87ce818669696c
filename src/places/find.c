/* Finds the places of a text: spots, their senses, and which of them are places at all. */
#include "dateline/place.h"

#include "places/spot.h"

#define ENOUGH 1.5f             /* strength at which a spot is a place */
#define SURE 2.5f               /* ... whatever else it may be taken for */
#define CLOSE_MARGIN 1.5f
#define WEAK_INSIDE 1.5f        /* what a common word with a capital inside a sentence takes away */

struct judge {
	const struct gazetteer *gazetteer;
	const struct text *text;
	const struct place_context *context;
	const struct spot *spots;
	size_t count;
};

/* Strength that a place has by itself. */
static float own_strength(const struct blob_place *place, const struct spot *spot)
{
	uint32_t flags = spot->candidates[0].flags;

	if (spot->adjective || (flags & ENTRY_ADJECTIVE))
		return 3.0f;
	switch (place->kind) {
	case PLACE_COUNTRY: return flags & ENTRY_OTHER ? 3.0f : 3.5f;
	case PLACE_REGION: return flags & (ENTRY_BARE | ENTRY_OTHER) ? 2.0f : 2.5f;
	case PLACE_WATER: case PLACE_OTHER: return 3.0f;
	case PLACE_DISTRICT: return flags & ENTRY_BARE ? -1.0f : 2.0f; /* many are named after people */
	default: break;
	}
	if (place->table == PLACE_OWN) /* whoever put it in a table of their own wants it found */
		return 3.0f;
	return place->population >= 1000000 ? 3.0f : place->population >= 200000 ? 2.2f : place->population >= 50000 ? 1.2f :
	       place->population >= 15000 ? 0.6f : 0.2f;
}

/* What the rest of the text says for spot `at`: its country or region is named, or itself again. */
static float text_strength(const struct judge *j, size_t at)
{
	const struct spot *spot = &j->spots[at];
	uint32_t id = spot->candidates[0].place;
	const struct blob_place *place = gazetteer_place(j->gazetteer, id);
	float most = 0;

	for (size_t i = at > SPOTS_AROUND ? at - SPOTS_AROUND : 0; i < j->count && i <= at + SPOTS_AROUND; i++) {
		const struct spot *other = &j->spots[i];
		size_t words = other->from >= spot->end ? other->from - spot->end : spot->from >= other->end ? spot->from - other->end : 0;
		float said = 0;
		uint32_t that;

		if (i == at || other->count == 0 || other->key == spot->key)
			continue;
		that = other->candidates[0].place;
		if (that == id)
			said = words <= 3 ? 2.0f : 1.5f; /* by another name: Kapshagay, now Konayev */
		else if (gazetteer_is_above(j->gazetteer, that, id))
			said = words <= 1 ? 3.0f : gazetteer_place(j->gazetteer, that)->kind == PLACE_REGION ? 1.5f : 1.0f;
		else if (place->parent && place->parent == gazetteer_place(j->gazetteer, that)->parent && other->margin > 0.5f)
			said = 1.0f;
		else if (place->country[0] && memcmp(place->country, gazetteer_place(j->gazetteer, that)->country, 2) == 0)
			said = 0.6f;
		most = said > most ? said : most;
	}
	return most;
}

/* What the cues beside a spot say; of a country or a region the neighbours matter less than of a
 * town, whose name a person may well bear. */
static float cue_strength(const struct spot *spot, bool town, bool adjective)
{
	static const struct { uint32_t cue; float town, other; } rows[] = {
		{ CUE_IN, 1.0f, 1.0f }, { CUE_KIND, 2.0f, 2.0f }, { CUE_SIDE, 1.0f, 1.0f }, { CUE_PERSON, -3.0f, -0.5f },
		{ CUE_NAME_BEFORE, -2.5f, -1.2f }, { CUE_WORD_BEFORE, -1.0f, -0.3f }, { CUE_NAME_AFTER, -1.8f, -0.8f },
		{ CUE_HOUSE, -3.0f, -3.5f }, { CUE_START, -0.3f, -0.1f }, { CUE_CAPITALS, -1.0f, -0.5f },
		{ CUE_GLUED, -2.5f, -2.0f }, { CUE_LIST, 0.7f, 0.7f }, { CUE_SUFFIX, 0.3f, 0.3f }, { CUE_QUOTED, -2.0f, -1.5f },
		{ CUE_LANGUAGE, -5.0f, -5.0f }, { CUE_DATELINE, 1.5f, 0.5f },
	};
	/* nobody's first name is an adjective, and a kind of place says what its neighbours do not */
	uint32_t heard = adjective ? CUE_LANGUAGE | CUE_QUOTED | CUE_GLUED | CUE_HOUSE : UINT32_MAX;
	float sum = 0;

	if (spot->cues & CUE_KIND)
		heard &= ~(uint32_t)(CUE_NAME_AFTER | CUE_NAME_BEFORE);
	for (size_t i = 0; i < COUNT(rows); i++)
		if (spot->cues & heard & rows[i].cue)
			sum += town ? rows[i].town : rows[i].other;
	return sum;
}

/* Elsewhere in the text the same name is plainly a person's, and nothing here says otherwise. */
static bool is_known_as_person(const struct judge *j, size_t at)
{
	int person = 0, place = 0;

	if (j->spots[at].cues & (CUE_IN | CUE_KIND | CUE_LIST))
		return false;
	for (size_t i = at > SPOTS_AROUND ? at - SPOTS_AROUND : 0; i < j->count && i <= at + SPOTS_AROUND; i++) {
		const struct spot *spot = &j->spots[i];

		if (spot->count == 0 || spot->candidates[0].place != j->spots[at].candidates[0].place || spot->adjective)
			continue;
		person += (spot->cues & (CUE_PERSON | CUE_NAME_BEFORE | CUE_NAME_AFTER)) != 0;
		place += (spot->cues & (CUE_IN | CUE_KIND | CUE_LIST)) != 0;
	}
	return person > place;
}

/* What a common word or a person's name takes away. A common word with a capital inside a sentence
 * is seldom that word, and nobody is in a person. */
static float denial(const struct spot *spot, const struct blob_place *place)
{
	uint32_t flags = spot->candidates[0].flags;
	bool town = place->kind == PLACE_CITY, starts = spot->cues & (CUE_START | CUE_CAPITALS);
	float weak = 0, person = 0;

	if (spot->cues & CUE_KIND) /* города Иванова */
		return 0;
	if (flags & ENTRY_WEAK)
		weak = !town ? 3.0f : starts || spot->adjective ? 2.5f : WEAK_INSIDE;
	if (flags & ENTRY_PERSON)
		person = spot->cues & CUE_IN ? 0.8f : (town || (flags & ENTRY_BARE) ? 2.2f : 1.5f) + (spot->cues & CUE_NAME_AFTER ? 2.0f : 0);
	return weak > person ? weak : person;
}

static float strength(const struct judge *j, size_t at)
{
	const struct spot *spot = &j->spots[at];
	const struct blob_place *place = gazetteer_place(j->gazetteer, spot->candidates[0].place);
	uint32_t flags = spot->candidates[0].flags;
	float sum = own_strength(place, spot) + text_strength(j, at) + cue_strength(spot, place->kind == PLACE_CITY, (flags & ENTRY_ADJECTIVE) != 0);

	if (spot->to - spot->from > 1)
		sum += 1.0f;
	if (place->kind == PLACE_CITY && is_known_as_person(j, at))
		sum -= 2.0f;
	sum -= denial(spot, place);
	if ((flags & ENTRY_OTHER) && !(flags & ENTRY_UPPER) && place->kind == PLACE_CITY)
		sum -= 0.5f;
	if (place->kind == PLACE_CITY && memcmp(place->country, "KZ", 2) == 0 && !(flags & ENTRY_ADJECTIVE))
		sum += strcmp(j->context->lang, "kk") == 0 ? 1.6f : 1.0f; /* its towns are what our archives speak of */
	return sum;
}

/* A likely person gives way to a country within (Армении Никол Пашинян), to a place whose name it
 * is (Нью-Йорке), to a town behind its country (Чехии Праге) or with a Kazakh ending (Алматыға). */
static bool gives_way(const struct judge *j, size_t at, uint32_t at_byte, uint32_t bytes, float sum, const struct place_taken *taken)
{
	const struct spot *spot = &j->spots[at];
	const struct candidate *best = &spot->candidates[0];
	const struct blob_place *place = gazetteer_place(j->gazetteer, best->place);

	bool whole = taken->at_byte >= at_byte && taken->at_byte + taken->bytes <= at_byte + bytes;

	if (!taken->likely)
		return false;
	if (best->flags & (ENTRY_PERSON | ENTRY_WEAK))
		return whole && (spot->cues & (CUE_IN | CUE_KIND));
	if (place->kind == PLACE_COUNTRY || spot->adjective || (spot->cues & (CUE_KIND | CUE_SUFFIX)))
		return true;
	if (whole)
		return spot->to - spot->from > 1 || sum >= SURE;
	return at > 0 && j->spots[at - 1].end == spot->from && j->spots[at - 1].count > 0 &&
	       gazetteer_is_above(j->gazetteer, j->spots[at - 1].candidates[0].place, best->place);
}

static bool is_taken(const struct judge *j, size_t at, uint32_t at_byte, uint32_t bytes, float sum)
{
	for (size_t i = 0; i < j->context->taken_count; i++) {
		const struct place_taken *taken = &j->context->taken[i];

		if (taken->at_byte < at_byte + bytes && at_byte < taken->at_byte + taken->bytes &&
		    !gives_way(j, at, at_byte, bytes, sum, taken))
			return true;
	}
	return false;
}

static const char *rule_of(const struct spot *spot)
{
	if (spot->adjective)
		return "adjective of a place";
	if (spot->cues & CUE_KIND)
		return spot->wants_region ? "name and region word" : "name and kind of place";
	if (spot->candidates[0].flags & ENTRY_UPPER)
		return "abbreviation";
	if (spot->candidates[0].flags & ENTRY_HISTORIC)
		return "former name";
	if ((spot->cues & CUE_SUFFIX) || (spot->candidates[0].flags & (ENTRY_RU | ENTRY_UK)))
		return "inflected name";
	return "name";
}

static float confidence_of(float sum, const struct spot *spot)
{
	float sure = sum >= 3.5f ? 0.95f : 0.5f + (sum - ENOUGH) * 0.225f;

	return spot->margin < CLOSE_MARGIN ? sure * (0.7f + 0.2f * spot->margin) : sure;
}

size_t places_find(const struct gazetteer *gazetteer, const struct text *text, const struct place_context *context,
		   struct arena *arena, struct place_mention **out)
{
	struct judge j = { .gazetteer = gazetteer, .text = text, .context = context };
	struct spot *spots = NULL;
	size_t count = 0, room = 0;

	j.count = spots_find(gazetteer, text, context->lang, arena, &spots);
	spots_look_around(gazetteer, text, spots, j.count);
	spots_choose(gazetteer, text, context, spots, j.count);
	j.spots = spots;
	*out = NULL;
	for (size_t i = 0; i < j.count; i++) {
		const struct spot *spot = &spots[i];
		struct span words = text_words(text, spot->from, spot->end);
		uint32_t at_byte = (uint32_t)(words.at - text->raw.at);
		float sum;

		if (spot->people)
			continue;
		sum = strength(&j, i);
		if (sum < ENOUGH || is_taken(&j, i, at_byte, (uint32_t)words.bytes, sum))
			continue;
		ARENA_PUSH(arena, *out, count, room) = (struct place_mention){
			.at_byte = at_byte, .bytes = (uint32_t)words.bytes, .place = spot->candidates[0].place,
			.confidence = confidence_of(sum, spot), .rule = rule_of(spot) };
	}
	return count;
}
