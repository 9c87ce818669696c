/* dateline ingest: reads files and folders into the index. */
#include "commands/command.h"
#include "commands/ingest_report.h"
#include "commands/gazetteer.h"

#include "dateline/date.h"
#include "dateline/ingest.h"

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
	{ "prune", 0, NULL, "takes out what is left of files that are gone from the folders named" },
	{ "since", 0, "DATE", "reads only files that were changed on this day or later" },
	{ "watch", 0, NULL, "goes on reading what is added or changed until it is stopped" },
	{ "every", 0, "SECONDS", "how often --watch looks at all files, besides what the system tells (300)" },
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

/* The beginning of the day, by the clock of this machine. */
static int64_t read_since(const struct invocation *line, struct error *err)
{
	const char *since = given_text(line, "since", NULL);
	struct error wrong = { 0 };
	struct date date = { 0 };
	struct tm day = { 0 };
	char text[DATE_TEXT];

	if (!since)
		return 0;
	date = date_parse_asked(span_of(since), today(), &wrong);
	if (wrong.status != STATUS_OK || !date_is_known(date) || date.from_day == DAY_OPEN_FROM) {
		error_set(err, STATUS_USAGE, NULL, "--since: %s", wrong.text[0] ? wrong.text : "a day from which on is wanted");
		return 0;
	}
	day_print(date.from_day, text);
	sscanf(text, "%d-%d-%d", &day.tm_year, &day.tm_mon, &day.tm_mday);
	day.tm_year -= 1900;
	day.tm_mon -= 1;
	day.tm_isdst = -1;
	return (int64_t)mktime(&day);
}

/* ---- watching ---- */

/* What was asked, all through the run. */
struct task {
	struct invocation *line;
	struct ingest_options asked;
	struct ingest_watch watch;
	struct talk talk;
};

static void ingest_once(struct task *task, struct ingest_summary *summary, struct error *err)
{
	const struct invocation *line = task->line;

	progress_begin(&task->talk.progress, "articles", 0, line->quiet);
	task->watch.progress = task->talk.progress.shown ? show_progress : NULL;
	if (err->status == STATUS_OK)
		ingest_run((const char *const *)line->operands, line->operand_count, &task->asked, &task->watch, summary, err);
	progress_end(&task->talk.progress);
	if (err->status == STATUS_IO && summary->files + summary->added > 0)
		tell(line, "what was stored before this is kept: once it is mended, run the same again");
}

#define SCAN_SECONDS 300
#define SETTLE_SECONDS 2
#define BUSY_SECONDS 10

static bool has_news(const struct ingest_summary *sum)
{
	return sum->added + sum->replaced + sum->removed + sum->withdrawn + sum->faults_io + sum->faults_data > 0;
}

static void tell_time(const struct invocation *line)
{
	time_t now = time(NULL);
	struct tm local;
	char text[32];

	localtime_r(&now, &local);
	strftime(text, sizeof(text), "%Y-%m-%d %H:%M:%S", &local);
	tell(line, "%s", text);
}

/* Reads what changes until it is told to stop. Somebody else's writing is waited for. */
static void keep_up(struct task *task, struct ingest_summary *summary, struct error *err)
{
	const struct invocation *line = task->line;
	unsigned every = (unsigned)given_number(line, "every", SCAN_SECONDS, 1, 86400, err);
	struct folder_watch *folders;
	bool was_whole = true;

	task->asked.settle = SETTLE_SECONDS;
	folders = folder_watch_open((const char *const *)line->operands, line->operand_count, task->asked.index);
	for (bool first = true; !stop && err->status == STATUS_OK; first = false) {
		struct error one = { 0 };
		bool is_whole = folder_watch_renew(folders);

		if (was_whole && !is_whole)
			tell(line, "the system does not watch all of these folders; they are looked through every %u seconds "
				   "(the limit is fs.inotify.max_user_watches)", every);
		was_whole = is_whole;
		ingest_once(task, summary, &one);
		if (one.status != STATUS_OK && one.status != STATUS_BUSY)
			*err = one;
		if (first || has_news(summary)) {
			tell_time(line);
			ingest_tell_summary(line, summary);
		}
		fflush(NULL);           /* the report is read while we go on */
		if (!stop && err->status == STATUS_OK)
			folder_watch_wait(folders, one.status == STATUS_BUSY ? BUSY_SECONDS : summary->files_unsettled ? SETTLE_SECONDS :
					  every, &stop);
	}
	folder_watch_close(folders);
}

/* ---- the command ---- */

static void check_line(const struct invocation *line, struct error *err)
{
	if (line->operand_count == 0)
		error_set(err, STATUS_USAGE, NULL, "name files or folders to read, or - for standard input");
	for (size_t i = 0; i < line->operand_count; i++)
		if (given_has(line, "watch") && strcmp(line->operands[i], "-") == 0)
			error_set(err, STATUS_USAGE, NULL, "--watch watches files and folders, not standard input");
	if (given_has(line, "watch") && given_has(line, "dry-run"))
		error_set(err, STATUS_USAGE, NULL, "--watch and --dry-run do not go together");
	if (given_has(line, "every") && !given_has(line, "watch"))
		error_set(err, STATUS_USAGE, NULL, "--every says how often --watch looks at everything; --watch is missing");
}

static void read_wishes(struct task *task, struct error *err)
{
	const struct invocation *line = task->line;

	read_options(line, &task->asked.reading, err);
	task->asked.dry = given_has(line, "dry-run");
	task->asked.prune = given_has(line, "prune");
	task->asked.since = read_since(line, err);
	task->asked.jobs = (unsigned)given_number(line, "jobs", sysconf(_SC_NPROCESSORS_ONLN), 1, 1024, err);
	check_line(line, err);
}

static enum status run(struct invocation *line, struct error *err)
{
	struct task task = { .line = line, .asked = { .index = index_directory(line) }, .talk = { .line = line } };
	bool watches = given_has(line, "watch");
	struct gazetteer *gazetteer;
	struct ingest_summary summary = { 0 };
	struct buf json = BUF_INIT((size_t)4 << 10);

	task.watch = (struct ingest_watch){ .fault = tell_bad, .notice = tell_notice, .stop = &stop, .with = &task.talk };
	read_wishes(&task, err);
	if (err->status != STATUS_OK)
		return err->status;
	gazetteer = places_open(line, err);
	task.asked.gazetteer = gazetteer;
	task.talk.report = ingest_report_open(given_text(line, "report", NULL), err);
	task.watch.item = task.talk.report ? report_item : NULL;
	catch_signals();
	if (watches)
		keep_up(&task, &summary, err);
	else
		ingest_once(&task, &summary, err);
	ingest_report_close(task.talk.report, err);
	if (!watches && (err->status == STATUS_OK || summary.files + summary.added > 0))
		ingest_tell_summary(line, &summary);
	if (line->json)
		ingest_summary_json(&summary, &json);
	print_out(buf_span(&json), err);
	buf_release(&json);
	gazetteer_close(gazetteer);
	return watches && stop ? STATUS_OK : ingest_outcome(&summary);
}

const struct command command_ingest = {
	"ingest", "Reads files and folders into the index", "PATH... | -", options, COUNT(options), run,
};
