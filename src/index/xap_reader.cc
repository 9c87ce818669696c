/* Xapian's reading side: parts, records, terms, notes. */
#include "index/xap_parts.h"

extern "C" {
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wpedantic"
#include "index/part/graves.h"
#pragma GCC diagnostic pop
}

#include <algorithm>
#include <map>

/* ---- parts ---- */

static std::string graves_of_file(const char *path, struct error *err)
{
	struct buf list = BUF_INIT(BUF_TEXT_MOST);

	graves_read(path, &list, err);

	std::string copy = string_of(buf_span(&list));

	buf_release(&list);
	return copy;
}

static void bury(struct xap_reader *reader, const xap_part &by, const std::string &list)
{
	struct unpack from = { list.data(), list.data() + list.size(), true };
	struct grave grave;

	while (grave_take(&from, &grave)) {
		for (xap_part &part : reader->parts) {
			uint32_t last = part.owner == by.owner && part.number == grave.part ? part.database.get_lastdocid() : 0;

			for (uint32_t i = grave.first; i <= last && i - grave.first < grave.count; i++) {
				if (part.dead.size() <= i)
					part.dead.resize(last + 1);
				part.dead_count += !part.dead[i];
				part.dead[i] = true;
			}
		}
	}
	if (!from.ok)
		throw Xapian::DatabaseCorruptError("the list of what was taken away is damaged");
}

static void find_dead(struct xap_reader *reader)
{
	for (xap_part &part : reader->parts) {
		part.dead.clear();
		part.dead_count = 0;
	}
	for (const xap_part &part : reader->parts)
		bury(reader, part, part.beside ? part.graves : part.database.get_metadata(GRAVES_NOTE));
}

void refresh_parts(struct xap_reader *reader)
{
	bool is_newer = false;

	for (xap_part &part : reader->parts)
		if (!part.beside)
			is_newer = part.database.reopen() || is_newer;
	if (is_newer)
		find_dead(reader);
}

static void close_parts(struct xap_reader *reader)
{
	for (xap_part &part : reader->parts) {
		part_close(part.beside);
		columns_close(part.columns);
	}
}

static struct columns *make_columns(const Xapian::Database &database)
{
	struct columns_maker *maker = columns_maker_new();

	try {
		for (Xapian::valueno slot = 0; slot < 32; slot++) {
			if (database.get_value_freq(slot) == 0)
				continue;
			for (Xapian::ValueIterator v = database.valuestream_begin(slot); v != database.valuestream_end(slot); ++v) {
				std::string value = *v;

				columns_add(maker, v.get_docid(), slot, span_of_string(value));
			}
		}
	} catch (...) {
		columns_maker_free(maker);
		throw;
	}

	struct columns *columns = columns_of(maker, database.get_lastdocid());

	columns_maker_free(maker);
	return columns;
}

const struct columns *columns_of_part(xap_part &part)
{
	if (part.beside)
		return part.beside->columns;
	if (!part.columns || part.columns_revision != part.database.get_revision()) {
		struct columns *fresh = make_columns(part.database);

		columns_close(part.columns);
		part.columns = fresh;
		part.columns_revision = part.database.get_revision();
	}
	return part.columns;
}

size_t part_of_database(const struct xap_reader *reader, const Xapian::Database &database)
{
	std::string uuid = database.get_uuid();

	for (size_t i = 0; i < reader->parts.size(); i++)
		if (reader->parts[i].uuid == uuid)
			return i;
	throw Xapian::DatabaseError("a part of the index was changed by another program");
}

bool stored_of(xap_part &part, uint32_t local, struct arena *arena, struct stored *out)
{
	struct error err = {};

	if (is_dead(part, local))
		return false;
	if (part.beside) {
		bool is_there = part_stored(part.beside, local, arena, out, &err);

		if (err.status != STATUS_OK)
			throw Xapian::DatabaseCorruptError(err.text);
		return is_there;
	}
	try {
		std::string data = part.database.get_document(local).get_data();

		if (!stored_unpack(copy_to_arena(arena, data), arena, out))
			throw Xapian::DatabaseCorruptError("the checksum of a record is wrong");
	} catch (const Xapian::DocNotFoundError &) {
		return false;
	}
	return true;
}

/* Copies of one index asked together cannot be told apart by the matcher. */
static void refuse_copies(const struct xap_reader *reader)
{
	for (size_t i = 0; i < reader->parts.size(); i++)
		for (size_t j = 0; j < i; j++)
			if (reader->parts[i].uuid == reader->parts[j].uuid)
				throw Xapian::DatabaseOpeningError("two of the indexes are copies of one another: ask one of them");
}

extern "C" {

struct xap_reader *xap_reader_open(const struct xap_place *places, size_t count, struct error *err)
{
	struct xap_reader *reader = nullptr;

	guard(err, [&] {
		reader = new xap_reader{ {}, {}, 0 };
		for (size_t i = 0; i < count && err->status == STATUS_OK; i++) {
			Xapian::Database database(places[i].path, Xapian::DB_BACKEND_GLASS);
			bool has_side = part_is_there(places[i].path);

			reader->parts.push_back({ database, places[i].owner, places[i].number, database.get_uuid(),
						  graves_of_file(places[i].path, err), nullptr, nullptr, 0, {}, 0 });
			reader->database.add_database(database);
			if (has_side)
				reader->parts.back().beside = part_open(places[i].path, err);
		}
		refuse_copies(reader);
		find_dead(reader);
	});
	if (err->status == STATUS_OK)
		return reader;
	xap_reader_close(reader);
	return nullptr;
}

void xap_reader_close(struct xap_reader *reader)
{
	struct error lost = {};

	if (!reader)
		return;
	close_parts(reader);
	guard(&lost, [&] { delete reader; });
}

void xap_reader_refresh(struct xap_reader *reader, struct error *err)
{
	guard(err, [&] { refresh_parts(reader); });
}

/* ---- documents ---- */

bool xap_reader_stored(struct xap_reader *reader, uint32_t docid, struct arena *arena, struct stored *out,
		       struct error *err)
{
	bool is_there = false;

	request(reader, err, [&] {
		is_there = docid != 0 && !reader->parts.empty() &&
			   stored_of(reader->parts[part_of(reader, docid)], local_of(reader, docid), arena, out);
	});
	return is_there && err->status == STATUS_OK;
}

struct span xap_reader_data(struct xap_reader *reader, uint32_t docid, struct arena *arena, struct error *err)
{
	struct span data = { nullptr, 0 };

	request(reader, err, [&] { data = copy_to_arena(arena, reader->parts[0].database.get_document(docid).get_data()); });
	return data;
}

size_t xap_reader_group(struct xap_reader *reader, struct span id, struct span term, uint32_t slot, struct arena *arena,
			struct xap_spot **out, struct error *err)
{
	std::vector<struct xap_spot> spots;

	request(reader, err, [&] {
		spots.clear();
		for (size_t i = 0; i < reader->parts.size(); i++) {
			xap_part &part = reader->parts[i];
			auto add = [&](uint32_t local) { spots.push_back({ part.number, local, docid_of(reader, i, local) }); };

			if (part.beside) {
				each_of_group(part, id, slot, UINT32_MAX, add);
				continue;
			}

			std::string name = string_of(term);

			for (auto p = part.database.postlist_begin(name); p != part.database.postlist_end(name); ++p)
				if (!is_dead(part, *p))
					add(*p);
		}
	});
	*out = static_cast<struct xap_spot *>(arena_alloc_array(arena, spots.size(), sizeof(struct xap_spot)));
	std::copy(spots.begin(), spots.end(), *out);
	return spots.size();
}

void xap_reader_each(struct xap_reader *reader,
		     bool (*each)(uint32_t docid, const struct stored *stored, void *with), void *with, struct error *err)
{
	struct arena *arena = arena_new();

	for (size_t i = 0; i < reader->parts.size() && err->status == STATUS_OK; i++) {
		xap_part &part = reader->parts[i];

		guard(err, [&] {
			for (auto p = part.database.postlist_begin(""); p != part.database.postlist_end(""); ++p) {
				struct error damage = {};
				struct stored stored = { { nullptr, 0 }, { nullptr, 0 }, nullptr, 0 };

				arena_reset(arena);
				if (is_dead(part, *p))
					continue;
				guard(&damage, [&] { stored_of(part, *p, arena, &stored); });
				if (damage.status != STATUS_OK)
					stored = { { nullptr, 0 }, { nullptr, 0 }, nullptr, 0 };
				if (!each(docid_of(reader, i, *p), &stored, with))
					return;
			}
		});
	}
	arena_free(arena);
}

size_t xap_reader_part_count(const struct xap_reader *reader)
{
	return reader->parts.size();
}

const struct columns *xap_reader_columns(struct xap_reader *reader, size_t part, struct error *err)
{
	const struct columns *columns = nullptr;

	request(reader, err, [&] { columns = columns_of_part(reader->parts[part]); });
	return columns;
}

bool xap_reader_is_dead(const struct xap_reader *reader, size_t part, uint32_t local)
{
	return is_dead(reader->parts[part], local);
}

/* ---- terms ---- */

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

	request(reader, err, [&] {
		count = reader->database.get_doccount();
		for (const xap_part &part : reader->parts)
			count -= part.dead_count;
	});
	return count;
}

uint32_t xap_reader_dead_count(const struct xap_reader *reader)
{
	uint32_t count = 0;

	for (const xap_part &part : reader->parts)
		count += part.dead_count;
	return count;
}

/* The newest part that has the key rules. */
void xap_reader_notes(struct xap_reader *reader, struct span prefix,
		      void (*each)(struct span key, struct span value, void *with), void *with, struct error *err)
{
	std::map<std::string, std::string> notes;

	request(reader, err, [&] {
		std::string begin = string_of(prefix);

		notes.clear();
		for (const xap_part &part : reader->parts)
			for (auto key = part.database.metadata_keys_begin(begin); key != part.database.metadata_keys_end(begin); ++key)
				notes[*key] = part.database.get_metadata(*key);
	});
	for (const auto &note : notes)
		each(span_of_string(note.first), span_of_string(note.second), with);
}

struct span xap_reader_note(struct xap_reader *reader, struct span key, struct arena *arena, struct error *err)
{
	struct span value = { nullptr, 0 };

	request(reader, err, [&] {
		value = { nullptr, 0 };
		for (size_t i = reader->parts.size(); i-- > 0 && value.bytes == 0;)
			value = copy_to_arena(arena, reader->parts[i].database.get_metadata(string_of(key)));
	});
	return value;
}

void xap_reader_identity(struct xap_reader *reader, char uuid[XAP_UUID_TEXT], uint64_t *revision, struct error *err)
{
	uuid[0] = '\0';
	*revision = 0;
	request(reader, err, [&] {
		if (reader->parts.empty())
			return;

		std::string text = reader->parts[0].uuid;

		text.copy(uuid, XAP_UUID_TEXT - 1);
		uuid[std::min<size_t>(text.size(), XAP_UUID_TEXT - 1)] = '\0';
		*revision = reader->parts.back().database.get_revision() + reader->parts.back().number;
	});
}

}
