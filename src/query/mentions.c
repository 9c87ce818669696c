/* Lists every mention of a person in the index, by date. */
#include "query/advice.h"
#include "query/filters.h"
#include "query/people.h"
#include "query/run.h"
#include "query/together.h"

#include "dateline/map.h"

#include <stdlib.h>

/* Passages read for one name: minutes, and only in an archive of millions. */
#define MENTIONS_PASSAGES_MOST 1000000

static int by_date_and_place(const void *a, const void *b)
{
	const struct found_mention *x = a, *y = b;
	bool x_known = date_is_known(x->record->date), y_known = date_is_known(y->record->date);
	int order;

	if (x_known != y_known)
		return x_known ? -1 : 1;
	if (x->record->date.from_day != y->record->date.from_day)
		return x->record->date.from_day < y->record->date.from_day ? -1 : 1;
	order = strcmp(x->record->article, y->record->article);
	if (order != 0)
		return order;
	if (x->record->number != y->record->number)
		return x->record->number < y->record->number ? -1 : 1;
	if (x->in_title != y->in_title)
		return x->in_title ? -1 : 1;
	return x->from_char < y->from_char ? -1 : x->from_char > y->from_char;
}

static struct span surface_of(const struct record *record, const struct person_place *place)
{
	struct span part = place->part == MARKED_TITLE ? record->title
			 : place->part == MARKED_HEADING ? record->heading : record->text;

	if ((size_t)place->at_byte + place->bytes > part.bytes)
		return (struct span){ NULL, 0 };
	return span_make(part.at + place->at_byte, place->bytes);
}

struct found_mention found_mention_of(const struct person_set *set, const struct person_passage *passage,
				      const struct person_place *place)
{
	return (struct found_mention){
		.record = passage->record, .in_title = place->part == MARKED_TITLE,
		.in_heading = place->part == MARKED_HEADING, .at_byte = place->at_byte, .bytes = place->bytes,
		.from_char = place->from_char, .to_char = place->to_char, .surface = surface_of(passage->record, place),
		.why = place->why, .certainty = place->certainty,
		.name = place->name > 0 ? set->who->names[place->name].text : (struct span){ NULL, 0 },
	};
}

static void keep_mentions(struct planner *p, const struct person_set *set, struct mentions *out)
{
	out->items = arena_new_array(p->arena, struct found_mention, set->place_count + 1);
	for (size_t i = 0; i < set->passage_count; i++) {
		const struct person_passage *passage = &set->passages[i];
		size_t before = out->count;

		for (uint32_t k = passage->first; k < passage->first + passage->count; k++)
			if (!set->places[k].is_repeat)
				out->items[out->count++] = found_mention_of(set, passage, &set->places[k]);
		out->passages += out->count > before;
	}
	if (out->count > 1)
		qsort(out->items, out->count, sizeof(*out->items), by_date_and_place);
}

static int by_count(const void *a, const void *b)
{
	const struct spelling *x = a, *y = b;

	if (x->count != y->count)
		return x->count > y->count ? -1 : 1;
	return span_compare(x->surface, y->surface);
}

static void count_spellings(struct mentions *out, struct arena *arena)
{
	struct map *seen = map_new(), *articles = map_new();

	out->spellings = arena_new_array(arena, struct spelling, out->count + 1);
	for (size_t i = 0; i < out->count; i++) {
		const struct found_mention *mention = &out->items[i];
		bool is_new;
		uint32_t at = *map_slot(seen, mention->surface, (uint32_t)out->spelling_count, &is_new);

		if (is_new)
			out->spellings[out->spelling_count++].surface = mention->surface;
		out->spellings[at].count++;
		map_put(articles, span_of(mention->record->article), 1);
	}
	out->articles = (uint32_t)map_count(articles);
	if (out->spelling_count > 1)
		qsort(out->spellings, out->spelling_count, sizeof(*out->spellings), by_count);
	map_free(articles);
	map_free(seen);
}

static void explain_set(struct planner *p, const struct person_set *set, struct node *node)
{
	for (size_t i = 1; i < set->who->count; i++)
		plan_note(p, node, "also called %.*s%s", (int)set->who->names[i].text.bytes, set->who->names[i].text.at,
			  set->who->names[i].whole ? ", a nickname: in full only" : "");
	plan_note(p, node, "%u passages hold one of %zu spellings of the surname; %u articles read", set->candidates,
		  set->surface_count, set->articles_read);
	for (size_t i = 0; i < set->surface_count; i++)
		plan_note(p, node, "%.*s in %u passages", (int)set->surfaces[i].text.bytes, set->surfaces[i].text.at,
			  set->surfaces[i].passages);
	if (set->candidates > set->read)
		plan_warn(p, "%.*s: %u passages may name this person, and the first %u were read; add a filter",
			  (int)set->name.bytes, set->name.at, set->candidates, set->read);
}

/* Those who must stand beside come first: where they are, he is looked for last. */
static struct person_set *find_beside(struct planner *p, const struct mention_ask *ask, const struct person_who *who,
				      struct match *within)
{
	size_t count = ask->with_count + 1;
	struct person_ask *asks = arena_new_array(p->arena, struct person_ask, count);
	struct person_set **sets = arena_new_array(p->arena, struct person_set *, count);

	for (size_t i = 0; i < count; i++)
		asks[i] = (struct person_ask){
			.reader = p->reader, .options = &ask->filters->names, .within = within, .most = MENTIONS_PASSAGES_MOST,
			.who = i < ask->with_count ? people_who(ask->filters->people, ask->with[i], NULL, 0, p->arena) : who,
		};
	asks[count - 1].keep_records = true;
	asks[count - 1].without = ask->without;
	asks[count - 1].without_count = ask->without_count;
	together_find(asks, sets, count, p->arena, p->err);
	return sets[count - 1];
}

static void tell_aliases(const struct person_who *who, struct mentions *out, struct arena *arena)
{
	out->aliases = arena_new_array(arena, struct span, who->count);
	for (size_t i = 1; i < who->count; i++)
		out->aliases[out->alias_count++] = who->names[i].text;
}

void query_mentions(struct index_reader *reader, const struct gazetteer *gazetteer, const struct mention_ask *ask,
		    struct arena *arena, struct mentions *out, struct error *err)
{
	struct person_who *who = people_who(ask->filters->people, ask->name, ask->aliases, ask->alias_count, arena);
	struct ask filters = *ask->filters;
	struct planner p;
	struct node *tree, *node = node_new(arena, NODE_PERSON, who->names[0].text, 0);
	struct match *within;
	struct person_set *set;

	*out = (struct mentions){ .name = who->names[0].text };
	filters.person_count = 0;
	planner_init(&p, reader, gazetteer, &filters, arena, err);
	tree = filters_add(&filters, NULL, arena);
	within = plan_node(&p, tree);
	set = find_beside(&p, ask, who, tree->kind == NODE_ALL ? NULL : within);
	tell_aliases(who, out, arena);
	explain_set(&p, set, node);
	if (err->status == STATUS_OK)
		keep_mentions(&p, set, out);
	out->shown = out->count;
	count_spellings(out, arena);
	if (err->status == STATUS_OK) {
		node->plan = set->match;
		out->explanation = planner_explain(&p, node, within);
		if (out->count == 0)
			out->advice = advice_make(&p, node);
	}
	out->warnings = arena_copy(arena, buf_span(&p.warnings));
	planner_release(&p);
}

size_t query_spellings(struct index_reader *reader, struct span name, const struct name_options *options,
		       struct arena *arena, struct spelling **out, struct error *err)
{
	struct person_set *set = person_spellings(reader, name, options, arena, err);

	*out = arena_new_array(arena, struct spelling, set->surface_count + 1);
	for (size_t i = 0; i < set->surface_count; i++)
		(*out)[i] = (struct spelling){ set->surfaces[i].text, set->surfaces[i].passages };
	return set->surface_count;
}
