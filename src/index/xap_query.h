/* A plan of terms as a query of Xapian. For xap*.cc only. */
#ifndef INDEX_XAP_QUERY_H
#define INDEX_XAP_QUERY_H

#include "index/xap_guard.h"

/* Throws Xapian::InvalidOperationError on a plan that is too deep. */
Xapian::Query query_of(const Xapian::Database &database, const struct match *match);

#endif
