/* Packs places and their names into the bytes that gazetteer.c reads in place. */
#ifndef PLACES_PACK_H
#define PLACES_PACK_H

#include "dateline/buf.h"
#include "dateline/error.h"
#include "dateline/place.h"
#include "dateline/span.h"

#include <stdint.h>

struct pack;

struct pack *pack_new(void);
void pack_free(struct pack *pack);

/* Adds a place; its strings are copied. Returns its id. A parent may be added
 * later: it is told by its code. */
struct pack_place {
	struct span code, parent;       /* parent: a code, "" for none */
	struct span name, ru, kk, uk;
	enum place_kind kind;
	struct span country;
	float lat, lon;
	uint32_t population;
	uint16_t known;                 /* in how many ways it is written: a measure of fame */
};
uint32_t pack_place(struct pack *pack, const struct pack_place *place);

/* Makes `code` another code of `place`. */
void pack_code(struct pack *pack, struct span code, uint32_t place);

/* From now on names written exactly as `form` (any case) get `flags` too; with
 * `place` not empty only those of that code. To be told before the names. */
void pack_deny(struct pack *pack, struct span form, struct span place, uint32_t flags);

/* Tells that `word` (folded) is a common word in `lang`: a small place of that name
 * wants a reason to be meant. To be told before the names. */
void pack_common(struct pack *pack, struct span word, struct span lang);

/* Adds `name` of `place` (enum entry_flag in `flags`) and, of Cyrillic names, its
 * inflected forms. */
void pack_name(struct pack *pack, uint32_t place, struct span name, uint32_t flags);

/* Adds the Ukrainian forms of `name`, whose letters may be Russian as well (Польща). */
void pack_name_in_ukrainian(struct pack *pack, uint32_t place, struct span name, uint32_t flags);

/* Adds every form of the adjective with this stem in `lang` ("ru", "uk"). */
void pack_adjective(struct pack *pack, uint32_t place, struct span stem, const char *lang, uint32_t flags);

/* Calls `take` for every single-word name and form, folded: to be compared with a
 * dictionary by whoever tends the tables. To be set before the names. */
void pack_watch(struct pack *pack, void (*take)(struct span form, void *with), void *with);

/* Adds the packed bytes to `out`. */
void pack_write(struct pack *pack, struct buf *out, struct error *err);

#endif
