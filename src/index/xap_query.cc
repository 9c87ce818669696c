/* Turns a plan of terms into a query of Xapian. */
#include "index/xap_query.h"

#include <algorithm>
#include <utility>
#include <vector>

static Xapian::Query build(const Xapian::Database &database, const struct match *match, int depth);

/* An empty term would match everything. */
static Xapian::Query leaf(struct span term)
{
	return term.bytes ? Xapian::Query(string_of(term)) : Xapian::Query::MatchNothing;
}

/* The most frequent terms that begin with `match->term`, as an OR of leaves, which
 * phrases take too. Xapian's own wildcard counts its limit for each wildcard alone
 * and is refused inside phrases. */
static Xapian::Query prefix(const Xapian::Database &database, const struct match *match)
{
	std::string begin = string_of(match->term);
	size_t most = match->limit ? match->limit : MATCH_PREFIX_MOST;
	std::vector<std::pair<Xapian::doccount, std::string>> found;
	std::vector<Xapian::Query> leaves;

	if (begin.empty())
		return Xapian::Query::MatchNothing;
	for (Xapian::TermIterator t = database.allterms_begin(begin); t != database.allterms_end(begin); ++t)
		found.emplace_back(t.get_termfreq(), *t);
	if (found.size() > most) {
		std::nth_element(found.begin(), found.begin() + static_cast<std::ptrdiff_t>(most), found.end(),
				 [](const auto &a, const auto &b) { return a.first != b.first ? a.first > b.first : a.second < b.second; });
		found.resize(most);
	}
	for (const auto &term : found)
		leaves.emplace_back(term.second);
	return Xapian::Query(Xapian::Query::OP_OR, leaves.begin(), leaves.end());
}

static std::vector<Xapian::Query> build_kids(const Xapian::Database &database, const struct match *match, size_t from,
					     int depth)
{
	std::vector<Xapian::Query> kids;

	for (size_t i = from; i < match->kid_count; i++)
		kids.push_back(build(database, match->kids[i], depth + 1));
	return kids;
}

static Xapian::Query join(const Xapian::Database &database, const struct match *match, Xapian::Query::op op, int depth,
			  Xapian::termcount window = 0)
{
	std::vector<Xapian::Query> kids = build_kids(database, match, 0, depth);

	if (kids.empty())
		return match->kind == MATCH_AND ? Xapian::Query::MatchAll : Xapian::Query::MatchNothing;
	return Xapian::Query(op, kids.begin(), kids.end(), window);
}

/* kids[0] joined by `op` with all (AND) or any (OR) of the others. */
static Xapian::Query join_first(const Xapian::Database &database, const struct match *match, Xapian::Query::op op,
				Xapian::Query::op others, int depth)
{
	if (match->kid_count == 0)
		return Xapian::Query::MatchNothing;

	Xapian::Query first = build(database, match->kids[0], depth + 1);
	std::vector<Xapian::Query> rest = build_kids(database, match, 1, depth);

	if (rest.empty())
		return first;
	return Xapian::Query(op, first, Xapian::Query(others, rest.begin(), rest.end()));
}

/* Xapian has words in a window of as many positions only as a phrase. */
static Xapian::Query near(const Xapian::Database &database, const struct match *match, Xapian::Query::op op, int depth)
{
	Xapian::termcount count = static_cast<Xapian::termcount>(match->kid_count);

	return join(database, match, op, depth, std::max<Xapian::termcount>(match->window, count));
}

static Xapian::Query build(const Xapian::Database &database, const struct match *match, int depth)
{
	if (depth > MATCH_DEPTH_MOST)
		throw Xapian::InvalidOperationError("the query is nested too deeply");
	switch (match->kind) {
	case MATCH_ALL:
		return Xapian::Query::MatchAll;
	case MATCH_NONE:
		return Xapian::Query::MatchNothing;
	case MATCH_TERM:
		return leaf(match->term);
	case MATCH_PREFIX:
		return prefix(database, match);
	case MATCH_AND:
		return join(database, match, Xapian::Query::OP_AND, depth);
	case MATCH_OR:
		return join(database, match, Xapian::Query::OP_OR, depth);
	case MATCH_AND_NOT:
		return join_first(database, match, Xapian::Query::OP_AND_NOT, Xapian::Query::OP_OR, depth);
	case MATCH_FILTER:
		return join_first(database, match, Xapian::Query::OP_FILTER, Xapian::Query::OP_AND, depth);
	case MATCH_PHRASE:
	case MATCH_ORDERED:
		return near(database, match, Xapian::Query::OP_PHRASE, depth);
	case MATCH_NEAR:
		return near(database, match, Xapian::Query::OP_NEAR, depth);
	case MATCH_SLOT_AT_LEAST:
		return Xapian::Query(Xapian::Query::OP_VALUE_GE, match->slot, string_of(match->term));
	case MATCH_SLOT_AT_MOST:
		return Xapian::Query(Xapian::Query::OP_VALUE_LE, match->slot, string_of(match->term));
	}
	return Xapian::Query::MatchNothing;
}

Xapian::Query query_of(const Xapian::Database &database, const struct match *match)
{
	return build(database, match, 0);
}
