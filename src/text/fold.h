/* Folding of one word, for the reader of words. */
#ifndef TEXT_FOLD_H
#define TEXT_FOLD_H

#include "dateline/text.h"

/* As text_fold(), of one word; says whether look-alike letters were mended. */
struct span fold_word(struct span word, struct arena *arena, bool *mended);

/* Any sign that is typed for an apostrophe. */
bool fold_is_apostrophe(uint32_t code);

/* Soft hyphen, zero-width space and their kin: no part of any word's spelling. */
static inline bool fold_is_invisible(uint32_t code)
{
	return code >= 0xad && (code == 0xad || (code >= 0x200b && code <= 0x200f) || code == 0x2060 || code == 0xfeff);
}

#endif
