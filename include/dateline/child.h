/* Child processes: another program turns bytes into bytes, within limits. */
#ifndef DATELINE_CHILD_H
#define DATELINE_CHILD_H

#include "dateline/buf.h"
#include "dateline/error.h"
#include "dateline/span.h"

/* What a child may use; it is killed, with all that it started, when it wants more. */
struct child_limits {
	unsigned cpu_seconds;
	unsigned wall_seconds;
	size_t memory_bytes;    /* of address space */
	size_t file_bytes;      /* of any file that it writes */
};

/* Runs the program `words[0]` (looked for in $PATH when it has no slash) with the
 * arguments `words`, ended by NULL; never through a shell. It gets `input` on standard
 * input as a file that it can seek in; what it prints goes to `out`, up to its greatest size.
 * STATUS_IO when it cannot be started ("... is not installed" when it is nowhere);
 * STATUS_DATA, with the first line that it wrote to standard error, when it fails,
 * is killed or prints too much. */
void child_filter(const char *const *words, struct span input, const struct child_limits *limits, struct buf *out,
		  struct error *err);

/* Is there a program of this name? */
bool child_is_there(const char *program);

#endif
