/* Runs of capitalised words that may be people. */
#ifndef NAMES_RUN_H
#define NAMES_RUN_H

#include "dateline/name.h"
#include "names/word.h"

#define RUN_WORDS_MOST 7

/* Words [from, to) of an article, taken for one person's name. */
struct run {
	uint32_t from, to;
	uint8_t given;          /* its first name's place in the run; RUN_WORDS_MOST: none */
	uint8_t surname;        /* its surname's; RUN_WORDS_MOST: a first name alone */
	bool single;            /* one word: a person only when the article tells more */
	bool weak;              /* no word of it is known: only looks and place speak for a name */
	bool after_title;       /* "president Putin" */
	bool speaks;            /* "said Putin" */
	bool starts_sentence;
};

struct run_list {
	struct run *at;
	size_t count, room;
};

/* All runs of a text, in order. */
void runs_find(const struct text *text, const char *lang, const struct name_taken *taken, size_t taken_count,
	       struct arena *arena, struct run_list *out);

#endif
