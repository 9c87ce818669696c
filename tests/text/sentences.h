/* The sentences of sentences.txt, which the tests of charsets and of languages share. */
#ifndef TESTS_SENTENCES_H
#define TESTS_SENTENCES_H

#include "dateline/buf.h"
#include "dateline/error.h"
#include "dateline/file.h"
#include "dateline/span.h"

#include <assert.h>

/* Calls `visit` with each row's language and sentence; `file` keeps what they borrow. */
static void sentences_visit(struct buf *file, void (*visit)(struct span lang, struct span sentence, void *with), void *with)
{
	struct error err = { 0 };
	struct span rest;

	file_read("tests/text/sentences.txt", file, &err);
	assert(err.status == STATUS_OK);
	rest = buf_span(file);
	while (rest.at) {
		struct span line = span_cut(&rest, '\n'), lang = span_cut(&line, '\t');

		if (line.at && line.bytes > 0 && lang.at[0] != '#')
			visit(lang, line, with);
	}
}

#endif
