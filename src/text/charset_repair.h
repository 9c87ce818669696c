/* What both repairs of double encodings share: a text in pieces of letters. */
#ifndef TEXT_CHARSET_REPAIR_H
#define TEXT_CHARSET_REPAIR_H

#include "charset_model.h"

#include "dateline/buf.h"
#include "dateline/span.h"

#include <stdbool.h>

#define REPAIR_LETTERS 2048u

/* A line of a text, or a piece of a long one. */
struct repair_line {
	uint32_t code[REPAIR_LETTERS];
	size_t count;
};

/* Takes the next line off the front of `rest`, its line end with it; false at the end. */
bool repair_line_next(struct span *rest, struct repair_line *out);
void repair_line_print(const struct repair_line *line, struct buf *out);

/* The byte that `code` was read from in the charset, -1 for none. What the charset
 * leaves undefined may stand as a control character. */
int repair_byte(const struct charset_candidate *charset, uint32_t code);

/* What a letter costs in the language that suits best, in natural logarithms, and
 * how many letters beyond ASCII were weighed; fewer than `enough` cost nothing. */
float repair_cost(const struct repair_line *line, size_t enough, size_t *letters);

/* UTF-8 that was read in a charset of one byte a letter. Returns what was mended, or
 * NULL and nothing in `out`. */
const char *repair_utf8(struct span text, struct buf *out);

/* One charset of one byte a letter read as another. */
const char *repair_bytes(struct span text, struct buf *out);

#endif
