/* Turns a plan of terms into a query of Xapian. */
#include "index/xap_query.h"

#include "index/xap_source.h"

extern "C" {
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wpedantic"
#include "index/member.h"
#pragma GCC diagnostic pop
}

#include <algorithm>
#include <utility>
#include <vector>

static Xapian::Query build(struct xap_reader *reader, const struct match *match, int depth);

/* ---- articles and passages, which no table has as terms ---- */

static Xapian::Query query_of_source(Xapian::PostingSource *source)
{
	return Xapian::Query(source->release());
}

static bool is_member(const struct match *match, group_member *out)
{
	char id[MEMBER_ID_BYTES];

	if (match->kind != MATCH_TERM || !member_of_term(match->term, id, &out->number))
		return false;
	out->id.assign(id, sizeof(id));
	return true;
}

static Xapian::Query members(struct xap_reader *reader, std::vector<group_member> &&list)
{
	auto shared = std::make_shared<const std::vector<group_member>>(std::move(list));

	return query_of_source(new MemberSource(reader, member_slot(), shared));
}

/* ---- terms ---- */

/* An empty term would match everything. */
static Xapian::Query leaf(struct xap_reader *reader, const struct match *match)
{
	group_member member;

	if (is_member(match, &member))
		return members(reader, { member });
	return match->term.bytes ? Xapian::Query(string_of(match->term)) : Xapian::Query::MatchNothing;
}

/* The most frequent terms that begin with `match->term`. Xapian's own wildcard counts
 * its limit for each wildcard alone. */
static std::vector<std::string> terms_of_prefix(struct xap_reader *reader, const struct match *match)
{
	std::string begin = string_of(match->term);
	size_t most = match->limit ? match->limit : MATCH_PREFIX_MOST;
	std::vector<std::pair<Xapian::doccount, std::string>> found;
	std::vector<std::string> terms;

	if (begin.empty())
		return terms;
	for (Xapian::TermIterator t = reader->database.allterms_begin(begin); t != reader->database.allterms_end(begin); ++t)
		found.emplace_back(t.get_termfreq(), *t);
	if (found.size() > most) {
		std::nth_element(found.begin(), found.begin() + static_cast<std::ptrdiff_t>(most), found.end(),
				 [](const auto &a, const auto &b) { return a.first != b.first ? a.first > b.first : a.second < b.second; });
		found.resize(most);
	}
	for (const auto &term : found)
		terms.push_back(term.second);
	return terms;
}

static Xapian::Query any_of_terms(const std::vector<std::string> &terms)
{
	return terms.empty() ? Xapian::Query::MatchNothing : Xapian::Query(Xapian::Query::OP_OR, terms.begin(), terms.end());
}

static std::vector<Xapian::Query> build_kids(struct xap_reader *reader, const struct match *match, size_t from,
					     int depth)
{
	std::vector<Xapian::Query> kids;

	for (size_t i = from; i < match->kid_count; i++)
		kids.push_back(build(reader, match->kids[i], depth + 1));
	return kids;
}

static Xapian::Query all_of(struct xap_reader *reader, const struct match *match, int depth)
{
	std::vector<Xapian::Query> kids = build_kids(reader, match, 0, depth);

	return kids.empty() ? Xapian::Query::MatchAll : Xapian::Query(Xapian::Query::OP_AND, kids.begin(), kids.end());
}

/* Any of the kids from number `from` on. Members of groups are asked for at once: a
 * person can be thousands of passages. */
static Xapian::Query any_of(struct xap_reader *reader, const struct match *match, size_t from, int depth)
{
	std::vector<group_member> list;
	std::vector<Xapian::Query> kids;
	group_member member;

	for (size_t i = from; i < match->kid_count; i++) {
		if (is_member(match->kids[i], &member))
			list.push_back(member);
		else
			kids.push_back(build(reader, match->kids[i], depth + 1));
	}
	if (!list.empty())
		kids.push_back(members(reader, std::move(list)));

	Xapian::Query::op op = match->best_scores ? Xapian::Query::OP_MAX : Xapian::Query::OP_OR;

	return kids.empty() ? Xapian::Query::MatchNothing : Xapian::Query(op, kids.begin(), kids.end());
}

/* kids[0] joined by `op` with all of the others (FILTER), or with any (AND_NOT). */
static Xapian::Query join_first(struct xap_reader *reader, const struct match *match, Xapian::Query::op op, int depth)
{
	if (match->kid_count == 0)
		return Xapian::Query::MatchNothing;

	Xapian::Query first = build(reader, match->kids[0], depth + 1);

	if (match->kid_count == 1)
		return first;
	if (op == Xapian::Query::OP_AND_NOT)
		return Xapian::Query(op, first, any_of(reader, match, 1, depth));

	std::vector<Xapian::Query> rest = build_kids(reader, match, 1, depth);

	return Xapian::Query(op, first, Xapian::Query(Xapian::Query::OP_AND, rest.begin(), rest.end()));
}

/* ---- phrases ---- */

/* The terms that may stand at one place of a phrase. */
static void add_terms(struct xap_reader *reader, const struct match *match, int depth, std::vector<std::string> &terms)
{
	if (match->kind == MATCH_TERM && match->term.bytes) {
		terms.push_back(string_of(match->term));
	} else if (match->kind == MATCH_PREFIX) {
		for (std::string &term : terms_of_prefix(reader, match))
			terms.push_back(std::move(term));
	} else if (match->kind == MATCH_OR && depth < MATCH_DEPTH_MOST) {
		for (size_t i = 0; i < match->kid_count; i++)
			add_terms(reader, match->kids[i], depth + 1, terms);
	} else if (match->kind != MATCH_NONE && match->kind != MATCH_TERM) {
		throw Xapian::InvalidOperationError("a phrase is made of words");
	}
}

/* All of its words, and a source that looks where they stand. */
static Xapian::Query phrase_query(struct xap_reader *reader, const struct match *match, int depth)
{
	auto plan = std::make_shared<phrase_plan>();
	std::vector<Xapian::Query> all;

	plan->in_order = match->kind != MATCH_NEAR;
	plan->window = std::max<uint32_t>(match->window, static_cast<uint32_t>(match->kid_count));
	for (size_t i = 0; i < match->kid_count; i++) {
		std::vector<std::string> terms;

		add_terms(reader, match->kids[i], depth, terms);
		all.push_back(any_of_terms(terms));
		plan->kids.push_back(std::move(terms));
	}
	if (all.empty())
		return Xapian::Query::MatchNothing;
	if (all.size() > 1)
		all.push_back(query_of_source(new PhraseSource(reader, plan)));
	return Xapian::Query(Xapian::Query::OP_AND, all.begin(), all.end());
}

static Xapian::Query range(struct xap_reader *reader, const struct match *match)
{
	bool is_least = match->kind == MATCH_SLOT_AT_LEAST;
	std::string bound = string_of(match->term);

	return query_of_source(new RangeSource(reader, match->slot, is_least ? bound : std::string(),
					       is_least ? std::string() : bound, is_least));
}

static Xapian::Query build(struct xap_reader *reader, const struct match *match, int depth)
{
	if (depth > MATCH_DEPTH_MOST)
		throw Xapian::InvalidOperationError("the query is nested too deeply");
	switch (match->kind) {
	case MATCH_ALL:
		return Xapian::Query::MatchAll;
	case MATCH_NONE:
		return Xapian::Query::MatchNothing;
	case MATCH_TERM:
		return leaf(reader, match);
	case MATCH_PREFIX:
		return any_of_terms(terms_of_prefix(reader, match));
	case MATCH_AND:
		return all_of(reader, match, depth);
	case MATCH_OR:
		return any_of(reader, match, 0, depth);
	case MATCH_AND_NOT:
		return join_first(reader, match, Xapian::Query::OP_AND_NOT, depth);
	case MATCH_FILTER:
		return join_first(reader, match, Xapian::Query::OP_FILTER, depth);
	case MATCH_PHRASE:
	case MATCH_ORDERED:
	case MATCH_NEAR:
		return phrase_query(reader, match, depth);
	case MATCH_SLOT_AT_LEAST:
	case MATCH_SLOT_AT_MOST:
		return range(reader, match);
	}
	return Xapian::Query::MatchNothing;
}

Xapian::Query query_of(struct xap_reader *reader, const struct match *match)
{
	return build(reader, match, 0);
}
