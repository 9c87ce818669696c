/* Which charset makes language of unlabelled bytes: the inner part of charset.c. */
#ifndef TEXT_CHARSET_GUESS_H
#define TEXT_CHARSET_GUESS_H

#include "charset_model.h"

#include "dateline/buf.h"
#include "dateline/span.h"

#include <stdbool.h>

/* The candidate in which `raw` is likeliest a text of some language of
 * charset_sample.tsv, or NULL when it is none. Candidates are in order of
 * preference. `declared` (NULL: nothing) is a name that gets something on top, and
 * so does what `vote` says (NULL for nothing), which is asked when two are close;
 * `vote` may be NULL. */
const struct charset_candidate *charset_guess(struct span raw, const char *declared, const char *(*vote)(struct span raw));

/* What kind of file `raw` is by its first bytes when it is no text ("PNG image",
 * "control characters"), or NULL when it may be a text. */
const char *binary_find(struct span raw);

/* The Unicode charset of 16 bits that the zero bytes of `raw` betray, or NULL. */
const char *charset_wide_guess(struct span raw);

#endif
