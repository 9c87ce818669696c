/* Reads the articles in which a person may be named, and keeps where he is. */
#include "query/person_search.h"
#include "query/whole.h"

#include <stdlib.h>

bool person_take(struct person_search *s, uint32_t docid, bool counts, bool by_surname)
{
	struct record *record = arena_alloc(s->records, sizeof(*record));
	uint32_t article;
	bool is_new;

	if (!index_record(s->ask->reader, docid, s->records, record, s->err))
		return false;
	article = map_find(s->articles, span_of(record->article), UINT32_MAX);
	if (article == UINT32_MAX && !by_surname)
		return false;
	article = *map_slot(s->articles, span_of(record->article), (uint32_t)map_count(s->articles), &is_new);
	ARENA_PUSH(s->arena, s->candidates, s->candidate_count, s->candidate_room) = (struct candidate){
		.docid = docid, .article = article, .by_surname = by_surname, .counts = counts, .record = record,
	};
	return true;
}

/* ---- the mentions of an article ---- */

/* A mention and the candidate it belongs to, before they are grouped. */
struct placed {
	uint32_t candidate;
	struct person_place place;
};

struct placed_list {
	struct placed *items;
	size_t count, room;
};

/* A mention by one of the names. */
struct named {
	struct name_mention mention;
	uint8_t name;
};

struct named_list {
	struct named *items;
	size_t count, room;
};

static int by_candidate(const void *a, const void *b)
{
	const struct placed *x = a, *y = b;

	if (x->candidate != y->candidate)
		return x->candidate < y->candidate ? -1 : 1;
	if (x->place.part != y->place.part)
		return x->place.part > y->place.part ? -1 : 1; /* title, heading, text */
	return x->place.at_byte < y->place.at_byte ? -1 : x->place.at_byte > y->place.at_byte;
}

/* The language that most of the article is in: a short passage is easily mistaken. */
static const char *language_of(struct record *const *records, size_t count, struct arena *arena)
{
	struct span best = { NULL, 0 };
	size_t most = 0;

	for (size_t i = 0; i < count; i++) {
		size_t bytes = 0;

		if (records[i]->lang.bytes == 0 || span_equal(records[i]->lang, best))
			continue;
		for (size_t k = i; k < count; k++)
			bytes += span_equal(records[k]->lang, records[i]->lang) ? records[k]->text.bytes + 1 : 0;
		if (bytes > most) {
			best = records[i]->lang;
			most = bytes;
		}
	}
	return arena_string(arena, best);
}

/* Do the words of a spelling stand in a mention as they were typed? */
static bool has_spelling(const struct text *text, size_t from, size_t to, const struct text *spelling)
{
	for (size_t i = from; spelling->count > 0 && i + spelling->count <= to; i++) {
		size_t k = 0;

		while (k < spelling->count && span_equal(text->words[i + k].folded, spelling->words[k].folded))
			k++;
		if (k == spelling->count)
			return true;
	}
	return false;
}

/* --not "Токаева": that form and no other. */
static bool is_unwanted(struct person_search *s, const struct whole *whole, const struct name_mention *mention)
{
	size_t from = text_word_at(&whole->text, mention->at_byte);
	size_t to = text_word_at(&whole->text, mention->at_byte + mention->bytes);

	for (size_t i = 0; i < s->ask->without_count; i++) {
		struct text spelling;

		text_read(s->ask->without[i], s->scratch, &spelling);
		if (has_spelling(&whole->text, from, to, &spelling))
			return true;
	}
	return false;
}

static bool overlaps(const struct named_list *list, const struct name_mention *mention)
{
	for (size_t i = 0; i < list->count; i++) {
		const struct name_mention *other = &list->items[i].mention;

		if (mention->at_byte < other->at_byte + other->bytes && other->at_byte < mention->at_byte + mention->bytes)
			return true;
	}
	return false;
}

/* Where two names claim the same words, the one that was given first has them. */
static void find_mentions(struct person_search *s, const struct whole *whole, const char *lang, struct named_list *list)
{
	for (size_t n = 0; n < s->ask->who->count; n++) {
		struct name_mention *mentions;
		size_t count = name_query_mentions(s->queries[n], &whole->text, lang, s->scratch, &mentions);

		for (size_t i = 0; i < count; i++)
			if ((n == 0 || !overlaps(list, &mentions[i])) && !is_unwanted(s, whole, &mentions[i]))
				ARENA_PUSH(s->scratch, list->items, list->count, list->room) =
					(struct named){ mentions[i], (uint8_t)n };
	}
}

/* A mention in a heading counts for each passage that stands under it. */
static void place_mention(struct person_search *s, const struct whole *whole, struct record *const *records,
			  const struct named *named, struct placed_list *list)
{
	const struct name_mention *mention = &named->mention;
	const struct whole_part *part = whole_part_at(whole, mention->at_byte);
	struct person_place place = { .bytes = mention->bytes, .certainty = mention->certainty, .ground = mention->ground,
				      .name = named->name };

	if (!part || mention->at_byte + mention->bytes > part->at_byte + part->bytes)
		return;
	place.part = (uint8_t)part->part;
	place.at_byte = mention->at_byte - part->at_byte;
	place.from_char = record_char_at(records[part->record], part->part, place.at_byte);
	place.to_char = record_char_at(records[part->record], part->part, place.at_byte + place.bytes);
	place.why = arena_copy(s->arena, mention->why);
	for (uint32_t i = part->record; i < part->until_record; i++) {
		ARENA_PUSH(s->scratch, list->items, list->count, list->room) = (struct placed){ i, place };
		place.is_repeat = true;
	}
}

static void keep_places(struct person_search *s, struct candidate *candidates, struct placed_list *list)
{
	struct person_set *set = s->set;
	uint32_t last = UINT32_MAX;

	if (list->count > 1)
		qsort(list->items, list->count, sizeof(*list->items), by_candidate);
	for (size_t i = 0; i < list->count; i++) {
		struct candidate *candidate = &candidates[list->items[i].candidate];

		if (!candidate->counts)
			continue;
		if (list->items[i].candidate != last) {
			struct person_passage passage = { .first = (uint32_t)set->place_count };

			memcpy(passage.id, candidate->record->id, sizeof(passage.id));
			passage.record = s->ask->keep_records ? candidate->record : NULL;
			passage.candidate = (uint32_t)(candidate - s->candidates);
			ARENA_PUSH(s->arena, set->passages, set->passage_count, s->passage_room) = passage;
			last = list->items[i].candidate;
		}
		ARENA_PUSH(s->arena, set->places, set->place_count, s->place_room) = list->items[i].place;
		set->passages[set->passage_count - 1].count++;
	}
}

static void decide_article(struct person_search *s, struct candidate *candidates, size_t count)
{
	struct record **records = arena_new_array(s->scratch, struct record *, count);
	struct placed_list list = { NULL, 0, 0 };
	struct named_list named = { NULL, 0, 0 };
	struct whole whole;

	for (size_t i = 0; i < count; i++)
		records[i] = candidates[i].record;
	s->set->articles_read++;
	whole_make(records, count, s->narrow, s->scratch, &whole);
	find_mentions(s, &whole, language_of(records, count, s->scratch), &named);
	for (size_t i = 0; i < named.count; i++)
		place_mention(s, &whole, records, &named.items[i], &list);
	keep_places(s, candidates, &list);
}

/* ---- all articles ---- */

static int by_article(const void *a, const void *b)
{
	const struct candidate *x = a, *y = b;

	if (x->article != y->article)
		return x->article < y->article ? -1 : 1;
	return x->record->number < y->record->number ? -1 : x->record->number > y->record->number;
}

/* Takes out the bare surnames that are another's, by what all articles told. */
static void drop_by_tally(struct person_search *s)
{
	struct person_set *set = s->set;
	size_t passages = 0, places = 0;

	for (size_t i = 0; i < set->passage_count; i++) {
		struct person_passage passage = set->passages[i];
		size_t first = places;

		for (uint32_t k = passage.first; k < passage.first + passage.count; k++)
			if (name_tally_takes(&s->tallies[set->places[k].name], set->places[k].ground))
				set->places[places++] = set->places[k];
		passage.first = (uint32_t)first;
		passage.count = (uint32_t)(places - first);
		s->candidates[passage.candidate].named = passage.count > 0;
		if (passage.count > 0)
			set->passages[passages++] = passage;
	}
	set->passage_count = passages;
	set->place_count = places;
}

void person_decide(struct person_search *s)
{
	if (!s->ask->options->roles)
		s->narrow = narrow_new(s->seen);
	if (s->candidate_count > 1)
		qsort(s->candidates, s->candidate_count, sizeof(*s->candidates), by_article);
	for (size_t i = 0, count; i < s->candidate_count && s->err->status == STATUS_OK; i += count) {
		for (count = 1; i + count < s->candidate_count && s->candidates[i + count].article == s->candidates[i].article;)
			count++;
		decide_article(s, &s->candidates[i], count);
		arena_reset(s->scratch);
	}
	narrow_free(s->narrow);
	drop_by_tally(s);
}
