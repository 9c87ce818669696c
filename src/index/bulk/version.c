/* Describes the tables of a database, and what is true of all its documents. */
#include "index/bulk/version.h"

#include "index/bulk/bulk.h"
#include "index/bulk/documents.h"

#include "dateline/file.h"

#include <errno.h>
#include <stdio.h>
#include <sys/random.h>

#define REVISION 1
#define UUID_BYTES 16

/* The format's date, 14 March 2016: years since 2014, month and day in 7, 4 and 5 bits. */
#define FORMAT ((2016 - 2014) << 9 | 3 << 5 | 14)
static const char format[] = { 0x0f, 0x0d, 'X', 'a', 'p', 'i', 'a', 'n', ' ', 'G', 'l', 'a', 's', 's',
			       (char)(FORMAT >> 8), (char)(FORMAT & 0xff) };

struct span bulk_format(void)
{
	return span_make(format, sizeof(format));
}

/* A random one, as version 4 of RFC 4122 has them. */
static void add_uuid(struct buf *out, struct error *err)
{
	unsigned char uuid[UUID_BYTES];

	if (getrandom(uuid, sizeof(uuid), 0) != (ssize_t)sizeof(uuid)) {
		error_set(err, STATUS_IO, "getrandom", "%s", strerror(errno));
		return;
	}
	uuid[6] = (unsigned char)((uuid[6] & 0x0f) | 0x40);
	uuid[8] = (unsigned char)((uuid[8] & 0x3f) | 0x80);
	buf_add(out, uuid, sizeof(uuid));
}

/* Each sum less what it cannot be below, as the reader adds them up again. */
static void add_sums(struct buf *out, const struct version_sums *sums)
{
	buf_add_number(out, sums->documents);
	buf_add_number(out, sums->last_docid - sums->documents);
	buf_add_number(out, sums->least_length);
	buf_add_number(out, sums->greatest_weight);
	buf_add_number(out, sums->greatest_length - sums->greatest_weight);
	buf_add_number(out, 0);         /* no changesets are kept */
	buf_add_number(out, sums->total_length);
	buf_add_number(out, 0);         /* no words for spelling */
}

void version_write(const char *directory, const struct version_tables *tables, const struct version_sums *sums,
		   struct error *err)
{
	struct buf out = BUF_INIT(4096);
	char path[OUTFILE_PATH];

	buf_add_span(&out, bulk_format());
	add_uuid(&out, err);
	buf_add_number(&out, REVISION);
	table_describe(tables->postlists, 0, &out);
	table_describe(tables->data, DOCUMENTS_COMPRESS_FROM, &out);
	table_describe(tables->lists, DOCUMENTS_COMPRESS_FROM, &out);
	table_describe(tables->positions, 0, &out);
	for (int i = 0; i < 2; i++)
		table_describe(tables->absent, DOCUMENTS_COMPRESS_FROM, &out);
	add_sums(&out, sums);
	if (snprintf(path, sizeof(path), "%s/iamglass", directory) >= (int)sizeof(path))
		error_set(err, STATUS_IO, directory, "the path is too long");
	file_write(path, buf_span(&out), err);
	buf_release(&out);
}
