/* The documents that a search has found, and the counting of their values. For xap*.cc only. */
#ifndef INDEX_XAP_FOUND_H
#define INDEX_XAP_FOUND_H

#include "index/xap_query.h"

#include <vector>

/* A matching document. */
struct match_found {
	uint32_t docid;
	float padding;
	double score;
};

/* Counts the items of the lists in `slot` over all that was found. */
void count_slot(struct xap_reader *reader, uint32_t slot, const std::vector<match_found> &found, struct arena *arena,
		struct xap_counts *out);

#endif
