/* Plans near: passages that name a place within so many kilometres of another. */
#include "query/around.h"

#include <stdlib.h>

/* A query can hold a list of so many terms; only a near of half the world in a large archive has more. */
#define PLACES_NEAR_MOST 100000
/* Marks in a snippet are looked for place by place. */
#define MARKED_MOST 300

void around_set(struct node *node, struct span value, uint32_t km)
{
	size_t slash = value.bytes;
	char digits[8] = "";

	while (slash > 0 && value.at[slash - 1] >= '0' && value.at[slash - 1] <= '9')
		slash--;
	node->text = span_trim(value);
	node->window = km;
	if (slash == value.bytes || slash < 2 || value.at[slash - 1] != '/' || value.bytes - slash >= sizeof(digits))
		return;
	memcpy(digits, value.at + slash, value.bytes - slash);
	node->text = span_trim(span_make(value.at, slash - 1));
	node->window = (uint32_t)strtoul(digits, NULL, 10);
}

struct gathering {
	struct planner *p;
	struct node *node;
	struct place middle;
	struct match_list list;
	uint32_t unknown;       /* places of the index that this gazetteer has not */
	const struct field *field;
};

/* A whole country is not near anything: its position is a point somewhere in it. */
static bool is_within(const struct gathering *g, const struct place *place)
{
	return place->kind != PLACE_COUNTRY &&
	       place_km((double)g->middle.lat, (double)g->middle.lon, (double)place->lat, (double)place->lon) <= (double)g->node->window;
}

static bool take_term(struct span term, uint32_t passages, void *with)
{
	struct gathering *g = with;
	struct span code = field_value(g->field, term);
	uint32_t id = place_of_code(g->p->gazetteer, code);
	struct place place = place_get(g->p->gazetteer, id);

	(void)passages;
	g->unknown += id == 0;
	if (id == 0 || !is_within(g, &place))
		return true;
	if (!g->p->negated && g->list.count < MARKED_MOST)
		marker_add_place(g->p->marker, id, true);
	match_list_add(&g->list, match_place(arena_copy(g->p->arena, code), true, g->p->arena), g->p->arena);
	return g->list.count < PLACES_NEAR_MOST;
}

/* The place in the middle; its id is 0, and a fault is set, when there is none. */
static struct place middle_of(struct planner *p, const struct node *node)
{
	struct span near[3];
	struct place place = { .id = 0 };
	uint32_t id;
	size_t count;

	if (place_ask(p->gazetteer, node->text, &id, 1) > 0) {
		place = place_get(p->gazetteer, id);
		if (place.kind != PLACE_COUNTRY)
			return place;
		plan_fault(p, node, node->text, "near takes a place that is a point on the map; ask place:%.*s for a whole country",
			   (int)place.code.bytes, place.code.at);
		return (struct place){ .id = 0 };
	}
	count = place_suggest(p->gazetteer, node->text, p->arena, near, COUNT(near));
	plan_fault(p, node, node->text, "near: no place is called \"%.*s\"%s%.*s%s%.*s", (int)node->text.bytes, node->text.at ? node->text.at : "",
		   count > 0 ? "; the nearest: " : "", count > 0 ? (int)near[0].bytes : 0, count > 0 ? near[0].at : "",
		   count > 1 ? ", " : "", count > 1 ? (int)near[1].bytes : 0, count > 1 ? near[1].at : "");
	return place;
}

struct match *plan_around(struct planner *p, struct node *node)
{
	struct gathering g = { .p = p, .node = node, .field = field_get("place-itself") };

	if (node->window < 1 || node->window > NEAR_KM_MOST)
		plan_fault(p, node, node->text, "near takes 1 to %d kilometres, not %u", NEAR_KM_MOST, node->window);
	else
		g.middle = middle_of(p, node);
	if (g.middle.id > 0)
		index_terms(p->reader, span_of(g.field->prefix), take_term, &g, p->err);
	plan_note(p, node, "%zu %s within %u km of %.*s (%.*s)", g.list.count,
		  g.list.count == 1 ? "place of the index lies" : "places of the index lie", node->window,
		  (int)g.middle.name.bytes, g.middle.name.at ? g.middle.name.at : "", (int)g.middle.code.bytes,
		  g.middle.code.at ? g.middle.code.at : "");
	if (g.unknown > 0)
		plan_warn(p, "%u places of the index are not in this gazetteer, so near cannot tell where they are; use the one that it was "
			  "made with (--places)", g.unknown);
	if (g.list.count == PLACES_NEAR_MOST)
		plan_warn(p, "near %.*s: more than %d places lie within; not all are searched", (int)node->text.bytes, node->text.at,
			  PLACES_NEAR_MOST);
	return match_group(MATCH_OR, &g.list, p->arena);
}
