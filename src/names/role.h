/* Titles that stand for their holder (roles.tsv). */
#ifndef NAMES_ROLE_H
#define NAMES_ROLE_H

#include "dateline/text.h"

/* The title that begins at word i of a text in `lang`, and how many words it takes;
 * 0 for none. Titles are numbered from 1, each row of the table its own. */
size_t role_at(const struct text *text, size_t i, const char *lang, size_t *words);

/* May the word stand between a title and its holder's name? */
bool role_goes_on(struct span folded);

#endif
