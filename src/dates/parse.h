/* The state of reading one calendar date in words, shared by the files that read its parts. */
#ifndef DATES_PARSE_H
#define DATES_PARSE_H

#include "fields.h"

struct parse {
	const struct source *s;
	size_t at;              /* the word that is looked at */
	struct fields f;
	bool stop_ok;           /* the word before may end in a full stop */
	bool first;             /* nothing has been taken yet */
};

static inline bool parse_has(const struct parse *p, uint32_t any)
{
	return (p->f.has & any) != 0;
}

/* May the date go on at word `i`? `more` are gap bits that are welcome too. */
bool parse_joins(const struct parse *p, size_t i, uint16_t more);

/* Moves on to word `next`; `l` is the sense of the last word taken, or NULL. */
void parse_step(struct parse *p, size_t next, const struct lexeme *l);

/* The word behind "of" and "the" at word `i`. */
size_t parse_skip_of(const struct parse *p, size_t i);

/* A take reads one part of a date at p->at and moves past it, or returns false and
 * changes nothing. */
typedef bool take(struct parse *p);

take take_year, take_year_led, take_numbered, take_decade;      /* written_year.c */
take take_day, take_weekday, take_day_word, take_month_here;    /* written_day.c */

/* "490 BC", "до н. э.": turns `*year` and moves past the era at word `i`. */
bool era_take(struct parse *p, size_t i, int *year);

/* "айы" behind a Kazakh month or season. */
bool month_unit(struct parse *p);

#endif
