/* Runs ingest: walks the paths, hands each file on, commits, and sums up. */
#include "ingest/run.h"

#include "dateline/file.h"
#include "ingest/gone.h"
#include "articles/others.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <time.h>

static double now(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (double)t.tv_sec + (double)t.tv_nsec * 1e-9;
}

/* ---- talking ---- */

bool run_is_over(const struct run *run)
{
	if (run->watch->stop && *run->watch->stop)
		run->summary->stopped = true;
	return run->summary->stopped || run->err->status != STATUS_OK;
}

void run_tell_fault(struct run *run, const struct error *fault)
{
	if (fault->status == STATUS_IO)
		run->summary->faults_io++;
	else
		run->summary->faults_data++;
	if (run->watch->fault)
		run->watch->fault(fault, run->watch->with);
}

void run_tell_notice(struct run *run, const char *where, const char *format, ...)
{
	struct error notice = { 0 };
	va_list args;

	if (!run->watch->notice)
		return;
	snprintf(notice.where, sizeof(notice.where), "%s", where);
	va_start(args, format);
	vsnprintf(notice.text, sizeof(notice.text), format, args);
	va_end(args);
	run->watch->notice(&notice, run->watch->with);
}

void run_tell_progress(struct run *run, uint64_t done_bytes)
{
	const struct ingest_summary *sum = run->summary;

	if (run->watch->progress)
		run->watch->progress(run->done_bytes + done_bytes, run->total_bytes,
				     sum->added + sum->replaced + sum->unchanged + sum->repeated, run->watch->with);
}

const char *ingest_fate_text(enum ingest_fate fate)
{
	static const char *const texts[] = { "read", "unchanged", "added", "replaced", "repeated", "older", "withdrawn", "skipped",
					     "failed", "gone" };

	return texts[fate];
}

void run_tell_item(struct run *run, const struct ingest_item *item)
{
	if (run->watch->item)
		run->watch->item(item, run->watch->with);
}

/* A file of a folder that holds no article. */
static void pass_over(struct run *run, const char *path, const char *kind)
{
	struct ingest_summary *sum = run->summary;
	size_t i = 0;

	while (i < SKIPPED_KINDS_MOST - 1 && sum->kinds[i].what && strcmp(sum->kinds[i].what, kind) != 0)
		i++;
	sum->kinds[i].what = i < SKIPPED_KINDS_MOST - 1 ? kind : "of other kinds";
	sum->kinds[i].files++;
	sum->files_skipped++;
	run_tell_item(run, &(struct ingest_item){ .fate = FATE_SKIPPED, .is_file = true, .where = path, .why = kind, .type = kind });
}

/* ---- one path of the command line ---- */

/* A path while it is walked; its absolute form is `root` and what follows `given`. */
struct walk {
	struct run *run;
	struct arena *arena;
	struct span root;
	size_t given_bytes;
	bool only_counts;
};

static struct span absolute(const struct walk *walk, const char *path)
{
	const char *rest = path + walk->given_bytes;

	return arena_printf(walk->arena, "%.*s%s%s", (int)walk->root.bytes, walk->root.at,
			    *rest && *rest != '/' && !span_ends(walk->root, "/") ? "/" : "", rest);
}

/* Does it lie in the index that we write? */
static bool is_our_own(const struct run *run, struct span path)
{
	return path.bytes > run->index.bytes && memcmp(path.at, run->index.at, run->index.bytes) == 0 &&
	       path.at[run->index.bytes] == '/';
}

/* How much of a file's path is the folder that was named, or its own folder. */
static size_t root_bytes(const struct walk *walk, const char *path, struct span full)
{
	size_t end = walk->root.bytes;

	if (path[walk->given_bytes])
		return end + (end < full.bytes && full.at[end] == '/');
	while (end > 0 && full.at[end - 1] != '/')
		end--;
	return end;
}

/* Where several paths were named, one may lie in another. */
static bool is_seen(struct run *run, struct span full)
{
	bool is_new = true;

	if (run->files)
		map_slot(run->files, full, 1, &is_new);
	return !is_new;
}

/* Was it changed too long ago, or just now? */
static bool is_not_due(struct run *run, const char *path, bool only_counts)
{
	const struct ingest_options *options = run->options;
	bool older, unsettled;
	struct stat st;

	if ((!options->since && !options->settle) || strcmp(path, "-") == 0 || stat(path, &st) != 0)
		return false;
	older = options->since && st.st_mtim.tv_sec < options->since;
	unsettled = !older && options->settle && st.st_mtim.tv_sec + (time_t)options->settle > time(NULL);
	if (!only_counts) {
		run->summary->files_older += older;
		run->summary->files_unsettled += unsettled;
	}
	return older || unsettled;
}

static bool take_file(const char *path, void *with)
{
	struct walk *walk = with;
	struct run *run = walk->run;
	const char *kind = path[walk->given_bytes] ? others_kind(span_of(path)) : NULL;
	struct span full;
	struct stat st;

	if (run_is_over(run))
		return false;
	arena_reset(walk->arena);
	full = absolute(walk, path);
	if (is_our_own(run, full))
		return true;
	if (is_not_due(run, path, walk->only_counts))
		return true;
	if (kind && !filter_is_for(&run->options->reading, span_of(path))) {
		if (!walk->only_counts)
			pass_over(run, path, kind);
	} else if (!walk->only_counts && !is_seen(run, full))
		run_file(run, path, full, root_bytes(walk, path, full));
	else if (walk->only_counts && stat(path, &st) == 0)
		run->total_bytes += (uint64_t)st.st_size;
	return !run_is_over(run);
}

static void tell_of_walk(const struct error *fault, void *with)
{
	struct walk *walk = with;

	if (!walk->only_counts)
		run_tell_fault(walk->run, fault);
}

static void walk_path(struct run *run, const char *path, bool only_counts)
{
	struct arena *arena = arena_new();
	char *root = realpath(path, NULL);
	struct walk walk = {
		.run = run, .arena = arena, .root = span_of(root ? root : path), .given_bytes = strlen(path),
		.only_counts = only_counts,
	};

	if (strcmp(path, "-") != 0)
		file_walk(path, take_file, tell_of_walk, &walk);
	else if (!only_counts)
		run_file(run, path, span_of(path), 0);
	free(root);
	arena_free(arena);
}

/* ---- the run ---- */

static void tell_of_index(const struct error *fault, void *with)
{
	run_tell_fault(with, fault);
}

static void digest_options(struct run *run)
{
	const struct read_options *reading = &run->options->reading;
	struct buf all = BUF_INIT((size_t)1 << 20);

	buf_add_number(&all, (uint32_t)reading->published.from_day);
	buf_add_number(&all, (uint32_t)reading->published.to_day);
	buf_add_number(&all, reading->published.precision);
	buf_add_counted(&all, reading->source);
	buf_add_counted(&all, span_of(reading->lang));
	buf_add_counted(&all, span_of(reading->charset));
	buf_add_counted(&all, reading->format);
	for (size_t i = 0; i < reading->filter_count; i++) {
		buf_add_counted(&all, reading->filters[i].type);
		for (size_t k = 0; reading->filters[i].words[k]; k++)
			buf_add_counted(&all, span_of(reading->filters[i].words[k]));
	}
	if (run->writer)
		buf_add_counted(&all, span_of(index_writer_rules(run->writer, run->options->gazetteer)));
	digest_hex(buf_span(&all), run->asked);
	buf_release(&all);
}

static void run_paths(struct run *run, const char *const *paths, size_t count)
{
	const struct jobs_told told = { run_article_is_refused, run_article_is_put, run_ledger_is_due, run };
	char *index = realpath(run->options->index, NULL);

	run->index = span_of(index ? index : run->options->index);
	run->seen = map_new();
	run->files = count > 1 ? map_new() : NULL;
	run->version_of = map_new();
	run->arena = arena_new();
	digest_options(run);
	if (run->writer && !run->options->dry) {
		index_writer_on_fault(run->writer, tell_of_index, run);
		run->jobs = jobs_new(run->options->jobs, run->writer, run->options->gazetteer, &told);
	}
	for (size_t i = 0; i < count && run->watch->progress; i++)
		walk_path(run, paths[i], true);
	for (size_t i = 0; i < count && !run_is_over(run); i++)
		walk_path(run, paths[i], false);
	if (run->jobs) {
		jobs_drain(run->jobs, run->err);
		index_writer_commit(run->writer, run->err);
	}
	if (run->writer && !run_is_over(run))
		gone_find(run, paths, count);
	if (run->jobs) {
		jobs_free(run->jobs);
		index_writer_commit(run->writer, run->err);
	}
	if (run->jobs && !run->summary->stopped)
		index_writer_pack(run->writer, run->err);
	map_free(run->seen);
	map_free(run->files);
	map_free(run->version_of);
	arena_free(run->arena);
	free(index);
}

void ingest_run(const char *const *paths, size_t count, const struct ingest_options *options,
		const struct ingest_watch *watch, struct ingest_summary *summary, struct error *err)
{
	struct run run = { .options = options, .watch = watch, .summary = summary, .err = err };
	double started = now();

	memset(summary, 0, sizeof(*summary));
	run.writer = options->dry ? index_writer_look(options->index, err)
				  : index_writer_open(options->index, options->jobs > 1, err);
	if (run.writer && !options->dry)
		run.copies = copies_open(options->index);
	if (err->status == STATUS_OK)
		run_paths(&run, paths, count);
	copies_close(run.copies, err);
	index_writer_close(run.writer);
	summary->seconds = now() - started;
}

enum status ingest_outcome(const struct ingest_summary *sum)
{
	bool some_good = sum->added + sum->replaced + sum->unchanged + sum->repeated + sum->older + sum->files_unchanged > 0;

	if (sum->stopped)
		return STATUS_INTERRUPTED;
	if (sum->faults_io + sum->faults_data == 0)
		return STATUS_OK;
	return some_good || sum->faults_io ? STATUS_IO : STATUS_DATA;
}
