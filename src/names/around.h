/* What stands around words of a text, beyond the gaps between them. */
#ifndef NAMES_AROUND_H
#define NAMES_AROUND_H

#include "dateline/text.h"

/* Do quotation marks touch words [from, to) on both sides, or the first of them before it? */
bool words_are_quoted(const struct text *text, size_t from, size_t to);
bool quote_opens_at(const struct text *text, size_t word);

/* Bytes of a word's end that belong to English grammar, not to the name: the 's of "Keller's". */
size_t possessive_bytes(struct span written);

#endif
