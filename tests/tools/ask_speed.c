/* Asks an index the questions of a table, warm, in one process: milliseconds of CPU and the total of each. */
#include "dateline/query.h"

#include <stdio.h>
#include <stdlib.h>
#include <time.h>

static double now_ms(void)
{
	struct timespec time;

	clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time);
	return (double)time.tv_sec * 1e3 + (double)time.tv_nsec / 1e6;
}

/* "20220105" as "2022-01-05"; "" for an open end. */
static struct span day_of(struct span digits, struct arena *arena)
{
	if (digits.bytes != 8 || digits.at[0] == '9')
		return span_of("");
	return arena_printf(arena, "%.4s-%.2s-%.2s", digits.at, digits.at + 4, digits.at + 6);
}

static uint32_t answer(struct index_reader *reader, const struct gazetteer *gazetteer, struct span line, struct arena *arena,
		       struct error *err)
{
	struct ask ask = { .limit = 10, .facet_date = true, .facet_place = true };
	struct answer answer = { 0 };

	ask.from = day_of(span_cut(&line, '\t'), arena);
	ask.to = day_of(span_cut(&line, '\t'), arena);
	ask.words = line;
	query_run(reader, gazetteer, &ask, arena, &answer, err);
	return answer.total;
}

int main(int argc, char **argv)
{
	const char *directory = argc > 1 ? argv[1] : "";
	struct error err = { 0 };
	struct index_reader *reader = index_open(&directory, 1, &err);
	struct gazetteer *gazetteer = gazetteer_open(NULL, &err);
	struct arena *arena = arena_new();
	char *line = NULL;
	size_t room = 0;
	ssize_t bytes;

	while (err.status == STATUS_OK && (bytes = getline(&line, &room, stdin)) > 0) {
		struct span text = span_trim(span_make(line, (size_t)bytes));
		double start;
		uint32_t total;

		answer(reader, gazetteer, text, arena, &err);
		arena_reset(arena);
		start = now_ms();
		total = answer(reader, gazetteer, text, arena, &err);
		printf("%.4f\t%u\n", now_ms() - start, total);
		arena_reset(arena);
	}
	if (err.status != STATUS_OK)
		fprintf(stderr, "ask_speed: %s: %s\n", err.where, err.text);
	free(line);
	arena_free(arena);
	gazetteer_close(gazetteer);
	index_close(reader);
	return (int)err.status;
}
