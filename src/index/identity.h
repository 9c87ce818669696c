/* Who an article is, and what it was made of. */
#ifndef INDEX_IDENTITY_H
#define INDEX_IDENTITY_H

#include "dateline/index.h"

/* Of the terms, slots and records: an index of another one must be made anew. */
#define INDEX_VERSION 5

/* Digest of all that the reader said of `article` and of the rules (rules_digest):
 * while it is the same, the passages in the index are what they would be now. */
void article_made(const struct article *article, const char *rules, char out[ID_TEXT]);

/* Digest of the rule tables; `gazetteer` may be NULL. */
void rules_digest(const struct gazetteer *gazetteer, char out[ID_TEXT]);

#endif
