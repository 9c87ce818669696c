/* Counts beside a search: what the matcher shows it, every matching document once.
 *
 * Values are counted whole and taken apart at the end: thousands of passages share
 * one list of places, and a look-up of a string is cheaper than ten. */
#include "index/xap_count.h"

extern "C" {
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wpedantic"
#include "dateline/buf.h"
#pragma GCC diagnostic pop
}

Counter::Counter(const struct xap_search *asked) : search(asked), values(asked->count_slot_count)
{
}

void Counter::operator()(const Xapian::Document &document, double)
{
	seen++;
	if (search->group)
		groups[document.get_value(search->group_slot)]++;
	for (size_t i = 0; i < values.size(); i++) {
		tally &tally = values[i][document.get_value(search->count_slots[i])];

		if (tally.count++ == 0)
			tally.docid = document.get_docid();
	}
}

uint32_t Counter::group_size(const std::string &group) const
{
	auto found = groups.find(group);

	return found == groups.end() ? 1 : found->second;
}

/* Adds what one whole value counts for to the items of its list. */
static void take_apart(const std::string &value, const tally &whole, std::unordered_map<std::string, tally> &items)
{
	struct unpack list = { value.data(), value.data() + value.size(), true };

	while (list.at != list.end) {
		struct span item = unpack_counted(&list);

		if (!list.ok)
			throw Xapian::DatabaseCorruptError("a list in a slot is damaged");

		tally &sum = items[string_of(item)];

		if (sum.count == 0 || whole.docid < sum.docid)
			sum.docid = whole.docid;
		sum.count += whole.count;
	}
}

void Counter::counts(size_t i, struct arena *arena, struct xap_counts *out) const
{
	std::unordered_map<std::string, tally> items;
	size_t n = 0;

	out->missing = 0;
	for (const auto &value : values[i]) {
		if (value.first.empty())
			out->missing += value.second.count;
		else
			take_apart(value.first, value.second, items);
	}
	out->count = items.size();
	out->items = static_cast<struct xap_count *>(arena_alloc_array(arena, items.size(), sizeof(struct xap_count)));
	for (const auto &item : items) {
		struct xap_count *counted = &out->items[n++];

		counted->item = copy_to_arena(arena, item.first);
		counted->count = item.second.count;
		counted->docid = item.second.docid;
	}
}
