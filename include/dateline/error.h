/* Faults: one status a call, kept with the first message and place. */
#ifndef DATELINE_ERROR_H
#define DATELINE_ERROR_H

enum status {                   /* also the exit code of a command */
	STATUS_OK,              /* 0 */
	STATUS_NO_MATCH,        /* 1: not a fault, nothing was found */
	STATUS_USAGE,           /* 2: asked for something that we do not do */
	STATUS_IO,              /* 3: the system refused a file, a directory, a socket */
	STATUS_DATA,            /* 4: the input is not what it says it is */
	STATUS_BUSY,            /* 5: somebody else writes to the index; try again */
	STATUS_INDEX,           /* 6: the index is damaged, or of another version */
	STATUS_INTERRUPTED = 130 /* the user stopped us; what was done is kept */
};

/* Lives on the caller's stack; start it as {0}. The FIRST fault is kept, and a
 * function that is handed a set error does nothing. */
struct error {
	enum status status;
	char where[160];        /* "file.html:412", "rules.tsv:31" or "" */
	char text[320];         /* one line, no final stop, for a person */
};

/* Records a fault unless one stands already. `where` may be NULL or "". */
void error_set(struct error *err, enum status status, const char *where, const char *format, ...)
	__attribute__((format(printf, 4, 5)));

/* Makes `err` clean again: for loops in which one bad input is told and the
 * next is tried. */
void error_clear(struct error *err);

#endif
