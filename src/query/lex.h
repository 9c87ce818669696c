/* The words and signs of a query, with the columns where they stand. */
#ifndef DATELINE_QUERY_LEX_H
#define DATELINE_QUERY_LEX_H

#include "dateline/arena.h"
#include "dateline/error.h"
#include "dateline/span.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* What a query may cost, checked before anything is looked up: ten wildcards
 * of one letter took Xapian 14 seconds, and its time limit did not stop them. */
#define QUERY_BYTES_MOST 2000
#define QUERY_WORDS_MOST 64
#define QUERY_DEPTH_MOST 16
#define QUERY_PREFIXES_MOST 4
#define QUERY_PREFIX_LETTERS_LEAST 3
#define QUERY_PHRASE_WORDS_MOST 32
#define QUERY_WINDOW_MOST 100
#define QUERY_WINDOW_USUAL 10

enum token_kind {
	TOKEN_END,
	TOKEN_WORD,             /* also prefix* and =exact */
	TOKEN_PHRASE,           /* without its quotation marks */
	TOKEN_FIELD,            /* place:VALUE; `text` is the value, `field` the name */
	TOKEN_OPEN, TOKEN_CLOSE,
	TOKEN_AND, TOKEN_OR, TOKEN_NOT,
	TOKEN_NEAR,             /* NEAR/5: in any order */
	TOKEN_ORDERED           /* ADJ/5: in this order */
};

/* Spans borrow the query. Columns count code points from 1, as a person does. */
struct token {
	enum token_kind kind;
	struct span text;
	struct span field;
	uint32_t column;
	uint32_t value_column;  /* of a field's value */
	uint32_t window;        /* of NEAR and ADJ */
	bool exact;             /* an = before the word, phrase or value */
	bool prefix;            /* a * after the word */
	bool quoted;            /* a field's value stood in quotation marks */
};

/* Reads `query` into tokens that live in `arena`, the last one TOKEN_END.
 * Returns how many. STATUS_USAGE with "query:COLUMN" in err->where. */
size_t query_lex(struct span query, struct arena *arena, struct token **out, struct error *err);

/* Is there a field of this name, in any case ("Person")? (parse.c) */
bool query_is_field(struct span name);

/* STATUS_USAGE at a column of the query. */
void query_fault(struct error *err, uint32_t column, const char *format, ...)
	__attribute__((format(printf, 3, 4)));

#endif
