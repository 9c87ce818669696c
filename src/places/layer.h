/* A gazetteer with a layer of places and names over it, larger than memory while it is made. */
#ifndef PLACES_LAYER_H
#define PLACES_LAYER_H

#include "places/gazetteer.h"
#include "places/pack.h"

struct layer;

/* A layer over `base`, which stays open until layer_free(). Temporary files without names lie in `directory`; `memory`
 * bounds what is sorted at a time. With `strict` the deny list and the dictionaries have their say about each name. */
struct layer *layer_new(const struct gazetteer *base, const char *directory, size_t memory, enum place_table table, bool strict,
			struct error *err);
void layer_free(struct layer *layer);

/* Adds a place, whose code nobody has; its parent is told by code and may come later (or never: then the country of
 * the code is its parent, if that is known). Returns its number. */
uint32_t layer_place(struct layer *layer, const struct pack_place *place, struct error *err);

/* The place of a code of the base, or a region or country of the layer so far; 0: none. */
uint32_t layer_find(struct layer *layer, struct span code);

/* Makes `code`, which nobody has, another code of a place. */
void layer_code(struct layer *layer, struct span code, uint32_t place, struct error *err);

/* Adds a name (enum entry_flag in `flags`) and its inflected forms. A name that the base gives to that place already
 * stays as it is there, unless the layer is not strict. */
void layer_name(struct layer *layer, uint32_t place, struct span name, uint32_t flags, struct error *err);

/* Adds the Ukrainian forms of a name that layer_name() was told: its letters may be Russian as well (Польща). */
void layer_name_in_ukrainian(struct layer *layer, uint32_t place, struct span name, uint32_t flags, struct error *err);

/* Puts other values in a place of the base: those of `place` that are not empty, and its parent, population and
 * position unless they are 0. */
void layer_mend(struct layer *layer, uint32_t number, const struct pack_place *place, struct error *err);

/* Writes the whole to `path` (through a temporary name, synced, then renamed). STATUS_BUSY when somebody else is about
 * it. `step` is called now and then with how much is done of 1. Returns the bytes written. */
uint64_t layer_write(struct layer *layer, const char *path, void (*step)(double share, void *with), void *with,
		     struct error *err);

uint32_t layer_place_count(const struct layer *layer);  /* new ones */
uint64_t layer_name_count(const struct layer *layer);   /* keys, forms and all */

#endif
