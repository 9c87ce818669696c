/* An asked name taken apart. */
#ifndef NAMES_QUERY_H
#define NAMES_QUERY_H

#include "dateline/name.h"
#include "names/word.h"

struct name_query {
	struct name name;       /* words without regnal numbers */
	size_t surname;         /* the word that every mention must hold */
	bool one_word;          /* nothing but particles stands beside the surname */
	bool has_given;         /* a first name was asked for, not its initial alone */
	bool titled;            /* with a title before it: "Pope Francis" */
	char given_gender;      /* that the first name tells: m, f or '-' */
	bool has_plain;         /* the surname is a woman's form of another: Mayová, May */
	struct name_word plain;
	bool cyrillic;          /* asked in Cyrillic */
	char gender;            /* that the surname tells: m of -ов, f of -ова; '-' neither */
	char regnal[8];         /* "xvi" of "Benedict XVI": stands in place of a surname's first name */
	struct name_options options;
};

/* The gender that a surname's form tells: 'm', 'f' or '-'. */
char surname_gender(struct span folded);

/* Scores a word of a text against the surname. */
void surname_meet(const struct name_query *query, const struct name_word *word, struct word_meeting *out);

#endif
