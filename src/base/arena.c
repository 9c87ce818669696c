/* Memory that goes in one call, in blocks that double. */
#include "dateline/arena.h"

#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#define BLOCK_FIRST ((size_t)16 << 10)
#define BLOCK_MOST ((size_t)4 << 20)

struct block {
	struct block *older;
	size_t room;
	_Alignas(max_align_t) char bytes[];
};

struct arena {
	struct block *newest;
	size_t used;            /* of the newest block */
};

static void out_of_memory(void)
{
	fputs("dateline: out of memory\n", stderr);
	abort();
}

void *memory_get(size_t bytes)
{
	void *at = malloc(bytes ? bytes : 1);

	if (!at)
		out_of_memory();
	return at;
}

void *memory_resize(void *old, size_t bytes)
{
	void *at = realloc(old, bytes ? bytes : 1);

	if (!at)
		out_of_memory();
	return at;
}

static struct block *block_new(struct block *older, size_t room)
{
	struct block *block = memory_get(sizeof(*block) + room);

	block->older = older;
	block->room = room;
	return block;
}

struct arena *arena_new(void)
{
	struct arena *arena = memory_get(sizeof(*arena));

	arena->newest = block_new(NULL, BLOCK_FIRST);
	arena->used = 0;
	return arena;
}

void arena_free(struct arena *arena)
{
	if (!arena)
		return;
	for (struct block *block = arena->newest, *older; block; block = older) {
		older = block->older;
		free(block);
	}
	free(arena);
}

void arena_reset(struct arena *arena)
{
	while (arena->newest->older) {
		struct block *older = arena->newest->older;

		free(arena->newest);
		arena->newest = older;
	}
	arena->used = 0;
}

void *arena_alloc(struct arena *arena, size_t bytes)
{
	size_t align = _Alignof(max_align_t);
	size_t wanted = (bytes + align - 1) & ~(align - 1);
	void *at;

	if (wanted < bytes)
		out_of_memory();
	if (wanted > arena->newest->room - arena->used) {
		size_t room = arena->newest->room < BLOCK_MOST ? arena->newest->room * 2 : BLOCK_MOST;

		arena->newest = block_new(arena->newest, wanted > room ? wanted : room);
		arena->used = 0;
	}
	at = arena->newest->bytes + arena->used;
	arena->used += wanted;
	return memset(at, 0, bytes);
}

void *arena_alloc_array(struct arena *arena, size_t count, size_t each)
{
	if (each != 0 && count > SIZE_MAX / each)
		out_of_memory();
	return arena_alloc(arena, count * each);
}

void *arena_grow(struct arena *arena, const void *old, size_t old_count, size_t new_count, size_t each)
{
	void *grown = arena_alloc_array(arena, new_count, each);

	if (old_count)
		memcpy(grown, old, old_count * each);
	return grown;
}

struct span arena_copy(struct arena *arena, struct span text)
{
	return span_make(arena_string(arena, text), text.bytes);
}

char *arena_string(struct arena *arena, struct span text)
{
	char *at = arena_alloc(arena, text.bytes + 1);

	if (text.bytes)
		memcpy(at, text.at, text.bytes);
	return at;
}

struct span arena_printf(struct arena *arena, const char *format, ...)
{
	va_list args, again;
	int bytes;
	char *at;

	va_start(args, format);
	va_copy(again, args);
	bytes = vsnprintf(NULL, 0, format, args);
	va_end(args);
	if (bytes < 0)
		bytes = 0;
	at = arena_alloc(arena, (size_t)bytes + 1);
	vsnprintf(at, (size_t)bytes + 1, format, again);
	va_end(again);
	return span_make(at, (size_t)bytes);
}
