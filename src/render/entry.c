/* Dates, marks, wrapping and escapes that several printers share. */
#include "render/entry.h"

#include "dateline/text.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

void entry_date(struct date date, char out[DATE_TEXT])
{
	out[0] = '\0';
	if (date_is_known(date))
		date_print_edtf(date, out);
}

void entry_join(const struct span *list, size_t count, const char *joint, struct buf *out)
{
	for (size_t i = 0; i < count; i++) {
		if (i > 0)
			buf_add_string(out, joint);
		buf_add_span(out, list[i]);
	}
}

/* ---- marks ---- */

static void mark_begin(const struct terminal *terminal, struct buf *out)
{
	if (terminal->color)
		style_begin(out, terminal, STYLE_HIT);
	else
		buf_add_char(out, '*');
}

static void mark_end(const struct terminal *terminal, enum style plain, struct buf *out)
{
	if (!terminal->color) {
		buf_add_char(out, '*');
		return;
	}
	style_end(out, terminal);
	if (plain != STYLE_PLAIN)
		style_begin(out, terminal, plain);
}

/* Adds bytes [from, to) with what is marked in them. */
static void add_marked(const struct snippet *s, size_t from, size_t to, const struct terminal *terminal,
		       enum style plain, struct buf *out)
{
	size_t at = from;

	for (size_t i = 0; i < s->mark_count; i++) {
		size_t start = s->marks[i].at_byte, end = start + s->marks[i].bytes;

		start = start < at ? at : start;
		end = end > to ? to : end;
		if (start >= end)
			continue;
		add_safe(out, span_make(s->text.at + at, start - at));
		mark_begin(terminal, out);
		add_safe(out, span_make(s->text.at + start, end - start));
		mark_end(terminal, plain, out);
		at = end;
	}
	add_safe(out, span_make(s->text.at + at, to - at));
}

void entry_marked(const struct snippet *snippet, const struct terminal *terminal, enum style plain, struct buf *out)
{
	if (plain != STYLE_PLAIN)
		style_begin(out, terminal, plain);
	add_marked(snippet, 0, snippet->text.bytes, terminal, plain, out);
	if (plain != STYLE_PLAIN)
		style_end(out, terminal);
}

/* Columns of bytes [from, to), with the asterisks that marks add without colour. */
static int marked_width(const struct snippet *s, size_t from, size_t to, const struct terminal *terminal)
{
	int width = display_width(span_make(s->text.at + from, to - from));

	for (size_t i = 0; i < s->mark_count && !terminal->color; i++) {
		size_t start = s->marks[i].at_byte, end = start + s->marks[i].bytes;

		if (start < to && end > from)
			width += 2;
	}
	return width;
}

void entry_wrapped(const struct snippet *s, const struct terminal *terminal, int indent, struct buf *out)
{
	size_t line = 0, at = 0;
	int width = terminal->width - indent;

	width = width < 20 ? 20 : width;
	if (s->text.bytes == 0)
		return;
	while (at < s->text.bytes) {
		const char *space = memchr(s->text.at + at, ' ', s->text.bytes - at);
		size_t end = space ? (size_t)(space - s->text.at) : s->text.bytes;

		if (at > line && marked_width(s, line, end, terminal) > width) {
			buf_printf(out, "%*s", indent, "");
			add_marked(s, line, at - 1, terminal, STYLE_PLAIN, out);
			buf_add_char(out, '\n');
			line = at;
		}
		at = end + 1;
	}
	buf_printf(out, "%*s", indent, "");
	add_marked(s, line, s->text.bytes, terminal, STYLE_PLAIN, out);
	buf_add_char(out, '\n');
}

/* ---- JSON ---- */

void entry_json_date(struct json *json, const char *name, struct date date)
{
	char text[DATE_TEXT];

	entry_date(date, text);
	if (text[0])
		json_chars(json, name, text);
	else
		json_nothing(json, name);
}

void entry_json_list(struct json *json, const char *name, const struct span *list, size_t count)
{
	json_open_array(json, name);
	for (size_t i = 0; i < count; i++)
		json_span(json, NULL, list[i]);
	json_close_array(json);
}

void entry_json_lines(struct json *json, const char *name, struct span lines)
{
	json_open_array(json, name);
	while (lines.bytes > 0) {
		struct span line = span_cut(&lines, '\n');

		if (line.bytes > 0)
			json_span(json, NULL, line);
	}
	json_close_array(json);
}

const char *entry_precision(enum date_precision precision)
{
	static const char *const texts[] = {
		[DATE_UNKNOWN] = "none", [DATE_DAY] = "day", [DATE_DAYS] = "days", [DATE_WEEK] = "week",
		[DATE_MONTH] = "month", [DATE_QUARTER] = "quarter", [DATE_SEASON] = "season", [DATE_YEAR] = "year",
		[DATE_DECADE] = "decade", [DATE_CENTURY] = "century", [DATE_RANGE] = "range",
	};

	return precision <= DATE_RANGE ? texts[precision] : "none";
}

void entry_json_day(struct json *json, const char *name, int32_t day)
{
	char text[DATE_TEXT];

	day_print(day, text);
	if (text[0])
		json_chars(json, name, text);
	else
		json_nothing(json, name);
}

void entry_json_event(struct json *json, const struct record *record)
{
	entry_json_date(json, "date", record->date);
	if (!date_is_known(record->date))
		return;
	entry_json_day(json, "date_from", record->date.from_day);
	entry_json_day(json, "date_to", record->date.to_day);
	json_chars(json, "date_precision", entry_precision(record->date.precision));
	json_chars(json, "date_origin", date_origin_text(record->origin));
	json_chars(json, "date_confidence", date_confidence_text(record->confidence));
}

static void json_marks(struct json *json, const struct snippet *snippet)
{
	struct char_counter counter = { snippet->text, 0, 0 };

	json_open_array(json, "marks");
	for (size_t i = 0; i < snippet->mark_count; i++) {
		const struct mark *mark = &snippet->marks[i];

		json_open_array(json, NULL);
		json_number(json, NULL, (int64_t)char_at(&counter, mark->at_byte));
		json_number(json, NULL, (int64_t)char_at(&counter, mark->at_byte + mark->bytes));
		json_close_array(json);
	}
	json_close_array(json);
}

void entry_json_copy(struct json *json, const struct record *record)
{
	json_open_object(json, NULL);
	json_chars(json, "id", record->id);
	json_chars(json, "article", record->article);
	if (record->own_id.bytes > 0)
		json_span(json, "own_id", record->own_id);
	json_span(json, "title", record->title);
	entry_json_date(json, "published", record->published);
	json_span(json, "source", record->source);
	json_span(json, "path", record->path);
	json_close_object(json);
}

void entry_json(struct json *json, const struct answer_hit *hit)
{
	const struct record *record = &hit->hit.record;

	json_chars(json, "id", record->id);
	json_chars(json, "article", record->article);
	if (record->own_id.bytes > 0)
		json_span(json, "own_id", record->own_id);
	json_span(json, "title", record->title);
	json_span(json, "heading", record->heading);
	entry_json_event(json, record);
	entry_json_date(json, "published", record->published);
	json_span(json, "lang", record->lang);
	json_span(json, "source", record->source);
	if (record->url.bytes > 0)
		json_span(json, "url", record->url);
	if (record->author.bytes > 0)
		json_span(json, "author", record->author);
	json_span(json, "path", record->path);
	entry_json_list(json, "places", hit->places, hit->place_count);
	entry_json_list(json, "persons", hit->persons, hit->person_count);
	json_span(json, "snippet", hit->snippet.text);
	json_marks(json, &hit->snippet);
}

/* ---- lines, groups, escapes ---- */

/* White space and control characters, C1 too: all become one space. */
static bool is_blank(uint32_t code)
{
	return code <= ' ' || (code >= 0x7f && code <= 0xa0) || code == 0x2028 || code == 0x2029;
}

/* Marks that turn the direction of what follows. */
static bool is_turn(uint32_t code)
{
	return (code >= 0x202a && code <= 0x202e) || (code >= 0x2066 && code <= 0x2069);
}

struct span entry_line(struct span text, struct arena *arena)
{
	const char *at = text.at, *end = text.at + text.bytes;
	char *line = arena_alloc(arena, 3 * text.bytes + 1); /* a broken byte becomes the three of U+FFFD */
	size_t bytes = 0;

	while (at < end) {
		uint32_t code = utf8_next(&at, end);

		if (is_turn(code))
			continue;
		if (!is_blank(code))
			bytes += utf8_write(code, line + bytes);
		else if (bytes > 0 && line[bytes - 1] != ' ')
			line[bytes++] = ' ';
	}
	if (bytes > 0 && line[bytes - 1] == ' ')
		bytes--;
	return span_make(line, bytes);
}

struct span entry_group(struct date date, enum list_unit by, char room[DATE_TEXT])
{
	static const size_t lengths[] = { [LIST_BY_DAY] = 10, [LIST_BY_MONTH] = 7, [LIST_BY_YEAR] = 4 };
	struct span text;

	date_bucket(date, room);
	text = span_of(room);
	if (text.bytes > lengths[by] && text.bytes >= 7 && room[0] != '-')
		text.bytes = lengths[by];
	return text;
}

struct span entry_url(struct span url, struct arena *arena)
{
	char *text = arena_alloc(arena, 3 * url.bytes + 1);
	size_t bytes = 0;

	if (!span_starts(url, "http://") && !span_starts(url, "https://"))
		return (struct span){ "", 0 };
	for (size_t i = 0; i < url.bytes; i++) {
		unsigned char c = (unsigned char)url.at[i];

		if (c <= ' ' || c == 0x7f || strchr("<>\"{}|\\^`", c))
			bytes += (size_t)sprintf(text + bytes, "%%%02X", c);
		else
			text[bytes++] = (char)c;
	}
	return span_make(text, bytes);
}

struct span entry_origin(const struct record *r, struct arena *arena)
{
	return arena_printf(arena, "%.*s, bytes %" PRIu64 " to %" PRIu64 ", sha256:%.*s", (int)r->path.bytes,
			    r->path.at ? r->path.at : "", r->from_byte, r->to_byte, (int)r->sha256.bytes,
			    r->sha256.at ? r->sha256.at : "");
}

static bool xml_can_hold(uint32_t code)
{
	return code == '\n' || code == '\t' || (code >= 0x20 && code < 0x7f) ||
	       (code >= 0xa0 && code != 0xfffe && code != 0xffff && !is_turn(code));
}

void entry_xml(struct span text, struct buf *out)
{
	const char *at = text.at, *end = text.at + text.bytes;

	while (at < end) {
		const char *from = at;
		uint32_t code = utf8_next(&at, end);

		if (code == '&')
			buf_add_string(out, "&amp;");
		else if (code == '<')
			buf_add_string(out, "&lt;");
		else if (code == '>')
			buf_add_string(out, "&gt;");
		else if (code == '"')
			buf_add_string(out, "&quot;");
		else if (code == 0xfffd)
			buf_add_string(out, "\xef\xbf\xbd");
		else if (xml_can_hold(code))
			buf_add(out, from, (size_t)(at - from));
	}
}
