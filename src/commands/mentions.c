/* dateline mentions: where a person is named, however spelled and declined. */
#include "commands/asking.h"

#include "dateline/answer.h"
#include "dateline/file.h"

static const struct option_row options[] = {
	FILTER_ROWS,
	NAME_ROWS,
	{ "alias", 0, "NAME", "the same person under another name; may be repeated" },
	{ "not", 0, "SPELLING", "not where he is written so: that very form; may be repeated" },
	{ "with", 0, "NAME", "only in passages that name this person too; may be repeated" },
	{ "limit", 0, "N", "how many mentions to print; the counts are of all" },
	{ "batch", 0, "FILE", "many names: lines of an id, a tab and a name; - for standard input" },
	{ "table", 0, NULL, "with --batch: one table, an article a line, a person a column" },
	{ "explain", 0, NULL, "the spellings that were looked for, and the plan" },
};

#define BATCH_BYTES_MOST ((size_t)64 << 20)
#define BATCH_FLUSH_BYTES ((size_t)1 << 20)

enum format { FORMAT_TEXT, FORMAT_JSON, FORMAT_TSV };

static void print_mentions(const struct invocation *line, const struct mentions *mentions, enum format format,
			   struct error *err)
{
	struct buf out = BUF_INIT(ANSWER_BYTES_MOST);
	bool explain = given_has(line, "explain");

	if (format == FORMAT_JSON) {
		mentions_print_json(mentions, explain, &out);
	} else {
		if (explain) {
			add_safe(&out, mentions->explanation);
			buf_add_char(&out, '\n');
		}
		if (format == FORMAT_TSV)
			mentions_print_tsv(mentions, NULL, &out);
		else if (mentions->count > 0)
			mentions_print_text(mentions, &line->out, &out);
	}
	print_answer(line, &out, err);
}

/* A person reads a screen or some; a program reads all. */
#define TEXT_LIMIT 200

static enum status run_one(const struct invocation *line, struct session *session, struct mention_ask *ask,
			   enum format format, struct error *err)
{
	long limit = given_number(line, "limit", format == FORMAT_TEXT ? TEXT_LIMIT : INT32_MAX, 0, INT32_MAX, err);
	struct mentions mentions = { 0 };

	ask->name = span_trim(operands_joined(line));
	if (ask->name.bytes == 0)
		error_set(err, STATUS_USAGE, NULL, "wants a name, or --batch with a file of names");
	if (given_has(line, "table"))
		error_set(err, STATUS_USAGE, NULL, "--table goes with --batch");
	if (err->status == STATUS_OK)
		query_mentions(session->reader, session->gazetteer, ask, line->arena, &mentions, err);
	if (err->status == STATUS_OK) {
		if (mentions.shown > (size_t)limit)
			mentions.shown = (size_t)limit;
		tell_lines(line, mentions.warnings);
		print_mentions(line, &mentions, format, err);
		if (mentions.count == 0) {
			tell(line, "nothing found");
			tell_lines(line, mentions.advice);
		}
	}
	return mentions.count > 0 ? STATUS_OK : STATUS_NO_MATCH;
}

static void flush(struct buf *out, size_t least, struct error *err)
{
	if (out->bytes < least)
		return;
	print_out(buf_span(out), err);
	buf_clear(out);
}

/* Asks for the names of a batch, one a line; a line that is none is told and passed over. */
static void each_line(const struct invocation *line, struct session *session, struct mention_ask *ask, struct span rest,
		      void (*each)(struct span id, const struct mentions *mentions, void *with, struct error *err),
		      void *with, struct error *err)
{
	struct arena *arena = arena_new();

	for (unsigned number = 1; rest.at && err->status == STATUS_OK; number++) {
		struct span row = span_trim(span_cut(&rest, '\n')), name = row, id = span_cut(&name, '\t');
		struct mentions mentions;

		if (row.bytes == 0)
			continue;
		ask->name = span_trim(name);
		if (ask->name.bytes == 0) {
			tell(line, "line %u: no name behind a tab", number);
			continue;
		}
		query_mentions(session->reader, session->gazetteer, ask, arena, &mentions, err);
		tell_lines(line, mentions.warnings);
		each(id, &mentions, with, err);
		arena_reset(arena);
	}
	arena_free(arena);
}

static void print_rows(struct span id, const struct mentions *mentions, void *with, struct error *err)
{
	struct arena *arena = arena_new();
	struct buf *out = with;

	mentions_print_tsv(mentions, arena_string(arena, id), out);
	flush(out, BATCH_FLUSH_BYTES, err);
	arena_free(arena);
}

static void add_column(struct span id, const struct mentions *mentions, void *with, struct error *err)
{
	if (err->status == STATUS_OK)
		mention_table_add(with, id, mentions);
}

static void print_batch(const struct invocation *line, struct session *session, struct mention_ask *ask,
			struct span names, struct error *err)
{
	struct buf out = BUF_INIT(ANSWER_BYTES_MOST);
	struct mention_table *table;

	if (given_has(line, "table")) {
		table = mention_table_new();
		each_line(line, session, ask, names, add_column, table, err);
		mention_table_print(table, &out);
		mention_table_free(table);
	} else {
		each_line(line, session, ask, names, print_rows, &out, err);
	}
	flush(&out, 1, err);
	buf_release(&out);
}

static enum status run_batch(const struct invocation *line, struct session *session, struct mention_ask *ask,
			     struct error *err)
{
	struct buf names = BUF_INIT(BATCH_BYTES_MOST);

	file_read(given_text(line, "batch", "-"), &names, err);
	if (err->status == STATUS_OK)
		print_batch(line, session, ask, buf_span(&names), err);
	buf_release(&names);
	return STATUS_OK;
}

static enum status run(struct invocation *line, struct error *err)
{
	static const char *const formats[] = { "text", "json", "tsv", NULL };
	enum format format = (enum format)given_choice(line, "format", formats, line->json ? FORMAT_JSON : FORMAT_TEXT, err);
	struct ask filters = { .words = { NULL, 0 } };
	struct mention_ask ask = { .filters = &filters };
	enum status outcome = STATUS_OK;
	struct session session;

	ask_read(line, 0, &filters, err);
	ask.alias_count = given_all(line, "alias", &ask.aliases);
	ask.without_count = given_all(line, "not", &ask.without);
	ask.with_count = given_all(line, "with", &ask.with);
	session_open(&session, line, err);
	if (err->status == STATUS_OK && given_has(line, "batch"))
		outcome = run_batch(line, &session, &ask, err);
	else if (err->status == STATUS_OK)
		outcome = run_one(line, &session, &ask, format, err);
	session_close(&session);
	return outcome;
}

const struct command command_mentions = {
	"mentions", "Finds every mention of a person, in any spelling and case", "NAME | --batch NAMES.tsv", options,
	COUNT(options), run
};
