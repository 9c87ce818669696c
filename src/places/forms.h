/* Every form of a Russian or Ukrainian name, by the endings table. */
#ifndef PLACES_FORMS_H
#define PLACES_FORMS_H

#include "dateline/arena.h"
#include "dateline/span.h"

#include <stddef.h>

#define FORM_WORDS_MOST 8

/* One form of a name, as folded words. */
struct form {
	struct span words[FORM_WORDS_MOST];
	size_t count;
};

typedef void form_take(const struct form *form, void *with);

/* Tells `take` each inflected form of `name` (folded words) in `lang` ("ru",
 * "uk"); the name itself is not among them. Spans live in `arena`. */
void forms_of_name(const struct form *name, const char *lang, struct arena *arena, form_take *take, void *with);

/* Tells `take` each form of an adjective by its stem's words; only the last changes. */
void forms_of_stem(const struct form *stem, const char *lang, struct arena *arena, form_take *take, void *with);

#endif
