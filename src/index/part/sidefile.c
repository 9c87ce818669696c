/* Writes and maps a file with a checksum at its end. */
#include "index/part/sidefile.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>
#include <zlib.h>

#define MARK UINT32_C(0x444c5031)       /* "DLP1", in the machine's own order */

struct trailer {
	uint32_t crc, mark;
};

void sidefile_open(struct sidefile *side, const char *directory, const char *name, struct error *err)
{
	*side = (struct sidefile){ .file.fd = -1 };
	outfile_open(&side->file, directory, name, false, err);
}

void sidefile_add(struct sidefile *side, const void *bytes, size_t count, struct error *err)
{
	if (err->status != STATUS_OK || count == 0)
		return;
	side->crc = (uint32_t)crc32_z(side->crc, bytes, count);
	outfile_add(&side->file, bytes, count, err);
}

void sidefile_align(struct sidefile *side, struct error *err)
{
	static const char zeros[8];

	sidefile_add(side, zeros, (8 - side->file.bytes % 8) % 8, err);
}

void sidefile_finish(struct sidefile *side, struct error *err)
{
	struct trailer trailer = { 0, MARK };

	sidefile_align(side, err);
	trailer.crc = side->crc;
	outfile_add(&side->file, &trailer, sizeof(trailer), err);
	outfile_finish(&side->file, err);
}

void sidefile_close(struct sidefile *side)
{
	outfile_close(&side->file);
}

static struct trailer trailer_of(const unsigned char *at, size_t bytes)
{
	struct trailer trailer = { 0, 0 };

	if (bytes >= sizeof(trailer))
		memcpy(&trailer, at + bytes - sizeof(trailer), sizeof(trailer));
	return trailer;
}

void mapped_open(struct mapped *mapped, const char *directory, const char *name, struct error *err)
{
	char path[OUTFILE_PATH];
	struct stat st = { 0 };
	void *at = MAP_FAILED;
	int file;

	*mapped = (struct mapped){ NULL, 0, 0 };
	if (err->status != STATUS_OK)
		return;
	snprintf(path, sizeof(path), "%s/%s", directory, name);
	file = open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW);
	if (file >= 0 && fstat(file, &st) == 0 && S_ISREG(st.st_mode) && (size_t)st.st_size >= sizeof(struct trailer))
		at = mmap(NULL, (size_t)st.st_size, PROT_READ, MAP_SHARED, file, 0);
	if (at == MAP_FAILED)
		error_set(err, STATUS_INDEX, path, "damaged: %s; dateline check tells more",
			  file < 0 ? strerror(errno) : "it is no whole file");
	else if (trailer_of(at, (size_t)st.st_size).mark != MARK)
		error_set(err, STATUS_INDEX, path, "damaged: it is cut, or from another kind of machine");
	if (err->status == STATUS_OK)
		*mapped = (struct mapped){ at, (size_t)st.st_size - sizeof(struct trailer), file };
	else if (at != MAP_FAILED)
		munmap(at, (size_t)st.st_size);
	if (file >= 0 && err->status != STATUS_OK)
		close(file);
}

void mapped_close(struct mapped *mapped)
{
	if (mapped->at)
		munmap((void *)(uintptr_t)mapped->at, mapped->bytes + sizeof(struct trailer));
	if (mapped->file > 0)
		close(mapped->file);
	*mapped = (struct mapped){ NULL, 0, 0 };
}

/* A page of a file that is mapped anew is out of memory until it is touched. */
void mapped_forget(const struct mapped *mapped, size_t from, size_t to)
{
	size_t page = (size_t)sysconf(_SC_PAGESIZE), first = (from + page - 1) / page * page, last = to / page * page;

	if (mapped->file > 0 && first < last && last <= mapped->bytes)
		mmap((void *)((uintptr_t)mapped->at + first), last - first, PROT_READ, MAP_SHARED | MAP_FIXED, mapped->file,
		     (off_t)first);
}

bool mapped_is_sound(const struct mapped *mapped)
{
	struct trailer trailer = trailer_of(mapped->at, mapped->bytes + sizeof(struct trailer));

	return (uint32_t)crc32_z(0, mapped->at, mapped->bytes) == trailer.crc;
}

const void *mapped_array(const struct mapped *mapped, uint64_t at_byte, uint64_t count, size_t each)
{
	if (at_byte > mapped->bytes || count > (mapped->bytes - at_byte) / each)
		return NULL;
	return mapped->at + at_byte;
}
