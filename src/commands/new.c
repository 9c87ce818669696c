/* dateline new: what saved searches find now and did not when they were last asked. */
#include "commands/searches.h"

static const struct option_row options[] = {
	{ "peek", 0, NULL, "tells the same again the next time" },
};

/* A search that was asked, and what is new of its answer. */
struct news {
	const struct saved_search *search;
	struct listing listing;
	struct answer fresh;    /* the new hits alone */
	bool was_asked;
};

/* The forms of an answer: our own two, then those of a list. */
enum { FORMAT_TEXT, FORMAT_JSON, FORMAT_OF_LIST };

static int format_asked(const struct invocation *line, struct error *err)
{
	const char **names = arena_new_array(line->arena, const char *, list_format_count + 3);
	int count = 0;

	names[count++] = "text";
	names[count++] = "json";
	for (size_t i = 0; i < list_format_count; i++)
		names[count++] = list_formats[i].name;
	return given_choice(line, "format", names, line->json ? FORMAT_JSON : FORMAT_TEXT, err);
}

static void ask(const struct invocation *line, struct news *news, struct error *err)
{
	struct answer *answer = &news->listing.answer;

	search_ask(line, news->search, &news->listing, err);
	if (err->status != STATUS_OK)
		return;
	tell_lines(line, answer->warnings);
	news->fresh.hit_count = mark_compare(line, news->search->name, answer, &news->fresh.hits, err);
	news->fresh.total = (uint32_t)news->fresh.hit_count;
}

/* A search that cannot be asked keeps no other from being asked. Its fault is told when
 * there was one before, and else kept for the end. */
static void ask_or_tell(const struct invocation *line, struct news *news, struct error *fault)
{
	struct error one = { 0 };

	ask(line, news, &one);
	news->was_asked = one.status == STATUS_OK;
	if (!news->was_asked) {
		tell(line, "\"%.*s\" could not be asked", (int)news->search->name.bytes, news->search->name.at);
		if (fault->status == STATUS_OK)
			*fault = one;
		else
			tell_fault(line, &one);
	}
}

/* ---- printing ---- */

static void print_text(const struct invocation *line, const struct news *news, struct buf *out)
{
	struct ask shown = news->listing.ask;

	shown.words = arena_printf(line->arena, "%.*s (new; %u in all)", (int)news->search->name.bytes, news->search->name.at,
				   news->listing.answer.total);
	shown.offset = 0;
	if (out->bytes > 0)
		buf_add_char(out, '\n');
	search_print_text(&news->fresh, &shown, &line->out, out);
}

static void print_hit(struct json *json, const struct answer_hit *hit)
{
	const struct record *r = &hit->hit.record;
	char date[DATE_TEXT], published[DATE_TEXT];

	date_print_edtf(r->date, date);
	date_print_edtf(r->published, published);
	json_open_object(json, NULL);
	json_chars(json, "id", r->id);
	json_chars(json, "article", r->article);
	json_span(json, "title", r->title.bytes > 0 ? r->title : r->path);
	json_chars(json, "date", date_is_known(r->date) ? date : "");
	json_chars(json, "published", date_is_known(r->published) ? published : "");
	json_span(json, "source", r->source);
	json_span(json, "url", r->url);
	json_span(json, "snippet", hit->snippet.text);
	json_close_object(json);
}

static void print_json(const struct news *news, size_t count, struct buf *out)
{
	struct json json = { .out = out };

	json_open_object(&json, NULL);
	json_chars(&json, "schema", "dateline.new/1");
	json_open_array(&json, "searches");
	for (size_t i = 0; i < count; i++) {
		json_open_object(&json, NULL);
		json_span(&json, "name", news[i].search->name);
		json_span(&json, "query", news[i].search->query);
		json_number(&json, "total", news[i].listing.answer.total);
		json_open_array(&json, "hits");
		for (size_t k = 0; k < news[i].fresh.hit_count; k++)
			print_hit(&json, &news[i].fresh.hits[k]);
		json_close_array(&json);
		json_close_object(&json);
	}
	json_close_array(&json);
	json_close_object(&json);
	buf_add_char(out, '\n');
}

static void print_as_list(const struct news *news, const struct list_format *format, struct buf *out)
{
	struct list list = news->listing.list;

	list.answer = &news->fresh;
	list.title = news->search->name;
	list_digest(&news->fresh, list.digest);
	format->print(&list, out);
}

static void print_news(const struct invocation *line, const struct news *news, size_t count, int format, struct error *err)
{
	struct buf out = BUF_INIT(ANSWER_BYTES_MOST);

	if (format == FORMAT_JSON)
		print_json(news, count, &out);
	for (size_t i = 0; i < count; i++) {
		if (format == FORMAT_TEXT && news[i].fresh.hit_count > 0)
			print_text(line, &news[i], &out);
		else if (format >= FORMAT_OF_LIST && news[i].fresh.hit_count > 0)
			print_as_list(&news[i], &list_formats[format - FORMAT_OF_LIST], &out);
	}
	print_answer(line, &out, err);
	if (err->status == STATUS_OK && fflush(stdout) != 0 && !ferror(stdout))
		error_set(err, STATUS_IO, "standard output", "cannot be written");
}

/* ---- the run ---- */

/* The searches that were named, or all of them. */
static size_t searches_asked(const struct invocation *line, const struct searches *searches, struct news *news,
			     struct error *err)
{
	size_t count = 0;

	for (size_t i = 0; i < line->operand_count; i++)
		news[count++] = (struct news){ .search = searches_find(searches, span_of(line->operands[i]), err) };
	for (size_t i = 0; i < searches->count && line->operand_count == 0; i++)
		news[count++] = (struct news){ .search = &searches->items[i] };
	if (err->status == STATUS_OK && count == 0)
		error_set(err, STATUS_USAGE, NULL, "no search is saved; dateline save NAME QUERY does it");
	return err->status == STATUS_OK ? count : 0;
}

static enum status run(struct invocation *line, struct error *err)
{
	int format = format_asked(line, err);
	struct error fault = { 0 };
	struct searches searches;
	struct news *news;
	size_t count, fresh = 0;

	searches_read(&searches, line->arena, err);
	news = arena_new_array(line->arena, struct news, searches.count + line->operand_count + 1);
	count = searches_asked(line, &searches, news, err);
	if (count > 1 && format >= FORMAT_OF_LIST)
		error_set(err, STATUS_USAGE, NULL, "--format %s takes one search: name it", list_formats[format - FORMAT_OF_LIST].name);
	for (size_t i = 0; i < count && err->status == STATUS_OK; i++) {
		ask_or_tell(line, &news[i], &fault);
		fresh += news[i].fresh.hit_count;
	}
	if (err->status == STATUS_OK && (fresh > 0 || format == FORMAT_JSON))
		print_news(line, news, count, format, err);
	else if (err->status == STATUS_OK)
		tell(line, "nothing new");
	for (size_t i = 0; i < count; i++) {
		if (err->status == STATUS_OK && news[i].was_asked && !given_has(line, "peek"))
			mark_write(line, news[i].search->name, &news[i].listing.answer, err);
		listing_close(&news[i].listing);
	}
	if (err->status == STATUS_OK)
		*err = fault;
	return fresh > 0 ? STATUS_OK : STATUS_NO_MATCH;
}

const struct command command_new = {
	"new", "Tells what saved searches find that they did not before", "[NAME...]", options, COUNT(options), run
};
