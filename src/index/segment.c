/* Segments: the tables of an index lie in folders, so that they can be added and replaced at once.
 *
 * The version file reads "dateline index 3\nsegment 4\nsegment 7\n": the tables are
 * those in "segment-4" and "segment-7", the newer last. A segment is built as
 * "segment-8.new", synced, renamed, and taken into use by replacing the version file.
 * A reader that has an older one open goes on reading it. */
#include "index/segment.h"

#include "dateline/file.h"
#include "index/directory.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>

static void path_of(const char *directory, unsigned number, const char *ending, char out[SEGMENT_PATH])
{
	snprintf(out, SEGMENT_PATH, "%s/segment-%u%s", directory, number, ending);
}

void segment_path(const char *directory, unsigned number, char out[SEGMENT_PATH])
{
	path_of(directory, number, "", out);
}

/* Calls `each` with the path of every file in the folder `path`. */
static void each_file(const char *path, void (*each)(const char *file, void *with), void *with)
{
	DIR *open = opendir(path);
	struct dirent *entry;

	while (open && (entry = readdir(open))) {
		char file[SEGMENT_PATH + 300];

		if (strcmp(entry->d_name, ".") == 0 || strcmp(entry->d_name, "..") == 0)
			continue;
		snprintf(file, sizeof(file), "%s/%s", path, entry->d_name);
		each(file, with);
	}
	if (open)
		closedir(open);
}

static void remove_file(const char *file, void *with)
{
	(void)with;
	unlink(file);
}

static void remove_folder(const char *path)
{
	each_file(path, remove_file, NULL);
	rmdir(path);
}

unsigned segment_begin(const char *directory, char out[SEGMENT_PATH], struct error *err)
{
	unsigned numbers[SEGMENTS_MOST], next = 1;
	size_t count = directory_segments(directory, numbers, err);
	char renamed[SEGMENT_PATH]; /* and not taken into use, by a run that was cut */

	for (size_t i = 0; i < count; i++)
		next = numbers[i] >= next ? numbers[i] + 1 : next;
	path_of(directory, next, "", renamed);
	path_of(directory, next, ".new", out);
	if (err->status != STATUS_OK)
		return next;
	remove_folder(renamed);
	remove_folder(out);
	return next;
}

static void sync_file(const char *path, void *with)
{
	struct error *err = with;
	int file = open(path, O_RDONLY | O_CLOEXEC);

	if (file < 0 || fsync(file) != 0)
		error_set(err, STATUS_IO, path, "%s", strerror(errno));
	if (file >= 0)
		close(file);
}

static bool has(const unsigned *numbers, size_t count, unsigned number)
{
	for (size_t i = 0; i < count; i++)
		if (numbers[i] == number)
			return true;
	return false;
}

/* The list with `number` in the place of the first of `instead`, or at its end. */
static size_t list_with(const unsigned *old, size_t count, unsigned number, const unsigned *instead, size_t instead_count,
			unsigned out[SEGMENTS_MOST + 1])
{
	size_t n = 0;
	bool is_in = false;

	for (size_t i = 0; i < count; i++) {
		bool goes = has(instead, instead_count, old[i]);

		if (goes && !is_in)
			out[n++] = number;
		is_in = is_in || goes;
		if (!goes)
			out[n++] = old[i];
	}
	if (!is_in)
		out[n++] = number;
	return n;
}

void segment_switch(const char *directory, unsigned number, const unsigned *instead, size_t count, struct error *err)
{
	unsigned old[SEGMENTS_MOST], list[SEGMENTS_MOST + 1];
	size_t n = list_with(old, directory_segments(directory, old, err), number, instead, count, list);
	char built[SEGMENT_PATH], newer[SEGMENT_PATH];

	path_of(directory, number, ".new", built);
	path_of(directory, number, "", newer);
	if (err->status == STATUS_OK)
		each_file(built, sync_file, err);
	file_sync_directory(built, err);
	if (err->status == STATUS_OK && rename(built, newer) != 0)
		error_set(err, STATUS_IO, newer, "%s", strerror(errno));
	file_sync_directory(directory, err);
	directory_use_segments(directory, list, n, err);
	for (size_t i = 0; i < count && err->status == STATUS_OK; i++) {
		char older[SEGMENT_PATH];

		path_of(directory, instead[i], "", older);
		remove_folder(older);
	}
}

/* What segment_clean() goes by. */
struct cleaning {
	const char *directory;
	unsigned numbers[SEGMENTS_MOST];
	size_t count;
};

static void remove_unused(const char *file, void *with)
{
	const struct cleaning *cleaning = with;
	const char *name = strrchr(file, '/') + 1;
	struct stat st;

	for (size_t i = 0; i < cleaning->count; i++) {
		char used[SEGMENT_PATH];

		path_of(cleaning->directory, cleaning->numbers[i], "", used);
		if (strcmp(file, used) == 0)
			return;
	}
	if (span_starts(span_of(name), "segment-") && lstat(file, &st) == 0 && S_ISDIR(st.st_mode))
		remove_folder(file);
}

void segment_clean(const char *directory)
{
	struct cleaning cleaning = { .directory = directory };
	struct error err = { 0 };

	cleaning.count = directory_segments(directory, cleaning.numbers, &err);
	if (err.status == STATUS_OK)
		each_file(directory, remove_unused, &cleaning);
}
