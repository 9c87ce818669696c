/* The saved searches: a file of names and what they ask, and of each what it found when last asked. */
#ifndef COMMANDS_SEARCHES_H
#define COMMANDS_SEARCHES_H

#include "commands/listing.h"

/* A saved search: options and words of the command line, "--place=Aktau", then "--", then the query. */
struct saved_search {
	struct span name;
	char **arguments;       /* [0] is free for the command's name; ends in NULL */
	size_t argument_count;  /* with [0] */
	struct span query;
	size_t line;            /* of the file */
};

/* Spans live in the arena they were read with. */
struct searches {
	const char *path;
	struct saved_search *items;     /* in the order of the file */
	size_t count, room;
};

/* Where they are: "searches" beside the file of settings. */
const char *searches_path(struct arena *arena);

/* Reads them; no file is no search. STATUS_USAGE with file and line for what is no saved search. */
void searches_read(struct searches *searches, struct arena *arena, struct error *err);

/* The one called `name`; NULL with `err` set (STATUS_USAGE) when there is none. */
struct saved_search *searches_find(const struct searches *searches, struct span name, struct error *err);

/* Puts a search at the end of the file, in place of one of the same name; `arguments` are as
 * listing_arguments() makes them. */
void searches_add(struct searches *searches, struct span name, const struct span *arguments, size_t count,
		  struct arena *arena, struct error *err);
void searches_remove(struct searches *searches, struct span name, struct arena *arena, struct error *err);

/* Writes the command line that asks a search, quoted for a shell. */
void search_print_line(const struct saved_search *search, struct buf *out);

/* A line of `list` that asks `search`, with the --index and --places of `line`. */
void search_line(const struct invocation *line, const struct saved_search *search, struct invocation *again,
		 struct error *err);

/* ---- what was found when last asked ---- */

#define SEARCH_PASSAGES_MOST 100000

/* Asks `search` for all it finds, by date. STATUS_USAGE when that is too much to be told apart. */
void search_ask(const struct invocation *line, const struct saved_search *search, struct listing *listing,
		struct error *err);

/* The hits of `answer` that were not among what was found when last asked, in their order: new
 * passages, and those whose text has changed. Returns how many. All, when it never was asked. */
size_t mark_compare(const struct invocation *line, struct span name, const struct answer *answer,
		    struct answer_hit **out, struct error *err);

/* Keeps what `answer` holds as what was found. */
void mark_write(const struct invocation *line, struct span name, const struct answer *answer, struct error *err);
void mark_remove(const struct invocation *line, struct span name);

#endif
