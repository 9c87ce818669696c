/* Reads Markdown: headings, paragraphs, lists and quotations without their marks; front matter. */
#include "reader.h"

#include <stdio.h>

/* Text of the block being gathered. */
struct gathered {
	struct buf text;
	enum block_kind kind;
	unsigned level;
};

static bool starts_with_mark(struct span line, char mark, size_t least)
{
	size_t count = 0;

	while (count < line.bytes && line.at[count] == mark)
		count++;
	return count >= least && span_trim(span_make(line.at + count, line.bytes - count)).bytes == 0;
}

/* The end of a link's text that opens at `at`, when "](" or "][" follows; else 0. */
static size_t link_end(struct span text, size_t at)
{
	size_t depth = 0;

	for (size_t i = at; i < text.bytes && i < at + 2000; i++) {
		if (text.at[i] == '\\')
			i++;
		else if (text.at[i] == '[')
			depth++;
		else if (text.at[i] == ']' && --depth == 0)
			return i + 1 < text.bytes && (text.at[i + 1] == '(' || text.at[i + 1] == '[') ? i : 0;
	}
	return 0;
}

/* Where the address behind a link's text ends. */
static size_t target_end(struct span text, size_t at)
{
	char shut = text.at[at] == '(' ? ')' : ']';

	while (at < text.bytes && text.at[at] != shut)
		at++;
	return at < text.bytes ? at + 1 : text.bytes;
}

static bool is_word_byte(char c)
{
	return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c & 0x80);
}

/* An underscore within a word is a letter of it, elsewhere it is a mark. */
static bool is_emphasis(struct span text, size_t i)
{
	if (text.at[i] == '*' || text.at[i] == '`')
		return true;
	return text.at[i] == '_' && !(i > 0 && is_word_byte(text.at[i - 1]) && i + 1 < text.bytes && is_word_byte(text.at[i + 1]));
}

/* Adds `text` without the marks of emphasis, links, code and tags; what images say
 * are captions. */
static void inline_add(struct draft *draft, struct buf *out, struct span text)
{
	for (size_t i = 0; i < text.bytes; i++) {
		bool image = text.at[i] == '!' && i + 1 < text.bytes && text.at[i + 1] == '[';
		size_t open = i + (image ? 1 : 0), end = text.at[open] == '[' ? link_end(text, open) : 0;

		if (text.at[i] == '\\' && i + 1 < text.bytes && !is_word_byte(text.at[i + 1])) {
			buf_add_char(out, text.at[++i]);
		} else if (end > 0) {
			struct span label = span_make(text.at + open + 1, end - open - 1);

			if (image)
				draft_add_caption(draft, label);
			else
				for (size_t k = 0; k < label.bytes; k++)
					if (!is_emphasis(label, k))
						buf_add_char(out, label.at[k]);
			i = target_end(text, end + 1) - 1;
		} else if (text.at[i] == '<' && i + 1 < text.bytes && (is_word_byte(text.at[i + 1]) || text.at[i + 1] == '/') &&
			   memchr(text.at + i, '>', text.bytes - i)) {
			i = (size_t)((const char *)memchr(text.at + i, '>', text.bytes - i) - text.at);
		} else if (!is_emphasis(text, i)) {
			buf_add_char(out, text.at[i]);
		}
	}
}

static void gathered_flush(struct draft *draft, struct gathered *gathered)
{
	struct buf plain = BUF_INIT(BUF_TEXT_MOST);

	inline_add(draft, &plain, span_trim(buf_span(&gathered->text)));
	draft_add(draft, gathered->kind, gathered->level, buf_span(&plain));
	buf_release(&plain);
	buf_clear(&gathered->text);
	gathered->kind = BLOCK_PARAGRAPH;
	gathered->level = 0;
}

static void gathered_line(struct gathered *gathered, struct span line)
{
	if (gathered->text.bytes > 0)
		buf_add_char(&gathered->text, '\n');
	buf_add_span(&gathered->text, line);
}

static void heading_add(struct draft *draft, struct gathered *gathered, struct span line, unsigned level)
{
	gathered_flush(draft, gathered);
	while (line.bytes > 0 && line.at[line.bytes - 1] == '#')
		line.bytes--;
	gathered_line(gathered, span_trim(line));
	gathered->kind = BLOCK_HEADING;
	gathered->level = level;
	gathered_flush(draft, gathered);
}

/* Bytes of a list mark ("- ", "12. ") at the front of `line`. */
static size_t list_mark(struct span line)
{
	size_t digits = 0;

	if (line.bytes > 1 && (line.at[0] == '-' || line.at[0] == '*' || line.at[0] == '+') && line.at[1] == ' ')
		return 2;
	while (digits < line.bytes && digits < 9 && line.at[digits] >= '0' && line.at[digits] <= '9')
		digits++;
	/* "5. January" begins a list only where a month's day would not: days are
	 * written "5 January" in the languages that we read. */
	if (digits > 0 && digits + 1 < line.bytes && (line.at[digits] == '.' || line.at[digits] == ')') && line.at[digits + 1] == ' ')
		return digits + 2;
	return 0;
}

static void line_read(struct draft *draft, struct gathered *gathered, struct span line)
{
	size_t level = 0, mark;

	line = span_trim(line);
	while (level < line.bytes && line.at[level] == '#')
		level++;
	if (line.bytes == 0) {
		gathered_flush(draft, gathered);
	} else if (level > 0 && level <= 6 && level < line.bytes && line.at[level] == ' ') {
		heading_add(draft, gathered, span_trim(span_make(line.at + level, line.bytes - level)), (unsigned)level);
	} else if (gathered->text.bytes > 0 && gathered->kind == BLOCK_PARAGRAPH && starts_with_mark(line, '=', 2)) {
		gathered->kind = BLOCK_HEADING;
		gathered->level = 1;
		gathered_flush(draft, gathered);
	} else if (gathered->text.bytes > 0 && gathered->kind == BLOCK_PARAGRAPH && starts_with_mark(line, '-', 2)) {
		gathered->kind = BLOCK_HEADING;
		gathered->level = 2;
		gathered_flush(draft, gathered);
	} else if (starts_with_mark(line, '-', 3) || starts_with_mark(line, '*', 3) || starts_with_mark(line, '_', 3)) {
		gathered_flush(draft, gathered);
	} else if (line.at[0] == '>') {
		if (gathered->kind != BLOCK_QUOTE)
			gathered_flush(draft, gathered);
		gathered->kind = BLOCK_QUOTE;
		gathered_line(gathered, span_trim(span_make(line.at + 1, line.bytes - 1)));
	} else if ((mark = list_mark(line)) > 0) {
		gathered_flush(draft, gathered);
		gathered->kind = BLOCK_ITEM;
		gathered_line(gathered, span_make(line.at + mark, line.bytes - mark));
	} else if (line.at[0] == '|') {
		gathered_flush(draft, gathered);
		gathered->kind = BLOCK_ROW;
		gathered_line(gathered, line);
		gathered_flush(draft, gathered);
	} else {
		gathered_line(gathered, line);
	}
}

static struct span unquoted(struct span value)
{
	value = span_trim(value);
	if (value.bytes >= 2 && (value.at[0] == '"' || value.at[0] == '\'') && value.at[value.bytes - 1] == value.at[0])
		return span_make(value.at + 1, value.bytes - 2);
	return value;
}

static void front_matter_line(struct draft *draft, struct span line)
{
	struct span rest = line, name = span_trim(span_cut(&rest, ':')), value;
	struct error none = { 0 };

	if (!rest.at)
		return;
	value = unquoted(rest);
	if (span_is(name, "title"))
		draft_title(draft, value, "front matter");
	else if (span_is(name, "date") || span_is(name, "published"))
		draft_published(draft, date_parse_edtf(value, &none), ORIGIN_METADATA);
	else if (span_is(name, "author"))
		draft->article->author = value;
	else if (span_is(name, "source"))
		draft->article->source = value;
	else if (span_is(name, "url"))
		draft->article->url = value;
	else if (span_is(name, "lang") && value.bytes >= 2 && value.bytes < LANG_TEXT)
		snprintf(draft->article->lang, LANG_TEXT, "%.*s", (int)value.bytes, value.at);
}

/* Takes the lines between two "---" off the front of `text`. */
static struct span front_matter_read(struct draft *draft, struct span text)
{
	struct span rest = text, line = span_trim(span_cut(&rest, '\n')), inner = rest;
	size_t lines = 0;

	if (!span_is(line, "---"))
		return text;
	while (rest.at && lines++ < 100) {
		line = span_trim(span_cut(&rest, '\n'));
		if (!span_is(line, "---") && !span_is(line, "..."))
			continue;
		while (inner.at != rest.at && inner.at)
			front_matter_line(draft, span_cut(&inner, '\n'));
		return rest.at ? rest : (struct span){ "", 0 };
	}
	return text;
}

static void body_read(struct draft *draft, struct span text)
{
	struct gathered gathered = { BUF_INIT(BUF_TEXT_MOST), BLOCK_PARAGRAPH, 0 };
	bool in_code = false;

	while (text.at) {
		struct span line = span_cut(&text, '\n');

		if (span_starts(span_trim(line), "```") || span_starts(span_trim(line), "~~~"))
			in_code = !in_code;
		else if (!in_code)
			line_read(draft, &gathered, line);
	}
	gathered_flush(draft, &gathered);
	buf_release(&gathered.text);
}

void read_markdown(const struct input *input, struct error *err)
{
	struct arena *arena = arena_new();
	struct draft draft = draft_new(input, 0, input->raw.bytes, "markdown/1", arena);
	struct span text = input_decode(input, NULL, arena, &draft.article->from.charset, err);

	if (err->status == STATUS_OK) {
		body_read(&draft, front_matter_read(&draft, text));
		draft_close(&draft);
		article_complete(draft.article, input->options);
		marked_head(draft.article, arena);
		input->take(draft.article, arena, input->with);
	} else {
		buf_release(&draft.text);
	}
	arena_free(arena);
}
