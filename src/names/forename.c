/* Finds an asked person called by the first name alone, in an article with the full name. */
#include "names/hunt.h"

#include "names/other.h"

#define FORMS_MOST 12           /* spellings of the first name that one article uses */
#define LETTERS_LEAST 3         /* of a first name that can stand alone */

/* How the article writes the person's first name. */
struct forenames {
	const struct hunt *hunt;
	struct stems *forms;
	size_t form_count;
	struct name_mention *mentions;
	size_t count, room;
	bool other_bearer;      /* somebody else has the name */
};

static bool is_patronymic(struct span folded)
{
	struct patronymic patronymic;

	return patronymic_read(folded, &patronymic);
}

/* The first names beside the surname, as often as they are written differently. */
static void forms_read(struct forenames *f)
{
	const struct text *text = f->hunt->text;

	for (size_t i = 0; i < f->hunt->hit_count; i++) {
		const struct hit *hit = &f->hunt->hits[i];

		for (uint32_t k = hit->from; hit->kind == HIT_FULL && k < hit->to && f->form_count < FORMS_MOST; k++) {
			const struct word *word = &text->words[k];
			bool known = k == hit->word || !is_capital(word) || word->letters < LETTERS_LEAST ||
				is_patronymic(word->folded);

			for (size_t n = 0; n < f->form_count && !known; n++)
				known = span_equal(f->forms[n].whole, word->folded);
			if (!known)
				stems_read(word->folded, f->hunt->lang, &f->forms[f->form_count++]);
		}
	}
}

static bool is_asked_forename(const struct forenames *f, size_t i, struct stems *stems)
{
	const struct word *word = &f->hunt->text->words[i];

	if (!is_capital(word) || word->letters < LETTERS_LEAST)
		return false;
	stems_read(word->folded, f->hunt->lang, stems);
	for (size_t n = 0; n < f->form_count; n++)
		if (stems_share(stems, &f->forms[n]))
			return true;
	return false;
}

/* Is word i a capitalised word that goes on the name before it? */
static bool goes_on(const struct text *text, size_t i)
{
	return i < text->count && is_capital(&text->words[i]) && is_joined(text, i) && !text->words[i].starts_sentence &&
		!(text->words[i].gap & GAP_LINE) && other_find(text->words[i].folded) == OTHER_NONE;
}

static bool stands_behind_name(const struct text *text, size_t i)
{
	return i > 0 && is_capital(&text->words[i - 1]) && is_joined(text, i) && !text->words[i - 1].starts_sentence &&
		!(text->words[i].gap & GAP_LINE) && other_find(text->words[i - 1].folded) == OTHER_NONE;
}

static void forename_add(struct forenames *f, size_t from, size_t to, const struct stems *stems)
{
	const struct hunt *hunt = f->hunt;
	const struct word *first = &hunt->text->words[from], *last = &hunt->text->words[to - 1];

	(void)stems;
	ARENA_PUSH(hunt->arena, f->mentions, f->count, f->room) = (struct name_mention){
		.at_byte = first->at_byte,
		.bytes = last->at_byte + last->bytes - first->at_byte,
		.certainty = NAME_LIKELY,
		.why = arena_printf(hunt->arena, "%s; first name%s, in an article with the full name",
				    first->script == SCRIPT_CYRILLIC ? "Cyrillic" : "Latin",
				    to - from > 1 ? " and patronymic" : " alone"),
	};
}

/* Word i is the first name: alone, with a patronymic, or another bearer's. */
static void forename_try(struct forenames *f, size_t i, const struct stems *stems)
{
	const struct text *text = f->hunt->text;
	size_t to = i + 1;

	if (goes_on(text, to) && is_patronymic(text->words[to].folded))
		to++;
	if (goes_on(text, to)) {
		f->other_bearer = true;
		return;
	}
	if (stands_behind_name(text, i) || text->words[i].gap == GAP_HYPHEN ||
	    (to < text->count && text->words[to].gap == GAP_HYPHEN))
		return;
	if (to == i + 1 && is_unlikely_alone(f->hunt, i))
		return;
	forename_add(f, i, to, stems);
}

size_t forenames_find(const struct hunt *hunt, struct name_mention **out)
{
	struct forenames f = { .hunt = hunt };
	size_t next = 0;

	*out = NULL;
	if (!hunt->full || !hunt->query->has_given || hunt->query->options.strict || hunt->query->regnal[0])
		return 0;
	f.forms = arena_new_array(hunt->arena, struct stems, FORMS_MOST);
	forms_read(&f);
	for (size_t i = 0; i < hunt->text->count; i++) {
		struct stems stems;

		while (next < hunt->hit_count && hunt->hits[next].to <= i)
			next++;
		if (next < hunt->hit_count && hunt->hits[next].from <= i)
			continue;
		if (is_asked_forename(&f, i, &stems))
			forename_try(&f, i, &stems);
	}
	*out = f.mentions;
	return f.other_bearer ? 0 : f.count;
}
