/* The one place where exceptions of Xapian become statuses. For xap*.cc only. */
#ifndef INDEX_XAP_GUARD_H
#define INDEX_XAP_GUARD_H

#include "index/xap.h"

#include <xapian.h>

#include <exception>
#include <new>
#include <string>

static inline std::string string_of(struct span text)
{
	return text.bytes ? std::string(text.at, text.bytes) : std::string();
}

/* Lends `text` for as long as it lives unchanged. */
static inline struct span span_of_string(const std::string &text)
{
	struct span span = { text.data(), text.size() };

	return span;
}

static inline struct span copy_to_arena(struct arena *arena, const std::string &text)
{
	return arena_copy(arena, span_of_string(text));
}

static inline void fault(struct error *err, enum status status, const Xapian::Error &e) noexcept
{
	error_set(err, status, "index", "%s (%s)", e.get_msg().c_str(), e.get_type());
}

/* A fault of the system (a full disk, a failing one) carries its reason; any other
 * one of the tables is damage. */
static inline void fault_of_tables(struct error *err, const Xapian::Error &e) noexcept
{
	const char *reason = e.get_error_string();

	if (reason)
		error_set(err, STATUS_IO, "index", "%s: %s", e.get_msg().c_str(), reason);
	else
		error_set(err, STATUS_INDEX, "index", "damaged: %s (%s); dateline check tells more", e.get_msg().c_str(),
			  e.get_type());
}

/* Runs `work` and turns whatever it throws into a status. */
template <typename Work>
static void guard(struct error *err, Work work) noexcept
try {
	if (err->status == STATUS_OK)
		work();
} catch (const Xapian::DatabaseLockError &) {
	error_set(err, STATUS_BUSY, "index", "somebody else is writing to the index; try again later");
} catch (const Xapian::DatabaseVersionError &e) {
	error_set(err, STATUS_INDEX, "index", "made by another version of Xapian: %s", e.get_msg().c_str());
} catch (const Xapian::DatabaseError &e) {
	fault_of_tables(err, e);
} catch (const Xapian::InvalidArgumentError &e) {
	fault(err, STATUS_DATA, e);
} catch (const Xapian::UnimplementedError &e) {
	fault(err, STATUS_DATA, e);
} catch (const Xapian::Error &e) {
	fault(err, STATUS_INDEX, e);
} catch (const std::bad_alloc &) {
	error_set(err, STATUS_IO, "index", "out of memory");
} catch (const std::exception &e) {
	error_set(err, STATUS_INDEX, "index", "damaged: %s; dateline check tells more", e.what());
} catch (...) {
	error_set(err, STATUS_INDEX, "index", "damaged: unknown fault; dateline check tells more");
}

#endif
