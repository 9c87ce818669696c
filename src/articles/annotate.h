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

/* Adds a place for each bare surname that is a town's name too, after a word of
 * place or near the town's other name, of persons whom the article never names in full. */
void annotation_add_towns(struct annotation *all);

/* Compares persons and places that claim the same words: sets for each place
 * whether it loses to a person or wins over one. Returns how many win. */
size_t annotation_clashes(struct annotation *all, bool *place_lost, bool *place_won);

/* Marks the places that no name can claim a word of. */
void annotation_sure_places(const struct annotation *all, bool *sure);

/* Takes out whichever loses, and persons whom nothing names any more. */
void annotation_settle(struct annotation *all);

#endif
