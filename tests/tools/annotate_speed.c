/* Times what annotate does over JSON Lines ({"lang","title","text"}), pass by pass and whole, by language, beside reading the bytes. */
#include "dateline/answer.h"
#include "dateline/article.h"
#include "dateline/json.h"

#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#define ROUNDS 3
#define BYTES_MOST ((size_t)4 << 20)    /* of one language: more only takes longer */

/* The passes, each alone over the same texts. SPLIT takes in words and dates, as
 * passages are cut by their dates; TOGETHER is split, places and persons; LINES the
 * same from a line of JSON to a line of JSON, all that `dateline annotate` does. */
enum pass { PASS_BYTES, PASS_WORDS, PASS_DATES, PASS_PLACES, PASS_PERSONS, PASS_SPLIT, PASS_TOGETHER, PASS_LINES, PASSES };

static const char *const pass_names[PASSES] = {
	"reading the bytes", "words", "dates", "places", "persons", "splitting, with words and dates", "all together",
	"all, from JSON to JSON",
};

/* The texts of one language. */
struct shelf {
	const char *lang;
	struct article *articles;
	struct text *texts;             /* their words, for the passes that need them */
	struct span *lines;
	size_t count, text_room, line_room, text_count, line_count, room, bytes;
	double best[PASSES];            /* seconds, of all rounds */
};

struct bench {
	struct gazetteer *gazetteer;
	struct arena *keep, *scratch;
	struct buf out;
	size_t found;                   /* so that no pass is left out by the compiler */
};

/* Of this process: other work on the machine does not count. */
static double seconds(void)
{
	struct timespec now;

	clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
	return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

static size_t pass_bytes(struct span raw)
{
	unsigned sum = 0;

	for (size_t i = 0; i < raw.bytes; i++)
		sum = sum * 31 + (unsigned char)raw.at[i];
	return sum & 1;
}

static struct article article_of(const json_t *doc, struct arena *arena)
{
	const char *text = json_string_value(json_object_get(doc, "text"));
	const char *title = json_string_value(json_object_get(doc, "title"));
	const char *lang = json_string_value(json_object_get(doc, "lang"));
	struct article article = { .text = arena_copy(arena, span_of(text ? text : "")) };

	article.title = arena_copy(arena, span_of(title ? title : ""));
	snprintf(article.lang, sizeof(article.lang), "%s", lang ? lang : "");
	return article;
}

static void annotate_line(struct bench *bench, struct span line)
{
	json_t *doc = json_loadb(line.at, line.bytes, 0, NULL);
	struct article article = article_of(doc, bench->scratch);
	struct json json = { .out = &bench->out };
	struct document document;

	passages_split(&article, bench->scratch, &document);
	passages_annotate(&document, bench->gazetteer, bench->scratch);
	buf_clear(&bench->out);
	json_open_object(&json, NULL);
	annotate_print_json(&document, bench->gazetteer, &json);
	json_close_object(&json);
	bench->found += bench->out.bytes;
	json_decref(doc);
}

static void pass_run(struct bench *bench, const struct shelf *shelf, size_t i, enum pass pass)
{
	const struct article *article = &shelf->articles[i];
	struct place_context context = { .lang = shelf->lang };
	struct date_frame frame = { 0 };
	struct place_mention *places;
	struct date_mention *dates;
	struct person_list persons;
	struct document document;
	struct text text;

	switch (pass) {
	case PASS_BYTES:
		bench->found += pass_bytes(article->text);
		break;
	case PASS_WORDS:
		text_read(article->text, bench->scratch, &text);
		break;
	case PASS_DATES:
		bench->found += dates_find(&shelf->texts[i], shelf->lang, &frame, bench->scratch, &dates);
		break;
	case PASS_PLACES:
		bench->found += places_find(bench->gazetteer, &shelf->texts[i], &context, bench->scratch, &places);
		break;
	case PASS_PERSONS:
		persons_find(&shelf->texts[i], shelf->lang, NULL, 0, bench->scratch, &persons);
		break;
	case PASS_LINES:
		annotate_line(bench, shelf->lines[i]);
		break;
	default:
		passages_split(article, bench->scratch, &document);
		if (pass == PASS_TOGETHER)
			passages_annotate(&document, bench->gazetteer, bench->scratch);
	}
	arena_reset(bench->scratch);
}

static void shelf_time(struct bench *bench, struct shelf *shelf, int round)
{
	for (enum pass pass = 0; pass < PASSES; pass++) {
		double start = seconds(), took;

		for (size_t i = 0; i < shelf->count; i++)
			pass_run(bench, shelf, i, pass);
		took = seconds() - start;
		if (round == 0 || took < shelf->best[pass])
			shelf->best[pass] = took;
	}
}

static void shelf_add(struct bench *bench, struct shelf *shelves, size_t count, struct span line)
{
	json_t *doc = json_loadb(line.at, line.bytes, 0, NULL);
	const char *lang = json_string_value(json_object_get(doc, "lang"));

	for (size_t i = 0; lang && i < count; i++) {
		struct shelf *shelf = &shelves[i];
		struct text text;

		if (strcmp(shelf->lang, lang) != 0 || shelf->bytes >= BYTES_MOST)
			continue;
		ARENA_PUSH(bench->keep, shelf->articles, shelf->count, shelf->room) = article_of(doc, bench->keep);
		text_read(shelf->articles[shelf->count - 1].text, bench->keep, &text);
		ARENA_PUSH(bench->keep, shelf->texts, shelf->text_count, shelf->text_room) = text;
		ARENA_PUSH(bench->keep, shelf->lines, shelf->line_count, shelf->line_room) = arena_copy(bench->keep, line);
		shelf->bytes += text.raw.bytes;
	}
	json_decref(doc);
}

static void shelf_print(const struct shelf *shelf)
{
	double mb = (double)shelf->bytes / 1e6;

	printf("%s: %zu texts, %.1f MB\n", shelf->lang, shelf->count, mb);
	for (enum pass pass = 0; pass < PASSES; pass++)
		printf("  %-34s %8.1f MB/s %7.1f times the bytes\n", pass_names[pass], mb / shelf->best[pass],
		       shelf->best[pass] / shelf->best[PASS_BYTES]);
}

/* The whole: as much of each language, so that none hides another. */
static void shelves_print(const struct shelf *shelves, size_t count)
{
	double took = 0, lines = 0, bytes = 0, mb = 0;

	for (size_t i = 0; i < count; i++) {
		took += shelves[i].best[PASS_TOGETHER];
		lines += shelves[i].best[PASS_LINES];
		bytes += shelves[i].best[PASS_BYTES];
		mb += (double)shelves[i].bytes / 1e6;
	}
	if (mb > 0)
		printf("all: %.1f MB together at %.1f MB/s (%.1f times the bytes; the aim is 25 MB/s), from JSON to JSON %.1f MB/s\n",
		       mb, mb / took, took / bytes, mb / lines);
}

int main(void)
{
	struct shelf shelves[] = { { .lang = "en" }, { .lang = "ru" }, { .lang = "kk" } };
	struct error err = { 0 };
	struct bench bench = { gazetteer_open(NULL, &err), arena_new(), arena_new(), BUF_INIT(BUF_TEXT_MOST), 0 };
	char *line = NULL;
	size_t room = 0;
	ssize_t bytes;

	while (bench.gazetteer && (bytes = getline(&line, &room, stdin)) > 0)
		shelf_add(&bench, shelves, COUNT(shelves), span_make(line, (size_t)bytes));
	for (size_t i = 0; bench.gazetteer && i < COUNT(shelves); i++) {
		for (int round = 0; shelves[i].count > 0 && round < ROUNDS; round++)
			shelf_time(&bench, &shelves[i], round);
		if (shelves[i].count > 0)
			shelf_print(&shelves[i]);
	}
	shelves_print(shelves, COUNT(shelves));
	free(line);
	buf_release(&bench.out);
	arena_free(bench.scratch);
	arena_free(bench.keep);
	gazetteer_close(bench.gazetteer);
	return (int)err.status;
}
