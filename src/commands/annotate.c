/* dateline annotate: JSON Lines in; out, for each text, its dates, places and persons. */
#include "commands/command.h"
#include "commands/gazetteer.h"

#include "dateline/answer.h"
#include "dateline/article.h"

#include <errno.h>
#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>

#define LINE_BYTES_MOST ((size_t)256 << 20)

/* One line of input, and what it needs. */
struct request {
	const struct invocation *line;
	const struct gazetteer *gazetteer;
	struct arena *arena;
	const json_t *id;       /* a string or a number */
	struct span text;
	char lang[LANG_TEXT];
	struct buf out;
};

static struct span json_text(const json_t *value)
{
	return json_is_string(value) ? span_make(json_string_value(value), json_string_length(value)) : (struct span){ NULL, 0 };
}

/* A day given as text; {0} when it is not there or null. */
static struct date read_day(const json_t *object, const char *name, struct error *err)
{
	const json_t *value = json_object_get(object, name);
	struct error fault = { 0 };
	struct date date;

	if (!value || json_is_null(value))
		return (struct date){ 0 };
	if (!json_is_string(value)) {
		error_set(err, STATUS_DATA, NULL, "\"%s\" is no date in quotation marks", name);
		return (struct date){ 0 };
	}
	date = date_parse_edtf(json_text(value), &fault);
	if (fault.status != STATUS_OK)
		error_set(err, STATUS_DATA, NULL, "\"%s\": %s", name, fault.text);
	return date;
}

static void read_request(struct request *request, const json_t *object, struct error *err)
{
	const json_t *text = json_object_get(object, "text");
	struct span lang = json_text(json_object_get(object, "lang"));

	request->id = json_object_get(object, "id");
	request->text = json_text(text);
	if (!json_is_object(object))
		error_set(err, STATUS_DATA, NULL, "is no JSON object");
	else if (!json_is_string(request->id) && !json_is_integer(request->id))
		error_set(err, STATUS_DATA, NULL, "has no \"id\"");
	else if (!json_is_string(text))
		error_set(err, STATUS_DATA, NULL, "has no \"text\"");
	memset(request->lang, 0, sizeof(request->lang));
	if (lang.bytes < sizeof(request->lang))
		memcpy(request->lang, lang.at ? lang.at : "", lang.bytes);
}

static void print_id(struct json *json, const json_t *id)
{
	if (json_is_string(id))
		json_span(json, "id", json_text(id));
	else
		json_number(json, "id", json_integer_value(id));
}

/* ---- the two kinds of lines ---- */

static void print_bound(struct json *json, const char *name, struct date date, int32_t day)
{
	char text[DATE_TEXT] = "";

	if (date_is_known(date))
		day_print(day, text);
	if (*text)
		json_chars(json, name, text);
	else
		json_nothing(json, name);
}

/* One expression with a reference day: what it means. */
static void answer_phrase(struct request *request, struct date ref, struct json *json)
{
	struct text text;
	struct date date;

	if (!*request->lang)
		language_guess(request->text, "", request->lang);
	text_read(request->text, request->arena, &text);
	date = date_of_phrase(&text, request->lang, ref, request->arena);
	json_open_object(json, "expect");
	print_bound(json, "start", date, date.from_day);
	print_bound(json, "end", date, date.to_day);
	json_close_object(json);
}

/* A text, with its publication day or none. */
static void answer_document(struct request *request, struct date published, struct json *json)
{
	struct article article = { .text = request->text, .published = published };
	struct document document;

	if (*request->lang)
		memcpy(article.lang, request->lang, sizeof(article.lang));
	else
		language_guess(request->text, "", article.lang);
	passages_split(&article, request->arena, &document);
	passages_annotate(&document, request->gazetteer, request->arena);
	annotate_print_json(&document, request->gazetteer, json);
}

static void answer_line(struct request *request, struct span line, struct error *err)
{
	struct json json = { .out = &request->out };
	json_error_t fault;
	json_t *object = json_loadb(line.at, line.bytes, JSON_ALLOW_NUL, &fault);
	bool is_phrase = json_object_get(object, "ref") != NULL;
	struct date day;

	if (!object)
		error_set(err, STATUS_DATA, NULL, "no JSON: %s (column %d)", fault.text, fault.column);
	else
		read_request(request, object, err);
	day = err->status == STATUS_OK ? read_day(object, is_phrase ? "ref" : "dct", err) : (struct date){ 0 };
	if (err->status == STATUS_OK) {
		json_open_object(&json, NULL);
		print_id(&json, request->id);
		if (is_phrase)
			answer_phrase(request, day, &json);
		else
			answer_document(request, day, &json);
		json_close_object(&json);
		buf_add_string(&request->out, "\n");
	}
	json_decref(object);
}

/* ---- all lines ---- */

/* A bad line is told, and the rest goes on. */
static void tell_line(const struct invocation *line, size_t number, const struct error *bad)
{
	struct error told = { 0 };
	char where[48];

	snprintf(where, sizeof(where), "standard input:%zu", number);
	error_set(&told, bad->status, where, "%s", bad->text);
	tell_fault(line, &told);
}

static void answer_all(struct request *request, struct error *err)
{
	char *line = NULL;
	size_t room = 0, number = 0;
	ssize_t bytes;

	errno = 0;
	while (err->status == STATUS_OK && (bytes = getline(&line, &room, stdin)) >= 0) {
		struct span text = span_trim(span_make(line, (size_t)bytes));
		struct error bad = { 0 };

		number++;
		if (text.bytes == 0)
			continue;
		if (text.bytes > LINE_BYTES_MOST)
			error_set(&bad, STATUS_DATA, NULL, "is over %zu bytes", LINE_BYTES_MOST);
		else
			answer_line(request, text, &bad);
		if (bad.status != STATUS_OK)
			tell_line(request->line, number, &bad);
		print_out(buf_span(&request->out), err);
		buf_clear(&request->out);
		arena_reset(request->arena);
	}
	if (ferror(stdin))
		error_set(err, STATUS_IO, "standard input", "%s", strerror(errno));
	free(line);
}

static enum status run(struct invocation *line, struct error *err)
{
	struct request request = { .line = line, .out = BUF_INIT(ANSWER_BYTES_MOST) };
	struct gazetteer *gazetteer;

	if (line->operand_count)
		error_set(err, STATUS_USAGE, NULL, "reads standard input; it takes no files");
	gazetteer = err->status == STATUS_OK ? places_open(line, err) : NULL;
	request.gazetteer = gazetteer;
	request.arena = arena_new();
	if (gazetteer)
		answer_all(&request, err);
	arena_free(request.arena);
	gazetteer_close(gazetteer);
	buf_release(&request.out);
	return STATUS_OK;
}

const struct command command_annotate = {
	"annotate", "Reads JSON Lines and prints the dates, places and persons of each text", "< docs.jsonl", NULL, 0, run,
};
