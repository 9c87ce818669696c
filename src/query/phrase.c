/* Plans phrases: words in a row, with the names among them in every spelling. */
#include "query/expand.h"
#include "query/hint.h"
#include "query/person.h"
#include "query/plan.h"

static void add_slot_term(struct planner *p, struct phrase_word *slot, struct span term)
{
	for (size_t i = 0; i < slot->count; i++) {
		if (span_equal(slot->terms[i], term))
			return;
	}
	ARENA_PUSH(p->arena, slot->terms, slot->count, slot->room) = term;
}

/* Each word alone, as it stands in texts. */
static struct phrase_word *slots_of(struct planner *p, const struct text *text)
{
	struct phrase_word *slots = arena_new_array(p->arena, struct phrase_word, text->count + 1);

	for (size_t i = 0; i < text->count; i++)
		add_slot_term(p, &slots[i], text_term(text->words[i].folded, p->arena));
	return slots;
}

struct match *plan_row(struct planner *p, struct node *node, const struct text *text)
{
	struct phrase_word *slots = slots_of(p, text);
	struct match_list list = { NULL, 0, 0 };
	struct match *row;

	for (size_t i = 0; i < text->count; i++)
		match_list_add(&list, plan_term(p, node, slots[i].terms[0]), p->arena);
	/* A single =word is marked letter for letter, by plan_exact(). */
	if (!p->negated && text->count == 1 && !node->exact)
		marker_add_word(p->marker, slots[0].terms[0]);
	else if (!p->negated && text->count > 1)
		marker_add_phrase(p->marker, slots, text->count);
	row = match_group(MATCH_PHRASE, &list, p->arena);
	if (list.count > 1)
		row->window = (uint32_t)list.count;
	return row;
}

/* ---- names ---- */

/* The spellings of a name; true when there are others than the one that was typed. */
static bool add_spellings(struct planner *p, struct node *node, const struct text *text, size_t at,
			  struct phrase_word *slot)
{
	struct person_set *set;

	if (!hint_is_name(p, &text->words[at]))
		return false;
	set = person_spellings(p->reader, text_word(text, at), &p->ask->names, p->arena, p->err);
	for (size_t i = 0; i < set->surface_count && slot->count < EXPAND_MOST; i++)
		add_slot_term(p, slot, text_term(set->surfaces[i].text, p->arena));
	if (slot->count > 1)
		plan_note(p, node, "%.*s is a name: %zu spellings of it count", (int)text->words[at].folded.bytes,
			  text->words[at].folded.at, slot->count);
	return slot->count > 1;
}

/* A title declines with the name behind it: президент Токаев, президента Токаева. */
static void add_title_forms(struct planner *p, struct node *node, const struct text *text, size_t name,
			    struct phrase_word *slots)
{
	for (size_t i = name; i-- > 0 && text->words[i].script == SCRIPT_CYRILLIC && text->words[i].letters > 2;) {
		struct expansions forms;

		if (slots[i].count > 1)
			break;
		expand_forms(p, slots[i].terms[0], &forms);
		for (size_t k = 0; k < forms.count; k++)
			add_slot_term(p, &slots[i], forms.items[k].word);
		plan_note(p, node, "%.*s before a name declines with it: %zu forms", (int)slots[i].terms[0].bytes,
			  slots[i].terms[0].at, slots[i].count);
	}
}

/* Opens the slots of the names; returns how many have other spellings. */
static size_t open_names(struct planner *p, struct node *node, const struct text *text, struct phrase_word *slots)
{
	bool *is_name = arena_new_array(p->arena, bool, text->count + 1);
	size_t names = 0;

	for (size_t i = 0; i < text->count; i++) {
		is_name[i] = add_spellings(p, node, text, i, &slots[i]);
		names += is_name[i];
	}
	for (size_t i = 0; i < text->count; i++) {
		if (is_name[i])
			add_title_forms(p, node, text, i, slots);
	}
	return names;
}

static struct match *slot_match(struct planner *p, const struct node *node, const struct phrase_word *slot)
{
	struct match_list list = { NULL, 0, 0 };

	for (size_t i = 0; i < slot->count; i++)
		match_list_add(&list, match_term(node->in_title ? title_term(slot->terms[i], p->arena)
								: word_term(slot->terms[i], p->arena), p->arena), p->arena);
	return match_group(MATCH_OR, &list, p->arena);
}

static struct match *row_of_slots(struct planner *p, const struct node *node, struct phrase_word *slots, size_t count)
{
	struct match_list list = { NULL, 0, 0 };
	struct match *row;

	for (size_t i = 0; i < count; i++)
		match_list_add(&list, slot_match(p, node, &slots[i]), p->arena);
	if (!p->negated)
		marker_add_phrase(p->marker, slots, count);
	row = match_group(MATCH_PHRASE, &list, p->arena);
	row->window = (uint32_t)count;
	return row;
}

/* Exact means exact, so a phrase that is taken more widely says so. */
static void tell_widened(struct planner *p, const struct node *node, const struct phrase_word *slots, size_t count)
{
	size_t spellings = 0;

	for (size_t i = 0; i < count; i++)
		spellings += slots[i].count > 1 ? slots[i].count : 0;
	plan_warn(p, "\"%.*s\": its names are searched in every spelling, with the titles before them, %zu words in all; "
		  "=\"%.*s\" takes the very letters", (int)node->text.bytes, node->text.at, spellings,
		  (int)node->text.bytes, node->text.at);
}

struct match *plan_phrase(struct planner *p, struct node *node)
{
	struct phrase_word *slots;
	struct text text;

	if (!plan_read_words(p, node, &text))
		return match_new(MATCH_NONE, p->arena);
	plan_note_repaired(p, node, &text);
	if (node->exact)
		return plan_exact(p, node, plan_row(p, node, &text));
	slots = slots_of(p, &text);
	if (text.count < 2 || open_names(p, node, &text, slots) == 0)
		return plan_row(p, node, &text);
	tell_widened(p, node, slots, text.count);
	for (size_t i = 0; i < text.count; i++) {
		if (slots[i].count == 1)
			plan_term(p, node, slots[i].terms[0]);
	}
	return row_of_slots(p, node, slots, text.count);
}
