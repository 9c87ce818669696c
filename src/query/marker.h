/* What a query looks for in a text, so that its hits can be shown strong. */
#ifndef DATELINE_QUERY_MARKER_H
#define DATELINE_QUERY_MARKER_H

#include "dateline/arena.h"
#include "dateline/index.h"
#include "dateline/place.h"
#include "dateline/query.h"
#include "dateline/text.h"

struct person_set;
struct marker;

/* A word of a phrase: the terms that may stand there. */
struct phrase_word {
	struct span *terms;
	size_t count, room;
};

/* The parts of a record that a person reads. */
enum marked_part { MARKED_TEXT, MARKED_HEADING, MARKED_TITLE };

/* `stemmer` is borrowed for the marker's life; what is added must live as long. */
struct marker *marker_new(struct stemmer *stemmer, const struct gazetteer *gazetteer, struct arena *arena);

/* What is added from here on belongs to the next thing asked for. */
void marker_next(struct marker *marker);

/* Terms as text_term() gives them. */
void marker_add_word(struct marker *marker, struct span term);
void marker_add_stem(struct marker *marker, struct span stem, const char *lang); /* `lang` is borrowed */
void marker_add_prefix(struct marker *marker, struct span prefix);
void marker_add_phrase(struct marker *marker, const struct phrase_word *words, size_t count);
/* A word letter for letter. */
void marker_add_exact(struct marker *marker, struct span word);
void marker_add_place(struct marker *marker, uint32_t place, bool alone);
void marker_add_person_key(struct marker *marker, struct span key);
void marker_add_persons(struct marker *marker, const struct person_set *set);

/* The hits in a part of `record`, which has been read into `text`: by position,
 * none overlapping. `what` gets for each the number of the thing asked for, from
 * 0, so that a sentence with two different hits beats one with the same twice.
 * Returns how many, in `arena`. */
size_t marker_find(const struct marker *marker, const struct record *record, enum marked_part part,
		   const struct text *text, struct arena *arena, struct mark **out, uint32_t **what);

#endif
