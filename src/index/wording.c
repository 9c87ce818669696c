/* The words of a passage as terms: words with positions, stems, title words, keys of names.
 *
 * Heading, text and title follow one another in the positions with gaps between
 * them that no phrase and no NEAR (at most 100 words) reaches across. */
#include "index/wording.h"

#include <stdlib.h>

#define GAP_BETWEEN_PARTS 200

struct wording {
	struct stemmer *stemmer;
};

struct wording *wording_new(void)
{
	struct wording *wording = memory_get(sizeof(*wording));

	wording->stemmer = stemmer_new();
	return wording;
}

void wording_free(struct wording *wording)
{
	if (!wording)
		return;
	stemmer_free(wording->stemmer);
	free(wording);
}

static void add(struct term_list *list, struct span term, uint32_t position, uint32_t weight)
{
	if (term.bytes)
		ARENA_PUSH(list->arena, list->at, list->count, list->room) = (struct xap_term){ term, position, weight };
}

void term_list_label(struct term_list *list, struct span term)
{
	add(list, term, 0, 0);
}

/* ---- which words are names ---- */

static bool is_capital(const struct word *word)
{
	return word->shape == WORD_CAPITAL || word->shape == WORD_MIXED;
}

/* Are most words capitalised, as in an English headline? Then capitals tell nothing. */
static bool is_headline(const struct text *text)
{
	size_t capital = 0, lower = 0;

	for (size_t i = 0; i < text->count; i++) {
		capital += is_capital(&text->words[i]) || text->words[i].shape == WORD_UPPER;
		lower += text->words[i].shape == WORD_LOWER;
	}
	return text->count > 1 && capital > lower;
}

/* Names are never stemmed. A word in capitals can be anything: it stands as it is
 * and as its stem. */
static bool takes_stem(const struct word *word, bool in_headline)
{
	if (word->letters == 0 || word->shape == WORD_NUMBER)
		return false;
	return in_headline || word->starts_sentence || !is_capital(word);
}

static void add_name(struct term_list *out, const struct word *word)
{
	struct name_key keys[NAME_KEYS_MOST];
	size_t count;

	if (!is_capital(word) && word->shape != WORD_UPPER)
		return;
	count = name_keys(word->folded, keys);
	for (size_t i = 0; i < count; i++)
		term_list_label(out, name_term(keys[i].text, word->folded, out->arena));
}

/* ---- parts of a passage ---- */

/* One part as searchable text; returns the position after it. */
static uint32_t add_text(struct wording *wording, const struct text *text, const char *lang, uint32_t position,
			 struct term_list *out)
{
	bool headline = is_headline(text);

	for (size_t i = 0; i < text->count; i++) {
		const struct word *word = &text->words[i];
		struct span term = text_term(word->folded, out->arena);

		position++;
		if (!term.bytes)
			continue;
		add(out, word_term(term, out->arena), position, 1);
		if (takes_stem(word, headline))
			add(out, stem_term(stemmer_stem(wording->stemmer, term, lang, out->arena), out->arena), 0, 1);
		add_name(out, word);
	}
	return position + GAP_BETWEEN_PARTS;
}

static void add_title(struct wording *wording, const struct text *title, const char *lang, struct term_list *out)
{
	bool headline = is_headline(title);
	uint32_t position = 0;

	for (size_t i = 0; i < title->count; i++) {
		const struct word *word = &title->words[i];
		struct span term = text_term(word->folded, out->arena);

		position++;
		if (!term.bytes)
			continue;
		add(out, title_term(term, out->arena), position, 1);
		if (takes_stem(word, headline))
			add(out, title_stem_term(stemmer_stem(wording->stemmer, term, lang, out->arena), out->arena), 0, 1);
	}
}

void wording_add(struct wording *wording, const struct article *article, const struct passage *passage, bool is_first,
		 struct arena *arena, struct term_list *out)
{
	const char *lang = passage->lang[0] ? passage->lang : article->lang;
	const char *title_lang = article->lang[0] ? article->lang : passage->lang;
	struct text heading, text, title;
	uint32_t position = 0;

	text_read(passage->heading, arena, &heading);
	text_read(passage->text, arena, &text);
	text_read(article->title, arena, &title);
	position = add_text(wording, &heading, lang, position, out);
	position = add_text(wording, &text, lang, position, out);
	if (is_first)
		add_text(wording, &title, title_lang, position, out);
	add_title(wording, &title, title_lang, out);
}
