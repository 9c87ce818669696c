/* Tells which part of a query finds nothing, and the nearest that finds something. */
#include "query/advice.h"

#include "query/keyboard.h"
#include "query/nearest.h"
#include "query/person.h"

#define LINES_MOST 8
#define NEAR_MOST 3

struct adviser {
	struct planner *p;
	struct buf out;
	int lines;
};

static uint32_t passages_of(struct planner *p, const struct match *match)
{
	struct search search = { .match = match };
	struct found found = { 0 };

	index_search(p->reader, &search, p->arena, &found, p->err);
	return found.total;
}

/* ---- one leaf ---- */

static void say_near(struct adviser *a, struct span prefix, struct span word)
{
	struct near_word near[NEAR_MOST];
	size_t count = nearest_words(a->p->reader, prefix, word, a->p->arena, near, COUNT(near), a->p->err);

	for (size_t i = 0; i < count; i++)
		buf_printf(&a->out, "%s%.*s (%u)", i == 0 ? "; the nearest: " : ", ", (int)near[i].word.bytes,
			   near[i].word.at, near[i].passages);
}

/* In the reading of another keyboard, when the index has that word. */
static void say_keyboard(struct adviser *a, struct span typed)
{
	struct span readings[KEYBOARD_READINGS_MOST];
	size_t count = keyboard_readings(typed, a->p->arena, readings);

	for (size_t i = 0; i < count; i++) {
		struct text text;
		struct span term;
		uint32_t passages;

		text_read(readings[i], a->p->arena, &text);
		if (text.count != 1)
			continue;
		term = text_term(text.words[0].folded, a->p->arena);
		passages = index_term_count(a->p->reader, word_term(term, a->p->arena), a->p->err);
		if (passages > 0)
			buf_printf(&a->out, "; on another keyboard layout it is %.*s (%u)", (int)readings[i].bytes,
				   readings[i].at, passages);
	}
}

/* A word that nobody writes so may be a name that others spell otherwise. */
static bool say_name(struct adviser *a, struct span word)
{
	struct planner *p = a->p;
	struct person_set *set = person_spellings(p->reader, word, &p->ask->names, p->arena, p->err);

	for (size_t i = 0; i < set->surface_count && i < NEAR_MOST; i++)
		buf_printf(&a->out, "%s%.*s (%u)", i == 0 ? "; as a name it is written " : ", ",
			   (int)set->surfaces[i].text.bytes, set->surfaces[i].text.at, set->surfaces[i].passages);
	if (set->surface_count > 0)
		buf_printf(&a->out, ": ask person:%.*s", (int)word.bytes, word.at);
	return set->surface_count > 0;
}

static void say_place(struct adviser *a, struct span word)
{
	struct planner *p = a->p;
	uint32_t ids[1];

	if (place_ask(p->gazetteer, word, ids, 1) > 0 &&
	    passages_of(p, match_place(place_get(p->gazetteer, ids[0]).code, false, p->arena)) > 0)
		buf_printf(&a->out, "; as a place it is found: ask place:%.*s", (int)word.bytes, word.at);
}

static void advise_word(struct adviser *a, const struct node *node)
{
	struct text text;

	buf_printf(&a->out, "%.*s finds nothing", (int)node->text.bytes, node->text.at);
	text_read(node->text, a->p->arena, &text);
	if (node->kind == NODE_WORD)
		say_keyboard(a, node->text);
	if (text.count == 1 && node->kind != NODE_PHRASE) {
		say_near(a, span_of(field_get(node->in_title ? "title" : "word")->prefix),
			 text_term(text.words[0].folded, a->p->arena));
		if (node->kind == NODE_WORD && !node->in_title && !node->exact && !say_name(a, node->text))
			say_place(a, node->text);
	}
}

static void advise_person(struct adviser *a, const struct node *node)
{
	struct text text;

	buf_printf(&a->out, "nobody called %.*s is found", (int)node->text.bytes, node->text.at);
	text_read(node->text, a->p->arena, &text);
	say_keyboard(a, node->text);
	if (text.count > 0)
		say_near(a, (struct span){ NULL, 0 }, text_term(text.words[text.count - 1].folded, a->p->arena));
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
		buf_printf(&a->out, "no source is called %.*s", (int)node->text.bytes, node->text.at);
		say_near(a, span_of(field_get("source")->prefix), text_fold(node->text, a->p->arena));
		break;
	case NODE_LANG:
		buf_printf(&a->out, "no passage is in the language %.*s", (int)node->text.bytes, node->text.at);
		break;
	default:
		advise_word(a, node);
	}
	buf_add_string(&a->out, "\n");
	a->lines++;
}

/* ---- the tree ---- */

static void walk(struct adviser *a, const struct node *node)
{
	if (node->kind == NODE_NOT || node->kind == NODE_ALL || !node->plan || a->lines >= LINES_MOST)
		return;
	for (size_t i = 0; i < node->kid_count; i++)
		walk(a, node->kids[i]);
	if (node->kid_count == 0 && passages_of(a->p, node->plan) == 0)
		advise_leaf(a, node);
}

static void say_part(struct adviser *a, const struct node *node)
{
	struct buf text = BUF_INIT(4096);
	struct span line, rest;

	query_print(node, &text);
	rest = buf_span(&text);
	line = span_cut(&rest, '\n');
	buf_add_span(&a->out, line);
	buf_release(&text);
}

/* Each part finds something, all together nothing: what if one were left out? */
static void leave_out(struct adviser *a, const struct node *tree)
{
	struct arena *arena = a->p->arena;

	for (size_t i = 0; tree->kind == NODE_AND && i < tree->kid_count && a->lines < LINES_MOST; i++) {
		struct match_list others = { NULL, 0, 0 };
		uint32_t passages;

		for (size_t k = 0; k < tree->kid_count; k++) {
			if (k != i && tree->kids[k]->plan && tree->kids[k]->kind != NODE_NOT)
				match_list_add(&others, tree->kids[k]->plan, arena);
		}
		passages = passages_of(a->p, match_group(MATCH_AND, &others, arena));
		if (passages == 0)
			continue;
		buf_printf(&a->out, "%u without: ", passages);
		say_part(a, tree->kids[i]);
		buf_add_string(&a->out, "\n");
		a->lines++;
	}
}

struct span advice_make(struct planner *p, struct node *tree)
{
	struct adviser a = { .p = p, .out = BUF_INIT(1 << 16) };
	struct span text;

	walk(&a, tree);
	if (a.lines == 0)
		leave_out(&a, tree);
	text = arena_copy(p->arena, buf_span(&a.out));
	buf_release(&a.out);
	return text;
}
