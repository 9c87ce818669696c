/* The directory of an index: a version file beside Xapian's tables, and a lock.
 *
 * Opening a path through Xapian can run a command that a stub file names, so
 * nothing is opened that does not hold our version file and, as a regular file,
 * the head of the tables. */
#include "index/directory.h"

#include "dateline/file.h"
#include "index/identity.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#define VERSION_FILE "dateline-index"
#define VERSION_BYTES_MOST 4096
#define PATH_BYTES 4096

enum look { FOUND_NOTHING, FOUND_EMPTY, FOUND_FOREIGN, FOUND_OURS };

static bool is_regular(const char *directory, const char *name)
{
	char path[PATH_BYTES];
	struct stat st;

	snprintf(path, sizeof(path), "%s/%s", directory, name);
	return lstat(path, &st) == 0 && S_ISREG(st.st_mode);
}

static void fault_of_system(const char *directory, struct error *err)
{
	error_set(err, STATUS_IO, directory, "%s", strerror(errno));
}

/* What may lie in a directory that is to become an index: what a run that was cut
 * while it wrote the version file has left. */
static bool is_nothing(const char *name)
{
	return strcmp(name, ".") == 0 || strcmp(name, "..") == 0 ||
	       (strncmp(name, VERSION_FILE, strlen(VERSION_FILE)) == 0 && strcmp(name, VERSION_FILE) != 0);
}

static bool is_empty(const char *directory, struct error *err)
{
	DIR *open = opendir(directory);
	struct dirent *entry;
	bool empty = true;

	if (!open) {
		fault_of_system(directory, err);
		return false;
	}
	while (empty && (entry = readdir(open)))
		empty = is_nothing(entry->d_name);
	closedir(open);
	return empty;
}

static enum look look_at(const char *directory, struct error *err)
{
	struct stat st;

	if (err->status != STATUS_OK)
		return FOUND_NOTHING;
	if (stat(directory, &st) != 0) {
		if (errno != ENOENT)
			fault_of_system(directory, err);
		return FOUND_NOTHING;
	}
	if (!S_ISDIR(st.st_mode))
		return FOUND_FOREIGN;
	if (is_empty(directory, err))
		return FOUND_EMPTY;
	return is_regular(directory, VERSION_FILE) ? FOUND_OURS : FOUND_FOREIGN;
}

/* What the version file says. */
struct version {
	int form;
	unsigned segments[SEGMENTS_MOST];
	size_t count;
};

/* Lines "segment 7"; 0 stands for none. */
static void read_segments(const char *text, struct version *out)
{
	while ((text = strchr(text, '\n'))) {
		unsigned number = 0;

		if (sscanf(++text, "segment %u", &number) == 1 && number != 0 && out->count < SEGMENTS_MOST)
			out->segments[out->count++] = number;
	}
}

static struct version read_version(const char *directory, struct error *err)
{
	struct buf text = BUF_INIT(VERSION_BYTES_MOST);
	struct version version = { .form = 0 };
	char path[PATH_BYTES];

	snprintf(path, sizeof(path), "%s/" VERSION_FILE, directory);
	file_read(path, &text, err);
	buf_add_string(&text, "");
	if (err->status == STATUS_OK &&
	    (!text.at || sscanf(text.at, "dateline index %d", &version.form) < 1))
		error_set(err, STATUS_INDEX, directory, "this is no index of dateline: its file " VERSION_FILE " says something else");
	else if (err->status == STATUS_OK)
		read_segments(text.at, &version);
	buf_release(&text);
	return version;
}

static void check_version(const char *directory, struct error *err)
{
	struct version version = read_version(directory, err);

	if (err->status == STATUS_OK && version.form != INDEX_VERSION)
		error_set(err, STATUS_INDEX, directory, "this index has form %d and this dateline writes form %d: "
			  "ingest the archive into a new directory", version.form, INDEX_VERSION);
}

size_t directory_segments(const char *directory, unsigned out[SEGMENTS_MOST], struct error *err)
{
	struct version version = read_version(directory, err);

	memcpy(out, version.segments, sizeof(version.segments));
	return version.count;
}

void directory_use_segments(const char *directory, const unsigned *numbers, size_t count, struct error *err)
{
	struct buf text = BUF_INIT(VERSION_BYTES_MOST);
	char path[PATH_BYTES];

	snprintf(path, sizeof(path), "%s/" VERSION_FILE, directory);
	buf_printf(&text, "dateline index %d\n", INDEX_VERSION);
	for (size_t i = 0; i < count; i++)
		buf_printf(&text, "segment %u\n", numbers[i]);
	if (text.overflowed)
		error_set(err, STATUS_IO, directory, "too many segments");
	file_write(path, buf_span(&text), err);
	buf_release(&text);
}

/* The version file is replaced, never written over: its number tells. */
uint64_t directory_mark(const char *directory)
{
	char path[PATH_BYTES];
	struct stat st;

	snprintf(path, sizeof(path), "%s/" VERSION_FILE, directory);
	return stat(path, &st) == 0 ? (uint64_t)st.st_ino ^ (uint64_t)st.st_mtim.tv_nsec << 20 : 0;
}

static void fault_of_foreign(const char *directory, struct error *err)
{
	error_set(err, STATUS_INDEX, directory, "this is no index of dateline");
}

void directory_check(const char *directory, struct error *err)
{
	enum look found = look_at(directory, err);
	unsigned segments[SEGMENTS_MOST];
	size_t count;

	if (err->status != STATUS_OK)
		return;
	if (found == FOUND_NOTHING)
		error_set(err, STATUS_IO, directory, "there is no index here; dateline ingest makes one");
	else if (found != FOUND_OURS)
		fault_of_foreign(directory, err);
	else
		check_version(directory, err);
	if (err->status != STATUS_OK)
		return;
	count = directory_segments(directory, segments, err);
	if (count == 0)
		error_set(err, STATUS_IO, directory, "nothing is stored here yet: the first ingest was cut; run it again");
	for (size_t i = 0; i < count; i++) {
		char tables[64];

		snprintf(tables, sizeof(tables), "segment-%u/iamglass", segments[i]);
		if (!is_regular(directory, tables))
			error_set(err, STATUS_INDEX, directory, "the index lost its tables: move it aside and ingest again");
	}
}

void directory_prepare(const char *directory, struct error *err)
{
	enum look found = look_at(directory, err);

	if (err->status != STATUS_OK)
		return;
	switch (found) {
	case FOUND_NOTHING:
		file_make_directories(directory, err);
		directory_use_segments(directory, NULL, 0, err);
		return;
	case FOUND_EMPTY:
		if (chmod(directory, S_IRWXU) != 0)
			fault_of_system(directory, err);
		directory_use_segments(directory, NULL, 0, err);
		return;
	case FOUND_FOREIGN:
		fault_of_foreign(directory, err);
		return;
	case FOUND_OURS:
		check_version(directory, err);
		return;
	}
}

int directory_lock(const char *directory, struct error *err)
{
	int lock;

	if (err->status != STATUS_OK)
		return -1;
	lock = open(directory, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	if (lock < 0) {
		fault_of_system(directory, err);
		return -1;
	}
	if (flock(lock, LOCK_EX | LOCK_NB) == 0)
		return lock;
	if (errno == EWOULDBLOCK)
		error_set(err, STATUS_BUSY, directory, "somebody else is writing to this index; try again when that is done");
	else
		fault_of_system(directory, err);
	close(lock);
	return -1;
}

void directory_unlock(int lock)
{
	if (lock >= 0)
		close(lock);
}

uint64_t directory_bytes(const char *directory)
{
	DIR *open = opendir(directory);
	struct dirent *entry;
	uint64_t bytes = 0;

	while (open && (entry = readdir(open))) {
		struct stat st;

		if (fstatat(dirfd(open), entry->d_name, &st, AT_SYMLINK_NOFOLLOW) == 0 && S_ISREG(st.st_mode))
			bytes += (uint64_t)st.st_size;
	}
	if (open)
		closedir(open);
	return bytes;
}
