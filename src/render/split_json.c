/* Prints how an article falls into passages as "dateline.split/1". */
#include "render/entry.h"

static void print_text_or_null(struct json *json, const char *name, struct span text)
{
	if (text.bytes)
		json_span(json, name, text);
	else
		json_nothing(json, name);
}

/* What the article's metadata say, and who said it. */
static void print_sources(struct json *json, const struct article *article, struct arena *arena)
{
	json_span(json, "title_from", article->from.title_from);
	json_span(json, "published_by", article->from.published_by);
	json_span(json, "author", article->author);
	json_span(json, "dateline", article->dateline);
	json_span(json, "written_at", article->written_at);
	json_span(json, "about", article->about);
	json_chars(json, "charset", article->from.charset.name);
	json_span(json, "charset_why", charset_how(&article->from.charset, arena));
}

static void print_article(struct json *json, const struct article *article, bool explain, struct arena *arena)
{
	json_open_object(json, "article");
	json_span(json, "title", article->title);
	if (date_is_known(article->published))
		entry_json_date(json, "published", article->published);
	else
		json_nothing(json, "published");
	if (article->from.published_from != ORIGIN_NONE)
		json_chars(json, "published_from", date_origin_text(article->from.published_from));
	print_text_or_null(json, "lang", span_of(article->lang));
	print_text_or_null(json, "source", article->source);
	if (explain)
		print_sources(json, article, arena);
	json_close_object(json);
}

static void print_event(struct json *json, const struct passage *passage)
{
	char value[DATE_TEXT];

	if (!date_is_known(passage->date)) {
		json_nothing(json, "date");
		return;
	}
	date_print_edtf(passage->date, value);
	json_open_object(json, "date");
	json_chars(json, "value", value);
	entry_json_day(json, "from", passage->date.from_day);
	entry_json_day(json, "to", passage->date.to_day);
	json_chars(json, "precision", entry_precision(passage->date.precision));
	json_chars(json, "origin", date_origin_text(passage->origin));
	json_chars(json, "confidence", date_confidence_text(passage->confidence));
	json_close_object(json);
}

static void print_mention(struct json *json, const struct date_mention *mention, struct span of, bool explain)
{
	char value[DATE_TEXT];

	json_open_object(json, NULL);
	json_span(json, "text", span_make(of.at + mention->at_byte, mention->bytes));
	if (date_is_known(mention->date)) {
		date_print_edtf(mention->date, value);
		json_chars(json, "value", value);
		entry_json_day(json, "from", mention->date.from_day);
		entry_json_day(json, "to", mention->date.to_day);
	} else {
		json_nothing(json, "value");
		json_nothing(json, "from");
		json_nothing(json, "to");
	}
	if (explain) {
		json_chars(json, "rule", mention->rule ? mention->rule : "");
		json_chars(json, "anchor", date_origin_text(mention->anchor));
		json_span(json, "trail", mention->trail);
		json_bool(json, "weak", mention->weak);
	}
	json_close_object(json);
}

/* Each mention of a place: what it is, and why that one. */
static void print_place_reasons(struct json *json, const struct document *document, const struct gazetteer *gazetteer, size_t i)
{
	json_open_array(json, "place_reasons");
	for (size_t n = 0; n < document->place_count; n++) {
		const struct passage_place *of = &document->places[n];
		struct span text = of->in_heading ? document->passages[i].heading : document->passages[i].text;
		struct place place = place_get(gazetteer, of->mention.place);

		if (of->passage != i)
			continue;
		json_open_object(json, NULL);
		json_span(json, "text", span_make(text.at + of->mention.at_byte, of->mention.bytes));
		json_span(json, "code", place.code);
		json_span(json, "name", place.name);
		json_chars(json, "rule", of->mention.rule);
		json_chars(json, "why", place_why_text(of->mention.why));
		json_decimal(json, "confidence", (double)of->mention.confidence, 2);
		json_close_object(json);
	}
	json_close_array(json);
}

static void print_passage(struct json *json, const struct document *document, const struct gazetteer *gazetteer, size_t i,
			  bool explain, struct arena *arena)
{
	const struct passage *passage = &document->passages[i];
	struct span *names;
	size_t count;

	json_open_object(json, NULL);
	print_text_or_null(json, "heading", passage->heading);
	json_span(json, "text", passage->text);
	print_event(json, passage);
	json_open_array(json, "dates");
	for (size_t n = 0; n < passage->date_count; n++)
		print_mention(json, &passage->dates[n], n < passage->heading_date_count ? passage->heading : passage->text, explain);
	json_close_array(json);
	count = split_places(document, gazetteer, i, arena, &names);
	entry_json_list(json, "places", names, count);
	if (explain)
		print_place_reasons(json, document, gazetteer, i);
	count = split_persons(document, i, arena, &names);
	entry_json_list(json, "persons", names, count);
	json_close_object(json);
}

void split_print_json(const struct document *document, const struct gazetteer *gazetteer, bool explain,
		      struct arena *arena, struct buf *out)
{
	struct json json = { .out = out };

	json_open_object(&json, NULL);
	json_chars(&json, "schema", "dateline.split/1");
	print_article(&json, document->article, explain, arena);
	json_open_array(&json, "passages");
	for (size_t i = 0; i < document->passage_count; i++)
		print_passage(&json, document, gazetteer, i, explain, arena);
	json_close_array(&json);
	json_close_object(&json);
	buf_add_string(out, "\n");
}
