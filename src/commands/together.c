/* dateline together: the passages that name several people, or who is named beside one. */
#include "commands/asking.h"

#include "dateline/answer.h"

static const struct option_row options[] = {
	FILTER_ROWS,
	NAME_ROWS,
	{ "limit", 0, "N", "how many passages to show, or of one person how many others" },
	{ "offset", 0, "N", "how many passages to pass over first" },
	{ "explain", 0, NULL, "what was found of each, and the plan" },
};

#define NAMES_MOST 16
#define LIMIT 20

enum format { FORMAT_TEXT, FORMAT_JSON, FORMAT_TSV };

static void print_together(const struct invocation *line, const struct together *together, const struct ask *ask,
			   enum format format, struct error *err)
{
	struct buf out = BUF_INIT(ANSWER_BYTES_MOST);
	bool explain = given_has(line, "explain");

	if (explain && format != FORMAT_JSON) {
		add_safe(&out, together->explanation);
		buf_add_char(&out, '\n');
	}
	if (format == FORMAT_JSON)
		together_print_json(together, explain, &out);
	else if (format == FORMAT_TSV)
		together_print_tsv(together, &out);
	else if (together->passages > 0)
		together_print_text(together, ask, &line->out, &out);
	print_answer(line, &out, err);
}

/* Each operand is a name: "A" "B". */
static size_t read_names(const struct invocation *line, struct span *names, struct error *err)
{
	size_t count = 0;

	for (size_t i = 0; i < line->operand_count && count < NAMES_MOST; i++) {
		names[count] = span_trim(span_of(line->operands[i]));
		count += names[count].bytes > 0;
	}
	if (count == 0)
		error_set(err, STATUS_USAGE, NULL, "wants names, each in quotes: two or more, or one to see who is named beside");
	if (line->operand_count > NAMES_MOST)
		error_set(err, STATUS_USAGE, NULL, "takes at most %d names", NAMES_MOST);
	return count;
}

static enum status run(struct invocation *line, struct error *err)
{
	static const char *const formats[] = { "text", "json", "tsv", NULL };
	enum format format = (enum format)given_choice(line, "format", formats, line->json ? FORMAT_JSON : FORMAT_TEXT, err);
	struct ask ask = { .words = { NULL, 0 } };
	struct together together = { 0 };
	struct session session = { NULL, NULL };
	struct span names[NAMES_MOST];
	size_t count = read_names(line, names, err);

	ask_read(line, LIMIT, &ask, err);
	session_open(&session, line, err);
	if (err->status == STATUS_OK)
		query_together(session.reader, session.gazetteer, &ask, names, count, line->arena, &together, err);
	if (err->status == STATUS_OK) {
		tell_lines(line, together.warnings);
		print_together(line, &together, &ask, format, err);
		if (together.passages == 0) {
			tell(line, "nothing found");
			tell_lines(line, together.advice);
		}
	}
	session_close(&session);
	return together.passages > 0 ? STATUS_OK : STATUS_NO_MATCH;
}

const struct command command_together = {
	"together", "Finds the passages that name several people, or who is named beside one", "NAME [NAME...]", options,
	COUNT(options), run
};
