/* JSON out: a writer that puts the commas, and escapes. */
#ifndef DATELINE_JSON_H
#define DATELINE_JSON_H

#include "dateline/buf.h"
#include "dateline/span.h"

#include <stdbool.h>
#include <stdint.h>

#define JSON_DEPTH 24

/* Start it as { .out = &buf }. Names are given inside objects and must be left
 * NULL inside arrays and at the top. Broken UTF-8 is written as U+FFFD. */
struct json {
	struct buf *out;
	int depth;
	bool has_items[JSON_DEPTH];
};

/* jansson, by which we read JSON, has functions of three of these names; labels keep
 * the linker from handing it ours. A file includes one of the two headers. */
#define JSON_LABEL(name) __asm__("dateline_" name)

void json_open_object(struct json *json, const char *name);
void json_close_object(struct json *json);
void json_open_array(struct json *json, const char *name);
void json_close_array(struct json *json);
void json_span(struct json *json, const char *name, struct span value);
void json_string(struct json *json, const char *name, const char *value) JSON_LABEL("json_string");
void json_number(struct json *json, const char *name, int64_t value);
void json_real(struct json *json, const char *name, double value, int decimals) JSON_LABEL("json_real");
void json_bool(struct json *json, const char *name, bool value);
void json_null(struct json *json, const char *name) JSON_LABEL("json_null");

#endif
