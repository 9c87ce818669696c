/* dateline saved: lists the saved searches, takes one away, hands them on as OPML. */
#include "commands/searches.h"

static const struct option_row options[] = {
	{ "remove", 0, NULL, "takes the searches named away" },
	{ "feeds", 0, "URL", "with --format opml: where NAME.atom of each search stands, as dateline new --format atom writes it" },
};

static void print_text(const struct invocation *line, const struct searches *searches, struct buf *out)
{
	int widest = 0;

	for (size_t i = 0; i < searches->count; i++) {
		int width = display_width(searches->items[i].name);

		widest = width > widest ? width : widest;
	}
	for (size_t i = 0; i < searches->count; i++) {
		struct span name = searches->items[i].name;
		struct buf words = BUF_INIT((size_t)1 << 20);

		search_print_line(&searches->items[i], &words);
		style_begin(out, &line->out, STYLE_STRONG);
		add_safe(out, name);
		style_end(out, &line->out);
		buf_printf(out, "%*s  ", widest - display_width(name), "");
		add_safe(out, buf_span(&words));
		buf_add_char(out, '\n');
		buf_release(&words);
	}
}

static void print_json(const struct invocation *line, const struct searches *searches, struct buf *out)
{
	struct json json = { .out = out };

	(void)line;
	json_open_object(&json, NULL);
	json_chars(&json, "schema", "dateline.saved/1");
	json_chars(&json, "path", searches->path);
	json_open_array(&json, "searches");
	for (size_t i = 0; i < searches->count; i++) {
		const struct saved_search *search = &searches->items[i];

		json_open_object(&json, NULL);
		json_span(&json, "name", search->name);
		json_span(&json, "query", search->query);
		json_open_array(&json, "arguments");
		for (size_t k = 1; k < search->argument_count; k++)
			json_chars(&json, NULL, search->arguments[k]);
		json_close_array(&json);
		json_close_object(&json);
	}
	json_close_array(&json);
	json_close_object(&json);
	buf_add_char(out, '\n');
}

/* ---- OPML 2.0 ---- */

static void add_xml(struct span text, struct buf *out)
{
	for (size_t i = 0; i < text.bytes; i++) {
		unsigned char c = (unsigned char)text.at[i];

		if (c == '&')
			buf_add_string(out, "&amp;");
		else if (c == '<')
			buf_add_string(out, "&lt;");
		else if (c == '>')
			buf_add_string(out, "&gt;");
		else if (c == '"')
			buf_add_string(out, "&quot;");
		else if (c >= ' ' && c != 0x7f)
			buf_add_char(out, (char)c);
	}
}

/* A name as the part of a URL. */
static void add_in_url(struct span name, struct buf *out)
{
	for (size_t i = 0; i < name.bytes; i++) {
		unsigned char c = (unsigned char)name.at[i];

		if ((c >= '0' && c <= '9') || ((c | 0x20) >= 'a' && (c | 0x20) <= 'z') || c == '-' || c == '_' || c == '.')
			buf_add_char(out, (char)c);
		else
			buf_printf(out, "%%%02X", c);
	}
}

static void print_outline(const struct saved_search *search, struct span feeds, struct buf *out)
{
	struct buf words = BUF_INIT((size_t)1 << 20);

	search_print_line(search, &words);
	buf_add_string(out, "<outline text=\"");
	add_xml(search->name, out);
	buf_add_string(out, "\" description=\"");
	add_xml(buf_span(&words), out);
	if (feeds.bytes > 0) {
		buf_add_string(out, "\" type=\"rss\" version=\"ATOM\" xmlUrl=\"");
		add_xml(feeds, out);
		buf_add_string(out, span_ends(feeds, "/") ? "" : "/");
		add_in_url(search->name, out);
		buf_add_string(out, ".atom");
	}
	buf_add_string(out, "\"/>\n");
	buf_release(&words);
}

static void print_opml(const struct invocation *line, const struct searches *searches, struct buf *out)
{
	struct span feeds = span_of(given_text(line, "feeds", ""));

	buf_add_string(out, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<opml version=\"2.0\">\n<head>\n"
			    "<title>Saved searches of dateline</title>\n</head>\n<body>\n");
	for (size_t i = 0; i < searches->count; i++)
		print_outline(&searches->items[i], feeds, out);
	/* OPML wants one outline at least. */
	if (searches->count == 0)
		buf_add_string(out, "<outline text=\"None yet\"/>\n");
	buf_add_string(out, "</body>\n</opml>\n");
}

static void remove_all(struct invocation *line, struct searches *searches, struct error *err)
{
	if (line->operand_count == 0)
		error_set(err, STATUS_USAGE, NULL, "--remove wants the names of the searches");
	for (size_t i = 0; i < line->operand_count; i++)
		searches_find(searches, span_of(line->operands[i]), err);
	for (size_t i = 0; i < line->operand_count && err->status == STATUS_OK; i++) {
		searches_remove(searches, span_of(line->operands[i]), line->arena, err);
		mark_remove(line, span_of(line->operands[i]));
		tell(line, "%s is saved no more", line->operands[i]);
	}
}

static enum status run(struct invocation *line, struct error *err)
{
	static const char *const formats[] = { "text", "json", "opml", NULL };
	static void (*const printers[])(const struct invocation *, const struct searches *, struct buf *) = {
		print_text, print_json, print_opml,
	};
	int format = given_choice(line, "format", formats, line->json ? 1 : 0, err);
	struct buf out = BUF_INIT(ANSWER_BYTES_MOST);
	struct searches searches;

	searches_read(&searches, line->arena, err);
	if (given_has(line, "remove")) {
		remove_all(line, &searches, err);
		return err->status;
	}
	if (line->operand_count > 0)
		error_set(err, STATUS_USAGE, NULL, "takes no words but with --remove; dateline new %s asks that search",
			  line->operands[0]);
	if (err->status == STATUS_OK && searches.count == 0)
		tell(line, "no search is saved; dateline save NAME QUERY does it");
	if (err->status == STATUS_OK)
		printers[format](line, &searches, &out);
	print_answer(line, &out, err);
	return searches.count > 0 ? STATUS_OK : STATUS_NO_MATCH;
}

const struct command command_saved = {
	"saved", "Lists the saved searches", "[NAME...]", options, COUNT(options), run
};
