/* Reads a saved page: its article's text as blocks, and what it says of itself. */
#include "page.h"

#include <stdio.h>

#define ATTRIBUTES_MOST 2000
#define LD_BODY_LEAST 200u
#define TITLE_LEAST 4u
#define META_BYTES 4096u        /* browsers look for the charset no further than 1,024 */

/* The charset that a page declares in <meta> or an XML declaration, or NULL. */
static const char *charset_declared(struct span raw, struct arena *arena)
{
	static const char *const marks[] = { "charset=", "encoding=" };
	struct span head = span_make(raw.at, raw.bytes < META_BYTES ? raw.bytes : META_BYTES);
	char *lower = arena_string(arena, head);

	for (size_t i = 0; i < head.bytes; i++)
		if (lower[i] >= 'A' && lower[i] <= 'Z')
			lower[i] = (char)(lower[i] + 32);
	for (size_t i = 0; i < COUNT(marks); i++) {
		size_t at = span_find(span_make(lower, head.bytes), span_of(marks[i])), from;

		if (at == head.bytes || (i == 1 && at > 100))
			continue;
		from = at += strlen(marks[i]);
		while (from < head.bytes && (lower[from] == '"' || lower[from] == '\'' || lower[from] == ' '))
			from++;
		at = from;
		while (at < head.bytes && at - from < 40 && ((lower[at] >= 'a' && lower[at] <= 'z') ||
		       (lower[at] >= '0' && lower[at] <= '9') || strchr("-_:.", lower[at])))
			at++;
		return at > from ? arena_string(arena, span_make(lower + from, at - from)) : NULL;
	}
	return NULL;
}

void page_trim(char *html, size_t bytes)
{
	size_t attributes = 0;
	bool in_tag = false;
	char quote = 0, c = 0, before;

	for (size_t i = 0; i < bytes; i++) {
		before = c;
		c = html[i];
		if (!in_tag) {
			in_tag = c == '<' && i + 1 < bytes && ((html[i + 1] | 32) >= 'a' && (html[i + 1] | 32) <= 'z');
			attributes = 0;
			quote = 0;
			continue;
		}
		if (quote)
			quote = c == quote ? 0 : quote;
		else if (c == '>')
			in_tag = false;
		else if ((c == '"' || c == '\'') && before == '=')
			quote = c;
		else
			attributes += c == ' ' || c == '\n' || c == '\t' || c == '/';
		if (in_tag && attributes > ATTRIBUTES_MOST)
			html[i] = ' ';
	}
}

/* A paragraph that is all bold and looks like a heading is one. */
static bool is_bold_heading(const struct page *page, const struct page_piece *piece)
{
	return piece->kind == BLOCK_PARAGRAPH && piece->bold_bytes * 10 >= piece->bytes * 8 &&
	       headline_looks(page_text(page, piece));
}

/* Captions are kept where the article's text is or may be, credits among them. */
static bool is_caption(const struct page *page, const struct page_piece *piece)
{
	const struct page_node *node = &page->nodes[piece->node];

	return !piece->chosen && node->caption && !node->aside_tag && !node->aside_hint;
}

/* A page whose text a script brings has it in its JSON-LD, as HTML or in lines. */
static bool body_is_elsewhere(const struct page *page, const struct draft *draft)
{
	return page->ld_body.bytes >= LD_BODY_LEAST && draft->text.bytes * 2 < page->ld_body.bytes;
}

static void ld_body_add(const struct page *page, struct draft *draft)
{
	struct span rest = page->ld_body;

	buf_clear(&draft->text);
	draft->article->block_count = 0;
	if (span_find(rest, span_of("</p>")) < rest.bytes || span_find(rest, span_of("<br")) < rest.bytes)
		draft_add_html(draft, rest);
	else
		while (rest.at)
			draft_add(draft, BLOCK_PARAGRAPH, 0, span_cut(&rest, '\n'));
}

/* Is it the title once more, which the page may have behind its site's name? */
static bool is_title(const struct page_piece *piece, struct span text, struct span title)
{
	if (piece->kind == BLOCK_HEADING || piece->kind == BLOCK_ROW || piece->bold_bytes * 10 >= piece->bytes * 8)
		return text.bytes >= TITLE_LEAST && text.bytes <= title.bytes &&
		       memcmp(title.at + title.bytes - text.bytes, text.at, text.bytes) == 0;
	return false;
}

static void pieces_add(const struct page *page, struct draft *draft)
{
	for (size_t i = 0; i < page->piece_count; i++) {
		const struct page_piece *piece = &page->pieces[i];
		struct span text = page_text(page, piece);

		if (is_caption(page, piece))
			draft_add_caption(draft, text);
		else if (!piece->chosen || (draft->text.bytes == 0 && is_title(piece, text, draft->article->title)))
			continue;
		else if (is_bold_heading(page, piece))
			draft_add(draft, BLOCK_HEADING, 0, text);
		else
			draft_add(draft, piece->kind, piece->level, text);
	}
}

void read_html(const struct input *input, struct error *err)
{
	struct arena *arena = arena_new();
	struct draft draft = draft_new(input, 0, input->raw.bytes, "html/1", arena);
	struct span html = input_decode(input, charset_declared(input->raw, arena), arena,
					&draft.article->from.charset, err);
	struct page page = { .arena = arena };

	if (err->status == STATUS_OK) {
		page_trim((char *)(uintptr_t)html.at, html.bytes); /* our own copy */
		page_read(&page, html);
		page_choose(&page);
		snprintf(draft.article->lang, LANG_TEXT, "%s", page.lang);
		page_describe(&page, &draft);
		pieces_add(&page, &draft);
		if (body_is_elsewhere(&page, &draft))
			ld_body_add(&page, &draft);
		draft_close(&draft);
		article_complete(draft.article, input->options);
		marked_head(draft.article, arena);
		if (draft.article->text.bytes == 0 && draft.article->title.bytes == 0)
			error_set(err, STATUS_DATA, "", "a page without text");
		else
			input->take(draft.article, arena, input->with);
	} else {
		buf_release(&draft.text);
	}
	buf_release(&page.text);
	arena_free(arena);
}
