/* What is remembered of a file: its looks, and the articles that it held. */
#ifndef INGEST_LEDGER_H
#define INGEST_LEDGER_H

#include "dateline/index.h"

/* An article of a file: the number that its id spells, and some bits of its text. */
struct ledger_article {
	uint64_t id;
	uint32_t text;
};

struct ledger {
	struct span looks;      /* size, time of change, inode and options; "" when the file is to be read again */
	struct span bytes;      /* digest of the bytes and options; "" likewise */
	struct span path;       /* absolute */
	struct ledger_article *articles;
	size_t count, room;
	struct arena *arena;
};

/* Reads what is remembered of the file at `path`; an empty ledger when nothing is. */
void ledger_read(struct index_writer *writer, struct span path, struct arena *arena, struct ledger *out,
		 struct error *err);
void ledger_write(struct index_writer *writer, struct span path, const struct ledger *ledger, struct error *err);

/* Hands every ledger that is committed to `each`, by the path's bytes; what it is given lives in `arena`. */
void ledger_each(struct index_writer *writer, struct arena *arena, void (*each)(const struct ledger *ledger, void *with),
		 void *with, struct error *err);
/* Forgets the file. */
void ledger_forget(struct index_writer *writer, struct span path, struct error *err);

void ledger_add(struct ledger *ledger, uint64_t id, uint32_t text);

/* The number of an article's id, and the id of a number. */
uint64_t ledger_number(const char *id);
void ledger_id(uint64_t number, char out[ID_TEXT]);

#endif
