/* Persons and places of an article while they are being found. */
#ifndef ARTICLES_ANNOTATE_H
#define ARTICLES_ANNOTATE_H

#include "dateline/article.h"

struct annotation {
	struct document *document;
	struct arena *arena;
	char lang[LANG_TEXT];
	struct text text;       /* the title, where it stands apart, and article.text */
	uint32_t shift;         /* bytes of `text` before article.text */
	struct person_list people;
	struct place_mention *places;
	size_t place_count;
};

/* Decides between person and place where both claim the same words. */
void annotation_decide(struct annotation *all);

#endif
