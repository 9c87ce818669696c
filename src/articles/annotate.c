/* Finds the places and persons of an article's passages, over the whole text at once. */
#include "reader.h"

#include <stdlib.h>

/* A stretch of the text that was put together: a title, a heading, a passage. */
struct stretch {
	enum { STRETCH_TITLE, STRETCH_HEADING, STRETCH_TEXT } kind;
	uint32_t passage;       /* the first that it belongs to */
	size_t at_byte, bytes;  /* in the assembled text */
};

struct assembly {
	struct buf text;
	struct stretch *stretches;
	size_t count, room;
};

static void stretch_add(struct assembly *all, struct arena *arena, int kind, size_t passage, struct span text)
{
	if (text.bytes == 0)
		return;
	if (all->text.bytes > 0)
		buf_add_string(&all->text, "\n\n");
	ARENA_PUSH(arena, all->stretches, all->count, all->room) = (struct stretch){
		kind, (uint32_t)passage, all->text.bytes, text.bytes };
	buf_add_span(&all->text, text);
}

/* Do passages `a` and `b` stand under one heading, said once? */
static bool same_heading(const struct document *document, size_t a, size_t b)
{
	return document->passages[a].heading.at == document->passages[b].heading.at;
}

static void assemble(const struct document *document, struct assembly *all, struct arena *arena)
{
	stretch_add(all, arena, STRETCH_TITLE, 0, document->article->title);
	for (size_t i = 0; i < document->passage_count; i++) {
		if (i == 0 || !same_heading(document, i - 1, i))
			stretch_add(all, arena, STRETCH_HEADING, i, document->passages[i].heading);
		stretch_add(all, arena, STRETCH_TEXT, i, document->passages[i].text);
	}
}

/* The stretch that holds [at, at + bytes), or NULL when it runs over an edge. */
static const struct stretch *stretch_of(const struct assembly *all, size_t at, size_t bytes)
{
	size_t low = 0, high = all->count;

	while (high - low > 1) {
		size_t middle = (low + high) / 2;

		if (all->stretches[middle].at_byte <= at)
			low = middle;
		else
			high = middle;
	}
	if (low >= all->count || at < all->stretches[low].at_byte ||
	    at + bytes > all->stretches[low].at_byte + all->stretches[low].bytes)
		return NULL;
	return &all->stretches[low];
}

/* The spans of the dates: "May", "August" are no persons there. `spare` more fit in. */
static struct name_taken *dates_taken(const struct document *document, const struct assembly *all, size_t spare,
				      struct arena *arena, size_t *count)
{
	struct name_taken *taken;
	size_t room = spare;

	for (size_t i = 0; i < document->passage_count; i++)
		room += document->passages[i].date_count;
	taken = arena_new_array(arena, struct name_taken, room + 1);
	*count = 0;
	for (size_t i = 0; i < all->count; i++) {
		const struct stretch *stretch = &all->stretches[i];
		const struct passage *passage = &document->passages[stretch->passage];
		size_t from = 0, to = passage->heading_date_count;

		if (stretch->kind == STRETCH_TITLE)
			continue;
		if (stretch->kind == STRETCH_TEXT) {
			from = passage->heading_date_count;
			to = passage->date_count;
		}
		for (size_t d = from; d < to; d++)
			taken[(*count)++] = (struct name_taken){
				(uint32_t)(stretch->at_byte + passage->dates[d].at_byte), passage->dates[d].bytes };
	}
	return taken;
}

/* Words of a span, by the spaces in it. */
static size_t words_within(struct span text)
{
	size_t count = text.bytes > 0;

	for (size_t i = 0; i < text.bytes; i++)
		count += text.at[i] == ' ';
	return count;
}

/* What a person's mention and a place that overlap are. */
enum verdict { VERDICT_PERSON, VERDICT_PLACE, VERDICT_PLACE_AT_EDGE };

/* "Aliya Semey" is a person although Semey is a town; in "Қ. Тоқаев Алматыға" and
 * "Армении Никол Пашинян" a whole name is left without the place. A lone word is a
 * person only where the article calls somebody so by a whole name. */
static enum verdict judge(const struct person_list *persons, const struct person_mention *person,
			  const struct place_mention *place, struct span text)
{
	struct span name = span_make(text.at + person->at_byte, person->bytes);
	size_t end = (size_t)person->at_byte + person->bytes, place_end = (size_t)place->at_byte + place->bytes;

	if (words_within(name) < 2)
		return words_within(persons->persons[person->person].label) > 1 ? VERDICT_PERSON : VERDICT_PLACE;
	if (place->at_byte <= person->at_byte && place_end >= end)
		return VERDICT_PLACE;
	if (place->at_byte > person->at_byte && place_end >= end &&
	    words_within(span_trim(span_make(name.at, place->at_byte - person->at_byte))) > 1)
		return VERDICT_PLACE_AT_EDGE;
	if (place->at_byte <= person->at_byte && place_end < end &&
	    words_within(span_trim(span_make(text.at + place_end, end - place_end))) > 1)
		return VERDICT_PLACE_AT_EDGE;
	return VERDICT_PERSON;
}

/* What the walk over persons and places side by side is told of each pair that overlaps. */
struct clash {
	const struct person_mention *person;
	const struct place_mention *place;
	size_t person_number, place_number;
};

/* The next pair that overlaps, from the numbers in `clash` on; false at the end. */
static bool clash_next(const struct person_list *persons, const struct place_mention *places, size_t place_count,
		       struct clash *clash)
{
	while (clash->person_number < persons->mention_count && clash->place_number < place_count) {
		const struct person_mention *person = &persons->mentions[clash->person_number];
		const struct place_mention *place = &places[clash->place_number];

		if (person->at_byte + person->bytes <= place->at_byte) {
			clash->person_number++;
		} else if (place->at_byte + place->bytes <= person->at_byte) {
			clash->place_number++;
		} else {
			clash->person = person;
			clash->place = place;
			return true;
		}
	}
	return false;
}

/* Adds the places that stand at the edge of a name to what persons may not have.
 * True when there are any: then the persons must be found anew. */
static bool edges_take(const struct person_list *persons, const struct place_mention *places, size_t place_count,
		       struct span text, struct name_taken *taken, size_t *taken_count)
{
	struct clash clash = { .person_number = 0 };
	size_t before = *taken_count;

	while (clash_next(persons, places, place_count, &clash)) {
		if (judge(persons, clash.person, clash.place, text) == VERDICT_PLACE_AT_EDGE)
			taken[(*taken_count)++] = (struct name_taken){ clash.place->at_byte, clash.place->bytes };
		clash.place_number++;
	}
	return *taken_count > before;
}

static int taken_compare(const void *left, const void *right)
{
	const struct name_taken *a = left, *b = right;

	return a->at_byte < b->at_byte ? -1 : a->at_byte > b->at_byte;
}

/* Decides each clash; what loses gets no bytes. */
static void clashes_settle(const struct person_list *persons, struct place_mention *places, size_t place_count,
			   struct span text)
{
	struct clash clash = { .person_number = 0 };

	while (clash_next(persons, places, place_count, &clash)) {
		if (judge(persons, clash.person, clash.place, text) == VERDICT_PERSON) {
			places[clash.place_number++].bytes = 0;
		} else {
			persons->mentions[clash.person_number++].bytes = 0;
		}
	}
}

static void places_keep(struct document *document, const struct assembly *all, const struct place_mention *found,
			size_t count, struct arena *arena)
{
	size_t room = 0, title_room = 0;

	for (size_t i = 0; i < count; i++) {
		const struct stretch *stretch = stretch_of(all, found[i].at_byte, found[i].bytes);
		struct passage_place place;

		if (!stretch || found[i].bytes == 0)
			continue;
		if (stretch->kind == STRETCH_TITLE) {
			ARENA_PUSH(arena, document->title_places, document->title_place_count, title_room) = found[i];
			continue;
		}
		place = (struct passage_place){ stretch->passage, stretch->kind == STRETCH_HEADING, found[i] };
		place.mention.at_byte -= (uint32_t)stretch->at_byte;
		ARENA_PUSH(arena, document->places, document->place_count, room) = place;
		/* A heading speaks for every passage below it. */
		for (size_t k = stretch->passage + 1; place.in_heading && k < document->passage_count &&
		     same_heading(document, k - 1, k); k++) {
			place.passage = (uint32_t)k;
			ARENA_PUSH(arena, document->places, document->place_count, room) = place;
		}
	}
}

/* Keeps the mentions that lost no clash, and of the persons those who still have one. */
static void persons_keep(struct document *document, const struct assembly *all, const struct person_list *list,
			 struct arena *arena)
{
	uint32_t *number = arena_new_array(arena, uint32_t, list->person_count + 1);
	size_t room = 0, person_room = 0, title_room = 0;

	for (size_t i = 0; i < list->mention_count; i++) {
		const struct person_mention *mention = &list->mentions[i];
		const struct stretch *stretch = stretch_of(all, mention->at_byte, mention->bytes);
		struct passage_person kept;

		if (!stretch || mention->bytes == 0)
			continue;
		if (number[mention->person] == 0) {
			ARENA_PUSH(arena, document->persons, document->person_count, person_room) = list->persons[mention->person];
			number[mention->person] = (uint32_t)document->person_count;
		}
		kept = (struct passage_person){ stretch->passage, stretch->kind == STRETCH_HEADING, *mention };
		kept.mention.at_byte -= (uint32_t)stretch->at_byte;
		kept.mention.person = number[mention->person] - 1;
		if (stretch->kind == STRETCH_TITLE)
			ARENA_PUSH(arena, document->title_mentions, document->title_mention_count, title_room) = kept.mention;
		else
			ARENA_PUSH(arena, document->mentions, document->mention_count, room) = kept;
	}
}

static int place_compare(const void *left, const void *right)
{
	const struct passage_place *a = left, *b = right;

	if (a->passage != b->passage)
		return a->passage < b->passage ? -1 : 1;
	if (a->in_heading != b->in_heading)
		return a->in_heading ? -1 : 1;
	return a->mention.at_byte < b->mention.at_byte ? -1 : a->mention.at_byte > b->mention.at_byte;
}

void passages_annotate(struct document *document, const struct gazetteer *gazetteer, struct arena *arena)
{
	const char *lang = document->article->lang;
	struct assembly all = { BUF_INIT(BUF_TEXT_MOST), NULL, 0, 0 };
	struct place_context context = { .lang = lang };
	struct name_taken *taken;
	struct place_mention *places = NULL;
	struct person_list persons = { .mentions = NULL };
	size_t taken_count, place_count;
	struct text text;

	assemble(document, &all, arena);
	text_read(arena_copy(arena, buf_span(&all.text)), arena, &text);
	place_count = places_find(gazetteer, &text, &context, arena, &places);
	taken = dates_taken(document, &all, place_count, arena, &taken_count);
	persons_find(&text, lang, taken, taken_count, arena, &persons);
	if (edges_take(&persons, places, place_count, text.raw, taken, &taken_count)) {
		qsort(taken, taken_count, sizeof(*taken), taken_compare);
		persons_find(&text, lang, taken, taken_count, arena, &persons);
	}
	clashes_settle(&persons, places, place_count, text.raw);
	places_keep(document, &all, places, place_count, arena);
	persons_keep(document, &all, &persons, arena);
	if (document->place_count > 0)
		qsort(document->places, document->place_count, sizeof(*document->places), place_compare);
	buf_release(&all.text);
}
