/* Looks for words in a window, among their places or in the text itself. */
#include "index/phrase.h"

#include "index/record.h"
#include "index/wording.h"

/* ---- in order ---- */

/* From each place of the first word the others follow as closely as they can. */
static bool holds_in_order(const struct phrase *phrase)
{
	const struct phrase_kid *first = &phrase->kids[0];
	size_t next[PHRASE_KIDS_MOST] = { 0 };

	for (size_t i = 0; i < first->place_count; i++) {
		uint32_t start = first->places[i], last = start;
		size_t k = 1;

		for (; k < phrase->count; k++) {
			const struct phrase_kid *kid = &phrase->kids[k];

			while (next[k] < kid->place_count && kid->places[next[k]] <= last)
				next[k]++;
			if (next[k] == kid->place_count)
				return false;
			last = kid->places[next[k]];
			if (last - start >= phrase->window)
				break;
		}
		if (k == phrase->count)
			return true;
	}
	return false;
}

/* ---- in any order ---- */

/* Places of the words in one window, and who has taken each. */
struct seating {
	const struct phrase *phrase;
	uint32_t from;
	uint32_t taken[PHRASE_KIDS_MOST];       /* place + 1 that kid k has; 0: none */
};

static size_t kid_at(const struct seating *seating, uint32_t place)
{
	size_t k = 0;

	while (k < seating->phrase->count && seating->taken[k] != place + 1)
		k++;
	return k;
}

/* Gives kid `k` a place, moving others where that makes one free: no deeper than
 * there are kids, since each is asked once. */
static bool seat(struct seating *seating, size_t k, uint64_t *asked)
{
	const struct phrase_kid *kid = &seating->phrase->kids[k];

	if (*asked >> k & 1)
		return false;
	*asked |= (uint64_t)1 << k;
	for (size_t i = 0; i < kid->place_count; i++) {
		uint32_t place = kid->places[i];
		size_t other;

		if (place < seating->from || place - seating->from >= seating->phrase->window)
			continue;
		other = kid_at(seating, place);
		if (other == seating->phrase->count || seat(seating, other, asked)) {
			seating->taken[k] = place + 1;
			return true;
		}
	}
	return false;
}

static bool holds_from(const struct phrase *phrase, uint32_t from)
{
	struct seating seating = { .phrase = phrase, .from = from };

	for (size_t k = 0; k < phrase->count; k++) {
		uint64_t asked = 0;

		if (!seat(&seating, k, &asked))
			return false;
	}
	return true;
}

static bool holds_near(const struct phrase *phrase)
{
	for (size_t k = 0; k < phrase->count; k++)
		for (size_t i = 0; i < phrase->kids[k].place_count; i++)
			if (holds_from(phrase, phrase->kids[k].places[i]))
				return true;
	return false;
}

bool phrase_holds(const struct phrase *phrase)
{
	if (phrase->count == 0 || phrase->count > PHRASE_KIDS_MOST)
		return false;
	for (size_t k = 0; k < phrase->count; k++)
		if (phrase->kids[k].place_count == 0)
			return false;
	return phrase->in_order ? holds_in_order(phrase) : holds_near(phrase);
}

/* ---- in the text ---- */

static bool has_term(const struct phrase_kid *kid, struct span term)
{
	for (size_t i = 0; i < kid->term_count; i++)
		if (span_equal(kid->terms[i], term))
			return true;
	return false;
}

static void find_places(struct phrase_kid *kid, const struct wording_places *words, struct arena *arena)
{
	uint32_t *places = arena_new_array(arena, uint32_t, words->count + 1);

	kid->places = places;
	kid->place_count = 0;
	for (size_t i = 0; i < words->count; i++)
		if (has_term(kid, words->terms[i]))
			places[kid->place_count++] = words->places[i];
}

bool phrase_in_record(struct phrase *phrase, struct span head, struct span body, struct arena *arena)
{
	struct wording_places words;
	struct error err = { 0 };
	struct record record;
	bool holds = false;

	record_read(head, body, arena, &record, &err);
	if (err.status != STATUS_OK)
		return false;
	for (int in_title = 0; in_title < 2 && !holds; in_title++) {
		wording_of_record(&record, in_title, arena, &words);
		for (size_t k = 0; k < phrase->count; k++)
			find_places(&phrase->kids[k], &words, arena);
		holds = phrase_holds(phrase);
	}
	return holds;
}
