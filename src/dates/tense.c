/* Whether a sentence looks ahead, back, or far back: by words of the table and by endings. */
#include "find.h"

#define REACH 16        /* words to either side, within the sentence */
#define REACH_FUTURE 7  /* "will be completed in March": the future rules over what is nearer */

static bool ends_in(struct span word, const char *const *endings, size_t count, size_t least)
{
	for (size_t i = 0; i < count; i++)
		if (word.bytes >= least && span_ends(word, endings[i]))
			return true;
	return false;
}

/* Verbs by their endings: "signed", "прибыли", "барды", "барады". */
static enum tense tense_of_ending(const struct source *s, const struct word *w)
{
	static const char *const english[] = { "ed" };
	static const char *const russian[] = { "ли", "ла", "ло", "ил", "ал", "ел", "ыл", "лся", "лась", "лось", "лись" };
	static const char *const russian_ahead[] = { "ется", "утся", "ится", "ятся", "ются" };
	static const char *const kazakh_ahead[] = { "ады", "еді", "йды", "йді", "мақ", "мек", "пақ", "пек", "бақ", "бек" };
	static const char *const kazakh[] = { "лды", "лді", "рды", "рді", "нды", "нді", "тты", "тті", "пты", "пті", "ған", "ген", "қан", "кен" };

	if (w->shape != WORD_LOWER)
		return TENSE_NONE;
	if (w->script == SCRIPT_LATIN)
		return (s->langs & LANG_EN) && ends_in(w->folded, english, COUNT(english), 5) ? TENSE_PAST : TENSE_NONE;
	if (s->langs & LANG_KK && s->langs != LANG_ALL) {
		if (ends_in(w->folded, kazakh_ahead, COUNT(kazakh_ahead), 10))
			return TENSE_FUTURE;
		return ends_in(w->folded, kazakh, COUNT(kazakh), 10) ? TENSE_PAST : TENSE_NONE;
	}
	if (!(s->langs & LANG_RU))
		return TENSE_NONE;
	if (ends_in(w->folded, russian_ahead, COUNT(russian_ahead), 12))
		return TENSE_FUTURE;
	return ends_in(w->folded, russian, COUNT(russian), 10) ? TENSE_PAST : TENSE_NONE;
}

static enum tense tense_at(const struct source *s, size_t i)
{
	const struct lexeme *l = lex_at(s, i, LEX_TENSE);

	return l ? (enum tense)l->value : tense_of_ending(s, &s->text->words[i]);
}

enum tense tense_around(const struct source *s, size_t from, size_t to)
{
	bool left = true, right = true;
	enum tense nearest = TENSE_NONE;

	for (size_t reach = 1; reach <= REACH; reach++) {
		enum tense tense[2] = { TENSE_NONE, TENSE_NONE };

		left = left && from >= reach && !s->text->words[from - reach + 1].starts_sentence;
		right = right && to + reach - 1 < s->text->count && !s->text->words[to + reach - 1].starts_sentence;
		if (left)
			tense[0] = tense_at(s, from - reach);
		if (right)
			tense[1] = tense_at(s, to + reach - 1);
		for (int side = 0; side < 2; side++) {
			if (tense[side] == TENSE_FUTURE && reach <= REACH_FUTURE)
				return TENSE_FUTURE;
			if (nearest == TENSE_NONE)
				nearest = tense[side];
		}
	}
	return nearest;
}
