/* Where a database is built: a directory beside the one that it becomes. */
#ifndef INDEX_BULK_PLACE_H
#define INDEX_BULK_PLACE_H

#include "index/bulk/outfile.h"

struct place {
	char final[OUTFILE_PATH];       /* what it will be called */
	char building[OUTFILE_PATH + 8];
	int lock;                       /* descriptor of the directory, locked; -1: not ours */
};

/* Makes "<directory>.new", empty and locked. */
void place_open(struct place *place, const char *directory, struct error *err);

/* Gives it its final name, for good. */
void place_publish(struct place *place, struct error *err);

/* Removes it when it was not published. */
void place_close(struct place *place);

#endif
