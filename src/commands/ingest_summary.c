/* Sums up a run of ingest: for a person, and as JSON. */
#include "commands/ingest_report.h"

#include <inttypes.h>

static void add_count(struct buf *out, uint64_t count, const char *what)
{
	if (count)
		buf_printf(out, "%s%" PRIu64 " %s", out->bytes ? ", " : "", count, what);
}

/* What was found and not read, by its kind. */
static void tell_skipped(const struct invocation *line, const struct ingest_summary *sum)
{
	struct buf text = BUF_INIT((size_t)4 << 10);

	for (size_t i = 0; i < SKIPPED_KINDS_MOST && sum->kinds[i].what; i++)
		buf_printf(&text, "%s%s %" PRIu64, i ? ", " : "", sum->kinds[i].what, sum->kinds[i].files);
	if (sum->files_skipped)
		tell(line, "not read, since they hold no articles: %" PRIu64 " %s (%s)", sum->files_skipped,
		     sum->files_skipped == 1 ? "file" : "files", text.at);
	if (sum->records_skipped)
		tell(line, "%" PRIu64 " %s of archives hold no article%s", sum->records_skipped,
		     sum->records_skipped == 1 ? "record" : "records",
		     given_has(line, "report") ? "" : " (--report FILE names each)");
	buf_release(&text);
}

/* What was ingested once and is gone from the folders that were named. */
static void tell_gone(const struct invocation *line, const struct ingest_summary *sum)
{
	bool one = sum->articles_gone == 1;
	const char *fate = !given_has(line, "prune") ? one ? "stays in the index: --prune takes it out"
							: "stay in the index: --prune takes them out"
			   : given_has(line, "dry-run") ? "would be taken out" : one ? "was taken out" : "were taken out";

	if (sum->files_gone)
		tell(line, "%" PRIu64 " %s no longer there; %" PRIu64 " %s %s %s", sum->files_gone,
		     sum->files_gone == 1 ? "file is" : "files are", sum->articles_gone, one ? "article of" : "articles of",
		     sum->files_gone == 1 ? "it" : "them", fate);
}

void ingest_tell_summary(const struct invocation *line, const struct ingest_summary *sum)
{
	double megabytes = (double)sum->bytes / 1e6;
	struct buf text = BUF_INIT((size_t)4 << 10);

	add_count(&text, sum->files, sum->files == 1 ? "file" : "files");
	add_count(&text, sum->added, sum->added == 1 ? "article added" : "articles added");
	add_count(&text, sum->replaced, "replaced");
	add_count(&text, sum->unchanged, "unchanged");
	add_count(&text, sum->removed, "removed");
	add_count(&text, sum->files_older, "last changed before --since");
	add_count(&text, sum->files_unsettled, "still being written, left for later");
	add_count(&text, sum->repeated, "repeated");
	add_count(&text, sum->twins, sum->twins == 1 ? "id with another text" : "ids with another text");
	add_count(&text, sum->passages, sum->passages == 1 ? "passage" : "passages");
	add_count(&text, sum->withdrawn, "withdrawn by their agency");
	add_count(&text, sum->older, "older versions left out");
	add_count(&text, sum->faults_io + sum->faults_data, sum->faults_io + sum->faults_data == 1 ? "fault" : "faults");
	if (!text.bytes)
		buf_add_string(&text, "nothing to read");
	tell(line, "%s%s%s; %.1f s", given_has(line, "dry-run") ? "nothing was written; would be: " : "",
	     sum->stopped ? "stopped: " : "", text.at, sum->seconds);
	if (megabytes >= 1 && !sum->stopped)
		tell(line, "%.1f MB read, %.2f MB/s", megabytes, megabytes / sum->seconds);
	tell_skipped(line, sum);
	tell_gone(line, sum);
	buf_release(&text);
}

void ingest_summary_json(const struct ingest_summary *sum, struct buf *out)
{
	buf_printf(out, "{\"schema\":\"dateline.ingest/1\",\"files\":%" PRIu64 ",\"files_unchanged\":%" PRIu64
		   ",\"files_skipped\":%" PRIu64 ",\"records_skipped\":%" PRIu64 ",\"withdrawn\":%" PRIu64
		   ",\"older\":%" PRIu64, sum->files, sum->files_unchanged, sum->files_skipped, sum->records_skipped,
		   sum->withdrawn, sum->older);
	buf_printf(out, ",\"added\":%" PRIu64 ",\"replaced\":%" PRIu64 ",\"unchanged\":%" PRIu64 ",\"removed\":%" PRIu64
		   ",\"repeated\":%" PRIu64 ",\"twins\":%" PRIu64, sum->added, sum->replaced, sum->unchanged, sum->removed,
		   sum->repeated, sum->twins);
	buf_printf(out, ",\"files_gone\":%" PRIu64 ",\"articles_gone\":%" PRIu64 ",\"files_older\":%" PRIu64, sum->files_gone,
		   sum->articles_gone, sum->files_older);
	buf_printf(out, ",\"passages\":%" PRIu64 ",\"bytes\":%" PRIu64 ",\"faults\":%" PRIu64
		   ",\"stopped\":%s,\"seconds\":%.3f}\n", sum->passages, sum->bytes, sum->faults_io + sum->faults_data,
		   sum->stopped ? "true" : "false", sum->seconds);
}
