/* Tests the golden questions of the demonstration archive: each row of tests/corpus/golden.tsv. */
#include "cases.h"
#include "program.h"

#include "dateline/file.h"

#include <jansson.h>
#include <stdlib.h>

static char *directory;

static int ingest_the_archive(void **state)
{
	char line[256];
	struct program_run run;

	directory = program_directory();
	snprintf(line, sizeof(line), "ingest --quiet --index %s/index corpus", directory);
	run = program_run(line, NULL);
	if (run.status != 0)
		print_error("%s: exit %d: %s\n", line, run.status, run.err.at);
	*state = directory;
	program_release(&run);
	return run.status;
}

static int forget_the_archive(void **state)
{
	program_remove(*state);
	return 0;
}

/* "feed/feed.jsonl#id" for an article of a feed, else the path below corpus/. */
static struct span article_name(const json_t *hit, struct arena *arena)
{
	const char *path = json_string_value(json_object_get(hit, "path"));
	const char *id = json_string_value(json_object_get(hit, "own_id"));
	const char *below = path ? strstr(path, "corpus/") : NULL;

	if (!below)
		return span_of("?");
	return arena_printf(arena, "%s%s%s", below + strlen("corpus/"), id && *id ? "#" : "", id ? id : "");
}

static int by_bytes(const void *a, const void *b)
{
	return span_compare(*(const struct span *)a, *(const struct span *)b);
}

/* The sorted names of the articles in `items`, each with its count when `counted`. */
static struct span list_articles(const json_t *items, bool counted, struct arena *arena)
{
	size_t count = json_array_size(items);
	struct span *names = arena_new_array(arena, struct span, count + 1);
	struct buf out = BUF_INIT((size_t)1 << 20);
	struct span list;

	for (size_t i = 0; i < count; i++)
		names[i] = article_name(json_array_get(items, i), arena);
	qsort(names, count, sizeof(*names), by_bytes);
	for (size_t i = 0, same; i < count; i += same) {
		for (same = 1; i + same < count && span_equal(names[i], names[i + same]);)
			same++;
		buf_printf(&out, "%s%.*s", i ? " " : "", (int)names[i].bytes, names[i].at);
		if (counted)
			buf_printf(&out, ":%zu", same);
	}
	list = arena_copy(arena, buf_span(&out));
	buf_release(&out);
	return list;
}

/* All hits of an answer: of a search, of each group of a list, or mentions. */
static json_t *items_of(const json_t *answer)
{
	json_t *groups = json_object_get(answer, "groups"), *all = json_array(), *group;
	size_t i;

	json_array_extend(all, json_object_get(answer, "hits"));
	json_array_extend(all, json_object_get(answer, "mentions"));
	json_array_foreach(groups, i, group)
		json_array_extend(all, json_object_get(group, "entries"));
	return all;
}

/* Plays one row; returns 1 when the answer is another one. */
static int play(struct span row, int number, struct arena *arena)
{
	struct span why = span_cut(&row, '\t'), question = span_cut(&row, '\t'), want = span_trim(row);

	if (span_is(want, "-"))
		want = span_of("");
	bool mentions = span_starts(question, "mentions");
	struct program_run run;
	struct span got = { "", 0 };
	json_error_t fault;
	json_t *answer;
	int wrong;

	run = program_run(arena_printf(arena, "%.*s --json %s --index %s/index", (int)question.bytes, question.at,
				       mentions ? "" : "--limit 1000", directory).at, NULL);
	answer = json_loadb(run.out.at ? run.out.at : "", run.out.bytes, 0, &fault);
	if (answer) {
		json_t *items = items_of(answer);

		got = list_articles(items, mentions, arena);
		json_decref(items);
	}
	wrong = !answer || !span_equal(got, want) || run.status != (want.bytes ? 0 : 1);
	if (wrong)
		print_error("golden.tsv:%d (%.*s)\n  dateline %.*s (exit %d)\n  got    %.*s\n  wanted %.*s\n%s", number,
			    (int)why.bytes, why.at, (int)question.bytes, question.at, run.status, (int)got.bytes, got.at,
			    (int)want.bytes, want.at, run.err.at);
	json_decref(answer);
	program_release(&run);
	return wrong;
}

static void every_golden_question_gets_its_answer(void **state)
{
	struct buf table = BUF_INIT((size_t)1 << 20);
	struct arena *arena = arena_new();
	struct error err = { 0 };
	int number = 0, rows = 0, wrong = 0;

	file_read("tests/corpus/golden.tsv", &table, &err);
	assert_int_equal(err.status, STATUS_OK);
	for (struct span rest = buf_span(&table); rest.at;) {
		struct span row = span_cut(&rest, '\n');

		number++;
		if (row.bytes == 0 || row.at[0] == '#')
			continue;
		rows++;
		wrong += play(row, number, arena);
	}
	assert_true(rows >= 40);
	assert_int_equal(wrong, 0);
	arena_free(arena);
	buf_release(&table);
	(void)state;
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_golden_question_gets_its_answer),
	};

	return cmocka_run_group_tests(tests, ingest_the_archive, forget_the_archive);
}
