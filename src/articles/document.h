/* Looking things up in a document's lists, which rise. */
#ifndef ARTICLES_DOCUMENT_H
#define ARTICLES_DOCUMENT_H

#include <stddef.h>
#include <stdint.h>

/* Number of the first of `count` items whose number is `least` or more. The items
 * are `bytes` long and each begins with its number, a uint32_t; numbers rise. */
size_t document_first_at(const void *items, size_t bytes, size_t count, uint64_t least);

#endif
