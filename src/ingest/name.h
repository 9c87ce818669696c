/* Ids of articles that have none of their own: from where they stand in what was ingested. */
#ifndef INGEST_NAME_H
#define INGEST_NAME_H

#include "ingest/ledger.h"
#include "ingest/run.h"

/* Where a file stands. */
struct file_name {
	struct span absolute;
	size_t root_bytes;              /* the front of it that is the folder, or the folder of the file, that was named */
	const struct ledger *before;    /* what it held */
};

/* The id that the article goes by. One with an id of its own, or from standard input,
 * goes by article_id(). Another goes by its path below what was ingested, so that an
 * archive that is moved brings no new articles; by the id that it had, when its file
 * was ingested from another folder; and by its absolute path when an article of
 * another file that is still there has the id already. */
void name_article(struct run *run, const struct file_name *file, const struct article *article, char id[ID_TEXT]);

#endif
