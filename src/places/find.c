/* Finds the places of a text: spots, their senses, and which of them are places at all. */
#include "dateline/place.h"

#include "places/why.h"

#include <math.h>

#define ENOUGH 1.5f             /* strength at which a spot is a place */
#define SURE 2.5f               /* ... whatever else it may be taken for */
#define CLOSE_MARGIN 1.5f
#define MANY 8                  /* voices of the same region, in halves: all that are counted */
#define MANY_SAY 0.15f          /* what each of them adds behind the first */
#define SURNAME 1.5f            /* what an adjective loses behind a first name */
#define AT_HOME 1.0f            /* strength of the text at which a place is among its own */
#define SAYS_WORDS 3            /* so near a place speaks for its neighbour */
#define WEAK_IN 0.9f             /* ... behind a preposition of place, or in a list of places */
#define WEAK_INSIDE 1.5f        /* what a common word with a capital inside a sentence takes away */

struct judge {
	const struct gazetteer *gazetteer;
	const struct text *text;
	const struct place_context *context;
	struct locals *locals;
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

/* What another spot, at most so many words away, says for the place of `spot`. */
static float said_beside(const struct judge *j, const struct spot *spot, const struct spot *other)
{
	size_t words = other->from >= spot->end ? other->from - spot->end : spot->from >= other->end ? spot->from - other->end : 0;

	if (words > SAYS_WORDS || other->count == 0 || other->key == spot->key)
		return 0;
	if (other->candidates[0].place == spot->candidates[0].place)
		return 2.0f; /* by another name: Kapshagay, now Konayev */
	return words <= 1 && locals_is_above(j->locals, other->candidates[0].local, spot->candidates[0].local) ? 3.0f : 0;
}

/* How many of those that name the place of spot `at` do so by the same name, in halves. */
static int32_t of_one_name(const struct locals *l, size_t at)
{
	int32_t halves = locals_voice(l, at, at);

	for (size_t i = at; l->older[i] != i && l->older[i] >= l->from; i = l->older[i])
		halves += locals_voice(l, l->older[i], at);
	for (size_t i = at; l->newer[i] != i && l->newer[i] < l->to; i = l->newer[i])
		halves += locals_voice(l, l->newer[i], at);
	return halves;
}

/* What the rest of the text says for spot `at`: its country or region is named, or itself by another name. */
static float text_strength(const struct judge *j, size_t at)
{
	const struct spot *spot = &j->spots[at];
	const struct locals *l = j->locals;
	struct hearsay heard = locals_hear(l, spot->candidates[0].local);
	int32_t of_parts = heard.region > heard.siblings ? heard.region : heard.siblings;
	/* майских, майским: forms of one word, not two names of a place */
	bool one_word = (spot->candidates[0].flags & ENTRY_ADJECTIVE) && (spot->candidates[0].flags & ENTRY_WEAK);
	float most = (heard.self > of_one_name(l, at) && !one_word) || heard.above_part ? 1.5f : heard.above || heard.siblings ? 1.0f : heard.country || heard.region ? 0.6f : 0;

	for (size_t i = at; i-- > l->from && j->spots[i].end + SAYS_WORDS >= spot->from;)
		most = fmaxf(most, said_beside(j, spot, &j->spots[i]));
	for (size_t i = at + 1; i < l->to && j->spots[i].from <= spot->end + SAYS_WORDS; i++)
		most = fmaxf(most, said_beside(j, spot, &j->spots[i]));
	return most + MANY_SAY * (float)(of_parts < 3 ? 0 : of_parts > MANY ? MANY - 2 : of_parts - 2);
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
	/* nobody's first name is an adjective (a surname is, behind one), and a kind of place says what its neighbours do not */
	uint32_t heard = adjective ? CUE_LANGUAGE | CUE_QUOTED | CUE_GLUED | CUE_HOUSE | CUE_NAME_BEFORE : UINT32_MAX;
	float sum = 0;

	if ((spot->cues & CUE_KIND) || (spot->cues & (CUE_CAPITALS | CUE_IN)) == (CUE_CAPITALS | CUE_IN))
		heard &= ~(uint32_t)(CUE_NAME_AFTER | CUE_NAME_BEFORE);
	if ((spot->candidates[0].flags & (ENTRY_RU | ENTRY_UK)) && !(spot->candidates[0].flags & (ENTRY_PERSON | ENTRY_WEAK)))
		heard &= ~(uint32_t)CUE_NAME_AFTER; /* мэра Москвы Сергея: nobody's first name */
	for (size_t i = 0; i < COUNT(rows); i++)
		if (spot->cues & heard & rows[i].cue)
			sum += town ? rows[i].town : rows[i].other;
	return adjective && (spot->cues & heard & CUE_NAME_BEFORE) ? sum - SURNAME : sum;
}

/* Elsewhere in the text the same name is plainly a person's, and nothing here says otherwise. */
static bool is_known_as_person(const struct judge *j, size_t at)
{
	const struct local *local = &j->locals->list[j->spots[at].candidates[0].local];

	return !(j->spots[at].cues & (CUE_IN | CUE_KIND | CUE_LIST)) && local->as_person > local->as_place;
}

/* What a common word or a person's name takes away. A common word with a capital inside a sentence
 * is seldom that word, and nobody is in a person. */
static float denial(const struct spot *spot, const struct blob_place *place, bool at_home)
{
	uint32_t flags = spot->candidates[0].flags;
	bool town = place->kind == PLACE_CITY, starts = spot->cues & (CUE_START | CUE_CAPITALS);
	float weak = 0, person = 0;

	if (spot->cues & CUE_KIND) /* города Иванова */
		return 0;
	if (flags & ENTRY_WEAK)
		weak = !town ? 3.0f : starts || spot->adjective ? 2.5f : spot->cues & (CUE_IN | CUE_LIST) ? WEAK_IN : WEAK_INSIDE;
	if (flags & ENTRY_PERSON)
		person = (spot->cues & CUE_IN) || (at_home && (spot->cues & CUE_LIST)) ? 0.8f : (town || (flags & ENTRY_BARE) ? 2.2f : 1.5f) + (spot->cues & CUE_NAME_AFTER ? 2.0f : 0);
	return weak > person ? weak : person;
}

static float strength(const struct judge *j, size_t at)
{
	const struct spot *spot = &j->spots[at];
	const struct blob_place *place = gazetteer_place(j->gazetteer, spot->candidates[0].place);
	uint32_t flags = spot->candidates[0].flags;
	float text = text_strength(j, at);
	float sum = own_strength(place, spot) + text + cue_strength(spot, place->kind == PLACE_CITY, (flags & ENTRY_ADJECTIVE) != 0);

	if (spot->to - spot->from > 1 && !(spot->cues & CUE_HOUSE))
		sum += 1.0f;
	if (place->kind == PLACE_CITY && is_known_as_person(j, at))
		sum -= 2.0f;
	sum -= denial(spot, place, text >= AT_HOME);
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
	const struct spot *dateline = NULL;
	struct spot *spots = NULL;
	size_t count = 0, room = 0;

	*out = NULL;
	j.count = spots_find(gazetteer, text, context->lang, arena, &spots);
	if (j.count == 0)
		return 0;
	spots_look_around(gazetteer, text, spots, j.count);
	j.locals = locals_new(gazetteer, context, spots, j.count, arena);
	spots_choose(gazetteer, context, j.locals, spots, j.count);
	j.spots = spots;
	locals_start(j.locals, true);
	for (size_t i = 0; i < j.count; i++) {
		const struct spot *spot = &spots[i];
		struct span words = text_words(text, spot->from, spot->end);
		uint32_t at_byte = (uint32_t)(words.at - text->raw.at);
		float sum;

		if (spot->people)
			continue;
		if (spot->cues & CUE_DATELINE)
			dateline = spot;
		locals_move(j.locals, i);
		sum = strength(&j, i);
		if (sum < ENOUGH || is_taken(&j, i, at_byte, (uint32_t)words.bytes, sum))
			continue;
		ARENA_PUSH(arena, *out, count, room) = (struct place_mention){
			.at_byte = at_byte, .bytes = (uint32_t)words.bytes, .place = spot->candidates[0].place,
			.confidence = confidence_of(sum, spot), .rule = rule_of(spot),
			.why = spot_why(j.locals, spots, j.count, i, dateline) };
	}
	return count;
}
