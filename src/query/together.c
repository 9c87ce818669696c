/* Finds the passages that name several people, and who else is named there. */
#include "query/together.h"

#include "query/advice.h"
#include "query/companions.h"
#include "query/filters.h"
#include "query/people.h"
#include "query/run.h"
#include "query/snippet.h"

#include "dateline/map.h"

#include <stdlib.h>

#define TOGETHER_PASSAGES_MOST 1000000

void together_find(const struct person_ask *asks, struct person_set **sets, size_t count, struct arena *arena,
		   struct error *err)
{
	struct match **named = arena_new_array(arena, struct match *, count);

	for (size_t i = 1; i < count; i++)
		named[i] = person_named(&asks[i], arena, err);
	for (size_t i = 0; i < count; i++) {
		struct person_ask ask = asks[i];
		struct match_list all = { NULL, 0, 0 };

		if (ask.within)
			match_list_add(&all, ask.within, arena);
		if (i > 0)
			match_list_add(&all, sets[i - 1]->match, arena);
		for (size_t k = i + 1; k < count; k++)
			match_list_add(&all, named[k], arena);
		if (all.count > 0)
			ask.within = match_group(MATCH_AND, &all, arena);
		sets[i] = person_find(&ask, arena, err);
	}
}

/* ---- the passages ---- */

static int by_passage_id(const void *a, const void *b)
{
	const struct person_passage *const *x = a, *const *y = b;

	return strcmp((*x)->id, (*y)->id);
}

static int by_date(const void *a, const void *b)
{
	const struct record *x = (*(const struct person_passage *const *)a)->record;
	const struct record *y = (*(const struct person_passage *const *)b)->record;
	bool x_known = date_is_known(x->date), y_known = date_is_known(y->date);
	int order;

	if (x_known != y_known)
		return x_known ? -1 : 1;
	if (x->date.from_day != y->date.from_day)
		return x->date.from_day < y->date.from_day ? -1 : 1;
	order = strcmp(x->article, y->article);
	return order ? order : (x->number > y->number) - (x->number < y->number);
}

static const struct person_passage **sorted(const struct person_set *set, int (*order)(const void *, const void *),
					    struct arena *arena)
{
	const struct person_passage **list = arena_new_array(arena, const struct person_passage *, set->passage_count + 1);

	for (size_t i = 0; i < set->passage_count; i++)
		list[i] = &set->passages[i];
	if (set->passage_count > 1)
		qsort(list, set->passage_count, sizeof(*list), order);
	return list;
}

struct gathering {
	struct planner *p;
	struct person_set **sets;
	const struct person_passage ***by_id;   /* those of each set */
	size_t set_count;
};

static int by_position(const void *a, const void *b)
{
	const struct found_mention *x = a, *y = b;

	if (x->in_title != y->in_title)
		return x->in_title ? -1 : 1;
	if (x->in_heading != y->in_heading)
		return x->in_heading ? -1 : 1;
	return x->at_byte < y->at_byte ? -1 : x->at_byte > y->at_byte;
}

static void add_mentions(const struct gathering *g, const struct person_passage *passage, struct meeting *meeting)
{
	size_t room = 0;

	for (size_t n = 0; n < g->set_count; n++) {
		const struct person_set *set = g->sets[n];
		const struct person_passage **hit = bsearch(&passage, g->by_id[n], set->passage_count, sizeof(*hit), by_passage_id);

		for (uint32_t i = 0; hit && i < (*hit)->count; i++) {
			struct person_passage here = **hit;
			struct found_mention mention;

			here.record = &meeting->hit.hit.record;
			mention = found_mention_of(set, &here, &set->places[(*hit)->first + i]);
			mention.person = (uint32_t)n;
			ARENA_PUSH(g->p->arena, meeting->mentions, meeting->mention_count, room) = mention;
		}
	}
	if (meeting->mention_count > 1)
		qsort(meeting->mentions, meeting->mention_count, sizeof(*meeting->mentions), by_position);
}

/* From the front, each sentence that names somebody who was not yet named. */
static void choose_sentences(const struct gathering *g, struct meeting *meeting)
{
	bool *named = arena_new_array(g->p->arena, bool, g->set_count);

	meeting->sentences = arena_new_array(g->p->arena, struct snippet, meeting->mention_count + 1);
	for (size_t i = 0, shown; i < meeting->mention_count; i += shown) {
		struct snippet *sentence = &meeting->sentences[meeting->sentence_count];
		bool is_new = false;

		shown = query_mention_snippet(&meeting->mentions[i], meeting->mention_count - i, g->p->arena, sentence);
		for (size_t k = i; k < i + shown; k++) {
			is_new = is_new || !named[meeting->mentions[k].person];
			named[meeting->mentions[k].person] = true;
		}
		meeting->sentence_count += is_new;
	}
}

static void keep_meetings(const struct gathering *g, struct together *out)
{
	const struct person_set *last = g->sets[g->set_count - 1];
	const struct person_passage **order = sorted(last, by_date, g->p->arena);

	out->passages = (uint32_t)last->passage_count;
	out->items = arena_new_array(g->p->arena, struct meeting, g->p->ask->limit + 1);
	for (size_t i = g->p->ask->offset; i < last->passage_count && out->count < g->p->ask->limit; i++) {
		struct meeting *meeting = &out->items[out->count++];

		query_describe(g->p->gazetteer, order[i]->record, g->p->arena, &meeting->hit);
		snippet_make(g->p->marker, &meeting->hit, g->p->arena, NULL, NULL);
		add_mentions(g, order[i], meeting);
		choose_sentences(g, meeting);
	}
}

static void count_articles(const struct person_set *set, struct together *out)
{
	struct map *articles = map_new();

	for (size_t i = 0; i < set->passage_count; i++)
		map_put(articles, span_of(set->passages[i].record->article), 1);
	out->articles = (uint32_t)map_count(articles);
	map_free(articles);
}

/* ---- the whole question ---- */

static struct person_ask *ask_each(struct planner *p, const struct span *names, size_t count, struct match *within)
{
	struct person_ask *asks = arena_new_array(p->arena, struct person_ask, count);

	for (size_t i = 0; i < count; i++)
		asks[i] = (struct person_ask){
			.reader = p->reader, .who = people_who(p->ask->people, names[i], NULL, 0, p->arena),
			.options = &p->ask->names, .within = within, .most = TOGETHER_PASSAGES_MOST,
			.keep_records = i + 1 == count,
		};
	return asks;
}

static void explain_all(struct planner *p, struct person_set **sets, size_t count, struct node *tree, struct match *within,
			struct together *out)
{
	for (size_t i = 0; i < count; i++) {
		struct node *node = node_new(p->arena, NODE_PERSON, sets[i]->name, 0);

		plan_note(p, node, "%u passages hold one of %zu spellings of the surname; named in %zu", sets[i]->candidates,
			  sets[i]->surface_count, sets[i]->passage_count);
		node->plan = sets[i]->named;    /* what he would be found in without the others */
		node_add(p->arena, tree, node);
	}
	tree->plan = sets[count - 1]->match;
	out->explanation = planner_explain(p, tree, within);
	if (out->passages == 0)
		out->advice = advice_make(p, tree);
}

static void fill(struct planner *p, struct person_set **sets, size_t count, struct together *out)
{
	struct gathering g = { p, sets, NULL, count };

	g.by_id = arena_new_array(p->arena, const struct person_passage **, count);
	for (size_t i = 0; i < count; i++) {
		g.by_id[i] = sorted(sets[i], by_passage_id, p->arena);
		marker_next(p->marker);
		marker_add_persons(p->marker, sets[i]);
	}
	keep_meetings(&g, out);
	count_articles(sets[count - 1], out);
	companions_find(p->gazetteer, sets, count, p->arena, out);
}

void query_together(struct index_reader *reader, const struct gazetteer *gazetteer, const struct ask *ask,
		    const struct span *names, size_t name_count, struct arena *arena, struct together *out,
		    struct error *err)
{
	struct ask filters = *ask;
	struct planner p;
	struct node *tree, *all = node_new(arena, NODE_AND, (struct span){ NULL, 0 }, 0);
	struct person_set **sets = arena_new_array(arena, struct person_set *, name_count);
	struct match *within;

	*out = (struct together){ .name_count = name_count };
	filters.person_count = 0;
	planner_init(&p, reader, gazetteer, &filters, arena, err);
	tree = filters_add(&filters, NULL, arena);
	within = plan_node(&p, tree);
	if (tree->kind == NODE_ALL)
		within = NULL;
	together_find(ask_each(&p, names, name_count, within), sets, name_count, arena, err);
	out->names = arena_new_array(arena, struct span, name_count);
	for (size_t i = 0; i < name_count; i++)
		out->names[i] = sets[i]->name;
	if (err->status == STATUS_OK) {
		fill(&p, sets, name_count, out);
		explain_all(&p, sets, name_count, all, within ? within : match_new(MATCH_ALL, arena), out);
	}
	out->warnings = arena_copy(arena, buf_span(&p.warnings));
	planner_release(&p);
}
