/* A file that takes the place of another only when it is whole. */
#include "places/layer_out.h"

#include "dateline/file.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define COPY_STEP ((size_t)64 << 10)

static void fault(const struct out_file *out, struct error *err)
{
	error_set(err, STATUS_IO, out->temporary, "%s", strerror(errno));
}

/* The lock goes with the process, a killed one's too. */
static bool lock(int fd)
{
	struct flock whole = { .l_type = F_WRLCK, .l_whence = SEEK_SET };

	return fcntl(fd, F_SETLK, &whole) == 0;
}

void out_open(struct out_file *out, const char *path, struct error *err)
{
	struct stat named, opened;
	int fd;

	out->path = path;
	out->file = NULL;
	if (err->status != STATUS_OK)
		return;
	if (snprintf(out->temporary, sizeof(out->temporary), "%s.new", path) >= (int)sizeof(out->temporary)) {
		error_set(err, STATUS_IO, path, "the path is too long");
		return;
	}
	fd = open(out->temporary, O_RDWR | O_CREAT | O_CLOEXEC, 0600);
	if (fd < 0) {
		fault(out, err);
		return;
	}
	/* whoever had it may have renamed or removed it since it was opened */
	if (!lock(fd) || fstat(fd, &opened) != 0 || stat(out->temporary, &named) != 0 || named.st_ino != opened.st_ino) {
		error_set(err, STATUS_BUSY, path, "another import is writing it");
		close(fd);
		return;
	}
	out->file = ftruncate(fd, 0) == 0 ? fdopen(fd, "w+b") : NULL;
	if (!out->file) {
		fault(out, err);
		close(fd);
	}
}

void out_add(struct out_file *out, const void *bytes, size_t count, struct error *err)
{
	if (err->status == STATUS_OK && count > 0 && fwrite(bytes, 1, count, out->file) != count)
		fault(out, err);
}

void out_add_section(struct out_file *out, FILE *section, struct error *err)
{
	char block[COPY_STEP];
	size_t got;

	if (err->status != STATUS_OK)
		return;
	if (fflush(section) != 0 || fseeko(section, 0, SEEK_SET) != 0)
		fault(out, err);
	while (err->status == STATUS_OK && (got = fread(block, 1, sizeof(block), section)) > 0)
		out_add(out, block, got, err);
	if (ferror(section))
		fault(out, err);
}

void out_replace(struct out_file *out, uint64_t at, const void *bytes, size_t count, struct error *err)
{
	if (err->status == STATUS_OK && count > 0 &&
	    (fseeko(out->file, (off_t)at, SEEK_SET) != 0 || fwrite(bytes, 1, count, out->file) != count || fseeko(out->file, 0, SEEK_END) != 0))
		fault(out, err);
}

static void sync_directory(const char *path, struct error *err)
{
	char directory[4096];
	const char *slash = strrchr(path, '/');

	snprintf(directory, sizeof(directory), "%.*s", slash ? (int)(slash - path) + (slash == path) : 1, slash ? path : ".");
	file_sync_directory(directory, err);
}

uint64_t out_close(struct out_file *out, const void *header, size_t header_bytes, struct error *err)
{
	uint64_t bytes = 0;

	if (!out->file)
		return 0;
	if (err->status == STATUS_OK) {
		bytes = (uint64_t)ftello(out->file);
		if (fseeko(out->file, 0, SEEK_SET) != 0 || fwrite(header, header_bytes, 1, out->file) != 1 || fflush(out->file) != 0 ||
		    fsync(fileno(out->file)) != 0 || rename(out->temporary, out->path) != 0)
			fault(out, err);
	}
	if (err->status != STATUS_OK)
		unlink(out->temporary);
	fclose(out->file); /* all of it is on disk, or gone */
	out->file = NULL;
	sync_directory(out->path, err);
	return err->status == STATUS_OK ? bytes : 0;
}
