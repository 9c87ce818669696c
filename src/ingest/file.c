/* Ingests one file: unchanged ones are passed over, changed ones replace what they held. */
#include "ingest/run.h"

#include "dateline/file.h"
#include "ingest/input.h"
#include "ingest/ledger.h"

#include <inttypes.h>
#include <stdio.h>

#define PIECE_BYTES ((size_t)1 << 20)

/* One file under way. */
struct reading {
	struct run *run;
	struct origin *origin;
	struct input_bytes input;
	struct arena *arena;
	struct ledger before, now;
	uint64_t articles;
};

/* ---- faults ---- */

/* Names the input as the user did, whatever the reader knew of it. */
void run_tell_fault_of(struct run *run, struct origin *origin, const struct error *fault)
{
	struct error told = { .status = fault->status };
	struct span where = span_of(fault->where), absolute = origin->absolute;

	origin->faults++;
	if (where.bytes >= absolute.bytes && absolute.bytes && memcmp(where.at, absolute.at, absolute.bytes) == 0) {
		where.at += absolute.bytes;
		where.bytes -= absolute.bytes;
		snprintf(told.where, sizeof(told.where), "%s%.*s", origin->path, (int)where.bytes, where.at);
	} else if (where.bytes && strcmp(fault->where, origin->path) != 0) {
		snprintf(told.where, sizeof(told.where), "%.100s: %.50s", origin->path, fault->where);
	} else {
		snprintf(told.where, sizeof(told.where), "%s", origin->path);
	}
	snprintf(told.text, sizeof(told.text), "%s", fault->text);
	run_tell_fault(run, &told);
}

static void tell_fault(const struct error *fault, void *with)
{
	struct reading *reading = with;

	run_tell_fault_of(reading->run, reading->origin, fault);
}

/* ---- articles ---- */

/* Has this article been here in this run, or, under its own id, one with another
 * text? Gives the id that it goes by; false when there is nothing to do. */
static bool settle_id(struct reading *reading, const struct article *article, uint32_t text, char id[ID_TEXT])
{
	struct run *run = reading->run;
	uint32_t *first;
	bool is_new;

	article_id(article, id);
	first = map_slot(run->seen, span_of(id), text, &is_new);
	if (!is_new && *first != text) {
		run->summary->twins++;
		run_tell_notice(run, reading->origin->path, "the id \"%.*s\" came before with another text: both are kept",
				(int)(article->id.bytes < 60 ? article->id.bytes : 60), article->id.at);
		article_id_of_twin(article, id);
		first = map_slot(run->seen, span_of(id), text, &is_new);
	}
	ledger_add(&reading->now, ledger_number(id), text);
	if (!is_new)
		run->summary->repeated++;
	return is_new;
}

static bool take_article(const struct article *article, struct arena *arena, void *with)
{
	struct reading *reading = with;
	struct run *run = reading->run;
	char id[ID_TEXT];

	(void)arena;
	if (run_is_over(run))
		return false;
	reading->articles++;
	if (settle_id(reading, article, (uint32_t)hash_bytes(article->text), id)) {
		if (index_writer_is_current(run->writer, id, article, run->options->gazetteer, run->err))
			run->summary->unchanged++;
		else
			jobs_add(run->jobs, article, id, index_writer_has(run->writer, id, run->err), reading->origin, run->err);
	}
	run_tell_progress(run, article->from.to_byte);
	input_passed(&reading->input, article->from.from_byte);
	return !run_is_over(run);
}

/* ---- what the file held before ---- */

static bool was_seen(const struct run *run, const char *id)
{
	return map_find(run->seen, span_of(id), 0) == map_find(run->seen, span_of(id), 1);
}

/* Is `path` the file, or a member of it ("archive.zip!/story.txt")? */
static bool is_of_file(struct span path, struct span file)
{
	struct span front = span_make(path.at, path.bytes < file.bytes ? path.bytes : file.bytes);

	return span_equal(front, file) &&
	       (path.bytes == file.bytes || span_starts(span_make(path.at + file.bytes, path.bytes - file.bytes), "!/"));
}

/* Takes out what the file no longer holds. After a fault nothing goes: an article
 * whose line is broken today may be whole tomorrow. Nor does what another file
 * has since brought under the same id. */
static void drop_others(struct reading *reading)
{
	struct run *run = reading->run;

	for (size_t i = 0; i < reading->before.count && run->err->status == STATUS_OK; i++) {
		struct ledger_article old = reading->before.articles[i];
		char id[ID_TEXT];

		ledger_id(old.id, id);
		if (was_seen(run, id))
			continue;
		if (reading->origin->faults)
			ledger_add(&reading->now, old.id, old.text);
		else if (is_of_file(index_writer_path(run->writer, id, reading->arena, run->err), reading->origin->absolute))
			run->summary->removed += index_writer_remove(run->writer, id, run->err);
	}
}

/* ---- the file ---- */

/* Its articles count as seen, so that another file cannot take their ids. */
static void pass_over(struct reading *reading)
{
	struct run *run = reading->run;

	for (size_t i = 0; i < reading->before.count; i++) {
		char id[ID_TEXT];

		ledger_id(reading->before.articles[i].id, id);
		map_put(run->seen, span_of(id), reading->before.articles[i].text);
	}
	run->summary->files_unchanged++;
	run->summary->unchanged += reading->before.count;
}

static void read_articles(struct reading *reading, struct error *fault)
{
	struct run *run = reading->run;

	run->summary->bytes += reading->input.size;
	articles_read(reading->input.raw, reading->origin->absolute, &run->options->reading, take_article, tell_fault, reading, fault);
	if (fault->status == STATUS_OK && reading->articles == 0 && reading->origin->faults == 0 && !run_is_over(run))
		error_set(fault, STATUS_DATA, "", "there is no article in it");
}

/* Digest of the file and of how it was read. A large file is taken in pieces, so
 * that it need not be in memory at once. */
static struct span digest(struct reading *reading)
{
	struct span raw = reading->input.raw;
	struct buf pieces = BUF_INIT(BUF_TEXT_MOST);
	char sha256[SHA256_TEXT];
	struct span all;

	buf_add_string(&pieces, reading->run->asked);
	for (size_t at = 0; at < raw.bytes; at += PIECE_BYTES) {
		size_t left = raw.bytes - at;

		sha256_hex(span_make(raw.at + at, left < PIECE_BYTES ? left : PIECE_BYTES), sha256);
		buf_add_string(&pieces, sha256);
		input_passed(&reading->input, at);
	}
	input_rewind(&reading->input);
	sha256_hex(buf_span(&pieces), sha256);
	all = arena_copy(reading->arena, span_of(sha256));
	buf_release(&pieces);
	return all;
}

/* Once all of the file's articles are put, or told of. */
static void remember(struct reading *reading, const struct ledger *ledger)
{
	if (!span_is(reading->origin->absolute, "-"))
		jobs_add_ledger(reading->run->jobs, ledger, reading->origin, reading->run->err);
}

/* Reads the file, unless its bytes are those of the last time. A file with faults
 * is read again by the next run. */
static void read_file(struct reading *reading, struct span looks, struct error *fault)
{
	struct run *run = reading->run;
	struct span bytes;

	input_load(&reading->input, reading->origin->path, fault);
	if (fault->status != STATUS_OK)
		return;
	bytes = digest(reading);
	if (span_equal(reading->before.bytes, bytes)) {
		pass_over(reading);
		reading->before.looks = looks;
		remember(reading, &reading->before);
		return;
	}
	read_articles(reading, fault);
	if (fault->status != STATUS_OK || run_is_over(run))
		return;
	if (reading->before.count > 0) {
		jobs_drain(run->jobs, run->err);
		drop_others(reading);
	}
	reading->now.looks = looks;
	reading->now.bytes = bytes;
	remember(reading, &reading->now);
}

void run_file(struct run *run, const char *path, struct span absolute)
{
	struct arena *arena = arena_new();
	struct reading reading = { .run = run, .arena = arena, .now = { .arena = arena } };
	struct error fault = { 0 };
	struct span looks;

	reading.origin = origin_new(path, absolute);
	input_open(&reading.input, path, run->options->index, &fault);
	looks = arena_printf(arena, "%" PRIu64 " %" PRId64 " %s", reading.input.size, reading.input.changed, run->asked);
	if (!span_is(absolute, "-"))
		ledger_read(run->writer, absolute, arena, &reading.before, run->err);
	if (fault.status == STATUS_OK && run->err->status == STATUS_OK) {
		if (span_equal(reading.before.looks, looks))
			pass_over(&reading);
		else
			read_file(&reading, looks, &fault);
	}
	if (fault.status != STATUS_OK)
		tell_fault(&fault, &reading);
	else
		run->summary->files++;
	run->done_bytes += reading.input.size;
	run_tell_progress(run, 0);
	input_close(&reading.input);
	origin_release(reading.origin);
	arena_free(arena);
}
