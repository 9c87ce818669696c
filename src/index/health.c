/* Is an index sound? Every table, every record, every article whole. */
#include "dateline/index.h"

#include "dateline/map.h"
#include "index/directory.h"
#include "index/opening.h"
#include "index/record.h"
#include "index/segment.h"
#include "index/part/graves.h"
#include "index/xap.h"

#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#define SECONDS_LEAST 60
#define SECONDS_A_GIGABYTE 600

enum { CHILD_SOUND, CHILD_DAMAGED, CHILD_FAILED };

/* ---- in the child ---- */

struct look {
	struct arena *arena;
	struct map *missing;    /* article → passages that were not seen yet */
	uint32_t damaged, passages;
};

/* A record that cannot be read is counted; one that can is ticked off its article. */
static bool look_at_record(uint32_t docid, const struct stored *stored, void *with)
{
	struct look *look = with;
	struct error err = { 0 };
	struct record record;
	uint32_t *missing;
	bool is_new;

	arena_reset(look->arena);
	look->passages++;
	record_read(stored->head, stored->body, look->arena, &record, &err);
	if (err.status != STATUS_OK) {
		look->damaged++;
		dprintf(STDOUT_FILENO, "record %u: %s\n", (unsigned)docid, "its checksum is wrong");
		return true;
	}
	missing = map_slot(look->missing, span_of(record.article), record.passage_count, &is_new);
	--*missing;
	return true;
}

/* Articles of which a passage is missing, or there twice. */
static uint32_t count_broken(const struct map *missing)
{
	uint32_t broken = 0;

	for (size_t i = 0; i < map_count(missing); i++) {
		struct span id = map_key_at(missing, i);
		int32_t left = (int32_t)map_value_at(missing, i);

		if (left == 0)
			continue;
		broken++;
		dprintf(STDOUT_FILENO, "article %.*s: %d passages %s\n", (int)id.bytes, id.at, abs(left),
			left > 0 ? "are missing" : "too many");
	}
	return broken;
}

static bool check_records(const char *directory, struct error *err)
{
	struct xap_reader *reader = opening_read(&directory, 1, NULL, err);
	struct look look = { .arena = arena_new(), .missing = map_new() };
	uint32_t broken;

	if (reader)
		xap_reader_each(reader, look_at_record, &look, err);
	broken = count_broken(look.missing);
	dprintf(STDOUT_FILENO, "records: %u read, %u damaged; articles: %zu, %u not whole\n", (unsigned)look.passages,
		(unsigned)look.damaged, map_count(look.missing), (unsigned)broken);
	xap_reader_close(reader);
	map_free(look.missing);
	arena_free(look.arena);
	return look.damaged == 0 && broken == 0;
}

static uint64_t bytes_of_segments(const char *directory)
{
	unsigned numbers[SEGMENTS_MOST];
	struct error err = { 0 };
	size_t count = directory_segments(directory, numbers, &err);
	uint64_t bytes = 0;

	for (size_t i = 0; i < count; i++) {
		char segment[SEGMENT_PATH];

		segment_path(directory, numbers[i], segment);
		bytes += directory_bytes(segment);
	}
	return bytes;
}

static void limit(int what, rlim_t most)
{
	struct rlimit limit = { most, most };

	setrlimit(what, &limit);
}

/* Xapian's tables of one segment, and what lies beside them. */
static bool check_tables(const char *segment, struct error *err)
{
	struct buf report = BUF_INIT(BUF_TEXT_MOST);
	bool sound = xap_check(segment, STDOUT_FILENO, err) == 0 && err->status == STATUS_OK;
	struct part *beside = part_is_there(segment) ? part_open(segment, err) : NULL;

	if (beside)
		sound = part_is_sound(beside, &report) && sound;
	graves_read(segment, &report, err);
	buf_clear(&report);
	part_close(beside);
	buf_release(&report);
	return sound && err->status == STATUS_OK;
}

static bool check_segments(const char *directory, struct error *err)
{
	unsigned numbers[SEGMENTS_MOST];
	size_t count = directory_segments(directory, numbers, err);
	bool sound = err->status == STATUS_OK;

	for (size_t i = 0; i < count; i++) {
		struct error one = { 0 };
		char segment[SEGMENT_PATH];

		segment_path(directory, numbers[i], segment);
		sound = check_tables(segment, &one) && sound;
		if (one.status == STATUS_IO || err->status == STATUS_OK)
			*err = one;
	}
	return sound;
}

/* Tables, records and articles of all segments. */
static int check_all(const char *directory)
{
	rlim_t seconds = SECONDS_LEAST + (rlim_t)(bytes_of_segments(directory) >> 20) * SECONDS_A_GIGABYTE / 1024;
	struct error tables = { 0 }, records = { 0 };
	bool sound;

	limit(RLIMIT_CORE, 0);
	limit(RLIMIT_CPU, seconds);
	sound = check_segments(directory, &tables);
	dprintf(STDOUT_FILENO, "tables: %s\n", tables.status != STATUS_OK ? tables.text : sound ? "sound" : "damaged");
	sound = check_records(directory, &records) && sound;
	if (records.status != STATUS_OK)
		dprintf(STDOUT_FILENO, "records: %s\n", records.text);
	if (tables.status == STATUS_IO || records.status == STATUS_IO)
		return CHILD_FAILED;
	return sound && records.status == STATUS_OK ? CHILD_SOUND : CHILD_DAMAGED;
}

/* ---- in the parent ---- */

static void read_all(int from, struct buf *report)
{
	char piece[4096];
	ssize_t n;

	while ((n = read(from, piece, sizeof(piece))) > 0 || (n < 0 && errno == EINTR))
		if (n > 0)
			buf_add(report, piece, (size_t)n);
}

static int wait_for(pid_t child, struct buf *report)
{
	int status = 0;

	while (waitpid(child, &status, 0) < 0 && errno == EINTR)
		;
	if (WIFEXITED(status))
		return WEXITSTATUS(status);
	buf_printf(report, WTERMSIG(status) == SIGXCPU || WTERMSIG(status) == SIGKILL ?
		   "the check did not come to an end (signal %d): the tables are damaged\n" :
		   "the check crashed (signal %d): the tables are damaged\n", WTERMSIG(status));
	return CHILD_DAMAGED;
}

static int check_in_child(const char *directory, struct buf *report, struct error *err)
{
	int ends[2];
	pid_t child;

	if (pipe(ends) != 0) {
		error_set(err, STATUS_IO, directory, "%s", strerror(errno));
		return CHILD_FAILED;
	}
	fflush(NULL);
	child = fork();
	if (child == 0) {
		dup2(ends[1], STDOUT_FILENO);
		close(ends[0]);
		close(ends[1]);
		_exit(check_all(directory));
	}
	close(ends[1]);
	if (child > 0)
		read_all(ends[0], report);
	else
		error_set(err, STATUS_IO, directory, "%s", strerror(errno));
	close(ends[0]);
	return child > 0 ? wait_for(child, report) : CHILD_FAILED;
}

bool index_check(const char *directory, struct buf *report, struct error *err)
{
	int lock, outcome = CHILD_DAMAGED;

	directory_check(directory, err);
	lock = directory_lock(directory, err);
	if (err->status == STATUS_OK)
		outcome = check_in_child(directory, report, err);
	if (outcome == CHILD_FAILED)
		error_set(err, STATUS_IO, directory, "the check could not be done");
	directory_unlock(lock);
	return outcome == CHILD_SOUND;
}
