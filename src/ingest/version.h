/* Versions: of several articles with one id the newest is kept, and one that was taken back stays so. */
#ifndef INGEST_VERSION_H
#define INGEST_VERSION_H

#include "ingest/run.h"

/* Does the article say which version it is? Then another text under its id is no fault. */
bool version_is_told(const struct article *article);

/* Is it at least as new as what the index has, or met in this run, under `id`? Then it
 * is remembered as the newest. */
bool version_is_newest(struct run *run, const char *id, const struct article *article);

#endif
