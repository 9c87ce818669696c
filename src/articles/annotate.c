/* Finds who and where in a whole article, and says in which passage each stands. */
#include "articles/annotate.h"
#include "articles/document.h"

#include <stddef.h>
#include <stdlib.h>

/* ---- the text that is searched: the title, where it stands apart, and the article ---- */

static bool title_stands_in(const struct article *article)
{
	struct span head = article->text;

	head.bytes = head.bytes > 2000 ? 2000 : head.bytes;
	return article->title.bytes == 0 || span_find(head, article->title) < head.bytes;
}

/* The title as a paragraph before the article; its words, then the article's moved on. */
static void join_title(struct annotation *all)
{
	const struct article *article = all->document->article;
	struct text title, joined;
	char *raw;

	all->text = all->document->text;
	if (title_stands_in(article))
		return;
	all->shift = (uint32_t)article->title.bytes + 2;
	raw = arena_alloc(all->arena, all->shift + article->text.bytes + 1);
	memcpy(raw, article->title.at, article->title.bytes);
	memcpy(raw + article->title.bytes, "\n\n", 2);
	memcpy(raw + all->shift, article->text.at, article->text.bytes);
	text_read(span_make(raw, article->title.bytes), all->arena, &title);
	joined.raw = span_make(raw, all->shift + article->text.bytes);
	joined.count = title.count + all->text.count;
	joined.words = arena_new_array(all->arena, struct word, joined.count + 1);
	memcpy(joined.words, title.words, title.count * sizeof(*title.words));
	memcpy(joined.words + title.count, all->text.words, all->text.count * sizeof(*title.words));
	for (size_t i = title.count; i < joined.count; i++)
		joined.words[i].at_byte += all->shift;
	if (title.count > 0 && all->text.count > 0)
		joined.words[title.count].gap |= GAP_LINE | GAP_PARAGRAPH;
	all->text = joined;
}

/* ---- finding ---- */

/* Spans that are spoken for, merged in order. */
struct taken_list {
	struct name_taken *taken;
	size_t count, room;
};

static void take(const struct annotation *all, struct taken_list *list, uint32_t at_byte, uint32_t bytes)
{
	ARENA_PUSH(all->arena, list->taken, list->count, list->room) = (struct name_taken){ at_byte, bytes };
}

static int compare_taken(const void *a, const void *b)
{
	const struct name_taken *first = a, *second = b;

	return first->at_byte < second->at_byte ? -1 : first->at_byte > second->at_byte;
}

/* Persons are not looked for in credits, dates, and the places that `is_place` marks (may be NULL). */
static void find_persons(struct annotation *all, const bool *is_place)
{
	const struct document *document = all->document;
	struct taken_list list = { NULL, 0, 0 };

	for (size_t i = 0; i < document->left_out_count; i++)
		take(all, &list, document->left_out[i].at_byte + all->shift, document->left_out[i].bytes);
	for (size_t i = 0; i < document->all_date_count; i++)
		take(all, &list, document->all_dates[i].at_byte + all->shift, document->all_dates[i].bytes);
	for (size_t i = 0; is_place && i < all->place_count; i++)
		if (is_place[i])
			take(all, &list, all->places[i].at_byte, all->places[i].bytes);
	if (list.count)
		qsort(list.taken, list.count, sizeof(*list.taken), compare_taken);
	persons_find(&all->text, all->lang, list.taken, list.count, all->arena, &all->people);
}

static void find_places(struct annotation *all)
{
	const struct document *document = all->document;
	struct place_taken *taken = arena_new_array(all->arena, struct place_taken, document->left_out_count + 1);
	struct place_context context = { .lang = all->lang, .taken = taken, .taken_count = document->left_out_count };

	for (size_t i = 0; i < document->left_out_count; i++)
		taken[i] = (struct place_taken){ document->left_out[i].at_byte + all->shift, document->left_out[i].bytes, false };
	all->place_count = places_find(all->gazetteer, &all->text, &context, all->arena, &all->places);
}

/* Places first: the sure ones are no part of a name. Where another place still proves
 * the better reading of some words, persons are looked for once more without it. */
static void find_both(struct annotation *all)
{
	bool *lost, *won;

	find_places(all);
	won = arena_new_array(all->arena, bool, all->place_count + 1);
	annotation_sure_places(all, won);
	find_persons(all, won);
	annotation_add_towns(all);
	lost = arena_new_array(all->arena, bool, all->place_count + 1);
	won = arena_new_array(all->arena, bool, all->place_count + 1);
	annotation_sure_places(all, won);
	if (annotation_clashes(all, lost, won) > 0)
		find_persons(all, won);
	annotation_settle(all);
}

/* ---- where each stands ---- */

/* Bytes of article.text that stand in a passage, or are its heading. */
struct stand {
	uint32_t at_byte, bytes;
	uint32_t passage, in_passage;
	bool in_heading;
};

/* Every piece and heading, in the order of passages. */
static size_t stands_list(const struct annotation *all, struct stand **out)
{
	const struct document *document = all->document;
	size_t count = 0, room = 0;

	*out = NULL;
	for (uint32_t i = 0; i < document->passage_count; i++) {
		const struct passage *passage = &document->passages[i];

		if (passage->heading.bytes)
			ARENA_PUSH(all->arena, *out, count, room) = (struct stand){
				(uint32_t)(passage->heading.at - document->article->text.at),
				(uint32_t)passage->heading.bytes, i, 0, true,
			};
		for (size_t n = 0; n < passage->piece_count; n++)
			ARENA_PUSH(all->arena, *out, count, room) = (struct stand){
				passage->pieces[n].in_article, passage->pieces[n].bytes, i, passage->pieces[n].in_passage, false,
			};
	}
	return count;
}

_Static_assert(offsetof(struct place_mention, at_byte) == 0, "document_first_at() reads the offset at the front");
_Static_assert(offsetof(struct person_mention, at_byte) == 0, "document_first_at() reads the offset at the front");

static void stand_places(struct annotation *all, const struct stand *stands, size_t count)
{
	struct document *document = all->document;
	size_t room = 0;

	for (size_t i = 0; i < count; i++) {
		const struct stand *stand = &stands[i];
		uint32_t end = stand->at_byte + stand->bytes;
		size_t n = document_first_at(document->all_places, sizeof(*document->all_places),
					     document->all_place_count, stand->at_byte);

		for (; n < document->all_place_count && document->all_places[n].at_byte < end; n++) {
			struct passage_place place = { stand->passage, stand->in_heading, document->all_places[n] };

			place.mention.at_byte += stand->in_passage - stand->at_byte;
			ARENA_PUSH(all->arena, document->places, document->place_count, room) = place;
		}
	}
}

static void stand_persons(struct annotation *all, const struct stand *stands, size_t count)
{
	struct document *document = all->document;
	size_t room = 0;

	for (size_t i = 0; i < count; i++) {
		const struct stand *stand = &stands[i];
		uint32_t end = stand->at_byte + stand->bytes;
		size_t n = document_first_at(document->all_mentions, sizeof(*document->all_mentions),
					     document->all_mention_count, stand->at_byte);

		for (; n < document->all_mention_count && document->all_mentions[n].at_byte < end; n++) {
			struct passage_person person = { stand->passage, stand->in_heading, document->all_mentions[n] };

			person.mention.at_byte += stand->in_passage - stand->at_byte;
			ARENA_PUSH(all->arena, document->mentions, document->mention_count, room) = person;
		}
	}
}

/* Keeps what stands in the article, counted from its first byte: what the title alone has goes. */
static void keep_article(struct annotation *all)
{
	struct document *document = all->document;

	document->all_places = arena_new_array(all->arena, struct place_mention, all->place_count + 1);
	for (size_t i = 0; i < all->place_count; i++) {
		if (all->places[i].at_byte < all->shift)
			continue;
		document->all_places[document->all_place_count] = all->places[i];
		document->all_places[document->all_place_count++].at_byte -= all->shift;
	}
	document->all_mentions = arena_new_array(all->arena, struct person_mention, all->people.mention_count + 1);
	for (size_t i = 0; i < all->people.mention_count; i++) {
		if (all->people.mentions[i].at_byte < all->shift)
			continue;
		document->all_mentions[document->all_mention_count] = all->people.mentions[i];
		document->all_mentions[document->all_mention_count++].at_byte -= all->shift;
	}
	document->persons = all->people.persons;
	document->person_count = all->people.person_count;
}

void passages_annotate(struct document *document, const struct gazetteer *gazetteer, struct arena *arena)
{
	struct annotation all = { .document = document, .gazetteer = gazetteer, .arena = arena };
	struct stand *stands;
	size_t count;

	if (document->article->text.bytes == 0)
		return;
	if (*document->article->lang)
		memcpy(all.lang, document->article->lang, sizeof(all.lang));
	else
		language_guess(document->article->text, "", all.lang);
	join_title(&all);
	find_both(&all);
	keep_article(&all);
	count = stands_list(&all, &stands);
	stand_places(&all, stands, count);
	stand_persons(&all, stands, count);
}
