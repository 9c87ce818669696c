/* The bytes of one input: a small file is read, a large one mapped and given back piece by piece. */
#include "ingest/input.h"

#include "dateline/arena.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#define INPUT_BYTES_MOST ((uint64_t)4 << 30)
#define SMALL_BYTES ((size_t)1 << 20)
#define GIVE_BACK_BYTES ((size_t)8 << 20)
#define PATH_BYTES 4096

static void fault_of_system(const char *path, struct error *err)
{
	error_set(err, STATUS_IO, path, "%s", strerror(errno));
}

static void look_at(struct input_bytes *input, const char *path, struct error *err)
{
	struct stat st;

	if (err->status != STATUS_OK)
		return;
	if (fstat(input->file, &st) != 0)
		fault_of_system(path, err);
	else if (!S_ISREG(st.st_mode))
		error_set(err, STATUS_IO, path, "this is no regular file");
	else if ((uint64_t)st.st_size > INPUT_BYTES_MOST)
		error_set(err, STATUS_DATA, path, "a file of more than 4 GiB");
	else
		input->size = (uint64_t)st.st_size;
	input->inode = st.st_ino;
	input->changed = (int64_t)st.st_mtim.tv_sec * 1000000000 + st.st_mtim.tv_nsec;
}

/* ---- standard input ---- */

static int open_nameless(const char *directory, struct error *err)
{
	char path[PATH_BYTES];
	int file;

	snprintf(path, sizeof(path), "%s/input-XXXXXX", directory);
	file = mkstemp(path);
	if (file < 0)
		fault_of_system(directory, err);
	else
		unlink(path);
	return file;
}

static bool write_all(int to, const char *at, size_t bytes)
{
	while (bytes > 0) {
		ssize_t n = write(to, at, bytes);

		if (n < 0 && errno != EINTR)
			return false;
		at += n > 0 ? n : 0;
		bytes -= n > 0 ? (size_t)n : 0;
	}
	return true;
}

static void copy_standard_input(int to, const char *spool, struct error *err)
{
	char *piece = memory_get(SMALL_BYTES);
	uint64_t sum = 0;
	ssize_t n = 1;

	while (err->status == STATUS_OK && n > 0) {
		n = read(STDIN_FILENO, piece, SMALL_BYTES);
		if (n < 0 && errno == EINTR)
			break;          /* the caller looks whether it is to stop */
		sum += n > 0 ? (uint64_t)n : 0;
		if (n < 0)
			fault_of_system("standard input", err);
		else if (sum > INPUT_BYTES_MOST)
			error_set(err, STATUS_DATA, "standard input", "more than 4 GiB");
		else if (!write_all(to, piece, (size_t)n))
			fault_of_system(spool, err);
	}
	free(piece);
}

/* ---- any input ---- */

void input_open(struct input_bytes *input, const char *path, const char *spool, struct error *err)
{
	bool is_standard = strcmp(path, "-") == 0;

	*input = (struct input_bytes){ .file = -1, .small = BUF_INIT(SMALL_BYTES + 1) };
	if (err->status != STATUS_OK)
		return;
	if (is_standard) {
		input->file = open_nameless(spool, err);
		copy_standard_input(input->file, spool, err);
	} else {
		input->file = open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC);
		if (input->file < 0)
			fault_of_system(path, err);
	}
	look_at(input, path, err);
	if (is_standard)
		input->changed = 0, input->inode = 0;
}

static void read_small(struct input_bytes *input, const char *path, struct error *err)
{
	char *piece = memory_get(SMALL_BYTES);
	ssize_t n = 1;

	while (n > 0 && input->small.bytes < input->size) {
		n = pread(input->file, piece, (size_t)input->size - input->small.bytes, (off_t)input->small.bytes);
		if (n < 0)
			fault_of_system(path, err);
		else
			buf_add(&input->small, piece, (size_t)n);
	}
	free(piece);
	input->raw = buf_span(&input->small);
}

void input_load(struct input_bytes *input, const char *path, struct error *err)
{
	if (err->status != STATUS_OK)
		return;
	if (input->size <= SMALL_BYTES) {
		read_small(input, path, err);
		return;
	}
	input->mapped = mmap(NULL, (size_t)input->size, PROT_READ, MAP_PRIVATE, input->file, 0);
	if (input->mapped == MAP_FAILED) {
		input->mapped = NULL;
		fault_of_system(path, err);
		return;
	}
	posix_madvise(input->mapped, (size_t)input->size, POSIX_MADV_SEQUENTIAL);
	input->raw = span_make(input->mapped, (size_t)input->size);
}

/* A page of the file that is mapped anew is out of memory until it is touched. */
static void give_back(struct input_bytes *input, size_t until)
{
	if (mmap((char *)input->mapped + input->given_back, until - input->given_back, PROT_READ, MAP_PRIVATE | MAP_FIXED,
		 input->file, (off_t)input->given_back) != MAP_FAILED)
		input->given_back = until;
}

void input_passed(struct input_bytes *input, uint64_t at_byte)
{
	size_t page = (size_t)sysconf(_SC_PAGESIZE), until = (size_t)at_byte / page * page;

	if (input->mapped && at_byte <= input->size && until >= input->given_back + GIVE_BACK_BYTES)
		give_back(input, until);
}

void input_rewind(struct input_bytes *input)
{
	if (input->mapped && input->given_back < input->size)
		give_back(input, (size_t)input->size);
	input->given_back = 0;
}

void input_close(struct input_bytes *input)
{
	if (input->mapped)
		munmap(input->mapped, (size_t)input->size);
	if (input->file >= 0)
		close(input->file);
	buf_release(&input->small);
	*input = (struct input_bytes){ .file = -1 };
}
