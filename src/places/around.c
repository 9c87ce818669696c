/* Looks at the words around each spot: region words, prepositions, neighbours that make it a person. */
#include "places/spot.h"

#include "dateline/arena.h"
#include "places/match.h"
#include "places/roles.h"

struct around {
	const struct gazetteer *gazetteer;
	const struct text *text;
	struct spot *spots;
	size_t count;
};

/* The region word that may stand on `side` of a name, or NULL. */
static const struct region_word *region_word(const struct role *role, enum region_side side)
{
	return role->has[side] ? &role->region[side] : NULL;
}

/* ... the one at word `i`. */
static const struct region_word *region_word_at(const struct gazetteer *gazetteer, const struct text *text, size_t i,
						enum region_side side)
{
	return i < text->count ? region_word(role_of(gazetteer->roles, text->words[i].folded), side) : NULL;
}

static uint32_t cues_of(const struct gazetteer *gazetteer, const struct word *word)
{
	return role_of(gazetteer->roles, word->folded)->cues;
}

int match_kind_word(const struct gazetteer *gazetteer, const struct text *text, size_t i, bool after)
{
	const struct region_word *row = region_word_at(gazetteer, text, i, after ? SIDE_AFTER : SIDE_BEFORE);

	if (!row && !after)
		row = region_word_at(gazetteer, text, i, SIDE_BEFORE_OF);
	return row ? (int)row->kind : -1;
}

/* Keeps the candidates of one kind, if there are any. */
static bool keep_kind(const struct gazetteer *gazetteer, struct spot *spot, enum place_kind kind)
{
	uint32_t kept = 0;

	for (uint32_t i = 0; i < spot->count; i++)
		if (gazetteer_place(gazetteer, spot->candidates[i].place)->kind == kind)
			spot->candidates[kept++] = spot->candidates[i];
	if (kept == 0)
		return false;
	spot->count = kept;
	spot->cues |= CUE_KIND;
	return true;
}

static bool is_name_word(const struct word *word)
{
	return (word->shape == WORD_CAPITAL || word->shape == WORD_UPPER || word->shape == WORD_MIXED) && word->letters > 1;
}

/* Does the name stand in quotation marks, alone or with a capitalised word: a club, a party, a song? */
static bool is_in_quotes(const struct text *text, const struct spot *spot)
{
	const struct word *word = &text->words[spot->from];

	if (spot->to >= text->count || !(text->words[spot->to].gap & GAP_QUOTE))
		return false;
	return (word->gap & GAP_QUOTE) ||
	       (spot->from > 0 && word->gap == GAP_SPACE && (word[-1].gap & GAP_QUOTE) && is_name_word(&word[-1]));
}

static bool can_be_country(const struct gazetteer *gazetteer, const struct spot *spot)
{
	for (uint32_t i = 0; i < spot->count; i++)
		if (gazetteer_place(gazetteer, spot->candidates[i].place)->kind != PLACE_CITY)
			return true;
	return false;
}

/* Two names of towns with a space between are somebody's: Austin Miller. `word` is the second's first. */
static bool is_name_beside(const struct around *a, const struct spot *spot, const struct spot *other, const struct word *word)
{
	if ((spot->cues | other->cues) & CUE_SUFFIX) /* Семейден Өскеменге: each has its own ending */
		return false;
	return word->gap == GAP_SPACE && !spot->adjective && !other->adjective && !can_be_country(a->gazetteer, other);
}

/* Роман Брянский: a first name that is a town too, and a surname that is an adjective. */
static bool is_surname(const struct text *text, const struct spot *spot, const struct spot *first)
{
	const struct word *word = &text->words[spot->from];

	return spot->adjective && spot->to == spot->from + 1 && word->gap == GAP_SPACE && word->shape == WORD_CAPITAL && first->count > 0 &&
	       (first->candidates[0].flags & (ENTRY_PERSON | ENTRY_WEAK)) && !first->adjective;
}

/* An adjective behind an unknown name may be a surname, as those are in the nominative: Марія Одеська. */
static bool may_be_surname(const struct word *word)
{
	static const char *const ends[] = { "кий", "кая", "ький", "ька" };

	for (size_t i = 0; i < COUNT(ends); i++)
		if (span_ends(word->folded, ends[i]))
			return word->shape == WORD_CAPITAL;
	return false;
}

/* "D-Norwalk": whose seat it is. */
static bool is_party(const struct word *word, const struct word *before)
{
	return word->script == SCRIPT_LATIN && before->letters == 1 && before->shape == WORD_CAPITAL && word->shape != WORD_LOWER;
}

/* "Jane Denton, 91, of Paris", "Sam Ashley of Angola": of a person, where they live. */
static bool is_home_of_person(const struct around *a, size_t at)
{
	const struct text *text = a->text;
	const struct word *of = &text->words[at - 1];

	if (!span_is(of->folded, "of") || at < 3)
		return false;
	if (of->gap & GAP_COMMA)
		return true;
	return of->gap == GAP_SPACE && of[-1].gap == GAP_SPACE && of[-1].shape == WORD_CAPITAL && of[-2].shape == WORD_CAPITAL &&
	       !cues_of(a->gazetteer, &of[-1]) && !cues_of(a->gazetteer, &of[-2]);
}

static void look_before(const struct around *a, struct spot *spot, const struct spot *previous)
{
	const struct text *text = a->text;
	size_t at = spot->from;
	const struct word *word = &text->words[at], *before;
	const struct region_word *row;
	const struct role *role;
	uint32_t cues;

	if (spot->to - spot->from > 1 && (row = region_word_at(a->gazetteer, text, at, SIDE_BEFORE)) != NULL && row->many)
		spot->many_before = true;
	if (is_in_quotes(text, spot))
		spot->cues |= CUE_QUOTED;
	if (word->starts_sentence)
		spot->cues |= CUE_START;
	if (at == 0)
		return;
	before = &text->words[at - 1];
	if (before->letters == 1 && before->shape == WORD_CAPITAL && (word->gap & GAP_STOP) && !(word->gap & (GAP_LINE | GAP_PARAGRAPH)))
		spot->cues |= CUE_PERSON; /* A. S. Pushkin */
	if (word->gap & (uint16_t)~(GAP_SPACE | GAP_LINE | GAP_HYPHEN | GAP_QUOTE))
		return;
	if (previous && previous->end >= at) {
		if (is_surname(text, spot, previous))
			spot->cues |= CUE_NAME_BEFORE;
		else if (is_name_beside(a, spot, previous, word))
			spot->cues |= CUE_NAME_BEFORE;
		return;
	}
	if ((word->gap & GAP_HYPHEN) && (word->gap & (GAP_SPACE | GAP_LINE)))
		return; /* a dash that was typed as a hyphen */
	if (word->gap & GAP_HYPHEN) {
		if (is_party(word, before))
			spot->cues |= CUE_IN;
		else if (is_name_word(before) || before->letters <= 3)
			spot->cues |= CUE_GLUED;
		return;
	}
	role = role_of(a->gazetteer->roles, before->folded);
	row = region_word(role, SIDE_BEFORE);
	if (!row && at > 1 && (span_is(before->folded, "of") || (span_is(before->folded, "the") && span_is(text->words[at - 2].folded, "of"))))
		row = region_word_at(a->gazetteer, text, at - (span_is(before->folded, "the") ? 3 : 2), SIDE_BEFORE_OF);
	if (row && keep_kind(a->gazetteer, spot, row->kind)) {
		spot->many_before = row->many;
		return;
	}
	if (at > 1 && span_is(before->folded, "of") && is_name_word(&text->words[at - 2]) && (cues_of(a->gazetteer, &text->words[at - 2]) & WORD_HOUSE_OF))
		spot->cues |= CUE_HOUSE;
	cues = role->cues;
	if ((cues & WORD_HOUSE_BEFORE) || ((cues & (WORD_HOUSE_QUOTED | WORD_HOUSE)) && (word->gap & GAP_QUOTE)))
		spot->cues |= CUE_HOUSE;
	if ((cues & WORD_IN) || (at > 1 && span_is(before->folded, "of") && (cues_of(a->gazetteer, &text->words[at - 2]) & WORD_IN_OF)) ||
	    is_home_of_person(a, at))
		spot->cues |= CUE_IN;
	else if (cues & WORD_SIDE)
		spot->cues |= CUE_SIDE;
	else if (cues & WORD_PERSON)
		spot->cues |= CUE_PERSON;
	else if (is_name_word(before) && !cues && !(word->gap & GAP_QUOTE) && !(spot->cues & CUE_IN) &&
		 (!spot->adjective || (before->shape == WORD_CAPITAL && may_be_surname(word))))
		spot->cues |= before->starts_sentence ? CUE_WORD_BEFORE : CUE_NAME_BEFORE;
}

/* Georgia's: no first name before a surname. */
static bool is_possessive(const struct word *word)
{
	return span_ends(word->folded, "'s");
}

/* Does a body's name go on at word `i`: Department of Health, State University? */
static bool is_body(const struct around *a, size_t i, uint32_t cues)
{
	const struct text *text = a->text;
	const struct word *word = &text->words[i], *next = word + 1;

	if (word->shape == WORD_LOWER || i + 1 >= text->count || next->gap != GAP_SPACE)
		return false;
	if (cues & WORD_HOUSE)
		return span_is(next->folded, "of") || span_is(next->folded, "for");
	return next->shape != WORD_LOWER && (cues_of(a->gazetteer, next) & WORD_HOUSE);
}

static void look_after(const struct around *a, struct spot *spot, const struct spot *next)
{
	const struct text *text = a->text;
	const struct region_word *row;
	const struct word *after;
	const struct role *role;
	uint32_t cues;

	if (spot->to >= text->count)
		return;
	if (next && next->from <= spot->to) {
		if (next->to == next->from + 1 && text->words[next->from].gap == GAP_SPACE && (cues_of(a->gazetteer, &text->words[next->from]) & WORD_HOUSE))
			spot->cues |= CUE_HOUSE; /* Ural Bank: Bank is a town, too */
		else if (is_name_beside(a, spot, next, &text->words[next->from]))
			spot->cues |= CUE_NAME_AFTER;
		return;
	}
	after = &text->words[spot->to];
	if (text->raw.at[after->at_byte - 1] == '$' || (spot->from > 0 && text->raw.at[text->words[spot->from].at_byte - 1] == '$'))
		spot->cues |= CUE_LANGUAGE; /* US$, $US */
	if (after->gap & (uint16_t)~(GAP_SPACE | GAP_LINE | GAP_HYPHEN))
		return;
	if ((after->gap & GAP_HYPHEN) && (after->gap & (GAP_SPACE | GAP_LINE)))
		return;
	if (after->gap & GAP_HYPHEN) {
		if (is_name_word(after))
			spot->cues |= CUE_GLUED;
		return;
	}
	if (spot->from > 0 && after->shape == WORD_NUMBER && text->words[spot->from - 1].shape == WORD_NUMBER &&
	    !(text->words[spot->from].gap & (uint16_t)~GAP_SPACE))
		spot->cues |= CUE_LANGUAGE; /* 08 Қазан 2015: a month */
	role = role_of(a->gazetteer->roles, after->folded);
	cues = role->cues;
	if (is_possessive(&text->words[spot->to - 1]))
		return;
	if (is_body(a, spot->to, role->cues)) {
		spot->cues |= CUE_HOUSE;
		return;
	}
	row = region_word(role, SIDE_AFTER);
	if (row) {
		enum place_kind kind = row->kind;

		if (kind == PLACE_REGION || kind == PLACE_DISTRICT) {
			spot->wants_region = true;
			spot->many = row->many || row->any;
		}
		if (keep_kind(a->gazetteer, spot, kind) && kind != PLACE_CITY && kind != PLACE_COUNTRY)
			spot->end = spot->to + 1;
		return;
	}
	if (cues & WORD_LANGUAGE)
		spot->cues |= CUE_LANGUAGE;
	if ((cues & WORD_OF_TOWN) && after->shape == WORD_LOWER)
		spot->cues |= CUE_SIDE;
	if ((cues & WORD_HOUSE) && (after->shape != WORD_LOWER || after->script == SCRIPT_CYRILLIC))
		spot->cues |= CUE_HOUSE;
	else if (is_name_word(after) && !cues && !(spot->cues & CUE_SUFFIX))
		spot->cues |= CUE_NAME_AFTER;
}

/* KYIV, March 3 (Agency) -; КИЕВ. 9 июля.; Almaty -- */
static bool is_dateline(const struct text *text, const struct spot *spot)
{
	const struct word *first = &text->words[spot->from];
	uint16_t after = spot->to < text->count ? text->words[spot->to].gap : 0;

	if (spot->from > 0 && !(first->gap & (GAP_LINE | GAP_PARAGRAPH)))
		return false;
	if (after & GAP_DASH)
		return true;
	return (after & (GAP_STOP | GAP_COMMA | GAP_BRACKET | GAP_COLON)) &&
	       (first->shape == WORD_UPPER || text->words[spot->to].shape == WORD_NUMBER);
}

static void look_at_capitals(const struct around *a, struct spot *spot)
{
	const struct text *text = a->text;
	size_t upper = 0, seen = 0;
	size_t from = spot->from > 3 ? spot->from - 3 : 0;

	for (size_t i = from; i < text->count && i < spot->to + 3u; i++) {
		if (i >= spot->from && i < spot->to)
			continue;
		seen += text->words[i].letters > 1;
		upper += text->words[i].shape == WORD_UPPER;
	}
	if (seen >= 2 && upper * 3 >= seen * 2)
		spot->cues |= CUE_CAPITALS;
}

static const char *const ands[] = { "and", "и", "мен", "бен", "пен", "және", "та", "й", "or", "или", "да" };
#define AND_BYTES_MOST 8

/* Is there nothing but a comma or an "and" between two spots? */
static bool in_one_list(const struct text *text, const struct spot *left, const struct spot *right)
{
	const struct word *word = &text->words[right->from];
	const struct word *middle;

	if (right->from == left->end)
		return word->gap != 0 && !(word->gap & (uint16_t)~(GAP_SPACE | GAP_COMMA | GAP_LINE | GAP_DASH | GAP_SLASH)) &&
		       (word->gap & (GAP_COMMA | GAP_DASH | GAP_SLASH));
	if (right->from != left->end + 1)
		return false;
	middle = &text->words[left->end];
	if (middle->folded.bytes > AND_BYTES_MOST || (middle->gap | word->gap) & (uint16_t)~(GAP_SPACE | GAP_COMMA | GAP_LINE))
		return false;
	for (size_t i = 0; i < COUNT(ands); i++)
		if (span_is(middle->folded, ands[i]))
			return true;
	return false;
}

/* "области Абай, Жетысу и Улытау": what the first word says holds for all. */
static void spread_forward(const struct around *a)
{
	for (size_t i = 1; i < a->count; i++) {
		struct spot *left = &a->spots[i - 1], *right = &a->spots[i];

		if (left->many_before && !right->wants_region && in_one_list(a->text, left, right))
			right->many_before = keep_kind(a->gazetteer, right,
				(enum place_kind)gazetteer_place(a->gazetteer, left->candidates[0].place)->kind);
	}
}

/* "Atyrau, Aktobe, West Kazakhstan regions": what the last word says holds for all. */
static void spread_over_lists(const struct around *a)
{
	for (size_t i = a->count; i-- > 1;) {
		struct spot *left = &a->spots[i - 1], *right = &a->spots[i];

		if (!in_one_list(a->text, left, right))
			continue;
		if (left->adjective && (right->cues & CUE_LANGUAGE))
			left->cues |= CUE_LANGUAGE;
		left->cues |= CUE_LIST;
		right->cues |= CUE_LIST;
		if (!right->wants_region || !right->many || left->wants_region || right->count == 0)
			continue;
		left->wants_region = left->many =
			keep_kind(a->gazetteer, left, (enum place_kind)gazetteer_place(a->gazetteer, right->candidates[0].place)->kind);
	}
}

void spots_look_around(const struct gazetteer *gazetteer, const struct text *text, struct spot *spots, size_t count)
{
	struct around a = { gazetteer, text, spots, count };

	for (size_t i = 0; i < count; i++) {
		look_before(&a, &spots[i], i > 0 ? &spots[i - 1] : NULL);
		look_after(&a, &spots[i], i + 1 < count ? &spots[i + 1] : NULL);
		look_at_capitals(&a, &spots[i]);
		if (is_dateline(text, &spots[i]))
			spots[i].cues |= CUE_DATELINE;
	}
	spread_over_lists(&a);
	spread_forward(&a);
}
