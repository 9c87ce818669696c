/* Gives the very bytes that an article was read from, out of its file and the archives in it. */
#include "raw.h"

#include "dateline/article.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#define DEPTH_MOST 6u           /* archives in archives; the readers stop sooner */
#define PATH_BYTES 4096u

/* What is looked for. */
struct wanted {
	uint64_t from_byte, to_byte;
	struct span sha256;
	struct buf *out;
	bool found;             /* with the bytes that were read */
	bool met;               /* the member is there, with whatever bytes */
};

/* A search in one archive: `rest` is the way on from it, "b.zip!/c.txt". */
struct searching {
	struct wanted *wanted;
	struct span rest;
	unsigned depth;
};

static void search(struct span raw, struct span rest, unsigned depth, struct wanted *wanted);

/* Are these the bytes? */
static void check(struct span raw, struct wanted *wanted)
{
	char sha256[SHA256_TEXT];
	struct span piece;

	wanted->met = true;
	if (wanted->from_byte > wanted->to_byte || wanted->to_byte > raw.bytes)
		return;
	piece = span_make(raw.at + wanted->from_byte, (size_t)(wanted->to_byte - wanted->from_byte));
	sha256_hex(piece, sha256);
	if (!span_is(wanted->sha256, sha256))
		return;
	wanted->found = true;
	buf_add_span(wanted->out, piece);
}

/* Does the way go through the member `name`? What is left of it goes to `*rest`. */
static bool leads_through(struct span way, struct span name, struct span *rest)
{
	struct span behind;

	if (way.bytes < name.bytes || memcmp(way.at, name.at, name.bytes) != 0)
		return false;
	behind = span_make(way.at + name.bytes, way.bytes - name.bytes);
	if (behind.bytes > 0 && !span_starts(behind, "!/"))
		return false;
	*rest = behind.bytes > 0 ? span_make(behind.at + 2, behind.bytes - 2) : behind;
	return true;
}

static bool is_on_the_way(struct span name, void *with)
{
	const struct searching *searching = with;
	struct span rest;

	return leads_through(searching->rest, name, &rest);
}

static bool take_member(struct span name, struct span bytes, void *with)
{
	struct searching *searching = with;
	struct span rest = { NULL, 0 };

	if (leads_through(searching->rest, name, &rest))
		search(bytes, rest, searching->depth + 1, searching->wanted);
	/* Two members may have one name: then the bytes decide. */
	return !searching->wanted->found;
}

/* What is packed is one file, whose name stands first on the way. */
static void search_packed(struct span raw, struct span rest, unsigned depth, struct wanted *wanted)
{
	struct buf inside = BUF_INIT(BUF_TEXT_MOST);
	struct error err = { 0 };
	struct zstd *zstd = is_zstd(raw) ? zstd_open(raw, &err) : NULL;
	size_t mark = span_find(rest, span_of("!/"));

	packed_unpack(raw, zstd, &inside, &err);
	rest = mark < rest.bytes ? span_make(rest.at + mark + 2, rest.bytes - mark - 2) : (struct span){ NULL, 0 };
	search(buf_span(&inside), rest, depth + 1, wanted);
	zstd_close(zstd);
	buf_release(&inside);
}

static void search(struct span raw, struct span rest, unsigned depth, struct wanted *wanted)
{
	struct searching searching = { wanted, rest, depth };
	struct error err = { 0 };

	if (rest.bytes == 0)
		check(raw, wanted);
	else if (depth < DEPTH_MOST && (is_gzip(raw) || is_zstd(raw)))
		search_packed(raw, rest, depth, wanted);
	else if (depth < DEPTH_MOST)
		archive_members(raw, is_on_the_way, take_member, &searching, &err);
}

/* Opens the file that `path` begins with: the longest front of it, up to a "!/", that is
 * a file. What follows goes to `*members`. */
static int file_open(struct span path, struct span *members, struct error *err)
{
	char name[PATH_BYTES];
	size_t end = path.bytes;
	struct stat st;

	while (end > 0 && end < sizeof(name)) {
		int file;

		snprintf(name, sizeof(name), "%.*s", (int)end, path.at);
		file = open(name, O_RDONLY | O_NONBLOCK | O_CLOEXEC);
		if (file >= 0 && fstat(file, &st) == 0 && S_ISREG(st.st_mode)) {
			*members = end < path.bytes ? span_make(path.at + end + 2, path.bytes - end - 2) : (struct span){ NULL, 0 };
			return file;
		}
		if (file >= 0)
			close(file);
		do
			end--;
		while (end > 0 && !span_starts(span_make(path.at + end, path.bytes - end), "!/"));
	}
	snprintf(name, sizeof(name), "%.*s", (int)(path.bytes < 150 ? path.bytes : 150), path.at);
	error_set(err, STATUS_IO, name, "the file that it was read from is not there (%s)", strerror(errno ? errno : ENOENT));
	return -1;
}

void article_raw(struct span path, uint64_t from_byte, uint64_t to_byte, struct span sha256, struct buf *out,
		 struct error *err)
{
	struct wanted wanted = { from_byte, to_byte, sha256, out, false, false };
	struct span members = { NULL, 0 };
	void *mapped = MAP_FAILED;
	char where[160];
	struct stat st;
	int file;

	if (err->status != STATUS_OK)
		return;
	snprintf(where, sizeof(where), "%.*s", (int)(path.bytes < 150 ? path.bytes : 150), path.at);
	if (span_is(path, "-")) {
		error_set(err, STATUS_IO, where, "it came by standard input, whose bytes are not kept");
		return;
	}
	file = file_open(path, &members, err);
	if (file < 0)
		return;
	if (fstat(file, &st) == 0 && st.st_size > 0)
		mapped = mmap(NULL, (size_t)st.st_size, PROT_READ, MAP_PRIVATE, file, 0);
	if (mapped != MAP_FAILED) {
		search(span_make(mapped, (size_t)st.st_size), members, 0, &wanted);
		munmap(mapped, (size_t)st.st_size);
	}
	close(file);
	if (out->overflowed)
		error_set(err, STATUS_DATA, where, "more than %zu MiB", out->most >> 20);
	else if (!wanted.found)
		error_set(err, STATUS_DATA, where, wanted.met ? "its bytes are no longer those that were read" :
								"the archive no longer holds it");
}
