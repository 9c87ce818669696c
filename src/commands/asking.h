/* What search, list, mentions and show share: options, the index, talk. */
#ifndef COMMANDS_ASKING_H
#define COMMANDS_ASKING_H

#include "commands/command.h"

#include "dateline/query.h"

/* Rows of the filters, for the tables of search, list and mentions. */
#define FILTER_ROWS \
	{ "from", 0, "DATE", "from this day, month or year on" }, \
	{ "to", 0, "DATE", "up to this day, month or year" }, \
	{ "on", 0, "WHICH", "the dates that are meant: event (the default) or published" }, \
	{ "place", 0, "NAME", "in this place or below it; =NAME for the place alone; may be repeated" }, \
	{ "near", 0, "PLACE", "that name a place within --km of this one; PLACE/50 says its own; may be repeated" }, \
	{ "km", 0, "N", "kilometres of --near (100)" }, \
	{ "source", 0, "NAME", "from this source; may be repeated" }, \
	{ "lang", 0, "CODE", "in this language; may be repeated" }

/* Rows of how a name is looked for. */
#define NAME_ROWS \
	{ "strict", 0, NULL, "only where the first name stands beside the surname" }, \
	{ "same-script", 0, NULL, "only in the script in which the name was typed" }, \
	{ "people", 0, "FILE", "what people are called: lines of a name, a tab, another name, a tab ..." }, \
	{ "roles", 0, NULL, "\"the President\" too, where the name stands just before" }

/* Rows of search and list. */
#define SEARCH_ROWS \
	FILTER_ROWS, \
	{ "person", 0, "NAME", "that mention this person, however spelled; may be repeated" }, \
	NAME_ROWS, \
	{ "sort", 0, "ORDER", "relevance, date or -date" }, \
	{ "limit", 0, "N", "how many to show" }, \
	{ "offset", 0, "N", "how many to pass over first" }, \
	{ "group", 0, "WHAT", "one hit is: copies (a passage and its near copies), article (its best passage) or passage" }

#define RESULTS_MOST 10000 /* offset and limit together */

/* An index and a gazetteer, open for a run. */
struct session {
	struct index_reader *reader;
	struct gazetteer *gazetteer;
};
void session_open(struct session *session, const struct invocation *line, struct error *err);
void session_close(struct session *session);

/* Reads the filters, name options and, where the command has their rows, sort,
 * limit, offset, group. `limit` is the command's own default, and ask->group as it comes. */
void ask_read(const struct invocation *line, uint32_t limit, struct ask *ask, struct error *err);

/* An answer that grew past its limit is a fault, not a piece of an answer. */
void refuse_overflow(const struct buf *out, struct error *err);

/* Prints an answer as print_screen() does, and releases it. */
void print_answer(const struct invocation *line, struct buf *out, struct error *err);

/* Tells lines on stderr, made safe. */
void tell_lines(const struct invocation *line, struct span lines);

/* Shows on a terminal where in the query a fault lies. */
void tell_column(const struct invocation *line, struct span query, const struct error *err);

#endif
