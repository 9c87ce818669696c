/* Xapian's writing side: documents in, transactions, notes. */
#include "index/xap_guard.h"

#include <cerrno>
#include <cstdio>
#include <cstring>
#include <unistd.h>

struct xap_writer {
	Xapian::WritableDatabase database;
	bool in_transaction = false;
};

/* Xapian 1.4 writes the values of slots in a destructor too, and a write that is
 * refused there for want of room ends the program: there is no way back up. All
 * that is left is to say so in one line; what was committed is as safe as after
 * a kill. */
[[noreturn]] static void end_for_want_of_room()
{
	int reason = errno;

	fprintf(stderr, "dateline: index: a write was refused in the middle of a batch (%s); "
		"what was stored before is safe: make room and run it again\n",
		reason ? strerror(reason) : "unknown reason");
	_exit(STATUS_IO);
}

/* guard() for what may write. */
template <typename Work>
static void guard_writing(struct error *err, Work work) noexcept
{
	std::terminate_handler before = std::set_terminate(end_for_want_of_room);

	guard(err, work);
	std::set_terminate(before);
}

extern "C" {

void xap_check_version(struct error *err)
{
	int found = Xapian::major_version() * 1000000 + Xapian::minor_version() * 1000 + Xapian::revision();

	if (found < 1004022)
		error_set(err, STATUS_IO, "index", "Xapian %s is too old: a full disk can damage its indexes; 1.4.22 or newer is needed",
			  Xapian::version_string());
}

struct xap_writer *xap_writer_open(const char *directory, struct error *err)
{
	struct xap_writer *writer = nullptr;

	xap_check_version(err);
	guard(err, [&] {
		Xapian::WritableDatabase database(directory, Xapian::DB_CREATE_OR_OPEN | Xapian::DB_BACKEND_GLASS);

		writer = new xap_writer{ database, false };
	});
	return writer;
}

bool xap_writer_is_new(struct xap_writer *writer, struct error *err)
{
	bool is_new = false;

	guard(err, [&] { is_new = writer->database.get_revision() == 0; });
	return is_new;
}

/* The destructor of a database would commit an open batch: cancel it first. What
 * fails here is of no more use to anybody. */
void xap_writer_close(struct xap_writer *writer)
{
	struct error lost = {};

	if (!writer)
		return;
	guard_writing(&lost, [&] {
		if (writer->in_transaction)
			writer->database.cancel_transaction();
	});
	lost = {};
	guard_writing(&lost, [&] { writer->database.close(); });
	guard_writing(&lost, [&] { delete writer; });
}

void xap_writer_begin(struct xap_writer *writer, struct error *err)
{
	guard(err, [&] {
		writer->database.begin_transaction();
		writer->in_transaction = true;
	});
}

void xap_writer_commit(struct xap_writer *writer, struct error *err)
{
	guard_writing(err, [&] {
		writer->database.commit_transaction();
		writer->in_transaction = false;
	});
}

void xap_writer_add(struct xap_writer *writer, const struct xap_document *document, struct error *err)
{
	guard_writing(err, [&] {
		Xapian::Document made;

		for (size_t i = 0; i < document->term_count; i++) {
			const struct xap_term *term = &document->terms[i];

			if (term->position)
				made.add_posting(string_of(term->text), term->position, term->weight);
			else
				made.add_term(string_of(term->text), term->weight);
		}
		for (size_t i = 0; i < document->value_count; i++)
			made.add_value(document->values[i].slot, string_of(document->values[i].value));
		made.set_data(string_of(document->data));
		writer->database.add_document(made);
	});
}

void xap_writer_delete(struct xap_writer *writer, struct span term, struct error *err)
{
	guard_writing(err, [&] {
		std::string name = string_of(term);

		if (writer->database.term_exists(name))
			writer->database.delete_document(name);
	});
}

struct span xap_writer_note(struct xap_writer *writer, struct span key, struct arena *arena, struct error *err)
{
	struct span value = { nullptr, 0 };

	guard(err, [&] { value = copy_to_arena(arena, writer->database.get_metadata(string_of(key))); });
	return value;
}

void xap_writer_set_note(struct xap_writer *writer, struct span key, struct span value, struct error *err)
{
	guard_writing(err, [&] { writer->database.set_metadata(string_of(key), string_of(value)); });
}

}
