/* Waits for changes in folders, by inotify. */
#include "dateline/ingest.h"

#include "dateline/file.h"

#include <dirent.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/inotify.h>
#include <sys/select.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#define DEPTH_MOST 64
#define QUIET_MS 500            /* without an event: what was happening is over */
#define PATIENCE 10             /* seconds after which we look although it goes on */
#define EVENTS (IN_CLOSE_WRITE | IN_MODIFY | IN_CREATE | IN_DELETE | IN_MOVED_FROM | IN_MOVED_TO | IN_ATTRIB)

struct folder_watch {
	int queue;              /* -1 where the system has none */
	char **paths;
	size_t count;
	bool whole;             /* every folder is watched */
	const char *except;     /* its folder and number, once it is there: */
	dev_t except_device;
	ino_t except_inode;
};

struct folder_watch *folder_watch_open(const char *const *paths, size_t count, const char *except)
{
	struct folder_watch *watch = memory_get(sizeof(*watch));

	*watch = (struct folder_watch){ .queue = inotify_init1(IN_NONBLOCK | IN_CLOEXEC), .count = count,
					.except = except };
	watch->paths = memory_get((count + 1) * sizeof(*watch->paths));
	for (size_t i = 0; i < count; i++) {
		watch->paths[i] = memory_get(strlen(paths[i]) + 1);
		memcpy(watch->paths[i], paths[i], strlen(paths[i]) + 1);
	}
	folder_watch_renew(watch);
	return watch;
}

void folder_watch_close(struct folder_watch *watch)
{
	if (!watch)
		return;
	if (watch->queue >= 0)
		close(watch->queue);
	for (size_t i = 0; i < watch->count; i++)
		free(watch->paths[i]);
	free(watch->paths);
	free(watch);
}

/* ---- folders ---- */

static void add_folder(struct folder_watch *watch, const char *path, int depth);

static void add_below(struct folder_watch *watch, const char *path, int depth)
{
	DIR *folder = opendir(path);
	struct dirent *entry;

	while (folder && (entry = readdir(folder))) {
		struct stat st;
		char *below;
		size_t room;

		if (entry->d_name[0] == '.')
			continue;
		room = strlen(path) + strlen(entry->d_name) + 2;
		below = memory_get(room);
		snprintf(below, room, "%s/%s", path, entry->d_name);
		if (lstat(below, &st) == 0 && S_ISDIR(st.st_mode) &&
		    !(st.st_ino == watch->except_inode && st.st_dev == watch->except_device))
			add_folder(watch, below, depth + 1);
		free(below);
	}
	if (folder)
		closedir(folder);
}

/* Watching a folder anew is watching it once. */
static void add_folder(struct folder_watch *watch, const char *path, int depth)
{
	if (inotify_add_watch(watch->queue, path, EVENTS | IN_ONLYDIR) < 0 && errno != ENOENT && errno != ENOTDIR)
		watch->whole = false;
	if (depth < DEPTH_MOST)
		add_below(watch, path, depth);
}

static void add_folder_of(struct folder_watch *watch, const char *file)
{
	const char *slash = strrchr(file, '/');
	char folder[4096];

	snprintf(folder, sizeof(folder), "%.*s", slash ? (int)(slash - file + (slash == file)) : 1, slash ? file : ".");
	if (inotify_add_watch(watch->queue, folder, EVENTS | IN_ONLYDIR) < 0)
		watch->whole = false;
}

bool folder_watch_renew(struct folder_watch *watch)
{
	struct stat st;

	watch->whole = watch->queue >= 0;
	if (stat(watch->except, &st) == 0) {
		watch->except_device = st.st_dev;
		watch->except_inode = st.st_ino;
	}
	for (size_t i = 0; i < watch->count && watch->queue >= 0; i++) {
		if (file_is_directory(watch->paths[i]))
			add_folder(watch, watch->paths[i], 0);
		else
			add_folder_of(watch, watch->paths[i]);
	}
	return watch->whole;
}

/* ---- waiting ---- */

/* Waits for an event or a signal; true when there was an event. Signals are let in
 * while it waits and at no other time, so that none comes between look and wait. */
static bool wait_for_event(struct folder_watch *watch, struct timespec most, const volatile sig_atomic_t *stop)
{
	sigset_t all, before;
	fd_set ready;
	bool has_event;

	FD_ZERO(&ready);
	if (watch->queue >= 0 && watch->queue < FD_SETSIZE)
		FD_SET(watch->queue, &ready);
	sigemptyset(&all);
	sigaddset(&all, SIGINT);
	sigaddset(&all, SIGTERM);
	sigprocmask(SIG_BLOCK, &all, &before);
	has_event = !*stop && pselect(watch->queue + 1, &ready, NULL, NULL, &most, &before) > 0;
	sigprocmask(SIG_SETMASK, &before, NULL);
	return has_event;
}

static void drop_events(struct folder_watch *watch)
{
	char events[4096];

	while (watch->queue >= 0 && read(watch->queue, events, sizeof(events)) > 0)
		;
}

void folder_watch_wait(struct folder_watch *watch, unsigned seconds, const volatile sig_atomic_t *stop)
{
	const struct timespec quiet = { 0, QUIET_MS * 1000000L };
	time_t until;

	if (!wait_for_event(watch, (struct timespec){ (time_t)seconds, 0 }, stop))
		return;
	until = time(NULL) + PATIENCE;
	do
		drop_events(watch);
	while (!*stop && time(NULL) < until && wait_for_event(watch, quiet, stop));
}
