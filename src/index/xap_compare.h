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

#include <stddef.h>

/* What else is compared: the terms and slots of each document, where both
 * databases have them; its data, which may tell when it was written. */
enum xap_compare { XAP_COMPARE_TERM_LISTS = 1, XAP_COMPARE_DATA = 2 };

/* Walks the databases in two directories with Xapian's own iterators: sums and
 * bounds, terms, postings, positions, lengths, values, notes; `also` takes bits of
 * xap_compare. Returns how many differences there are; the first of them are lines
 * in `report`. */
size_t xap_compare(const char *a, const char *b, unsigned also, struct buf *report, struct error *err);

#ifdef __cplusplus
}
#pragma GCC diagnostic pop
#endif

#endif
