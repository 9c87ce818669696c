/* Memory that goes in one call: an article, a request, a table. */
#ifndef DATELINE_ARENA_H
#define DATELINE_ARENA_H

#include "dateline/span.h"

#include <stddef.h>

struct arena;

/* Never returns NULL: when the machine is out of memory the program stops with
 * a message. So no caller has a branch for it. */
struct arena *arena_new(void);

/* Frees `arena` and all that came from it. NULL is welcome. */
void arena_free(struct arena *arena);

/* Gives everything back but keeps the first block, for a loop over articles. */
void arena_reset(struct arena *arena);

/* Zeroed bytes, aligned for any type, that live as long as the arena. */
void *arena_alloc(struct arena *arena, size_t bytes);

#define arena_new_array(arena, type, count) ((type *)arena_alloc_array((arena), (count), sizeof(type)))
void *arena_alloc_array(struct arena *arena, size_t count, size_t each);

/* A larger copy of `old` (its first `old_count` items), zeroed beyond. */
void *arena_grow(struct arena *arena, const void *old, size_t old_count, size_t new_count, size_t each);

/* A copy of `text` with a NUL behind it (not counted in the span). */
struct span arena_copy(struct arena *arena, struct span text);
char *arena_string(struct arena *arena, struct span text);
struct span arena_printf(struct arena *arena, const char *format, ...)
	__attribute__((format(printf, 2, 3)));

/* malloc and friends that stop the program instead of returning NULL. */
void *memory_get(size_t bytes);
void *memory_resize(void *old, size_t bytes);

/* Appends one item to an arena array that doubles when it is full:
 *     ARENA_PUSH(arena, list, count, room) = (struct thing){ ... };   */
#define ARENA_PUSH(arena, list, count, room) \
	(*((count) < (room) ? &(list)[(count)++] : \
	   ((list) = arena_grow((arena), (list), (count), (room) ? (room) * 2 : 8, sizeof(*(list))), \
	    (room) = (room) ? (room) * 2 : 8, &(list)[(count)++])))

#endif
