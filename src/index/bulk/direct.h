/* Builds the tables from lists that are in order already: for merging. */
#ifndef INDEX_BULK_DIRECT_H
#define INDEX_BULK_DIRECT_H

#ifdef __cplusplus
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wpedantic"
extern "C" {
#endif

#include "index/bulk/bulk.h"

/* Instead of bulk_add(), in this order: the length of every document and the notes;
 * then each term once, by rising bytes, with all of its postings by rising docid. */
void bulk_add_length(struct bulk *bulk, uint32_t docid, uint32_t length, struct error *err);

/* `documents` and `weight` are sums of the postings that follow. */
void bulk_begin_term(struct bulk *bulk, struct span term, uint64_t documents, uint64_t weight, struct error *err);
void bulk_add_posting(struct bulk *bulk, uint32_t docid, uint32_t weight, struct error *err);
void bulk_end_term(struct bulk *bulk, struct error *err);

#ifdef __cplusplus
}
#pragma GCC diagnostic pop
#endif

#endif
