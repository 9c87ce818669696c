/* Prints a reading list as RIS, for reference managers. */
#include "render/entry.h"

static void add_tag(const char *tag, struct span value, struct arena *arena, struct buf *out)
{
	struct span line = entry_line(value, arena);

	if (line.bytes == 0)
		return;
	buf_printf(out, "%s  - ", tag);
	buf_add_span(out, line);
	buf_add_string(out, "\r\n");
}

/* YYYY/MM/DD/, as much of it as the date says. */
static void add_date(const char *tag, struct date date, struct arena *arena, struct buf *out)
{
	char day[DATE_TEXT];
	int year, month, number;

	if (!date_is_known(date) || date.from_day == DAY_OPEN_FROM)
		return;
	day_split(date.from_day, &year, &month, &number);
	if (date.precision == DATE_DAY || date.precision == DATE_DAYS)
		snprintf(day, sizeof(day), "%04d/%02d/%02d/", year, month, number);
	else if (date.precision == DATE_MONTH)
		snprintf(day, sizeof(day), "%04d/%02d//", year, month);
	else
		snprintf(day, sizeof(day), "%04d///", year);
	add_tag(tag, span_of(day), arena, out);
}

static void print_entry(const struct answer_hit *hit, struct arena *arena, struct buf *out)
{
	const struct record *r = &hit->hit.record;
	char event[DATE_TEXT];
	struct span note, origin;

	entry_date(r->date, event);
	add_tag("TY", span_of("NEWS"), arena, out);
	add_tag("TI", r->title.bytes > 0 ? r->title : r->path, arena, out);
	add_tag("AU", r->author, arena, out);
	add_tag("T2", r->source, arena, out);
	add_date("DA", r->published, arena, out);
	add_date("PY", r->published, arena, out);
	for (size_t i = 0; i < hit->place_count; i++)
		add_tag("KW", hit->places[i], arena, out);
	for (size_t i = 0; i < hit->person_count; i++)
		add_tag("KW", hit->persons[i], arena, out);
	add_tag("LA", r->lang, arena, out);
	add_tag("UR", entry_url(r->url, arena), arena, out);
	add_tag("AB", hit->snippet.text, arena, out);
	origin = entry_origin(r, arena);
	note = arena_printf(arena, "event date: %s; %.*s; %.*s", event[0] ? event : "none", (int)r->heading.bytes,
			    r->heading.at ? r->heading.at : "", (int)origin.bytes, origin.at);
	add_tag("N1", note, arena, out);
	add_tag("AN", span_of(r->id), arena, out);
	buf_add_string(out, "ER  - \r\n\r\n");
}

void list_print_ris(const struct list *list, struct buf *out)
{
	struct arena *arena = arena_new();

	for (size_t i = 0; i < list->answer->hit_count; i++) {
		print_entry(&list->answer->hits[i], arena, out);
		arena_reset(arena);
	}
	arena_free(arena);
}
