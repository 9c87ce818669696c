/* Finds asked people in documents without an index: name_query_mentions() over JSON Lines.
 *
 *     mentions_batch DOCS.jsonl NAMES.tsv [ONE_IN]
 *
 * Prints query_id, document id, start, end (code points), why. A map from
 * keys to documents stands for the index. */
#include "dateline/map.h"
#include "dateline/name.h"

#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>

struct doc {
	struct span id, raw;
	char lang[LANG_TEXT];
	struct text text;
	bool asked;
};

struct posting {
	uint32_t doc, next;     /* next: number of the posting after, from 1 */
};

struct shelf {
	struct arena *arena;
	struct doc *docs;
	size_t doc_count, doc_room;
	struct map *keys;       /* key -> its last posting, from 1 */
	struct posting *postings;
	size_t posting_count, posting_room;
};

static void key_add(struct shelf *shelf, const char *key, uint32_t doc)
{
	bool is_new;
	uint32_t *last = map_slot(shelf->keys, span_of(key), 0, &is_new);

	if (*last && shelf->postings[*last - 1].doc == doc)
		return;
	ARENA_PUSH(shelf->arena, shelf->postings, shelf->posting_count, shelf->posting_room) =
		(struct posting){ doc, *last };
	*last = (uint32_t)shelf->posting_count;
}

static void doc_read(struct shelf *shelf, struct span line)
{
	json_t *json = json_loadb(line.at, line.bytes, 0, NULL);
	struct doc doc = { 0 };

	if (!json)
		return;
	doc.id = arena_copy(shelf->arena, span_of(json_string_value(json_object_get(json, "id"))));
	doc.raw = arena_copy(shelf->arena, span_of(json_string_value(json_object_get(json, "text"))));
	snprintf(doc.lang, sizeof(doc.lang), "%s", json_string_value(json_object_get(json, "lang")));
	json_decref(json);
	text_read(doc.raw, shelf->arena, &doc.text);
	for (size_t i = 0; i < doc.text.count; i++) {
		struct name_key keys[NAME_KEYS_MOST];
		const struct word *w = &doc.text.words[i];
		size_t count = w->shape == WORD_CAPITAL || w->shape == WORD_UPPER || w->shape == WORD_MIXED ?
			name_keys(w->folded, keys) : 0;

		for (size_t k = 0; k < count; k++)
			key_add(shelf, keys[k].text, (uint32_t)shelf->doc_count);
	}
	ARENA_PUSH(shelf->arena, shelf->docs, shelf->doc_count, shelf->doc_room) = doc;
}

/* What a document says of one name. */
struct answer {
	const struct doc *doc;
	struct name_mention *mentions;
	size_t count;
};

static void answer_print(const struct answer *answer, struct span id, const struct name_tally *tally)
{
	struct char_counter chars = { answer->doc->raw, 0, 0 };

	for (size_t i = 0; i < answer->count; i++) {
		const struct name_mention *m = &answer->mentions[i];
		size_t from = char_at(&chars, m->at_byte);
		size_t to = char_at(&chars, m->at_byte + m->bytes);

		if (name_tally_takes(tally, m->ground))
			printf("%.*s\t%.*s\t%zu\t%zu\t%.*s\n", (int)id.bytes, id.at, (int)answer->doc->id.bytes,
			       answer->doc->id.at, from, to, (int)m->why.bytes, m->why.at);
	}
}

static void ask(struct shelf *shelf, struct span id, struct span name, struct arena *arena, bool strict)
{
	struct name_tally tally = { 0, 0 };
	struct name_options options = { .strict = strict, .tally = &tally };
	struct name_query *query = name_query_new(name, &options, arena);
	struct answer *answers = arena_new_array(arena, struct answer, shelf->doc_count);
	struct name_key keys[4 * NAME_KEYS_MOST];
	size_t key_count = name_query_keys(query, keys, COUNT(keys)), count = 0;
	struct span rest = id;
	struct span set = span_cut(&rest, ':');

	for (size_t i = 0; i < shelf->doc_count; i++)
		shelf->docs[i].asked = false;
	for (size_t k = 0; k < key_count; k++)
		for (uint32_t p = map_find(shelf->keys, span_of(keys[k].text), 0); p; p = shelf->postings[p - 1].next)
			shelf->docs[shelf->postings[p - 1].doc].asked = true;
	for (size_t i = 0; i < shelf->doc_count; i++) {
		struct answer *answer = &answers[count];
		const struct doc *doc = &shelf->docs[i];

		if (!doc->asked || memcmp(doc->id.at, set.at, set.bytes) != 0)
			continue;
		answer->doc = doc;
		answer->count = name_query_mentions(query, &doc->text, doc->lang, arena, &answer->mentions);
		count++;
	}
	for (size_t i = 0; i < count; i++)
		answer_print(&answers[i], id, &tally);
}

int main(int argc, char **argv)
{
	struct shelf shelf = { .arena = arena_new(), .keys = map_new() };
	struct arena *arena = arena_new();
	char *line = NULL;
	size_t room = 0;
	size_t one_in = argc > 3 ? (size_t)atoi(argv[3]) : 1;
	bool strict = argc > 4;
	FILE *docs = fopen(argv[1], "r"), *names = fopen(argv[2], "r");
	ssize_t n;

	while ((n = getline(&line, &room, docs)) > 0)
		doc_read(&shelf, span_trim(span_make(line, (size_t)n)));
	for (size_t i = 0; (n = getline(&line, &room, names)) > 0; i++) {
		struct span rest = span_trim(span_make(line, (size_t)n));
		struct span id = span_cut(&rest, '\t');

		if (hash_bytes(id) % one_in == 0)
			ask(&shelf, id, span_cut(&rest, '\t'), arena, strict);
		arena_reset(arena);
	}
	return 0;
}
