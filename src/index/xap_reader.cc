/* Xapian's reading side: searches, records, terms. */
#include "index/xap_count.h"
#include "index/xap_guard.h"
#include "index/xap_query.h"

#include <algorithm>
#include <cstring>
#include <vector>

struct xap_reader {
	Xapian::Database database;
	size_t parts;           /* how many databases are read as one */
};

#define TRIES_MOST 5

/* A writer that commits twice while we read takes our revision away. Then the
 * whole of `work` is done again on the newest one; it must leave nothing half
 * done. Commits are seconds apart, so one more try is nearly always enough. */
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
				reader->database.reopen();
			}
		}
	});
}

/* Ascending order of the result is falling order of the slot's first bytes; the
 * rest, and values that begin with 0xff only, stay as they are. */
class FallingKey : public Xapian::KeyMaker {
public:
	FallingKey(uint32_t from_slot, size_t turned_bytes) : slot(from_slot), turned(turned_bytes) {}

	std::string operator()(const Xapian::Document &document) const override
	{
		std::string value = document.get_value(slot);
		size_t n = std::min(turned, value.size());
		bool is_last = value.find_first_not_of('\xff') >= n;

		for (size_t i = 0; i < n && !is_last; i++)
			value[i] = static_cast<char>(~value[i]);
		return std::string(1, is_last ? '\2' : '\1') + value;
	}

private:
	Xapian::valueno slot;
	size_t turned;
};

static void copy_hits(const Xapian::MSet &mset, const struct xap_search *search, const Counter &counter,
		      struct arena *arena, struct xap_found *out)
{
	out->hit_count = 0;
	out->hits = static_cast<struct xap_hit *>(arena_alloc_array(arena, mset.size(), sizeof(struct xap_hit)));
	for (Xapian::MSetIterator i = mset.begin(); i != mset.end(); ++i) {
		struct xap_hit *hit = &out->hits[out->hit_count++];
		Xapian::Document document = i.get_document();

		hit->docid = *i;
		hit->score = i.get_weight();
		hit->group_size = search->group ? counter.group_size(document.get_value(search->group_slot)) : 1;
		hit->data = copy_to_arena(arena, document.get_data());
	}
}

static void run_search(const struct xap_reader *reader, const struct xap_search *search, struct arena *arena,
		       struct xap_found *out)
{
	Xapian::Enquire enquire(reader->database);
	FallingKey falling(search->sort_slot, search->sort_bytes);
	Counter counter(search);

	enquire.set_query(query_of(reader->database, search->match));
	if (search->sort == XAP_BY_SLOT)
		enquire.set_sort_by_value(search->sort_slot, false);
	if (search->sort == XAP_BY_SLOT_DOWN)
		enquire.set_sort_by_key(&falling, false);
	if (search->group)
		enquire.set_collapse_key(search->group_slot);
	enquire.add_matchspy(&counter);

	Xapian::MSet mset = enquire.get_mset(search->offset, search->limit, reader->database.get_doccount());

	copy_hits(mset, search, counter, arena, out);
	out->documents = counter.documents();
	out->groups = search->group ? counter.group_count() : counter.documents();
	out->counts = static_cast<struct xap_counts *>(
		arena_alloc_array(arena, search->count_slot_count, sizeof(struct xap_counts)));
	for (size_t i = 0; i < search->count_slot_count; i++)
		counter.counts(i, arena, &out->counts[i]);
}

extern "C" {

struct xap_reader *xap_reader_open(const char *const *directories, size_t count, struct error *err)
{
	struct xap_reader *reader = nullptr;

	guard(err, [&] {
		Xapian::Database all;

		for (size_t i = 0; i < count; i++)
			all.add_database(Xapian::Database(directories[i], Xapian::DB_BACKEND_GLASS));
		reader = new xap_reader{ all, count };
	});
	return reader;
}

void xap_reader_close(struct xap_reader *reader)
{
	struct error lost = {};

	guard(&lost, [&] { delete reader; });
}

void xap_reader_refresh(struct xap_reader *reader, struct error *err)
{
	guard(err, [&] { reader->database.reopen(); });
}

void xap_reader_search(struct xap_reader *reader, const struct xap_search *search, struct arena *arena,
		struct xap_found *out, struct error *err)
{
	memset(out, 0, sizeof(*out));
	request(reader, err, [&] { run_search(reader, search, arena, out); });
}

/* A spy sees documents by their numbers in their own part, so of several parts read
 * as one the result itself must tell. */
static std::vector<Xapian::docid> all_of_parts(Xapian::Enquire &enquire, Xapian::doccount most)
{
	std::vector<Xapian::docid> docids;
	Xapian::MSet mset = enquire.get_mset(0, most);

	docids.reserve(mset.size());
	for (Xapian::MSetIterator i = mset.begin(); i != mset.end(); ++i)
		docids.push_back(*i);
	return docids;
}

size_t xap_reader_match(struct xap_reader *reader, const struct match *match, struct arena *arena, uint32_t **out,
		 struct error *err)
{
	size_t count = 0;

	*out = nullptr;
	request(reader, err, [&] {
		Xapian::Enquire enquire(reader->database);
		Collector collector;

		enquire.set_query(query_of(reader->database, match));
		enquire.set_weighting_scheme(Xapian::BoolWeight());
		if (reader->parts > 1) {
			collector.docids = all_of_parts(enquire, reader->database.get_doccount());
		} else {
			enquire.add_matchspy(&collector);
			enquire.get_mset(0, 0, reader->database.get_doccount());
		}
		count = collector.docids.size();
		std::sort(collector.docids.begin(), collector.docids.end());
		*out = static_cast<uint32_t *>(arena_alloc_array(arena, count, sizeof(uint32_t)));
		std::copy(collector.docids.begin(), collector.docids.end(), *out);
	});
	return count;
}

struct span xap_reader_find(struct xap_reader *reader, struct span term, struct arena *arena, struct error *err)
{
	struct span data = { nullptr, 0 };

	request(reader, err, [&] {
		std::string name = string_of(term);
		Xapian::PostingIterator first = reader->database.postlist_begin(name);

		data = { nullptr, 0 };
		if (first != reader->database.postlist_end(name))
			data = copy_to_arena(arena, reader->database.get_document(*first).get_data());
	});
	return data;
}

struct span xap_reader_data(struct xap_reader *reader, uint32_t docid, struct arena *arena, struct error *err)
{
	struct span data = { nullptr, 0 };

	request(reader, err, [&] {
		try {
			data = copy_to_arena(arena, reader->database.get_document(docid).get_data());
		} catch (const Xapian::DocNotFoundError &) {
			data = { nullptr, 0 };
		}
	});
	return data;
}

void xap_reader_terms(struct xap_reader *reader, struct span prefix,
		      bool (*each)(struct span term, uint32_t documents, void *with), void *with, struct error *err)
{
	std::vector<std::pair<std::string, uint32_t>> terms;

	request(reader, err, [&] {
		std::string begin = string_of(prefix);

		terms.clear();
		for (Xapian::TermIterator t = reader->database.allterms_begin(begin); t != reader->database.allterms_end(begin); ++t)
			terms.emplace_back(*t, t.get_termfreq());
	});
	for (const auto &term : terms)
		if (err->status != STATUS_OK || !each(span_of_string(term.first), term.second, with))
			break;
}

uint32_t xap_reader_term_count(struct xap_reader *reader, struct span term, struct error *err)
{
	uint32_t count = 0;

	request(reader, err, [&] { count = reader->database.get_termfreq(string_of(term)); });
	return count;
}

uint32_t xap_reader_document_count(struct xap_reader *reader, struct error *err)
{
	uint32_t count = 0;

	request(reader, err, [&] { count = reader->database.get_doccount(); });
	return count;
}

struct span xap_reader_note(struct xap_reader *reader, struct span key, struct arena *arena, struct error *err)
{
	struct span value = { nullptr, 0 };

	request(reader, err, [&] { value = copy_to_arena(arena, reader->database.get_metadata(string_of(key))); });
	return value;
}

void xap_reader_values(struct xap_reader *reader, uint32_t slot,
		       bool (*each)(uint32_t docid, struct span value, void *with), void *with, struct error *err)
{
	guard(err, [&] {
		for (Xapian::ValueIterator v = reader->database.valuestream_begin(slot);
		     v != reader->database.valuestream_end(slot); ++v) {
			std::string value = *v;

			if (!each(v.get_docid(), span_of_string(value), with))
				return;
		}
	});
}

void xap_reader_each_data(struct xap_reader *reader,
			  bool (*each)(uint32_t docid, struct span data, void *with), void *with, struct error *err)
{
	guard(err, [&] {
		for (Xapian::PostingIterator p = reader->database.postlist_begin(""); p != reader->database.postlist_end(""); ++p) {
			std::string data = reader->database.get_document(*p).get_data();

			if (!each(*p, span_of_string(data), with))
				return;
		}
	});
}

void xap_reader_identity(struct xap_reader *reader, char uuid[XAP_UUID_TEXT], uint64_t *revision, struct error *err)
{
	uuid[0] = '\0';
	*revision = 0;
	request(reader, err, [&] {
		std::string text = reader->database.get_uuid();

		text.copy(uuid, XAP_UUID_TEXT - 1);
		uuid[std::min<size_t>(text.size(), XAP_UUID_TEXT - 1)] = '\0';
		if (reader->database.size() == 1)
			*revision = reader->database.get_revision();
	});
}

}
