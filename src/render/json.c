/* Writes JSON: commas, escapes, numbers. */
#include "dateline/json.h"

#include "dateline/text.h"

#include <assert.h>
#include <inttypes.h>

static void add_escaped(struct buf *out, struct span text)
{
	const char *at = text.at, *end = text.at + text.bytes;

	buf_add_char(out, '"');
	while (at < end) {
		const char *from = at;
		uint32_t code = utf8_next(&at, end);

		if (code == '"' || code == '\\')
			buf_printf(out, "\\%c", (char)code);
		else if (code == '\n')
			buf_add_string(out, "\\n");
		else if (code == '\t')
			buf_add_string(out, "\\t");
		else if (code < 0x20 || code == 0x7f || code == 0x2028 || code == 0x2029)
			buf_printf(out, "\\u%04x", code);
		else if (code == 0xfffd)
			buf_add_string(out, "\xef\xbf\xbd");
		else
			buf_add(out, from, (size_t)(at - from));
	}
	buf_add_char(out, '"');
}

static void begin_item(struct json *json, const char *name)
{
	if (json->has_items[json->depth])
		buf_add_char(json->out, ',');
	json->has_items[json->depth] = true;
	if (!name)
		return;
	add_escaped(json->out, span_of(name));
	buf_add_char(json->out, ':');
}

static void open_level(struct json *json, const char *name, char bracket)
{
	begin_item(json, name);
	buf_add_char(json->out, bracket);
	json->depth++;
	assert(json->depth < JSON_DEPTH);
	json->has_items[json->depth] = false;
}

static void close_level(struct json *json, char bracket)
{
	assert(json->depth > 0);
	json->depth--;
	buf_add_char(json->out, bracket);
}

void json_open_object(struct json *json, const char *name)
{
	open_level(json, name, '{');
}

void json_close_object(struct json *json)
{
	close_level(json, '}');
}

void json_open_array(struct json *json, const char *name)
{
	open_level(json, name, '[');
}

void json_close_array(struct json *json)
{
	close_level(json, ']');
}

void json_span(struct json *json, const char *name, struct span value)
{
	begin_item(json, name);
	add_escaped(json->out, value);
}

void json_chars(struct json *json, const char *name, const char *value)
{
	json_span(json, name, span_of(value));
}

void json_number(struct json *json, const char *name, int64_t value)
{
	begin_item(json, name);
	buf_printf(json->out, "%" PRId64, value);
}

void json_decimal(struct json *json, const char *name, double value, int decimals)
{
	begin_item(json, name);
	buf_printf(json->out, "%.*f", decimals, value);
}

void json_bool(struct json *json, const char *name, bool value)
{
	begin_item(json, name);
	buf_add_string(json->out, value ? "true" : "false");
}

void json_nothing(struct json *json, const char *name)
{
	begin_item(json, name);
	buf_add_string(json->out, "null");
}
