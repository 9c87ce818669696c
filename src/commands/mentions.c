/* dateline mentions: where a person is named, however spelled and declined. */
#include "commands/asking.h"

#include "dateline/answer.h"
#include "dateline/file.h"

static const struct option_row options[] = {
	FILTER_ROWS,
	NAME_ROWS,
	{ "batch", 0, "FILE", "many names: lines of an id, a tab and a name; - for standard input" },
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

static enum status run_one(const struct invocation *line, struct session *session, const struct ask *ask,
			   enum format format, struct error *err)
{
	struct span name = span_trim(operands_joined(line));
	struct mentions mentions = { 0 };

	if (name.bytes == 0)
		error_set(err, STATUS_USAGE, NULL, "wants a name, or --batch with a file of names");
	query_mentions(session->reader, session->gazetteer, name, ask, line->arena, &mentions, err);
	if (err->status == STATUS_OK) {
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

/* One name a line; a line that is none is told and passed over. */
static void run_lines(const struct invocation *line, struct session *session, const struct ask *ask, struct span rest,
		      struct error *err)
{
	struct buf out = BUF_INIT(ANSWER_BYTES_MOST);
	struct arena *arena = arena_new();

	for (unsigned number = 1; rest.at && err->status == STATUS_OK; number++) {
		struct span row = span_trim(span_cut(&rest, '\n')), name = row, id = span_cut(&name, '\t');
		struct mentions mentions;

		if (row.bytes == 0)
			continue;
		name = span_trim(name);
		if (name.bytes == 0) {
			tell(line, "line %u: no name behind a tab", number);
			continue;
		}
		query_mentions(session->reader, session->gazetteer, name, ask, arena, &mentions, err);
		tell_lines(line, mentions.warnings);
		mentions_print_tsv(&mentions, arena_string(arena, id), &out);
		flush(&out, BATCH_FLUSH_BYTES, err);
		arena_reset(arena);
	}
	flush(&out, 1, err);
	arena_free(arena);
	buf_release(&out);
}

static enum status run_batch(const struct invocation *line, struct session *session, const struct ask *ask,
			     struct error *err)
{
	struct buf names = BUF_INIT(BATCH_BYTES_MOST);

	file_read(given_text(line, "batch", "-"), &names, err);
	if (err->status == STATUS_OK)
		run_lines(line, session, ask, buf_span(&names), err);
	buf_release(&names);
	return STATUS_OK;
}

static enum status run(struct invocation *line, struct error *err)
{
	static const char *const formats[] = { "text", "json", "tsv", NULL };
	enum format format = (enum format)given_choice(line, "format", formats, line->json ? FORMAT_JSON : FORMAT_TEXT, err);
	struct ask ask = { .words = { NULL, 0 } };
	enum status outcome = STATUS_OK;
	struct session session;

	ask_read(line, 0, &ask, err);
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
