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

/* The spans of the dates: "May", "August" are no persons there. */
static struct name_taken *dates_taken(const struct document *document, const struct assembly *all, struct arena *arena,
				      size_t *count)
{
	struct name_taken *taken = NULL;
	size_t room = 0;

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
			ARENA_PUSH(arena, taken, *count, room) = (struct name_taken){
				(uint32_t)(stretch->at_byte + passage->dates[d].at_byte), passage->dates[d].bytes };
	}
	return taken;
}

/* Words of a span, by the spaces and hyphens in it. */
static size_t words_within(struct span text)
{
	size_t count = 1;

	for (size_t i = 0; i < text.bytes; i++)
		count += text.at[i] == ' ';
	return count;
}

/* Whom the text calls by a whole name somewhere is a person where his surname
 * stands alone, too; a lone word that nobody bears whole may be a place. */
static bool is_sure(const struct person_list *persons, const struct person_mention *mention, struct span text)
{
	return words_within(span_make(text.at + mention->at_byte, mention->bytes)) > 1 ||
	       words_within(persons->persons[mention->person].label) > 1;
}

static struct place_taken *persons_taken(const struct person_list *persons, struct span text, struct arena *arena,
					 size_t *count)
{
	struct place_taken *taken = arena_new_array(arena, struct place_taken, persons->mention_count + 1);

	*count = 0;
	for (size_t i = 0; i < persons->mention_count; i++)
		if (is_sure(persons, &persons->mentions[i], text))
			taken[(*count)++] = (struct place_taken){ persons->mentions[i].at_byte, persons->mentions[i].bytes };
	return taken;
}

static void places_keep(struct document *document, const struct assembly *all, const struct place_mention *found,
			size_t count, struct arena *arena)
{
	size_t room = 0, title_room = 0;

	for (size_t i = 0; i < count; i++) {
		const struct stretch *stretch = stretch_of(all, found[i].at_byte, found[i].bytes);
		struct passage_place place;

		if (!stretch)
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

static bool overlaps_place(const struct person_mention *mention, const struct place_mention *places, size_t count)
{
	for (size_t i = 0; i < count && places[i].at_byte < mention->at_byte + mention->bytes; i++)
		if (places[i].at_byte + places[i].bytes > mention->at_byte)
			return true;
	return false;
}

/* Keeps the mentions that are no places, and of the persons those who still have one. */
static void persons_keep(struct document *document, const struct assembly *all, const struct person_list *list,
			 const struct place_mention *places, size_t place_count, struct arena *arena)
{
	uint32_t *number = arena_new_array(arena, uint32_t, list->person_count + 1);
	size_t room = 0, person_room = 0, title_room = 0;

	for (size_t i = 0; i < list->mention_count; i++) {
		const struct person_mention *mention = &list->mentions[i];
		const struct stretch *stretch = stretch_of(all, mention->at_byte, mention->bytes);
		struct passage_person kept;

		if (!stretch || overlaps_place(mention, places, place_count))
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
	taken = dates_taken(document, &all, arena, &taken_count);
	persons_find(&text, lang, taken, taken_count, arena, &persons);
	context.taken = persons_taken(&persons, text.raw, arena, &context.taken_count);
	place_count = places_find(gazetteer, &text, &context, arena, &places);
	places_keep(document, &all, places, place_count, arena);
	persons_keep(document, &all, &persons, places, place_count, arena);
	if (document->place_count > 0)
		qsort(document->places, document->place_count, sizeof(*document->places), place_compare);
	buf_release(&all.text);
}
