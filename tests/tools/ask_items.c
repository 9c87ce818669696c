/* Asks an index for known items: ask_items INDEX any|all < items.tsv; each line again, with the item's rank (0: not among 20). */
#include "dateline/query.h"

#include <stdio.h>
#include <stdlib.h>

#define RANKS_MOST 20

/* The words with OR between them, or as they are: all are wanted then. */
static struct span query_of(struct span words, bool any, struct arena *arena)
{
	struct buf query = BUF_INIT((size_t)64 << 10);
	struct span text;

	while (words.bytes > 0) {
		struct span word = span_cut(&words, ' ');

		buf_add_string(&query, query.bytes == 0 ? "" : any ? " OR " : " ");
		buf_add_span(&query, word);
	}
	text = arena_copy(arena, buf_span(&query));
	buf_release(&query);
	return text;
}

static size_t rank_of(struct index_reader *reader, const struct gazetteer *gazetteer, struct span id, struct span query,
		      struct arena *arena)
{
	struct ask ask = { .limit = RANKS_MOST, .group = true, .words = query };
	struct answer answer = { 0 };
	struct error err = { 0 };

	query_run(reader, gazetteer, &ask, arena, &answer, &err);
	if (err.status != STATUS_OK)
		fprintf(stderr, "ask_items: %.*s: %s: %s\n", (int)query.bytes, query.at, err.where, err.text);
	for (size_t i = 0; i < answer.hit_count && err.status == STATUS_OK; i++)
		if (span_equal(answer.hits[i].hit.record.own_id, id))
			return i + 1;
	return 0;
}

int main(int argc, char **argv)
{
	const char *directory = argc > 1 ? argv[1] : "";
	bool any = argc > 2 && strcmp(argv[2], "any") == 0;
	struct error err = { 0 };
	struct index_reader *reader = index_open(&directory, 1, &err);
	struct gazetteer *gazetteer = gazetteer_open(NULL, &err);
	struct arena *arena = arena_new();
	char *line = NULL;
	size_t room = 0;
	ssize_t bytes;

	while (err.status == STATUS_OK && (bytes = getline(&line, &room, stdin)) > 0) {
		struct span rest = span_trim(span_make(line, (size_t)bytes)), head, id;

		head = rest;
		for (int column = 0; column < 3; column++)
			span_cut(&rest, '\t');
		head.bytes = (size_t)(rest.at - head.at);
		id = span_cut(&rest, '\t');
		printf("%.*s%.*s\t%zu\n", (int)head.bytes, head.at, (int)id.bytes, id.at,
		       rank_of(reader, gazetteer, id, query_of(rest, any, arena), arena));
		arena_reset(arena);
	}
	if (err.status != STATUS_OK)
		fprintf(stderr, "ask_items: %s: %s\n", err.where, err.text);
	free(line);
	arena_free(arena);
	gazetteer_close(gazetteer);
	index_close(reader);
	return (int)err.status;
}
