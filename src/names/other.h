/* Capitalised words that are no part of a person's name (others.tsv). */
#ifndef NAMES_OTHER_H
#define NAMES_OTHER_H

#include "dateline/span.h"

#include <stdbool.h>

enum other_kind { OTHER_NONE, OTHER_TITLE, OTHER_ORGANISATION, OTHER_THING, OTHER_WHERE, OTHER_SPEECH, OTHER_WORD };

/* What a folded word is. */
enum other_kind other_find(struct span folded);

/* Does the word end as surnames do (surnames.tsv), in any case? */
bool surname_by_look(struct span folded);

/* The same for a word that stands alone: -ский and -ин may be adjectives and towns. */
bool surname_alone_by_look(struct span folded);

/* Does the word end as Kazakh first names do (given_ends.tsv)? */
bool given_by_look(struct span folded);

#endif
