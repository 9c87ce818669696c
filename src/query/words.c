/* Plans words, prefixes and nearness. */
#include "query/expand.h"
#include "query/hint.h"
#include "query/person.h"
#include "query/plan.h"

bool plan_read_words(struct planner *p, const struct node *node, struct text *text)
{
	text_read(node->text, p->arena, text);
	if (text->count == 0)
		plan_fault(p, node, node->text, "no letter or digit to search for in %.*s", (int)node->text.bytes,
			   node->text.at);
	return text->count > 0;
}

static struct span term_of(struct planner *p, const struct word *word)
{
	return text_term(word->folded, p->arena);
}

void plan_note_repaired(struct planner *p, struct node *node, const struct text *text)
{
	for (size_t i = 0; i < text->count; i++) {
		if (text->words[i].repaired)
			plan_note(p, node, "look-alike letters of two scripts mended: searched as %.*s",
				  (int)text->words[i].folded.bytes, text->words[i].folded.at);
	}
}

struct match *plan_term(struct planner *p, struct node *node, struct span word)
{
	struct span term = node->in_title ? title_term(word, p->arena) : word_term(word, p->arena);

	plan_note(p, node, "%.*s in %u passages", (int)term.bytes, term.at, index_term_count(p->reader, term, p->err));
	return match_term(term, p->arena);
}

/* The stem in passages of its language: a rule of Kazakh must not join Russian
 * words. A title is stemmed by the article's language, which no term tells. */
static void add_stem(struct planner *p, struct node *node, struct match_list *list, struct span stem, const char *lang)
{
	struct span term = node->in_title ? title_stem_term(stem, p->arena) : stem_term(stem, p->arena);
	struct match *filter = match_new(MATCH_FILTER, p->arena);

	plan_note(p, node, "%.*s in %u passages, of which those in %s", (int)term.bytes, term.at,
		  index_term_count(p->reader, term, p->err), lang);
	match_add(filter, match_term(term, p->arena), p->arena);
	match_add(filter, match_lang(span_of(lang), p->arena), p->arena);
	match_list_add(list, node->in_title ? filter->kids[0] : filter, p->arena);
	if (!p->negated)
		marker_add_stem(p->marker, stem, lang);
}

/* A word or its stem: passages are stemmed by their own language, so the stem in
 * each is asked for. Kazakh and Russian share a script; a base form in Kazakh is
 * most often the stem of its other forms, and is asked for as such too. */
static struct match *word_or_stem(struct planner *p, struct node *node, const struct word *word)
{
	static const char *const cyrillic[] = { "ru", "kk", NULL }, *const latin[] = { "en", NULL };
	const char *const *langs = word->script == SCRIPT_CYRILLIC ? cyrillic : latin;
	struct match_list list = { NULL, 0, 0 };
	struct span term = term_of(p, word);
	struct match *any;

	match_list_add(&list, plan_term(p, node, term), p->arena);
	if (!p->negated)
		marker_add_word(p->marker, term);
	for (size_t i = 0; langs[i] && word->shape != WORD_NUMBER; i++) {
		struct span stem = stemmer_stem(p->stemmer, term, langs[i], p->arena);

		add_stem(p, node, &list, stem, langs[i]);
		if (strcmp(langs[i], "kk") == 0 && !span_equal(stem, term))
			add_stem(p, node, &list, term, langs[i]);
	}
	any = match_group(MATCH_OR, &list, p->arena);
	any->best_scores = list.count > 1;      /* a word and its own stem are one thing found, not two */
	return any;
}

/* A word or one of its forms, as an OR of words with positions; `slot` gets them too. */
static struct match *word_or_forms(struct planner *p, struct node *node, const struct word *word,
				   struct phrase_word *slot)
{
	struct match_list list = { NULL, 0, 0 };
	struct expansions forms;

	expand_forms(p, term_of(p, word), &forms);
	for (size_t i = 0; i < forms.count; i++) {
		match_list_add(&list, match_term(word_term(forms.items[i].word, p->arena), p->arena), p->arena);
		ARENA_PUSH(p->arena, slot->terms, slot->count, slot->room) = forms.items[i].word;
	}
	plan_note(p, node, "%zu forms of %.*s in the index", forms.count, (int)word->folded.bytes, word->folded.at);
	return match_group(MATCH_OR, &list, p->arena);
}

/* Усть-Каменогорск, COVID-19: its parts in a row, each in any form. */
static struct match *parts_in_row(struct planner *p, struct node *node, const struct text *text)
{
	struct phrase_word *words = arena_new_array(p->arena, struct phrase_word, text->count + 1);
	struct match_list list = { NULL, 0, 0 };
	struct match *row;

	if (node->in_title)
		return plan_row(p, node, text);
	plan_note(p, node, "%zu parts in a row", text->count);
	for (size_t i = 0; i < text->count; i++)
		match_list_add(&list, word_or_forms(p, node, &text->words[i], &words[i]), p->arena);
	if (!p->negated)
		marker_add_phrase(p->marker, words, text->count);
	row = match_group(MATCH_PHRASE, &list, p->arena);
	row->window = (uint32_t)list.count;
	return row;
}

struct match *plan_word(struct planner *p, struct node *node)
{
	struct text text;

	if (!plan_read_words(p, node, &text))
		return match_new(MATCH_NONE, p->arena);
	if (node->exact)
		return plan_exact(p, node, plan_row(p, node, &text));
	plan_note_repaired(p, node, &text);
	if (text.count == 1) {
		if (!p->negated)
			hint_name(p, node, &text.words[0]);
		return word_or_stem(p, node, &text.words[0]);
	}
	return parts_in_row(p, node, &text);
}

static void tell_expansion(struct planner *p, struct node *node, const struct expansions *list)
{
	struct span text = node->text;

	plan_note(p, node, "%zu words begin so", list->seen);
	for (size_t i = 0; i < list->count && i < 8; i++)
		plan_note(p, node, "%.*s in %u passages", (int)list->items[i].word.bytes, list->items[i].word.at,
			  list->items[i].passages);
	if (list->seen > list->count)
		plan_warn(p, "%.*s*: of the %zu words that begin so the %zu commonest are searched", (int)text.bytes,
			  text.at, list->seen, list->count);
}

struct match *plan_prefix(struct planner *p, struct node *node)
{
	struct text text;
	struct match_list list = { NULL, 0, 0 };
	struct expansions words;
	struct span prefix;

	if (!plan_read_words(p, node, &text))
		return match_new(MATCH_NONE, p->arena);
	if (text.count > 1) {
		plan_fault(p, node, node->text, "a * wants a single word before it, and %.*s is %zu", (int)node->text.bytes,
			   node->text.at, text.count);
		return match_new(MATCH_NONE, p->arena);
	}
	prefix = term_of(p, &text.words[0]);
	expand_prefix(p, prefix, &words);
	tell_expansion(p, node, &words);
	for (size_t i = 0; i < words.count; i++)
		match_list_add(&list, match_term(word_term(words.items[i].word, p->arena), p->arena), p->arena);
	if (!p->negated)
		marker_add_prefix(p->marker, prefix);
	return match_group(MATCH_OR, &list, p->arena);
}

/* ---- near ---- */

/* What stands in a NEAR, and the plans that the passages must fit besides. */
struct nearness {
	struct planner *p;
	struct match_list filters;
};

static struct match *near_leaf(struct nearness *n, struct node *node);

static struct match *near_or(struct nearness *n, struct node *node)
{
	struct match_list list = { NULL, 0, 0 };

	for (size_t i = 0; i < node->kid_count; i++) {
		struct match *kid = near_leaf(n, node->kids[i]);

		node->kids[i]->plan = kid;
		for (size_t k = 0; kid->kind == MATCH_OR && k < kid->kid_count; k++)
			match_list_add(&list, kid->kids[k], n->p->arena);
		if (kid->kind != MATCH_OR && kid->kind != MATCH_NONE)
			match_list_add(&list, kid, n->p->arena);
	}
	return match_group(MATCH_OR, &list, n->p->arena);
}

/* The spellings of the surname stand near; that they are this person, the passage shows. */
static struct match *near_person(struct nearness *n, struct node *node)
{
	struct planner *p = n->p;
	const struct person_set *set;
	struct match *named = plan_person_set(p, node, &set);
	struct match_list list = { NULL, 0, 0 };

	if (!set) {
		plan_fault(p, node, node->text, "NEAR and ADJ take a person by name, and %.*s is a key", (int)node->text.bytes,
			   node->text.at);
		return named;
	}
	for (size_t i = 0; i < set->surface_count; i++)
		match_list_add(&list, match_term(word_term(text_term(set->surfaces[i].text, p->arena), p->arena), p->arena),
			       p->arena);
	match_list_add(&n->filters, named, p->arena);
	plan_note(p, node, "near: any of the %zu spellings", set->surface_count);
	return match_group(MATCH_OR, &list, p->arena);
}

/* A word in its forms; of =word the folded word stands near, and the passage has its letters. */
static struct match *near_word(struct nearness *n, struct node *node)
{
	struct planner *p = n->p;
	struct phrase_word slot = { NULL, 0, 0 };
	struct match *match;
	struct text text;

	if (!plan_read_words(p, node, &text))
		return match_new(MATCH_NONE, p->arena);
	if (text.count > 1) {
		plan_fault(p, node, node->text, "NEAR and ADJ take single words, and %.*s is %zu", (int)node->text.bytes,
			   node->text.at, text.count);
		return match_new(MATCH_NONE, p->arena);
	}
	if (node->exact) {
		match = plan_row(p, node, &text);
		match_list_add(&n->filters, plan_exact(p, node, match), p->arena);
		return match;
	}
	match = word_or_forms(p, node, &text.words[0], &slot);
	for (size_t i = 0; i < slot.count && !p->negated; i++)
		marker_add_word(p->marker, slot.terms[i]);
	return match;
}

/* What may stand in NEAR: an OR of words. */
static struct match *near_leaf(struct nearness *n, struct node *node)
{
	if (node->kind == NODE_OR)
		return near_or(n, node);
	marker_next(n->p->marker);
	if (node->kind == NODE_PREFIX)
		return plan_prefix(n->p, node);
	return node->kind == NODE_PERSON ? near_person(n, node) : near_word(n, node);
}

/* NEAR/5: at most five words on; Xapian's window counts all words of it. */
struct match *plan_near(struct planner *p, struct node *node)
{
	struct match *near = match_new(node->kind == NODE_NEAR ? MATCH_NEAR : MATCH_ORDERED, p->arena), *filter;
	struct nearness n = { .p = p };

	for (size_t i = 0; i < node->kid_count; i++) {
		struct match *leaf = near_leaf(&n, node->kids[i]);

		node->kids[i]->plan = leaf;
		if (leaf->kind == MATCH_NONE)
			return leaf;
		match_add(near, leaf, p->arena);
	}
	near->window = node->window + (uint32_t)node->kid_count - 1;
	if (n.filters.count == 0)
		return near;
	filter = match_new(MATCH_FILTER, p->arena);
	match_add(filter, near, p->arena);
	for (size_t i = 0; i < n.filters.count; i++)
		match_add(filter, n.filters.items[i], p->arena);
	return filter;
}
