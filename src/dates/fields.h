/* The unresolved form of a date: what was written, before any frame fills the gaps. */
#ifndef DATES_FIELDS_H
#define DATES_FIELDS_H

#include "lexicon.h"

#define HAS_YEAR 1u
#define HAS_MONTH 2u
#define HAS_DAY 4u
#define HAS_WEEKDAY 8u
#define HAS_SEASON 16u
#define HAS_QUARTER 32u
#define HAS_HALF 64u
#define HAS_DECADE 128u
#define HAS_CENTURY 256u
#define HAS_FEAST 512u
#define HAS_NTH 1024u           /* "the first Monday of", "the last day of" */
#define HAS_REL 2048u           /* "last week", "that year", "next March" */
#define HAS_SHIFT 4096u         /* "two days ago", "a week after 5 May" */
#define HAS_TODAY 8192u         /* "yesterday" */
#define HAS_THATDAY 16384u      /* "the next day" */
#define HAS_DAYPART 32768u
#define HAS_CLOCK 65536u
#define HAS_PART 131072u
#define HAS_WEEK 262144u        /* ISO week number */

/* What fixes a date as such, parts of the day and of a period left out. */
#define HAS_CALENDAR (HAS_YEAR | HAS_MONTH | HAS_DAY | HAS_WEEKDAY | HAS_SEASON | HAS_QUARTER | HAS_HALF | HAS_DECADE | \
	HAS_CENTURY | HAS_FEAST | HAS_NTH | HAS_REL | HAS_WEEK)

#define SHIFTS_MOST 3

struct fields {
	uint32_t has;
	int year;               /* astronomical: 490 BC is -489 */
	int month, day, weekday, season, quarter, half, week;
	int decade;             /* its first year */
	int century;            /* 19: 1801-1900 */
	int feast;
	int nth;                /* 1 the first, -1 the last, -2 the last but one */
	int nth_count;          /* "the first two months of": 2 */
	enum unit nth_unit;     /* UNIT_NONE: of the weekday */
	enum rel rel;
	enum unit rel_unit;     /* UNIT_NONE: of the named month, weekday or season */
	int rel_count;          /* "the last two weeks": 2; else 0 */
	enum shift shift;
	int shift_count[SHIFTS_MOST];
	enum unit shift_unit[SHIFTS_MOST];
	int shifts;
	int offset;             /* of TODAY and THATDAY, days; of THISYEAR through rel */
	enum part part;
	bool half_day;          /* the time says "a.m." */
	bool case_only;         /* a bare year with a Kazakh case behind it: "2000-ға" */
	bool english;           /* its last word is */
	bool tense_rules;       /* LAST becomes NEXT in a sentence about the future */
	bool in_words;          /* a bare year that is spelled out */
	bool whole_week;        /* the week of this day */
	bool night;             /* the night into this day: two days */
	bool vague;             /* "several days later" */
	bool lost;              /* "the day before the Oscars": counts from what is no date */
	bool julian;
	bool school_year;       /* 2021/22 */
	bool weak;              /* stands on a word that is a common word too */
	bool stated;            /* "the latest quarter", not "the quarter" alone */
	bool spare;             /* a date only when that is all that is asked */
	bool month_capital;
	bool day_behind;        /* "March 3", "қыркүйектің 24-і": more days may follow */
	enum bound bound;       /* written behind it (Kazakh) */
	enum ending ending;     /* of its last word */
};

/* A number as written. */
struct number {
	int value;
	int digits;             /* 0: in words */
	bool ordinal;
	bool decade;            /* 80-х, nineties, девяностые */
	bool suffixed;          /* 2012-м, 5-і */
	bool year;              /* 2021г */
	bool vague;             /* "a", "a few": only before a unit */
	bool roman;
	enum ending ending;
	size_t next;            /* word behind it */
};

/* The number that was read last: a dozen readers ask for the same one in turn. */
struct number_memory {
	size_t behind;          /* its word and one; 0: none yet */
	bool is;                /* there is a number */
	struct number number;
};

/* The word of `kind` that ends right before word `i`, or NULL. */
const struct lexeme *lex_before(const struct source *s, size_t i, enum lex_kind kind);

/* Reads the number that begins at word `i`. */
bool number_parse(const struct source *s, size_t i, struct number *out);
bool roman_parse(const struct source *s, size_t i, struct number *out);

/* Can it be a day of a month? */
bool number_is_day(const struct number *n);

/* Digits of word `i`, or 0 when it is not all digits; `value` of up to nine. */
int digits_at(const struct source *s, size_t i, int *value);

/* A time of the day ("17:20", "8 a.m.", "18 часов"): the word behind it, or `i`. */
size_t clock_parse(const struct source *s, size_t i);

/* Does the time that ends before word `next` say which half of the day it is in? */
bool clock_has_half(const struct source *s, size_t next);

/* 05.01.2022, 2022-01-05, 1/5/22, 31-Oct-74, 2015/3: the word behind it, or `i`. */
size_t numeric_parse(const struct source *s, size_t i, struct fields *out);

/* A calendar date with all that belongs to it: the word behind it, or `i`. */
size_t calendar_parse(const struct source *s, size_t i, struct fields *out);

/* A pointer and its unit ("last week", "the same year", "биыл", "last March"): the word
 * behind it, or `i`. */
size_t rel_parse(const struct source *s, size_t i, struct fields *out);

/* "two days ago", "через неделю", "yesterday evening": the word behind it, or `i`. */
size_t relative_parse(const struct source *s, size_t i, struct fields *out);

/* The longest of the above that begins at word `i`. */
size_t fields_parse(const struct source *s, size_t i, struct fields *out);

/* Two figures of a year as a person means them: 74 is 1974, 22 is 2022. */
int year_of_two(int value);

/* The gap before word `i`, or all bits when there is no such word. */
uint16_t gap_at(const struct source *s, size_t i);

/* Only white space before word `i` (line ends too), or a hyphen. */
bool gap_close(const struct source *s, size_t i);

/* Nothing but white space before word `i`. */
bool space_before(const struct source *s, size_t i);

/* The word that follows is counted ("2000 soldiers", "12 %"). */
bool is_counted(const struct source *s, size_t next);

#endif
