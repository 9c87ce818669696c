/* Bytes that grow up to a limit said at birth. */
#ifndef DATELINE_BUF_H
#define DATELINE_BUF_H

#include "dateline/error.h"
#include "dateline/span.h"

#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* `at` is ended by a NUL that is not counted, once anything was added. */
struct buf {
	char *at;
	size_t bytes;
	size_t room;
	size_t most;            /* its greatest size in bytes */
	bool overflowed;        /* something did not fit: nothing is added after it */
};

#define BUF_INIT(most_bytes) { NULL, 0, 0, (most_bytes), false }
#define BUF_TEXT_MOST ((size_t)256 << 20)

void buf_add(struct buf *buf, const void *bytes, size_t count);
void buf_add_span(struct buf *buf, struct span text);
void buf_add_string(struct buf *buf, const char *text);
void buf_add_char(struct buf *buf, char c);
void buf_printf(struct buf *buf, const char *format, ...)
	__attribute__((format(printf, 2, 3)));
void buf_vprintf(struct buf *buf, const char *format, va_list args)
	__attribute__((format(printf, 2, 0)));

/* Little-endian base-128 number, and the same read back from `*from`. */
void buf_add_number(struct buf *buf, uint64_t number);
/* A span as its length and its bytes. */
void buf_add_counted(struct buf *buf, struct span text);

struct span buf_span(const struct buf *buf);
void buf_clear(struct buf *buf);
void buf_release(struct buf *buf);

/* Reads what buf_add_number and buf_add_counted wrote. On a short or broken
 * input `ok` becomes false and zero or an empty span is returned; with `ok`
 * false already they do nothing. Start it as { at, end, true }. */
struct unpack {
	const char *at;
	const char *end;
	bool ok;
};
uint64_t unpack_number(struct unpack *from);
struct span unpack_counted(struct unpack *from);

#endif
