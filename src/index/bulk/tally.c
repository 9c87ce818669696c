/* Gathers the rows of each term by two passes of counting. */
#include "index/bulk/tally.h"

#include "dateline/arena.h"

#include <stdlib.h>

void tally_release(struct tally *tally)
{
	free(tally->terms);
	free(tally->positions);
	free(tally->places);
	free(tally->hashes);
	free(tally->sorted);
	free(tally->scratch);
}

static void make_room(struct tally *tally, size_t rows)
{
	if (rows <= tally->row_room)
		return;
	tally->row_room = rows * 2;
	tally->positions = memory_resize(tally->positions, tally->row_room * sizeof(*tally->positions));
	tally->places = memory_resize(tally->places, tally->row_room * sizeof(*tally->places));
	tally->hashes = memory_resize(tally->hashes, tally->row_room * sizeof(*tally->hashes));
	tally->terms = memory_resize(tally->terms, tally->row_room * sizeof(*tally->terms));
}

/* The place of `number` in this document's list, made when it is new there. */
static uint32_t place_of(struct tally *tally, struct glossary *glossary, uint32_t number)
{
	struct glossary_term *term = &glossary->terms[number];

	if (term->document != tally->document) {
		term->document = tally->document;
		term->place = (uint32_t)tally->count;
		tally->terms[tally->count++] = (struct tally_term){ .number = number };
	}
	return term->place;
}

static int by_number(const void *a, const void *b)
{
	uint32_t left = *(const uint32_t *)a, right = *(const uint32_t *)b;

	return (left > right) - (left < right);
}

/* Positions nearly always rise already; where they do not, they are put in order. */
static void order_positions(uint32_t *positions, struct tally_term *term)
{
	uint32_t *own = positions + term->from;
	uint32_t kept = 1, i = 1;

	while (i < term->position_count && own[i - 1] < own[i])
		i++;
	if (i >= term->position_count)
		return;
	qsort(own, term->position_count, sizeof(*own), by_number);
	for (i = 1; i < term->position_count; i++)
		if (own[i] != own[kept - 1])
			own[kept++] = own[i];
	term->position_count = kept;
}

static void place_positions(struct tally *tally, const struct xap_document *document)
{
	uint32_t from = 0;

	for (size_t i = 0; i < tally->count; i++) {
		tally->terms[i].from = from;
		from += tally->terms[i].position_count;
		tally->terms[i].position_count = 0;
	}
	for (size_t i = 0; i < document->term_count; i++) {
		struct tally_term *term = &tally->terms[tally->places[i]];

		if (document->terms[i].position)
			tally->positions[term->from + term->position_count++] = document->terms[i].position;
	}
	for (size_t i = 0; i < tally->count; i++)
		order_positions(tally->positions, &tally->terms[i]);
}

void tally_count(struct tally *tally, struct glossary *glossary, const struct xap_document *document)
{
	tally->count = 0;
	tally->length = 0;
	tally->document++;
	make_room(tally, document->term_count);
	for (size_t i = 0; i < document->term_count; i++) {
		tally->hashes[i] = glossary_hash(glossary, document->terms[i].text);
		glossary_fetch_slot(glossary, tally->hashes[i]);
	}
	for (size_t i = 0; i < document->term_count; i++)
		glossary_fetch_term(glossary, tally->hashes[i]);
	for (size_t i = 0; i < document->term_count; i++) {
		const struct xap_term *row = &document->terms[i];
		uint32_t place = place_of(tally, glossary, glossary_add(glossary, row->text, tally->hashes[i]));

		tally->places[i] = place;
		tally->terms[place].weight += row->weight;
		tally->terms[place].position_count += row->position != 0;
		tally->length += row->weight;
	}
	place_positions(tally, document);
}

const struct glossary_key *tally_sorted(struct tally *tally, const struct glossary *glossary)
{
	if (tally->sort_room < tally->count) {
		tally->sort_room = tally->row_room;
		tally->sorted = memory_resize(tally->sorted, tally->sort_room * sizeof(*tally->sorted));
		tally->scratch = memory_resize(tally->scratch, tally->sort_room * sizeof(*tally->scratch));
	}
	for (size_t i = 0; i < tally->count; i++) {
		uint32_t number = tally->terms[i].number;

		tally->sorted[i] = (struct glossary_key){ glossary->terms[number].front, number, (uint32_t)i };
	}
	glossary_sort(glossary, tally->sorted, tally->scratch, tally->count);
	return tally->sorted;
}
