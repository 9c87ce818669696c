/* Prints a reading list as CSV that a spreadsheet can open without harm. */
#include "render/entry.h"

#include <inttypes.h>
#include <string.h>

/* RFC 4180; a cell that a spreadsheet would take for a formula gets an apostrophe. */
static void add_cell(struct span text, bool first, struct buf *out)
{
	if (!first)
		buf_add_char(out, ',');
	buf_add_char(out, '"');
	if (text.bytes > 0 && strchr("=+-@\t\r", text.at[0]))
		buf_add_char(out, '\'');
	for (size_t i = 0; i < text.bytes; i++) {
		if (text.at[i] == '"')
			buf_add_char(out, '"');
		if (text.at[i] != '\0')
			buf_add_char(out, text.at[i]);
	}
	buf_add_char(out, '"');
}

static void add_number(uint64_t number, struct buf *out)
{
	buf_printf(out, ",%" PRIu64, number);
}

static struct span joined(const struct span *list, size_t count, struct arena *arena)
{
	struct buf text = BUF_INIT(1 << 20);
	struct span copy;

	entry_join(list, count, "; ", &text);
	copy = arena_copy(arena, buf_span(&text));
	buf_release(&text);
	return copy;
}

static void add_dates(const struct record *record, struct buf *out)
{
	char value[DATE_TEXT], from[DATE_TEXT] = "", to[DATE_TEXT] = "", published[DATE_TEXT];

	entry_date(record->date, value);
	entry_date(record->published, published);
	if (date_is_known(record->date)) {
		day_print(record->date.from_day, from);
		day_print(record->date.to_day, to);
	}
	add_cell(span_of(value), true, out);
	add_cell(span_of(from), false, out);
	add_cell(span_of(to), false, out);
	add_cell(span_of(published), false, out);
}

static void print_entry(const struct answer_hit *hit, struct arena *arena, struct buf *out)
{
	const struct record *r = &hit->hit.record;
	const struct span before[] = {
		entry_line(r->title, arena), entry_line(r->heading, arena), entry_line(r->source, arena),
		entry_line(r->author, arena), joined(hit->places, hit->place_count, arena),
		joined(hit->persons, hit->person_count, arena), entry_line(r->text, arena), r->lang,
		entry_line(r->url, arena), entry_line(r->path, arena),
	};

	add_dates(r, out);
	for (size_t i = 0; i < COUNT(before); i++)
		add_cell(before[i], false, out);
	add_number(r->from_byte, out);
	add_number(r->to_byte, out);
	add_cell(r->sha256, false, out);
	add_cell(span_of(r->id), false, out);
	buf_add_string(out, "\r\n");
}

void list_print_csv(const struct list *list, struct buf *out)
{
	struct arena *arena = arena_new();

	buf_add_string(out, "date,date_from,date_to,published,title,heading,source,author,places,persons,text,lang,url,"
			    "path,from_byte,to_byte,sha256,id\r\n");
	for (size_t i = 0; i < list->answer->hit_count; i++) {
		print_entry(&list->answer->hits[i], arena, out);
		arena_reset(arena);
	}
	arena_free(arena);
}
