/* Prints a reading list as the JSON of TimelineJS: an event a dated passage. */
#include "render/entry.h"

/* {"year", "month", "day"}, as much of it as the date says. */
static void add_day(struct json *json, const char *name, int32_t day, enum date_precision precision)
{
	int year, month, number;

	day_split(day, &year, &month, &number);
	json_open_object(json, name);
	json_number(json, "year", year);
	if (precision != DATE_YEAR && precision != DATE_DECADE && precision != DATE_CENTURY) {
		json_number(json, "month", month);
		if (precision != DATE_MONTH)
			json_number(json, "day", number);
	}
	json_close_object(json);
}

/* TimelineJS takes its texts for HTML, so they are escaped here. */
static void add_html(struct json *json, const char *name, struct span text)
{
	struct buf html = BUF_INIT(8 * text.bytes + 1);

	entry_xml(text, &html);
	json_span(json, name, buf_span(&html));
	buf_release(&html);
}

static void add_text(struct json *json, struct span headline, struct span body)
{
	json_open_object(json, "text");
	add_html(json, "headline", headline);
	if (body.bytes > 0)
		add_html(json, "text", body);
	json_close_object(json);
}

static bool has_day(struct date date)
{
	return date_is_known(date) && date.from_day != DAY_OPEN_FROM;
}

/* What TimelineJS has no member for goes into members of our own, which it passes over. */
static void print_event(struct json *json, const struct answer_hit *hit, struct arena *arena)
{
	const struct record *r = &hit->hit.record;
	struct span url = entry_url(r->url, arena);
	char published[DATE_TEXT];

	entry_date(r->published, published);
	json_open_object(json, NULL);
	add_day(json, "start_date", r->date.from_day, r->date.precision);
	if (r->date.to_day > r->date.from_day && r->date.to_day != DAY_OPEN_TO && r->date.precision != DATE_MONTH &&
	    r->date.precision != DATE_YEAR)
		add_day(json, "end_date", r->date.to_day, r->date.precision);
	add_text(json, r->heading.bytes > 0 ? r->heading : r->title.bytes > 0 ? r->title : r->path, hit->snippet.text);
	json_chars(json, "unique_id", r->id);
	if (hit->place_count > 0)
		json_span(json, "group", hit->places[0]);
	if (url.bytes > 0)
		json_span(json, "dateline_url", url);
	json_span(json, "dateline_title", r->title);
	json_span(json, "dateline_source", r->source);
	if (published[0])
		json_chars(json, "dateline_published", published);
	json_span(json, "dateline_origin", entry_origin(r, arena));
	json_close_object(json);
}

void list_print_timeline(const struct list *list, struct buf *out)
{
	struct arena *arena = arena_new();
	struct json json = { .out = out };
	struct span left_out = { NULL, 0 };
	size_t undated = 0;

	for (size_t i = 0; i < list->answer->hit_count; i++)
		undated += !has_day(list->answer->hits[i].hit.record.date);
	if (undated > 0)
		left_out = arena_printf(arena, "Passages without a date, not shown here: %zu.", undated);
	json_open_object(&json, NULL);
	json_open_object(&json, "title");
	add_text(&json, list->title, left_out);
	json_close_object(&json);
	json_open_array(&json, "events");
	for (size_t i = 0; i < list->answer->hit_count; i++)
		if (has_day(list->answer->hits[i].hit.record.date)) {
			print_event(&json, &list->answer->hits[i], arena);
			arena_reset(arena);
		}
	json_close_array(&json);
	json_close_object(&json);
	arena_free(arena);
	buf_add_char(out, '\n');
}
