/* Writing a layer, shared by layer_join.c (what each key can mean) and layer_write.c (the file). */
#ifndef PLACES_LAYER_WRITING_H
#define PLACES_LAYER_WRITING_H

#include "places/layer_inner.h"
#include "places/layer_out.h"

/* After so many rows the progress is told, and what was read of the base is let go. */
#define STEP_ROWS ((uint64_t)1 << 18)

/* A key with its entry, as it waits until all keys are counted. */
struct keyed {
	uint64_t key;
	uint32_t entry;
	uint32_t spare;
};

struct writing {
	struct layer *layer;
	const struct gazetteer *base;
	struct blob_header header;
	struct out_file out;
	uint64_t *filter;       /* of header.filter_count words */
	FILE *entries, *keyed, *highs;
	uint64_t slot;          /* the base's slots: the one in front */
	uint32_t high;          /* and its number among the taken ones */
	struct span record;     /* the layer's names: the one in front; {NULL, 0} at the end */
	struct named *run;      /* what one key can mean */
	size_t run_count, run_room;
	uint64_t checksum;
	struct error *err;
	void (*step)(double share, void *with);
	void *with;
};

/* Tells how much of all is done. */
void writing_step(const struct writing *w, double share);

/* Adds bytes to a section that is written apart. */
void writing_add(const struct writing *w, FILE *section, const void *bytes, size_t count);

/* Writes the entries of all keys, the base's and the layer's, and the keys that will be their slots. */
void join_names(struct writing *w);

#endif
