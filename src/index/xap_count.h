/* Counts beside a search: every matching document once. For xap*.cc only. */
#ifndef INDEX_XAP_COUNT_H
#define INDEX_XAP_COUNT_H

#include "index/xap_guard.h"

#include <string>
#include <unordered_map>
#include <vector>

struct tally {
	uint32_t count = 0;
	uint32_t docid = 0;     /* the first that was seen */
};

/* Counts documents, groups of them, and the values of some slots. */
class Counter : public Xapian::MatchSpy {
public:
	explicit Counter(const struct xap_search *search);
	void operator()(const Xapian::Document &document, double) override;

	uint32_t documents() const { return seen; }
	uint32_t group_count() const { return static_cast<uint32_t>(groups.size()); }
	uint32_t group_size(const std::string &group) const;
	/* The counts of slot number `i` of the search, lists taken apart. */
	void counts(size_t i, struct arena *arena, struct xap_counts *out) const;

private:
	const struct xap_search *search;
	uint32_t seen = 0;
	std::unordered_map<std::string, uint32_t> groups;
	std::vector<std::unordered_map<std::string, tally>> values;     /* whole values, for each slot */
};

/* Keeps the docids that it sees. */
class Collector : public Xapian::MatchSpy {
public:
	void operator()(const Xapian::Document &document, double) override { docids.push_back(document.get_docid()); }

	std::vector<uint32_t> docids;
};

#endif
