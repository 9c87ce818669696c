/* The words of a passage as terms: words with positions, stems, title words, keys of names.
 *
 * Words have no positions in Xapian's tables, which would take more room than all the
 * rest: they stand in a row of tokens beside them. Heading, text and title follow one
 * another there with gaps between them that no phrase and no NEAR (at most 100 words)
 * reaches across. */
#include "index/wording.h"

#include "index/vocabulary.h"

#include <stdint.h>
#include <stdlib.h>

#define TITLE_WORDS_MOST 200    /* that every passage of the article carries */

/* A text with the language to stem it in. */
struct text_part {
	struct text text;
	const char *lang;
};

struct wording {
	struct vocabulary *vocabulary;
	struct arena *arena;    /* of the title */
	struct text_part title;      /* of the article under way */
};

struct wording *wording_new(void)
{
	struct wording *wording = memory_get(sizeof(*wording));

	wording->vocabulary = vocabulary_new();
	wording->arena = arena_new();
	wording->title = (struct text_part){ .lang = "" };
	return wording;
}

void wording_free(struct wording *wording)
{
	if (!wording)
		return;
	vocabulary_free(wording->vocabulary);
	arena_free(wording->arena);
	free(wording);
}

static void add(struct term_list *list, struct span term, uint32_t weight)
{
	if (term.bytes)
		ARENA_PUSH(list->arena, list->at, list->count, list->room) = (struct xap_term){ term, 0, weight };
}

void term_list_label(struct term_list *list, struct span term)
{
	add(list, term, 0);
}

static void add_token(struct term_list *list, uint16_t token)
{
	ARENA_PUSH(list->arena, list->tokens, list->token_count, list->token_room) = token;
}

/* ---- which words are names ---- */

static bool is_capital(const struct word *word)
{
	return word->shape == WORD_CAPITAL || word->shape == WORD_MIXED;
}

/* Names too have forms (в Москве, Қазақстанның), and a plain word asks for all of them; who wants
 * a person asks by keys. A number has none. */
static bool takes_stem(const struct word *word)
{
	return word->letters > 0 && word->shape != WORD_NUMBER;
}

static void add_name(struct wording *wording, struct known_word *known, const struct word *word, struct term_list *out)
{
	if (!is_capital(word) && word->shape != WORD_UPPER)
		return;
	vocabulary_name(wording->vocabulary, known);
	for (size_t i = 0; i < known->name_count; i++)
		term_list_label(out, arena_copy(out->arena, known->names[i]));
}

/* ---- parts of a passage ---- */

static struct text_part part_of(struct span raw, const char *lang, struct arena *scratch)
{
	struct text_part part = { .lang = lang };

	text_read(raw, scratch, &part.text);
	return part;
}

/* Where word `i` of `text` ends, counted as its start is. */
static size_t word_end(const struct text *text, size_t i)
{
	return (size_t)text->words[i].at_byte + text->words[i].bytes;
}

/* A part that lies in the article's text, whose words have been read already: they are
 * borrowed. They are what a reading of the part alone gives, as long as none runs over its
 * ends, but that the first has a gap and may start no sentence; and that their offsets,
 * which nobody here looks at, count from the article's start. */
static struct text_part part_within(const struct text *whole, struct span raw, const char *lang, struct arena *scratch)
{
	struct text_part part = { .lang = lang };
	uintptr_t start = (uintptr_t)whole->raw.at, at = (uintptr_t)raw.at;
	size_t from, to;

	if (!whole->raw.at || at < start || at + raw.bytes > start + whole->raw.bytes)
		return part_of(raw, lang, scratch);
	from = text_word_at(whole, at - start);
	to = text_word_at(whole, at - start + raw.bytes);
	if ((from > 0 && word_end(whole, from - 1) > at - start) ||
	    (to > from && word_end(whole, to - 1) > at - start + raw.bytes))
		return part_of(raw, lang, scratch);
	part.text = (struct text){ raw, whole->words + from, to - from };
	return part;
}

/* One part as searchable text, behind what is there. */
static void add_part(struct wording *wording, const struct text_part *part, struct term_list *out)
{
	if (out->token_count && part->text.count)
		add_token(out, STREAM_GAP);
	for (size_t i = 0; i < part->text.count; i++) {
		const struct word *word = &part->text.words[i];
		struct known_word *known = vocabulary_find(wording->vocabulary, word->folded);

		if (!known->term.bytes) {
			add_token(out, STREAM_NO_TERM);
			continue;
		}
		add(out, arena_copy(out->arena, known->term), 1);
		add_token(out, known->token);
		if (takes_stem(word))
			add(out, stem_term(vocabulary_stem(wording->vocabulary, known, part->lang), out->arena), 1);
		add_name(wording, known, word, out);
	}
}

static void add_title(struct wording *wording, const struct text_part *title, struct term_list *out)
{
	for (size_t i = 0; i < title->text.count && i < TITLE_WORDS_MOST; i++) {
		const struct word *word = &title->text.words[i];
		struct known_word *known = vocabulary_find(wording->vocabulary, word->folded);

		if (!known->term.bytes)
			continue;
		/* The term of a very long word has a digest in it. */
		add(out, title_term(known->term.bytes < word->folded.bytes ? text_term(word->folded, out->arena) : known->term,
				    out->arena), 1);
		if (takes_stem(word))
			add(out, title_stem_term(vocabulary_stem(wording->vocabulary, known, title->lang), out->arena), 1);
	}
}

void wording_begin(struct wording *wording, const struct article *article, const char *lang)
{
	arena_reset(wording->arena);
	vocabulary_tidy(wording->vocabulary);
	wording->title = part_of(article->title, lang, wording->arena);
}

void wording_add(struct wording *wording, const struct text *whole, const struct passage *passage, const char *lang,
		 bool is_first, struct arena *scratch, struct term_list *out)
{
	struct text_part heading = part_within(whole, passage->heading, lang, scratch);
	struct text_part text = part_within(whole, passage->text, lang, scratch);

	add_part(wording, &heading, out);
	add_part(wording, &text, out);
	if (is_first)
		add_part(wording, &wording->title, out);
	add_title(wording, &wording->title, out);
}

/* ---- of what is stored ---- */

/* Adds the words of `raw` from `place` on; returns the place behind them. */
static uint32_t add_places(struct span raw, bool as_title, uint32_t place, struct arena *arena, struct wording_places *out)
{
	struct text text;

	text_read(raw, arena, &text);
	out->terms = arena_grow(arena, out->terms, out->count, out->count + text.count + 1, sizeof(*out->terms));
	out->places = arena_grow(arena, out->places, out->count, out->count + text.count + 1, sizeof(*out->places));
	for (size_t i = 0; i < text.count && !(as_title && i >= TITLE_WORDS_MOST); i++, place++) {
		struct span term = text_term(text.words[i].folded, arena);

		if (!term.bytes)
			continue;
		out->terms[out->count] = as_title ? title_term(term, arena) : word_term(term, arena);
		out->places[out->count++] = place;
	}
	return place + STREAM_GAP_WORDS;
}

void wording_of_record(const struct record *record, bool as_title, struct arena *arena, struct wording_places *out)
{
	uint32_t place = 0;

	*out = (struct wording_places){ .count = 0 };
	if (as_title) {
		add_places(record->title, true, 0, arena, out);
		return;
	}
	place = add_places(record->heading, false, place, arena, out);
	place = add_places(record->text, false, place, arena, out);
	if (record->number == 0)
		add_places(record->title, false, place, arena, out);
}
