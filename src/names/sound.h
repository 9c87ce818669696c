/* Sounds of a word: letters of both scripts read as symbols of one alphabet. */
#ifndef NAMES_SOUND_H
#define NAMES_SOUND_H

#include "dateline/span.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define SOUND_MOST 24           /* symbols kept of a word; the rest is not looked at */
#define SYMBOL_MOST 160         /* rows of sounds.tsv, at most */

/* A word as symbols: numbers of rows of sounds.tsv. */
struct sounds {
	uint8_t count;
	bool cyrillic;          /* has a Cyrillic symbol */
	uint8_t at[SOUND_MOST];
};

/* Reads a folded word; letters that no row knows are passed over. */
void sounds_read(struct span folded, struct sounds *out);

/* A row of sounds.tsv. */
struct symbol {
	const char *name;
	char kind;              /* v vowel, g glide, c consonant, s sign */
	const char *sounds;     /* what symbols of both scripts share, the usual first: "K/TS" */
	const char *keys;       /* readings in a key, parted by '/': "S/K"; '-' gives nothing */
	const char *example;
};

/* The usual sound of a symbol. */
static inline struct span symbol_sound(const struct symbol *symbol)
{
	return span_make(symbol->sounds, strcspn(symbol->sounds, "/"));
}

size_t symbol_count(void);
const struct symbol *symbol_get(uint8_t number);
/* The number of the symbol called `name`, or SYMBOL_MOST. */
uint8_t symbol_find(struct span name);

#endif
