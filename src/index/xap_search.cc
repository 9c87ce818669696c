/* Searches: every matching document once, the best of them, and counts of their values.
 *
 * The matcher is asked for nothing but the documents and their scores: order, groups
 * and counts are made here from the columns, so that hits of one score have an order
 * at the edge of a page too, and no value is read document by document. */
#include "index/xap_found.h"
#include "index/xap_groups.h"
#include "index/xap_query.h"
#include "index/xap_source.h"

extern "C" {
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wpedantic"
#include "dateline/buf.h"
#pragma GCC diagnostic pop
}

#include <algorithm>
#include <cstring>
#include <unordered_map>

/* How much a document's length tells against it, and what an article's second passage, third ...
 * add to its best: each so much of the one before. Measured by make bench-relevance; passages
 * are of a length more than articles are (0.5 is usual). */
#define LENGTH_SHARE 0.3
#define NEXT_SHARE 0.2

/* What decides among documents; the slot for ties, too, where that is equal. */
struct standing {
	uint64_t order;
	uint32_t docid;
	uint32_t size;          /* of its group */
	double score;
};

class Collector : public Xapian::MatchSpy {
public:
	explicit Collector(const struct xap_reader *from) : reader(from) {}
	void operator()(const Xapian::Document &document, double score) override
	{
		found.push_back({ docid_of(reader, reader->current, document.get_docid()), 0, score });
	}

	const struct xap_reader *reader;
	std::vector<match_found> found;
};

static bool needs_living(const struct xap_reader *reader)
{
	bool has_dead = false;

	for (const xap_part &part : reader->parts)
		has_dead = has_dead || part.dead_count > 0;
	return has_dead || reader->parts.size() > 1;
}

/* Every document of a part, without the matcher. */
static void collect_all(struct xap_reader *reader, std::vector<match_found> &found)
{
	for (size_t i = 0; i < reader->parts.size(); i++) {
		const xap_part &part = reader->parts[i];
		Xapian::docid last = part.database.get_lastdocid();
		bool is_dense = last == part.database.get_doccount();

		found.reserve(found.size() + part.database.get_doccount());
		for (Xapian::docid at = 1; is_dense && at <= last; at++)
			if (!is_dead(part, at))
				found.push_back({ docid_of(reader, i, at), 0, 0 });
		if (is_dense)
			continue;
		for (auto p = part.database.postlist_begin(""); p != part.database.postlist_end(""); ++p)
			if (!is_dead(part, *p))
				found.push_back({ docid_of(reader, i, *p), 0, 0 });
	}
}

static std::vector<match_found> collect(struct xap_reader *reader, const struct match *match, bool with_scores)
{
	Collector collector(reader);

	reader->current = 0;
	if (reader->parts.empty())
		return {};
	if (match->kind == MATCH_ALL || (match->kind == MATCH_AND && match->kid_count == 0)) {
		collect_all(reader, collector.found);
		return std::move(collector.found);
	}

	Xapian::Enquire enquire(reader->database);
	Xapian::Query query = query_of(reader, match);

	if (needs_living(reader)) {
		Xapian::PostingSource *living = new LivingSource(reader);

		query = Xapian::Query(Xapian::Query::OP_FILTER, query, Xapian::Query(living->release()));
	}
	enquire.set_query(query);
	if (with_scores)
		enquire.set_weighting_scheme(Xapian::BM25Weight(1, 0, 1, LENGTH_SHARE, 0.5));
	else
		enquire.set_weighting_scheme(Xapian::BoolWeight());
	enquire.add_matchspy(&collector);
	enquire.get_mset(0, 0, reader->database.get_doccount());
	return std::move(collector.found);
}

/* ---- order ---- */

static uint64_t big_endian(struct span value, uint64_t missing)
{
	uint64_t number = 0;

	if (value.bytes < sizeof(number))
		return missing;
	for (size_t i = 0; i < sizeof(number); i++)
		number = number << 8 | static_cast<unsigned char>(value.at[i]);
	return number;
}

/* Columns of each part for one slot; nullptr where no document has a value. */
static std::vector<const struct column *> columns_of_slot(struct xap_reader *reader, uint32_t slot)
{
	std::vector<const struct column *> columns;

	for (xap_part &part : reader->parts)
		columns.push_back(columns_find(columns_of_part(part), slot));
	return columns;
}

class Order {
public:
	Order(struct xap_reader *from, const struct xap_search *asked)
		: reader(from), search(asked), orders(columns_of_slot(from, asked->sort_slot)),
		  groups(columns_of_slot(from, asked->group_slot)),
		  ties(columns_of_slot(from, asked->tie_slot)) {}

	uint64_t group_of(uint32_t docid) const { return value(groups, docid, docid); }

	/* Is it the only document of its group? False: not known. */
	bool is_alone(uint32_t docid) const
	{
		const struct column *column = groups[0];

		return reader->parts.size() == 1 && column && column->counts[column_number(column, local_of(reader, docid))] == 1;
	}

	standing standing_of(const match_found &found) const
	{
		uint64_t order = value(orders, found.docid, UINT64_MAX);

		if (search->sort == XAP_BY_SLOT_DOWN && order != UINT64_MAX)
			order = ~order;
		return { order, found.docid, 1, found.score };
	}

	bool operator()(const standing &a, const standing &b) const
	{
		if (search->sort == XAP_BY_SCORE && (a.score < b.score || a.score > b.score))
			return a.score > b.score;
		if (a.order != b.order)
			return a.order < b.order;

		uint64_t a_tie = value(ties, a.docid, a.docid), b_tie = value(ties, b.docid, b.docid);

		if (a_tie != b_tie)
			return a_tie < b_tie;
		return local_of(reader, a.docid) < local_of(reader, b.docid);
	}

private:
	uint64_t value(const std::vector<const struct column *> &columns, uint32_t docid, uint64_t missing) const
	{
		const struct column *column = columns[part_of(reader, docid)];

		if (!column)
			return missing;
		return big_endian(column_value(column, column_number(column, local_of(reader, docid))), missing);
	}

	const struct xap_reader *reader;
	const struct xap_search *search;
	std::vector<const struct column *> orders, groups, ties;
};

/* Drops what cannot be among the first `wanted` by its score alone. */
static std::vector<match_found> best_scores(const std::vector<match_found> &found, size_t wanted)
{
	std::vector<double> scores;
	std::vector<match_found> best;

	if (wanted == 0 || found.size() <= wanted)
		return wanted ? found : best;
	for (const match_found &one : found)
		scores.push_back(one.score);
	std::nth_element(scores.begin(), scores.begin() + static_cast<std::ptrdiff_t>(wanted - 1), scores.end(),
			 [](double a, double b) { return a > b; });
	for (const match_found &one : found)
		if (one.score >= scores[wanted - 1])
			best.push_back(one);
	return best;
}

/* The score of a group: its best document's, and ever less of the others'. */
static double score_of_group(std::vector<double> &scores)
{
	double sum = 0, share = 1;

	std::sort(scores.rbegin(), scores.rend());
	for (double score : scores) {
		sum += share * score;
		share *= NEXT_SHARE;
	}
	return sum;
}

static void score_groups(const std::vector<match_found> &found, const Order &order, std::vector<standing> &best)
{
	std::unordered_map<uint64_t, std::vector<double>> scores;

	for (const match_found &one : found)
		scores[order.group_of(one.docid)].push_back(one.score);
	for (standing &one : best)
		one.score = score_of_group(scores[order.group_of(one.docid)]);
}

/* The best of each group. */
static std::vector<standing> best_of_groups(const std::vector<match_found> &found, const Order &order)
{
	Places places(found.size());
	std::vector<standing> best;

	best.reserve(found.size());
	for (const match_found &one : found) {
		standing here = order.standing_of(one);
		uint32_t fresh = 0, &place = order.is_alone(one.docid) ? fresh : places[order.group_of(one.docid)];

		if (place == 0) {
			best.push_back(here);
			place = static_cast<uint32_t>(best.size());
			continue;
		}

		standing &there = best[place - 1];

		here.size = there.size = there.size + 1;
		if (order(here, there))
			there = here;
	}
	return best;
}

static void copy_hits(struct xap_reader *reader, const struct xap_search *search, const std::vector<standing> &best,
		      struct arena *arena, struct xap_found *out)
{
	size_t from = std::min<size_t>(search->offset, best.size());
	size_t to = std::min<size_t>(from + search->limit, best.size());

	out->hit_count = 0;
	out->hits = static_cast<struct xap_hit *>(arena_alloc_array(arena, to - from, sizeof(struct xap_hit)));
	for (size_t i = from; i < to; i++) {
		struct xap_hit *hit = &out->hits[out->hit_count];
		xap_part &part = reader->parts[part_of(reader, best[i].docid)];

		*hit = { best[i].docid, best[i].score, best[i].size,
			 { { nullptr, 0 }, { nullptr, 0 }, nullptr, 0 } };
		out->hit_count += stored_of(part, local_of(reader, best[i].docid), arena, &hit->stored);
	}
}

static void rank(struct xap_reader *reader, const struct xap_search *search, const std::vector<match_found> &found,
		 struct arena *arena, struct xap_found *out)
{
	Order order(reader, search);
	std::vector<standing> best;
	size_t wanted = static_cast<size_t>(search->offset) + search->limit;

	out->documents = out->groups = static_cast<uint32_t>(found.size());
	if (search->group) {
		best = best_of_groups(found, order);
		if (search->add_up && search->sort == XAP_BY_SCORE)
			score_groups(found, order, best);
		out->groups = static_cast<uint32_t>(best.size());
	} else {
		for (const match_found &one : search->sort == XAP_BY_SCORE || wanted == 0 ? best_scores(found, wanted) : found)
			best.push_back(order.standing_of(one));
	}
	wanted = std::min(wanted, best.size());
	std::partial_sort(best.begin(), best.begin() + static_cast<std::ptrdiff_t>(wanted), best.end(), order);
	copy_hits(reader, search, best, arena, out);
}

extern "C" {

void xap_reader_search(struct xap_reader *reader, const struct xap_search *search, struct arena *arena,
		struct xap_found *out, struct error *err)
{
	memset(out, 0, sizeof(*out));
	request(reader, err, [&] {
		std::vector<match_found> found = collect(reader, search->match, true);

		rank(reader, search, found, arena, out);
		out->counts = static_cast<struct xap_counts *>(
			arena_alloc_array(arena, search->count_slot_count, sizeof(struct xap_counts)));
		for (size_t i = 0; i < search->count_slot_count; i++)
			count_slot(reader, search->count_slots[i], found, arena, &out->counts[i]);
	});
}

size_t xap_reader_match(struct xap_reader *reader, const struct match *match, struct arena *arena, uint32_t **out,
		 struct error *err)
{
	size_t count = 0;

	*out = nullptr;
	request(reader, err, [&] {
		std::vector<match_found> found = collect(reader, match, false);

		count = found.size();
		*out = static_cast<uint32_t *>(arena_alloc_array(arena, count, sizeof(uint32_t)));
		for (size_t i = 0; i < count; i++)
			(*out)[i] = found[i].docid;
		std::sort(*out, *out + count);
	});
	return count;
}

}
