/* The inside of a gazetteer, for the files of this floor. */
#ifndef PLACES_GAZETTEER_H
#define PLACES_GAZETTEER_H

#include "dateline/buf.h"
#include "dateline/place.h"
#include "places/blob.h"
#include "places/key.h"
#include "places/roles.h"

struct gazetteer {
	const struct blob_header *header;
	const struct blob_rule *rules;
	const uint64_t *filter;
	const struct blob_place *places;
	const struct blob_slot *slots;
	const struct blob_entry *entries;
	const struct blob_code *codes;
	const uint32_t *highs;
	const char *strings;
	struct roles *roles;
	struct buf owned;       /* the bytes, when a table was packed */
	struct span mapped;     /* the bytes, when they are a file's */
};

/* Do all numbers in it stay within it? A look at the whole: for whoever builds on it.
 * Looking things up is safe with damaged bytes too, but may find nonsense. */
bool gazetteer_is_sound(const struct gazetteer *gazetteer);

/* Tells that what lies between was read and is not needed soon, so that a large mapped gazetteer does not fill the
 * memory of whoever walks through all of it. */
void gazetteer_let_go(const struct gazetteer *gazetteer, const void *from, const void *to);

/* May names begin with or be `key`? Seldom yes when none does. */
static inline bool gazetteer_may_find(const struct gazetteer *gazetteer, uint64_t key)
{
	uint64_t mixed = key_mix(key), bits = blob_filter_bits(mixed);

	return gazetteer->header->filter_count == 0 || (gazetteer->filter[mixed & (gazetteer->header->filter_count - 1)] & bits) == bits;
}

/* The first entry of a key (unmixed, see key.h), or NULL; `more` says whether
 * longer keys begin with it. The run ends with ENTRY_LAST. */
const struct blob_entry *gazetteer_find(const struct gazetteer *gazetteer, uint64_t key, bool *more);

/* An empty place. */
extern const struct blob_place gazetteer_nowhere;

/* The place of an id; an empty one when the id is none. */
static inline const struct blob_place *gazetteer_place(const struct gazetteer *gazetteer, uint32_t id)
{
	return id > 0 && id <= gazetteer->header->place_count ? &gazetteer->places[id - 1] : &gazetteer_nowhere;
}

/* Is `above` an ancestor of `below`? */
bool gazetteer_is_above(const struct gazetteer *gazetteer, uint32_t above, uint32_t below);

#endif
