/* Fills the record of a passage from the article that it stands in. */
#include "index/passage_record.h"

#include "index/record.h"

#include <stdio.h>
#include <time.h>

static void fill_article(const struct document_source *source, struct arena *arena, struct record *r)
{
	const struct article *article = source->document->article;
	const struct provenance *from = &article->from;
	time_t now = time(NULL);
	struct tm utc;
	char *read_at = arena_alloc(arena, 32);

	gmtime_r(&now, &utc);
	strftime(read_at, 32, "%Y-%m-%dT%H:%M:%SZ", &utc);
	snprintf(r->article, sizeof(r->article), "%s", source->id);
	r->own_id = article->id;
	r->title = article->title;
	r->source = article->source;
	r->url = article->url;
	r->author = article->author;
	r->path = from->path;
	r->from_byte = from->from_byte;
	r->to_byte = from->to_byte;
	r->sha256 = span_of(from->sha256);
	r->charset = span_of(from->charset.name);
	r->charset_why = span_of(charset_why_text(from->charset.why));
	r->reader = from->reader;
	r->title_from = from->title_from;
	r->published_from = span_of(date_origin_text(from->published_from));
	r->read_at = span_of(read_at);
	r->published = article->published;
}

/* Where `part` lies in `whole`, or the end of it when it is no piece of it. */
static size_t offset_in(struct span whole, struct span part)
{
	uintptr_t start = (uintptr_t)whole.at, at = (uintptr_t)part.at;

	return part.at && at >= start && at < start + whole.bytes ? at - start : whole.bytes;
}

static void fill_text(const struct article *article, const struct passage *passage, struct arena *arena,
		      struct record *r)
{
	struct char_counter counter = { article->text, 0, 0 };
	size_t heading_at = offset_in(article->text, passage->heading);
	size_t title_at = offset_in(article->text, article->title);

	r->heading = passage->heading;
	r->text = passage->text;
	r->lang = span_of(passage->lang);
	r->date = passage->date;
	r->origin = passage->origin;
	r->title_char = title_at < article->text.bytes ? (uint32_t)char_at(&counter, title_at) : TITLE_APART;
	if (heading_at < article->text.bytes)
		r->heading_char = (uint32_t)char_at(&counter, heading_at);
	r->piece_count = passage->piece_count;
	r->pieces = arena_new_array(arena, struct record_piece, passage->piece_count);
	for (size_t i = 0; i < passage->piece_count; i++)
		r->pieces[i] = (struct record_piece){
			passage->pieces[i].in_passage, (uint32_t)char_at(&counter, passage->pieces[i].in_article),
			passage->pieces[i].bytes,
		};
}

static void fill_dates(const struct passage *passage, struct arena *arena, struct record *r)
{
	r->dates = arena_new_array(arena, struct record_date, passage->date_count);
	for (size_t i = 0; i < passage->date_count; i++)
		r->dates[r->date_count++] = (struct record_date){
			i < passage->heading_date_count, passage->dates[i].at_byte, passage->dates[i].bytes,
			passage->dates[i].date, passage->dates[i].timex,
		};
}

static void fill_places(const struct document_source *source, uint32_t number, struct arena *arena, struct record *r)
{
	const struct document *document = source->document;

	r->places = arena_new_array(arena, struct record_place, document->place_count);
	for (size_t i = 0; i < document->place_count; i++) {
		const struct passage_place *found = &document->places[i];

		if (found->passage == number)
			r->places[r->place_count++] = (struct record_place){
				found->in_heading, found->mention.at_byte, found->mention.bytes,
				place_get(source->gazetteer, found->mention.place).code,
			};
	}
}

static void fill_persons(const struct document *document, uint32_t number, struct arena *arena, struct record *r)
{
	r->persons = arena_new_array(arena, struct record_person, document->mention_count);
	for (size_t i = 0; i < document->mention_count; i++) {
		const struct passage_person *found = &document->mentions[i];
		const struct person *person = &document->persons[found->mention.person];

		if (found->passage == number)
			r->persons[r->person_count++] = (struct record_person){
				found->in_heading, found->mention.at_byte, found->mention.bytes, person->label, person->key,
			};
	}
}

struct span passage_record(const struct document_source *source, const struct passage *passage, uint32_t number,
			   struct arena *arena)
{
	struct record r = { .number = number, .passage_count = (uint32_t)source->document->passage_count };
	struct buf bytes = BUF_INIT(RECORD_BYTES_MOST);
	struct span stored = { NULL, 0 };

	if (r.passage_count == 0)
		r.passage_count = 1;    /* the title alone */
	fill_article(source, arena, &r);
	fill_text(source->document->article, passage, arena, &r);
	fill_dates(passage, arena, &r);
	fill_places(source, number, arena, &r);
	fill_persons(source->document, number, arena, &r);
	record_write(&r, number == 0 ? span_of(source->made) : (struct span){ NULL, 0 }, &bytes);
	if (!bytes.overflowed)
		stored = arena_copy(arena, buf_span(&bytes));
	buf_release(&bytes);
	return stored;
}
