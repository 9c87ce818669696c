/* Puts an article together again from the passages that matter, and counts back into it. */
#include "query/whole.h"

#include "dateline/text.h"

struct maker {
	struct whole *whole;
	size_t room;
	struct buf text;
	struct arena *arena;
};

static struct whole_part *add_part(struct maker *m, size_t record, enum marked_part part, struct span text)
{
	if (text.bytes == 0)
		return NULL;
	if (m->text.bytes > 0)
		buf_add_string(&m->text, "\n\n");
	ARENA_PUSH(m->arena, m->whole->parts, m->whole->part_count, m->room) = (struct whole_part){
		(uint32_t)record, (uint32_t)record + 1, part, (uint32_t)m->text.bytes, (uint32_t)text.bytes
	};
	buf_add_span(&m->text, text);
	return &m->whole->parts[m->whole->part_count - 1];
}

/* A title taken from the first line is that line: it is not said twice. */
static bool title_is_text(const struct record *first)
{
	struct span title = first->title;

	return span_equal(first->heading, title) ||
	       (first->text.bytes >= title.bytes && memcmp(first->text.at, title.at, title.bytes) == 0);
}

/* Code points of the article's text at which a record begins and ends, nearly. */
static uint32_t first_char(const struct record *r)
{
	return r->piece_count > 0 ? r->pieces[0].in_article : r->heading_char;
}

static uint32_t last_char(const struct record *r)
{
	const struct record_piece *last = r->piece_count > 0 ? &r->pieces[r->piece_count - 1] : NULL;

	return last ? last->in_article + last->bytes : r->heading_char;
}

#define CHARS_A_WORD 7
#define FILLING_MOST 64         /* words: no rule of names looks farther */

/* Stands in for the passages between two that were given. They hold no spelling of
 * the name, so that only their length matters. */
static void add_filling(struct maker *m, const struct record *before, const struct record *after)
{
	uint32_t from = last_char(before), to = first_char(after);
	uint32_t words = to > from ? (to - from) / CHARS_A_WORD : 0;

	if (before->number + 1 == after->number)
		return;
	buf_add_string(&m->text, "\n\n");
	for (uint32_t i = 0; i < words && i < FILLING_MOST; i++)
		buf_add_string(&m->text, "0 ");
}

void whole_make(struct record *const *records, size_t count, const struct narrow *narrow, struct arena *arena,
		struct whole *out)
{
	struct maker m = { out, 0, BUF_INIT(BUF_TEXT_MOST), arena };
	size_t heading = 0;     /* number of the last heading's part, from 1 */

	*out = (struct whole){ 0 };
	if (count > 0 && records[0]->number == 0 && records[0]->title.bytes > 0 && !title_is_text(records[0]))
		add_part(&m, 0, MARKED_TITLE, records[0]->title);
	for (size_t i = 0; i < count; i++) {
		const struct record *r = records[i], *before = i > 0 ? records[i - 1] : NULL;

		if (before)
			add_filling(&m, before, r);
		if (heading > 0 && before && before->heading_char == r->heading_char &&
		    span_equal(before->heading, r->heading))
			out->parts[heading - 1].until_record = (uint32_t)i + 1;
		else
			heading = add_part(&m, i, MARKED_HEADING, r->heading) ? out->part_count : 0;
		add_part(&m, i, MARKED_TEXT, r->text);
	}
	if (narrow)
		narrow_read(narrow, arena_copy(arena, buf_span(&m.text)), arena, &out->text);
	else
		text_read(arena_copy(arena, buf_span(&m.text)), arena, &out->text);
	buf_release(&m.text);
}

const struct whole_part *whole_part_at(const struct whole *whole, size_t at_byte)
{
	size_t low = 0, high = whole->part_count;

	while (low < high) {
		size_t middle = low + (high - low) / 2;
		const struct whole_part *part = &whole->parts[middle];

		if (at_byte < part->at_byte)
			high = middle;
		else if (at_byte >= (size_t)part->at_byte + part->bytes)
			low = middle + 1;
		else
			return part;
	}
	return NULL;
}

static uint32_t text_char_at(const struct record *record, size_t at_byte)
{
	const struct record_piece *piece = NULL;
	size_t from = 0;

	for (size_t i = 0; i < record->piece_count && record->pieces[i].in_passage <= at_byte; i++)
		piece = &record->pieces[i];
	if (piece)
		from = piece->in_passage;
	return (piece ? piece->in_article : 0) +
	       (uint32_t)utf8_count(span_make(record->text.at + from, at_byte - from));
}

uint32_t record_char_at(const struct record *record, enum marked_part part, size_t at_byte)
{
	switch (part) {
	case MARKED_TITLE:
		return (record->title_char == TITLE_APART ? 0 : record->title_char) +
		       (uint32_t)utf8_count(span_make(record->title.at, at_byte));
	case MARKED_HEADING:
		return record->heading_char + (uint32_t)utf8_count(span_make(record->heading.at, at_byte));
	default:
		return text_char_at(record, at_byte);
	}
}
