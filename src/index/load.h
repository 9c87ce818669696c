/* The first load of an empty index: changes go to the bulk builder instead of Xapian's writer. */
#ifndef INDEX_LOAD_H
#define INDEX_LOAD_H

#include "index/batch.h"

#include <stdbool.h>

/* A load takes articles that are new and nothing else. Whoever asks for one that
 * it has, or brings it again, must end the load first and go on with Xapian. */
struct load;

/* Does the linked Xapian, which made the database in `segment`, write the tables
 * that the builder writes? Where it does not, everything goes through Xapian. */
bool load_is_possible(const char *segment);

/* May all changes of `batch` be loaded: does each bring another article or note? */
bool load_takes(const struct batch *batch);

/* Builds a database at `path`, which must not be there. */
struct load *load_begin(const char *path, struct error *err);

/* Has the load the article with this term, or the note with this key? Seldom it
 * says so of one that it has not. */
bool load_has_article(const struct load *load, struct span unique);
bool load_has_note(const struct load *load, struct span key);

/* Takes a change of an article or note that it has not. STATUS_DATA: the index
 * cannot take it, and the load goes on without it. */
void load_add(struct load *load, const struct change *change, struct error *err);

/* Finishes the database, durable at its path, and frees `load`. On a fault nothing
 * is there. */
void load_finish(struct load *load, struct error *err);

/* NULL is welcome. */
void load_cancel(struct load *load);

#endif
