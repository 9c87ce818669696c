/* Lists of documents taken away, as numbers in a file or in a note. */
#include "index/part/graves.h"

#include <stdio.h>
#include <sys/stat.h>

#define FILE_NAME "graves"

void grave_add(struct buf *list, struct grave grave)
{
	buf_add_number(list, grave.part);
	buf_add_number(list, grave.first);
	buf_add_number(list, grave.count);
}

bool grave_take(struct unpack *from, struct grave *out)
{
	if (!from->ok || from->at == from->end)
		return false;
	out->part = (uint32_t)unpack_number(from);
	out->first = (uint32_t)unpack_number(from);
	out->count = (uint32_t)unpack_number(from);
	return from->ok;
}

/* A list is as long as it is said to be: the file is filled up to eight bytes. */
void graves_write(const char *directory, struct span list, struct error *err)
{
	struct sidefile side;
	uint64_t bytes = list.bytes;

	if (list.bytes == 0)
		return;
	sidefile_open(&side, directory, FILE_NAME, err);
	sidefile_add(&side, &bytes, sizeof(bytes), err);
	sidefile_add(&side, list.at, list.bytes, err);
	sidefile_finish(&side, err);
	sidefile_close(&side);
}

void graves_read(const char *directory, struct buf *out, struct error *err)
{
	struct mapped file = { NULL, 0, 0 };
	char path[OUTFILE_PATH];
	struct stat st;
	uint64_t bytes = 0;
	const void *list;

	snprintf(path, sizeof(path), "%s/" FILE_NAME, directory);
	if (err->status != STATUS_OK || lstat(path, &st) != 0)
		return;
	mapped_open(&file, directory, FILE_NAME, err);
	if (err->status == STATUS_OK && file.bytes >= sizeof(bytes))
		memcpy(&bytes, file.at, sizeof(bytes));
	list = file.at ? mapped_array(&file, sizeof(bytes), bytes, 1) : NULL;
	if (err->status == STATUS_OK && (!list || !mapped_is_sound(&file)))
		error_set(err, STATUS_INDEX, path, "damaged: the checksum is wrong");
	if (err->status == STATUS_OK)
		buf_add(out, list, (size_t)bytes);
	mapped_close(&file);
}
