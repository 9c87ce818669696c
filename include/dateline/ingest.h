/* Ingest: from paths to an index, incrementally; a bad file never stops the run. */
#ifndef DATELINE_INGEST_H
#define DATELINE_INGEST_H

#include "dateline/article.h"
#include "dateline/error.h"
#include "dateline/place.h"

#include <signal.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct ingest_options {
	const char *index;              /* its directory; made when it is not there */
	const struct gazetteer *gazetteer;
	struct read_options reading;    /* what the user said of all inputs */
	unsigned jobs;                  /* threads at most; with more than one, writing is done beside reading */
	bool dry;                       /* what is new is read, nothing is written; without an index all is new */
	bool prune;                     /* takes out what is left of files that are gone from the folders named */
	int64_t since;                  /* seconds since 1970: files last changed before are passed over; 0: none are */
	unsigned settle;                /* files changed within so many seconds are left for the next run */
};

/* What became of a file, or of an article or record in it. */
enum ingest_fate {
	FATE_READ,              /* a file that was read; what is in it has items of its own */
	FATE_UNCHANGED,         /* a file or article that is in the index as it is */
	FATE_ADDED, FATE_REPLACED, /* an article; with `dry`: added */
	FATE_REPEATED,          /* it came before in this run, word for word */
	FATE_OLDER,             /* a newer version of it is there */
	FATE_WITHDRAWN,         /* its agency took it back: the index has no word of it now */
	FATE_SKIPPED,           /* it holds no article; `why` says what it is */
	FATE_FAILED,            /* it could not be read; `why` */
	FATE_GONE               /* a file that is no longer there; its articles are in the index, unless `prune` */
};
const char *ingest_fate_text(enum ingest_fate fate);

/* Spans are lent for the call; what is not known is empty. */
struct ingest_item {
	enum ingest_fate fate;
	bool is_file;
	const char *where;              /* the file as the user named it; of a record that is no article with its place */
	const char *why;
	const char *type;               /* of a file its format or, when it is none of ours, what it is */
	const struct article *article;  /* or NULL */
	const char *id;                 /* of the article */
	uint64_t articles, passages;    /* of a file those that were read; of an article its passages */
};

/* Who is told of what, all on the caller's thread; each may be NULL. */
struct ingest_watch {
	/* An input or a record that could not be read, or an article that the index
	 * does not take; the run goes on. */
	void (*fault)(const struct error *err, void *with);
	/* Something worth knowing that is no fault; err->status is STATUS_OK. */
	void (*notice)(const struct error *err, void *with);
	/* Each file and each thing in it: for a report. */
	void (*item)(const struct ingest_item *item, void *with);
	void (*progress)(uint64_t done_bytes, uint64_t total_bytes, uint64_t articles, void *with);
	const volatile sig_atomic_t *stop;      /* once it is not 0, what is whole is committed and the run ends */
	void *with;
};

#define SKIPPED_KINDS_MOST 16

struct ingest_summary {
	uint64_t files;                 /* read or found unchanged */
	uint64_t files_unchanged;
	uint64_t files_skipped;         /* found in a folder and of a kind that holds no articles: pictures, styles ... */
	struct {
		const char *what;       /* "picture" */
		uint64_t files;
	} kinds[SKIPPED_KINDS_MOST];    /* of those */
	uint64_t records_skipped;       /* in web archives and archives, likewise */
	uint64_t withdrawn, older;      /* articles taken back; versions that are not the newest */
	uint64_t added, replaced, unchanged, removed; /* articles */
	uint64_t files_gone, articles_gone; /* no longer in the folders named, and still in the index or, with `prune`, till now */
	uint64_t files_older, files_unsettled; /* passed over for `since` and `settle` */
	uint64_t repeated;              /* articles that came again, word for word, in this run */
	uint64_t twins;                 /* own ids that came with another text */
	uint64_t passages;              /* written */
	uint64_t bytes;                 /* of the files that were read */
	uint64_t faults_io, faults_data;
	bool stopped;
	double seconds;
};

/* Reads every file at or below each path ("-": standard input) into the index. On
 * return without fault all of it survives a power cut. `err`: the index is busy,
 * damaged or cannot be written; what was committed before stays. Faults of single
 * inputs are counted in `summary` and told to `watch`. */
void ingest_run(const char *const *paths, size_t count, const struct ingest_options *options,
		const struct ingest_watch *watch, struct ingest_summary *summary, struct error *err);

/* Waits for changes in folders. */
struct folder_watch;

/* Watches the folders at and below each path, but not `except` (the index, which may
 * lie among them); of a file its folder. Never NULL: where the system cannot watch,
 * or not all of them, waiting is by time alone. */
struct folder_watch *folder_watch_open(const char *const *paths, size_t count, const char *except);
/* Takes in folders that were made since. False: the system does not watch all of them. */
bool folder_watch_renew(struct folder_watch *watch);
/* Waits until something has changed and then been quiet for a while, so many seconds
 * are over, or a signal has made `*stop` other than 0. Signals are caught here. */
void folder_watch_wait(struct folder_watch *watch, unsigned seconds, const volatile sig_atomic_t *stop);
void folder_watch_close(struct folder_watch *watch);

/* The exit status of a run that was no fault as a whole: 0; 3 when an input could
 * not be read, or was bad among good ones; 4 when every input was bad; 130. */
enum status ingest_outcome(const struct ingest_summary *summary);

#endif
