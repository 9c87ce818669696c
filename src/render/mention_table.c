/* Prints the mentions of many people as one table: articles down, people across. */
#include "render/entry.h"

#include "dateline/map.h"

#include <inttypes.h>
#include <stdlib.h>

/* An article that names somebody. */
struct line {
	struct span id, source, title;
	char date[DATE_TEXT];
	struct date first;              /* the earliest known date of its passages that name somebody */
	uint32_t *counts;               /* by column */
	size_t room;
	uint32_t total;
};

struct mention_table {
	struct arena *arena;
	struct map *numbers;            /* of articles */
	struct line *lines;
	size_t line_count, line_room;
	struct span *heads;             /* of the columns */
	size_t column_count, column_room;
};

struct mention_table *mention_table_new(void)
{
	struct arena *arena = arena_new();
	struct mention_table *table = arena_alloc(arena, sizeof(*table));

	*table = (struct mention_table){ .arena = arena, .numbers = map_new() };
	return table;
}

void mention_table_free(struct mention_table *table)
{
	map_free(table->numbers);
	arena_free(table->arena);
}

static struct line *line_of(struct mention_table *table, const struct record *record)
{
	struct arena *arena = table->arena;
	bool is_new;
	uint32_t at = *map_slot(table->numbers, span_of(record->article), (uint32_t)table->line_count, &is_new);
	struct line *line;

	if (is_new)
		ARENA_PUSH(arena, table->lines, table->line_count, table->line_room) = (struct line){
			.id = arena_copy(arena, record->own_id.bytes > 0 ? record->own_id : span_of(record->article)),
			.source = arena_copy(arena, record->source), .title = arena_copy(arena, record->title),
		};
	line = &table->lines[at];
	if (date_is_known(record->date) && (!date_is_known(line->first) || record->date.from_day < line->first.from_day)) {
		line->first = record->date;
		entry_date(record->date, line->date);
	}
	return line;
}

void mention_table_add(struct mention_table *table, struct span id, const struct mentions *mentions)
{
	size_t column = table->column_count;

	ARENA_PUSH(table->arena, table->heads, table->column_count, table->column_room) =
		arena_copy(table->arena, id.bytes > 0 ? id : mentions->name);
	for (size_t i = 0; i < mentions->count; i++) {
		struct line *line = line_of(table, mentions->items[i].record);

		if (column >= line->room) {
			size_t room = column + 8;

			line->counts = arena_grow(table->arena, line->counts, line->room, room, sizeof(*line->counts));
			line->room = room;
		}
		line->counts[column]++;
		line->total++;
	}
}

static int by_date(const void *a, const void *b)
{
	const struct line *x = a, *y = b;
	bool x_known = date_is_known(x->first), y_known = date_is_known(y->first);

	if (x_known != y_known)
		return x_known ? -1 : 1;
	if (x->first.from_day != y->first.from_day)
		return x->first.from_day < y->first.from_day ? -1 : 1;
	return span_compare(x->id, y->id);
}

/* No cell begins a formula. */
static void add_cell(struct span text, struct arena *arena, struct buf *out)
{
	struct span line = entry_line(text, arena);

	if (line.bytes > 0 && strchr("=+-@", line.at[0]))
		buf_add_char(out, '\'');
	buf_add_span(out, line);
	buf_add_char(out, '\t');
}

void mention_table_print(const struct mention_table *table, struct buf *out)
{
	struct arena *arena = arena_new();

	if (table->line_count > 1)
		qsort(table->lines, table->line_count, sizeof(*table->lines), by_date);
	buf_add_string(out, "article\tdate\tsource\ttitle\t");
	for (size_t i = 0; i < table->column_count; i++)
		add_cell(table->heads[i], arena, out);
	buf_add_string(out, "total\n");
	for (size_t i = 0; i < table->line_count; i++) {
		const struct line *line = &table->lines[i];

		add_cell(line->id, arena, out);
		buf_printf(out, "%s\t", line->date);
		add_cell(line->source, arena, out);
		add_cell(line->title, arena, out);
		for (size_t k = 0; k < table->column_count; k++)
			buf_printf(out, "%" PRIu32 "\t", k < line->room ? line->counts[k] : 0);
		buf_printf(out, "%" PRIu32 "\n", line->total);
		arena_reset(arena);
	}
	arena_free(arena);
}
