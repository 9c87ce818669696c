/* A run of ingest: what its files share. */
#ifndef INGEST_RUN_H
#define INGEST_RUN_H

#include "dateline/index.h"
#include "dateline/ingest.h"
#include "dateline/map.h"
#include "ingest/copies.h"
#include "ingest/jobs.h"

struct run {
	const struct ingest_options *options;
	const struct ingest_watch *watch;
	struct ingest_summary *summary;
	struct index_writer *writer;
	struct copies *copies;
	struct jobs *jobs;      /* NULL when nothing is written */
	struct span index;      /* absolute path of the index */
	struct map *seen;       /* id of each article of this run → some bits of its text */
	struct map *files;      /* absolute paths, where several were named: a file is read once */
	struct arena *arena;    /* for the whole run */
	struct map *version_of; /* id of each article that tells its version → number in `versions` */
	struct article_version *versions;
	size_t version_count, version_room;
	char asked[DIGEST_TEXT]; /* digest of the options and rules: a file read with others is read again */
	uint64_t total_bytes, done_bytes;
	struct error *err;      /* a fault that ends the run */
};

bool run_is_over(const struct run *run);
void run_tell_fault(struct run *run, const struct error *fault);
void run_tell_notice(struct run *run, const char *where, const char *format, ...) __attribute__((format(printf, 3, 4)));
void run_tell_progress(struct run *run, uint64_t done_bytes);

void run_tell_item(struct run *run, const struct ingest_item *item);

/* What the jobs tell, with the run: struct jobs_told. */
void run_article_is_put(const struct article *article, const char *id, bool replaces, uint64_t passages,
			struct origin *origin, void *with);
void run_article_is_refused(const struct error *fault, struct origin *origin, void *with);
void run_ledger_is_due(struct ledger *ledger, struct origin *origin, void *with);

/* Reads one input. `path` is as walked, `absolute` the same from the root ("-" for
 * standard input), whose first `root_bytes` are the folder that was named, its slash
 * too. Faults of the input are told; those of the index end the run. */
void run_file(struct run *run, const char *path, struct span absolute, size_t root_bytes);

#endif
