/* Prints the mentions of a person by day, with the spellings counted. */
#include "render/entry.h"

#include <inttypes.h>
#include <stdio.h>

static const char *plural(uint64_t n)
{
	return n == 1 ? "" : "s";
}

static void print_counts(const struct mentions *m, const struct terminal *terminal, struct buf *out)
{
	style_span(out, terminal, STYLE_PERSON, m->name);
	buf_printf(out, ": %zu mention%s in %" PRIu32 " passage%s of %" PRIu32 " article%s\n", m->count, plural(m->count),
		   m->passages, plural(m->passages), m->articles, plural(m->articles));
}

#define SPELLINGS_MOST 24

static void print_spellings(const struct mentions *m, const struct terminal *terminal, struct buf *out)
{
	struct buf line = BUF_INIT(1 << 16);

	if (m->spelling_count == 0)
		return;
	buf_add_string(&line, "Written");
	for (size_t i = 0; i < m->spelling_count && i < SPELLINGS_MOST; i++)
		buf_printf(&line, "%s %.*s %" PRIu32, i == 0 ? "" : ",", (int)m->spellings[i].surface.bytes,
			   m->spellings[i].surface.at, m->spellings[i].count);
	if (m->spelling_count > SPELLINGS_MOST)
		buf_printf(&line, " and %zu more", m->spelling_count - SPELLINGS_MOST);
	add_wrapped(out, buf_span(&line), terminal->width, 0);
	buf_release(&line);
}

static void print_head(const struct found_mention *mention, const struct terminal *terminal, struct buf *out)
{
	const struct record *record = mention->record;

	buf_add_string(out, "  ");
	style_span(out, terminal, STYLE_TITLE, record->title.bytes > 0 ? record->title : record->path);
	if (record->heading.bytes > 0 && !span_equal(record->heading, record->title)) {
		buf_add_string(out, " · ");
		style_span(out, terminal, STYLE_STRONG, record->heading);
	}
	buf_add_string(out, "\n");
}

/* The reason of each mention in a snippet, a repeated one once. */
static void print_why(const struct found_mention *items, size_t count, const struct terminal *terminal, struct buf *out)
{
	buf_add_string(out, "      ");
	style_begin(out, terminal, STYLE_FAINT);
	for (size_t i = 0; i < count; i++) {
		if (i > 0 && span_equal(items[i].why, items[i - 1].why) && span_equal(items[i].name, items[i - 1].name))
			continue;
		buf_add_string(out, i == 0 ? "" : "; ");
		add_safe(out, items[i].why);
		if (items[i].certainty == NAME_LIKELY)
			buf_add_string(out, " (likely)");
		if (items[i].name.bytes > 0) {
			buf_add_string(out, "; by ");
			add_safe(out, items[i].name);
		}
	}
	if (items[0].in_title)
		buf_add_string(out, " · in the title");
	buf_printf(out, " · %s", items[0].record->id);
	style_end(out, terminal);
	buf_add_string(out, "\n");
}

static void print_day(const struct record *record, char last[DATE_TEXT], const struct terminal *terminal, struct buf *out)
{
	char date[DATE_TEXT];

	entry_date(record->date, date);
	if (!date[0])
		snprintf(date, sizeof(date), "no date");
	if (span_equal(span_of(date), span_of(last)))
		return;
	snprintf(last, DATE_TEXT, "%s", date);
	buf_add_string(out, "\n");
	style_span(out, terminal, STYLE_DATE, span_of(date));
	buf_add_string(out, "\n");
}

void mentions_print_text(const struct mentions *m, const struct terminal *terminal, struct buf *out)
{
	struct arena *arena = arena_new();
	const struct record *last_record = NULL;
	char last[DATE_TEXT] = "";
	size_t last_shown = 0;

	print_counts(m, terminal, out);
	print_spellings(m, terminal, out);
	for (size_t i = 0; i < m->shown;) {
		struct snippet snippet;
		size_t shown = query_mention_snippet(&m->items[i], m->count - i, arena, &snippet);

		print_day(m->items[i].record, last, terminal, out);
		if (m->items[i].record != last_record)
			print_head(&m->items[i], terminal, out);
		last_record = m->items[i].record;
		entry_wrapped(&snippet, terminal, 4, out);
		print_why(&m->items[i], shown, terminal, out);
		i += shown;
		last_shown = i;
		arena_reset(arena);
	}
	if (m->count > last_shown)
		buf_printf(out, "\n%zu mention%s more: --limit %zu prints all\n", m->count - last_shown,
			   plural(m->count - last_shown), m->count);
	arena_free(arena);
}
