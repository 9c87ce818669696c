/* Splits, annotates and makes articles on several threads; what comes out keeps the order of what went in. */
#ifndef INGEST_JOBS_H
#define INGEST_JOBS_H

#include "ingest/ledger.h"

#include "dateline/article.h"

/* A file that articles come from, as long as any of them is under way. */
struct origin {
	struct arena *arena;
	const char *path;       /* as walked */
	struct span absolute;
	uint64_t faults, passages;
	size_t refs;
};

struct origin *origin_new(const char *path, struct span absolute);
struct origin *origin_keep(struct origin *origin);
void origin_release(struct origin *origin);

/* Who is told, all on the caller's thread and in order. */
struct jobs_told {
	/* The index could not take an article. */
	void (*fault)(const struct error *err, struct origin *origin, void *with);
	/* One was put; `article` is lent. */
	void (*put)(const struct article *article, const char *id, bool replaces, uint64_t passages, struct origin *origin,
		    void *with);
	/* All articles that came before were put, or their faults told. */
	void (*ledger)(struct ledger *ledger, struct origin *origin, void *with);
	void *with;
};

struct jobs;

/* With one thread everything is done on the caller's. */
struct jobs *jobs_new(unsigned threads, struct index_writer *writer, const struct gazetteer *gazetteer,
		      const struct jobs_told *told);
/* Drops what was not drained. */
void jobs_free(struct jobs *jobs);

/* Copies the article. `replaces`: there is an older one. */
void jobs_add(struct jobs *jobs, const struct article *article, const char *id, bool replaces, struct origin *origin,
	      struct error *err);
/* Copies the ledger: it is told once what came before is done. */
void jobs_add_ledger(struct jobs *jobs, const struct ledger *ledger, struct origin *origin, struct error *err);

/* Waits until all is done and told. */
void jobs_drain(struct jobs *jobs, struct error *err);

#endif
