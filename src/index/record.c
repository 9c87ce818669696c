/* A passage as bytes and back, in two pieces: what its article is, and what it is itself.
 *
 *   head   digest of what the article was made of, then the article's fields
 *   body   number of the passage, then its own fields
 *
 * Numbers and counted spans, in the order below. Whoever stores them sees to it that
 * they come back as they were. */
#include "index/record.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* ---- writing ---- */

/* Small numbers of either sign stay short. */
static void add_signed(struct buf *out, int32_t number)
{
	buf_add_number(out, (uint32_t)number << 1 ^ (number < 0 ? 0xffffffffu : 0));
}

static void add_date(struct buf *out, struct date date)
{
	buf_add_number(out, (uint64_t)date.precision << DATE_FLAG_BITS | date.approximate);
	if (date.precision == DATE_UNKNOWN)
		return;
	add_signed(out, date.from_day);
	add_signed(out, date.to_day);
}

/* A digest in hexadecimal as its bytes. */
static void add_hex(struct buf *out, struct span hex)
{
	char bytes[SHA256_TEXT / 2];
	size_t n = 0;

	for (size_t i = 0; i + 1 < hex.bytes && n < sizeof(bytes); i += 2) {
		char pair[3] = { hex.at[i], hex.at[i + 1], '\0' };

		bytes[n++] = (char)strtoul(pair, NULL, 16);
	}
	buf_add_counted(out, span_make(bytes, n));
}

static void add_article(struct buf *out, const struct record *r)
{
	buf_add_counted(out, span_of(r->article));
	buf_add_number(out, r->passage_count);
	buf_add_counted(out, r->own_id);
	buf_add_number(out, r->group);
	buf_add_counted(out, r->title);
	buf_add_counted(out, r->source);
	buf_add_counted(out, r->url);
	buf_add_counted(out, r->author);
	buf_add_counted(out, r->path);
	buf_add_number(out, r->from_byte);
	buf_add_number(out, r->to_byte);
	add_hex(out, r->sha256);
	buf_add_counted(out, r->charset);
	buf_add_counted(out, r->charset_why);
	buf_add_counted(out, r->reader);
	buf_add_counted(out, r->title_from);
	buf_add_counted(out, r->published_from);
	buf_add_counted(out, r->read_at);
	add_date(out, r->published);
}

/* Where something stands: in_heading is the lowest bit. */
static void add_place_in_text(struct buf *out, bool in_heading, uint32_t at_byte, uint32_t bytes)
{
	buf_add_number(out, (uint64_t)at_byte << 1 | in_heading);
	buf_add_number(out, bytes);
}

static void add_annotations(struct buf *out, const struct record *r)
{
	buf_add_number(out, r->piece_count);
	for (size_t i = 0; i < r->piece_count; i++) {
		buf_add_number(out, r->pieces[i].in_passage);
		buf_add_number(out, r->pieces[i].in_article);
		buf_add_number(out, r->pieces[i].bytes);
	}
	buf_add_number(out, r->date_count);
	for (size_t i = 0; i < r->date_count; i++) {
		add_place_in_text(out, r->dates[i].in_heading, r->dates[i].at_byte, r->dates[i].bytes);
		add_date(out, r->dates[i].date);
		buf_add_counted(out, r->dates[i].timex);
	}
	buf_add_number(out, r->place_count);
	for (size_t i = 0; i < r->place_count; i++) {
		add_place_in_text(out, r->places[i].in_heading, r->places[i].at_byte, r->places[i].bytes);
		buf_add_counted(out, r->places[i].code);
	}
	buf_add_number(out, r->person_count);
	for (size_t i = 0; i < r->person_count; i++) {
		add_place_in_text(out, r->persons[i].in_heading, r->persons[i].at_byte, r->persons[i].bytes);
		buf_add_counted(out, r->persons[i].label);
		buf_add_counted(out, r->persons[i].key);
	}
}

void record_write_head(const struct record *r, struct span made, struct buf *out)
{
	buf_add_counted(out, made);
	add_article(out, r);
}

void record_write_body(const struct record *r, struct buf *out)
{
	buf_add_number(out, r->copy_key);
	buf_add_number(out, r->number);
	buf_add_counted(out, r->heading);
	buf_add_number(out, r->heading_char);
	buf_add_number(out, r->title_char);
	buf_add_counted(out, r->text);
	buf_add_counted(out, r->lang);
	add_date(out, r->date);
	buf_add_number(out, (uint64_t)r->origin);
	buf_add_number(out, (uint64_t)r->confidence);
	add_annotations(out, r);
}

/* ---- reading ---- */

static uint32_t get_number(struct unpack *from)
{
	return (uint32_t)unpack_number(from);
}

static int32_t get_signed(struct unpack *from)
{
	uint32_t number = get_number(from);

	return (int32_t)(number >> 1 ^ (number & 1 ? 0xffffffffu : 0));
}

static struct date get_date(struct unpack *from)
{
	uint32_t head = get_number(from);
	struct date date = { .precision = (enum date_precision)(head >> DATE_FLAG_BITS),
			     .approximate = head & ((1u << DATE_FLAG_BITS) - 1) };

	if (date.precision == DATE_UNKNOWN)
		return date;
	date.from_day = get_signed(from);
	date.to_day = get_signed(from);
	return date;
}

static struct span get_hex(struct unpack *from, struct arena *arena)
{
	struct span bytes = unpack_counted(from);
	char *hex = arena_alloc(arena, bytes.bytes * 2 + 1);

	for (size_t i = 0; i < bytes.bytes; i++)
		snprintf(hex + 2 * i, 3, "%02x", (unsigned char)bytes.at[i]);
	return span_make(hex, bytes.bytes * 2);
}

static void get_article(struct unpack *from, struct arena *arena, struct record *r)
{
	struct span id = unpack_counted(from);

	snprintf(r->article, sizeof(r->article), "%.*s", (int)(id.bytes < ID_TEXT ? id.bytes : 0), id.at ? id.at : "");
	r->passage_count = get_number(from);
	r->own_id = unpack_counted(from);
	r->group = unpack_number(from);
	r->title = unpack_counted(from);
	r->source = unpack_counted(from);
	r->url = unpack_counted(from);
	r->author = unpack_counted(from);
	r->path = unpack_counted(from);
	r->from_byte = unpack_number(from);
	r->to_byte = unpack_number(from);
	r->sha256 = get_hex(from, arena);
	r->charset = unpack_counted(from);
	r->charset_why = unpack_counted(from);
	r->reader = unpack_counted(from);
	r->title_from = unpack_counted(from);
	r->published_from = unpack_counted(from);
	r->read_at = unpack_counted(from);
	r->published = get_date(from);
}

/* A count of items that take at least two bytes each: a larger one is damage. */
static size_t get_count(struct unpack *from)
{
	uint64_t count = unpack_number(from);

	if (from->ok && count > (uint64_t)(from->end - from->at))
		from->ok = false;
	return from->ok ? (size_t)count : 0;
}

static void get_place_in_text(struct unpack *from, bool *in_heading, uint32_t *at_byte, uint32_t *bytes)
{
	uint64_t at = unpack_number(from);

	*in_heading = at & 1;
	*at_byte = (uint32_t)(at >> 1);
	*bytes = get_number(from);
}

static void get_annotations(struct unpack *from, struct arena *arena, struct record *r)
{
	r->piece_count = get_count(from);
	r->pieces = arena_new_array(arena, struct record_piece, r->piece_count);
	for (size_t i = 0; i < r->piece_count; i++) {
		r->pieces[i].in_passage = get_number(from);
		r->pieces[i].in_article = get_number(from);
		r->pieces[i].bytes = get_number(from);
	}
	r->date_count = get_count(from);
	r->dates = arena_new_array(arena, struct record_date, r->date_count);
	for (size_t i = 0; i < r->date_count; i++) {
		struct record_date *d = &r->dates[i];

		get_place_in_text(from, &d->in_heading, &d->at_byte, &d->bytes);
		d->date = get_date(from);
		d->timex = unpack_counted(from);
	}
	r->place_count = get_count(from);
	r->places = arena_new_array(arena, struct record_place, r->place_count);
	for (size_t i = 0; i < r->place_count; i++) {
		struct record_place *p = &r->places[i];

		get_place_in_text(from, &p->in_heading, &p->at_byte, &p->bytes);
		p->code = unpack_counted(from);
	}
	r->person_count = get_count(from);
	r->persons = arena_new_array(arena, struct record_person, r->person_count);
	for (size_t i = 0; i < r->person_count; i++) {
		struct record_person *p = &r->persons[i];

		get_place_in_text(from, &p->in_heading, &p->at_byte, &p->bytes);
		p->label = unpack_counted(from);
		p->key = unpack_counted(from);
	}
}

static struct unpack unpack_of(struct span bytes)
{
	return (struct unpack){ bytes.at, bytes.at + bytes.bytes, bytes.bytes > 0 };
}

struct span record_made(struct span head)
{
	struct unpack from = unpack_of(head);

	return unpack_counted(&from);
}

struct span record_path(struct span head, struct arena *arena)
{
	struct unpack from = unpack_of(head);
	struct record r = { .number = 0 };

	unpack_counted(&from);
	get_article(&from, arena, &r);
	return from.ok ? r.path : (struct span){ NULL, 0 };
}

static void get_passage(struct unpack *from, struct arena *arena, struct record *out)
{
	out->copy_key = unpack_number(from);
	out->number = get_number(from);
	out->heading = unpack_counted(from);
	out->heading_char = get_number(from);
	out->title_char = get_number(from);
	out->text = unpack_counted(from);
	out->lang = unpack_counted(from);
	out->date = get_date(from);
	out->origin = (enum date_origin)get_number(from);
	out->confidence = (enum date_confidence)get_number(from);
	get_annotations(from, arena, out);
}

void record_read(struct span head, struct span body, struct arena *arena, struct record *out, struct error *err)
{
	struct unpack article = unpack_of(head), passage = unpack_of(body);

	memset(out, 0, sizeof(*out));
	if (err->status != STATUS_OK)
		return;
	unpack_counted(&article);
	get_article(&article, arena, out);
	get_passage(&passage, arena, out);
	snprintf(out->id, sizeof(out->id), "%.16s.%u", out->article, (unsigned)out->number);
	if (article.ok && passage.ok)
		return;
	memset(out, 0, sizeof(*out));
	error_set(err, STATUS_INDEX, "index", "the record of a passage is damaged; dateline check tells how many");
}
