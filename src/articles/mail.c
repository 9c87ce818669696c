/* Reads mail: one message (RFC 5322) or a box of them (mbox), an article a message. */
#include "mail.h"
#include "others.h"

#define PARTS_DEPTH_MOST 8
#define PARTS_MOST 200u
#define HEADER_MOST ((size_t)1 << 20)

/* The text of a message: the best of its parts so far. */
struct mail_text {
	struct span text;       /* UTF-8 in the arena; "" for none */
	bool is_html;
	struct charset charset;
	unsigned parts;
	size_t at_byte;         /* of the message in the input */
	struct record message;  /* what an attachment is traced to */
	bool goes_on;
};

struct mail_part mail_part_split(struct span raw, struct arena *arena)
{
	struct mail_part part = { { NULL, 0 }, { NULL, 0 } };
	struct span rest = raw;

	while (rest.at) {
		struct span line = span_cut(&rest, '\n');

		if (span_trim(line).bytes == 0) {
			part.head = span_make(raw.at, (size_t)(line.at - raw.at));
			part.body = rest.at ? rest : span_make(raw.at + raw.bytes, 0);
			break;
		}
	}
	if (!part.head.at)
		part.head = raw;
	part.head.bytes = part.head.bytes < HEADER_MOST ? part.head.bytes : HEADER_MOST;
	part.head = mail_unfold(part.head, arena);
	return part;
}

static void part_read(const struct input *input, struct span raw, int depth, struct mail_text *best, struct arena *arena);

struct span mail_part_next(struct span *rest, struct span boundary)
{
	const char *from = NULL;

	while (rest->at) {
		struct span line = span_cut(rest, '\n');
		bool is_edge = line.bytes >= boundary.bytes + 2 && span_starts(line, "--") &&
			       memcmp(line.at + 2, boundary.at, boundary.bytes) == 0;
		const char *end = is_edge ? line.at : rest->at ? NULL : line.at + line.bytes;

		if (from && end) {
			/* The line that ends this part begins the next. */
			if (is_edge)
				*rest = rest->at ? span_make(line.at, rest->bytes + (size_t)(rest->at - line.at)) : line;
			return span_make(from, (size_t)(end - from));
		}
		if (is_edge)
			from = rest->at;
	}
	return (struct span){ NULL, 0 };
}

static void parts_read(const struct input *input, struct span body, struct span boundary, int depth,
		       struct mail_text *best, struct arena *arena)
{
	struct span rest = body, part;

	while (best->parts < PARTS_MOST && (part = mail_part_next(&rest, boundary)).at)
		part_read(input, part, depth + 1, best, arena);
}

static void text_take(const struct input *input, const struct mail_part *part, struct span type, struct mail_text *best,
		      struct arena *arena)
{
	struct span charset = header_value(type, "charset", arena);
	struct span bytes = mail_decode(part->body, header_find(part->head, "Content-Transfer-Encoding"), arena);
	struct charset used;
	struct error err = { 0 };
	struct span text = text_decode(input, bytes, charset.bytes > 0 ? charset.at : NULL, arena, &used, &err);

	if (err.status == STATUS_OK && span_trim(text).bytes > 0) {
		best->text = text;
		best->is_html = span_starts_alike(type, "text/html");
		best->charset = used;
	} else if (err.status != STATUS_OK) {
		input_fault(input, " byte ", best->at_byte, "%s", err.text);
	}
}

/* A file that came with the message is an article of its own, if it is one at all. */
static void attachment_read(const struct input *input, const struct mail_part *part, struct span type, struct span name,
			    struct mail_text *best, struct arena *arena)
{
	struct record record = best->message;
	struct span bytes = mail_decode(part->body, header_find(part->head, "Content-Transfer-Encoding"), arena);
	const char *kind = others_kind(name);
	char sha256[SHA256_TEXT];

	if (kind || name.bytes == 0 || span_trim(bytes).bytes == 0) {
		input_pass_over(input, " byte ", best->at_byte, "attached %s", kind ? kind : arena_string(arena, type));
		return;
	}
	sha256_hex(bytes, sha256);
	record.name = name;
	record.type = type;
	record.by = span_of("mail/1");
	record.id = arena_printf(arena, "%.*s/%.*s", record.id.bytes ? (int)record.id.bytes : SHA256_TEXT - 1,
				 record.id.bytes ? record.id.at : sha256, (int)name.bytes, name.at);
	best->goes_on &= input_read_inside(input, bytes, input->path, &record, NULL);
}

/* The name that a part's file has, in UTF-8; "" for none. */
static struct span file_name(const struct mail_part *part, struct arena *arena)
{
	struct span name = header_value(header_find(part->head, "Content-Disposition"), "filename", arena);

	if (name.bytes == 0)
		name = header_value(header_find(part->head, "Content-Type"), "name", arena);
	return mail_words(name, arena);
}

/* Plain text is what was written; HTML only stands in where there is none. */
static void part_read(const struct input *input, struct span raw, int depth, struct mail_text *best, struct arena *arena)
{
	struct mail_part part = mail_part_split(raw, arena);
	struct span type = header_find(part.head, "Content-Type"), boundary = header_value(type, "boundary", arena);
	bool is_plain = type.bytes == 0 || span_starts_alike(type, "text/plain");
	bool is_attached = span_starts_alike(header_find(part.head, "Content-Disposition"), "attachment");

	best->parts++;
	if (span_starts_alike(type, "multipart/") && boundary.bytes > 0 && depth < PARTS_DEPTH_MOST)
		parts_read(input, part.body, boundary, depth, best, arena);
	else if (is_attached || (!is_plain && !span_starts_alike(type, "text/html")))
		attachment_read(input, &part, type, file_name(&part, arena), best, arena);
	else if (best->text.bytes == 0 || (is_plain && best->is_html))
		text_take(input, &part, type, best, arena);
}

static struct span angles_inside(struct span text)
{
	struct span rest = text;

	span_cut(&rest, '<');
	return rest.at ? span_cut(&rest, '>') : text;
}

/* The name before an address, or the address. */
static struct span sender_name(struct span from)
{
	struct span rest = from, name = span_trim(span_cut(&rest, '<'));

	if (name.bytes >= 2 && name.at[0] == '"' && name.at[name.bytes - 1] == '"')
		name = span_make(name.at + 1, name.bytes - 2);
	return name.bytes > 0 ? name : span_trim(angles_inside(from));
}

static void text_set(struct draft *draft, const struct mail_text *text, const struct read_options *options)
{
	draft->article->from.charset = text->charset;
	if (text->is_html) {
		draft_add_html(draft, text->text);
		draft_close(draft);
	} else {
		draft->article->text = text->text;
	}
	article_complete(draft->article, options);
	if (text->is_html)
		marked_head(draft->article, draft->arena);
	else
		plain_blocks(draft->article, false, draft->arena);
}

/* A box writes ">From " where a line of a message begins with "From ", and ">>From "
 * where it began with that: one ">" less each. */
static struct span box_unescape(struct span raw, struct arena *arena)
{
	struct buf out = BUF_INIT(BUF_TEXT_MOST);
	struct span rest = raw;

	if (span_find(raw, span_of(">From ")) == raw.bytes)
		return raw;
	while (rest.at) {
		struct span line = span_cut(&rest, '\n');
		size_t marks = 0;

		while (marks < line.bytes && line.at[marks] == '>')
			marks++;
		if (marks > 0 && span_starts(span_make(line.at + marks, line.bytes - marks), "From "))
			line = span_make(line.at + 1, line.bytes - 1);
		buf_add_span(&out, line);
		if (rest.at)
			buf_add_char(&out, '\n');
	}
	raw = arena_copy(arena, buf_span(&out));
	buf_release(&out);
	return raw;
}

/* One message, [from, to) of the input. False to stop. */
static bool message_take(const struct input *input, size_t from, size_t to, bool is_box, struct arena *arena)
{
	struct span stored = span_make(input->raw.at + from, to - from), raw = is_box ? box_unescape(stored, arena) : stored;
	struct span head = mail_part_split(raw, arena).head;
	struct mail_text text = { .at_byte = from, .message = input_record(input, from, to), .goes_on = true };
	struct draft draft;

	text.message.id = arena_copy(arena, angles_inside(header_find(head, "Message-ID")));

	part_read(input, raw, 0, &text, arena);
	if (!text.goes_on)
		return false;
	if (text.text.bytes == 0) {
		input_fault(input, " byte ", from, "a message without text");
		return true;
	}
	draft = draft_new(input, from, to, "mail/1", arena);
	draft.article->id = text.message.id;
	draft.article->author = sender_name(mail_words(header_find(head, "From"), arena));
	draft_title(&draft, mail_words(header_find(head, "Subject"), arena), "subject");
	draft_published(&draft, stamp_read(header_find(head, "Date")), ORIGIN_METADATA);
	text_set(&draft, &text, input->options);
	return input->take(draft.article, arena, input->with);
}

/* Where the next message of a box begins: a line "From ... 19:02:11 2004" behind a
 * blank one. The end of `raw` when there is none. */
static size_t box_next(struct span raw, size_t at)
{
	while (at < raw.bytes) {
		struct span rest = span_make(raw.at + at, raw.bytes - at), line;
		size_t blank = span_find(rest, span_of("\nFrom "));

		at += blank + 1;
		if (blank == rest.bytes)
			break;
		rest = span_make(raw.at + at, raw.bytes - at);
		line = span_trim(span_cut(&rest, '\n'));
		if (at >= 2 && (raw.at[at - 2] == '\n' || raw.at[at - 2] == '\r') && line.bytes > 4 &&
		    line.at[line.bytes - 1] >= '0' && line.at[line.bytes - 1] <= '9')
			return at;
	}
	return raw.bytes;
}

void read_mail(const struct input *input, struct error *err)
{
	struct arena *arena = arena_new();
	bool goes_on = err->status == STATUS_OK, is_box = span_starts(input->raw, "From ");

	for (size_t at = 0; goes_on && at < input->raw.bytes;) {
		size_t end = is_box ? box_next(input->raw, at) : input->raw.bytes, from = at;
		struct span rest = span_make(input->raw.at + at, end - at);

		if (is_box) {
			span_cut(&rest, '\n');
			from = rest.at ? (size_t)(rest.at - input->raw.at) : end;
		}
		arena_reset(arena);
		goes_on = message_take(input, from, end, is_box, arena);
		at = end;
	}
	arena_free(arena);
}
