/* Reads JSON Lines: an article a line, {"id","title","text","date","lang","source"|"src","url"}. */
#include "reader.h"

#include <inttypes.h>
#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>

#define HEAD_BYTES 4096u
#define LOOK_BYTES ((size_t)1 << 20)
#define LINE_MOST ((size_t)64 << 20)

static struct span string_of(const json_t *object, const char *name, struct arena *arena)
{
	const json_t *value = json_object_get(object, name);

	if (json_is_string(value))
		return arena_copy(arena, span_make(json_string_value(value), json_string_length(value)));
	if (json_is_integer(value))
		return arena_printf(arena, "%" JSON_INTEGER_FORMAT, json_integer_value(value));
	return (struct span){ NULL, 0 };
}

static void article_fill(struct draft *draft, const json_t *object, const struct read_options *options)
{
	struct article *article = draft->article;
	struct arena *arena = draft->arena;
	struct span lang = string_of(object, "lang", arena), source = string_of(object, "source", arena);

	article->id = string_of(object, "id", arena);
	article->url = string_of(object, "url", arena);
	article->author = string_of(object, "author", arena);
	article->source = source.bytes > 0 ? source : string_of(object, "src", arena);
	article->text = string_of(object, "text", arena);
	if (lang.bytes >= 2 && lang.bytes < LANG_TEXT)
		snprintf(article->lang, LANG_TEXT, "%.*s", (int)lang.bytes, lang.at);
	draft_title(draft, string_of(object, "title", arena), "json");
	draft_published(draft, stamp_read(string_of(object, "date", arena)), ORIGIN_METADATA);
	article_complete(article, options);
	plain_blocks(article, false, arena);
}

/* One line in UTF-8, out of [from, to) of the file. False to stop. */
static bool line_take(const struct input *input, struct span line, const struct charset *charset, size_t from, size_t to,
		      size_t number, struct arena *arena)
{
	json_error_t wrong;
	json_t *object;
	bool goes_on = true;

	object = json_loadb(line.at, line.bytes, JSON_ALLOW_NUL, &wrong);
	if (!object) {
		input_fault(input, "", number, "broken JSON: %s", wrong.text);
	} else if (!json_is_object(object)) {
		input_fault(input, "", number, "no JSON object");
	} else if (!json_is_string(json_object_get(object, "text"))) {
		input_fault(input, "", number, "an object without \"text\"");
	} else {
		struct draft draft = draft_new(input, from, to, "jsonl/1", arena);

		draft.article->from.charset = *charset;
		article_fill(&draft, object, input->options);
		goes_on = input->take(draft.article, arena, input->with);
	}
	json_decref(object);
	return goes_on;
}

/* A line in UTF-8, mended where it is broken, or in `charset` when that is not NULL. */
static bool line_read(const struct input *input, const char *charset, size_t from, size_t to, size_t number,
		      struct arena *arena)
{
	struct span line = span_trim(span_make(input->raw.at + from, to - from));
	struct charset used = { .name = "UTF-8", .why = CHARSET_VALID_UTF8 };
	struct buf decoded = BUF_INIT(BUF_TEXT_MOST);
	struct error err = { 0 };
	bool goes_on = true;

	if (line.bytes == 0)
		return true;
	if (line.bytes > LINE_MOST) {
		input_fault(input, "", number, "a line of more than 64 MiB");
		return true;
	}
	if (charset) {
		charset_decode(line, charset, NULL, &decoded, &used, &err);
		used.why = input->options->charset ? CHARSET_GIVEN : CHARSET_GUESSED;
		line = buf_span(&decoded);
	} else if (utf8_check(line) < line.bytes) {
		used.broken = utf8_mend(line, &decoded);
		line = buf_span(&decoded);
		input_fault(input, "", number, "broken UTF-8: %zu bytes read as U+FFFD", used.broken);
	}
	if (err.status != STATUS_OK)
		input_fault(input, "", number, "%s", err.text);
	else
		goes_on = line_take(input, line, &used, from, to, number, arena);
	buf_release(&decoded);
	return goes_on;
}

static size_t line_end(struct span text, size_t from)
{
	const char *end = memchr(text.at + from, '\n', text.bytes - from);

	return end ? (size_t)(end - text.at) : text.bytes;
}

/* A file in UTF-16 is decoded whole. */
static void read_decoded(const struct input *input, struct arena *arena, struct error *err)
{
	struct charset used = { .name = "" };
	struct span text = input_decode(input, NULL, arena, &used, err);
	struct arena *lines = arena_new();
	struct origin origin = origin_start(input, text, &used);

	for (size_t from = 0, number = 1; err->status == STATUS_OK && from < text.bytes; number++) {
		size_t to = line_end(text, from);
		struct span line = span_trim(span_make(text.at + from, to - from));
		struct byte_range range = origin_range(&origin, from, to);

		arena_reset(lines);
		if (line.bytes > 0 && !line_take(input, line, &used, range.from, range.to, number, lines))
			break;
		from = to + 1;
	}
	arena_free(lines);
}

/* The charset that the file's lines are in when they are clearly not in UTF-8, or
 * NULL. A broken byte here and there makes no other charset. */
static const char *other_charset(struct span raw)
{
	struct span head = span_make(raw.at, raw.bytes < LOOK_BYTES ? raw.bytes : LOOK_BYTES);
	struct buf text = BUF_INIT(BUF_TEXT_MOST);
	size_t utf8_lines = 0, other_lines = 0, bad = 0;
	struct charset used = { .name = "" };
	struct error err = { 0 };

	for (struct span rest = head; rest.at;) {
		struct span line = span_cut(&rest, '\n');
		size_t letters, wrong;

		letters = utf8_letters(line, &wrong);
		bad += wrong;
		other_lines += wrong > letters;
		utf8_lines += letters > wrong;
	}
	if (bad >= 8 && other_lines > utf8_lines)
		charset_decode(head, NULL, NULL, &text, &used, &err);
	buf_release(&text);
	return err.status == STATUS_OK && used.name[0] ? charset_find(span_of(used.name)) : NULL;
}

/* A picture or an archive that is called .jsonl is refused whole, not line by line. */
static void refuse_binary(struct span raw, struct error *err)
{
	struct span head = span_make(raw.at, raw.bytes < HEAD_BYTES ? raw.bytes : HEAD_BYTES);
	struct buf text = BUF_INIT(BUF_TEXT_MOST);
	struct charset used;
	struct error wrong = { 0 };

	if (utf8_check(span_make(head.at, line_end(head, 0))) < line_end(head, 0) && head.at[0] != '{') {
		charset_decode(head, NULL, NULL, &text, &used, &wrong);
		if (wrong.status != STATUS_OK)
			*err = wrong;
	}
	buf_release(&text);
}

void read_jsonl(const struct input *input, struct error *err)
{
	struct arena *arena = arena_new();
	bool wide = input->raw.bytes >= 2 && (memcmp(input->raw.at, "\xFF\xFE", 2) == 0 ||
		    memcmp(input->raw.at, "\xFE\xFF", 2) == 0 || input->raw.at[0] == '\0' || input->raw.at[1] == '\0');
	const char *charset = input->options->charset;
	size_t from = span_starts(input->raw, "\xEF\xBB\xBF") ? 3 : 0;

	if (!charset && wide) {
		read_decoded(input, arena, err);
		arena_free(arena);
		return;
	}
	refuse_binary(input->raw, err);
	if (!charset && err->status == STATUS_OK)
		charset = other_charset(input->raw);
	for (size_t number = 1; from < input->raw.bytes && err->status == STATUS_OK; number++) {
		size_t to = line_end(input->raw, from);

		arena_reset(arena);
		if (!line_read(input, charset, from, to, number, arena))
			break;
		from = to + 1;
	}
	arena_free(arena);
}
