/* Reads, writes and walks files so that nothing is lost and nothing hangs. */
#include "dateline/file.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define READ_STEP ((size_t)64 << 10)
#define WALK_DEPTH_MOST 64

static void fault_of_system(struct error *err, const char *path)
{
	error_set(err, STATUS_IO, path, "%s", strerror(errno));
}

static int open_regular(const char *path, struct error *err)
{
	struct stat about;
	int fd;

	if (strcmp(path, "-") == 0)
		return dup(STDIN_FILENO);
	fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
	if (fd < 0) {
		fault_of_system(err, path);
		return -1;
	}
	if (fstat(fd, &about) == 0 && S_ISREG(about.st_mode))
		return fd;
	error_set(err, STATUS_IO, path, "not a regular file");
	close(fd);
	return -1;
}

void file_read(const char *path, struct buf *out, struct error *err)
{
	char step[READ_STEP];
	ssize_t got;
	int fd;

	if (err->status != STATUS_OK || (fd = open_regular(path, err)) < 0)
		return;
	while ((got = read(fd, step, sizeof(step))) != 0) {
		if (got > 0)
			buf_add(out, step, (size_t)got);
		else if (errno != EINTR)
			break;
		if (out->overflowed)
			break;
	}
	if (got < 0)
		fault_of_system(err, path);
	if (out->overflowed)
		error_set(err, STATUS_DATA, path, "larger than %zu MiB", out->most >> 20);
	close(fd);
}

void file_sync_directory(const char *path, struct error *err)
{
	int fd;

	if (err->status != STATUS_OK)
		return;
	fd = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	if (fd < 0 || fsync(fd) != 0)
		fault_of_system(err, path);
	if (fd >= 0)
		close(fd);
}

static bool write_all(int fd, struct span bytes)
{
	while (bytes.bytes > 0) {
		ssize_t put = write(fd, bytes.at, bytes.bytes);

		if (put < 0 && errno == EINTR)
			continue;
		if (put <= 0)
			return false;
		bytes.at += put;
		bytes.bytes -= (size_t)put;
	}
	return true;
}

static void sync_directory_of(const char *path, struct error *err)
{
	const char *slash = strrchr(path, '/');
	char directory[4096];

	if (!slash)
		snprintf(directory, sizeof(directory), ".");
	else
		snprintf(directory, sizeof(directory), "%.*s", slash == path ? 1 : (int)(slash - path), path);
	file_sync_directory(directory, err);
}

void file_write(const char *path, struct span bytes, struct error *err)
{
	char temporary[4096];
	int fd;

	if (err->status != STATUS_OK)
		return;
	snprintf(temporary, sizeof(temporary), "%s.new", path);
	fd = open(temporary, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
	if (fd < 0) {
		fault_of_system(err, temporary);
		return;
	}
	if (!write_all(fd, bytes) || fsync(fd) != 0)
		fault_of_system(err, temporary);
	if (close(fd) != 0)
		fault_of_system(err, temporary);
	if (err->status == STATUS_OK && rename(temporary, path) != 0)
		fault_of_system(err, path);
	if (err->status != STATUS_OK)
		unlink(temporary);
	sync_directory_of(path, err);
}

void file_make_directories(const char *path, struct error *err)
{
	char part[4096];

	if (err->status != STATUS_OK)
		return;
	if (snprintf(part, sizeof(part), "%s", path) >= (int)sizeof(part)) {
		error_set(err, STATUS_IO, path, "the path is too long");
		return;
	}
	for (char *slash = part + 1;; slash++) {
		char kept = *slash;

		if (kept != '/' && kept != '\0')
			continue;
		*slash = '\0';
		if (mkdir(part, 0700) != 0 && errno != EEXIST)
			fault_of_system(err, part);
		*slash = kept;
		if (kept == '\0' || err->status != STATUS_OK)
			break;
	}
	if (err->status == STATUS_OK && !file_is_directory(path))
		error_set(err, STATUS_IO, path, "not a directory");
}

bool file_is_directory(const char *path)
{
	struct stat about;

	return stat(path, &about) == 0 && S_ISDIR(about.st_mode);
}

struct walk {
	bool (*each)(const char *path, void *with);
	void (*fault)(const struct error *err, void *with);
	void *with;
};

static int is_shown(const struct dirent *entry)
{
	return entry->d_name[0] != '.';
}

static int by_bytes(const struct dirent **a, const struct dirent **b)
{
	return strcmp((*a)->d_name, (*b)->d_name);
}

static void walk_fault(const struct walk *walk, const char *path, const char *reason)
{
	struct error err = { 0 };

	error_set(&err, STATUS_IO, path, "%s", reason);
	walk->fault(&err, walk->with);
}

static bool walk_into(const struct walk *walk, const char *path, int depth);

static bool walk_directory(const struct walk *walk, const char *path, int depth)
{
	struct dirent **names;
	bool go_on = true;
	int count = depth < WALK_DEPTH_MOST ? scandir(path, &names, is_shown, by_bytes) : -1;

	if (count < 0) {
		walk_fault(walk, path, depth < WALK_DEPTH_MOST ? strerror(errno) : "too many levels of folders");
		return true;
	}
	for (int i = 0; i < count; i++) {
		size_t room = strlen(path) + strlen(names[i]->d_name) + 2;
		char *below = memory_get(room);

		snprintf(below, room, "%s%s%s", path, path[strlen(path) - 1] == '/' ? "" : "/", names[i]->d_name);
		go_on = go_on && walk_into(walk, below, depth + 1);
		free(below);
		free(names[i]);
	}
	free(names);
	return go_on;
}

static bool walk_into(const struct walk *walk, const char *path, int depth)
{
	struct stat about;

	if (lstat(path, &about) != 0) {
		walk_fault(walk, path, strerror(errno));
		return true;
	}
	if (S_ISLNK(about.st_mode) && (stat(path, &about) != 0 || (S_ISDIR(about.st_mode) && depth > 0))) {
		walk_fault(walk, path, "a link that is not followed");
		return true;
	}
	if (S_ISDIR(about.st_mode))
		return walk_directory(walk, path, depth);
	return walk->each(path, walk->with);
}

void file_walk(const char *path, bool (*each)(const char *path, void *with),
	       void (*fault)(const struct error *err, void *with), void *with)
{
	struct walk walk = { each, fault, with };

	if (strcmp(path, "-") == 0)
		each(path, with);
	else
		walk_into(&walk, path, 0);
}
