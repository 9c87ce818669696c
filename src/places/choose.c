/* Chooses among the places that a name can mean: by size, by the text's other places, by what stands beside it. */
#include "places/local.h"

#include "dateline/arena.h"

#include <math.h>

#define NEAR_WORDS 12           /* "near" is within so many words */
#define ROUNDS 3
#define BESIDE_MOST 40          /* spots heard one by one: those near, and the nearest of the same name */
#define SAME_NAME_MOST 8        /* of the same name, on either side */

/* What a spot further away says, by what its place is to the one in question. */
#define FAR_SAME 0.5f
#define NEAR_ABOVE 0.9f          /* a country */
#define FAR_ABOVE 0.6f
#define NEAR_ABOVE_PART 1.9f
#define FAR_ABOVE_PART 1.5f
#define MANY_LANDS 3            /* in a text that names so many countries */
#define LAND_AMONG_MANY 0.6f    /* ... each says less for its own towns */
#define FAR_BELOW 0.5f
#define FAR_REGION 0.9f
#define FAR_COUNTRY 0.4f
#define FAR_NEARBY 1.1f

struct choice {
	const struct gazetteer *gazetteer;
	const struct place_context *context;
	const struct home *home;
	struct locals *locals;
	struct spot *spots;
	size_t count;
	float land;             /* how much a country says for what lies in it: 1 or less */
	size_t beside[BESIDE_MOST];
	size_t beside_count;
};

/* A text's language makes its own countries likelier. */
static const struct home {
	const char *lang, *countries;
} homes[] = {
	{ "kk", "KZ" }, { "ru", "RU KZ UA BY UZ KG" }, { "uk", "UA" }, { "be", "BY" }, { "ky", "KG" }, { "uz", "UZ" },
};

static const struct home *home_of(const char *lang)
{
	for (size_t i = 0; i < COUNT(homes); i++)
		if (strcmp(homes[i].lang, lang) == 0)
			return &homes[i];
	return NULL;
}

static bool is_at_home(const struct blob_place *place, const struct home *home)
{
	for (const char *at = home ? home->countries : ""; *at; at += at[2] ? 3 : 2)
		if (memcmp(at, place->country, 2) == 0)
			return true;
	return false;
}

/* How likely a place is named at all, by the name that it has here. */
static float prior(const struct blob_place *place, uint32_t flags)
{
	float score = place->prior;

	if (flags & ENTRY_BARE)
		score -= 1.3f;
	if (flags & ENTRY_OF_REGION)
		score -= 1.5f;
	if (flags & ENTRY_OTHER)
		score -= flags & ENTRY_BARE ? 1.2f : flags & ENTRY_HISTORIC ? 0.1f : 0.7f;
	return score;
}

/* A region whose chief town has its name gives way to the town. */
static float shadow_of_town(const struct gazetteer *g, const struct spot *spot, const struct blob_place *place, uint32_t id)
{
	if (place->kind != PLACE_REGION || spot->wants_region)
		return 0;
	for (uint32_t i = 0; i < spot->count; i++) {
		const struct blob_place *town = gazetteer_place(g, spot->candidates[i].place);

		if (town->kind != PLACE_CITY || (spot->candidates[i].flags & ENTRY_OTHER))
			continue;
		if (town->parent == id && (town->population > 50000 || town->population > place->population / 5))
			return -1.5f;
		if (memcmp(town->country, place->country, 2) == 0 && town->population > 300000)
			return -1.5f;
	}
	return 0;
}

/* Where another spot stands. */
struct standing {
	size_t words;           /* between the two */
	bool behind;            /* it comes second */
	bool bare;              /* neither of the two is known by a region word */
	bool listed;            /* both stand in a list */
};

/* What a place named beside another says for it; `around` grows when it is of the same parts. */
static float support(const struct choice *c, uint32_t here, uint32_t there, struct standing at, bool *of_parts)
{
	const struct locals *l = c->locals;
	const struct local *a = &l->list[here], *b = &l->list[there];
	bool near = at.words <= NEAR_WORDS;

	*of_parts = false;
	if (here == there)
		return near ? 0.7f : FAR_SAME;
	if (a->root != b->root) { /* nothing that has them both lies below it: only nearness is left */
		*of_parts = locals_are_near(a, b);
		return *of_parts ? (near ? 0.9f : FAR_COUNTRY) + FAR_NEARBY : 0;
	}
	if (locals_is_above(l, there, here)) {
		*of_parts = b->blob->kind != PLACE_COUNTRY;
		if (at.words <= 1 && at.behind)
			return *of_parts ? 4.5f : 4.0f;
		return *of_parts ? near ? NEAR_ABOVE_PART : FAR_ABOVE_PART : (near ? NEAR_ABOVE : FAR_ABOVE) * c->land;
	}
	if (locals_is_above(l, here, there))
		return at.words == 0 && !at.behind ? 4.0f : at.words <= 2 && !at.listed ? 3.5f : near ? 1.2f : FAR_BELOW;
	if (at.words <= 1 && at.bare && a->blob->kind == PLACE_REGION && b->blob->kind == PLACE_REGION && a->up[0] == b->up[0])
		return 3.0f; /* a list of states */
	*of_parts = (a->region && a->region == b->region) || locals_are_near(a, b);
	if (a->region && a->region == b->region)
		return (near ? 1.8f : FAR_REGION) + (locals_are_near(a, b) ? FAR_NEARBY : 0);
	return (near ? 0.9f : FAR_COUNTRY) + (*of_parts ? FAR_NEARBY : 0);
}

static size_t words_between(const struct spot *a, const struct spot *b)
{
	if (a->from >= b->end)
		return a->from - b->end;
	return b->from >= a->end ? b->from - a->end : 0;
}

/* ---- who is heard one by one ---- */

static void set_beside(struct choice *c, size_t other)
{
	for (size_t i = 0; i < c->beside_count; i++)
		if (c->beside[i] == other)
			return;
	if (c->beside_count < BESIDE_MOST && c->spots[other].count > 0)
		c->beside[c->beside_count++] = other;
}

static void gather_beside(struct choice *c, size_t at)
{
	const struct spot *spot = &c->spots[at];
	const struct locals *l = c->locals;

	c->beside_count = 0;
	for (size_t i = at; i-- > l->from && words_between(spot, &c->spots[i]) <= NEAR_WORDS;)
		set_beside(c, i);
	for (size_t i = at + 1; i < l->to && words_between(spot, &c->spots[i]) <= NEAR_WORDS; i++)
		set_beside(c, i);
	for (size_t i = at, n = 0; l->older[i] != i && l->older[i] >= l->from && n < SAME_NAME_MOST; n++)
		set_beside(c, i = l->older[i]);
	for (size_t i = at, n = 0; l->newer[i] != i && l->newer[i] < l->to && n < SAME_NAME_MOST; n++)
		set_beside(c, i = l->newer[i]);
}

/* ---- what the text says for one place ---- */

struct sayings {
	float most, sum, around;
};

static void say(struct sayings *s, float said, bool of_parts)
{
	s->most = said > s->most ? said : s->most;
	s->sum += said;
	s->around += of_parts ? said : 0;
}

static void hear_beside(const struct choice *c, size_t at, const struct candidate *candidate, struct sayings *s)
{
	const struct spot *spot = &c->spots[at];

	for (size_t i = 0; i < c->beside_count; i++) {
		const struct spot *other = &c->spots[c->beside[i]];
		struct standing standing = { words_between(spot, other), other->from > spot->from,
					     !(other->cues & CUE_KIND) && !(candidate->flags & ENTRY_BARE),
					     (other->cues & spot->cues & CUE_LIST) != 0 };
		bool of_parts;
		float said = support(c, candidate->local, other->candidates[0].local, standing, &of_parts);

		if (other->margin < 0.5f)
			said *= 0.5f;
		if (other->key == spot->key && said < 1.0f)
			said *= 0.5f;
		say(s, said, of_parts && other->key != spot->key);
	}
}

/* All spots of one kind together: `halves` of them. */
static void say_far(struct sayings *s, int32_t halves, float each, bool of_parts)
{
	float of_all = 0.5f * (float)halves * each;

	if (halves <= 0)
		return;
	s->most = fmaxf(s->most, halves > 1 ? each : each * 0.5f);
	s->sum += of_all;
	s->around += of_parts ? of_all : 0;
}

static void hear_far(const struct choice *c, uint32_t local, struct sayings *s)
{
	struct hearsay heard = locals_hear(c->locals, local);

	say_far(s, heard.self, FAR_SAME, false);
	say_far(s, heard.above_part, FAR_ABOVE_PART, true);
	say_far(s, heard.above - heard.above_part, FAR_ABOVE * c->land, false);
	say_far(s, heard.below, FAR_BELOW, false);
	say_far(s, heard.region, FAR_REGION, true);
	say_far(s, heard.country, FAR_COUNTRY, false);
	say_far(s, locals_nearby(c->locals, local), FAR_NEARBY, true);
}

static float context_of(const struct choice *c, size_t at, const struct candidate *candidate)
{
	struct sayings s = { 0, 0, 0 };
	bool of_parts;

	hear_beside(c, at, candidate, &s);
	hear_far(c, candidate->local, &s);
	for (size_t i = 0; i < c->context->seen_count; i++)
		if (c->locals->seen[i])
			s.most = fmaxf(s.most, support(c, candidate->local, c->locals->seen[i],
						       (struct standing){ NEAR_WORDS, true, true, false }, &of_parts));
	s.around = s.around > s.most ? s.around - s.most : 0;
	return s.most + 0.1f * fminf(s.sum - s.most, 5) + 0.4f * fminf(s.around, 6);
}

/* ---- the choice ---- */

static bool is_before(const struct candidate *a, const struct candidate *b)
{
	return a->score != b->score ? a->score > b->score : a->place < b->place;
}

static void order(struct spot *spot)
{
	for (uint32_t i = 1; i < spot->count; i++) {
		struct candidate now = spot->candidates[i];
		uint32_t at = i;

		for (; at > 0 && is_before(&now, &spot->candidates[at - 1]); at--)
			spot->candidates[at] = spot->candidates[at - 1];
		spot->candidates[at] = now;
	}
	spot->margin = spot->count > 1 ? spot->candidates[0].score - spot->candidates[1].score : 9.0f;
}

/* A former name gives way to a place of its country that has the name today: Akmola, the region. */
static float shadow_of_today(const struct gazetteer *g, const struct spot *spot, const struct candidate *former)
{
	for (uint32_t i = 0; (former->flags & ENTRY_HISTORIC) && i < spot->count; i++)
		if (!(spot->candidates[i].flags & ENTRY_OTHER) &&
		    memcmp(gazetteer_place(g, spot->candidates[i].place)->country, gazetteer_place(g, former->place)->country, 2) == 0)
			return -1.5f;
	return 0;
}

static void weigh(const struct choice *c, struct spot *spot)
{
	for (uint32_t i = 0; i < spot->count; i++) {
		struct candidate *candidate = &spot->candidates[i];
		const struct blob_place *place = gazetteer_place(c->gazetteer, candidate->place);

		candidate->base = prior(place, candidate->flags) + shadow_of_town(c->gazetteer, spot, place, candidate->place) +
				  shadow_of_today(c->gazetteer, spot, candidate);
		if (place->kind != PLACE_COUNTRY && is_at_home(place, c->home))
			candidate->base += 1.0f;
		candidate->score = candidate->base;
	}
	order(spot);
}

/* Chooses anew for one spot; true when it was another place till now. */
static bool choose(struct choice *c, size_t at)
{
	struct spot *spot = &c->spots[at];
	uint32_t was = spot->candidates[0].place;

	gather_beside(c, at);
	locals_drop(c->locals, at);
	for (size_t i = 0; i < c->beside_count; i++)
		locals_drop(c->locals, c->beside[i]);
	for (uint32_t i = 0; i < spot->count; i++)
		spot->candidates[i].score = spot->candidates[i].base + context_of(c, at, &spot->candidates[i]);
	order(spot);
	locals_add(c->locals, at);
	for (size_t i = 0; i < c->beside_count; i++)
		locals_add(c->locals, c->beside[i]);
	return spot->candidates[0].place != was;
}

/* How many countries the text names, each name counted once. */
static size_t lands_named(const struct choice *c)
{
	size_t lands = 0;

	for (size_t i = 0; i < c->count; i++)
		lands += c->locals->older[i] == i && c->spots[i].count > 0 && !c->spots[i].people &&
			 gazetteer_place(c->gazetteer, c->spots[i].candidates[0].place)->kind == PLACE_COUNTRY;
	return lands;
}

void spots_choose(const struct gazetteer *gazetteer, const struct place_context *context, struct locals *locals,
		  struct spot *spots, size_t count)
{
	struct choice c = { .gazetteer = gazetteer, .context = context, .home = home_of(context->lang), .locals = locals, .spots = spots, .count = count };
	bool changed = true;

	for (size_t i = 0; i < count; i++)
		weigh(&c, &spots[i]);
	c.land = lands_named(&c) >= MANY_LANDS ? LAND_AMONG_MANY : 1.0f;
	for (int round = 1; round < ROUNDS && changed; round++) {
		locals_start(locals, false);
		changed = false;
		for (size_t i = 0; i < count; i++) {
			locals_move(locals, i);
			if (spots[i].count > 1 && choose(&c, i))
				changed = true;
		}
	}
}
