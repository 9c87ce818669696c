/* What list, replay and saved searches share: a reading list asked for by a command line. */
#ifndef COMMANDS_LISTING_H
#define COMMANDS_LISTING_H

#include "commands/asking.h"

#include "dateline/answer.h"

/* A list and what it borrows from. Close it with listing_close(). */
struct listing {
	struct session session;
	struct ask ask;
	struct answer answer;
	struct list list;
};

/* Opens the index, asks what `line` (a line of `list`) asks, and fills in the list.
 * `line`'s arena holds all of it. */
void listing_open(struct listing *listing, const struct invocation *line, struct error *err);
/* The same without a look at --limit and --offset: the first `most` of all. */
void listing_open_whole(struct listing *listing, const struct invocation *line, uint32_t most, struct error *err);
void listing_close(struct listing *listing);

/* The words that ask the same again: every option of `line` but those that say
 * where the index is, how the answer looks and where it goes. */
size_t listing_arguments(const struct invocation *line, struct span **out);

/* The forms of a list. */
struct list_format {
	const char *name;
	void (*print)(const struct list *list, struct buf *out);
};
extern const struct list_format list_formats[];
extern const size_t list_format_count;

extern const struct command command_list;

#endif
