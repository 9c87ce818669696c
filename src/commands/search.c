/* dateline search: passages that answer a query, a page at a time. */
#include "commands/asking.h"

#include "dateline/answer.h"

#define LIMIT 10

static const struct option_row options[] = {
	SEARCH_ROWS,
	{ "facets", 0, "LIST", "counts: date,place,person,source,lang or all" },
	{ "explain", 0, NULL, "how the query was understood: tree, terms, counts, plan" },
};

static void read_facets(const struct invocation *line, struct ask *ask, struct error *err)
{
	struct span rest = span_of(given_text(line, "facets", NULL));
	const struct { const char *name; bool *asked; } rows[] = {
		{ "date", &ask->facet_date }, { "place", &ask->facet_place }, { "person", &ask->facet_person },
		{ "source", &ask->facet_source }, { "lang", &ask->facet_lang },
	};

	while (rest.at) {
		struct span name = span_trim(span_cut(&rest, ','));
		bool known = name.bytes == 0;

		for (size_t i = 0; i < COUNT(rows); i++) {
			if (span_is(name, rows[i].name) || span_is(name, "all")) {
				*rows[i].asked = true;
				known = true;
			}
		}
		if (!known)
			error_set(err, STATUS_USAGE, NULL, "--facets takes date, place, person, source, lang or all, not \"%.*s\"",
				  (int)name.bytes, name.at);
	}
}

static void print_found(const struct invocation *line, const struct ask *ask, const struct answer *answer, bool json,
			 struct error *err)
{
	struct buf out = BUF_INIT(ANSWER_BYTES_MOST);
	bool explain = given_has(line, "explain");

	if (json) {
		search_print_json(answer, ask, explain, &out);
	} else {
		if (explain) {
			add_safe(&out, answer->explanation);
			buf_add_char(&out, '\n');
		}
		if (answer->total > 0)
			search_print_text(answer, ask, &line->out, &out);
	}
	print_answer(line, &out, err);
}

static enum status run(struct invocation *line, struct error *err)
{
	static const char *const formats[] = { "text", "json", NULL };
	bool json = given_choice(line, "format", formats, 0, err) == 1 || line->json;
	struct ask ask = { .words = operands_joined(line), .group = GROUP_COPIES };
	struct answer answer = { 0 };
	struct session session;

	ask_read(line, LIMIT, &ask, err);
	read_facets(line, &ask, err);
	session_open(&session, line, err);
	query_run(session.reader, session.gazetteer, &ask, line->arena, &answer, err);
	if (err->status == STATUS_OK) {
		tell_lines(line, answer.warnings);
		print_found(line, &ask, &answer, json, err);
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

const struct command command_search = {
	"search", "Finds passages by word, date, place, person", "[QUERY...]", options, COUNT(options), run
};
