/* The demonstration archive, ingested for tests that play command lines over it. */
#ifndef TESTS_QUERY_LINES_H
#define TESTS_QUERY_LINES_H

#include "cases.h"
#include "program.h"

#include <string.h>

static char *directory; /* holds index/ */

static inline int ingest_the_archive(void **state)
{
	char line[300];
	struct program_run run;

	directory = program_directory();
	snprintf(line, sizeof(line), "ingest -q --index %s/index corpus", directory);
	run = program_run(line, NULL);
	program_release(&run);
	(void)state;
	return run.status;
}

static inline int forget_the_archive(void **state)
{
	program_remove(directory);
	(void)state;
	return 0;
}

static inline bool says(const struct buf *text, const char *wanted)
{
	if (!wanted)
		return true;
	return wanted[0] == '\0' ? text->bytes == 0 : text->bytes > 0 && strstr(text->at, wanted) != NULL;
}

#endif
