/* Several parts read term by term and handed to the builder of one. */
#include "index/xap_parts.h"

extern "C" {
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wpedantic"
#include "index/part/graves.h"
#pragma GCC diagnostic pop
}
#include "index/bulk/direct.h"

#include <set>

/* The parts that are merged, and the term that each stands at. */
struct merging {
	struct xap_reader *reader;
	size_t from, count;
	const uint32_t *const *docids;
	struct bulk *bulk;
	struct error *err;
	std::vector<Xapian::TermIterator> terms, ends;

	xap_part &part(size_t i) { return reader->parts[from + i]; }
};

static void stop_at_fault(const struct error *err)
{
	if (err->status != STATUS_OK)
		throw Xapian::DatabaseError(err->text);
}

static void merge_lengths(merging &merging)
{
	for (size_t i = 0; i < merging.count; i++) {
		Xapian::Database &database = merging.part(i).database;

		for (auto p = database.postlist_begin(""); p != database.postlist_end(""); ++p)
			if (merging.docids[i][*p])
				bulk_add_length(merging.bulk, merging.docids[i][*p], p.get_doclength(), merging.err);
		stop_at_fault(merging.err);
	}
}

/* The newest of each key. */
static void merge_notes(merging &merging)
{
	std::set<std::string> seen;

	for (size_t i = merging.count; i-- > 0;) {
		Xapian::Database &database = merging.part(i).database;

		for (auto key = database.metadata_keys_begin(); key != database.metadata_keys_end(); ++key) {
			std::string name = *key, value = database.get_metadata(name);

			if (name != GRAVES_NOTE && seen.insert(name).second)
				bulk_set_note(merging.bulk, span_of_string(name), span_of_string(value), merging.err);
		}
		stop_at_fault(merging.err);
	}
}

/* A term in those parts that stand at it. Its sums come first, so the postings of all
 * are gathered. */
static void merge_term(merging &merging, const std::string &term, bool is_dropped,
		       std::vector<std::pair<uint32_t, uint32_t>> &postings)
{
	uint64_t weight = 0;

	postings.clear();
	for (size_t i = 0; i < merging.count; i++) {
		if (merging.terms[i] == merging.ends[i] || *merging.terms[i] != term)
			continue;

		Xapian::Database &database = merging.part(i).database;

		for (auto p = database.postlist_begin(term); !is_dropped && p != database.postlist_end(term); ++p) {
			uint32_t docid = merging.docids[i][*p];

			if (!docid)
				continue;
			postings.emplace_back(docid, p.get_wdf());
			weight += p.get_wdf();
		}
		++merging.terms[i];
	}
	if (postings.empty())
		return;
	bulk_begin_term(merging.bulk, span_of_string(term), postings.size(), weight, merging.err);
	for (const auto &posting : postings)
		bulk_add_posting(merging.bulk, posting.first, posting.second, merging.err);
	bulk_end_term(merging.bulk, merging.err);
	stop_at_fault(merging.err);
}

static void merge_terms(merging &merging, const std::string &without)
{
	std::vector<std::pair<uint32_t, uint32_t>> postings;

	for (size_t i = 0; i < merging.count; i++) {
		merging.terms.push_back(merging.part(i).database.allterms_begin());
		merging.ends.push_back(merging.part(i).database.allterms_end());
	}
	for (;;) {
		std::string least;
		bool is_any = false;

		for (size_t i = 0; i < merging.count; i++) {
			if (merging.terms[i] == merging.ends[i])
				continue;

			std::string term = *merging.terms[i];

			if (!is_any || term < least)
				least = term;
			is_any = true;
		}
		if (!is_any)
			return;
		merge_term(merging, least, !without.empty() && least.compare(0, without.size(), without) == 0, postings);
	}
}

/* Of notes with one key the newest counts. */
class NewestNote : public Xapian::Compactor {
public:
	std::string resolve_duplicate_metadata(const std::string &, size_t count, const std::string tags[]) override
	{
		return tags[count - 1];
	}
};

extern "C" {

void xap_reader_merge(struct xap_reader *reader, size_t from, size_t count, const uint32_t *const *docids,
		      struct span without, struct bulk *bulk, struct error *err)
{
	guard(err, [&] {
		struct error one = {};
		merging merging = { reader, from, count, docids, bulk, &one, {}, {} };

		try {
			merge_lengths(merging);
			merge_notes(merging);
			merge_terms(merging, string_of(without));
		} catch (const Xapian::Error &) {
			if (one.status == STATUS_OK)
				throw;
		}
		if (one.status != STATUS_OK)
			*err = one;
	});
}

void xap_reader_join(struct xap_reader *reader, size_t from, size_t count, const char *to, struct error *err)
{
	guard(err, [&] {
		Xapian::Database joined;
		NewestNote newest;

		for (size_t i = 0; i < count; i++)
			joined.add_database(reader->parts[from + i].database);
		joined.compact(to, Xapian::DB_BACKEND_GLASS, 0, newest);

		Xapian::Database made(to, Xapian::DB_BACKEND_GLASS);

		if (made.get_doccount() != joined.get_doccount() || made.get_lastdocid() != made.get_doccount() ||
		    made.get_total_length() != joined.get_total_length())
			throw Xapian::DatabaseCorruptError("the joined tables do not hold what the others hold");
	});
}

uint32_t xap_reader_last(struct xap_reader *reader, size_t part, struct error *err)
{
	uint32_t last = 0;

	guard(err, [&] { last = reader->parts[part].database.get_lastdocid(); });
	return last;
}

bool xap_reader_is_whole(struct xap_reader *reader, size_t part, struct error *err)
{
	bool is_whole = false;

	guard(err, [&] {
		const xap_part &asked = reader->parts[part];

		is_whole = asked.dead_count == 0 && asked.database.get_lastdocid() == asked.database.get_doccount();
	});
	return is_whole;
}

struct span xap_reader_graves(struct xap_reader *reader, size_t part, struct arena *arena, struct error *err)
{
	struct span list = { nullptr, 0 };

	guard(err, [&] {
		const xap_part &asked = reader->parts[part];

		list = copy_to_arena(arena, asked.beside ? asked.graves : asked.database.get_metadata(GRAVES_NOTE));
	});
	return list;
}

const struct part *xap_reader_beside(const struct xap_reader *reader, size_t part)
{
	return reader->parts[part].beside;
}

uint32_t xap_reader_docid(const struct xap_reader *reader, size_t part, uint32_t local)
{
	return docid_of(reader, part, local);
}

bool xap_reader_has(struct xap_reader *reader, size_t part, uint32_t local, struct error *err)
{
	bool has = false;

	guard(err, [&] {
		const xap_part &asked = reader->parts[part];

		try {
			has = !is_dead(asked, local) && (asked.beside || asked.database.get_doclength(local) + 1 > 0);
		} catch (const Xapian::DocNotFoundError &) {
			has = false;
		}
	});
	return has;
}

}
