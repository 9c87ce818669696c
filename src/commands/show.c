/* dateline show: one article or passage with its annotations and where it came from. */
#include "commands/asking.h"

#include "dateline/answer.h"

/* The article whose id is `id`, or that of the passage `id`, with all its passages. */
static size_t find_records(struct session *session, const char *id, bool *whole, struct arena *arena,
			   struct record **out, struct error *err)
{
	struct span rest = span_of(id), article = span_cut(&rest, '.');
	size_t count = index_article(session->reader, arena_string(arena, article), arena, out, err);

	*whole = rest.at == NULL;
	if (*whole)
		return count;
	for (size_t i = 0; i < count; i++) {
		if (strcmp((*out)[i].id, id) == 0) {
			*out = &(*out)[i];
			return 1;
		}
	}
	return 0;
}

static void print_records(const struct invocation *line, const struct session *session, const struct record *records,
			  size_t count, bool whole, bool json, struct error *err)
{
	struct answer_hit *hits = arena_new_array(line->arena, struct answer_hit, count + 1);
	struct buf out = BUF_INIT(ANSWER_BYTES_MOST);

	for (size_t i = 0; i < count; i++)
		query_describe(session->gazetteer, &records[i], line->arena, &hits[i]);
	if (count > 0)
		query_copies(session->reader, &hits[0], line->arena, err);
	if (json)
		show_print_json(hits, count, whole, &out);
	else
		show_print_text(hits, count, whole, &line->out, &out);
	print_answer(line, &out, err);
}

static const struct option_row options[] = {
	{ "raw", 0, NULL, "the very bytes that it was read from, checked against their SHA-256" },
};

#define RAW_BYTES_MOST ((size_t)4 << 30)

static void print_raw(const struct record *record, struct error *err)
{
	struct buf out = BUF_INIT(RAW_BYTES_MOST);

	article_raw(record->path, record->from_byte, record->to_byte, record->sha256, &out, err);
	if (err->status == STATUS_OK)
		print_out(buf_span(&out), err);
	buf_release(&out);
}

static enum status run(struct invocation *line, struct error *err)
{
	static const char *const formats[] = { "text", "json", NULL };
	bool json = given_choice(line, "format", formats, 0, err) == 1 || line->json, whole = false;
	struct record *records = NULL;
	struct session session;
	size_t count = 0;

	if (line->operand_count != 1)
		error_set(err, STATUS_USAGE, NULL, "wants the id of one article or passage, as search prints it");
	session_open(&session, line, err);
	if (err->status == STATUS_OK)
		count = find_records(&session, line->operands[0], &whole, line->arena, &records, err);
	if (err->status == STATUS_OK && count > 0 && given_has(line, "raw"))
		print_raw(&records[0], err);
	else if (err->status == STATUS_OK && count > 0)
		print_records(line, &session, records, count, whole, json, err);
	else if (err->status == STATUS_OK)
		tell(line, "no article or passage has the id %s", line->operands[0]);
	session_close(&session);
	return count > 0 ? STATUS_OK : STATUS_NO_MATCH;
}

const struct command command_show = {
	"show", "Shows an article or passage with all that is known of it", "ID", options, COUNT(options), run
};
