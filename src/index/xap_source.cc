/* Walks the documents of one part, asking of each whether it holds. */
#include "index/xap_source.h"

#include <algorithm>

/* ---- any source ---- */

void PartSource::init(const Xapian::Database &database)
{
	number = reader->parts.size() > 1 ? part_of_database(reader, database) : 0;
	at = 0;
	last = database.get_lastdocid();
	most = database.get_doccount();
	begin();
}

void PartSource::next(double)
{
	do
		at++;
	while (at <= last && !holds(at));
}

void PartSource::skip_to(Xapian::docid docid, double)
{
	if (docid > at)
		at = docid;
	while (at <= last && !holds(at))
		at++;
}

bool PartSource::check(Xapian::docid docid, double)
{
	at = docid;
	return at > last || holds(docid);
}

bool LivingSource::holds(Xapian::docid docid)
{
	reader->current = number;
	return !is_dead(part(), docid);
}

/* ---- ranges of values ---- */

void RangeSource::begin()
{
	column = columns_find(columns_of_part(part()), slot);
	if (!column)
		return;
	low = column_rank(column, span_of_string(least));
	high = open ? column->value_count : column_rank(column, span_of_string(greatest));
	if (!open && (high > column->value_count || !span_equal(column_value(column, high), span_of_string(greatest))))
		high--;
}

bool RangeSource::holds(Xapian::docid docid)
{
	uint32_t value = column ? column_number(column, docid) : 0;

	return value && value >= low && value <= high;
}

/* ---- members of groups ---- */

void MemberSource::begin()
{
	docids.clear();
	for (const group_member &member : *members)
		each_of_group(part(), span_of_string(member.id), slot, member.number,
			      [&](uint32_t local) { docids.push_back(local); });
	std::sort(docids.begin(), docids.end());
	most = static_cast<Xapian::doccount>(docids.size());
}

bool MemberSource::holds(Xapian::docid docid)
{
	return std::binary_search(docids.begin(), docids.end(), docid);
}

void MemberSource::next(double)
{
	skip_to(at + 1, 0);
}

void MemberSource::skip_to(Xapian::docid docid, double)
{
	auto found = std::lower_bound(docids.begin(), docids.end(), docid);

	at = found == docids.end() ? last + 1 : *found;
}

/* ---- phrases ---- */

void PhraseSource::begin()
{
	tokens.assign(plan->kids.size(), {});
	seen.assign(plan->kids.size(), {});
	postings.assign(plan->kids.size(), {});
	places.assign(plan->kids.size(), {});
	kids.resize(plan->kids.size());
	only_in_text = false;
	for (size_t k = 0; k < plan->kids.size(); k++) {
		for (const std::string &term : plan->kids[k]) {
			tokens[k].push_back(stream_token(span_of_string(term)));
			only_in_text |= term[0] == 'S';
		}
		seen[k].resize(tokens[k].size());
		postings[k].resize(tokens[k].size());
	}
}

/* Fills the places of one kid from the row of tokens. */
void PhraseSource::find_places(size_t kid, const uint16_t *row, size_t count)
{
	const std::vector<uint16_t> &asked = tokens[kid];
	std::vector<uint32_t> &found = places[kid];
	uint32_t place = 0;

	found.clear();
	std::fill(seen[kid].begin(), seen[kid].end(), 0);
	for (size_t i = 0; i < count; i++, place++) {
		if (row[i] == STREAM_GAP) {
			place += STREAM_GAP_WORDS - 1;
			continue;
		}
		if (asked.size() == 1 && asked[0] != row[i])
			continue;
		for (size_t t = 0; t < asked.size(); t++) {
			if (asked[t] != row[i])
				continue;
			seen[kid][t]++;
			if (found.empty() || found.back() != place)
				found.push_back(place);
		}
	}
}

/* Is every token that was seen the word's own? The row has more of it than the passage
 * has of the word where another word shares it. */
bool PhraseSource::is_sure(Xapian::docid docid)
{
	for (size_t k = 0; k < seen.size(); k++) {
		for (size_t t = 0; t < seen[k].size(); t++) {
			const std::string &term = plan->kids[k][t];
			Xapian::PostingIterator &posting = postings[k][t];

			if (seen[k][t] == 0)
				continue;
			if (posting == Xapian::PostingIterator())
				posting = part().database.postlist_begin(term);
			if (posting == Xapian::PostingIterator())
				return false;
			posting.skip_to(docid);
			if (posting == Xapian::PostingIterator() || *posting != docid || posting.get_wdf() != seen[k][t])
				return false;
		}
	}
	return true;
}

bool PhraseSource::in_text(Xapian::docid docid)
{
	std::unique_ptr<struct arena, void (*)(struct arena *)> arena(arena_new(), arena_free);
	std::vector<std::vector<struct span>> terms;
	struct stored stored;

	if (!stored_of(part(), docid, arena.get(), &stored))
		return false;
	for (const auto &kid : plan->kids) {
		terms.emplace_back();
		for (const std::string &term : kid)
			terms.back().push_back(span_of_string(term));
	}
	for (size_t k = 0; k < terms.size(); k++)
		kids[k] = { terms[k].data(), terms[k].size(), nullptr, 0 };

	struct phrase phrase = { plan->in_order, plan->window, kids.data(), kids.size() };

	return phrase_in_record(&phrase, stored.head, stored.body, arena.get());
}

/* Shared tokens can only make places too many: what does not hold with them does not
 * hold. */
bool PhraseSource::holds(Xapian::docid docid)
{
	struct stored stored = { { nullptr, 0 }, { nullptr, 0 }, nullptr, 0 };
	std::unique_ptr<struct arena, void (*)(struct arena *)> arena(nullptr, arena_free);

	if (only_in_text)
		return in_text(docid);
	if (part().beside) {
		stored.token_count = stream_get(part().beside->stream, docid, &stored.tokens);
	} else {
		arena.reset(arena_new());
		if (!stored_of(part(), docid, arena.get(), &stored))
			return false;
	}
	for (size_t k = 0; k < kids.size(); k++) {
		find_places(k, stored.tokens, stored.token_count);
		kids[k] = { nullptr, 0, places[k].data(), places[k].size() };
		if (places[k].empty())
			return false;
	}

	struct phrase phrase = { plan->in_order, plan->window, kids.data(), kids.size() };

	return phrase_holds(&phrase) && (is_sure(docid) || in_text(docid));
}
