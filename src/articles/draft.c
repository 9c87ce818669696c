/* An article in the making: blocks, title and date, each with where it came from. */
#include "reader.h"

#include <stdarg.h>
#include <stdio.h>

/* DESIGN's cap on one article's text. */
#define TEXT_MOST ((size_t)64 << 20)

struct record input_record(const struct input *input, uint64_t from_byte, uint64_t to_byte)
{
	if (input->inside)
		return *input->inside;
	return (struct record){ .raw = span_make(input->raw.at + from_byte, (size_t)(to_byte - from_byte)),
				.from_byte = from_byte, .to_byte = to_byte };
}

struct draft draft_new(const struct input *input, uint64_t from_byte, uint64_t to_byte, const char *reader,
		       struct arena *arena)
{
	struct draft draft = { arena, arena_alloc(arena, sizeof(struct article)), BUF_INIT(TEXT_MOST), 0, 0 };
	struct record record = input_record(input, from_byte, to_byte);
	struct provenance *from = &draft.article->from;

	from->path = input->path;
	from->from_byte = record.from_byte;
	from->to_byte = record.to_byte;
	from->reader = record.by.bytes ? arena_printf(arena, "%s, %.*s", reader, (int)record.by.bytes, record.by.at) :
					 span_of(reader);
	from->captured = record.captured;
	sha256_hex(record.raw, from->sha256);
	draft.article->id = record.id;
	draft.article->url = record.url;
	return draft;
}

void draft_add(struct draft *draft, enum block_kind kind, unsigned level, struct span text)
{
	struct article *article = draft->article;

	text = span_trim(text);
	if (text.bytes == 0 || draft->text.bytes + text.bytes + 2 > draft->text.most)
		return;
	if (draft->text.bytes > 0)
		buf_add_string(&draft->text, "\n\n");
	ARENA_PUSH(draft->arena, article->blocks, article->block_count, draft->block_room) = (struct block){
		kind, (uint8_t)level, (uint32_t)draft->text.bytes, (uint32_t)text.bytes };
	buf_add_span(&draft->text, text);
}

void draft_add_caption(struct draft *draft, struct span text)
{
	struct article *article = draft->article;

	text = span_trim(text);
	if (text.bytes > 0)
		ARENA_PUSH(draft->arena, article->captions, article->caption_count, draft->caption_room) =
			arena_copy(draft->arena, text);
}

void draft_close(struct draft *draft)
{
	draft->article->text = arena_copy(draft->arena, buf_span(&draft->text));
	buf_release(&draft->text);
}

void draft_title(struct draft *draft, struct span title, const char *from)
{
	title = span_trim(title);
	if (title.bytes == 0 || draft->article->title.bytes > 0)
		return;
	draft->article->title = title;
	draft->article->from.title_from = span_of(from);
}

void draft_published(struct draft *draft, struct date date, enum date_origin origin)
{
	if (!date_is_known(date) || date_is_known(draft->article->published))
		return;
	draft->article->published = date;
	draft->article->from.published_from = origin;
}

void draft_withdraw(struct draft *draft)
{
	struct article *article = draft->article;

	article->version.withdrawn = true;
	article->title = span_of("Withdrawn by its agency");
	article->from.title_from = span_of("withdrawn");
	article->text = (struct span){ "", 0 };
	article->block_count = article->caption_count = 0;
}

void article_complete(struct article *article, const struct read_options *options)
{
	char hint[LANG_TEXT];

	snprintf(hint, sizeof(hint), "%s", article->lang[0] ? article->lang : options->lang);
	language_guess(article->text, hint, article->lang);
	if (article->source.bytes == 0)
		article->source = options->source;
	if (!date_is_known(article->published) && date_is_known(options->published)) {
		article->published = options->published;
		article->from.published_from = ORIGIN_GIVEN;
	}
}

/* "path:12" or "path: byte 12"; inside a record only the record's own place is of use. */
static void tell_of(const struct input *input, enum status status, const char *unit, size_t number, const char *format,
		    va_list args)
{
	struct error err = { 0 };
	char text[sizeof(err.text)], where[sizeof(err.where)];
	size_t most = sizeof(where) - 40, bytes = input->path.bytes < most ? input->path.bytes : most;

	if (input->inside && input->inside->from_byte > 0) {
		unit = " byte ";
		number = (size_t)input->inside->from_byte;
	}
	vsnprintf(text, sizeof(text), format, args);
	if (number == 0 && strcmp(unit, " byte ") != 0)
		snprintf(where, sizeof(where), "%.*s", (int)bytes, input->path.at);
	else
		snprintf(where, sizeof(where), "%.*s:%s%zu", (int)bytes, input->path.at, unit, number);
	error_set(&err, status, where, "%s", text);
	input->fault(&err, input->with);
}

void input_fault(const struct input *input, const char *unit, size_t number, const char *format, ...)
{
	va_list args;

	va_start(args, format);
	tell_of(input, STATUS_DATA, unit, number, format, args);
	va_end(args);
}

void input_pass_over(const struct input *input, const char *unit, size_t number, const char *format, ...)
{
	va_list args;

	va_start(args, format);
	tell_of(input, STATUS_NO_MATCH, unit, number, format, args);
	va_end(args);
}

/* Undoes a double encoding, unless the user's word rules. */
static void text_repair(const struct input *input, struct buf *text, struct charset *used)
{
	struct buf repaired = BUF_INIT(BUF_TEXT_MOST);

	used->repaired = input->options->charset ? NULL : charset_repair(buf_span(text), &repaired);
	if (used->repaired) {
		buf_clear(text);
		buf_add_span(text, buf_span(&repaired));
	}
	buf_release(&repaired);
}

struct span text_decode(const struct input *input, struct span raw, const char *declared, struct arena *arena,
			struct charset *used, struct error *err)
{
	struct buf text = BUF_INIT(BUF_TEXT_MOST);
	struct span decoded = { NULL, 0 };

	charset_decode(raw, input->options->charset, declared, &text, used, err);
	if (err->status == STATUS_OK) {
		text_repair(input, &text, used);
		decoded = arena_copy(arena, buf_span(&text));
	}
	buf_release(&text);
	return decoded;
}

struct span input_decode(const struct input *input, const char *declared, struct arena *arena, struct charset *used,
			 struct error *err)
{
	struct span decoded;

	/* A server's word is newer than the page's own. */
	if (input->inside && input->inside->charset)
		declared = input->inside->charset;
	decoded = text_decode(input, input->raw, declared, arena, used, err);
	if (err->status == STATUS_OK && used->broken > 0 && strcmp(used->name, "UTF-8") == 0)
		input_fault(input, " byte ", used->broken_at, "broken UTF-8: %zu bytes read as U+FFFD", used->broken);
	return decoded;
}
