/* The words of a passage as terms: words with positions, stems, title words, keys of names.
 *
 * Heading, text and title follow one another in the positions with gaps between
 * them that no phrase and no NEAR (at most 100 words) reaches across. */
#include "index/wording.h"

#include <stdlib.h>

#define GAP_BETWEEN_PARTS 200
#define TITLE_WORDS_MOST 200    /* that every passage of the article carries */

/* A text with the language to stem it in, and whether its capitals tell anything. */
struct part {
	struct text text;
	const char *lang;
	bool headline;
};

struct wording {
	struct stemmer *stemmer;
	struct arena *arena;    /* of the title */
	struct part title;      /* of the article under way */
};

struct wording *wording_new(void)
{
	struct wording *wording = memory_get(sizeof(*wording));

	wording->stemmer = stemmer_new();
	wording->arena = arena_new();
	wording->title = (struct part){ .lang = "" };
	return wording;
}

void wording_free(struct wording *wording)
{
	if (!wording)
		return;
	stemmer_free(wording->stemmer);
	arena_free(wording->arena);
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

static struct part part_of(struct span raw, const char *lang, struct arena *scratch)
{
	struct part part = { .lang = lang };

	text_read(raw, scratch, &part.text);
	part.headline = is_headline(&part.text);
	return part;
}

static struct span stem_of(struct wording *wording, const struct part *part, struct span term, struct arena *scratch)
{
	return stemmer_stem(wording->stemmer, term, part->lang, scratch);
}

/* One part as searchable text; returns the position after it. */
static uint32_t add_part(struct wording *wording, const struct part *part, uint32_t position, struct arena *scratch,
			 struct term_list *out)
{
	for (size_t i = 0; i < part->text.count; i++) {
		const struct word *word = &part->text.words[i];
		struct span term = text_term(word->folded, scratch);

		position++;
		if (!term.bytes)
			continue;
		add(out, word_term(term, out->arena), position, 1);
		if (takes_stem(word, part->headline))
			add(out, stem_term(stem_of(wording, part, term, scratch), out->arena), 0, 1);
		add_name(out, word);
	}
	return position + GAP_BETWEEN_PARTS;
}

static void add_title(struct wording *wording, const struct part *title, struct arena *scratch, struct term_list *out)
{
	for (size_t i = 0; i < title->text.count && i < TITLE_WORDS_MOST; i++) {
		const struct word *word = &title->text.words[i];
		struct span term = text_term(word->folded, scratch);

		if (!term.bytes)
			continue;
		add(out, title_term(term, out->arena), (uint32_t)i + 1, 1);
		if (takes_stem(word, title->headline))
			add(out, title_stem_term(stem_of(wording, title, term, scratch), out->arena), 0, 1);
	}
}

void wording_begin(struct wording *wording, const struct article *article, const char *lang)
{
	arena_reset(wording->arena);
	wording->title = part_of(article->title, lang, wording->arena);
}

void wording_add(struct wording *wording, const struct passage *passage, const char *lang, bool is_first,
		 struct arena *scratch, struct term_list *out)
{
	struct part heading = part_of(passage->heading, lang, scratch);
	struct part text = part_of(passage->text, lang, scratch);
	uint32_t position = 0;

	position = add_part(wording, &heading, position, scratch, out);
	position = add_part(wording, &text, position, scratch, out);
	if (is_first)
		add_part(wording, &wording->title, position, scratch, out);
	add_title(wording, &wording->title, scratch, out);
}
