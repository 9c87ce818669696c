/* Ingests one file: unchanged ones are passed over, changed ones replace what they held. */
#include "ingest/run.h"

#include "dateline/file.h"
#include "ingest/input.h"
#include "ingest/ledger.h"
#include "ingest/name.h"
#include "ingest/version.h"

#include <inttypes.h>
#include <stdio.h>

#define PIECE_BYTES ((size_t)1 << 20)

/* One file under way. */
struct reading {
	struct run *run;
	const char *path;       /* as walked */
	struct span absolute;
	size_t root_bytes;      /* of it, as of struct file_name */
	struct input_bytes input;
	struct arena *arena;
	struct ledger before, now;
	uint64_t faults, skipped;
	uint64_t articles, passages;
};

/* ---- faults ---- */

/* Names the input as the user did, whatever the reader knew of it. */
static void tell_fault(const struct error *fault, void *with)
{
	struct reading *reading = with;
	struct error told = { .status = fault->status };
	struct span where = span_of(fault->where);
	bool is_fault = fault->status != STATUS_NO_MATCH;
	struct ingest_item item = { .fate = is_fault ? FATE_FAILED : FATE_SKIPPED, .where = told.where, .why = told.text };

	if (where.bytes >= reading->absolute.bytes && reading->absolute.bytes &&
	    memcmp(where.at, reading->absolute.at, reading->absolute.bytes) == 0) {
		where.at += reading->absolute.bytes;
		where.bytes -= reading->absolute.bytes;
		snprintf(told.where, sizeof(told.where), "%s%.*s", reading->path, (int)where.bytes, where.at);
	} else if (where.bytes && strcmp(fault->where, reading->path) != 0) {
		snprintf(told.where, sizeof(told.where), "%.100s: %.50s", reading->path, fault->where);
	} else {
		snprintf(told.where, sizeof(told.where), "%s", reading->path);
		item.is_file = is_fault;
	}
	snprintf(told.text, sizeof(told.text), "%s", fault->text);
	if (is_fault) {
		reading->faults++;
		run_tell_fault(reading->run, &told);
	} else {
		reading->skipped++;
		reading->run->summary->records_skipped++;
	}
	run_tell_item(reading->run, &item);
}

/* ---- articles ---- */

/* Has this article been here in this run, or, under its own id, one with another
 * text? Gives the id that it goes by; false when there is nothing to do. */
static bool settle_id(struct reading *reading, const struct article *article, uint32_t text, char id[ID_TEXT])
{
	const struct file_name name = { reading->absolute, reading->root_bytes, &reading->before };
	struct run *run = reading->run;
	uint32_t *first;
	bool is_new;

	name_article(run, &name, article, id);
	first = map_slot(run->seen, span_of(id), text, &is_new);
	if (!is_new && *first != text && version_is_told(article)) {
		*first = text;          /* which of them is the newest is asked next */
		is_new = true;
	} else if (!is_new && *first != text) {
		run->summary->twins++;
		run_tell_notice(run, reading->path, "the id \"%.*s\" came before with another text: both are kept",
				(int)(article->id.bytes < 60 ? article->id.bytes : 60), article->id.at);
		article_id_of_twin(article, id);
		first = map_slot(run->seen, span_of(id), text, &is_new);
	}
	ledger_add(&reading->now, ledger_number(id), text);
	if (!is_new)
		run->summary->repeated++;
	return is_new;
}

static void tell_article(struct reading *reading, const struct article *article, const char *id, enum ingest_fate fate,
			 uint64_t passages)
{
	const struct ingest_item item = { .fate = fate, .where = reading->path, .why = "", .type = "", .article = article,
					  .id = id, .passages = passages };

	reading->passages += passages;
	run_tell_item(reading->run, &item);
}

static void count_change(struct ingest_summary *summary, const struct article *article, enum index_change change)
{
	if (article->version.withdrawn)
		summary->withdrawn++;
	if (change == INDEX_ADDED)
		summary->added++;
	else
		summary->replaced++;
}

static void put(struct reading *reading, const struct article *article, const char *id, struct arena *arena)
{
	struct run *run = reading->run;
	struct article grouped = *article;
	struct document document = { .article = &grouped };
	enum index_change change = INDEX_ADDED;
	struct error one = { 0 };

	if (run->copies)
		copies_group(run->copies, ledger_number(id), article, &grouped.group);
	passages_split(&grouped, arena, &document);
	if (!run->options->dry) {
		passages_annotate(&document, run->options->gazetteer, arena);
		change = index_writer_put(run->writer, id, &document, run->options->gazetteer, &one);
	}
	if (one.status == STATUS_DATA) {
		tell_fault(&one, reading);
	} else if (one.status != STATUS_OK) {
		*run->err = one;
	} else {
		size_t passages = document.passage_count ? document.passage_count : 1;

		count_change(run->summary, article, change);
		run->summary->passages += passages;
		tell_article(reading, article, id, article->version.withdrawn ? FATE_WITHDRAWN : change == INDEX_ADDED ?
			     FATE_ADDED : FATE_REPLACED, passages);
	}
}

/* An article that this run has not met yet, or another version of one. */
static void take_new(struct reading *reading, const struct article *article, const char *id, struct arena *arena)
{
	struct run *run = reading->run;

	if (version_is_told(article) && !version_is_newest(run, id, article)) {
		run->summary->older++;
		tell_article(reading, article, id, FATE_OLDER, 0);
	} else if (!run->options->dry && index_writer_is_current(run->writer, id, article, run->options->gazetteer, run->err)) {
		run->summary->unchanged++;
		tell_article(reading, article, id, FATE_UNCHANGED, 0);
	} else {
		put(reading, article, id, arena);
	}
}

static bool take_article(const struct article *article, struct arena *arena, void *with)
{
	struct reading *reading = with;
	struct run *run = reading->run;
	char id[ID_TEXT];

	if (run_is_over(run))
		return false;
	reading->articles++;
	if (settle_id(reading, article, (uint32_t)hash_bytes(article->text), id))
		take_new(reading, article, id, arena);
	else
		tell_article(reading, article, id, FATE_REPEATED, 0);
	/* Of a member of an archive the place in the file is not known. */
	if (span_equal(article->from.path, reading->absolute)) {
		run_tell_progress(run, article->from.to_byte);
		input_passed(&reading->input, article->from.from_byte);
	}
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
		if (reading->faults)
			ledger_add(&reading->now, old.id, old.text);
		else if (is_of_file(index_writer_path(run->writer, id, reading->arena, run->err), reading->absolute))
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
	run_tell_item(run, &(struct ingest_item){ .fate = FATE_UNCHANGED, .is_file = true, .where = reading->path, .why = "",
						  .type = "", .articles = reading->before.count });
}

static void read_articles(struct reading *reading, struct error *fault)
{
	struct run *run = reading->run;

	run->summary->bytes += reading->input.size;
	articles_read(reading->input.raw, reading->absolute, &run->options->reading, take_article, tell_fault, reading, fault);
	if (fault->status == STATUS_OK && reading->articles == 0 && reading->faults == 0 && reading->skipped == 0 &&
	    !run_is_over(run))
		error_set(fault, STATUS_DATA, "", "there is no article in it");
	if (fault->status == STATUS_OK) {
		const struct ingest_item item = {
			.fate = reading->articles ? FATE_READ : reading->faults ? FATE_FAILED : FATE_SKIPPED, .is_file = true,
			.where = reading->path, .why = reading->articles ? "" : "there is no article in it",
			.type = article_format(reading->input.raw, reading->absolute), .articles = reading->articles,
			.passages = reading->passages,
		};

		run_tell_item(run, &item);
	}
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

static void remember(struct reading *reading, struct ledger *ledger)
{
	if (!span_is(reading->absolute, "-") && !reading->run->options->dry)
		ledger_write(reading->run->writer, reading->absolute, ledger, reading->run->err);
}

/* Reads the file, unless its bytes are those of the last time. A file with faults
 * is read again by the next run. */
static void read_file(struct reading *reading, struct span looks, struct error *fault)
{
	struct run *run = reading->run;
	struct span bytes;

	input_load(&reading->input, reading->path, fault);
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
	if (!run->options->dry)
		drop_others(reading);
	if (!reading->faults) {
		reading->now.looks = looks;
		reading->now.bytes = bytes;
	}
	remember(reading, &reading->now);
}

void run_file(struct run *run, const char *path, struct span absolute, size_t root_bytes)
{
	struct arena *arena = arena_new();
	struct reading reading = { .run = run, .path = path, .absolute = absolute, .root_bytes = root_bytes, .arena = arena,
				   .now = { .arena = arena } };
	struct error fault = { 0 };
	struct span looks;

	input_open(&reading.input, path, run->options->dry ? "/tmp" : run->options->index, &fault);
	looks = arena_printf(arena, "%" PRIu64 " %" PRId64 " %s", reading.input.size, reading.input.changed, run->asked);
	if (!span_is(absolute, "-") && !run->options->dry)
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
	arena_free(arena);
}
