/* The canonical form of a person's name, out of the forms that an article uses. */
#ifndef NAMES_LABEL_H
#define NAMES_LABEL_H

#include "names/run.h"

#define LABEL_FORMS_MOST 12

/* One way in which the article wrote the name. */
struct label_form {
	const struct text *text;
	struct run run;
	struct span words;      /* as written */
	uint32_t seen;
};

/* The different ways, as far as they fit. Start it as {0}. */
struct label_votes {
	struct label_form forms[LABEL_FORMS_MOST];
	size_t count;
	const char *lang;
};

void label_vote(struct label_votes *votes, const struct text *text, const struct run *run, const char *lang,
		struct arena *arena);

/* The fullest form, its words put in the nominative that agrees with most others. */
struct span label_make(const struct label_votes *votes, struct arena *arena);

#endif
