/* dateline places import: GeoNames' files, or a table of one's own, become the gazetteer. */
#include "commands/gazetteer.h"
#include "commands/places.h"

#include "dateline/file.h"
#include "dateline/gazetteer.h"
#include "dateline/json.h"

#include <inttypes.h>
#include <signal.h>
#include <sys/resource.h>
#include <unistd.h>

/* Bad rows that are told in full; the summary counts them all. */
#define FAULTS_TOLD 100

static volatile sig_atomic_t stop;

static void stop_soon(int signal_number)
{
	(void)signal_number;
	stop = 1;
}

struct talk {
	const struct invocation *line;
	struct progress progress;
	uint64_t faults;
};

static void tell_bad(const struct error *err, void *with)
{
	struct talk *talk = with;

	if (++talk->faults > FAULTS_TOLD)
		return;
	if (talk->progress.shown)
		fputs("\r\033[K", stderr);
	tell_fault(talk->line, err);
}

static void show_progress(uint64_t done, uint64_t total, uint64_t rows, void *with)
{
	struct talk *talk = with;

	talk->progress.total_bytes = total;
	progress_step(&talk->progress, done, rows);
}

/* ---- summary ---- */

/* The most memory that this process has had. */
static long memory_megabytes(void)
{
	struct rusage usage = { .ru_maxrss = 0 };

	getrusage(RUSAGE_SELF, &usage);
	return usage.ru_maxrss / 1024; /* which the kernel tells in kilobytes */
}

static void add_count(struct buf *out, uint64_t count, const char *what)
{
	if (count)
		buf_printf(out, ", %" PRIu64 " %s", count, what);
}

static void tell_summary(const struct talk *talk, const struct import_summary *sum, const char *to)
{
	struct buf text = BUF_INIT((size_t)8 << 10);

	if (talk->faults > FAULTS_TOLD)
		tell(talk->line, "and %" PRIu64 " more bad rows", talk->faults - FAULTS_TOLD);
	buf_printf(&text, "%" PRIu64 " rows", sum->rows);
	add_count(&text, sum->added, sum->added == 1 ? "place added" : "places added");
	add_count(&text, sum->known, sum->known == 1 ? "known place with further names" : "known places with further names");
	add_count(&text, sum->names, "ways of writing");
	add_count(&text, sum->passed, "rows of kinds that are not taken");
	add_count(&text, sum->repeated, "repeated");
	add_count(&text, sum->bad, sum->bad == 1 ? "bad row" : "bad rows");
	buf_printf(&text, "; %.1f s, %ld MB of memory at most", seconds_now() - talk->progress.started, memory_megabytes());
	tell(talk->line, "%s", text.at);
	buf_clear(&text);
	add_safe(&text, span_of(to));
	tell(talk->line, "%s: %.1f MB", text.at, (double)sum->bytes / 1e6);
	buf_release(&text);
}

static void print_summary(const struct import_summary *sum, const char *to, double seconds, struct error *err)
{
	struct buf out = BUF_INIT((size_t)16 << 10);
	struct json json = { .out = &out };

	json_open_object(&json, NULL);
	json_chars(&json, "schema", "dateline.places.import/1");
	json_chars(&json, "file", to);
	json_number(&json, "rows", (int64_t)sum->rows);
	json_number(&json, "added", (int64_t)sum->added);
	json_number(&json, "known", (int64_t)sum->known);
	json_number(&json, "names", (int64_t)sum->names);
	json_number(&json, "passed", (int64_t)sum->passed);
	json_number(&json, "repeated", (int64_t)sum->repeated);
	json_number(&json, "bad", (int64_t)sum->bad);
	json_number(&json, "bytes", (int64_t)sum->bytes);
	json_decimal(&json, "seconds", seconds, 1);
	json_number(&json, "memory_mb", memory_megabytes());
	json_close_object(&json);
	buf_add_string(&out, "\n");
	print_out(buf_span(&out), err);
	buf_release(&out);
}

/* ---- one gazetteer ---- */

static const char *target(const struct invocation *line, const char *name, struct error *err)
{
	const char *asked = given_text(line, "to", NULL), *slash;
	const char *path = asked ? asked : data_path(line, name);

	slash = strrchr(path, '/');
	if (slash && slash > path)
		file_make_directories(arena_printf(line->arena, "%.*s", (int)(slash - path), path).at, err);
	return path;
}

/* Makes `to` of GeoNames' files, or with `own` of that table, over the gazetteer at `below` (NULL: built in). */
static enum status make(struct invocation *line, const char *below, const char *own, const char *to, struct error *err)
{
	struct talk talk = { .line = line };
	struct import_watch watch = { tell_bad, show_progress, &stop, &talk };
	struct import_files files = { (const char *const *)line->operands + 1, line->operand_count - 1,
				      given_text(line, "alternates", NULL), given_text(line, "admin", NULL) };
	struct import_summary sum = { 0 };
	struct gazetteer *base = gazetteer_open(below, err);

	progress_begin(&talk.progress, "rows", 0, line->quiet);
	if (err->status == STATUS_OK && own)
		own_import(base, own, to, &watch, &sum, err);
	else if (err->status == STATUS_OK)
		geonames_import(base, &files, to, &watch, &sum, err);
	progress_end(&talk.progress);
	gazetteer_close(base);
	if (err->status != STATUS_OK)
		return err->status;
	tell_summary(&talk, &sum, to);
	if (line->json)
		print_summary(&sum, to, seconds_now() - talk.progress.started, err);
	return sum.bad ? STATUS_IO : STATUS_OK;
}

/* GeoNames, over which a table of one's own lies: the file that --places names, or what was imported before. */
static const char *below_own(const struct invocation *line)
{
	const char *asked = given_text(line, "places", NULL), *imported = data_path(line, PLACES_GEONAMES_FILE);

	if (asked)
		return strcmp(asked, "default") == 0 ? NULL : asked;
	return access(imported, F_OK) == 0 ? imported : NULL;
}

enum status places_import_command(struct invocation *line, struct error *err)
{
	struct sigaction action = { .sa_handler = stop_soon, .sa_flags = (int)SA_RESETHAND };
	const char *own = given_text(line, "own", NULL), *to;
	enum status outcome;

	sigaction(SIGINT, &action, NULL);
	sigaction(SIGTERM, &action, NULL);
	if (own && (line->operand_count > 1 || given_has(line, "alternates") || given_has(line, "admin"))) {
		error_set(err, STATUS_USAGE, NULL, "first import GeoNames' files, then --own: your table lies over them");
		return STATUS_USAGE;
	}
	to = target(line, own ? PLACES_OWN_FILE : PLACES_GEONAMES_FILE, err);
	if (err->status != STATUS_OK)
		return err->status;
	outcome = make(line, own ? below_own(line) : NULL, own, to, err);
	if (err->status == STATUS_OK && !own && !given_has(line, "to") && access(data_path(line, PLACES_OWN_FILE), F_OK) == 0)
		tell(line, "your own table still lies over the places of before: import it again with --own");
	return outcome;
}
