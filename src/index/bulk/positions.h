/* The list of a term's positions in a document, as bits. */
#ifndef INDEX_BULK_POSITIONS_H
#define INDEX_BULK_POSITIONS_H

#include <stddef.h>
#include <stdint.h>

/* Room that positions_pack() may need for `count` positions. */
#define POSITIONS_ROOM(count) (16 + (size_t)(count) * 4)

/* Codes `count` (1..) strictly rising positions at `to`; returns the byte after them. */
uint8_t *positions_pack(uint8_t *to, const uint32_t *positions, size_t count);

#endif
