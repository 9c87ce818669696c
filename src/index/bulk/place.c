/* Makes, locks, renames and removes the directory of a build. */
#include "index/bulk/place.h"

#include "dateline/file.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

static void fault_of_system(const char *path, struct error *err)
{
	error_set(err, STATUS_IO, path, "%s", strerror(errno));
}

static bool is_dots(const char *name)
{
	return strcmp(name, ".") == 0 || strcmp(name, "..") == 0;
}

/* Counts what lies in `path`, and removes it when told. */
static size_t look_into(const char *path, bool remove_all)
{
	DIR *open = opendir(path);
	size_t count = 0;

	for (struct dirent *entry; open && (entry = readdir(open));) {
		if (is_dots(entry->d_name))
			continue;
		count++;
		if (remove_all)
			unlinkat(dirfd(open), entry->d_name, 0);
	}
	if (open)
		closedir(open);
	return count;
}

/* Without slashes at its end. */
static void keep_path(struct place *place, const char *directory, struct error *err)
{
	size_t bytes = strlen(directory);

	while (bytes > 1 && directory[bytes - 1] == '/')
		bytes--;
	if (bytes == 0 || bytes >= sizeof(place->final)) {
		error_set(err, STATUS_IO, directory, bytes ? "the path is too long" : "no path");
		return;
	}
	memcpy(place->final, directory, bytes);
	place->final[bytes] = '\0';
	snprintf(place->building, sizeof(place->building), "%s.new", place->final);
}

/* The lock is on the directory itself: it goes with the process, and a killed
 * build leaves none. */
static void lock(struct place *place, struct error *err)
{
	struct stat held, named;

	place->lock = open(place->building, O_RDONLY | O_DIRECTORY | O_CLOEXEC | O_NOFOLLOW);
	if (place->lock < 0) {
		fault_of_system(place->building, err);
		return;
	}
	/* Whoever had the lock may have published or removed the directory meanwhile. */
	if (flock(place->lock, LOCK_EX | LOCK_NB) == 0 && fstat(place->lock, &held) == 0 &&
	    stat(place->building, &named) == 0 && held.st_ino == named.st_ino && held.st_dev == named.st_dev)
		return;
	error_set(err, STATUS_BUSY, place->building, "somebody else builds an index here; try again later");
	close(place->lock);
	place->lock = -1;
}

void place_open(struct place *place, const char *directory, struct error *err)
{
	place->lock = -1;
	if (err->status != STATUS_OK)
		return;
	keep_path(place, directory, err);
	if (err->status == STATUS_OK && look_into(place->final, false) > 0)
		error_set(err, STATUS_IO, place->final, "there is something here already");
	if (err->status == STATUS_OK && mkdir(place->building, 0700) != 0 && errno != EEXIST)
		fault_of_system(place->building, err);
	if (err->status != STATUS_OK)
		return;
	lock(place, err);
	if (err->status == STATUS_OK)
		look_into(place->building, true);
}

/* The directory that `place` stands in. */
static void sync_parent(struct place *place, struct error *err)
{
	char *slash = strrchr(place->final, '/');

	if (!slash) {
		file_sync_directory(".", err);
		return;
	}
	*slash = '\0';
	file_sync_directory(slash == place->final ? "/" : place->final, err);
	*slash = '/';
}

void place_publish(struct place *place, struct error *err)
{
	file_sync_directory(place->building, err);
	if (err->status != STATUS_OK)
		return;
	if (rename(place->building, place->final) != 0) {
		fault_of_system(place->final, err);
		return;
	}
	close(place->lock);
	place->lock = -1;
	sync_parent(place, err);
}

void place_close(struct place *place)
{
	if (place->lock < 0)
		return;
	look_into(place->building, true);
	rmdir(place->building);
	close(place->lock);
	place->lock = -1;
}
