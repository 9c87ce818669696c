/* Ingests one file: unchanged ones are passed over, changed ones replace what they held. */
#include "ingest/run.h"

#include "dateline/file.h"
#include "ingest/gone.h"
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
	struct origin *origin;
	size_t root_bytes;      /* of its absolute path, as of struct file_name */
	struct input_bytes input;
	struct arena *arena;
	struct ledger before, now;
	uint64_t skipped;
	uint64_t articles;
};

/* ---- faults ---- */

/* Names the input as the user did, whatever the reader knew of it. False: it is the
 * file itself. */
static bool name_place(const struct origin *origin, struct span where, char *out, size_t room)
{
	struct span absolute = origin->absolute;

	if (where.bytes >= absolute.bytes && absolute.bytes && memcmp(where.at, absolute.at, absolute.bytes) == 0) {
		snprintf(out, room, "%s%.*s", origin->path, (int)(where.bytes - absolute.bytes), where.at + absolute.bytes);
		return true;
	}
	if (where.bytes && !span_is(where, origin->path)) {
		snprintf(out, room, "%.100s: %.*s", origin->path, (int)(where.bytes < 50 ? where.bytes : 50), where.at);
		return true;
	}
	snprintf(out, room, "%s", origin->path);
	return false;
}

/* False: the record is no article, which is no fault. */
static bool tell_fault_of(struct run *run, struct origin *origin, const struct error *fault)
{
	struct error told = { .status = fault->status };
	bool is_fault = fault->status != STATUS_NO_MATCH;
	struct ingest_item item = { .fate = is_fault ? FATE_FAILED : FATE_SKIPPED, .where = told.where, .why = told.text };

	item.is_file = !name_place(origin, span_of(fault->where), told.where, sizeof(told.where)) && is_fault;
	snprintf(told.text, sizeof(told.text), "%s", fault->text);
	if (is_fault) {
		origin->faults++;
		run_tell_fault(run, &told);
	} else {
		run->summary->records_skipped++;
	}
	run_tell_item(run, &item);
	return is_fault;
}

static void tell_fault(const struct error *fault, void *with)
{
	struct reading *reading = with;

	reading->skipped += !tell_fault_of(reading->run, reading->origin, fault);
}

/* ---- articles ---- */

/* Has this article been here in this run, or, under its own id, one with another
 * text? Gives the id that it goes by; false when there is nothing to do. */
static bool settle_id(struct reading *reading, const struct article *article, uint32_t text, char id[ID_TEXT])
{
	const struct file_name name = { reading->origin->absolute, reading->root_bytes, &reading->before };
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

static void tell_article(struct run *run, struct origin *origin, const struct article *article, const char *id,
			 enum ingest_fate fate, uint64_t passages)
{
	const struct ingest_item item = { .fate = fate, .where = origin->path, .why = "", .type = "", .article = article,
					  .id = id, .passages = passages };

	origin->passages += passages;
	run_tell_item(run, &item);
}

void run_article_is_put(const struct article *article, const char *id, bool replaces, uint64_t passages,
			struct origin *origin, void *with)
{
	struct run *run = with;

	run->summary->withdrawn += article->version.withdrawn;
	run->summary->added += !replaces;
	run->summary->replaced += replaces;
	run->summary->passages += passages;
	tell_article(run, origin, article, id, article->version.withdrawn ? FATE_WITHDRAWN : replaces ? FATE_REPLACED :
		     FATE_ADDED, passages);
}

void run_article_is_refused(const struct error *fault, struct origin *origin, void *with)
{
	struct run *run = with;

	if (fault->status == STATUS_DATA)
		tell_fault_of(run, origin, fault);
	else if (run->err->status == STATUS_OK)
		*run->err = *fault;
}

static void put(struct reading *reading, const struct article *article, const char *id, struct arena *arena)
{
	struct run *run = reading->run;
	struct document document = { .article = article };
	struct article grouped = *article;

	if (run->jobs) {
		copies_group(run->copies, ledger_number(id), article, &grouped.group);
		jobs_add(run->jobs, &grouped, id, index_writer_has(run->writer, id, run->err), reading->origin, run->err);
		return;
	}
	passages_split(article, arena, &document);
	run_article_is_put(article, id, run->writer && index_writer_has(run->writer, id, run->err), document.passage_count ? document.passage_count : 1, reading->origin, run);
}

/* An article that this run has not met yet, or another version of one. */
static void take_new(struct reading *reading, const struct article *article, const char *id, struct arena *arena)
{
	struct run *run = reading->run;

	if (version_is_told(article) && !version_is_newest(run, id, article)) {
		run->summary->older++;
		tell_article(run, reading->origin, article, id, FATE_OLDER, 0);
	} else if (run->writer && index_writer_is_current(run->writer, id, article, run->options->gazetteer, run->err)) {
		run->summary->unchanged++;
		tell_article(run, reading->origin, article, id, FATE_UNCHANGED, 0);
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
		tell_article(run, reading->origin, article, id, FATE_REPEATED, 0);
	/* Of a member of an archive the place in the file is not known. */
	if (span_equal(article->from.path, reading->origin->absolute)) {
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
	run_tell_item(run, &(struct ingest_item){ .fate = FATE_UNCHANGED, .is_file = true, .where = reading->origin->path, .why = "",
						  .type = "", .articles = reading->before.count });
}

static void read_articles(struct reading *reading, struct error *fault)
{
	struct run *run = reading->run;

	run->summary->bytes += reading->input.size;
	articles_read(reading->input.raw, reading->origin->absolute, &run->options->reading, take_article, tell_fault, reading, fault);
	if (fault->status == STATUS_OK && reading->articles == 0 && reading->origin->faults == 0 && reading->skipped == 0 &&
	    !run_is_over(run))
		error_set(fault, STATUS_DATA, "", "there is no article in it");
	if (run->jobs && run->watch->item)
		jobs_drain(run->jobs, run->err);        /* what is told of the file counts its passages */
	if (fault->status == STATUS_OK) {
		const struct ingest_item item = {
			.fate = reading->articles ? FATE_READ : reading->origin->faults ? FATE_FAILED : FATE_SKIPPED, .is_file = true,
			.where = reading->origin->path, .why = reading->articles ? "" : "there is no article in it",
			.type = article_format(reading->input.raw, reading->origin->absolute), .articles = reading->articles,
			.passages = reading->origin->passages,
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

/* A file with faults is read again by the next run. */
void run_ledger_is_due(struct ledger *ledger, struct origin *origin, void *with)
{
	struct run *run = with;

	if (origin->faults)
		ledger->looks = ledger->bytes = (struct span){ NULL, 0 };
	ledger_write(run->writer, origin->absolute, ledger, run->err);
}

/* Once all of the file's articles are put, or told of. */
static void remember(struct reading *reading, const struct ledger *ledger)
{
	if (!span_is(reading->origin->absolute, "-") && reading->run->jobs)
		jobs_add_ledger(reading->run->jobs, ledger, reading->origin, reading->run->err);
}

/* Reads the file, unless its bytes are those of the last time. */
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
	if (run->jobs && reading->before.count > 0) {
		jobs_drain(run->jobs, run->err);
		drop_others(reading);
	}
	reading->now.looks = looks;
	reading->now.bytes = bytes;
	remember(reading, &reading->now);
}

void run_file(struct run *run, const char *path, struct span absolute, size_t root_bytes)
{
	struct arena *arena = arena_new();
	struct reading reading = { .run = run, .origin = origin_new(path, absolute), .root_bytes = root_bytes, .arena = arena,
				   .now = { .arena = arena } };
	struct error fault = { 0 };
	struct span looks;

	input_open(&reading.input, path, run->options->dry ? "/tmp" : run->options->index, &fault);
	looks = arena_printf(arena, "%" PRIu64 " %" PRId64 " %" PRIu64 " %s", reading.input.size, reading.input.changed,
			     reading.input.inode, run->asked);
	if (!span_is(absolute, "-") && run->writer)
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
