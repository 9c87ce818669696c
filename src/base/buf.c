/* Bytes that grow up to a limit, and numbers packed into them. */
#include "dateline/buf.h"

#include "dateline/arena.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

static bool buf_make_room(struct buf *buf, size_t more)
{
	size_t room = buf->room ? buf->room : 256;

	if (buf->overflowed || more > buf->most || buf->bytes > buf->most - more) {
		buf->overflowed = true;
		return false;
	}
	if (buf->bytes + more < buf->room)
		return true;
	while (room <= buf->bytes + more)
		room *= 2;
	buf->at = memory_resize(buf->at, room);
	buf->room = room;
	return true;
}

void buf_add(struct buf *buf, const void *bytes, size_t count)
{
	if (!buf_make_room(buf, count))
		return;
	if (count)
		memcpy(buf->at + buf->bytes, bytes, count);
	buf->bytes += count;
	buf->at[buf->bytes] = '\0';
}

void buf_add_span(struct buf *buf, struct span text)
{
	buf_add(buf, text.at, text.bytes);
}

void buf_add_string(struct buf *buf, const char *text)
{
	buf_add(buf, text, strlen(text));
}

void buf_add_char(struct buf *buf, char c)
{
	buf_add(buf, &c, 1);
}

void buf_vprintf(struct buf *buf, const char *format, va_list args)
{
	va_list again;
	int bytes;

	va_copy(again, args);
	bytes = vsnprintf(NULL, 0, format, args);
	if (bytes > 0 && buf_make_room(buf, (size_t)bytes)) {
		vsnprintf(buf->at + buf->bytes, (size_t)bytes + 1, format, again);
		buf->bytes += (size_t)bytes;
	}
	va_end(again);
}

void buf_printf(struct buf *buf, const char *format, ...)
{
	va_list args;

	va_start(args, format);
	buf_vprintf(buf, format, args);
	va_end(args);
}

void buf_add_number(struct buf *buf, uint64_t number)
{
	unsigned char bytes[10];
	size_t count = 0;

	do {
		bytes[count] = (unsigned char)(number & 0x7f);
		number >>= 7;
		if (number)
			bytes[count] |= 0x80;
		count++;
	} while (number);
	buf_add(buf, bytes, count);
}

void buf_add_counted(struct buf *buf, struct span text)
{
	buf_add_number(buf, text.bytes);
	buf_add_span(buf, text);
}

struct span buf_span(const struct buf *buf)
{
	return span_make(buf->at, buf->bytes);
}

void buf_clear(struct buf *buf)
{
	buf->bytes = 0;
	buf->overflowed = false;
	if (buf->at)
		buf->at[0] = '\0';
}

void buf_release(struct buf *buf)
{
	free(buf->at);
	*buf = (struct buf)BUF_INIT(buf->most);
}

uint64_t unpack_number(struct unpack *from)
{
	uint64_t number = 0;

	for (unsigned shift = 0; from->ok && shift < 64; shift += 7) {
		unsigned char byte;

		if (from->at == from->end)
			break;
		byte = (unsigned char)*from->at++;
		number |= (uint64_t)(byte & 0x7f) << shift;
		if (!(byte & 0x80))
			return number;
	}
	from->ok = false;
	return 0;
}

struct span unpack_counted(struct unpack *from)
{
	uint64_t bytes = unpack_number(from);
	struct span text;

	if (!from->ok || bytes > (uint64_t)(from->end - from->at)) {
		from->ok = false;
		return (struct span){ NULL, 0 };
	}
	text = span_make(from->at, (size_t)bytes);
	from->at += bytes;
	return text;
}
