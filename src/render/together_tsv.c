/* Prints who is named together as tab separated lines. */
#include "render/entry.h"

#include <inttypes.h>

static void add_cell(struct span text, struct arena *arena, struct buf *out)
{
	buf_add_char(out, '\t');
	buf_add_span(out, entry_line(text, arena));
}

/* The ways in which person number `n` is written in the passage, each once. */
static void add_surfaces(const struct meeting *meeting, uint32_t n, struct arena *arena, struct buf *out)
{
	struct span *list = arena_new_array(arena, struct span, meeting->mention_count + 1);
	struct buf cell = BUF_INIT(1 << 20);
	size_t count = 0;

	for (size_t i = 0; i < meeting->mention_count; i++) {
		bool before = false;

		for (size_t k = 0; k < count; k++)
			before = before || span_equal(list[k], meeting->mentions[i].surface);
		if (meeting->mentions[i].person == n && !before)
			list[count++] = meeting->mentions[i].surface;
	}
	entry_join(list, count, "; ", &cell);
	add_cell(buf_span(&cell), arena, out);
	buf_release(&cell);
}

static void print_meeting(const struct together *t, const struct meeting *meeting, struct arena *arena, struct buf *out)
{
	const struct record *record = &meeting->hit.hit.record;
	char date[DATE_TEXT];

	entry_date(record->date, date);
	buf_add_string(out, record->id);
	add_cell(record->own_id.bytes > 0 ? record->own_id : span_of(record->article), arena, out);
	add_cell(span_of(date), arena, out);
	add_cell(record->title, arena, out);
	for (uint32_t n = 0; n < t->name_count; n++)
		add_surfaces(meeting, n, arena, out);
	for (size_t i = 0; i < meeting->sentence_count; i++) {
		buf_add_string(out, i == 0 ? "\t" : " … ");
		buf_add_span(out, entry_line(meeting->sentences[i].text, arena));
	}
	buf_add_char(out, '\n');
}

static void print_companion(const struct companion *one, struct arena *arena, struct buf *out)
{
	char from[DATE_TEXT] = "", to[DATE_TEXT] = "";

	if (date_is_known(one->first)) {
		day_print(one->first.from_day, from);
		day_print(one->last.to_day, to);
	}
	buf_add_span(out, one->key);
	add_cell(one->label, arena, out);
	buf_printf(out, "\t%" PRIu32 "\t%s\t%s\t", one->passages, from, to);
	for (size_t i = 0; i < one->place_count; i++) {
		buf_add_string(out, i > 0 ? "; " : "");
		buf_add_span(out, entry_line(one->places[i], arena));
		buf_printf(out, " %" PRIu32, one->place_passages[i]);
	}
	buf_add_char(out, '\n');
}

void together_print_tsv(const struct together *together, struct buf *out)
{
	struct arena *arena = arena_new();

	for (size_t i = 0; together->name_count > 1 && i < together->count; i++) {
		print_meeting(together, &together->items[i], arena, out);
		arena_reset(arena);
	}
	for (size_t i = 0; together->name_count == 1 && i < together->companion_count; i++) {
		print_companion(&together->companions[i], arena, out);
		arena_reset(arena);
	}
	arena_free(arena);
}
