/* Pieces that several printers of answers share. */
#ifndef DATELINE_RENDER_ENTRY_H
#define DATELINE_RENDER_ENTRY_H

#include "dateline/answer.h"
#include "dateline/json.h"

/* EDTF of a date, "" for none. */
void entry_date(struct date date, char out[DATE_TEXT]);

/* Adds spans with `joint` between them. */
void entry_join(const struct span *list, size_t count, const char *joint, struct buf *out);

/* Adds `text` and its marks: in colour, or between asterisks. */
void entry_marked(const struct snippet *snippet, const struct terminal *terminal, enum style plain, struct buf *out);

/* The same in lines of at most the terminal's width, after `indent` spaces. */
void entry_wrapped(const struct snippet *snippet, const struct terminal *terminal, int indent, struct buf *out);

/* Fields of a passage that every JSON has: id, article, title ... snippet. */
void entry_json(struct json *json, const struct answer_hit *hit);

/* A near copy of a passage: where it is and who published it. */
void entry_json_copy(struct json *json, const struct record *record);

/* JSON of dates, place names, persons. */
void entry_json_date(struct json *json, const char *name, struct date date);
void entry_json_list(struct json *json, const char *name, const struct span *list, size_t count);

void entry_json_day(struct json *json, const char *name, int32_t day);  /* null for an open bound */
const char *entry_precision(enum date_precision precision);             /* "day", "month" ... */

/* The lines of a text as an array of strings. */
void entry_json_lines(struct json *json, const char *name, struct span lines);
/* date, date_from, date_to, date_precision, date_origin. */
void entry_json_event(struct json *json, const struct record *record);

/* `text` on one line of clean UTF-8: white space and control characters drawn
 * together, marks of direction gone. */
struct span entry_line(struct span text, struct arena *arena);

/* The heading under which a list puts a date: "2022-01-05", "2022-01", "2022" or
 * what is shorter; "" for no date. */
struct span entry_group(struct date date, enum list_unit by, char room[DATE_TEXT]);

/* The address for a link: http and https alone (nothing else is one), with what no
 * URI may hold written as %XX; "" where it is none. */
struct span entry_url(struct span url, struct arena *arena);

/* "corpus/a.txt, bytes 0 to 120, sha256:e3b0...": what a passage came from. */
struct span entry_origin(const struct record *record, struct arena *arena);

/* For HTML and XML: text and attribute values; what XML cannot hold is left out. */
void entry_xml(struct span text, struct buf *out);

#endif
