/* Runs a query: tree, plan, hits, snippets, facets, and advice when nothing is found. */
#include "query/advice.h"
#include "query/copies.h"
#include "query/facets.h"
#include "query/filters.h"
#include "query/plan.h"
#include "query/run.h"
#include "query/snippet.h"

#define WARNINGS_MOST ((size_t)64 << 10)
#define EXPLANATION_MOST ((size_t)1 << 20)

void planner_init(struct planner *p, struct index_reader *reader, const struct gazetteer *gazetteer,
		  const struct ask *ask, struct arena *arena, struct error *err)
{
	*p = (struct planner){ .reader = reader, .gazetteer = gazetteer, .ask = ask, .arena = arena, .err = err };
	p->warnings = (struct buf)BUF_INIT(WARNINGS_MOST);
	p->may_read = PLAN_PASSAGES_MOST;
	p->stemmer = stemmer_new();
	p->marker = marker_new(p->stemmer, gazetteer, arena);
}

void planner_release(struct planner *p)
{
	buf_release(&p->warnings);
	stemmer_free(p->stemmer);
}

struct span planner_explain(struct planner *p, const struct node *tree, const struct match *match)
{
	struct buf text = BUF_INIT(EXPLANATION_MOST);
	struct span copy;

	query_print(tree, &text);
	buf_add_string(&text, "plan: ");
	match_print(match, &text);
	buf_add_string(&text, "\n");
	copy = arena_copy(p->arena, buf_span(&text));
	buf_release(&text);
	return copy;
}

/* ---- what a hit shows ---- */

static bool has_span(const struct span *list, size_t count, struct span value)
{
	for (size_t i = 0; i < count; i++) {
		if (span_equal(list[i], value))
			return true;
	}
	return false;
}

static void list_places(const struct gazetteer *gazetteer, struct answer_hit *hit, struct arena *arena)
{
	const struct record *record = &hit->hit.record;

	hit->places = arena_new_array(arena, struct span, record->place_count + 1);
	hit->place_count = 0;
	for (size_t i = 0; i < record->place_count; i++) {
		uint32_t id = place_of_code(gazetteer, record->places[i].code);
		struct span name = id > 0 ? place_get(gazetteer, id).name : record->places[i].code;

		if (!has_span(hit->places, hit->place_count, name))
			hit->places[hit->place_count++] = name;
	}
}

static void list_persons(struct answer_hit *hit, struct arena *arena)
{
	const struct record *record = &hit->hit.record;

	hit->persons = arena_new_array(arena, struct span, record->person_count + 1);
	hit->person_count = 0;
	for (size_t i = 0; i < record->person_count; i++) {
		if (!has_span(hit->persons, hit->person_count, record->persons[i].label))
			hit->persons[hit->person_count++] = record->persons[i].label;
	}
}

void query_describe(const struct gazetteer *gazetteer, const struct record *record, struct arena *arena,
		    struct answer_hit *out)
{
	*out = (struct answer_hit){ .hit = { .record = *record } };
	out->title.text = record->title;
	out->heading.text = record->heading;
	out->snippet.text = record->text;
	list_places(gazetteer, out, arena);
	list_persons(out, arena);
}

static void fill_hits(struct planner *p, const struct found *found, struct answer *out)
{
	out->hits = arena_new_array(p->arena, struct answer_hit, found->hit_count + 1);
	out->hit_count = found->hit_count;
	for (size_t i = 0; i < found->hit_count; i++) {
		struct answer_hit *hit = &out->hits[i];

		hit->hit = found->hits[i];
		snippet_make(p->marker, hit, p->arena);
		list_places(p->gazetteer, hit, p->arena);
		list_persons(hit, p->arena);
	}
}

/* ---- the run ---- */

static void search_plan(struct planner *p, struct match *match, struct answer *out)
{
	struct facet_ask facets[FACETS_MOST];
	struct found found = { 0 };
	struct search search = {
		.match = match, .sort = p->ask->sort, .offset = p->ask->offset, .limit = p->ask->limit,
		.group = p->ask->group, .facets = facets,
	};

	search.facet_count = facets_asked(p->ask, facets);
	index_search(p->reader, &search, p->arena, &found, p->err);
	if (p->err->status != STATUS_OK)
		return;
	out->total = found.total;
	out->groups = found.groups;
	fill_hits(p, &found, out);
	if (search.group == GROUP_COPIES)
		copies_list(p, match, out);
	if (search.facet_count > 0)
		facets_make(p->reader, p->gazetteer, p->ask, found.facets, p->arena, out, p->err);
}

void query_run(struct index_reader *reader, const struct gazetteer *gazetteer, const struct ask *ask,
	       struct arena *arena, struct answer *out, struct error *err)
{
	struct planner p;
	struct node *tree;
	struct match *match;

	*out = (struct answer){ 0 };
	tree = query_parse(ask->words, arena, err);
	if (err->status != STATUS_OK)
		return;
	planner_init(&p, reader, gazetteer, ask, arena, err);
	tree = filters_add(ask, tree, arena);
	match = plan_node(&p, tree);
	search_plan(&p, match, out);
	if (err->status == STATUS_OK) {
		out->explanation = planner_explain(&p, tree, match);
		out->warnings = arena_copy(arena, buf_span(&p.warnings));
		if (out->total == 0)
			out->advice = advice_make(&p, tree);
	}
	planner_release(&p);
}
