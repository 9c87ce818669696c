/* A piece of somebody else's bytes. */
#ifndef DATELINE_SPAN_H
#define DATELINE_SPAN_H

#include <stdbool.h>
#include <stddef.h>
#include <string.h>

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

/* Borrowed bytes, not ended by a NUL. {NULL, 0} is the empty span. Whoever
 * lends one says how long it lives. */
struct span {
	const char *at;
	size_t bytes;
};

static inline struct span span_of(const char *text)
{
	return (struct span){ text, text ? strlen(text) : 0 };
}

static inline struct span span_make(const char *at, size_t bytes)
{
	return (struct span){ at, bytes };
}

static inline bool span_equal(struct span a, struct span b)
{
	return a.bytes == b.bytes && (a.bytes == 0 || memcmp(a.at, b.at, a.bytes) == 0);
}

static inline bool span_is(struct span a, const char *text)
{
	return span_equal(a, span_of(text));
}

static inline bool span_starts(struct span a, const char *prefix)
{
	size_t n = strlen(prefix);

	return a.bytes >= n && memcmp(a.at, prefix, n) == 0;
}

static inline bool span_ends(struct span a, const char *suffix)
{
	size_t n = strlen(suffix);

	return a.bytes >= n && memcmp(a.at + a.bytes - n, suffix, n) == 0;
}

/* Bytes in order as memcmp has them, a shorter one before the longer that it
 * begins: the order of Xapian's terms. */
int span_compare(struct span a, struct span b);

/* `a` without ASCII white space at either end. */
struct span span_trim(struct span a);

/* Cuts `*rest` at the first `mark`: returns what stands before it and leaves in
 * `*rest` what stands after. Without a mark returns all and leaves nothing
 * (`rest->at` NULL, so a loop `while (rest.at)` sees every piece). */
struct span span_cut(struct span *rest, char mark);

/* Position of `needle` in `a`, or `a.bytes` when it is not there. */
size_t span_find(struct span a, struct span needle);

#endif
