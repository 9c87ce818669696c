/* Compares, trims and cuts borrowed bytes. */
#define _GNU_SOURCE             /* memmem */
#include "dateline/span.h"

int span_compare(struct span a, struct span b)
{
	size_t shorter = a.bytes < b.bytes ? a.bytes : b.bytes;
	int order = shorter ? memcmp(a.at, b.at, shorter) : 0;

	if (order != 0)
		return order;
	return (a.bytes > b.bytes) - (a.bytes < b.bytes);
}

static bool is_space(char c)
{
	return c == ' ' || (c >= '\t' && c <= '\r');
}

struct span span_trim(struct span a)
{
	while (a.bytes > 0 && is_space(a.at[0])) {
		a.at++;
		a.bytes--;
	}
	while (a.bytes > 0 && is_space(a.at[a.bytes - 1]))
		a.bytes--;
	return a;
}

struct span span_cut(struct span *rest, char mark)
{
	struct span whole = *rest;
	const char *at = whole.bytes ? memchr(whole.at, mark, whole.bytes) : NULL;

	if (!at) {
		*rest = (struct span){ NULL, 0 };
		return whole;
	}
	rest->at = at + 1;
	rest->bytes = whole.bytes - (size_t)(at + 1 - whole.at);
	return span_make(whole.at, (size_t)(at - whole.at));
}

size_t span_find(struct span a, struct span needle)
{
	const char *at;

	if (a.bytes == 0)
		return 0;
	at = memmem(a.at, a.bytes, needle.at, needle.bytes);
	return at ? (size_t)(at - a.at) : a.bytes;
}
