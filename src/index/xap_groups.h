/* A table from groups of documents to their places in a list. For xap*.cc only. */
#ifndef INDEX_XAP_GROUPS_H
#define INDEX_XAP_GROUPS_H

#include <cstddef>
#include <cstdint>
#include <vector>

/* From groups to places in a list, with room for so many: open addressing, since
 * there may be a group for each of a million documents. */
class Places {
public:
	explicit Places(size_t most)
	{
		while ((size_t(1) << bits) < most * 2)
			bits++;
	}

	/* The place, from 1, of the group; 0, to be set, when it is new. */
	uint32_t &operator[](uint64_t group)
	{
		if (slots.empty())
			slots.resize(size_t(1) << bits);

		size_t at = group * 0x9e3779b97f4a7c15u >> (64 - bits);

		while (slots[at].place && slots[at].group != group)
			at = (at + 1) & (slots.size() - 1);
		slots[at].group = group;
		return slots[at].place;
	}

private:
	struct slot {
		uint64_t group = 0;
		uint32_t place = 0;
	};
	std::vector<slot> slots;
	unsigned bits = 4;
};

#endif
