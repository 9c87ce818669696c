/* dateline split: how an article falls into dated passages; needs no index. */
#include "commands/command.h"

#include "dateline/article.h"
#include "dateline/file.h"
#include "dateline/json.h"

#include <stdio.h>

#define FILE_BYTES_MOST ((size_t)1 << 30)
#define PRINT_BYTES_MOST ((size_t)1 << 30)

static const struct option_row options[] = {
	{ "published", 0, "DATE", "when it was published, if the file does not say so" },
	{ "source", 0, "NAME", "where it was published, if the file does not say so" },
	{ "lang", 0, "CODE", "its language, if that cannot be told: en, ru, kk ..." },
	{ "charset", 0, "NAME", "its charset, over whatever the file says" },
};

/* A run over one file. */
struct split_run {
	struct invocation *line;
	struct gazetteer *gazetteer;
	struct buf out;
	bool json;
	size_t articles;
	enum status worst;      /* of the records that could not be read */
	struct error *err;
};

static void day_json(struct json *json, const char *name, int32_t day)
{
	char text[DATE_TEXT];

	day_print(day, text);
	if (text[0])
		json_string(json, name, text);
	else
		json_null(json, name);
}

static void date_json(struct json *json, struct date date)
{
	char text[DATE_TEXT];

	date_print_edtf(date, text);
	if (date_is_known(date)) {
		json_string(json, "value", text);
		day_json(json, "from", date.from_day);
		day_json(json, "to", date.to_day);
	} else {
		json_null(json, "value");
		json_null(json, "from");
		json_null(json, "to");
	}
}

static const char *precision_text(enum date_precision precision)
{
	static const char *const texts[] = { "none", "day", "days", "week", "month", "quarter", "season", "year",
					     "decade", "century", "range" };

	return texts[precision];
}

static struct span mention_text(const struct passage *passage, size_t i)
{
	struct span of = i < passage->heading_date_count ? passage->heading : passage->text;

	return span_make(of.at + passage->dates[i].at_byte, passage->dates[i].bytes);
}

/* The names of a passage's places, each once, in the order of the text. */
static size_t place_names(const struct document *document, size_t passage, const struct gazetteer *gazetteer,
			  struct arena *arena, struct span **out)
{
	struct span *names = arena_new_array(arena, struct span, document->place_count + 1);
	size_t count = 0;

	for (size_t i = 0; i < document->place_count; i++) {
		struct span name;
		size_t k = 0;

		if (document->places[i].passage != passage)
			continue;
		name = place_get(gazetteer, document->places[i].mention.place).name;
		while (k < count && !span_equal(names[k], name))
			k++;
		if (k == count && name.bytes > 0)
			names[count++] = name;
	}
	*out = names;
	return count;
}

static size_t person_names(const struct document *document, size_t passage, struct arena *arena, struct span **out)
{
	struct span *names = arena_new_array(arena, struct span, document->mention_count + 1);
	size_t count = 0;

	for (size_t i = 0; i < document->mention_count; i++) {
		struct span name;
		size_t k = 0;

		if (document->mentions[i].passage != passage)
			continue;
		name = document->persons[document->mentions[i].mention.person].label;
		while (k < count && !span_equal(names[k], name))
			k++;
		if (k == count)
			names[count++] = name;
	}
	*out = names;
	return count;
}

static void names_json(struct json *json, const char *name, const struct span *names, size_t count)
{
	json_open_array(json, name);
	for (size_t i = 0; i < count; i++)
		json_span(json, NULL, names[i]);
	json_close_array(json);
}

static void passage_json(struct json *json, const struct document *document, size_t number,
			 const struct gazetteer *gazetteer, struct arena *arena)
{
	const struct passage *passage = &document->passages[number];
	struct span *names;
	size_t count;

	json_open_object(json, NULL);
	if (passage->heading.bytes > 0)
		json_span(json, "heading", passage->heading);
	else
		json_null(json, "heading");
	json_span(json, "text", passage->text);
	if (date_is_known(passage->date)) {
		json_open_object(json, "date");
		date_json(json, passage->date);
		json_string(json, "precision", precision_text(passage->date.precision));
		json_string(json, "origin", date_origin_text(passage->origin));
		json_close_object(json);
	} else {
		json_null(json, "date");
	}
	json_open_array(json, "dates");
	for (size_t i = 0; i < passage->date_count; i++) {
		json_open_object(json, NULL);
		json_span(json, "text", mention_text(passage, i));
		date_json(json, passage->dates[i].date);
		json_close_object(json);
	}
	json_close_array(json);
	count = place_names(document, number, gazetteer, arena, &names);
	names_json(json, "places", names, count);
	count = person_names(document, number, arena, &names);
	names_json(json, "persons", names, count);
	json_close_object(json);
}

static void document_json(const struct document *document, struct split_run *run, struct arena *arena)
{
	const struct article *article = document->article;
	struct json json = { .out = &run->out };
	char published[DATE_TEXT];

	date_print_edtf(article->published, published);
	json_open_object(&json, NULL);
	json_string(&json, "schema", "dateline.split/1");
	json_open_object(&json, "article");
	json_span(&json, "title", article->title);
	if (date_is_known(article->published))
		json_string(&json, "published", published);
	else
		json_null(&json, "published");
	json_string(&json, "lang", article->lang);
	json_span(&json, "source", article->source);
	json_close_object(&json);
	json_open_array(&json, "passages");
	for (size_t i = 0; i < document->passage_count; i++)
		passage_json(&json, document, i, run->gazetteer, arena);
	json_close_array(&json);
	json_close_object(&json);
	buf_add_char(&run->out, '\n');
}

static void names_text(struct split_run *run, const char *label, enum style style, const struct span *names, size_t count)
{
	const struct terminal *terminal = &run->line->out;

	if (count == 0)
		return;
	buf_printf(&run->out, "    %s: ", label);
	for (size_t i = 0; i < count; i++) {
		if (i > 0)
			buf_add_string(&run->out, ", ");
		style_span(&run->out, terminal, style, names[i]);
	}
	buf_add_char(&run->out, '\n');
}

static void dates_text(struct split_run *run, const struct passage *passage)
{
	for (size_t i = 0; i < passage->date_count; i++) {
		char value[DATE_TEXT];

		date_print_edtf(passage->dates[i].date, value);
		buf_add_string(&run->out, i == 0 ? "    dates: " : ", ");
		add_safe(&run->out, mention_text(passage, i));
		buf_printf(&run->out, " = %s", value[0] ? value : "?");
	}
	if (passage->date_count > 0)
		buf_add_char(&run->out, '\n');
}

static void passage_text(const struct document *document, size_t number, struct split_run *run, struct arena *arena)
{
	const struct passage *passage = &document->passages[number];
	const struct terminal *terminal = &run->line->out;
	char value[DATE_TEXT];
	struct span *names;
	size_t count;

	date_print_edtf(passage->date, value);
	buf_printf(&run->out, "\n%zu. ", number + 1);
	style_span(&run->out, terminal, STYLE_DATE, span_of(value[0] ? value : "no date"));
	if (value[0])
		buf_printf(&run->out, " (%s)", date_origin_text(passage->origin));
	if (passage->heading.bytes > 0) {
		buf_add_string(&run->out, "  ");
		style_span(&run->out, terminal, STYLE_STRONG, passage->heading);
	}
	buf_add_char(&run->out, '\n');
	add_wrapped(&run->out, passage->text, terminal->width, 4);
	if (run->out.bytes > 0 && run->out.at[run->out.bytes - 1] != '\n')
		buf_add_char(&run->out, '\n');
	dates_text(run, passage);
	count = place_names(document, number, run->gazetteer, arena, &names);
	names_text(run, "places", STYLE_PLACE, names, count);
	count = person_names(document, number, arena, &names);
	names_text(run, "persons", STYLE_PERSON, names, count);
}

static void document_text(const struct document *document, struct split_run *run, struct arena *arena)
{
	const struct article *article = document->article;
	char published[DATE_TEXT];

	if (run->articles > 0)
		buf_add_char(&run->out, '\n');
	style_span(&run->out, &run->line->out, STYLE_TITLE, article->title.bytes > 0 ? article->title : span_of("(no title)"));
	date_print_edtf(article->published, published);
	buf_printf(&run->out, "\npublished: %s", published[0] ? published : "not known");
	if (published[0])
		buf_printf(&run->out, " (%s)", date_origin_text(article->from.published_from));
	buf_printf(&run->out, "   lang: %s", article->lang[0] ? article->lang : "?");
	if (article->source.bytes > 0) {
		buf_add_string(&run->out, "   source: ");
		add_safe(&run->out, article->source);
	}
	buf_add_char(&run->out, '\n');
	for (size_t i = 0; i < document->passage_count; i++)
		passage_text(document, i, run, arena);
}

static bool take(const struct article *article, struct arena *arena, void *with)
{
	struct split_run *run = with;
	struct document document;

	passages_split(article, arena, &document);
	passages_annotate(&document, run->gazetteer, arena);
	if (run->json)
		document_json(&document, run, arena);
	else
		document_text(&document, run, arena);
	run->articles++;
	print_out(buf_span(&run->out), run->err);
	buf_clear(&run->out);
	return run->err->status == STATUS_OK;
}

static void fault(const struct error *err, void *with)
{
	struct split_run *run = with;

	tell_fault(run->line, err);
	run->worst = STATUS_IO;
}

static void options_read(const struct invocation *line, struct read_options *out, struct error *err)
{
	const char *published = given_text(line, "published", NULL), *lang = given_text(line, "lang", "");

	if (published)
		out->published = date_parse_asked(span_of(published), (struct date){ 0 }, err);
	out->source = span_of(given_text(line, "source", ""));
	out->charset = given_text(line, "charset", NULL);
	snprintf(out->lang, sizeof(out->lang), "%s", lang);
}

static enum status run(struct invocation *line, struct error *err)
{
	static const char *const formats[] = { "text", "json", NULL };
	struct split_run run = { line, NULL, BUF_INIT(PRINT_BYTES_MOST), false, 0, STATUS_OK, err };
	struct buf raw = BUF_INIT(FILE_BYTES_MOST);
	struct read_options read = { .lang = "" };

	run.json = given_choice(line, "format", formats, line->json ? 1 : 0, err) == 1;
	if (line->operand_count != 1)
		error_set(err, STATUS_USAGE, NULL, "wants one file, or - for standard input");
	options_read(line, &read, err);
	if (err->status == STATUS_OK)
		file_read(line->operands[0], &raw, err);
	if (err->status == STATUS_OK)
		run.gazetteer = gazetteer_open(NULL, err);
	if (err->status == STATUS_OK) {
		articles_read(buf_span(&raw), span_of(line->operands[0]), &read, take, fault, &run, err);
		if (err->status != STATUS_OK && err->where[0] == '\0')
			snprintf(err->where, sizeof(err->where), "%.150s", line->operands[0]);
	}
	gazetteer_close(run.gazetteer);
	buf_release(&raw);
	buf_release(&run.out);
	return run.worst != STATUS_OK && run.articles == 0 ? STATUS_DATA : run.worst;
}

const struct command command_split = {
	"split", "how an article falls into dated passages; needs no index", "FILE", options, COUNT(options), run
};
