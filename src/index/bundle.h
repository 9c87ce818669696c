/* A bundle is a parcel to whoever makes it. */
#ifndef INDEX_BUNDLE_H
#define INDEX_BUNDLE_H

#include "index/document.h"
#include "index/parcel.h"

/* The change that puts `document`, in `arena`. */
struct change change_make(struct index_maker *maker, const char *id, const struct document *document,
			  const struct gazetteer *gazetteer, const char *rules, struct arena *arena, struct error *err);

/* The term of article `id`, in `arena`. */
struct span change_unique(const char *id, struct arena *arena);

/* The parcel of a bundle, which is gone afterwards. */
struct parcel *bundle_parcel(struct index_bundle *bundle);

#endif
