/* A passage as bytes and back.
 *
 *   4 bytes      CRC-32 of all that follows, little-endian
 *   counted      digest of what the article was made of
 *   ...          the fields, as numbers and counted spans, in the order below
 *   0..          filling, see add_filling() */
#include "index/record.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <zlib.h>

#define CRC_BYTES 4

static uint32_t checksum(struct span bytes)
{
	return (uint32_t)crc32_z(0, (const unsigned char *)bytes.at, bytes.bytes);
}

/* ---- writing ---- */

/* Small numbers of either sign stay short. */
static void add_signed(struct buf *out, int32_t number)
{
	buf_add_number(out, (uint32_t)number << 1 ^ (number < 0 ? 0xffffffffu : 0));
}

static void add_date(struct buf *out, struct date date)
{
	buf_add_number(out, (uint64_t)date.precision << 1 | (date.approximate & DATE_APPROXIMATE));
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
	buf_add_number(out, r->number);
	buf_add_number(out, r->passage_count);
	buf_add_counted(out, r->own_id);
	buf_add_number(out, r->group);
	buf_add_number(out, r->copy_key);
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

#define XAPIAN_STEP 8192        /* bytes that Xapian 1.4 and 2.1 inflate at once */
#define FILLING_LEAST 64
#define ROOM_AFTER_STEP 1024

/* Xapian stops inflating a compressed record of more than 8192 bytes once its
 * input is used up, even when output is still pending at the end of a step, and
 * calls the record damaged: this happens to texts that end in a repeated pattern
 * and are a little longer than a multiple of 8192. Noise at the end that lies well
 * inside a step prevents it: nothing repeats there, so nothing is pending. */
static void add_filling(struct buf *out)
{
	uint32_t noise = 2463534242u;
	size_t wanted = FILLING_LEAST, inside;

	if (out->bytes <= XAPIAN_STEP - ROOM_AFTER_STEP)
		return;
	inside = (out->bytes + wanted) % XAPIAN_STEP;
	if (inside < ROOM_AFTER_STEP)
		wanted += ROOM_AFTER_STEP - inside;
	while (wanted-- > 0) {
		noise ^= noise << 13;
		noise ^= noise >> 17;
		noise ^= noise << 5;
		buf_add_char(out, (char)(noise >> 24));
	}
}

void record_write(const struct record *r, struct span made, struct buf *out)
{
	size_t start = out->bytes;
	uint32_t crc;

	buf_add(out, "\0\0\0\0", CRC_BYTES);
	buf_add_counted(out, made);
	add_article(out, r);
	buf_add_counted(out, r->heading);
	buf_add_number(out, r->heading_char);
	buf_add_number(out, r->title_char);
	buf_add_counted(out, r->text);
	buf_add_counted(out, r->lang);
	add_date(out, r->date);
	buf_add_number(out, (uint64_t)r->origin);
	add_annotations(out, r);
	add_filling(out);
	if (out->overflowed)
		return;
	crc = checksum(span_make(out->at + start + CRC_BYTES, out->bytes - start - CRC_BYTES));
	for (size_t i = 0; i < CRC_BYTES; i++)
		out->at[start + i] = (char)(crc >> (8 * i));
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
	struct date date = { .precision = (enum date_precision)(head >> 1), .approximate = head & 1 };

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

	r->number = get_number(from);
	snprintf(r->article, sizeof(r->article), "%.*s", (int)id.bytes, id.at ? id.at : "");
	snprintf(r->id, sizeof(r->id), "%.16s.%u", r->article, (unsigned)r->number);
	r->passage_count = get_number(from);
	r->own_id = unpack_counted(from);
	r->group = unpack_number(from);
	r->copy_key = unpack_number(from);
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

/* The bytes behind a checksum that is right, to be unpacked; not ok otherwise. */
static struct unpack unpack_verified(struct span stored)
{
	struct span body;
	uint32_t crc = 0;

	if (stored.bytes <= CRC_BYTES)
		return (struct unpack){ NULL, NULL, false };
	for (size_t i = 0; i < CRC_BYTES; i++)
		crc |= (uint32_t)(unsigned char)stored.at[i] << (8 * i);
	body = span_make(stored.at + CRC_BYTES, stored.bytes - CRC_BYTES);
	return (struct unpack){ body.at, body.at + body.bytes, checksum(body) == crc };
}

struct span record_made(struct span stored)
{
	struct unpack from = unpack_verified(stored);

	return unpack_counted(&from);
}

void record_read(struct span stored, struct arena *arena, struct record *out, struct error *err)
{
	struct unpack from = unpack_verified(stored);

	memset(out, 0, sizeof(*out));
	if (err->status != STATUS_OK)
		return;
	unpack_counted(&from);
	get_article(&from, arena, out);
	out->heading = unpack_counted(&from);
	out->heading_char = get_number(&from);
	out->title_char = get_number(&from);
	out->text = unpack_counted(&from);
	out->lang = unpack_counted(&from);
	out->date = get_date(&from);
	out->origin = (enum date_origin)get_number(&from);
	get_annotations(&from, arena, out);
	if (from.ok)
		return;
	memset(out, 0, sizeof(*out));
	error_set(err, STATUS_INDEX, "index", "the record of a passage is damaged; dateline check tells how many");
}
