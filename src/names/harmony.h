/* Vowel harmony: which endings a stem can take in the Turkic languages. */
#ifndef NAMES_HARMONY_H
#define NAMES_HARMONY_H

#include "dateline/span.h"

#include <stdbool.h>
#include <stdint.h>

/* What the first vowel of an ending asks of the stem's last, 0 for nothing: the
 * languages (a column of endings.tsv) have no harmony, or the ending no vowel. */
uint8_t harmony_asked(const char *languages, const char *ending);

/* Does `rest`, what stands before an ending, give what the ending asks? */
bool harmony_given(uint8_t asked, struct span rest);

#endif
