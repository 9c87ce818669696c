/* The words of a passage as terms: words, stems, title words, names. */
#ifndef INDEX_WORDING_H
#define INDEX_WORDING_H

#include "dateline/index.h"
#include "index/part/stream.h"
#include "index/xap.h"

/* Terms as they are collected, in an arena. */
struct term_list {
	struct arena *arena;
	struct xap_term *at;
	size_t count, room;
	uint16_t *tokens;       /* the words in a row, for phrases: part/stream.h */
	size_t token_count, token_room;
};

void term_list_label(struct term_list *list, struct span term);

/* The stemmer, and what it said of words that were met before. */
struct wording;

struct wording *wording_new(void);
void wording_free(struct wording *wording);

/* Begins an article: its title is read once for all passages, in `lang`. */
void wording_begin(struct wording *wording, const struct article *article, const char *lang);

/* Adds the terms of heading, text and title of a passage in `lang`; the title counts
 * as text of the first passage only. What lies in `whole`, the article's text, is not read
 * again; `whole` may be {0}. Terms live in out->arena, nothing in `scratch`. */
void wording_add(struct wording *wording, const struct text *whole, const struct passage *passage, const char *lang,
		 bool is_first, struct arena *scratch, struct term_list *out);

/* The terms of a stored passage with their places: of heading, text and, in the first
 * passage, title; or, with `as_title`, the title terms. In `arena`. */
struct wording_places {
	struct span *terms;
	uint32_t *places;
	size_t count;
};

void wording_of_record(const struct record *record, bool as_title, struct arena *arena, struct wording_places *out);

#endif
