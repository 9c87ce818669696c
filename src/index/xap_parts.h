/* The parts of an open index: tables of Xapian, and what lies beside them. For xap*.cc only. */
#ifndef INDEX_XAP_PARTS_H
#define INDEX_XAP_PARTS_H

#include "index/xap_guard.h"

extern "C" {
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wpedantic"
#include "index/part/part.h"
#pragma GCC diagnostic pop
}

#include <string>
#include <vector>

struct xap_part {
	Xapian::Database database;
	size_t owner;                   /* the index that it is a part of, */
	uint32_t number;                /* and its number there */
	std::string uuid;
	std::string graves;             /* of a part whose file has them: part/graves.h */
	struct part *beside;            /* nullptr: all is in the tables */
	struct columns *columns;        /* of such tables, made when first asked for; nullptr: not yet */
	Xapian::rev columns_revision;   /* that they were made of */
	std::vector<bool> dead;         /* documents that a later part took away, by docid */
	uint32_t dead_count;
};

struct xap_reader {
	std::vector<xap_part> parts;
	Xapian::Database database;      /* all of them as one */
	mutable size_t current;         /* the part whose documents the matcher walks through */
};

/* Documents are numbered over all parts as Xapian does it. */
static inline uint32_t docid_of(const struct xap_reader *reader, size_t part, uint32_t local)
{
	return static_cast<uint32_t>((local - 1) * reader->parts.size() + part + 1);
}

static inline size_t part_of(const struct xap_reader *reader, uint32_t docid)
{
	return (docid - 1) % reader->parts.size();
}

static inline uint32_t local_of(const struct xap_reader *reader, uint32_t docid)
{
	return static_cast<uint32_t>((docid - 1) / reader->parts.size() + 1);
}

static inline bool is_dead(const struct xap_part &part, uint32_t local)
{
	return local < part.dead.size() && part.dead[local];
}

/* The values of a part; throws what Xapian throws. */
const struct columns *columns_of_part(xap_part &part);

/* Which part a database is that the matcher hands to a source. */
size_t part_of_database(const struct xap_reader *reader, const Xapian::Database &database);

/* What is stored of a document; false when it is gone. Throws on damage. */
bool stored_of(xap_part &part, uint32_t local, struct arena *arena, struct stored *out);

/* Calls `each` with the local docids of the group `id`, or of its document `number`. */
template <typename Each> void each_of_group(xap_part &part, struct span id, uint32_t slot, uint32_t number, Each each)
{
	const struct columns *columns = columns_of_part(part);
	const struct column *column = columns_find(columns, slot);
	uint32_t found = column ? column_find(column, id) : 0;

	if (!found)
		return;
	for (uint32_t i = 0, first = column->firsts[found]; i < column->counts[found]; i++)
		if ((number == UINT32_MAX || number == i) && !is_dead(part, first + i))
			each(first + i);
}

/* A writer that commits twice while we read takes our revision away. Then the
 * whole of `work` is done again on the newest one; it must leave nothing half
 * done. Commits are seconds apart, so one more try is nearly always enough. */
#define TRIES_MOST 5

void refresh_parts(struct xap_reader *reader);

template <typename Work>
static void request(struct xap_reader *reader, struct error *err, Work work) noexcept
{
	guard(err, [&] {
		for (int tries = 1;; tries++) {
			try {
				work();
				return;
			} catch (const Xapian::DatabaseModifiedError &) {
				if (tries == TRIES_MOST)
					throw;
				refresh_parts(reader);
			}
		}
	});
}

#endif
