/* Walks a query's tree and joins the plans of its leaves. */
#include "query/plan.h"

#include "query/around.h"
#include "query/lex.h"

#include "dateline/text.h"

#include <stdarg.h>
#include <stdio.h>

static struct span add_line(struct arena *arena, struct span lines, const char *line)
{
	return lines.bytes == 0 ? arena_printf(arena, "%s\n", line)
				: arena_printf(arena, "%.*s%s\n", (int)lines.bytes, lines.at, line);
}

void plan_note(struct planner *p, struct node *node, const char *format, ...)
{
	char line[1000];
	va_list args;

	va_start(args, format);
	vsnprintf(line, sizeof(line), format, args);
	va_end(args);
	node->note = add_line(p->arena, node->note, line);
}

void plan_warn(struct planner *p, const char *format, ...)
{
	char line[1000];
	va_list args;

	va_start(args, format);
	vsnprintf(line, sizeof(line), format, args);
	va_end(args);
	buf_printf(&p->warnings, "%s\n", line);
}

/* The column of `part` in the query that the user typed; `otherwise` where it is no part of it. */
static uint32_t column_of(const struct planner *p, struct span part, uint32_t otherwise)
{
	struct span words = p->ask->words;

	if (!part.at || !words.at || (uintptr_t)part.at < (uintptr_t)words.at ||
	    (uintptr_t)part.at >= (uintptr_t)words.at + words.bytes)
		return otherwise;
	return 1 + (uint32_t)utf8_count(span_make(words.at, (size_t)(part.at - words.at)));
}

void plan_fault(struct planner *p, const struct node *node, struct span part, const char *format, ...)
{
	char text[sizeof(p->err->text)];
	va_list args;

	va_start(args, format);
	vsnprintf(text, sizeof(text), format, args);
	va_end(args);
	if (node->column > 0)
		query_fault(p->err, column_of(p, part, node->column), "%s", text);
	else
		error_set(p->err, STATUS_USAGE, "", "%s", text);
}

uint32_t plan_read(struct planner *p, size_t wanted)
{
	uint32_t may = wanted < p->may_read ? (uint32_t)wanted : p->may_read;

	p->may_read -= may;
	return may;
}

static struct match *plan_or(struct planner *p, struct node *node)
{
	struct match_list list = { NULL, 0, 0 };

	for (size_t i = 0; i < node->kid_count; i++)
		match_list_add(&list, plan_node(p, node->kids[i]), p->arena);
	return match_group(MATCH_OR, &list, p->arena);
}

/* Does a node say which passages, and nothing of how well they fit? */
static bool only_selects(const struct node *node)
{
	switch (node->kind) {
	case NODE_PERSON:
	case NODE_PLACE:
	case NODE_AROUND:
	case NODE_DATE:
	case NODE_PUBLISHED:
	case NODE_SOURCE:
	case NODE_LANG:
		return true;
	case NODE_OR:
		return node->kid_count > 0 && node->is_filter;
	default:
		return node->is_filter;
	}
}

/* Words score, fields select, NOTs take away. */
static struct match *plan_and(struct planner *p, struct node *node)
{
	struct match_list scored = { NULL, 0, 0 }, selects = { NULL, 0, 0 };
	struct match *whole;

	for (size_t i = 0; i < node->kid_count; i++) {
		struct node *kid = node->kids[i];

		if (kid->kind == NODE_ALL || kid->kind == NODE_NOT)
			continue;
		match_list_add(only_selects(kid) ? &selects : &scored, plan_node(p, kid), p->arena);
	}
	whole = scored.count > 0 ? match_group(MATCH_AND, &scored, p->arena) : NULL;
	if (!whole && selects.count > 0)
		whole = match_group(MATCH_AND, &selects, p->arena);
	else if (!whole)
		whole = match_new(MATCH_ALL, p->arena);
	else if (selects.count > 0) {
		struct match *filter = match_new(MATCH_FILTER, p->arena);

		match_add(filter, whole, p->arena);
		for (size_t i = 0; i < selects.count; i++)
			match_add(filter, selects.items[i], p->arena);
		whole = filter;
	}
	for (size_t i = 0; i < node->kid_count; i++) {
		struct node *kid = node->kids[i];
		struct match *without;

		if (kid->kind != NODE_NOT)
			continue;
		without = match_new(MATCH_AND_NOT, p->arena);
		match_add(without, whole, p->arena);
		p->negated = !p->negated;
		match_add(without, plan_node(p, kid->kids[0]), p->arena);
		p->negated = !p->negated;
		whole = without;
	}
	return whole;
}

static struct match *plan_not(struct planner *p, struct node *node)
{
	struct match *without = match_new(MATCH_AND_NOT, p->arena);

	match_add(without, match_new(MATCH_ALL, p->arena), p->arena);
	p->negated = !p->negated;
	match_add(without, plan_node(p, node->kids[0]), p->arena);
	p->negated = !p->negated;
	return without;
}

static struct match *plan_kind(struct planner *p, struct node *node)
{
	switch (node->kind) {
	case NODE_ALL:
		return match_new(MATCH_ALL, p->arena);
	case NODE_AND:
		return plan_and(p, node);
	case NODE_OR:
		return plan_or(p, node);
	case NODE_NOT:
		return plan_not(p, node);
	case NODE_WORD:
		return plan_word(p, node);
	case NODE_PREFIX:
		return plan_prefix(p, node);
	case NODE_PHRASE:
		return plan_phrase(p, node);
	case NODE_NEAR:
	case NODE_ORDERED:
		return plan_near(p, node);
	case NODE_PERSON:
		return plan_person(p, node);
	case NODE_PLACE:
		return plan_place(p, node);
	case NODE_AROUND:
		return plan_around(p, node);
	case NODE_DATE:
	case NODE_PUBLISHED:
		return plan_date(p, node);
	case NODE_SOURCE:
		return plan_source(p, node);
	case NODE_LANG:
		return plan_lang(p, node);
	}
	return match_new(MATCH_NONE, p->arena);
}

struct match *plan_node(struct planner *p, struct node *node)
{
	struct match *match;

	if (p->err->status != STATUS_OK)
		return match_new(MATCH_NONE, p->arena);
	if (node->kid_count == 0 && !p->negated)
		marker_next(p->marker);
	match = plan_kind(p, node);
	node->plan = match;
	return match;
}
