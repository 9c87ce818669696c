/* Reads JSON Lines of texts or phrases and prints the dates found, as the date scorer takes them. */
#include "dateline/date.h"

#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>

static struct date day_of(const json_t *object, const char *key)
{
	const char *text = json_string_value(json_object_get(object, key));
	struct error err = { 0 };

	return text ? date_parse_edtf(span_of(text), &err) : (struct date){ 0 };
}

static json_t *day_json(int32_t day)
{
	char text[DATE_TEXT];

	day_print(day, text);
	return text[0] ? json_pack("s", text) : json_pack("n");
}

static json_t *document_json(const struct text *text, const char *lang, struct date published, struct arena *arena)
{
	struct date_mention *found;
	size_t count = dates_of_document(text, lang, published, arena, &found);
	struct char_counter chars = { text->raw, 0, 0 };
	json_t *list = json_array();

	for (size_t i = 0; i < count; i++) {
		const struct date_mention *m = &found[i];
		size_t start = char_at(&chars, m->at_byte), end = char_at(&chars, m->at_byte + m->bytes);
		json_t *one = json_pack("{sIsIss%}", "start", (json_int_t)start, "end", (json_int_t)end, "text", text->raw.at + m->at_byte,
					(size_t)m->bytes);

		if (m->timex.bytes)
			json_object_set_new(one, "value", json_stringn(m->timex.at, m->timex.bytes));
		else
			json_object_set_new(one, "value", json_pack("n"));
		json_object_set_new(one, "trail", json_stringn(m->trail.at, m->trail.bytes));
		json_object_set_new(one, "rule", json_pack("s", m->rule));
		json_array_append_new(list, one);
	}
	return list;
}

static void line_print(json_t *line, struct arena *arena)
{
	const char *lang = json_string_value(json_object_get(line, "lang"));
	const json_t *body = json_object_get(line, "text");
	struct text text;
	json_t *out = json_object();

	text_read(span_make(json_string_value(body), json_string_length(body)), arena, &text);
	json_object_set(out, "id", json_object_get(line, "id"));
	if (json_is_string(json_object_get(line, "ref"))) {
		struct date date = date_of_phrase(&text, lang, day_of(line, "ref"), arena);
		bool known = date_is_known(date);

		json_object_set_new(out, "expect", json_pack("{soso}", "start", known ? day_json(date.from_day) : json_pack("n"),
							     "end", known ? day_json(date.to_day) : json_pack("n")));
	} else {
		json_object_set_new(out, "timex", document_json(&text, lang, day_of(line, "dct"), arena));
	}
	json_dumpf(out, stdout, JSON_COMPACT);
	putchar('\n');
	json_decref(out);
}

int main(void)
{
	struct arena *arena = arena_new();
	char *line = NULL;
	size_t room = 0;
	json_error_t fault;

	while (getline(&line, &room, stdin) > 0) {
		json_t *object = json_loads(line, 0, &fault);

		if (!object) {
			fprintf(stderr, "dates_annotate: %s\n", fault.text);
			return EXIT_FAILURE;
		}
		line_print(object, arena);
		json_decref(object);
		arena_reset(arena);
	}
	free(line);
	arena_free(arena);
	return EXIT_SUCCESS;
}
