/* Counts the values of found documents, from the columns beside the tables. */
#include "index/xap_found.h"

extern "C" {
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wpedantic"
#include "dateline/buf.h"
#pragma GCC diagnostic pop
}

#include <algorithm>
#include <string_view>
#include <unordered_map>

struct sum {
	uint32_t count = 0;
	uint32_t docid = 0;     /* one that has it */
};

/* By items that lie in the columns. */
using sums = std::unordered_map<std::string_view, sum>;

/* Adds what one whole value counts for to the items of its list. */
static void take_apart(struct span value, uint32_t count, uint32_t docid, size_t parts, sums &items)
{
	struct unpack list = { value.at, value.at + value.bytes, true };

	while (list.at != list.end) {
		struct span item = unpack_counted(&list);

		if (!list.ok)
			throw Xapian::DatabaseCorruptError("a list in a slot is damaged");

		sum &total = items[std::string_view(item.at, item.bytes)];

		if (total.count == 0 || (docid < total.docid && docid % parts == total.docid % parts))
			total.docid = docid;
		total.count += count;
	}
}

/* A value's number, and what it counts for. */
struct value_count {
	uint32_t number;
	sum total;
};

/* Of few documents: their values sorted. */
static std::vector<value_count> count_few(const struct xap_reader *reader, size_t part, const struct column *column,
					  const std::vector<match_found> &found)
{
	std::vector<std::pair<uint32_t, uint32_t>> values;
	std::vector<value_count> counts;

	for (const match_found &one : found)
		if (reader->parts.size() == 1 || part_of(reader, one.docid) == part)
			values.emplace_back(column_number(column, local_of(reader, one.docid)), one.docid);
	std::sort(values.begin(), values.end());
	for (const auto &value : values) {
		if (counts.empty() || counts.back().number != value.first)
			counts.push_back({ value.first, { 0, value.second } });
		counts.back().total.count++;
	}
	return counts;
}

/* How many of a part's matching documents have each value of a slot; documents without
 * one are at 0. */
static std::vector<value_count> count_values(struct xap_reader *reader, size_t part, const struct column *column,
					     const std::vector<match_found> &found)
{
	std::vector<value_count> counts;

	if (found.size() * 8 < column->value_count)
		return count_few(reader, part, column, found);
	for (uint32_t n = 0; n <= column->value_count; n++)
		counts.push_back({ n, { 0, 0 } });
	if (found.size() == reader->database.get_doccount()) {
		for (value_count &value : counts)
			value.total = { column->counts[value.number], docid_of(reader, part, column->firsts[value.number]) };
		return counts;
	}
	for (const match_found &one : found) {
		if (reader->parts.size() > 1 && part_of(reader, one.docid) != part)
			continue;

		sum &total = counts[column_number(column, local_of(reader, one.docid))].total;

		if (total.count++ == 0 || one.docid < total.docid)
			total.docid = one.docid;
	}
	return counts;
}

void count_slot(struct xap_reader *reader, uint32_t slot, const std::vector<match_found> &found, struct arena *arena,
		struct xap_counts *out)
{
	sums items;
	uint32_t with = 0;
	size_t n = 0;

	for (size_t i = 0; i < reader->parts.size(); i++) {
		const struct column *column = columns_find(columns_of_part(reader->parts[i]), slot);

		if (!column)
			continue;

		for (const value_count &value : count_values(reader, i, column, found)) {
			if (value.number == 0 || value.total.count == 0)
				continue;
			with += value.total.count;
			take_apart(column_value(column, value.number), value.total.count, value.total.docid,
				   reader->parts.size(), items);
		}
	}
	out->missing = static_cast<uint32_t>(found.size()) - with;
	out->count = items.size();
	out->items = static_cast<struct xap_count *>(arena_alloc_array(arena, items.size(), sizeof(struct xap_count)));
	for (const auto &item : items)
		out->items[n++] = { arena_copy(arena, { item.first.data(), item.first.size() }), item.second.count, item.second.docid };
}
