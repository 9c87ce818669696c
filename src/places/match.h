/* Words that both the reader of texts and the answerer of questions look at. */
#ifndef PLACES_MATCH_H
#define PLACES_MATCH_H

#include "places/gazetteer.h"

/* What a name can mean whose words so far have the key `before` and whose last
 * word is `word` with a Kazakh ending, or NULL. */
const struct blob_entry *match_suffixed(const struct gazetteer *gazetteer, uint64_t before, struct span word);

/* Is `word` a Kazakh ending, as it stands behind a hyphen: АҚШ-тың? */
bool match_is_ending(struct span word);

/* The kind (enum place_kind) that word `i` says of a name before it (`after`) or
 * behind it, or -1. */
int match_kind_word(const struct gazetteer *gazetteer, const struct text *text, size_t i, bool after);

#endif
