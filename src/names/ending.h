/* Endings undone: the nominatives that an inflected name can come from. */
#ifndef NAMES_ENDING_H
#define NAMES_ENDING_H

#include "dateline/span.h"

#include <stddef.h>
#include <stdint.h>

#define STEMS_MOST 10
#define STEM_BYTES 56           /* longer words have no stems: no name is so long */

/* A row of endings.tsv. */
struct ending {
	const char *languages;  /* "ru" or "pl,cs" */
	const char *script;
	const char *ending;
	const char *nominative; /* what comes in its place; "" nothing */
	float price;            /* in score units */
	char gender;            /* m, f or '-' */
	const char *grammatical_case;
	const char *needs;
	const char *example;
};

/* One nominative. */
struct stem {
	const struct ending *ending;    /* NULL: the word as it stands */
	uint8_t bytes;
	char text[STEM_BYTES];
};

/* The word as it stands, then what it may come from, cheapest first. */
struct stems {
	struct span whole;      /* borrowed */
	uint8_t count;
	struct stem at[STEMS_MOST];
};

/* Undoes the endings of `lang` (NULL or a language without rows: of all languages
 * of the word's script). */
void stems_read(struct span folded, const char *lang, struct stems *out);

static inline struct span stem_text(const struct stems *stems, size_t i)
{
	return i == 0 ? stems->whole : span_make(stems->at[i].text, stems->at[i].bytes);
}

size_t ending_count(void);
const struct ending *ending_get(size_t i);

#endif
