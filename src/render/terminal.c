/* What a terminal can show, and text made safe and fit for it. */
#include "dateline/render.h"

#include "dateline/text.h"

#include <stdlib.h>
#include <sys/ioctl.h>
#include <unicode/uchar.h>
#include <unistd.h>

static int width_of(FILE *stream)
{
	const char *columns = getenv("COLUMNS");
	struct winsize size;

	if (ioctl(fileno(stream), TIOCGWINSZ, &size) == 0 && size.ws_col > 0)
		return size.ws_col;
	if (columns && atoi(columns) > 0)
		return atoi(columns);
	return 80;
}

static bool colors_by_default(bool is_terminal)
{
	const char *term = getenv("TERM"), *refused = getenv("NO_COLOR");

	return is_terminal && !(refused && *refused) && term && strcmp(term, "dumb") != 0;
}

struct terminal terminal_of(FILE *stream, enum color_wish wish)
{
	struct terminal terminal = { .is_terminal = isatty(fileno(stream)) == 1 };
	struct winsize size;

	terminal.color = wish == COLOR_ALWAYS || (wish == COLOR_AUTO && colors_by_default(terminal.is_terminal));
	terminal.width = width_of(stream);
	if (terminal.is_terminal && ioctl(fileno(stream), TIOCGWINSZ, &size) == 0)
		terminal.height = size.ws_row;
	return terminal;
}

void style_begin(struct buf *out, const struct terminal *terminal, enum style style)
{
	static const char *const codes[] = {
		[STYLE_PLAIN] = "0", [STYLE_STRONG] = "1", [STYLE_FAINT] = "2", [STYLE_HIT] = "1;33",
		[STYLE_TITLE] = "1;36", [STYLE_DATE] = "32", [STYLE_PLACE] = "35", [STYLE_PERSON] = "34",
		[STYLE_FAULT] = "1;31",
	};

	if (terminal->color)
		buf_printf(out, "\033[%sm", codes[style]);
}

void style_end(struct buf *out, const struct terminal *terminal)
{
	if (terminal->color)
		buf_add_string(out, "\033[0m");
}

void style_span(struct buf *out, const struct terminal *terminal, enum style style, struct span text)
{
	style_begin(out, terminal, style);
	add_safe(out, text);
	style_end(out, terminal);
}

static int code_width(uint32_t code)
{
	int kind = u_getIntPropertyValue((UChar32)code, UCHAR_EAST_ASIAN_WIDTH);

	if (code < 0x20 || (U_GET_GC_MASK((UChar32)code) & (U_GC_MN_MASK | U_GC_ME_MASK | U_GC_CF_MASK)) != 0)
		return 0;
	return kind == U_EA_WIDE || kind == U_EA_FULLWIDTH ? 2 : 1;
}

int display_width(struct span text)
{
	const char *at = text.at, *end = text.at + text.bytes;
	int width = 0;

	while (at < end)
		width += code_width(utf8_next(&at, end));
	return width;
}

struct span display_cut(struct span text, int width)
{
	const char *at = text.at, *end = text.at + text.bytes;

	while (at < end) {
		const char *next = at;

		width -= code_width(utf8_next(&next, end));
		if (width < 0)
			break;
		at = next;
	}
	return span_make(text.at, (size_t)(at - text.at));
}

static bool is_unsafe(uint32_t code)
{
	return (code < 0x20 && code != '\n' && code != '\t') || (code >= 0x7f && code < 0xa0) ||
	       (code >= 0x202a && code <= 0x202e) || (code >= 0x2066 && code <= 0x2069);
}

void add_safe(struct buf *out, struct span text)
{
	const char *at = text.at, *end = text.at + text.bytes;

	while (at < end) {
		const char *from = at;
		uint32_t code = utf8_next(&at, end);

		if (is_unsafe(code))
			buf_printf(out, code < 0x100 ? "\\x%02x" : "\\u%04x", code);
		else if (code == 0xfffd)
			buf_add_string(out, "\xef\xbf\xbd");
		else
			buf_add(out, from, (size_t)(at - from));
	}
}

/* Columns of styled text: an escape sequence takes none. */
static int styled_width(struct span text)
{
	int width = 0;

	while (text.bytes > 0) {
		const char *escape = memchr(text.at, '\033', text.bytes);
		size_t plain = escape ? (size_t)(escape - text.at) : text.bytes, skip = plain;

		width += display_width(span_make(text.at, plain));
		while (escape && skip < text.bytes && text.at[skip] != 'm')
			skip++;
		skip += escape && skip < text.bytes;
		text = span_make(text.at + skip, text.bytes - skip);
	}
	return width;
}

/* Where what is broken off a line goes on: under its last column, the one behind two
 * spaces or more, when that leaves half the width; else two spaces in. */
static int hanging_indent(struct span line, int width)
{
	size_t lead = 0, column = 0;
	int hang;

	while (lead < line.bytes && line.at[lead] == ' ')
		lead++;
	for (size_t i = lead; i + 2 < line.bytes; i++)
		if (line.at[i] == ' ' && line.at[i + 1] == ' ' && line.at[i + 2] != ' ')
			column = i + 2;
	hang = column > 0 ? styled_width(span_make(line.at, column)) : 0;
	if (hang == 0 || hang > width / 2)
		hang = (int)lead + 2;
	return hang > width / 2 ? 2 : hang;
}

/* The bytes of the start of `line` that fit in `width`, up to a space; all of a first word
 * that is wider. */
static size_t fitting(struct span line, int width)
{
	size_t fits = 0, at = 0;

	while (at < line.bytes && line.at[at] == ' ')
		at++;
	for (;;) {
		while (at < line.bytes && line.at[at] != ' ')
			at++;
		if (fits > 0 && styled_width(span_make(line.at, at)) > width)
			return fits;
		fits = at;
		if (at == line.bytes)
			return at;
		while (at < line.bytes && line.at[at] == ' ')
			at++;
	}
}

void add_fitted(struct buf *out, struct span text, int width)
{
	while (text.bytes > 0) {
		struct span line = span_cut(&text, '\n');
		int hang = hanging_indent(line, width), indent = 0;

		for (;;) {
			size_t fits = fitting(line, width - indent);

			buf_printf(out, "%*s", indent, "");
			buf_add(out, line.at, fits);
			buf_add_char(out, '\n');
			while (fits < line.bytes && line.at[fits] == ' ')
				fits++;
			line = span_make(line.at + fits, line.bytes - fits);
			if (line.bytes == 0)
				break;
			indent = hang;
		}
	}
}

void add_wrapped(struct buf *out, struct span text, int width, int indent)
{
	int used = 0;

	for (struct span rest = text; rest.at;) {
		struct span word = span_cut(&rest, ' ');
		int wide = display_width(word);

		if (word.bytes == 0)
			continue;
		if (used > 0 && used + 1 + wide > width) {
			buf_add_char(out, '\n');
			used = 0;
		}
		if (used == 0) {
			buf_printf(out, "%*s", indent, "");
			used = indent;
		} else {
			buf_add_char(out, ' ');
			used++;
		}
		add_safe(out, word);
		used += wide;
	}
	if (used > 0)
		buf_add_char(out, '\n');
}
