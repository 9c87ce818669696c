/* Short lines written byte by byte: every date prints two, and printf would cost more than finding it. */
#ifndef DATES_PUT_H
#define DATES_PUT_H

#include <stddef.h>
#include <string.h>

/* A line in the caller's room; what does not fit is left out. */
struct put {
	char *at;
	size_t bytes, room;     /* room without the closing NUL */
};

static inline struct put put_begin(char *at, size_t room)
{
	at[0] = '\0';
	return (struct put){ at, 0, room - 1 };
}

static inline void put_text(struct put *p, const char *text)
{
	size_t bytes = strlen(text);

	if (bytes > p->room - p->bytes)
		bytes = p->room - p->bytes;
	memcpy(p->at + p->bytes, text, bytes);
	p->bytes += bytes;
	p->at[p->bytes] = '\0';
}

/* At least `digits` figures, zeros before. */
static inline void put_number(struct put *p, int number, int digits)
{
	char figures[16];
	size_t at = sizeof(figures) - 1;
	unsigned rest = number < 0 ? 0u - (unsigned)number : (unsigned)number;

	if (number < 0)
		put_text(p, "-");
	figures[at] = '\0';
	for (; rest > 0 || digits > 0; rest /= 10, digits--)
		figures[--at] = (char)('0' + rest % 10);
	put_text(p, figures + at);
}

#endif
