/* Reads JSON documents of the press: JSON Feed, an article an item; ninjs, an article a document. */
#include "reader.h"

#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>

static struct span string_of(const json_t *object, const char *name, struct arena *arena)
{
	const json_t *value = json_object_get(object, name);

	if (json_is_string(value))
		return arena_copy(arena, span_make(json_string_value(value), json_string_length(value)));
	if (json_is_integer(value))
		return arena_printf(arena, "%" JSON_INTEGER_FORMAT, json_integer_value(value));
	return (struct span){ NULL, 0 };
}

/* The first of several names that the object has. */
static struct span first_of(const json_t *object, const char *names, struct arena *arena)
{
	struct span rest = span_of(names), found = { NULL, 0 };

	while (rest.at && found.bytes == 0)
		found = string_of(object, arena_string(arena, span_cut(&rest, ' ')), arena);
	return found;
}

static void lang_set(struct article *article, struct span lang)
{
	if (lang.bytes >= 2 && !article->lang[0])
		snprintf(article->lang, LANG_TEXT, "%.2s", lang.at);
}

static void blocks_set(struct draft *draft, struct span html, struct span plain, const struct read_options *options)
{
	if (html.bytes > 0) {
		draft_add_html(draft, html);
		draft_close(draft);
	} else {
		draft->article->text = plain;
	}
	article_complete(draft->article, options);
	if (html.bytes > 0)
		marked_head(draft->article, draft->arena);
	else
		plain_blocks(draft->article, false, draft->arena);
}

/* ---- where the items stand ---- */

/* Past the value that `text` has at `at`: its string, or all up to the bracket that
 * closes it, or its letters. The text is sound JSON, so brackets match. */
static size_t value_end(struct span text, size_t at)
{
	size_t depth = 0;
	bool in_string = false;

	for (; at < text.bytes; at++) {
		char c = text.at[at];

		if (in_string) {
			at += c == '\\';
			in_string = c != '"';
			if (!in_string && depth == 0)
				return at + 1;
		} else if (c == '"') {
			in_string = true;
		} else if (c == '{' || c == '[') {
			depth++;
		} else if (c == '}' || c == ']') {
			if (depth <= 1)
				return at + (depth == 1);
			depth--;
		} else if (depth == 0 && (c == ',' || c == ':')) {
			return at;
		}
	}
	return text.bytes;
}

static size_t past_space(struct span text, size_t at)
{
	while (at < text.bytes && (text.at[at] == ',' || text.at[at] == ':' || text.at[at] == ' ' || text.at[at] == '\n' ||
	       text.at[at] == '\r' || text.at[at] == '\t'))
		at++;
	return at;
}

/* Where the elements of the last member "items" of the object begin; the end of the text
 * when it has none. */
static size_t items_start(struct span text)
{
	size_t at = span_find(text, span_of("{")) + 1, found = text.bytes;

	for (at = past_space(text, at); at < text.bytes && text.at[at] == '"'; at = past_space(text, at)) {
		size_t name = at, value = past_space(text, value_end(text, at));

		if (span_starts(span_make(text.at + name, text.bytes - name), "\"items\"") && value < text.bytes && text.at[value] == '[')
			found = value + 1;
		at = value_end(text, value);
	}
	return found;
}

/* The document as one JSON value that the caller gives back, or NULL with `err` set. */
static json_t *document_load(const struct input *input, struct arena *arena, struct charset *used, struct span *decoded,
			     struct error *err)
{
	struct span text = *decoded = input_decode(input, NULL, arena, used, err);
	json_error_t wrong = { .line = 0 };
	json_t *document;

	if (err->status != STATUS_OK)
		return NULL;
	document = json_loadb(text.at, text.bytes, JSON_ALLOW_NUL, &wrong);
	if (!document) {
		input_fault(input, "", wrong.line > 0 ? (size_t)wrong.line : 1, "broken JSON: %s", wrong.text);
	} else if (!json_is_object(document)) {
		error_set(err, STATUS_DATA, "", "no JSON object");
		json_decref(document);
		document = NULL;
	}
	return document;
}

static bool item_take(const struct input *input, const json_t *feed, const json_t *item, struct byte_range range,
		      const struct charset *used, struct arena *arena)
{
	struct draft draft = draft_new(input, range.from, range.to, "jsonfeed/1", arena);
	struct article *article = draft.article;
	const json_t *author = json_array_get(json_object_get(item, "authors"), 0);

	article->from.charset = *used;
	article->id = string_of(item, "id", arena);
	article->url = first_of(item, "url external_url", arena);
	article->source = string_of(feed, "title", arena);
	article->author = string_of(author ? author : json_object_get(item, "author"), "name", arena);
	article->version.modified = stamp_seconds(string_of(item, "date_modified", arena));
	lang_set(article, string_of(item, "language", arena));
	lang_set(article, string_of(feed, "language", arena));
	draft_title(&draft, string_of(item, "title", arena), "feed");
	draft_published(&draft, stamp_read(first_of(item, "date_published date_modified", arena)), ORIGIN_METADATA);
	blocks_set(&draft, string_of(item, "content_html", arena), first_of(item, "content_text summary", arena), input->options);
	if (article->text.bytes + article->title.bytes == 0)
		return true;
	return input->take(article, arena, input->with);
}

void read_json_feed(const struct input *input, struct error *err)
{
	struct arena *arena = arena_new(), *one = arena_new();
	struct charset used = { .name = "" };
	struct span text;
	json_t *feed = document_load(input, arena, &used, &text, err);
	const json_t *items = json_object_get(feed, "items");
	struct origin origin = origin_start(input, text, &used);
	size_t at = json_is_array(items) ? items_start(text) : 0;

	if (feed && !json_is_array(items))
		error_set(err, STATUS_DATA, "", "a JSON Feed without \"items\"");
	for (size_t i = 0; i < json_array_size(items); i++) {
		size_t from = past_space(text, at), to = value_end(text, from);

		from = from < to ? from : 0;
		at = to;
		arena_reset(one);
		if (!item_take(input, feed, json_array_get(items, i), origin_range(&origin, from, to), &used, one))
			break;
	}
	json_decref(feed);
	arena_free(one);
	arena_free(arena);
}

/* ninjs 1 has "headline" and "body_html"; ninjs 2 arrays of objects with a "value". */
static struct span value_of(const json_t *document, const char *names, const char *array, bool html, struct arena *arena)
{
	struct span found = first_of(document, names, arena);
	const json_t *values = json_object_get(document, array);

	for (size_t i = 0; i < json_array_size(values) && found.bytes == 0; i++) {
		const json_t *value = json_array_get(values, i);
		const char *type = json_string_value(json_object_get(value, "contenttype"));
		bool is_html = type && strstr(type, "html");

		if (is_html == html)
			found = string_of(value, "value", arena);
	}
	return found;
}

static void document_take(const struct input *input, const json_t *document, const struct charset *used, bool withdrawn,
			  struct arena *arena)
{
	struct draft draft = draft_new(input, 0, input->raw.bytes, "ninjs/1", arena);
	struct article *article = draft.article;
	struct span html = value_of(document, "body_html body_xhtml", "bodies", true, arena);
	const json_t *source = json_array_get(json_object_get(document, "infosources"), 0);

	article->from.charset = *used;
	article->id = string_of(document, "uri", arena);
	article->author = first_of(document, "byline by", arena);
	article->source = string_of(source, "name", arena);
	if (article->source.bytes == 0)
		article->source = first_of(document, "copyrightholder", arena);
	lang_set(article, string_of(document, "language", arena));
	draft_title(&draft, value_of(document, "headline title", "headlines", false, arena), "headline");
	draft_published(&draft, stamp_read(first_of(document, "contentcreated firstcreated versioncreated", arena)), ORIGIN_METADATA);
	blocks_set(&draft, html, value_of(document, "body_text description_text", "bodies", false, arena), input->options);
	article->version.number = (uint32_t)strtoul(string_of(document, "version", arena).at ?
						    string_of(document, "version", arena).at : "0", NULL, 10);
	article->version.modified = stamp_seconds(string_of(document, "versioncreated", arena));
	if (withdrawn)
		draft_withdraw(&draft);
	input->take(article, arena, input->with);
}

void read_ninjs(const struct input *input, struct error *err)
{
	struct arena *arena = arena_new();
	struct charset used = { .name = "" };
	struct span text;
	json_t *document = document_load(input, arena, &used, &text, err);
	struct span status = string_of(document, "pubstatus", arena);

	if (document)
		document_take(input, document, &used, span_is(status, "canceled") || span_is(status, "withheld"), arena);
	json_decref(document);
	arena_free(arena);
}
