/* Tells which part of a query finds nothing, and the nearest that finds something. */
#include "query/advice.h"

#include "query/offer.h"

#define LINES_MOST 8
#define NEAR_MOST 3

struct adviser {
	struct planner *p;
	struct buf out;
	int lines;
};

/* ---- one leaf ---- */

/* A word that is an operator in capitals. */
static bool is_small_operator(const struct node *node)
{
	return node->kind == NODE_WORD && !node->exact &&
	       (span_is(node->text, "or") || span_is(node->text, "and") || span_is(node->text, "not"));
}

/* A phrase of which each word is there: they stand apart. One of which a word is missing:
 * that word, and what comes near it. */
static void advise_phrase(struct adviser *a, const struct node *node)
{
	struct match_list all = { NULL, 0, 0 };
	struct planner *p = a->p;
	uint32_t together;
	bool missing = false;
	struct text text;

	text_read(node->text, p->arena, &text);
	for (size_t i = 0; i < text.count; i++) {
		struct span word = text_term(text.words[i].folded, p->arena);
		struct span term = node->in_title ? title_term(word, p->arena) : word_term(word, p->arena);

		match_list_add(&all, match_term(term, p->arena), p->arena);
		if (index_term_count(p->reader, term, p->err) > 0)
			continue;
		missing = true;
		buf_printf(&a->out, "; %.*s is in no passage as it stands", (int)word.bytes, word.at);
		offer_word(p, text_word(&text, i), node->in_title, false, &a->out);
	}
	together = missing || text.count < 2 ? 0 : offer_passages(p, match_group(MATCH_AND, &all, p->arena));
	if (together > 0)
		buf_printf(&a->out, "; %u passage%s all its words, apart: ask them without the quotation marks, or with NEAR/10",
			   together, together == 1 ? " has" : "s have");
	else if (!missing && text.count > 1)
		buf_add_string(&a->out, "; each of its words is there, and no passage has all of them");
}

static void advise_word(struct adviser *a, const struct node *node)
{
	struct planner *p = a->p;
	bool plain = node->kind == NODE_WORD && !node->in_title && !node->exact;
	struct text text;

	buf_printf(&a->out, "%s%.*s%s finds nothing", node->kind == NODE_PHRASE ? "\"" : node->exact ? "=" : "",
		   (int)node->text.bytes, node->text.at,
		   node->kind == NODE_PHRASE ? "\"" : node->kind == NODE_PREFIX ? "*" : "");
	text_read(node->text, p->arena, &text);
	if (node->kind == NODE_PREFIX)
		offer_keyboard(p, node->text, true, &a->out);
	else if (node->kind == NODE_PHRASE && text.count > 1)
		advise_phrase(a, node);
	else if (is_small_operator(node))
		buf_add_string(&a->out, "; in small letters it is a word like any other");
	else
		offer_word(p, node->text, node->in_title, plain, &a->out);
	if (node->exact && text.count == 1)
		buf_printf(&a->out, "; without = it is searched in every form and case");
}

static void advise_person(struct adviser *a, const struct node *node)
{
	struct text text;

	buf_printf(&a->out, "nobody called %.*s is found", (int)node->text.bytes, node->text.at);
	text_read(node->text, a->p->arena, &text);
	offer_keyboard(a->p, node->text, false, &a->out);
	if (text.count > 0)
		offer_nearest(a->p, (struct span){ NULL, 0 }, text_term(text.words[text.count - 1].folded, a->p->arena), &a->out);
}

static void advise_place(struct adviser *a, const struct node *node)
{
	struct span names[NEAR_MOST];
	uint32_t ids[1];
	size_t count;

	if (place_ask(a->p->gazetteer, node->text, ids, 1) > 0) {
		buf_printf(&a->out, "no passage names the place %.*s", (int)node->text.bytes, node->text.at);
		return;
	}
	buf_printf(&a->out, "we know no place called %.*s", (int)node->text.bytes, node->text.at);
	count = place_suggest(a->p->gazetteer, node->text, a->p->arena, names, COUNT(names));
	for (size_t i = 0; i < count; i++)
		buf_printf(&a->out, "%s%.*s", i == 0 ? "; did you mean " : ", ", (int)names[i].bytes, names[i].at);
}

static void advise_date(struct adviser *a, const struct node *node)
{
	struct index_stats stats = { 0 };
	char first[DATE_TEXT], last[DATE_TEXT];

	index_stats(a->p->reader, a->p->arena, &stats, a->p->err);
	buf_printf(&a->out, "no passage is dated %.*s%s%.*s", (int)node->text.bytes, node->text.at,
		   node->is_range ? ".." : "", (int)node->to.bytes, node->to.at);
	if (date_is_known(stats.first)) {
		day_print(stats.first.from_day, first);
		day_print(stats.last.to_day, last);
		buf_printf(&a->out, "; the dates of this index run from %s to %s", first, last);
	}
}

static void advise_source(struct adviser *a, const struct node *node)
{
	size_t before;

	buf_printf(&a->out, "no source is called %.*s", (int)node->text.bytes, node->text.at);
	before = a->out.bytes;
	offer_nearest(a->p, span_of(field_get("source")->prefix), text_fold(node->text, a->p->arena), &a->out);
	if (a->out.bytes == before)
		offer_values(a->p, field_get("source"), &a->out);
}

static void advise_leaf(struct adviser *a, const struct node *node)
{
	switch (node->kind) {
	case NODE_PERSON:
		advise_person(a, node);
		break;
	case NODE_PLACE:
		advise_place(a, node);
		break;
	case NODE_AROUND:
		buf_printf(&a->out, "no passage names a place within %u km of %.*s", node->window, (int)node->text.bytes,
			   node->text.at);
		break;
	case NODE_DATE:
	case NODE_PUBLISHED:
		advise_date(a, node);
		break;
	case NODE_SOURCE:
		advise_source(a, node);
		break;
	case NODE_LANG:
		buf_printf(&a->out, "no passage is in the language %.*s", (int)node->text.bytes, node->text.at);
		offer_values(a->p, field_get("lang"), &a->out);
		break;
	default:
		advise_word(a, node);
	}
	buf_add_string(&a->out, "\n");
	a->lines++;
}

/* ---- the tree ---- */

/* Each of the words is there, and never so near. */
static void advise_near(struct adviser *a, const struct node *node)
{
	struct match_list all = { NULL, 0, 0 };
	uint32_t together;

	for (size_t i = 0; i < node->kid_count; i++)
		match_list_add(&all, node->kids[i]->plan, a->p->arena);
	together = offer_passages(a->p, match_group(MATCH_AND, &all, a->p->arena));
	buf_printf(&a->out, "no passage has its words within %u of each other%s", node->window,
		   node->kind == NODE_ORDERED ? " in this order" : "");
	if (together > 0)
		buf_printf(&a->out, "; %u ha%s them farther apart%s", together, together == 1 ? "s" : "ve",
			   node->kind == NODE_ORDERED ? " or in another order" : "");
	buf_add_string(&a->out, "\n");
	a->lines++;
}

static void walk(struct adviser *a, const struct node *node)
{
	int before = a->lines;

	if (node->kind == NODE_NOT || node->kind == NODE_ALL || !node->plan || a->lines >= LINES_MOST)
		return;
	for (size_t i = 0; i < node->kid_count; i++)
		walk(a, node->kids[i]);
	if (node->kid_count == 0 && offer_passages(a->p, node->plan) == 0)
		advise_leaf(a, node);
	else if ((node->kind == NODE_NEAR || node->kind == NODE_ORDERED) && a->lines == before &&
		 offer_passages(a->p, node->plan) == 0)
		advise_near(a, node);
}

static void say_leaf(struct adviser *a, const struct node *node)
{
	struct buf text = BUF_INIT(4096);
	struct span line, rest;

	query_print(node, &text);
	rest = buf_span(&text);
	line = span_cut(&rest, '\n');
	if (span_ends(line, "  (filter)"))
		line.bytes -= strlen("  (filter)");
	buf_add_span(&a->out, line);
	buf_release(&text);
}

/* A part of the query on one line: NOT (lang kk OR lang ru). The parser caps the depth. */
static void say_part(struct adviser *a, const struct node *node)
{
	bool groups = node->kind == NODE_AND || node->kind == NODE_OR;

	if (node->kind == NODE_NOT)
		buf_add_string(&a->out, "NOT ");
	else if (!groups) {
		say_leaf(a, node);
		for (size_t i = 0; i < node->kid_count; i++) {
			buf_add_char(&a->out, ' ');
			say_part(a, node->kids[i]);
		}
		return;
	}
	for (size_t i = 0; i < node->kid_count; i++) {
		if (groups)
			buf_add_string(&a->out, i == 0 ? "(" : node->kind == NODE_AND ? " " : " OR ");
		say_part(a, node->kids[i]);
	}
	if (groups)
		buf_add_char(&a->out, ')');
}

/* All kids of `tree` but one, as plan_and() joins them. */
static struct match *all_but(struct adviser *a, const struct node *tree, size_t without)
{
	struct arena *arena = a->p->arena;
	struct match_list others = { NULL, 0, 0 };
	struct match *whole;

	for (size_t k = 0; k < tree->kid_count; k++) {
		if (k != without && tree->kids[k]->plan && tree->kids[k]->kind != NODE_NOT)
			match_list_add(&others, tree->kids[k]->plan, arena);
	}
	whole = others.count > 0 ? match_group(MATCH_AND, &others, arena) : match_new(MATCH_ALL, arena);
	for (size_t k = 0; k < tree->kid_count; k++) {
		const struct node *kid = tree->kids[k];
		struct match *less;

		if (k == without || kid->kind != NODE_NOT || !kid->kids[0]->plan)
			continue;
		less = match_new(MATCH_AND_NOT, arena);
		match_add(less, whole, arena);
		match_add(less, kid->kids[0]->plan, arena);
		whole = less;
	}
	return whole;
}

/* Each part finds something, all together nothing: what if one were left out? */
static void leave_out(struct adviser *a, const struct node *tree)
{
	for (size_t i = 0; tree->kind == NODE_OR && i < tree->kid_count; i++)
		leave_out(a, tree->kids[i]);
	for (size_t i = 0; tree->kind == NODE_AND && tree->kid_count > 1 && i < tree->kid_count && a->lines < LINES_MOST; i++) {
		uint32_t passages = offer_passages(a->p, all_but(a, tree, i));

		if (passages == 0)
			continue;
		buf_printf(&a->out, "%u without: ", passages);
		say_part(a, tree->kids[i]);
		if (is_small_operator(tree->kids[i]))
			buf_add_string(&a->out, " (in small letters it is a word like any other)");
		buf_add_string(&a->out, "\n");
		a->lines++;
	}
	if (tree->kind == NODE_AND && a->lines == 0)
		buf_add_string(&a->out, "each part finds something, and no passage has all of them\n");
}

struct span advice_make(struct planner *p, struct node *tree)
{
	struct adviser a = { .p = p, .out = BUF_INIT(1 << 16) };
	struct span text;

	walk(&a, tree);
	if (a.lines == 0 || tree->kind == NODE_OR)
		leave_out(&a, tree);
	text = arena_copy(p->arena, buf_span(&a.out));
	buf_release(&a.out);
	return text;
}

/* ---- parts that find nothing where others do ---- */

/* By the counts of its terms: cheap, and sure of what it says. */
static bool is_surely_empty(struct planner *p, const struct match *match)
{
	switch (match->kind) {
	case MATCH_NONE:
		return true;
	case MATCH_TERM:
		return index_term_count(p->reader, match->term, p->err) == 0;
	case MATCH_AND:
	case MATCH_FILTER:
	case MATCH_PHRASE:
	case MATCH_NEAR:
	case MATCH_ORDERED:
		for (size_t i = 0; i < match->kid_count; i++) {
			if (is_surely_empty(p, match->kids[i]))
				return true;
		}
		return false;
	case MATCH_OR:
		for (size_t i = 0; i < match->kid_count; i++) {
			if (!is_surely_empty(p, match->kids[i]))
				return false;
		}
		return true;
	default:
		return false;
	}
}

static void warn_of(struct planner *p, const struct node *node, bool beside)
{
	if (beside && node->column > 0 && node->kid_count == 0 && node->plan && is_surely_empty(p, node->plan))
		plan_warn(p, "%.*s finds nothing, and the rest was searched without it", (int)node->text.bytes, node->text.at);
	for (size_t i = 0; i < node->kid_count; i++)
		warn_of(p, node->kids[i], beside || node->kind == NODE_OR || node->kind == NODE_NOT);
}

void advice_warn(struct planner *p, const struct node *tree)
{
	warn_of(p, tree, false);
}
