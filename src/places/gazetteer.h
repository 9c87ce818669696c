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
	const uint64_t *filter;
	const struct blob_place *places;
	const struct blob_slot *slots;
	const struct blob_entry *entries;
	const struct blob_code *codes;
	const char *strings;
	struct roles *roles;
	struct buf owned;       /* the bytes, unless they are the program's own */
};

/* May names begin with or be `key`? Seldom yes when none does. */
static inline bool gazetteer_may_find(const struct gazetteer *gazetteer, uint64_t key)
{
	uint64_t mixed = key_mix(key), bits = blob_filter_bits(mixed);

	return (gazetteer->filter[mixed & (gazetteer->header->filter_count - 1)] & bits) == bits;
}

/* The first entry of a key (unmixed, see key.h), or NULL; `more` says whether
 * longer keys begin with it. The run ends with ENTRY_LAST. */
const struct blob_entry *gazetteer_find(const struct gazetteer *gazetteer, uint64_t key, bool *more);

/* The place of an id that is known to be good. */
static inline const struct blob_place *gazetteer_place(const struct gazetteer *gazetteer, uint32_t id)
{
	return &gazetteer->places[id - 1];
}

/* Is `above` an ancestor of `below`? */
bool gazetteer_is_above(const struct gazetteer *gazetteer, uint32_t above, uint32_t below);

#endif
