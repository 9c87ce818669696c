/* Finds the people of documents: persons_find() over JSON Lines, as TSV. */
#include "dateline/name.h"

#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>

static void doc_print(struct span line, struct arena *arena)
{
	json_t *json = json_loadb(line.at, line.bytes, 0, NULL);
	const char *id = json_string_value(json_object_get(json, "id"));
	struct span raw = span_of(json_string_value(json_object_get(json, "text")));
	struct char_counter chars = { raw, 0, 0 };
	struct person_list list;
	struct text text;

	text_read(raw, arena, &text);
	persons_find(&text, json_string_value(json_object_get(json, "lang")), NULL, 0, arena, &list);
	for (size_t i = 0; i < list.mention_count; i++) {
		const struct person_mention *m = &list.mentions[i];
		const struct person *p = &list.persons[m->person];
		size_t from = char_at(&chars, m->at_byte);
		size_t to = char_at(&chars, m->at_byte + m->bytes);

		printf("%s\t%zu\t%zu\t%u\t%.*s\t%.*s\n", id, from, to, m->person, (int)p->label.bytes, p->label.at,
		       (int)p->key.bytes, p->key.at);
	}
	json_decref(json);
}

int main(void)
{
	char *line = NULL;
	size_t room = 0;
	ssize_t n;
	struct arena *arena = arena_new();

	while ((n = getline(&line, &room, stdin)) > 0) {
		doc_print(span_trim(span_make(line, (size_t)n)), arena);
		arena_reset(arena);
	}
	free(line);
	arena_free(arena);
	return 0;
}
