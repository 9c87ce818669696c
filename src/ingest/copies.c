/* Groups near copies: each new article is compared with those that share a least shingle with it.
 *
 * The file "copies" in the index's directory is a line that says its form and then entries of
 * one size, in the order in which they came. It is advice: the groups themselves are in the
 * index. An entry that is not whole ends it. */
#include "ingest/copies.h"

#include "dateline/copy.h"
#include "dateline/map.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#define HEAD "dateline copies 1\n"
#define HEAD_BYTES (sizeof(HEAD) - 1)
#define UNWRITTEN_MOST 512      /* entries that wait in memory */
#define BANDS 16                /* least hashes by which an article is found */
#define BAND_MOST 24            /* articles with one hash: what more have it is no story of theirs */
#define NEARLY_EQUAL .9         /* so like an article that is known that it needs no entry */

struct entry {
	uint64_t group;
	uint32_t number;                /* of the entry, from 1 */
	uint32_t first;                 /* of the group's first; 0: this one is it */
	int32_t day;                    /* of publication */
	uint32_t dated;
	struct sketch sketch;
	uint32_t check;
};

/* Of each band of each entry its hash and the entry's number. Open addressing: 0 is free. */
struct band {
	uint32_t hash, entry;           /* number of the entry, from 1 */
};

struct copies {
	char *path;
	int file;                       /* -1 until it is asked for, and where it cannot be had */
	bool is_open;
	uint32_t written, count;        /* entries in the file; and with those that wait */
	struct entry *waiting;
	struct band *bands;
	size_t band_count, band_room;   /* the room is a power of two */
	struct error fault;
};

static uint32_t check_of(const struct entry *entry)
{
	return (uint32_t)hash_bytes(span_make((const char *)entry, offsetof(struct entry, check)));
}

/* ---- bands ---- */

static void bands_put(struct copies *copies, struct band band);

static void bands_grow(struct copies *copies)
{
	struct band *old = copies->bands;
	size_t room = copies->band_room;

	copies->band_room = room ? room * 2 : (size_t)1 << 12;
	copies->bands = memory_get(copies->band_room * sizeof(*copies->bands));
	memset(copies->bands, 0, copies->band_room * sizeof(*copies->bands));
	copies->band_count = 0;
	for (size_t i = 0; i < room; i++)
		if (old[i].entry)
			bands_put(copies, old[i]);
	free(old);
}

static void bands_put(struct copies *copies, struct band band)
{
	size_t mask, at;
	unsigned same = 0;

	if (copies->band_count * 2 >= copies->band_room)
		bands_grow(copies);
	mask = copies->band_room - 1;
	for (at = band.hash * 2654435761u & mask; copies->bands[at].entry; at = (at + 1) & mask)
		same += copies->bands[at].hash == band.hash;
	if (same >= BAND_MOST)
		return;
	copies->bands[at] = band;
	copies->band_count++;
}

static void bands_add(struct copies *copies, const struct sketch *sketch, uint32_t number)
{
	for (size_t i = 0; i < sketch->count && i < BANDS; i++)
		bands_put(copies, (struct band){ sketch->hashes[i], number });
}

/* ---- the file ---- */

static off_t place_of(uint32_t number)
{
	return (off_t)(HEAD_BYTES + (uint64_t)(number - 1) * sizeof(struct entry));
}

/* Entry `number`, from 1; false when it is not whole. */
static bool read_entry(struct copies *copies, uint32_t number, struct entry *out)
{
	if (number > copies->written) {
		*out = copies->waiting[number - copies->written - 1];
		return true;
	}
	return pread(copies->file, out, sizeof(*out), place_of(number)) == (ssize_t)sizeof(*out) && out->check == check_of(out) &&
	       out->sketch.count <= SKETCH_MOST;
}

static void write_waiting(struct copies *copies)
{
	size_t bytes = (copies->count - copies->written) * sizeof(struct entry);
	const char *at = (const char *)copies->waiting;
	off_t place = place_of(copies->written + 1);

	while (bytes > 0) {
		ssize_t n = pwrite(copies->file, at, bytes, place);

		if (n <= 0 && errno != EINTR) {
			error_set(&copies->fault, STATUS_IO, copies->path, "%s", strerror(errno));
			break;
		}
		at += n > 0 ? n : 0;
		place += n > 0 ? n : 0;
		bytes -= n > 0 ? (size_t)n : 0;
	}
	if (bytes == 0)
		copies->written = copies->count;
}

/* Writes the head where there is none of ours: entries of another form are no good. */
static void begin_file(struct copies *copies)
{
	char head[HEAD_BYTES];

	if (pread(copies->file, head, HEAD_BYTES, 0) == (ssize_t)HEAD_BYTES && memcmp(head, HEAD, HEAD_BYTES) == 0)
		return;
	if (ftruncate(copies->file, 0) != 0 || pwrite(copies->file, HEAD, HEAD_BYTES, 0) != (ssize_t)HEAD_BYTES)
		error_set(&copies->fault, STATUS_IO, copies->path, "%s", strerror(errno));
}

static void load(struct copies *copies)
{
	struct entry entry;

	copies->is_open = true;
	copies->file = open(copies->path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600);
	if (copies->file < 0) {
		error_set(&copies->fault, STATUS_IO, copies->path, "%s", strerror(errno));
		return;
	}
	begin_file(copies);
	copies->written = UINT32_MAX - 1;
	while (copies->fault.status == STATUS_OK && read_entry(copies, copies->count + 1, &entry))
		bands_add(copies, &entry.sketch, ++copies->count);
	copies->written = copies->count;
}

/* ---- candidates ---- */

/* An earlier article and how many of the least hashes it shares. */
struct candidate {
	uint32_t entry, shared;
};
#define CANDIDATES_MOST (BANDS * BAND_MOST)

static int by_shared(const void *a, const void *b)
{
	const struct candidate *x = a, *y = b;

	if (x->shared != y->shared)
		return x->shared < y->shared ? 1 : -1;
	return (x->entry > y->entry) - (x->entry < y->entry);
}

static size_t find_candidates(const struct copies *copies, const struct sketch *sketch, struct candidate *out)
{
	size_t mask = copies->band_room - 1, count = 0;

	for (size_t i = 0; i < sketch->count && i < BANDS && copies->band_room; i++) {
		for (size_t at = sketch->hashes[i] * 2654435761u & mask; copies->bands[at].entry; at = (at + 1) & mask) {
			size_t k = 0;

			if (copies->bands[at].hash != sketch->hashes[i])
				continue;
			while (k < count && out[k].entry != copies->bands[at].entry)
				k++;
			if (k == count)
				out[count++] = (struct candidate){ copies->bands[at].entry, 0 };
			out[k].shared++;
		}
	}
	qsort(out, count, sizeof(*out), by_shared);
	return count;
}

static bool is_far_apart(const struct entry *a, const struct entry *b)
{
	return a->dated && b->dated && (a->day > b->day ? a->day - b->day : b->day - a->day) > COPY_DAYS_APART;
}

/* ---- groups ---- */

#define LOOKS_MOST 24

/* The entry most like `entry`, of which it is a copy; false for none. An article that
 * has come before under this id is one as any other. */
static bool find_like(struct copies *copies, const struct entry *entry, struct entry *like, double *of_both)
{
	struct candidate candidates[CANDIDATES_MOST];
	size_t count = find_candidates(copies, &entry->sketch, candidates);
	bool found = false;

	for (size_t i = 0; i < count && i < LOOKS_MOST; i++) {
		struct entry other;
		double both;

		if (!read_entry(copies, candidates[i].entry, &other) ||
		    !sketch_is_copy(&entry->sketch, &other.sketch, is_far_apart(entry, &other)))
			continue;
		both = sketch_compare(&entry->sketch, &other.sketch).of_both;
		if (found && both <= *of_both)
			continue;
		*like = other;
		*of_both = both;
		found = true;
	}
	return found;
}

static void add(struct copies *copies, struct entry *entry)
{
	if (copies->count - copies->written == UNWRITTEN_MOST)
		write_waiting(copies);
	if (copies->fault.status != STATUS_OK)
		return;
	entry->number = copies->count + 1;
	entry->check = check_of(entry);
	copies->waiting[copies->count++ - copies->written] = *entry;
	bands_add(copies, &entry->sketch, copies->count);
}

/* The group of what `like` is in. */
static void join(struct copies *copies, const struct entry *like, struct entry *entry, struct copy_group *out)
{
	struct entry first = *like;

	if (like->first > 0 && !read_entry(copies, like->first, &first))
		first = *like;
	entry->group = first.group;
	entry->first = like->first ? like->first : like->number;
	*out = (struct copy_group){ first.group, first.sketch };
}

void copies_group(struct copies *copies, uint64_t id, const struct article *article, struct copy_group *out)
{
	struct entry entry, like;
	double of_both = 0;

	memset(&entry, 0, sizeof(entry));       /* what lies between the fields is written, too */
	entry.group = id;
	entry.dated = article->published.precision == DATE_DAY;
	entry.day = entry.dated ? article->published.from_day : 0;
	sketch_make(article->text, &entry.sketch);
	*out = (struct copy_group){ id, entry.sketch };
	if (entry.sketch.count == 0)
		return;
	if (!copies->is_open)
		load(copies);
	if (find_like(copies, &entry, &like, &of_both))
		join(copies, &like, &entry, out);
	if (of_both < NEARLY_EQUAL)
		add(copies, &entry);
}

/* ---- begin and end ---- */

struct copies *copies_open(const char *directory)
{
	struct copies *copies = memory_get(sizeof(*copies));
	size_t room = strlen(directory) + sizeof("/copies");

	memset(copies, 0, sizeof(*copies));
	copies->file = -1;
	copies->path = memory_get(room);
	snprintf(copies->path, room, "%s/copies", directory);
	copies->waiting = memory_get(UNWRITTEN_MOST * sizeof(*copies->waiting));
	return copies;
}

void copies_close(struct copies *copies, struct error *err)
{
	if (!copies)
		return;
	if (copies->is_open && copies->fault.status == STATUS_OK)
		write_waiting(copies);
	if (err->status == STATUS_OK)
		*err = copies->fault;
	if (copies->file >= 0)
		close(copies->file);
	free(copies->bands);
	free(copies->waiting);
	free(copies->path);
	free(copies);
}
