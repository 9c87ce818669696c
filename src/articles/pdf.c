/* Reads PDF through poppler's pdftotext in a child process: its pages as text, title and day of making. */
#include "reader.h"

#include "dateline/child.h"

#include <stdio.h>
#include <strings.h>

static const struct child_limits limits = { 60, 120, (size_t)2 << 30, (size_t)1 << 20 };

/* What `pdftotext -htmlmeta` prints: a head with <title> and <meta>, the text in <pre>. */
struct pdf_text {
	struct span title, author, created, text;
};

/* What stands between two marks of `html`; "" when they are not there. */
static struct span between(struct span html, const char *from, const char *to)
{
	size_t at = span_find(html, span_of(from)) + strlen(from);

	if (at >= html.bytes)
		return (struct span){ NULL, 0 };
	html = span_make(html.at + at, html.bytes - at);
	return span_make(html.at, span_find(html, span_of(to)));
}

/* "&lt;" and the like undone, hyphens at line ends joined by the program already; a page's
 * end (form feed) is a blank line. */
static struct span plain_text(struct span text, struct arena *arena)
{
	static const struct { const char *entity; char c; } entities[] = {
		{ "&lt;", '<' }, { "&gt;", '>' }, { "&amp;", '&' }, { "&quot;", '"' }, { "&apos;", '\'' },
	};
	struct buf out = BUF_INIT(BUF_TEXT_MOST);
	size_t i = 0;

	while (i < text.bytes) {
		struct span rest = span_make(text.at + i, text.bytes - i);
		size_t k = 0;

		while (k < COUNT(entities) && (rest.at[0] != '&' || !span_starts(rest, entities[k].entity)))
			k++;
		if (k < COUNT(entities))
			buf_add_char(&out, entities[k].c);
		else if (rest.at[0] == '\f')
			buf_add_string(&out, "\n\n");
		else
			buf_add_char(&out, rest.at[0]);
		i += k < COUNT(entities) ? strlen(entities[k].entity) : 1;
	}
	text = arena_copy(arena, buf_span(&out));
	buf_release(&out);
	return text;
}

static struct pdf_text pdf_take_apart(struct span html, struct arena *arena)
{
	struct pdf_text pdf = { { NULL, 0 }, { NULL, 0 }, { NULL, 0 }, { NULL, 0 } };
	size_t body = span_find(html, span_of("<pre>"));
	struct span head = span_make(html.at, body);

	pdf.title = plain_text(between(head, "<title>", "</title>"), arena);
	pdf.author = plain_text(between(head, "<meta name=\"Author\" content=\"", "\""), arena);
	pdf.created = between(head, "<meta name=\"CreationDate\" content=\"", "\"");
	if (body < html.bytes) {
		html = span_make(html.at + body + 5, html.bytes - body - 5);
		if (span_ends(span_trim(html), "</pre>\n</body>\n</html>"))
			html.bytes = (size_t)(span_trim(html).at + span_trim(html).bytes - html.at) - strlen("</pre>\n</body>\n</html>");
		pdf.text = plain_text(html, arena);
	}
	return pdf;
}

/* Programs put their own words there: "Microsoft Word - doc1.doc", "untitled", a file's name. */
static bool is_title(struct span title)
{
	static const char *const no[] = { "microsoft ", "untitled", "без имени", "document", "презентация", "powerpoint", "layout " };

	for (size_t i = 0; i < COUNT(no); i++)
		if (title.bytes >= strlen(no[i]) && strncasecmp(title.at, no[i], strlen(no[i])) == 0)
			return false;
	return memchr(title.at, ' ', title.bytes) != NULL;
}

/* "D:20140312101500+06'00'" or ISO 8601, as the version has it. */
static struct date created_read(struct span text, struct arena *arena)
{
	if (span_starts(text, "D:") && text.bytes >= 10)
		text = arena_printf(arena, "%.4s-%.2s-%.2s", text.at + 2, text.at + 6, text.at + 8);
	return stamp_read(text);
}

static void text_take(const struct input *input, const struct pdf_text *pdf, struct arena *arena)
{
	struct draft draft = draft_new(input, 0, input->raw.bytes, "pdf/1, pdftotext", arena);
	struct article *article = draft.article;

	snprintf(article->from.charset.name, sizeof(article->from.charset.name), "UTF-8");
	article->from.charset.why = CHARSET_VALID_UTF8;
	article->text = pdf->text;
	article->author = pdf->author;
	if (pdf->title.bytes > 0 && is_title(pdf->title))
		draft_title(&draft, pdf->title, "document");
	article_complete(article, input->options);
	plain_blocks(article, article->title.bytes == 0, arena);
	/* Only where the text names no day: files are made over, texts are not. */
	draft_published(&draft, created_read(pdf->created, arena), ORIGIN_METADATA);
	input->take(article, arena, input->with);
}

void read_pdf(const struct input *input, struct error *err)
{
	static const char *const words[] = { "pdftotext", "-q", "-htmlmeta", "-enc", "UTF-8", "-", "-", NULL };
	struct buf html = BUF_INIT(BUF_TEXT_MOST), sound = BUF_INIT(BUF_TEXT_MOST);
	struct arena *arena = arena_new();
	struct pdf_text pdf;

	if (err->status == STATUS_OK && !child_is_there(words[0]))
		error_set(err, STATUS_IO, "", "PDF is read through pdftotext, which is not installed (Debian's package poppler-utils)");
	child_filter(words, input->raw, &limits, &html, err);
	if (err->status == STATUS_OK) {
		utf8_mend(buf_span(&html), &sound);
		pdf = pdf_take_apart(buf_span(&sound), arena);
		if (span_trim(pdf.text).bytes == 0)
			error_set(err, STATUS_DATA, "", "a PDF without text: pictures of pages, it seems, which want OCR first");
		else
			text_take(input, &pdf, arena);
	}
	buf_release(&html);
	buf_release(&sound);
	arena_free(arena);
}
