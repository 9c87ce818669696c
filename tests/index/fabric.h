/* Made-up documents for tests of the index: a few words, a date, places, persons. */
#ifndef TESTS_INDEX_FABRIC_H
#define TESTS_INDEX_FABRIC_H

#include "cases.h"

#include "dateline/index.h"
#include "program.h"

#include <stdlib.h>

#define FABRIC_PASSAGES_MOST 8

/* One passage as a row of a test: an EDTF date or "". */
struct fabric_passage {
	const char *heading, *text, *lang, *date;
	const char *place;      /* a name that the gazetteer knows, or NULL */
	const char *person;     /* a full name, or NULL */
};

struct fabric_article {
	const char *id, *source, *title, *published;
	struct fabric_passage passages[FABRIC_PASSAGES_MOST];   /* ended by one without text */
};

static inline struct date fabric_date(const char *edtf)
{
	struct error err = { 0 };
	struct date date = { 0 };

	if (edtf && *edtf)
		date = date_parse_edtf(span_of(edtf), &err);
	assert_int_equal(err.status, STATUS_OK);
	return date;
}

static inline struct gazetteer *fabric_gazetteer(void)
{
	struct error err = { 0 };
	struct gazetteer *gazetteer = gazetteer_open(NULL, &err);

	assert_int_equal(err.status, STATUS_OK);
	return gazetteer;
}

static inline struct article *fabric_make_article(const struct fabric_article *row, struct arena *arena)
{
	struct article *article = arena_alloc(arena, sizeof(*article));
	struct buf text = BUF_INIT((size_t)1 << 20);

	for (const struct fabric_passage *p = row->passages; p->text; p++)
		buf_printf(&text, "%s\n%s\n\n", p->heading, p->text);
	article->id = span_of(row->id);
	article->source = span_of(row->source);
	article->title = span_of(row->title);
	article->published = fabric_date(row->published);
	article->text = arena_copy(arena, buf_span(&text));
	article->from.path = span_of("/archive/fabric.jsonl");
	article->from.reader = span_of("jsonl/1");
	sha256_hex(article->text, article->from.sha256);
	buf_release(&text);
	return article;
}

static inline void fabric_annotate(const struct fabric_passage *row, uint32_t number, const struct gazetteer *gazetteer,
				   struct document *document, struct arena *arena)
{
	uint32_t place;

	if (row->place && place_ask(gazetteer, span_of(row->place), &place, 1))
		document->places[document->place_count++] = (struct passage_place){
			number, false, { .at_byte = 0, .bytes = 1, .place = place },
		};
	if (row->person) {
		document->persons[document->person_count] = (struct person){
			span_of(row->person), arena_printf(arena, "key-%zu", strlen(row->person)), 1,
		};
		document->mentions[document->mention_count++] = (struct passage_person){
			number, false, { 0, 1, (uint32_t)document->person_count++ },
		};
	}
}

static inline struct document fabric_document(const struct fabric_article *row, const struct gazetteer *gazetteer,
					      struct arena *arena)
{
	struct document document = {
		.article = fabric_make_article(row, arena),
		.passages = arena_new_array(arena, struct passage, FABRIC_PASSAGES_MOST),
		.places = arena_new_array(arena, struct passage_place, FABRIC_PASSAGES_MOST),
		.persons = arena_new_array(arena, struct person, FABRIC_PASSAGES_MOST),
		.mentions = arena_new_array(arena, struct passage_person, FABRIC_PASSAGES_MOST),
	};
	struct span text = document.article->text;
	uint32_t at = 0;

	for (const struct fabric_passage *p = row->passages; p->text; p++) {
		struct passage *passage = &document.passages[document.passage_count];
		uint32_t heading = (uint32_t)strlen(p->heading), body = (uint32_t)strlen(p->text);

		passage->heading = span_make(text.at + at, heading);
		passage->text = span_make(text.at + at + heading + 1, body);
		passage->pieces = arena_new_array(arena, struct piece, 1);
		passage->pieces[0] = (struct piece){ 0, at + heading + 1, body };
		passage->piece_count = 1;
		snprintf(passage->lang, sizeof(passage->lang), "%s", p->lang);
		passage->date = fabric_date(p->date);
		passage->origin = *p->date ? ORIGIN_HEADING : ORIGIN_NONE;
		fabric_annotate(p, (uint32_t)document.passage_count++, gazetteer, &document, arena);
		at += heading + body + 3;
	}
	return document;
}

static inline enum index_change fabric_put(struct index_writer *writer, const struct fabric_article *row,
					   const struct gazetteer *gazetteer)
{
	struct arena *arena = arena_new();
	struct document document = fabric_document(row, gazetteer, arena);
	struct error err = { 0 };
	enum index_change change;
	char id[ID_TEXT];

	article_id(document.article, id);
	change = index_writer_put(writer, id, &document, gazetteer, &err);
	assert_int_equal(err.status, STATUS_OK);
	arena_free(arena);
	return change;
}

#endif
