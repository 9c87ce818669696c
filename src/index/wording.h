/* The words of a passage as terms: words, stems, title words, names. */
#ifndef INDEX_WORDING_H
#define INDEX_WORDING_H

#include "dateline/index.h"
#include "index/xap.h"

/* Terms as they are collected, in an arena. */
struct term_list {
	struct arena *arena;
	struct xap_term *at;
	size_t count, room;
};

void term_list_label(struct term_list *list, struct span term);

/* The stemmer, and what it said of words that were met before. */
struct wording;

struct wording *wording_new(void);
void wording_free(struct wording *wording);

/* Begins an article: its title is read once for all passages, in `lang`. */
void wording_begin(struct wording *wording, const struct article *article, const char *lang);

/* Adds the terms of heading, text and title of a passage in `lang`; the title counts
 * as text of the first passage only. Terms live in out->arena, nothing in `scratch`. */
void wording_add(struct wording *wording, const struct passage *passage, const char *lang, bool is_first,
		 struct arena *scratch, struct term_list *out);

#endif
