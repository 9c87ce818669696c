/* Writes a file in large steps, and reads it back where it is a scratch file. */
#include "index/bulk/outfile.h"

#include "dateline/arena.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#define HELD_MOST ((size_t)256 << 10)

static void fault_of_system(const struct outfile *file, struct error *err)
{
	error_set(err, STATUS_IO, file->path, "%s", strerror(errno));
}

void outfile_open(struct outfile *file, const char *directory, const char *name, bool hidden, struct error *err)
{
	if (err->status != STATUS_OK)
		return;
	if (snprintf(file->path, sizeof(file->path), "%s/%s", directory, name) >= (int)sizeof(file->path)) {
		error_set(err, STATUS_IO, directory, "the path is too long");
		return;
	}
	file->fd = open(file->path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
	if (file->fd < 0 || (hidden && unlink(file->path) != 0)) {
		fault_of_system(file, err);
		return;
	}
	file->held = memory_get(HELD_MOST);
	file->held_bytes = 0;
	file->bytes = 0;
}

static void write_all(struct outfile *file, const uint8_t *bytes, size_t count, struct error *err)
{
	while (count > 0 && err->status == STATUS_OK) {
		ssize_t put = write(file->fd, bytes, count);

		if (put < 0 && errno == EINTR)
			continue;
		if (put <= 0) {
			fault_of_system(file, err);
			break;
		}
		bytes += put;
		count -= (size_t)put;
	}
}

void outfile_flush(struct outfile *file, struct error *err)
{
	write_all(file, file->held, file->held_bytes, err);
	file->held_bytes = 0;
}

void outfile_add(struct outfile *file, const void *bytes, size_t count, struct error *err)
{
	if (err->status != STATUS_OK)
		return;
	if (count > HELD_MOST - file->held_bytes)
		outfile_flush(file, err);
	if (count > HELD_MOST) {
		write_all(file, bytes, count, err);
	} else if (count > 0) {
		memcpy(file->held + file->held_bytes, bytes, count);
		file->held_bytes += count;
	}
	file->bytes += count;
}

void outfile_read(const struct outfile *file, uint64_t at_byte, void *to, size_t count, struct error *err)
{
	char *next = to;

	while (count > 0 && err->status == STATUS_OK) {
		ssize_t got = pread(file->fd, next, count, (off_t)at_byte);

		if (got < 0 && errno == EINTR)
			continue;
		if (got < 0)
			fault_of_system(file, err);
		if (got == 0)
			error_set(err, STATUS_IO, file->path, "shorter than what was written to it");
		if (got <= 0)
			break;
		next += got;
		at_byte += (uint64_t)got;
		count -= (size_t)got;
	}
}

void outfile_finish(struct outfile *file, struct error *err)
{
	if (err->status != STATUS_OK)
		return;
	outfile_flush(file, err);
	if (err->status == STATUS_OK && fsync(file->fd) != 0)
		fault_of_system(file, err);
	if (close(file->fd) != 0 && err->status == STATUS_OK)
		fault_of_system(file, err);
	file->fd = -1;
}

void outfile_close(struct outfile *file)
{
	if (file->fd >= 0)
		close(file->fd);
	file->fd = -1;
	free(file->held);
	file->held = NULL;
}
