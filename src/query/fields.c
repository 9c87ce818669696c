/* Plans the fields: person:, place:, date:, published:, source:, lang:. */
#include "query/people.h"
#include "query/person.h"
#include "query/plan.h"

#include <stdio.h>

static struct match *none(struct planner *p)
{
	return match_new(MATCH_NONE, p->arena);
}

/* ---- person: ---- */

/* A facet hands out keys ("kasm-jmrt-tokv"), and takes them back: small Latin
 * letters and hyphens, and a key of the index. */
static bool is_key(struct planner *p, const struct node *node)
{
	for (size_t i = 0; i < node->text.bytes; i++) {
		char c = node->text.at[i];

		if (!(c == '-' || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9')))
			return false;
	}
	return index_term_count(p->reader, match_person(node->text, p->arena)->term, p->err) > 0;
}

static void note_spellings(struct planner *p, struct node *node, const struct person_set *set)
{
	plan_note(p, node, "%u passages hold one of %zu spellings of the surname; %u articles read", set->candidates,
		  set->surface_count, set->articles_read);
	for (size_t i = 1; i < set->who->count; i++)
		plan_note(p, node, "also called %.*s", (int)set->who->names[i].text.bytes, set->who->names[i].text.at);
	for (size_t i = 0; i < set->surface_count && i < 12; i++)
		plan_note(p, node, "%.*s in %u passages", (int)set->surfaces[i].text.bytes, set->surfaces[i].text.at,
			  set->surfaces[i].passages);
	plan_note(p, node, "named in %zu passages, %zu times", set->passage_count, set->place_count);
}

struct match *plan_person_set(struct planner *p, struct node *node, const struct person_set **out)
{
	struct person_ask ask;
	struct person_set *set;

	*out = NULL;
	if (is_key(p, node)) {
		plan_note(p, node, "the key of a person");
		if (!p->negated)
			marker_add_person_key(p->marker, node->text);
		return match_person(node->text, p->arena);
	}
	ask = (struct person_ask){ .reader = p->reader, .who = people_who(p->ask->people, node->text, NULL, 0, p->arena),
				   .options = &p->ask->names, .most = p->may_read };
	set = person_find(&ask, p->arena, p->err);
	plan_read(p, set->read);
	note_spellings(p, node, set);
	if (set->candidates > set->read)
		plan_warn(p, "%.*s: %u passages may name this person, and the first %u were read; ask for fewer people, or "
			  "use mentions", (int)node->text.bytes, node->text.at, set->candidates, set->read);
	if (!p->negated)
		marker_add_persons(p->marker, set);
	*out = set;
	return set->match;
}

struct match *plan_person(struct planner *p, struct node *node)
{
	const struct person_set *set;

	return plan_person_set(p, node, &set);
}

/* ---- place: ---- */

#define PLACES_ASKED 8

/* "Almaty, Kazakhstan": a place and what it lies in. */
static struct span place_label(struct planner *p, uint32_t id)
{
	struct place place = place_get(p->gazetteer, id);
	uint32_t up[PLACE_DEPTH_MOST];
	size_t count = place_ancestors(p->gazetteer, id, up);
	struct span label = arena_printf(p->arena, "%.*s", (int)place.name.bytes, place.name.at);

	for (size_t i = 0; i < count; i++) {
		struct place above = place_get(p->gazetteer, up[i]);

		label = arena_printf(p->arena, "%.*s, %.*s", (int)label.bytes, label.at, (int)above.name.bytes,
				     above.name.at);
	}
	return label;
}

static uint32_t passages_of_place(struct planner *p, uint32_t id)
{
	struct match *match = match_place(place_get(p->gazetteer, id).code, false, p->arena);

	return index_term_count(p->reader, match->term, p->err);
}

/* The likeliest that the archive names; else the likeliest. */
static size_t choose_place(struct planner *p, const uint32_t *ids, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		if (passages_of_place(p, ids[i]) > 0)
			return i;
	}
	return 0;
}

static void tell_choice(struct planner *p, struct node *node, const uint32_t *ids, size_t count, size_t chosen)
{
	struct span taken = place_label(p, ids[chosen]), others = { NULL, 0 };

	plan_note(p, node, "%.*s (%.*s)%s", (int)taken.bytes, taken.at,
		  (int)place_get(p->gazetteer, ids[chosen]).code.bytes, place_get(p->gazetteer, ids[chosen]).code.at,
		  node->exact ? "" : ", and all below it");
	for (size_t i = 0; i < count; i++) {
		struct span label, code;
		uint32_t passages = i == chosen ? 0 : passages_of_place(p, ids[i]);

		if (passages == 0)
			continue;
		label = place_label(p, ids[i]);
		code = place_get(p->gazetteer, ids[i]).code;
		others = arena_printf(p->arena, "%.*s%s%.*s (place:%.*s, %u passages)", (int)others.bytes,
				      others.at ? others.at : "", others.bytes ? "; " : "", (int)label.bytes, label.at,
				      (int)code.bytes, code.at, passages);
	}
	if (others.bytes > 0) {
		plan_note(p, node, "could also be %.*s", (int)others.bytes, others.at);
		plan_warn(p, "%.*s is taken as %.*s; it could also be %.*s", (int)node->text.bytes, node->text.at,
			  (int)taken.bytes, taken.at, (int)others.bytes, others.at);
	}
}

struct match *plan_place(struct planner *p, struct node *node)
{
	uint32_t ids[PLACES_ASKED];
	size_t count = place_ask(p->gazetteer, node->text, ids, COUNT(ids)), chosen;

	if (count == 0) {
		plan_note(p, node, "no place that we know is called so");
		return none(p);
	}
	chosen = choose_place(p, ids, count);
	tell_choice(p, node, ids, count, chosen);
	if (!p->negated)
		marker_add_place(p->marker, ids[chosen], node->exact);
	return match_place(place_get(p->gazetteer, ids[chosen]).code, node->exact, p->arena);
}

/* ---- date: and published: ---- */

/* A query can be kept and cited, so it must mean the same tomorrow: only an option
 * may say "yesterday"; the days that it is today are told. */
static void refuse_relative(struct planner *p, const struct node *node, struct span text)
{
	struct error err = { 0 };
	struct date date = date_parse_asked(text, p->ask->today, &err);
	char from[DATE_TEXT], to[DATE_TEXT];

	day_print(date.from_day, from);
	day_print(date.to_day, to);
	if (err.status != STATUS_OK || !date_is_known(date))
		plan_fault(p, node, text, "%.*s is no date in a query: it means other days tomorrow; write the day itself, or use "
			   "--from and --to", (int)text.bytes, text.at);
	else
		plan_fault(p, node, text, "%.*s is no date in a query: it means other days tomorrow; write date:%s%s%s, or use "
			   "--from and --to", (int)text.bytes, text.at, from, date.from_day == date.to_day ? "" : "..",
			   date.from_day == date.to_day ? "" : to);
}

static struct date read_bound(struct planner *p, struct node *node, struct span text)
{
	struct date today = node->column > 0 ? (struct date){ 0 } : p->ask->today;
	struct error err = { 0 };
	struct date date = date_parse_asked(text, today, &err);

	if (err.status == STATUS_USAGE && node->column > 0)
		refuse_relative(p, node, text);
	else if (err.status != STATUS_OK || !date_is_known(date))
		plan_fault(p, node, text, "%.*s is no date: %s", (int)text.bytes, text.at,
			   err.status != STATUS_OK ? err.text : "wanted 2022, 2022-01, 2022-01-05 or 2022-01-01..2022-01-05");
	else if (date.approximate)
		plan_note(p, node, "%.*s is about then: the days that it names are searched, and none around them",
			  (int)text.bytes, text.at);
	return date;
}

static struct date read_range(struct planner *p, struct node *node)
{
	struct date range = { .from_day = DAY_OPEN_FROM, .to_day = DAY_OPEN_TO, .precision = DATE_RANGE };

	if (!node->is_range)
		return read_bound(p, node, node->text);
	if (node->text.bytes == 0 && node->to.bytes == 0)
		plan_fault(p, node, node->text, "a range wants a date before or after the two stops");
	if (node->text.bytes > 0)
		range.from_day = read_bound(p, node, node->text).from_day;
	if (node->to.bytes > 0)
		range.to_day = read_bound(p, node, node->to).to_day;
	if (p->err->status == STATUS_OK && range.from_day > range.to_day)
		plan_fault(p, node, node->text, "the range ends before it begins");
	return range;
}

struct match *plan_date(struct planner *p, struct node *node)
{
	bool published = node->kind == NODE_PUBLISHED;
	char from[DATE_TEXT], to[DATE_TEXT];
	struct date range;

	if (!node->is_range && span_is(node->text, "none")) {
		plan_note(p, node, "passages without a date");
		return match_undated(published, p->arena);
	}
	range = read_range(p, node);
	if (p->err->status != STATUS_OK)
		return none(p);
	day_print(range.from_day, from);
	day_print(range.to_day, to);
	plan_note(p, node, "%s overlaps %s..%s", published ? "the day of publication" : "the date", from, to);
	return match_date_overlaps(published, range, p->arena);
}

/* ---- source: and lang: ---- */

static void note_term(struct planner *p, struct node *node, struct span term)
{
	plan_note(p, node, "%.*s in %u passages", (int)term.bytes, term.at, index_term_count(p->reader, term, p->err));
}

struct match *plan_source(struct planner *p, struct node *node)
{
	struct match *match = match_source(node->text, p->arena);

	note_term(p, node, match->term);
	return match;
}

struct lister {
	struct planner *p;
	struct span list;
	int count;
};

static bool list_lang(struct span term, uint32_t passages, void *with)
{
	struct lister *l = with;
	struct span lang = field_value(field_get("lang"), term);

	(void)passages;
	l->list = arena_printf(l->p->arena, "%.*s%s%.*s", (int)l->list.bytes, l->list.at ? l->list.at : "",
			       l->count > 0 ? ", " : "", (int)lang.bytes, lang.at);
	return ++l->count < 12;
}

struct span plan_langs(struct planner *p)
{
	struct lister l = { .p = p };

	index_terms(p->reader, span_of(field_get("lang")->prefix), list_lang, &l, p->err);
	return l.list;
}

struct match *plan_lang(struct planner *p, struct node *node)
{
	struct span folded = text_fold(node->text, p->arena);
	bool is_code = folded.bytes == 2 || folded.bytes == 3;

	for (size_t i = 0; i < folded.bytes; i++)
		is_code = is_code && folded.at[i] >= 'a' && folded.at[i] <= 'z';
	if (!is_code) {
		struct span codes = plan_langs(p);

		plan_fault(p, node, node->text, "%.*s is no language code; those of this index are %.*s", (int)node->text.bytes,
			   node->text.at, (int)codes.bytes, codes.at ? codes.at : "");
		return none(p);
	}
	note_term(p, node, match_lang(folded, p->arena)->term);
	return match_lang(folded, p->arena);
}
