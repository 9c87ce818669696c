/* Sources of documents that stand in no table: for the matcher. For xap*.cc only. */
#ifndef INDEX_XAP_SOURCE_H
#define INDEX_XAP_SOURCE_H

#include "index/xap_parts.h"

extern "C" {
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wpedantic"
#include "index/phrase.h"
#pragma GCC diagnostic pop
}

#include <memory>

/* Documents of one part, in their order, that hold() says hold. The matcher makes a
 * clone for each part. */
class PartSource : public Xapian::PostingSource {
public:
	explicit PartSource(struct xap_reader *from) : reader(from) {}

	void init(const Xapian::Database &database) override;
	Xapian::doccount get_termfreq_min() const override { return 0; }
	Xapian::doccount get_termfreq_est() const override { return most; }
	Xapian::doccount get_termfreq_max() const override { return most; }
	void next(double) override;
	void skip_to(Xapian::docid docid, double) override;
	bool check(Xapian::docid docid, double) override;
	bool at_end() const override { return at > last; }
	Xapian::docid get_docid() const override { return at; }

protected:
	virtual bool holds(Xapian::docid docid) = 0;
	/* Is called once the part is known. */
	virtual void begin() {}
	xap_part &part() { return reader->parts[number]; }

	struct xap_reader *reader;
	size_t number = 0;
	Xapian::docid at = 0, last = 0;
	Xapian::doccount most = 0;
};

/* Those that nobody took away; tells reader->current which part they are of. */
class LivingSource : public PartSource {
public:
	using PartSource::PartSource;
	PartSource *clone() const override { return new LivingSource(reader); }

protected:
	bool holds(Xapian::docid docid) override;
};

/* Those whose value in a slot lies between two bounds, both counted. */
class RangeSource : public PartSource {
public:
	RangeSource(struct xap_reader *from, uint32_t in_slot, std::string at_least, std::string at_most, bool is_open)
		: PartSource(from), slot(in_slot), least(std::move(at_least)), greatest(std::move(at_most)), open(is_open) {}
	PartSource *clone() const override { return new RangeSource(reader, slot, least, greatest, open); }

protected:
	void begin() override;
	bool holds(Xapian::docid docid) override;

private:
	uint32_t slot;
	std::string least, greatest;
	bool open;                      /* no upper bound */
	const struct column *column = nullptr;
	uint32_t low = 1, high = 0;
};

/* One of a group, or all of it. */
struct group_member {
	std::string id;
	uint32_t number;
};

/* Documents by group and number. */
class MemberSource : public PartSource {
public:
	MemberSource(struct xap_reader *from, uint32_t in_slot, std::shared_ptr<const std::vector<group_member>> these)
		: PartSource(from), slot(in_slot), members(std::move(these)) {}
	PartSource *clone() const override { return new MemberSource(reader, slot, members); }
	void next(double) override;
	void skip_to(Xapian::docid docid, double) override;

protected:
	void begin() override;
	bool holds(Xapian::docid docid) override;

private:
	uint32_t slot;
	std::shared_ptr<const std::vector<group_member>> members;
	std::vector<uint32_t> docids;
};

/* What a phrase asks for; terms of each kid. */
struct phrase_plan {
	bool in_order;
	uint32_t window;
	std::vector<std::vector<std::string>> kids;
};

/* Documents where the phrase holds, among those that have all of its words. */
class PhraseSource : public PartSource {
public:
	PhraseSource(struct xap_reader *from, std::shared_ptr<const phrase_plan> asked) : PartSource(from), plan(std::move(asked)) {}
	PartSource *clone() const override { return new PhraseSource(reader, plan); }

protected:
	void begin() override;
	bool holds(Xapian::docid docid) override;

private:
	bool in_text(Xapian::docid docid);
	void find_places(size_t kid, const uint16_t *row, size_t count);
	bool is_sure(Xapian::docid docid);

	std::shared_ptr<const phrase_plan> plan;
	/* Of the kids' terms: tokens, how often each was seen in the row of the document, and
	 * the term's postings as far as they were walked (documents only ever rise). */
	std::vector<std::vector<uint16_t>> tokens;
	std::vector<std::vector<uint32_t>> seen;
	std::vector<std::vector<Xapian::PostingIterator>> postings;
	std::vector<std::vector<uint32_t>> places;
	std::vector<struct phrase_kid> kids;
	bool only_in_text = false;      /* words of titles stand in no row */
};

#endif
