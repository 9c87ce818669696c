/* The state of one pass over a text. */
#ifndef DATES_FIND_H
#define DATES_FIND_H

#include "accept.h"
#include "resolve.h"

struct finder {
	struct source source;
	struct number_memory numbers;   /* of `source` */
	struct date_frame frame;
	struct told told;
	int told_sentences;     /* begun since `told.quarter` */
	int spoken_sentences;   /* begun since `told.spoken` */
	struct date nearby;     /* with its own year, in this paragraph */
	int nearby_sentences;   /* begun since */
	struct date hint;       /* told aside with a year of its own */
	int hint_days;
	bool sectioned;         /* the heading has said the day */
	struct date_mention *found;
	size_t count, room;
};

/* One date with all that is known of it. */
struct reading {
	struct date date;
	struct outcome outcome;
	enum tense tense;
	char timex[2 * DATE_TEXT];
};

void finder_begin(struct finder *f, const struct text *text, const char *lang, const struct date_frame *frame, struct arena *arena);

/* Remembers a firm date: later ones count from it. */
void finder_tell(struct finder *f, struct date date);

/* How a date was resolved, for people: "XXXX-12-17, year from the heading" (trail.c). */
struct span trail_print(const struct fields *f, const struct reading *r, struct arena *arena);

/* What the sentence around words [from, to) says of its time (tense.c). */
enum tense tense_around(const struct source *s, size_t from, size_t to);

/* Can a date begin at word `i`? One lookup for a word that cannot. */
bool may_start(const struct source *s, size_t i);

/* Reads the dates that begin at word `i` into `g` and returns the word to go on at. */
size_t finder_step(struct finder *f, size_t i, struct group *g);

void finder_resolve(struct finder *f, const struct item *item, struct reading *out);

#endif
