/* Finds the segments in use and opens them, again where a writer was quicker; makes new ones. */
#include "index/opening.h"

#include "index/directory.h"
#include "index/segment.h"

#define TRIES_MOST 5

/* The segments of every index, in `arena`. */
static size_t list_places(const char *const *directories, size_t count, uint64_t *marks, struct arena *arena,
			  struct xap_place **out, struct error *err)
{
	size_t n = 0, room = 0;

	*out = NULL;
	for (size_t i = 0; i < count; i++) {
		unsigned numbers[SEGMENTS_MOST];
		size_t segments;

		if (marks)
			marks[i] = directory_mark(directories[i]);
		segments = directory_segments(directories[i], numbers, err);
		for (size_t k = 0; k < segments && err->status == STATUS_OK; k++) {
			char path[SEGMENT_PATH];

			segment_path(directories[i], numbers[k], path);
			ARENA_PUSH(arena, *out, n, room) = (struct xap_place){ arena_string(arena, span_of(path)), i, numbers[k] };
		}
	}
	return n;
}

struct xap_reader *opening_read(const char *const *directories, size_t count, uint64_t *marks, struct error *err)
{
	struct arena *arena = arena_new();
	struct xap_reader *reader = NULL;

	for (int tries = 1; !reader && err->status == STATUS_OK; tries++) {
		struct error one = { 0 };
		struct xap_place *places;
		size_t n = list_places(directories, count, marks, arena, &places, &one);

		reader = xap_reader_open(places, n, &one);
		if (one.status != STATUS_OK && tries == TRIES_MOST)
			*err = one;
	}
	arena_free(arena);
	return reader;
}

/* Xapian makes its files one by one: it is taken into use once it is whole. */
static unsigned make(const char *directory, struct error *err)
{
	char path[SEGMENT_PATH];
	unsigned number = segment_begin(directory, path, err);

	xap_writer_close(xap_writer_open(path, err));
	segment_switch(directory, number, NULL, 0, err);
	return number;
}

unsigned opening_newest(const char *directory, bool must, bool *is_built, struct error *err)
{
	unsigned numbers[SEGMENTS_MOST];
	size_t count = directory_segments(directory, numbers, err);
	char path[SEGMENT_PATH];

	*is_built = false;
	if (err->status != STATUS_OK)
		return 0;
	if (count > 0) {
		segment_path(directory, numbers[count - 1], path);
		*is_built = part_is_there(path) && !must;
		if (*is_built || !part_is_there(path))
			return numbers[count - 1];
	}
	return make(directory, err);
}
