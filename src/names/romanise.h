/* Spellings of a name in the other script, for show. */
#ifndef NAMES_ROMANISE_H
#define NAMES_ROMANISE_H

#include "dateline/buf.h"
#include "dateline/span.h"

/* The systems of romanise.tsv, in the order of its columns. */
enum roman {
	ROMAN_BGN, ROMAN_PASSPORT, ROMAN_ISO9, ROMAN_GOST, ROMAN_ALALC, ROMAN_GERMAN, ROMAN_FRENCH, ROMAN_POLISH, ROMAN_CZECH,
	ROMAN_TURKISH, ROMAN_KAZAKH_2017, ROMAN_KAZAKH_2018, ROMAN_KAZAKH_2021, ROMAN_UZBEK, ROMAN_AZERBAIJANI, ROMAN_PRESS,
	ROMANS
};

const char *roman_name(enum roman system);

/* Adds a Cyrillic word in small letters as `system` writes it. */
void roman_add(struct buf *out, struct span word, enum roman system);

/* Adds a Latin word in small letters as Cyrillic, by press usage. */
void cyrillic_add(struct buf *out, struct span word);

#endif
