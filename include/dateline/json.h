/* JSON out: a writer that puts the commas, and escapes. */
#ifndef DATELINE_JSON_H
#define DATELINE_JSON_H

#include "dateline/buf.h"
#include "dateline/span.h"

#include <stdbool.h>
#include <stdint.h>

#define JSON_DEPTH 24

/* Start it as { .out = &buf }. Names are given inside objects and must be left
 * NULL inside arrays and at the top. Broken UTF-8 is written as U+FFFD. No name
 * here is one of jansson's, with which we read: both stand in one program. */
struct json {
	struct buf *out;
	int depth;
	bool has_items[JSON_DEPTH];
};

void json_open_object(struct json *json, const char *name);
void json_close_object(struct json *json);
void json_open_array(struct json *json, const char *name);
void json_close_array(struct json *json);
void json_span(struct json *json, const char *name, struct span value);
void json_chars(struct json *json, const char *name, const char *value);
void json_number(struct json *json, const char *name, int64_t value);
void json_decimal(struct json *json, const char *name, double value, int decimals);
void json_bool(struct json *json, const char *name, bool value);
void json_nothing(struct json *json, const char *name);

#endif
