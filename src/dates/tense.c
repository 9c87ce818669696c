/* Whether the clause around a date looks ahead, back, or far back: by words of the table and by endings. */
#include "find.h"

#define REACH 16        /* words to either side, within the sentence */
#define LETTERS_LEAST 5 /* of a word that is a verb by its ending */
#define CHAIN_WORDS 4   /* "will not have been completed" */
#define OTHER_CLAUSE 6  /* words that a comma or "and" between date and verb weighs */

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

	if (l && s->text->words[i].shape != WORD_LOWER && (lex_mask(s, i) & LEX_BIT(LEX_MONTH)))
		return TENSE_NONE;              /* "May" */
	return l ? (enum tense)l->value : tense_of_ending(s, &s->text->words[i]);
}

/* "will be signed", "is to be completed": the words that help a verb say its time. */
static enum tense tense_of_chain(const struct source *s, size_t i)
{
	enum tense tense = tense_at(s, i);
	bool be = false;

	if (tense != TENSE_PAST || s->text->words[i].script != SCRIPT_LATIN)
		return tense;
	for (size_t back = 1; back <= CHAIN_WORDS && back <= i && !s->text->words[i - back + 1].starts_sentence; back++) {
		struct span word = s->text->words[i - back].folded;

		if (be && tense_at(s, i - back) == TENSE_FUTURE)
			return TENSE_FUTURE;
		be = be || span_is(word, "be") || span_is(word, "have");
	}
	return tense;
}

/* Does another clause begin at word `i`? */
static bool clause_begins(const struct source *s, size_t i)
{
	return (gap_at(s, i) & (GAP_COMMA | GAP_DASH | GAP_BRACKET | GAP_OTHER)) != 0 ||
		((lex_mask(s, i) & LEX_BIT(LEX_AND)) && s->text->words[i].script == SCRIPT_LATIN);
}

/* "by 1 p.m. EST Wednesday": no sentence begins behind a stop of the time. */
static bool sentence_begins(const struct source *s, size_t i)
{
	return s->text->words[i].starts_sentence && !(i > 0 && gap_at(s, i) == (GAP_STOP | GAP_SPACE) && span_is(s->text->words[i - 1].folded, "m"));
}

/* The nearest verb of one side and what it weighs: words up to it, more in another clause. */
struct cue {
	enum tense tense;
	size_t weight;
};

static struct cue cue_before(const struct source *s, size_t from)
{
	size_t other = 0;

	for (size_t reach = 1; reach <= REACH && reach <= from && !sentence_begins(s, from - reach + 1); reach++) {
		enum tense tense = tense_of_chain(s, from - reach);

		other += clause_begins(s, from - reach + 1) ? OTHER_CLAUSE : 0;
		if (tense != TENSE_NONE)
			return (struct cue){ tense, reach + other };
	}
	return (struct cue){ TENSE_NONE, 0 };
}

static struct cue cue_behind(const struct source *s, size_t to, bool leads)
{
	size_t other = 0;

	for (size_t reach = 1; reach <= REACH && to + reach - 1 < s->text->count && !sentence_begins(s, to + reach - 1); reach++) {
		enum tense tense = tense_of_chain(s, to + reach - 1);

		other += clause_begins(s, to + reach - 1) && !(leads && reach == 1) ? OTHER_CLAUSE : 0;
		if (tense != TENSE_NONE)
			return (struct cue){ tense, reach + other };
	}
	return (struct cue){ TENSE_NONE, 0 };
}

/* Does the date stand at the head of its sentence ("On Monday, the court ...")? */
static bool leads_sentence(const struct source *s, size_t from)
{
	for (size_t back = 0; back <= 2 && back <= from; back++)
		if (sentence_begins(s, from - back))
			return true;
	return from <= 2;
}

enum tense tense_around(const struct source *s, size_t from, size_t to)
{
	struct cue before = cue_before(s, from), behind = cue_behind(s, to, leads_sentence(s, from));

	if (before.tense == TENSE_NONE || (behind.tense != TENSE_NONE && behind.weight < before.weight))
		return behind.tense;
	return before.tense;
}
