/* The terminal: colour, width, safe text, progress. */
#ifndef DATELINE_RENDER_H
#define DATELINE_RENDER_H

#include "dateline/buf.h"
#include "dateline/span.h"

#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>

enum color_wish { COLOR_AUTO, COLOR_ALWAYS, COLOR_NEVER };

/* What a stream can show. */
struct terminal {
	bool is_terminal;
	bool color;             /* terminal, no NO_COLOR, TERM not "dumb"; or --color=always */
	int width;              /* columns; 80 where it cannot be known */
	int height;             /* rows; 0 where it is no terminal */
};
struct terminal terminal_of(FILE *stream, enum color_wish wish);

/* Styles; they add nothing where there is no colour. */
enum style { STYLE_PLAIN, STYLE_STRONG, STYLE_FAINT, STYLE_HIT, STYLE_TITLE, STYLE_DATE, STYLE_PLACE, STYLE_PERSON,
	     STYLE_FAULT };
void style_begin(struct buf *out, const struct terminal *terminal, enum style style);
void style_end(struct buf *out, const struct terminal *terminal);
void style_span(struct buf *out, const struct terminal *terminal, enum style style, struct span text);

/* Columns that `text` takes: wide East Asian letters two, combining marks none. */
int display_width(struct span text);

/* Adds `text` with control characters, terminal escapes and bidi overrides made
 * visible as "\x1b", so that no document can play with the reader's screen. Line
 * ends stay. */
void add_safe(struct buf *out, struct span text);

/* Adds `text` in lines of at most `width` columns, each after `indent` spaces. */
void add_wrapped(struct buf *out, struct span text, int width, int indent);

/* Adds `text`, which may hold styles, with every line that is wider than `width` broken
 * at spaces; what goes on stands under where the line's last column began. A word
 * wider than that stays whole, so that it can be copied. */
void add_fitted(struct buf *out, struct span text, int width);

/* The longest start of `text` that fits in `width` columns. */
struct span display_cut(struct span text, int width);

/* ---- progress: a bar on stderr when that is a terminal, nothing otherwise ---- */

struct progress {
	FILE *stream;
	bool shown;
	const char *what;       /* "articles" */
	uint64_t total_bytes;   /* 0: not known */
	double started, drawn;  /* seconds, monotone */
	int width;
};
void progress_begin(struct progress *progress, const char *what, uint64_t total_bytes, bool quiet);
/* Draws at most ten times a second: done bytes, count of things, time left. */
void progress_step(struct progress *progress, uint64_t done_bytes, uint64_t count);
void progress_end(struct progress *progress);   /* wipes the bar */
double seconds_now(void);                       /* monotone clock */

#endif
