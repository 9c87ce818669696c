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

	terminal.color = wish == COLOR_ALWAYS || (wish == COLOR_AUTO && colors_by_default(terminal.is_terminal));
	terminal.width = width_of(stream);
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
