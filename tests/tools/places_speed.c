/* Times the place pass over JSON Lines ({"lang","text"}), language by language, beside merely reading the bytes. */
#include "dateline/arena.h"
#include "dateline/place.h"
#include "dateline/text.h"

#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#define ROUNDS 5
#define BYTES_MOST ((size_t)6 << 20)    /* of one language: more only takes longer */

/* The texts of one language, each read into words. */
struct shelf {
	const char *lang;
	struct text *texts;
	size_t count, room, bytes, words, places;
	double read, find, walk;        /* seconds, the best of all rounds */
};

/* Of this process: other work on the machine does not count. */
static double seconds(void)
{
	struct timespec now;

	clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
	return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

/* Keeps in `best` the time since `start` when it is the shortest so far. */
static void clock_keep(double *best, double start, int round)
{
	double now = seconds() - start;

	if (round == 0 || now < *best)
		*best = now;
}

/* One pass over every byte: what the machine can do at best with plain C. */
static unsigned bytes_pass(const struct shelf *shelf)
{
	unsigned sum = 0;

	for (size_t t = 0; t < shelf->count; t++)
		for (size_t i = 0; i < shelf->texts[t].raw.bytes; i++)
			sum = sum * 31 + (unsigned char)shelf->texts[t].raw.at[i];
	return sum;
}

static void time_shelf(const struct gazetteer *gazetteer, struct shelf *shelf, int round, unsigned *sum)
{
	struct arena *words = arena_new(), *scratch = arena_new();
	struct place_context context = { .lang = shelf->lang };
	struct place_mention *mentions;
	double start = seconds();

	*sum += bytes_pass(shelf);
	clock_keep(&shelf->walk, start, round);
	start = seconds();
	shelf->words = shelf->places = 0;
	for (size_t t = 0; t < shelf->count; t++) {
		text_read(shelf->texts[t].raw, words, &shelf->texts[t]);
		shelf->words += shelf->texts[t].count;
	}
	clock_keep(&shelf->read, start, round);
	start = seconds();
	for (size_t t = 0; t < shelf->count; t++) {
		shelf->places += places_find(gazetteer, &shelf->texts[t], &context, scratch, &mentions);
		arena_reset(scratch);
	}
	clock_keep(&shelf->find, start, round);
	arena_free(scratch);
	arena_free(words);
}

static void read_line(const char *line, struct shelf *shelves, size_t count, struct arena *arena)
{
	json_t *doc = json_loads(line, 0, NULL);
	const char *lang = json_string_value(json_object_get(doc, "lang"));
	const char *text = json_string_value(json_object_get(doc, "text"));

	for (size_t i = 0; lang && text && i < count; i++)
		if (strcmp(shelves[i].lang, lang) == 0 && shelves[i].bytes < BYTES_MOST) {
			struct span raw = arena_copy(arena, span_of(text));

			ARENA_PUSH(arena, shelves[i].texts, shelves[i].count, shelves[i].room) = (struct text){ .raw = raw };
			shelves[i].bytes += raw.bytes;
		}
	json_decref(doc);
}

int main(void)
{
	struct shelf shelves[] = { { .lang = "en" }, { .lang = "ru" }, { .lang = "kk" }, { .lang = "uk" } };
	struct error err = { 0 };
	struct gazetteer *gazetteer = gazetteer_open(NULL, &err);
	struct arena *arena = arena_new();
	char *line = NULL;
	size_t room = 0;
	unsigned sum = 0;

	while (gazetteer && getline(&line, &room, stdin) > 0)
		read_line(line, shelves, COUNT(shelves), arena);
	for (size_t i = 0; gazetteer && i < COUNT(shelves); i++) {
		struct shelf *s = &shelves[i];
		double mb = (double)s->bytes / 1e6;

		for (int round = 0; s->count > 0 && round < ROUNDS; round++)
			time_shelf(gazetteer, s, round, &sum);
		if (s->count > 0)
			printf("%s: %.1f MB, %zu words, %zu places; bytes %.0f MB/s, words %.0f MB/s, places %.1f MB/s (%.1f times the bytes; %u)\n",
			       s->lang, mb, s->words, s->places, mb / s->walk, mb / s->read, mb / s->find, s->find / s->walk, sum & 1);
	}
	free(line);
	arena_free(arena);
	gazetteer_close(gazetteer);
	return (int)err.status;
}
