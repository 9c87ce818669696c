/* Measures the name pass over JSON Lines: keys of every capitalised word, and people, as MB/s of text. */
#include "dateline/name.h"

#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

struct docs {
	struct arena *arena;
	struct text *texts;
	const char **langs;
	size_t count, room, lang_count, lang_room;
	size_t bytes;
};

static void doc_read(struct docs *docs, struct span line)
{
	json_t *json = json_loadb(line.at, line.bytes, 0, NULL);
	const char *raw = json_string_value(json_object_get(json, "text"));
	const char *lang = json_string_value(json_object_get(json, "lang"));
	struct text text;

	if (raw) {
		text_read(arena_copy(docs->arena, span_of(raw)), docs->arena, &text);
		docs->bytes += text.raw.bytes;
		ARENA_PUSH(docs->arena, docs->texts, docs->count, docs->room) = text;
		ARENA_PUSH(docs->arena, docs->langs, docs->lang_count, docs->lang_room) =
			arena_string(docs->arena, span_of(lang ? lang : ""));
	}
	json_decref(json);
}

static size_t keys_of(const struct text *text)
{
	struct name_key keys[NAME_KEYS_MOST];
	size_t count = 0;

	for (size_t i = 0; i < text->count; i++)
		if (text->words[i].shape != WORD_LOWER && text->words[i].shape < WORD_NUMBER)
			count += name_keys(text->words[i].folded, keys);
	return count;
}

/* Of processor time: other programs on the machine do not count. */
static double seconds(void)
{
	return (double)clock() / CLOCKS_PER_SEC;
}

int main(int argc, char **argv)
{
	struct docs docs = { .arena = arena_new() };
	struct arena *arena = arena_new();
	FILE *in = argc > 1 ? fopen(argv[1], "r") : NULL;
	char *line = NULL;
	size_t room = 0, keys = 0, people = 0;
	double start, between, end;
	ssize_t n;

	if (!in)
		return 2;
	while ((n = getline(&line, &room, in)) > 0)
		doc_read(&docs, span_trim(span_make(line, (size_t)n)));
	start = seconds();
	for (size_t i = 0; i < docs.count; i++)
		keys += keys_of(&docs.texts[i]);
	between = seconds();
	for (size_t i = 0; i < docs.count; i++) {
		struct person_list list;

		persons_find(&docs.texts[i], docs.langs[i], NULL, 0, arena, &list);
		people += list.person_count;
		arena_reset(arena);
	}
	end = seconds();
	printf("%.1f MB of text; keys: %zu at %.1f MB/s; people: %zu at %.1f MB/s\n", (double)docs.bytes / 1e6, keys,
	       (double)docs.bytes / 1e6 / (between - start), people, (double)docs.bytes / 1e6 / (end - between));
	free(line);
	fclose(in);
	arena_free(arena);
	arena_free(docs.arena);
	return 0;
}
