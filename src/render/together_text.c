/* Prints who is named together: the passages by day, or the people beside one. */
#include "render/entry.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

static void print_names(const struct together *t, const struct terminal *terminal, struct buf *out)
{
	for (size_t i = 0; i < t->name_count; i++) {
		buf_add_string(out, i == 0 ? "" : i + 1 == t->name_count ? " and " : ", ");
		style_span(out, terminal, STYLE_PERSON, t->names[i]);
	}
	buf_printf(out, ": %s%" PRIu32 " passage%s of %" PRIu32 " article%s\n", t->name_count > 1 ? "named together in " : "",
		   t->passages, t->passages == 1 ? "" : "s", t->articles, t->articles == 1 ? "" : "s");
}

/* ---- the passages ---- */

static void print_day(const struct record *record, char last[DATE_TEXT], const struct terminal *terminal, struct buf *out)
{
	char date[DATE_TEXT];

	entry_date(record->date, date);
	if (!date[0])
		snprintf(date, sizeof(date), "no date");
	if (strcmp(date, last) == 0)
		return;
	snprintf(last, DATE_TEXT, "%s", date);
	buf_add_string(out, "\n");
	style_span(out, terminal, STYLE_DATE, span_of(date));
	buf_add_string(out, "\n");
}

static void print_head(const struct record *record, const struct terminal *terminal, struct buf *out)
{
	buf_add_string(out, "  ");
	style_span(out, terminal, STYLE_TITLE, record->title.bytes > 0 ? record->title : record->path);
	if (record->heading.bytes > 0 && !span_equal(record->heading, record->title)) {
		buf_add_string(out, " · ");
		style_span(out, terminal, STYLE_STRONG, record->heading);
	}
	buf_add_string(out, "\n");
}

static bool was_written(const struct meeting *meeting, size_t i)
{
	for (size_t k = 0; k < i; k++)
		if (span_equal(meeting->mentions[k].surface, meeting->mentions[i].surface))
			return true;
	return false;
}

/* How they are written there, the places, the id. */
static void print_foot(const struct meeting *meeting, const struct terminal *terminal, struct buf *out)
{
	buf_add_string(out, "      ");
	style_begin(out, terminal, STYLE_FAINT);
	for (size_t i = 0; i < meeting->mention_count; i++) {
		if (was_written(meeting, i))
			continue;
		buf_add_string(out, i > 0 ? ", " : "");
		add_safe(out, meeting->mentions[i].surface);
		if (meeting->mentions[i].certainty == NAME_LIKELY)
			buf_add_string(out, " (likely)");
	}
	for (size_t i = 0; i < meeting->hit.place_count && i < COMPANION_PLACES; i++) {
		buf_add_string(out, i == 0 ? " · " : ", ");
		add_safe(out, meeting->hit.places[i]);
	}
	buf_printf(out, " · %s", meeting->hit.hit.record.id);
	style_end(out, terminal);
	buf_add_string(out, "\n");
}

static void print_passages(const struct together *t, const struct ask *ask, const struct terminal *terminal, struct buf *out)
{
	char last[DATE_TEXT] = "";

	for (size_t i = 0; i < t->count; i++) {
		const struct record *record = &t->items[i].hit.hit.record;

		print_day(record, last, terminal, out);
		print_head(record, terminal, out);
		for (size_t k = 0; k < t->items[i].sentence_count; k++)
			entry_wrapped(&t->items[i].sentences[k], terminal, 4, out);
		print_foot(&t->items[i], terminal, out);
	}
	if (t->count > 0 && ask->offset + t->count < t->passages)
		buf_printf(out, "\n%zu passages more: go on with --offset %zu\n", t->passages - ask->offset - t->count,
			   ask->offset + t->count);
}

/* ---- the people ---- */

static void print_dates(const struct companion *one, const struct terminal *terminal, struct buf *out)
{
	char from[DATE_TEXT], to[DATE_TEXT];

	if (!date_is_known(one->first))
		return;
	day_print(one->first.from_day, from);
	day_print(one->last.to_day, to);
	buf_add_string(out, "  ");
	style_begin(out, terminal, STYLE_DATE);
	buf_printf(out, strcmp(from, to) == 0 ? "%s" : "%s to %s", from, to);
	style_end(out, terminal);
	if (strcmp(from, to) != 0 && one->month.bytes > 0)
		buf_printf(out, ", %" PRIu32 " in %.*s", one->month_passages, (int)one->month.bytes, one->month.at);
}

static void print_companions(const struct together *t, const struct ask *ask, const struct terminal *terminal,
			     struct buf *out)
{
	size_t shown = t->companion_count < ask->limit ? t->companion_count : ask->limit;
	int widest = 0;

	for (size_t i = 0; i < shown; i++) {
		int width = display_width(t->companions[i].label);

		widest = width > widest ? width : widest;
	}
	buf_add_string(out, shown > 0 ? "\nNamed beside, by passages\n" : "");
	for (size_t i = 0; i < shown; i++) {
		const struct companion *one = &t->companions[i];

		buf_add_string(out, "  ");
		style_span(out, terminal, STYLE_PERSON, one->label);
		buf_printf(out, "%*s  %5" PRIu32, widest - display_width(one->label), "", one->passages);
		print_dates(one, terminal, out);
		for (size_t k = 0; k < one->place_count; k++) {
			buf_add_string(out, k == 0 ? "  " : ", ");
			style_span(out, terminal, STYLE_PLACE, one->places[k]);
			buf_printf(out, " %" PRIu32, one->place_passages[k]);
		}
		buf_add_string(out, "\n");
	}
	if (shown > 0 && shown < t->companion_count)
		buf_printf(out, "and %zu more: --limit %zu prints all\n", t->companion_count - shown, t->companion_count);
}

void together_print_text(const struct together *together, const struct ask *ask, const struct terminal *terminal,
			 struct buf *out)
{
	print_names(together, terminal, out);
	if (together->name_count > 1)
		print_passages(together, ask, terminal, out);
	else
		print_companions(together, ask, terminal, out);
}
