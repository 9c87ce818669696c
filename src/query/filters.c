/* Makes nodes of the filters that were given as options. */
#include "query/filters.h"

#include "query/around.h"

/* "=NAME" asks for that place alone. */
static struct node *value_node(enum node_kind kind, struct span value, const struct ask *ask, struct arena *arena)
{
	struct node *node = node_new(arena, kind, span_trim(value), 0);

	node->is_filter = true;
	if (kind == NODE_AROUND)
		around_set(node, value, ask->km > 0 ? ask->km : NEAR_KM_DEFAULT);
	if (kind == NODE_PLACE && span_starts(node->text, "=")) {
		node->exact = true;
		node->text = span_make(node->text.at + 1, node->text.bytes - 1);
	}
	return node;
}

static void add_values(struct node *all, enum node_kind kind, const struct span *values, size_t count,
		       const struct ask *ask, struct arena *arena)
{
	struct node *any;

	if (count == 0)
		return;
	any = node_new(arena, NODE_OR, (struct span){ NULL, 0 }, 0);
	any->is_filter = true;
	for (size_t i = 0; i < count; i++)
		node_add(arena, any, value_node(kind, values[i], ask, arena));
	node_add(arena, all, count == 1 ? any->kids[0] : any);
}

/* None of the values: a NOT of any of them. */
static void add_none(struct node *all, enum node_kind kind, const struct span *values, size_t count,
		     const struct ask *ask, struct arena *arena)
{
	struct node *none = node_new(arena, NODE_NOT, (struct span){ NULL, 0 }, 0);

	if (count == 0)
		return;
	none->is_filter = true;
	add_values(none, kind, values, count, ask, arena);
	node_add(arena, all, none);
}

static void add_period(struct node *all, const struct ask *ask, struct arena *arena)
{
	struct node *node;

	if (ask->from.bytes == 0 && ask->to.bytes == 0)
		return;
	node = node_new(arena, ask->on_published ? NODE_PUBLISHED : NODE_DATE, ask->from, 0);
	node->to = ask->to;
	node->is_range = true;
	node->is_filter = true;
	node_add(arena, all, node);
}

struct node *filters_add(const struct ask *ask, struct node *query, struct arena *arena)
{
	struct node *all = node_new(arena, NODE_AND, (struct span){ NULL, 0 }, 0);

	if (query && query->kind == NODE_AND) {
		for (size_t i = 0; i < query->kid_count; i++)
			node_add(arena, all, query->kids[i]);
	} else if (query && query->kind != NODE_ALL) {
		node_add(arena, all, query);
	}
	add_period(all, ask, arena);
	add_values(all, NODE_PLACE, ask->places, ask->place_count, ask, arena);
	add_values(all, NODE_AROUND, ask->nears, ask->near_count, ask, arena);
	add_values(all, NODE_PERSON, ask->persons, ask->person_count, ask, arena);
	add_values(all, NODE_SOURCE, ask->sources, ask->source_count, ask, arena);
	add_values(all, NODE_LANG, ask->langs, ask->lang_count, ask, arena);
	add_none(all, NODE_PLACE, ask->not_places, ask->not_place_count, ask, arena);
	add_none(all, NODE_PERSON, ask->not_persons, ask->not_person_count, ask, arena);
	add_none(all, NODE_SOURCE, ask->not_sources, ask->not_source_count, ask, arena);
	add_none(all, NODE_LANG, ask->not_langs, ask->not_lang_count, ask, arena);
	if (all->kid_count == 0)
		return node_new(arena, NODE_ALL, (struct span){ NULL, 0 }, 0);
	return all->kid_count == 1 && all->kids[0]->kind != NODE_NOT ? all->kids[0] : all;
}
