/* Reads a piece of HTML inside another format: all of it is the article's. */
#include "page.h"

void draft_add_html(struct draft *draft, struct span html)
{
	struct page page = { .arena = draft->arena };

	html = arena_copy(draft->arena, html);
	page_trim((char *)(uintptr_t)html.at, html.bytes); /* our own copy */
	page_read(&page, html);
	for (size_t i = 0; i < page.piece_count; i++) {
		const struct page_piece *piece = &page.pieces[i];
		const struct page_node *node = &page.nodes[piece->node];

		if (node->caption)
			draft_add_caption(draft, page_text(&page, piece));
		else if (!node->aside_tag)
			draft_add(draft, piece->kind, piece->level, page_text(&page, piece));
	}
	buf_release(&page.text);
}

struct span html_text(struct span html, struct arena *arena)
{
	struct page page = { .arena = arena };
	struct buf text = BUF_INIT(BUF_TEXT_MOST);
	struct span copy = arena_copy(arena, html);

	page_trim((char *)(uintptr_t)copy.at, copy.bytes); /* our own copy */
	page_read(&page, copy);
	for (size_t i = 0; i < page.piece_count; i++) {
		if (text.bytes > 0)
			buf_add_char(&text, ' ');
		buf_add_span(&text, page_text(&page, &page.pieces[i]));
	}
	copy = arena_copy(arena, buf_span(&text));
	buf_release(&page.text);
	buf_release(&text);
	return copy;
}
