/* The report of an ingest: a line of JSON for each file, article and record passed over. */
#ifndef COMMANDS_INGEST_REPORT_H
#define COMMANDS_INGEST_REPORT_H

#include "commands/command.h"

#include "dateline/ingest.h"

struct ingest_report;

/* Opens `path` anew ("-": standard output); NULL without a path or with `err` set. */
struct ingest_report *ingest_report_open(const char *path, struct error *err);
void ingest_report_add(struct ingest_report *report, const struct ingest_item *item);
/* STATUS_IO when a line could not be written. NULL is welcome. */
void ingest_report_close(struct ingest_report *report, struct error *err);

/* What the run came to: lines on stderr, and "dateline.ingest/1". */
void ingest_tell_summary(const struct invocation *line, const struct ingest_summary *sum);
void ingest_summary_json(const struct ingest_summary *sum, struct buf *out);

#endif
