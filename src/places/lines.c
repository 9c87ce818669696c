/* Reads a file line by line, however large it is, through one block. */
#include "places/lines.h"

#include "dateline/arena.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#define BLOCK ((size_t)256 << 10)       /* more than LINE_MOST */

struct lines {
	const char *path;       /* borrowed */
	int fd;
	uint32_t number;
	uint64_t bytes;
	size_t from, filled;
	bool ended;
	char block[BLOCK];
};

struct lines *lines_open(const char *path, struct error *err)
{
	struct stat about;
	struct lines *lines;
	int fd;

	if (err->status != STATUS_OK)
		return NULL;
	fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
	if (fd < 0 || fstat(fd, &about) != 0)
		error_set(err, STATUS_IO, path, "%s", strerror(errno));
	else if (!S_ISREG(about.st_mode))
		error_set(err, STATUS_IO, path, "not a regular file");
	if (err->status != STATUS_OK) {
		if (fd >= 0)
			close(fd);
		return NULL;
	}
	lines = memory_get(sizeof(*lines));
	lines->path = path;
	lines->fd = fd;
	lines->number = 0;
	lines->bytes = 0;
	lines->from = lines->filled = 0;
	lines->ended = false;
	return lines;
}

void lines_close(struct lines *lines)
{
	if (!lines)
		return;
	close(lines->fd);
	free(lines);
}

static void fill(struct lines *lines, struct error *err)
{
	ssize_t got;

	memmove(lines->block, lines->block + lines->from, lines->filled - lines->from);
	lines->filled -= lines->from;
	lines->from = 0;
	do
		got = read(lines->fd, lines->block + lines->filled, BLOCK - lines->filled);
	while (got < 0 && errno == EINTR);
	if (got < 0)
		error_set(err, STATUS_IO, lines->path, "%s", strerror(errno));
	if (got > 0 && lines->bytes == 0 && got > 4 && memcmp(lines->block, "PK\3\4", 4) == 0)
		error_set(err, STATUS_DATA, lines->path, "a zip archive: unpack it first");
	lines->ended = got <= 0;
	lines->filled += got > 0 ? (size_t)got : 0;
	lines->bytes += got > 0 ? (uint64_t)got : 0;
}

bool lines_next(struct lines *lines, struct span *line, struct error *err)
{
	bool too_long = false;

	while (err->status == STATUS_OK) {
		struct span rest = span_make(lines->block + lines->from, lines->filled - lines->from);
		const char *end = rest.bytes ? memchr(rest.at, '\n', rest.bytes) : NULL;
		size_t bytes = end ? (size_t)(end - rest.at) : rest.bytes;

		too_long = too_long || bytes > LINE_MOST;
		if (end || (lines->ended && (rest.bytes > 0 || too_long))) {
			lines->from += bytes + (end != NULL);
			lines->number++;
			*line = too_long ? (struct span){ NULL, 0 } : span_make(rest.at, bytes);
			return true;
		}
		if (lines->ended)
			return false;
		if (too_long)
			lines->from = lines->filled;
		fill(lines, err);
	}
	return false;
}

uint32_t lines_number(const struct lines *lines)
{
	return lines->number;
}

uint64_t lines_bytes(const struct lines *lines)
{
	return lines->bytes;
}
