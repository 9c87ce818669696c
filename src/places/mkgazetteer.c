/* Build-time program: packs the places tables into the bytes that the program carries. */
#include "dateline/buf.h"
#include "dateline/error.h"
#include "places/pack.h"
#include "places/tables.h"

#include <stdio.h>

static void print_form(struct span form, void *with)
{
	fprintf(with, "%.*s\n", (int)form.bytes, form.at);
}

int main(int argc, char **argv)
{
	struct buf out = BUF_INIT((size_t)1 << 30);
	struct error err = { 0 };
	struct pack *pack;
	FILE *file;

	if (argc != 8) {
		fprintf(stderr, "usage: mkgazetteer PLACES FACTS RENAMINGS ADJECTIVES DENY COMMON OUT\n");
		return STATUS_USAGE;
	}
	pack = pack_new();
	if (strcmp(argv[7], "--forms") == 0) /* for a maintainer: see rebuild.sh */
		pack_watch(pack, print_form, stdout);
	tables_read(&(struct table_paths){ argv[1], argv[2], argv[3], argv[4], argv[5], argv[6] }, pack, &err);
	pack_write(pack, &out, &err);
	pack_free(pack);
	if (err.status == STATUS_OK && strcmp(argv[7], "--forms") != 0) {
		file = fopen(argv[7], "wb");
		if (!file || fwrite(out.at, 1, out.bytes, file) != out.bytes || fclose(file) != 0)
			error_set(&err, STATUS_IO, argv[7], "cannot be written");
	}
	buf_release(&out);
	if (err.status != STATUS_OK)
		fprintf(stderr, "mkgazetteer: %s: %s\n", err.where, err.text);
	return (int)err.status;
}
