/* Reads of a text no more than the words near certain spellings. */
#ifndef DATELINE_QUERY_NARROW_H
#define DATELINE_QUERY_NARROW_H

#include "dateline/arena.h"
#include "dateline/map.h"
#include "dateline/text.h"

/* Spellings to be found, folded: those of `map` whose number is 1. */
struct narrow;
struct narrow *narrow_new(const struct map *map);
void narrow_free(struct narrow *narrow);

/* As text_read(), but of stretches without a spelling (or a word that begins like one:
 * forms of it are such) only their length is left: one
 * word "0" for each of theirs, NARROW_FILLING_MOST at most. What stands at least
 * NARROW_BEFORE words before a spelling or NARROW_AFTER behind it may be left out. */
#define NARROW_BEFORE 6
#define NARROW_AFTER 5
#define NARROW_FILLING_MOST 64
void narrow_read(const struct narrow *narrow, struct span raw, struct arena *arena, struct text *text);

#endif
