/* Prints a reading list as CSL-JSON, for citation styles. */
#include "render/entry.h"


/* {"date-parts": [[2022, 1, 5]]}, as much of it as the date says; a longer period
 * has its first and its last day. */
static void add_parts(struct json *json, int32_t day, enum date_precision precision)
{
	int year, month, number;

	day_split(day, &year, &month, &number);
	json_open_array(json, NULL);
	json_number(json, NULL, year);
	if (precision != DATE_YEAR && precision != DATE_DECADE && precision != DATE_CENTURY)
		json_number(json, NULL, month);
	if (precision == DATE_DAY || precision == DATE_DAYS || precision == DATE_WEEK || precision == DATE_RANGE)
		json_number(json, NULL, number);
	json_close_array(json);
}

static void add_date(struct json *json, const char *name, struct date date)
{
	bool one = date.from_day == date.to_day || date.precision == DATE_MONTH || date.precision == DATE_YEAR;

	if (!date_is_known(date) || date.from_day == DAY_OPEN_FROM || date.to_day == DAY_OPEN_TO)
		return;
	json_open_object(json, name);
	json_open_array(json, "date-parts");
	add_parts(json, date.from_day, date.precision);
	if (!one)
		add_parts(json, date.to_day, date.precision);
	json_close_array(json);
	if (date.approximate)
		json_bool(json, "circa", true);
	json_close_object(json);
}

static void add_text(struct json *json, const char *name, struct span value)
{
	if (value.bytes > 0)
		json_span(json, name, value);
}

static void print_entry(struct json *json, const struct answer_hit *hit, struct arena *arena)
{
	const struct record *r = &hit->hit.record;

	json_open_object(json, NULL);
	json_chars(json, "id", r->id);
	json_chars(json, "type", r->url.bytes > 0 ? "webpage" : "article-newspaper");
	json_span(json, "title", r->title.bytes > 0 ? r->title : r->path);
	if (r->author.bytes > 0) {
		json_open_array(json, "author");
		json_open_object(json, NULL);
		json_span(json, "literal", r->author);
		json_close_object(json);
		json_close_array(json);
	}
	add_text(json, "container-title", r->source);
	add_date(json, "issued", r->published);
	add_date(json, "event-date", r->date);
	add_text(json, "section", r->heading);
	add_text(json, "language", r->lang);
	add_text(json, "URL", entry_url(r->url, arena));
	add_text(json, "abstract", hit->snippet.text);
	add_text(json, "note", entry_origin(r, arena));
	json_close_object(json);
}

void list_print_csl(const struct list *list, struct buf *out)
{
	struct arena *arena = arena_new();
	struct json json = { .out = out };

	json_open_array(&json, NULL);
	for (size_t i = 0; i < list->answer->hit_count; i++) {
		print_entry(&json, &list->answer->hits[i], arena);
		arena_reset(arena);
	}
	json_close_array(&json);
	arena_free(arena);
	buf_add_char(out, '\n');
}
