/* Prints mentions as tab separated lines: the columns of `mentions --batch`. */
#include "render/entry.h"

#include <inttypes.h>

static void add_cell(struct span text, struct arena *arena, struct buf *out)
{
	buf_add_char(out, '\t');
	buf_add_span(out, entry_line(text, arena));
}

static void print_mention(const struct found_mention *m, struct arena *arena, struct buf *out)
{
	const struct record *record = m->record;
	char date[DATE_TEXT];

	entry_date(record->date, date);
	buf_add_span(out, entry_line(record->own_id.bytes > 0 ? record->own_id : span_of(record->article), arena));
	buf_printf(out, "\t%" PRIu32 "\t%" PRIu32, m->from_char, m->to_char);
	add_cell(m->surface, arena, out);
	add_cell(span_of(date), arena, out);
	add_cell(m->why, arena, out);
	if (m->certainty == NAME_LIKELY)
		buf_add_string(out, " (likely)");
	if (m->name.bytes > 0) {
		buf_add_string(out, "; by ");
		buf_add_span(out, entry_line(m->name, arena));
	}
	buf_add_char(out, '\n');
}

void mentions_print_tsv(const struct mentions *mentions, const char *query_id, struct buf *out)
{
	struct arena *arena = arena_new();

	for (size_t i = 0; i < mentions->shown; i++) {
		if (mentions->items[i].in_title && mentions->items[i].record->title_char == TITLE_APART)
			continue;
		if (query_id)
			buf_printf(out, "%s\t", query_id);
		print_mention(&mentions->items[i], arena, out);
		arena_reset(arena);
	}
	arena_free(arena);
}
