/* Plans words, prefixes, phrases and nearness. */
#include "query/expand.h"
#include "query/hint.h"
#include "query/plan.h"

/* The words of a piece of the query, through the very reading that texts have. */
static struct text read_words(struct planner *p, struct span piece)
{
	struct text text;

	text_read(piece, p->arena, &text);
	return text;
}

static struct span term_of(struct planner *p, const struct word *word)
{
	return text_term(word->folded, p->arena);
}

static void note_repaired(struct planner *p, struct node *node, const struct text *text)
{
	for (size_t i = 0; i < text->count; i++) {
		if (text->words[i].repaired)
			plan_note(p, node, "look-alike letters of two scripts mended: searched as %.*s",
				  (int)text->words[i].folded.bytes, text->words[i].folded.at);
	}
}

static void add_term(struct planner *p, struct node *node, struct match_list *list, struct span term)
{
	match_list_add(list, match_term(term, p->arena), p->arena);
	plan_note(p, node, "%.*s in %u passages", (int)term.bytes, term.at, index_term_count(p->reader, term, p->err));
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

	add_term(p, node, &list, node->in_title ? title_term(term, p->arena) : word_term(term, p->arena));
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

/* A word or one of its forms, as an OR of words with positions. */
static struct match *word_or_forms(struct planner *p, struct node *node, const struct word *word)
{
	struct match_list list = { NULL, 0, 0 };
	struct expansions forms;

	expand_forms(p, term_of(p, word), &forms);
	for (size_t i = 0; i < forms.count; i++) {
		match_list_add(&list, match_term(word_term(forms.items[i].word, p->arena), p->arena), p->arena);
		if (!p->negated)
			marker_add_word(p->marker, forms.items[i].word);
	}
	plan_note(p, node, "%zu forms of %.*s in the index", forms.count, (int)word->folded.bytes, word->folded.at);
	return match_group(MATCH_OR, &list, p->arena);
}

static struct span *terms_of(struct planner *p, const struct text *text)
{
	struct span *terms = arena_new_array(p->arena, struct span, text->count + 1);

	for (size_t i = 0; i < text->count; i++)
		terms[i] = term_of(p, &text->words[i]);
	return terms;
}

/* The words of `text` in a row, unstemmed. */
static struct match *words_in_row(struct planner *p, struct node *node, const struct text *text)
{
	struct match_list list = { NULL, 0, 0 };
	struct span *terms = terms_of(p, text);
	struct match *row;

	for (size_t i = 0; i < text->count; i++)
		add_term(p, node, &list, node->in_title ? title_term(terms[i], p->arena) : word_term(terms[i], p->arena));
	/* A single =word is marked letter for letter, by plan_exact(). */
	if (!p->negated && text->count == 1 && !node->exact)
		marker_add_word(p->marker, terms[0]);
	else if (!p->negated && text->count > 1)
		marker_add_phrase(p->marker, terms, text->count);
	row = match_group(MATCH_PHRASE, &list, p->arena);
	if (list.count > 1)
		row->window = (uint32_t)list.count;
	return row;
}

/* Усть-Каменогорск, COVID-19: its parts in a row, each in any form. */
static struct match *parts_in_row(struct planner *p, struct node *node, const struct text *text)
{
	struct match_list list = { NULL, 0, 0 };
	struct match *row;

	if (node->in_title)
		return words_in_row(p, node, text);
	plan_note(p, node, "%zu parts in a row", text->count);
	for (size_t i = 0; i < text->count; i++)
		match_list_add(&list, word_or_forms(p, node, &text->words[i]), p->arena);
	row = match_group(MATCH_PHRASE, &list, p->arena);
	row->window = (uint32_t)list.count;
	return row;
}

static bool has_words(struct planner *p, const struct node *node, const struct text *text)
{
	if (text->count == 0)
		plan_fault(p, node, "no letter or digit to search for in %.*s", (int)node->text.bytes, node->text.at);
	return text->count > 0;
}

struct match *plan_word(struct planner *p, struct node *node)
{
	struct text text = read_words(p, node->text);

	if (!has_words(p, node, &text))
		return match_new(MATCH_NONE, p->arena);
	if (node->exact)
		return plan_exact(p, node, words_in_row(p, node, &text));
	note_repaired(p, node, &text);
	if (text.count == 1) {
		if (!p->negated)
			hint_name(p, node, &text.words[0]);
		return word_or_stem(p, node, &text.words[0]);
	}
	return parts_in_row(p, node, &text);
}

struct match *plan_phrase(struct planner *p, struct node *node)
{
	struct text text = read_words(p, node->text);
	struct match *row;

	if (!has_words(p, node, &text))
		return match_new(MATCH_NONE, p->arena);
	note_repaired(p, node, &text);
	row = words_in_row(p, node, &text);
	return node->exact ? plan_exact(p, node, row) : row;
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
	struct text text = read_words(p, node->text);
	struct match_list list = { NULL, 0, 0 };
	struct expansions words;
	struct span prefix;

	if (!has_words(p, node, &text))
		return match_new(MATCH_NONE, p->arena);
	if (text.count > 1) {
		plan_fault(p, node, "a * wants a single word before it, and %.*s is %zu", (int)node->text.bytes,
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

/* What may stand in NEAR: an OR of words. */
static struct match *near_leaf(struct planner *p, struct node *node)
{
	struct match_list list = { NULL, 0, 0 };
	struct text text;

	if (node->kind == NODE_OR) {
		for (size_t i = 0; i < node->kid_count; i++) {
			struct match *kid = near_leaf(p, node->kids[i]);

			if (kid->kind == MATCH_OR) {
				for (size_t k = 0; k < kid->kid_count; k++)
					match_list_add(&list, kid->kids[k], p->arena);
			} else {
				match_list_add(&list, kid, p->arena);
			}
		}
		return match_group(MATCH_OR, &list, p->arena);
	}
	marker_next(p->marker);
	if (node->kind == NODE_PREFIX)
		return plan_prefix(p, node);
	text = read_words(p, node->text);
	if (!has_words(p, node, &text))
		return match_new(MATCH_NONE, p->arena);
	if (text.count > 1) {
		plan_fault(p, node, "NEAR and ADJ take single words, and %.*s is %zu", (int)node->text.bytes,
			   node->text.at, text.count);
		return match_new(MATCH_NONE, p->arena);
	}
	return node->exact ? words_in_row(p, node, &text) : word_or_forms(p, node, &text.words[0]);
}

/* NEAR/5: at most five words on; Xapian's window counts all words of it. */
struct match *plan_near(struct planner *p, struct node *node)
{
	struct match *near = match_new(node->kind == NODE_NEAR ? MATCH_NEAR : MATCH_ORDERED, p->arena);

	for (size_t i = 0; i < node->kid_count; i++) {
		struct match *leaf = near_leaf(p, node->kids[i]);

		node->kids[i]->plan = leaf;
		if (leaf->kind == MATCH_NONE)
			return leaf;
		match_add(near, leaf, p->arena);
	}
	near->window = node->window + (uint32_t)node->kid_count - 1;
	return near;
}
