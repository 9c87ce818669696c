/* Persons and places of an article while they are being found. */
#ifndef ARTICLES_ANNOTATE_H
#define ARTICLES_ANNOTATE_H

#include "dateline/article.h"

struct annotation {
	struct document *document;
	const struct gazetteer *gazetteer;
	struct arena *arena;
	char lang[LANG_TEXT];
	struct text text;       /* the title, where it stands apart, and article.text */
	uint32_t shift;         /* bytes of `text` before article.text */
	struct person_list people;
	struct place_mention *places;
	size_t place_count;
};

/* Compares persons and places that claim the same words: sets for each place
 * whether it loses to a person or wins over one. Returns how many win. */
size_t annotation_clashes(struct annotation *all, bool *place_lost, bool *place_won);

/* Marks the places that no person claims as won too. Returns how many of them touch
 * a capitalised word. */
size_t annotation_free_places(struct annotation *all, const bool *lost, bool *won);

/* Takes out whichever loses, and persons whom nothing names any more. */
void annotation_settle(struct annotation *all);

#endif
