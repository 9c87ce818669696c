/* Dates: days as numbers, EDTF in and out, and the dates that a text names. */
#ifndef DATELINE_DATE_H
#define DATELINE_DATE_H

#include "dateline/arena.h"
#include "dateline/error.h"
#include "dateline/span.h"
#include "dateline/text.h"

#include <stdbool.h>
#include <stdint.h>

/* Days are counted from 1970-01-01 in the proleptic Gregorian calendar. */
#define DAY_OPEN_FROM INT32_MIN /* no first day: "until 19 January" */
#define DAY_OPEN_TO INT32_MAX   /* no last day: "since 1991" */

enum date_precision {
	DATE_UNKNOWN,           /* no date: {0} */
	DATE_DAY,
	DATE_DAYS,              /* several days, no calendar unit: a night, 5-7 January, a weekend */
	DATE_WEEK,
	DATE_MONTH,
	DATE_QUARTER,           /* also a half-year */
	DATE_SEASON,
	DATE_YEAR,
	DATE_DECADE,
	DATE_CENTURY,
	DATE_RANGE              /* open on a side, or bounds of different units */
};

/* What is doubtful about a date, as EDTF has it: "~" about, "?" uncertain, "%" both. */
#define DATE_APPROXIMATE 1
#define DATE_UNCERTAIN 2
#define DATE_FLAG_BITS 2 /* that hold them */

/* An interval of days, both inclusive. {0} is "no date". */
struct date {
	int32_t from_day;
	int32_t to_day;
	enum date_precision precision;
	uint8_t approximate;    /* DATE_APPROXIMATE, DATE_UNCERTAIN or both; 0 neither */
};

int32_t day_number(int year, int month, int day);       /* no check: 2022-02-31 rolls over */
void day_split(int32_t number, int *year, int *month, int *day);
bool day_exists(int year, int month, int day);
int day_of_week(int32_t number);                        /* 1 Monday .. 7 Sunday */

bool date_is_known(struct date date);
bool date_equal(struct date a, struct date b);

/* EDTF level 1: "2022-01-05", "2022-01", "2022", "197X", "19XX", "2022-01-05/2022-01-06",
 * "2022-01-05/..", "2022~", "2022?", "-0489", "Y12022", "2022-33" (first quarter), "2021-21" (spring). */
#define DATE_TEXT 40
void date_print_edtf(struct date date, char out[DATE_TEXT]);

/* One day as YYYY-MM-DD ("-0489-01-01" before year 0), "" for an open bound. */
void day_print(int32_t day, char out[DATE_TEXT]);

/* Reads EDTF as above with "2004-XX", "2004-06-XX" (digits not said: the whole year, the
 * whole month) and "2004/", "/2004" (an unknown end is an open one); and 2022-W05, and a full ISO time cut to its day as it is
 * printed (a zone never shifts it). STATUS_DATA with what is wrong ("2022 has no
 * 31 February") in `err`, and {0}. */
struct date date_parse_edtf(struct span text, struct error *err);

/* Where the date of a passage, or the anchor of a mention, came from. */
enum date_origin {
	ORIGIN_NONE, ORIGIN_TEXT, ORIGIN_HEADING, ORIGIN_TITLE, ORIGIN_INHERITED, ORIGIN_PUBLICATION,
	ORIGIN_METADATA, ORIGIN_URL, ORIGIN_DATELINE, ORIGIN_GIVEN
};
const char *date_origin_text(enum date_origin origin);  /* "heading", "publication" ... */

/* What is known around a piece of text: each {0} when it is not.
 *
 * A day and month without a year takes the year that brings it nearest to: the heading;
 * in a look back without one the date told last, then the title; in a report of its day
 * the publication. "Yesterday" and "Monday" count from publication unless a heading says
 * the day, "the next day" from the day told last. What is told aside (in brackets, as a
 * bound, before the heading's day, or far off in a year of its own) moves nothing. At a
 * new section set `heading` and let `last` be the same; behind the last dated section
 * set `heading` to {0}. */
struct date_frame {
	struct date title;      /* "2022" in the title of a chronicle */
	struct date heading;    /* the section's */
	struct date last;       /* mentioned last, asides left out; dates_find moves it on */
	struct date published;
	bool chronicle;         /* a chronology or look back: dates count from headings and
				 * title, not from the publication day */
};

/* What a preposition makes of a date: "until 19 January" names the 19th and says
 * that something ends there. `date` is the day that is named, never an open interval. */
enum date_bound {
	DATE_AT,
	DATE_UNTIL,             /* ends on its last day */
	DATE_BEFORE,            /* ends on the day before it */
	DATE_SINCE              /* begins on its first day */
};

/* One date that a text names. */
struct date_mention {
	uint32_t at_byte, bytes;        /* in the text as given */
	struct date date;               /* {0}: found, and cannot be resolved */
	struct span timex;              /* TIMEX3 value: "2022-01-05", "2021-WI", "2022-Q1"; empty when not resolved */
	enum date_origin anchor;        /* what supplied the missing fields: TEXT when nothing was missing */
	enum date_bound bound;
	bool weak;                      /* an aside, a bound ("until ...") or a vague one: does not date a passage by
					 * itself when a firm one stands there too */
	const char *rule;               /* name of the rule, for --explain; static */
	struct span trail;              /* "XXXX-12-17, year from the heading", for --explain */
};

/* Finds the dates of `text` in order, none overlapping, in `arena`; returns how
 * many. `lang` is "en", "ru", "kk" or any other code: tables of all languages
 * are tried where it is unknown. `frame` is read and its `last` moved on. */
size_t dates_find(const struct text *text, const char *lang, struct date_frame *frame,
		  struct arena *arena, struct date_mention **out);

/* Reads a whole line as a dated heading ("5 января. Захват", "January 5-7", "2022
 * жыл", "Day 3" with `frame->title` known): true with its date when the line begins with a
 * date or is nothing else. Headings run on: one without a year is the first such day at or
 * after `frame->heading`. */
bool date_of_heading(const struct text *line, const char *lang, const struct date_frame *frame,
		     struct arena *arena, struct date *out);

/* Reads a date as a person types it into a filter: EDTF, "5 января 2022", "вчера"
 * (needs `today`, else STATUS_USAGE says that it is relative). */
struct date date_parse_asked(struct span text, struct date today, struct error *err);

/* The phrase form of `annotate`: one expression with a reference day. {0} when
 * there is no date in it. */
struct date date_of_phrase(const struct text *text, const char *lang, struct date ref, struct arena *arena);

/* The dates of a plain text without mark-up, as `annotate` prints them: a line that
 * date_of_heading() takes and that is short is a heading, the first line is the
 * title, and a text that mostly speaks of other years than `published` (which may
 * be {0}) is read as a look back. Offsets count in `text`. */
size_t dates_of_document(const struct text *text, const char *lang, struct date published,
			 struct arena *arena, struct date_mention **out);

/* Is `text` a look back rather than a report of its day? Most years that it names are
 * not those around `published`, and it says little of "today" or "Monday". True when
 * `published` is not known. */
bool dates_look_back(const struct text *text, const char *lang, struct date published, struct arena *arena);

/* Checksum of the rule tables, kept in the index. */
uint64_t dates_checksum(void);

#endif
