/* Which charset makes language of unlabelled bytes: the inner part of charset.c. */
#ifndef TEXT_CHARSET_GUESS_H
#define TEXT_CHARSET_GUESS_H

#include "dateline/arena.h"
#include "dateline/span.h"

#include <stdbool.h>
#include <stdint.h>

#define CHARSET_NONE 0xFFFFFFFFu        /* a byte that the charset does not define */

/* A charset of one byte a letter that the bytes may be in. */
struct charset_candidate {
	const char *name;
	uint32_t code[256];             /* what each byte reads */
};

/* The number of the candidate in which `raw` is likeliest a text of some language
 * of charset_sample.tsv, or `count` when it is none. Candidates are in order of
 * preference. `declared` (NULL: nothing) and `voted` (uchardet's word, "" for
 * none) are names that get something on top. */
size_t charset_guess(struct span raw, const struct charset_candidate *candidates, size_t count,
		     const char *declared, const char *voted, struct arena *arena);

/* What kind of file `raw` is by its first bytes when it is no text ("PNG image",
 * "control characters"), or NULL when it may be a text. */
const char *binary_find(struct span raw);

/* The Unicode charset of 16 bits that the zero bytes of `raw` betray, or NULL. */
const char *charset_wide_guess(struct span raw);

#endif
