/* Fills the record of a passage from the article that it stands in. */
#include "index/passage_record.h"

#include "index/record.h"

#include <stddef.h>
#include <stdio.h>
#include <string.h>
#include <time.h>

/* What a title, an address or a name may take in each record of its article: longer
 * ones are cut in the record, not in what is searched for or in who the article is. */
#define FIELD_BYTES_MOST 2000

static struct span kept(struct span text)
{
	size_t n = text.bytes;

	if (n > FIELD_BYTES_MOST)
		for (n = FIELD_BYTES_MOST; n > 0 && ((unsigned char)text.at[n] & 0xc0) == 0x80;)
			n--;
	return span_make(text.at, n);
}

/* "metadata, json-ld" */
static struct span published_from(const struct provenance *from, struct arena *arena)
{
	const char *origin = date_origin_text(from->published_from);

	if (from->published_from != ORIGIN_METADATA || from->published_by.bytes == 0)
		return span_of(origin);
	return arena_printf(arena, "%s, %.*s", origin, (int)from->published_by.bytes, from->published_by.at);
}

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
	r->own_id = kept(article->id);
	r->group = document_group(source);
	r->title = kept(article->title);
	r->source = kept(article->source);
	r->url = kept(article->url);
	r->author = kept(article->author);
	r->path = kept(from->path);
	r->from_byte = from->from_byte;
	r->to_byte = from->to_byte;
	r->sha256 = span_of(from->sha256);
	r->charset = span_of(from->charset.name);
	r->charset_why = charset_how(&from->charset, arena);
	r->reader = from->reader;
	r->title_from = from->title_from;
	r->published_from = published_from(from, arena);
	/* A page of a web archive was read when it was taken from the web. */
	r->read_at = from->captured.bytes ? kept(from->captured) : span_of(read_at);
	r->published = article->published;
}

/* Where `part` lies in `whole`, or the end of it when it is no piece of it. */
static size_t offset_in(struct span whole, struct span part)
{
	uintptr_t start = (uintptr_t)whole.at, at = (uintptr_t)part.at;

	return part.at && at >= start && at < start + whole.bytes ? at - start : whole.bytes;
}

static void fill_text(const struct article *article, const struct passage *passage, struct char_counter *counter,
		      struct arena *arena, struct record *r)
{
	size_t heading_at = offset_in(article->text, passage->heading);
	size_t title_at = offset_in(article->text, article->title);
	struct char_counter from_start = { article->text, 0, 0 }; /* the title stands before what `counter` has passed */

	r->heading = passage->heading;
	r->text = passage->text;
	r->lang = span_of(passage->lang);
	r->date = passage->date;
	r->origin = passage->origin;
	r->confidence = passage->confidence;
	r->title_char = title_at < article->text.bytes ? (uint32_t)char_at(&from_start, title_at) : TITLE_APART;
	if (heading_at < article->text.bytes)
		r->heading_char = (uint32_t)char_at(counter, heading_at);
	r->piece_count = passage->piece_count;
	r->pieces = arena_new_array(arena, struct record_piece, passage->piece_count);
	for (size_t i = 0; i < passage->piece_count; i++)
		r->pieces[i] = (struct record_piece){
			passage->pieces[i].in_passage, (uint32_t)char_at(counter, passage->pieces[i].in_article),
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

/* ---- what stands in one passage ---- */

static void fill_places(const struct document_source *source, uint32_t number, struct arena *arena, struct record *r)
{
	struct item_range range = document_places(source->document, number);

	r->places = arena_new_array(arena, struct record_place, range.to - range.from);
	for (size_t i = range.from; i < range.to; i++) {
		const struct passage_place *found = &source->document->places[i];

		r->places[r->place_count++] = (struct record_place){
			found->in_heading, found->mention.at_byte, found->mention.bytes,
			place_get(source->gazetteer, found->mention.place).code,
		};
	}
}

static void fill_persons(const struct document *document, uint32_t number, struct arena *arena, struct record *r)
{
	struct item_range range = document_mentions(document, number);

	r->persons = arena_new_array(arena, struct record_person, range.to - range.from);
	for (size_t i = range.from; i < range.to; i++) {
		const struct passage_person *found = &document->mentions[i];
		const struct person *person = &document->persons[found->mention.person];

		r->persons[r->person_count++] = (struct record_person){
			found->in_heading, found->mention.at_byte, found->mention.bytes, kept(person->label), person->key,
		};
	}
}

static struct span kept_in(struct arena *arena, struct buf *bytes)
{
	struct span stored = { NULL, 0 };

	if (!bytes->overflowed)
		stored = arena_copy(arena, buf_span(bytes));
	buf_release(bytes);
	return stored;
}

struct span article_head(const struct document_source *source, struct arena *scratch, struct arena *arena)
{
	struct record r = { .passage_count = (uint32_t)source->document->passage_count };
	struct buf bytes = BUF_INIT(RECORD_BYTES_MOST);

	if (r.passage_count == 0)
		r.passage_count = 1;    /* the title alone */
	fill_article(source, scratch, &r);
	record_write_head(&r, span_of(source->made), &bytes);
	return kept_in(arena, &bytes);
}

struct span passage_body(const struct document_source *source, const struct passage *passage, uint32_t number,
			 uint64_t copy_key, struct char_counter *counter, struct arena *scratch, struct arena *arena)
{
	struct record r = { .number = number, .copy_key = copy_key };
	struct buf bytes = BUF_INIT(RECORD_BYTES_MOST);

	fill_text(source->document->article, passage, counter, scratch, &r);
	fill_dates(passage, scratch, &r);
	fill_places(source, number, scratch, &r);
	fill_persons(source->document, number, scratch, &r);
	record_write_body(&r, &bytes);
	return kept_in(arena, &bytes);
}
