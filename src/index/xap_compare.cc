/* Compares two databases item by item, through Xapian's iterators alone. */
#include "index/xap_compare.h"

#include "index/xap_guard.h"

#include <set>

namespace {

const size_t TOLD_MOST = 20;

class Comparison {
public:
	Comparison(const char *a_path, const char *b_path, struct buf *to)
		: a(a_path, Xapian::DB_BACKEND_GLASS), b(b_path, Xapian::DB_BACKEND_GLASS), report(to)
	{
	}

	void sums();
	void terms();
	void documents(unsigned also);
	void slots();
	void notes();

	size_t differences = 0;

private:
	template <typename Value> bool same(const std::string &what, const Value &left, const Value &right);
	template <typename Iterator, typename Each>
	void walk(const std::string &what, Iterator left, Iterator left_end, Iterator right, Iterator right_end,
		  Each each);
	void positions(const std::string &term, Xapian::docid docid);
	void postings(const std::string &term);
	void document(Xapian::docid docid, unsigned also);

	Xapian::Database a, b;
	std::set<Xapian::valueno> slots_seen;
	struct buf *report;
};

std::string text_of(const std::string &value)
{
	std::string text;

	for (char c : value.substr(0, 40))
		text += static_cast<unsigned char>(c) < ' ' ? '?' : c;
	return "'" + text + "' (" + std::to_string(value.size()) + " bytes)";
}

template <typename Number> std::string text_of(const Number &value)
{
	return std::to_string(value);
}

template <typename Value> bool Comparison::same(const std::string &what, const Value &left, const Value &right)
{
	if (left == right)
		return true;
	if (differences++ < TOLD_MOST)
		buf_printf(report, "%s: %s and %s\n", what.c_str(), text_of(left).c_str(), text_of(right).c_str());
	return false;
}

/* Goes through two sequences at once. Where they part, the rest is not comparable. */
template <typename Iterator, typename Each>
void Comparison::walk(const std::string &what, Iterator left, Iterator left_end, Iterator right, Iterator right_end,
		      Each each)
{
	for (; left != left_end && right != right_end; ++left, ++right) {
		if (!same(what, *left, *right))
			return;
		each(left, right);
	}
	same(what + ": more follow", left != left_end, right != right_end);
}

void Comparison::sums()
{
	same("documents", a.get_doccount(), b.get_doccount());
	same("last docid", a.get_lastdocid(), b.get_lastdocid());
	same("total length", a.get_total_length(), b.get_total_length());
	same("least length", a.get_doclength_lower_bound(), b.get_doclength_lower_bound());
	same("greatest length", a.get_doclength_upper_bound(), b.get_doclength_upper_bound());
	same("has positions", a.has_positions(), b.has_positions());
}

void Comparison::positions(const std::string &term, Xapian::docid docid)
{
	walk("position of " + text_of(term) + " in " + std::to_string(docid), a.positionlist_begin(docid, term),
	     a.positionlist_end(docid, term), b.positionlist_begin(docid, term), b.positionlist_end(docid, term),
	     [](auto &, auto &) {});
}

void Comparison::postings(const std::string &term)
{
	const std::string what = "posting of " + text_of(term);

	walk(what, a.postlist_begin(term), a.postlist_end(term), b.postlist_begin(term), b.postlist_end(term),
	     [&](auto &left, auto &right) {
		     same(what + ", frequency", left.get_wdf(), right.get_wdf());
		     same(what + ", length", left.get_doclength(), right.get_doclength());
		     positions(term, *left);
	     });
}

void Comparison::terms()
{
	walk("term", a.allterms_begin(), a.allterms_end(), b.allterms_begin(), b.allterms_end(),
	     [&](auto &left, auto &right) {
		     const std::string term = *left, what = "term " + text_of(term);

		     same(what + ", documents", left.get_termfreq(), right.get_termfreq());
		     same(what + ", collection", a.get_collection_freq(term), b.get_collection_freq(term));
		     same(what + ", bound", a.get_wdf_upper_bound(term), b.get_wdf_upper_bound(term));
		     postings(term);
	     });
}

void Comparison::document(Xapian::docid docid, unsigned also)
{
	const std::string what = "document " + std::to_string(docid);
	const Xapian::Document left = a.get_document(docid), right = b.get_document(docid);

	if (also & XAP_COMPARE_DATA)
		same(what + ", data", left.get_data(), right.get_data());
	if (!(also & XAP_COMPARE_TERM_LISTS))
		return;
	same(what + ", different terms", a.get_unique_terms(docid), b.get_unique_terms(docid));
	walk(what + ", term", left.termlist_begin(), left.termlist_end(), right.termlist_begin(), right.termlist_end(),
	     [&](auto &one, auto &other) {
		     same(what + ", frequency of " + text_of(*one), one.get_wdf(), other.get_wdf());
		     same(what + ", documents of " + text_of(*one), one.get_termfreq(), other.get_termfreq());
	     });
	walk(what + ", value", left.values_begin(), left.values_end(), right.values_begin(), right.values_end(),
	     [&](auto &one, auto &other) {
		     same(what + ", slot", one.get_valueno(), other.get_valueno());
		     slots_seen.insert(one.get_valueno());
	     });
}

void Comparison::documents(unsigned also)
{
	walk("document", a.postlist_begin(""), a.postlist_end(""), b.postlist_begin(""), b.postlist_end(""),
	     [&](auto &left, auto &right) {
		     same("document " + std::to_string(*left) + ", length", left.get_wdf(), right.get_wdf());
		     document(*left, also);
	     });
}

/* Without lists of slots only the first few can be known. */
void Comparison::slots()
{
	for (Xapian::valueno slot = 0; slot < 64; slot++)
		slots_seen.insert(slot);
	for (Xapian::valueno slot : slots_seen) {
		const std::string what = "slot " + std::to_string(slot);

		same(what + ", documents", a.get_value_freq(slot), b.get_value_freq(slot));
		same(what + ", least", a.get_value_lower_bound(slot), b.get_value_lower_bound(slot));
		same(what + ", greatest", a.get_value_upper_bound(slot), b.get_value_upper_bound(slot));
		walk(what, a.valuestream_begin(slot), a.valuestream_end(slot), b.valuestream_begin(slot),
		     b.valuestream_end(slot),
		     [&](auto &left, auto &right) { same(what + ", document", left.get_docid(), right.get_docid()); });
	}
}

void Comparison::notes()
{
	walk("note", a.metadata_keys_begin(), a.metadata_keys_end(), b.metadata_keys_begin(), b.metadata_keys_end(),
	     [&](auto &left, auto &) {
		     same("note " + text_of(*left), a.get_metadata(*left), b.get_metadata(*left));
	     });
}

}

extern "C" size_t xap_compare(const char *a, const char *b, unsigned also, struct buf *report, struct error *err)
{
	size_t differences = 0;

	guard(err, [&] {
		Comparison comparison(a, b, report);

		comparison.sums();
		comparison.terms();
		comparison.documents(also);
		comparison.slots();
		comparison.notes();
		differences = comparison.differences;
	});
	return differences;
}
