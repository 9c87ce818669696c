/* Runs the program under test as a person would, and keeps what it said. */
#ifndef TESTS_PROGRAM_H
#define TESTS_PROGRAM_H

#include "dateline/buf.h"

/* What a run left. Release with program_release(). */
struct program_run {
	struct buf out, err;
	int status;             /* exit status; 128 + n when signal n ended it */
};

/* Runs `dateline` with the words of `command_line`, in which 'single' and "double"
 * quotes hold words together, with `input` (may be NULL) on standard input. */
struct program_run program_run(const char *command_line, const char *input);

/* The same as a user without rights, whoever runs the test: root reads every
 * folder. The program is copied to `directory`, which becomes that user's. */
struct program_run program_run_as_nobody(const char *command_line, const char *directory);

/* The same in a terminal of so many columns and 24 rows, with colours; what it showed is
 * in `out`, "\r\n" at its line ends. */
struct program_run program_run_in_terminal(const char *command_line, int columns);

void program_release(struct program_run *run);

/* A new directory below the system's temporary one; removed by program_remove(). */
char *program_directory(void);
void program_remove(char *directory);

#endif
