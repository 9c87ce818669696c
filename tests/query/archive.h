/* What the tests of asking share: a small archive, the demonstration archive, and how they are asked. */
#ifndef TESTS_QUERY_ARCHIVE_H
#define TESTS_QUERY_ARCHIVE_H

#include "cases.h"
#include "program.h"

#include "dateline/index.h"
#include "dateline/query.h"

#include <stdlib.h>
#include <string.h>

/* A paragraph is a passage. Each article has what a row below asks for. */
static const char archive[] __attribute__((unused)) =
	"{\"id\":\"a1\",\"source\":\"Steppe Wire\",\"lang\":\"en\",\"date\":\"2022-01-20\",\"title\":\"Days of unrest\",\"text\":"
	"\"On January 2, 2022 gas prices doubled and drivers blocked a road in Zhanaozen.\\n\\n"
	"On January 5, 2022 Kassym-Jomart Tokayev dismissed the government. Looters were detained in Almaty.\"}\n"
	"{\"id\":\"a2\",\"source\":\"Вестник\",\"lang\":\"ru\",\"date\":\"2022-01-04\",\"title\":\"Жители ждут ответа\",\"text\":"
	"\"3 января 2022 года жители Актау жаловались на цены: газ подорожал вдвое. Ответа от Токаева никто не получил, "
	"хотя мёд и хлеб тоже подорожали, и многие говорили об этом открыто.\"}\n"
	"{\"id\":\"a3\",\"source\":\"Дала\",\"lang\":\"kk\",\"date\":\"2022-01-06\",\"title\":\"Базардағы күн\",\"text\":"
	"\"2022 жылғы 5 қаңтарда Алматыда балықшылар базарға шықпады. Тоқаевтың айтуынша, жағдай тыныш.\"}\n"
	"{\"id\":\"a4\",\"source\":\"steppe wire\",\"lang\":\"en\",\"title\":\"Notes on words\",\"text\":"
	"\"Curfew is a hard word; the price of bread is harder. Gas was not mentioned by the COVID-19 commission, "
	"and José of Ust-Kamenogorsk kept silent. A naïve reader asks Ruslan Massimov about it.\"}\n"
	"{\"id\":\"a5\",\"source\":\"Вестник\",\"lang\":\"ru\",\"date\":\"2022-01-12\",\"title\":\"Визит\",\"text\":"
	"\"Президент Тoкаев прибыл в Алматы 12 января 2022 года. Карим Масимов его не встречал.\"}\n";

struct state {
	char *directory;
	struct index_reader *reader, *demo;
	struct gazetteer *gazetteer;
	struct arena *arena;
};

static inline struct index_reader *make_index(const char *directory, const char *name, const char *what, const char *input)
{
	char command[600];
	const char *path = command;
	struct program_run run;
	struct index_reader *reader;
	struct error err = { 0 };

	snprintf(command, sizeof(command), "ingest --index %s/%s %s", directory, name, what);
	run = program_run(command, input);
	if (run.status != 0)
		print_error("%s: %d %s\n", command, run.status, run.err.at);
	program_release(&run);
	snprintf(command, sizeof(command), "%s/%s", directory, name);
	reader = index_open(&path, 1, &err);
	assert_non_null(reader);
	return reader;
}

static inline int open_all(void **with)
{
	struct state *state = calloc(1, sizeof(*state));
	struct error err = { 0 };

	state->directory = program_directory();
	state->reader = make_index(state->directory, "small", "--format jsonl -", archive);
	state->demo = make_index(state->directory, "demo", "corpus", NULL);
	state->gazetteer = gazetteer_open(NULL, &err);
	state->arena = arena_new();
	*with = state;
	return state->gazetteer ? 0 : -1;
}

static inline int close_all(void **with)
{
	struct state *state = *with;

	index_close(state->reader);
	index_close(state->demo);
	gazetteer_close(state->gazetteer);
	arena_free(state->arena);
	program_remove(state->directory);
	free(state);
	return 0;
}

static inline void ask(struct state *state, const struct ask *ask, struct answer *out, struct error *err)
{
	struct ask asked = *ask;

	if (asked.limit == 0)
		asked.limit = 100;
	query_run(state->reader, state->gazetteer, &asked, state->arena, out, err);
}

/* "a1 a3": own ids of the articles found, each once, in the order of their letters. */
static inline void list_ids(const struct answer *answer, char *out, size_t room)
{
	out[0] = '\0';
	for (char c = '1'; c <= '9'; c++) {
		for (size_t i = 0; i < answer->hit_count; i++) {
			struct span id = answer->hits[i].hit.record.own_id;

			if (id.bytes == 2 && id.at[1] == c) {
				size_t used = strlen(out);

				snprintf(out + used, room - used, "%sa%c", used ? " " : "", c);
				break;
			}
		}
	}
}

#endif
