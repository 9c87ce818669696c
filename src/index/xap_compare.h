/* Are two databases the same to a reader? */
#ifndef INDEX_XAP_COMPARE_H
#define INDEX_XAP_COMPARE_H

#ifdef __cplusplus
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wpedantic"
extern "C" {
#endif

#include "dateline/buf.h"
#include "dateline/error.h"

#include <stdbool.h>
#include <stddef.h>

/* Walks the databases in two directories with Xapian's own iterators: sums and
 * bounds, terms, postings, positions, lengths, data, values, notes; and, where
 * both have them (`term_lists`), the terms and slots of each document. Returns how
 * many differences there are; the first of them are lines in `report`. */
size_t xap_compare(const char *a, const char *b, bool term_lists, struct buf *report, struct error *err);

#ifdef __cplusplus
}
#pragma GCC diagnostic pop
#endif

#endif
