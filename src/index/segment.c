/* Segments: the tables of an index lie in a folder of their own, so that they can be replaced at once.
 *
 * The version file reads "dateline index 1\nsegment 7\n": the tables are those in
 * "segment-7". A new segment is built as "segment-8.new", synced, renamed, and
 * taken into use by replacing the version file. A reader that has the older one
 * open goes on reading it. */
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

void segment_path(const char *directory, char out[SEGMENT_PATH], struct error *err)
{
	unsigned number = directory_segment(directory, err);

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

void segment_begin(const char *directory, char out[SEGMENT_PATH], struct error *err)
{
	unsigned number = directory_segment(directory, err);
	char renamed[SEGMENT_PATH]; /* and not taken into use, by a run that was cut */

	path_of(directory, number + 1, "", renamed);
	path_of(directory, number + 1, ".new", out);
	if (err->status != STATUS_OK)
		return;
	remove_folder(renamed);
	remove_folder(out);
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

void segment_switch(const char *directory, struct error *err)
{
	unsigned number = directory_segment(directory, err);
	char older[SEGMENT_PATH], built[SEGMENT_PATH], newer[SEGMENT_PATH];

	path_of(directory, number, "", older);
	path_of(directory, number + 1, ".new", built);
	path_of(directory, number + 1, "", newer);
	if (err->status == STATUS_OK)
		each_file(built, sync_file, err);
	file_sync_directory(built, err);
	if (err->status == STATUS_OK && rename(built, newer) != 0)
		error_set(err, STATUS_IO, newer, "%s", strerror(errno));
	file_sync_directory(directory, err);
	directory_use_segment(directory, number + 1, err);
	if (err->status == STATUS_OK)
		remove_folder(older);
}

static void remove_unused(const char *file, void *with)
{
	const char *used = with, *name = strrchr(file, '/') + 1;
	struct stat st;

	if (span_starts(span_of(name), "segment-") && strcmp(file, used) != 0 && lstat(file, &st) == 0 && S_ISDIR(st.st_mode))
		remove_folder(file);
}

void segment_clean(const char *directory)
{
	struct error err = { 0 };
	char used[SEGMENT_PATH];

	segment_path(directory, used, &err);
	if (err.status == STATUS_OK)
		each_file(directory, remove_unused, used);
}
