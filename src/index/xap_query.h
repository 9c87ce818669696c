/* A plan of terms as a query of Xapian. For xap*.cc only. */
#ifndef INDEX_XAP_QUERY_H
#define INDEX_XAP_QUERY_H

#include "index/xap_parts.h"

/* Throws Xapian::InvalidOperationError on a plan that is too deep. */
Xapian::Query query_of(struct xap_reader *reader, const struct match *match);

#endif
