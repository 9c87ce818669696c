/* dateline list: a reading list in the order of dates, in a format to take away. */
#include "commands/asking.h"

#include "dateline/answer.h"

#include <stdlib.h>
#include <time.h>

static const struct option_row options[] = {
	SEARCH_ROWS,
	{ "by", 0, "UNIT", "day, month or year: the headings of the list" },
	{ "title", 0, "TEXT", "the title of the list" },
};

static void (*const printers[])(const struct list *, struct buf *) = {
	list_print_markdown, list_print_html, list_print_csv, list_print_json,
	list_print_ris, list_print_csl, list_print_biblatex, list_print_atom,
};
static const char *const formats[] = { "markdown", "html", "csv", "json", "ris", "csl-json", "biblatex", "atom", NULL };
#define FORMAT_JSON 3

static void add_part(struct buf *title, struct span text)
{
	if (text.bytes == 0)
		return;
	buf_add_string(title, title->bytes > 0 ? ", " : "");
	buf_add_span(title, text);
}

static void add_parts(struct buf *title, const struct span *texts, size_t count)
{
	for (size_t i = 0; i < count; i++)
		add_part(title, texts[i]);
}

/* "gas prices, Mangystau, 2022-01-01..2022-01-05" */
static struct span title_of(const struct invocation *line, const struct ask *ask)
{
	struct buf title = BUF_INIT((size_t)64 << 10);
	struct span text = span_of(given_text(line, "title", ""));

	if (text.bytes > 0)
		return text;
	add_part(&title, ask->words);
	add_parts(&title, ask->persons, ask->person_count);
	add_parts(&title, ask->places, ask->place_count);
	for (size_t i = 0; i < ask->near_count; i++)
		add_part(&title, arena_printf(line->arena, "near %.*s", (int)ask->nears[i].bytes, ask->nears[i].at));
	add_parts(&title, ask->sources, ask->source_count);
	add_parts(&title, ask->langs, ask->lang_count);
	if (ask->from.bytes + ask->to.bytes > 0)
		add_part(&title, arena_printf(line->arena, "%s..%s", ask->from.at, ask->to.at));
	if (title.bytes == 0)
		add_part(&title, span_of("Everything"));
	text = arena_copy(line->arena, buf_span(&title));
	buf_release(&title);
	return text;
}

/* The day of making, of UTC; SOURCE_DATE_EPOCH where a build wants the same bytes again. */
static void made_on(char out[DATE_TEXT])
{
	const char *fixed = getenv("SOURCE_DATE_EPOCH");
	time_t now = fixed ? (time_t)strtoll(fixed, NULL, 10) : time(NULL);

	day_print((int32_t)(now / 86400), out);
}

static void print_list(const struct invocation *line, const struct session *session, const struct ask *ask,
		       const struct answer *answer, int format, struct error *err)
{
	static const char *const units[] = { "day", "month", "year", NULL };
	struct list list = { .answer = answer, .ask = ask };
	struct buf out = BUF_INIT(ANSWER_BYTES_MOST);
	struct index_stats stats = { 0 };

	list.by = (enum list_unit)given_choice(line, "by", units, LIST_BY_DAY, err);
	index_stats(session->reader, line->arena, &stats, err);
	list.title = title_of(line, ask);
	list.index_id = span_of(stats.uuid);
	list.revision = stats.revision;
	made_on(list.made_on);
	if (err->status == STATUS_OK)
		printers[format](&list, &out);
	print_answer(&out, err);
}

static enum status run(struct invocation *line, struct error *err)
{
	int format = given_choice(line, "format", formats, line->json ? FORMAT_JSON : 0, err);
	struct ask ask = { .words = operands_joined(line) };
	struct answer answer = { 0 };
	struct session session;

	ask_read(line, RESULTS_MOST - (uint32_t)given_number(line, "offset", 0, 0, RESULTS_MOST, err), &ask, err);
	if (!given_has(line, "sort"))
		ask.sort = SORT_DATE;
	session_open(&session, line, err);
	query_run(session.reader, session.gazetteer, &ask, line->arena, &answer, err);
	if (err->status == STATUS_OK) {
		tell_lines(line, answer.warnings);
		if (answer.total > 0 || line->json)
			print_list(line, &session, &ask, &answer, format, err);
		if (answer.total > ask.offset + answer.hit_count)
			tell(line, "%zu of %u passages are listed; narrow the dates, or go on with --offset", answer.hit_count,
			     answer.total);
		if (answer.total == 0) {
			tell(line, "nothing found");
			tell_lines(line, answer.advice);
		}
	} else {
		tell_column(line, ask.words, err);
	}
	session_close(&session);
	return answer.total > 0 ? STATUS_OK : STATUS_NO_MATCH;
}

const struct command command_list = {
	"list", "Makes a reading list by date, to take away", "[QUERY...]", options, COUNT(options), run
};
