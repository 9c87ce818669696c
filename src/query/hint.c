/* Tells of person: and place: when a plain word of a query is a name. */
#include "query/hint.h"

#include "query/person.h"

/* A title ("President") has its plural; a name has cases, scripts and ways of writing. */
#define SPELLINGS_LEAST 3

/* Passages that write the word with a capital, under any of its keys. */
static uint32_t capital_passages(struct planner *p, struct span folded)
{
	struct name_key keys[NAME_KEYS_MOST];
	size_t count = name_keys(folded, keys);
	uint32_t most = 0;

	for (size_t i = 0; i < count; i++) {
		struct span term = name_term(keys[i].text, folded, p->arena);
		uint32_t passages = term.bytes > 0 ? index_term_count(p->reader, term, p->err) : 0;

		most = passages > most ? passages : most;
	}
	return most;
}

bool hint_is_name(struct planner *p, const struct word *word)
{
	uint32_t as_word = index_term_count(p->reader, word_term(text_term(word->folded, p->arena), p->arena), p->err);

	if ((word->shape != WORD_CAPITAL && word->shape != WORD_MIXED) || word->letters < 3)
		return false;
	return as_word == 0 || 2 * capital_passages(p, word->folded) >= as_word;
}

static bool hint_place(struct planner *p, const struct node *node, uint32_t as_word)
{
	uint32_t ids[1], passages;

	if (place_ask(p->gazetteer, node->text, ids, 1) == 0)
		return false;
	passages = index_term_count(p->reader, match_place(place_get(p->gazetteer, ids[0]).code, false, p->arena)->term,
				    p->err);
	if (passages <= as_word)
		return false;
	plan_warn(p, "%.*s is searched as a word, in %u passages; place:%.*s finds the place in %u", (int)node->text.bytes,
		  node->text.at, as_word, (int)node->text.bytes, node->text.at, passages);
	return true;
}

void hint_name(struct planner *p, struct node *node, const struct word *word)
{
	uint32_t as_word = index_term_count(p->reader, word_term(text_term(word->folded, p->arena), p->arena), p->err);
	uint32_t passages = 0;
	struct person_set *set;

	if (node->in_title || as_word == 0 || !hint_is_name(p, word) || hint_place(p, node, as_word))
		return;
	set = person_spellings(p->reader, node->text, &p->ask->names, p->arena, p->err);
	for (size_t i = 0; i < set->surface_count; i++)
		passages += set->surfaces[i].passages;
	if (set->surface_count >= SPELLINGS_LEAST && passages > as_word)
		plan_warn(p, "%.*s is searched as a word, in %u passages; person:%.*s finds its %zu spellings in up to %u",
			  (int)node->text.bytes, node->text.at, as_word, (int)node->text.bytes, node->text.at,
			  set->surface_count, passages);
}
