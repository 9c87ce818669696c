/* Counts which places the spots around one spot name, so that a long text costs no more a word than a short one. */
#include "places/local.h"

#include "dateline/arena.h"

#define SURE_MARGIN 0.5f        /* of a spot that counts whole */
#define REGION_PEOPLE_MOST 45000000 /* in England one town says little of another */
#define NEAR_DEGREES 1.2f
#define SLOTS_FIRST 64
#define CELL_ROW 61             /* from a degree to the one north of it */
#define ANCESTORS_FEW 8
#define POINT_PEOPLE_MOST 3000000 /* a region with fewer is about as small as what is near it */

/* ---- the places ---- */

static uint32_t slot_of(const struct locals *l, uint32_t place)
{
	uint32_t at = (place * 0x9e3779b1u) & l->mask;

	while (l->slots[at] && l->list[l->slots[at]].place != place)
		at = (at + 1) & l->mask;
	return at;
}

static uint16_t cell_of(int lat, int lon)
{
	return (uint16_t)((unsigned)(lat * CELL_ROW + lon) & (LOCAL_CELLS - 1));
}

/* Floor of degrees; a damaged table may hold any number. */
static int degree_of(float degrees)
{
	return degrees > -1000 && degrees < 1000 ? (int)(degrees + 1000) - 1000 : 0;
}

static void widen(struct locals *l, size_t room)
{
	l->slots = arena_new_array(l->arena, uint32_t, room);
	l->mask = (uint32_t)room - 1;
	for (uint32_t i = 1; i < (uint32_t)l->count; i++)
		l->slots[slot_of(l, l->list[i].place)] = i;
}

static uint32_t name_one(struct locals *l, const struct gazetteer *g, uint32_t place)
{
	const struct blob_place *blob = gazetteer_place(g, place);
	uint32_t at;

	if (l->count * 2 > l->mask)
		widen(l, ((size_t)l->mask + 1) * 2);
	at = slot_of(l, place);
	if (l->slots[at])
		return l->slots[at];
	l->slots[at] = (uint32_t)l->count;
	ARENA_PUSH(l->arena, l->list, l->count, l->room) = (struct local){
		.blob = blob, .place = place, .cell = cell_of(degree_of(blob->lat), degree_of(blob->lon)),
		.is_point = blob->kind == PLACE_CITY || blob->kind == PLACE_DISTRICT ||
			    (blob->kind == PLACE_REGION && blob->population < POINT_PEOPLE_MOST) };
	return (uint32_t)l->count - 1;
}

/* Tells local `at` what lies above it: `above`, which knows its own ancestors (0: nothing). */
static void place_below(struct locals *l, uint32_t at, uint32_t above)
{
	struct local *local = &l->list[at];
	const struct local *up = &l->list[above];

	local->up[0] = above;
	memcpy(local->up + 1, up->up, sizeof(up->up) - sizeof(up->up[0]));
	local->root = above ? up->root : at;
	local->region = local->blob->kind != PLACE_REGION ? up->region : local->blob->population < REGION_PEOPLE_MOST ? at : 0;
}

/* The local of `place`, with its ancestors. */
static uint32_t local_of(struct locals *l, const struct gazetteer *g, uint32_t place)
{
	uint32_t chain[PLACE_DEPTH_MOST], length = 0, at = 0;

	while (place && length < PLACE_DEPTH_MOST && (at = l->slots[slot_of(l, place)]) == 0) {
		chain[length++] = place;
		place = gazetteer_place(g, place)->parent;
	}
	while (length > 0) {
		uint32_t above = at;

		at = name_one(l, g, chain[--length]);
		place_below(l, at, above);
	}
	return at;
}

/* ---- spots of one name ---- */

static void link_names(struct locals *l)
{
	size_t mask = 1, *last;

	while (mask < l->spot_count * 2)
		mask *= 2;
	last = arena_new_array(l->arena, size_t, mask--);
	l->older = arena_new_array(l->arena, size_t, l->spot_count + 1);
	l->newer = arena_new_array(l->arena, size_t, l->spot_count + 1);
	for (size_t i = 0; i < l->spot_count; i++) {
		size_t at = (size_t)(l->spots[i].key >> 20) & mask;

		while (last[at] && l->spots[last[at] - 1].key != l->spots[i].key)
			at = (at + 1) & mask;
		l->older[i] = last[at] ? last[at] - 1 : i;
		l->newer[i] = i;
		l->newer[l->older[i]] = i;
		last[at] = i + 1;
	}
}

struct locals *locals_new(const struct gazetteer *gazetteer, const struct place_context *context, struct spot *spots,
			  size_t count, struct arena *arena)
{
	struct locals *l = arena_alloc(arena, sizeof(*l));

	l->arena = arena;
	l->spots = spots;
	l->spot_count = count;
	for (size_t i = 0; i < count; i++)
		l->room += spots[i].count;
	l->room += ANCESTORS_FEW;
	l->list = arena_new_array(arena, struct local, l->room);
	l->count = 1; /* number 0 is none */
	widen(l, SLOTS_FIRST);
	for (size_t i = 0; i < count; i++)
		for (uint32_t n = 0; n < spots[i].count; n++)
			spots[i].candidates[n].local = local_of(l, gazetteer, spots[i].candidates[n].place);
	l->seen = arena_new_array(arena, uint32_t, context->seen_count + 1);
	for (size_t i = 0; i < context->seen_count; i++)
		if (context->seen[i] && context->seen[i] <= gazetteer->header->place_count)
			l->seen[i] = local_of(l, gazetteer, context->seen[i]);
	link_names(l);
	return l;
}

bool locals_is_above(const struct locals *locals, uint32_t above, uint32_t below)
{
	const uint32_t *up = locals->list[below].up;

	for (int depth = 0; depth < PLACE_DEPTH_MOST && up[depth]; depth++)
		if (up[depth] == above)
			return true;
	return false;
}

/* ---- counting ---- */

static int32_t voice_of(const struct spot *spot)
{
	return spot->margin < SURE_MARGIN ? 1 : 2;
}

int32_t locals_voice(const struct locals *locals, size_t other, size_t at)
{
	const struct spot *a = &locals->spots[at], *b = &locals->spots[other];

	return b->count > 0 && b->candidates[0].local == a->candidates[0].local ? voice_of(b) : 0;
}

static void count(struct locals *l, size_t at, int32_t sign)
{
	const struct spot *spot = &l->spots[at];
	struct local *local;
	int32_t halves = sign * voice_of(spot);

	if (spot->count == 0)
		return;
	local = &l->list[spot->candidates[0].local];
	local->self += halves;
	for (int depth = 0; depth < PLACE_DEPTH_MOST && local->up[depth]; depth++)
		l->list[local->up[depth]].below += halves;
	l->list[local->region].within += halves;
	l->list[local->root].rooted += halves;
	if (local->is_point)
		l->cells[local->cell] = (int16_t)(l->cells[local->cell] + halves);
}

void locals_add(struct locals *locals, size_t spot)
{
	count(locals, spot, 1);
}

void locals_drop(struct locals *locals, size_t spot)
{
	count(locals, spot, -1);
}

/* Whether the neighbours of a spot make its name a person's or a place's. Its first candidate must
 * be settled. */
static void vote(struct locals *l, size_t at, int32_t sign)
{
	const struct spot *spot = &l->spots[at];

	if (spot->count == 0 || spot->adjective)
		return;
	if (spot->cues & (CUE_PERSON | CUE_NAME_BEFORE | CUE_NAME_AFTER))
		l->list[spot->candidates[0].local].as_person += sign;
	if (spot->cues & (CUE_IN | CUE_KIND | CUE_LIST))
		l->list[spot->candidates[0].local].as_place += sign;
}

static void enter(struct locals *l)
{
	count(l, l->to, 1);
	if (l->votes)
		vote(l, l->to, 1);
	l->to++;
}

void locals_start(struct locals *locals, bool votes)
{
	while (locals->from < locals->to)
		count(locals, locals->from++, -1);
	locals->from = locals->to = 0;
	locals->votes = votes;
}

void locals_move(struct locals *locals, size_t at)
{
	while (locals->to < locals->spot_count && locals->to <= at + SPOTS_AROUND)
		enter(locals);
	for (; locals->from + SPOTS_AROUND < at; locals->from++) {
		count(locals, locals->from, -1);
		if (locals->votes)
			vote(locals, locals->from, -1);
	}
}

/* ---- hearing ---- */

static int32_t at_least_none(int32_t halves)
{
	return halves > 0 ? halves : 0;
}

struct hearsay locals_hear(const struct locals *locals, uint32_t local)
{
	const struct local *list = locals->list, *here = &list[local];
	struct hearsay heard = { .self = here->self, .below = here->below };
	int32_t between = 0;

	for (int depth = 0; depth < PLACE_DEPTH_MOST && here->up[depth]; depth++) {
		const struct local *up = &list[here->up[depth]];

		heard.above += up->self;
		heard.above_part += up->blob->kind != PLACE_COUNTRY ? up->self : 0;
		between += up->region && up->region == here->region ? up->self : 0;
	}
	if (here->region)
		heard.region = at_least_none(list[here->region].within - heard.self - between - heard.below);
	if (here->up[0])
		heard.siblings = at_least_none(list[here->up[0]].below - heard.self - heard.below);
	heard.country = at_least_none(list[here->root].rooted - heard.self - heard.above - heard.below - heard.region);
	return heard;
}

bool locals_are_near(const struct local *a, const struct local *b)
{
	float lat = a->blob->lat - b->blob->lat, lon = a->blob->lon - b->blob->lon;

	return a->is_point && b->is_point && lat < NEAR_DEGREES && lat > -NEAR_DEGREES && lon < NEAR_DEGREES && lon > -NEAR_DEGREES;
}

int32_t locals_nearby(const struct locals *locals, uint32_t local)
{
	const struct local *here = &locals->list[local];
	int32_t sum = -here->self;

	if (!here->is_point)
		return 0;
	for (int north = -1; north <= 1; north++)
		for (int east = -1; east <= 1; east++)
			sum += locals->cells[(unsigned)(here->cell + north * CELL_ROW + east) & (LOCAL_CELLS - 1)];
	return at_least_none(sum);
}
