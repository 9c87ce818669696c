/* dateline ingest: reads files and folders into the index. */
#include "commands/command.h"
#include "commands/ingest_report.h"
#include "commands/gazetteer.h"

#include "dateline/date.h"
#include "dateline/ingest.h"

#include <inttypes.h>
#include <signal.h>
#include <time.h>
#include <unistd.h>

static const struct option_row options[] = {
	{ "published", 0, "DATE", "the day of publication, for articles that do not say it" },
	{ "source", 0, "NAME", "who published it, for articles that do not say it" },
	{ "lang", 0, "CODE", "the language, for articles that do not say it" },
	{ "charset", 0, "NAME", "the charset of all inputs; otherwise it is found out" },
	{ "filter", 0, "TYPE=PROGRAM", "reads a kind of file (by ending or MIME type) through a program; repeatable" },
	{ "report", 0, "FILE", "writes there a line of JSON for each file and each article in it" },
	{ "dry-run", 'n', NULL, "reads all, tells what would be done, and writes nothing" },
	{ "jobs", 'j', "N", "processors to use at most" },
};

static volatile sig_atomic_t stop;

static void stop_soon(int signal_number)
{
	(void)signal_number;
	stop = 1;
}

/* The second Ctrl-C ends at once: what is committed is safe anyway. */
static void catch_signals(void)
{
	struct sigaction action = { .sa_handler = stop_soon, .sa_flags = (int)SA_RESETHAND };

	sigaction(SIGINT, &action, NULL);
	sigaction(SIGTERM, &action, NULL);
}

/* Notices of one kind that are told in full; the summary counts them all. */
#define NOTICES_MOST 5

struct talk {
	const struct invocation *line;
	struct progress progress;
	int notices;
	struct ingest_report *report;   /* or NULL */
};

static void report_item(const struct ingest_item *item, void *with)
{
	struct talk *talk = with;

	ingest_report_add(talk->report, item);
}

/* Makes room on the line of the progress bar. */
static void wipe(const struct talk *talk)
{
	if (talk->progress.shown)
		fputs("\r\033[K", stderr);
}

static void tell_bad(const struct error *err, void *with)
{
	struct talk *talk = with;

	wipe(talk);
	tell_fault(talk->line, err);
}

static void tell_notice(const struct error *err, void *with)
{
	struct talk *talk = with;
	struct buf text = BUF_INIT((size_t)4 << 10);

	if (++talk->notices > NOTICES_MOST)
		return;
	wipe(talk);
	add_safe(&text, span_of(err->where));
	buf_add_string(&text, ": ");
	add_safe(&text, span_of(err->text));
	tell(talk->line, "%s", text.at);
	buf_release(&text);
}

static void show_progress(uint64_t done_bytes, uint64_t total_bytes, uint64_t articles, void *with)
{
	struct talk *talk = with;

	talk->progress.total_bytes = total_bytes;
	progress_step(&talk->progress, done_bytes, articles);
}

/* ---- options ---- */

static struct date today(void)
{
	time_t now = time(NULL);
	struct tm local;
	int32_t day;

	localtime_r(&now, &local);
	day = day_number(local.tm_year + 1900, local.tm_mon + 1, local.tm_mday);
	return (struct date){ day, day, DATE_DAY, false };
}

static void read_filters(const struct invocation *line, struct read_options *out, struct error *err)
{
	struct span *given;
	size_t count = given_all(line, "filter", &given);
	struct read_filter *filters = arena_new_array(line->arena, struct read_filter, count + 1);

	for (size_t i = 0; i < count && err->status == STATUS_OK; i++)
		filters[i] = read_filter_parse(arena_string(line->arena, given[i]), line->arena, err);
	out->filters = filters;
	out->filter_count = count;
}

static void read_options(const struct invocation *line, struct read_options *out, struct error *err)
{
	const char *published = given_text(line, "published", NULL), *lang = given_text(line, "lang", "");
	int format = given_choice(line, "format", article_formats, 0, err);
	struct error wrong = { 0 };

	if (published)
		out->published = date_parse_asked(span_of(published), today(), &wrong);
	if (wrong.status != STATUS_OK)
		error_set(err, STATUS_USAGE, NULL, "--published: %s", wrong.text);
	if (strlen(lang) >= sizeof(out->lang))
		error_set(err, STATUS_USAGE, NULL, "--lang takes a code of two letters (en, ru, kk ...), not \"%s\"", lang);
	snprintf(out->lang, sizeof(out->lang), "%s", lang);
	out->source = span_of(given_text(line, "source", ""));
	out->charset = given_text(line, "charset", NULL);
	if (out->charset && !charset_find(span_of(out->charset)))
		error_set(err, STATUS_USAGE, NULL, "no charset \"%s\" is known", out->charset);
	read_filters(line, out, err);
	if (format > 0)
		out->format = span_of(article_formats[format]);
}

/* ---- summary ---- */

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

static void tell_summary(const struct invocation *line, const struct ingest_summary *sum)
{
	double megabytes = (double)sum->bytes / 1e6;
	struct buf text = BUF_INIT((size_t)4 << 10);

	add_count(&text, sum->files, sum->files == 1 ? "file" : "files");
	add_count(&text, sum->added, sum->added == 1 ? "article added" : "articles added");
	add_count(&text, sum->replaced, "replaced");
	add_count(&text, sum->unchanged, "unchanged");
	add_count(&text, sum->removed, "removed");
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
	buf_release(&text);
}

static void add_json(const struct ingest_summary *sum, struct buf *out)
{
	buf_printf(out, "{\"schema\":\"dateline.ingest/1\",\"files\":%" PRIu64 ",\"files_unchanged\":%" PRIu64
		   ",\"files_skipped\":%" PRIu64 ",\"records_skipped\":%" PRIu64 ",\"withdrawn\":%" PRIu64
		   ",\"older\":%" PRIu64, sum->files, sum->files_unchanged, sum->files_skipped, sum->records_skipped,
		   sum->withdrawn, sum->older);
	buf_printf(out, ",\"added\":%" PRIu64 ",\"replaced\":%" PRIu64 ",\"unchanged\":%" PRIu64 ",\"removed\":%" PRIu64
		   ",\"repeated\":%" PRIu64 ",\"twins\":%" PRIu64, sum->added, sum->replaced, sum->unchanged, sum->removed,
		   sum->repeated, sum->twins);
	buf_printf(out, ",\"passages\":%" PRIu64 ",\"bytes\":%" PRIu64 ",\"faults\":%" PRIu64
		   ",\"stopped\":%s,\"seconds\":%.3f}\n", sum->passages, sum->bytes, sum->faults_io + sum->faults_data,
		   sum->stopped ? "true" : "false", sum->seconds);
}

static enum status run(struct invocation *line, struct error *err)
{
	struct talk talk = { .line = line };
	struct ingest_watch watch = {
		.fault = tell_bad, .notice = tell_notice, .stop = &stop, .with = &talk,
	};
	struct ingest_options asked = { .index = index_directory(line) };
	struct gazetteer *gazetteer;
	struct ingest_summary summary = { 0 };
	struct buf json = BUF_INIT((size_t)4 << 10);

	read_options(line, &asked.reading, err);
	asked.dry = given_has(line, "dry-run");
	asked.jobs = (unsigned)given_number(line, "jobs", sysconf(_SC_NPROCESSORS_ONLN), 1, 1024, err);
	if (line->operand_count == 0)
		error_set(err, STATUS_USAGE, NULL, "name files or folders to read, or - for standard input");
	if (err->status != STATUS_OK)
		return err->status;
	gazetteer = places_open(line, err);
	asked.gazetteer = gazetteer;
	talk.report = ingest_report_open(given_text(line, "report", NULL), err);
	watch.item = talk.report ? report_item : NULL;
	catch_signals();
	progress_begin(&talk.progress, "articles", 0, line->quiet);
	if (talk.progress.shown)
		watch.progress = show_progress;
	if (err->status == STATUS_OK)
		ingest_run((const char *const *)line->operands, line->operand_count, &asked, &watch, &summary, err);
	progress_end(&talk.progress);
	ingest_report_close(talk.report, err);
	if (err->status == STATUS_OK || summary.files + summary.added > 0)
		tell_summary(line, &summary);
	if (err->status == STATUS_IO && summary.files + summary.added > 0)
		tell(line, "what was stored before this is kept: once it is mended, run the same again");
	if (line->json)
		add_json(&summary, &json);
	print_out(buf_span(&json), err);
	buf_release(&json);
	gazetteer_close(gazetteer);
	return ingest_outcome(&summary);
}

const struct command command_ingest = {
	"ingest", "Reads files and folders into the index", "PATH... | -", options, COUNT(options), run,
};
