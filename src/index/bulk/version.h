/* The version file, which makes a directory of tables a database. */
#ifndef INDEX_BULK_VERSION_H
#define INDEX_BULK_VERSION_H

#include "index/bulk/table.h"

/* Sums over all documents. */
struct version_sums {
	uint64_t documents, total_length;
	uint32_t last_docid;
	uint32_t least_length;          /* of those that are not empty; 0: none */
	uint32_t greatest_length, greatest_weight;
};

struct version_tables {
	const struct table *postlists, *data, *lists, *positions;
	const struct table *absent;     /* stands for spelling and synonyms, which we do not write */
};

/* Writes "<directory>/iamglass" of the finished tables, synced. */
void version_write(const char *directory, const struct version_tables *tables, const struct version_sums *sums,
		   struct error *err);

#endif
