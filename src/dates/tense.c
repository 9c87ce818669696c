/* Whether a sentence looks ahead, back, or far back: by words of the table and by endings. */
#include "find.h"

#define REACH 16        /* words to either side, within the sentence */
#define LETTERS_LEAST 5 /* of a word that is a verb by its ending */
#define REACH_FUTURE 7  /* "will be completed in March": the future rules over what is nearer */

/* Verbs by their endings: "signed", "прибыли", "барады". */
static enum tense tense_of_ending(const struct source *s, const struct word *w)
{
	const struct lexeme *l;

	/* Where Kazakh counts its endings rule; Russian ones belong to other words there. */
	uint8_t langs = s->langs != LANG_ALL && (s->langs & LANG_KK) ? LANG_KK : s->langs;

	if (w->shape != WORD_LOWER || w->letters < LETTERS_LEAST)
		return TENSE_NONE;
	l = lexicon_ending(w->folded, LEX_VERB, langs);
	return l ? (enum tense)l->value : TENSE_NONE;
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
