/* Chooses the article's text among all the text of a page, by structure and density. */
#include "page.h"

#define GOOD_BYTES 80u          /* a paragraph shorter than this may be anything */
#define BODY_LEAST 200u         /* less than this is no body: trust the marks less */

/* How much of a page's own words about its parts is believed. */
enum trust { TRUST_HINTS, TRUST_TAGS, TRUST_NOTHING };

static bool is_aside(const struct page *page, const struct page_piece *piece, enum trust trust)
{
	const struct page_node *node = &page->nodes[piece->node];

	return (trust == TRUST_HINTS && (node->aside_hint || node->caption)) ||
	       (trust != TRUST_NOTHING && node->aside_tag);
}

/* Of what text a deeper holder has, so much counts for the one around it. */
#define DENSITY_SHARE .8f
#define ALIKE_LEVELS 12         /* holders around the body whose neighbours are looked at */

/* Does it read like a story's: long, and not made of links? */
static bool is_good(const struct page *page, const struct page_piece *piece, enum trust trust)
{
	return piece->kind != BLOCK_HEADING && piece->bytes >= GOOD_BYTES && piece->link_bytes * 3 < piece->bytes &&
	       !is_aside(page, piece, trust) && (trust == TRUST_NOTHING || !page_line_is_aside(page_text(page, piece)));
}

/* Sums the good bytes of every holder and all below it. */
static void good_sum(struct page *page, enum trust trust)
{
	for (size_t i = 0; i < page->node_count; i++) {
		page->nodes[i].good_bytes = page->nodes[i].inner_bytes = 0;
		page->nodes[i].density = 0.f;
	}
	for (size_t i = 0; i < page->piece_count; i++)
		if (is_good(page, &page->pieces[i], trust))
			page->nodes[page->pieces[i].node].good_bytes += page->pieces[i].bytes;
	for (size_t i = page->node_count; i-- > 1;) {
		struct page_node *node = &page->nodes[i], *parent = &page->nodes[node->parent];

		parent->good_bytes += node->good_bytes;
		node->density += (float)(node->good_bytes - node->inner_bytes);
		parent->inner_bytes += node->good_bytes;
		parent->density += node->density * DENSITY_SHARE;
	}
	page->nodes[0].density += (float)(page->nodes[0].good_bytes - page->nodes[0].inner_bytes);
}

/* Is the node marked itself, not only within something that is? */
static bool begins(const struct page *page, size_t i, bool (*has)(const struct page_node *node))
{
	return has(&page->nodes[i]) && (i == 0 || !has(&page->nodes[page->nodes[i].parent]));
}

static bool has_body_mark(const struct page_node *node)
{
	return node->body_mark;
}

static bool has_article(const struct page_node *node)
{
	return node->article;
}

static bool has_main(const struct page_node *node)
{
	return node->main;
}

/* The marked holder with the most good text, if it has at least `share` hundredths
 * of the page's; else 0, the page. */
static size_t marked_find(const struct page *page, bool (*has)(const struct page_node *node), uint32_t share)
{
	size_t best = 0;
	uint64_t least = (uint64_t)page->nodes[0].good_bytes * share / 100;

	for (size_t i = 1; i < page->node_count; i++)
		if (begins(page, i, has) && page->nodes[i].good_bytes > 0 && page->nodes[i].good_bytes >= least &&
		    (best == 0 || page->nodes[i].good_bytes > page->nodes[best].good_bytes))
			best = i;
	return best;
}

static size_t root_find(const struct page *page)
{
	size_t root = marked_find(page, has_body_mark, 20);

	if (root == 0)
		root = marked_find(page, has_article, 40);
	return root ? root : marked_find(page, has_main, 50);
}

/* The holder within `root` in which text stands thickest. */
static size_t top_find(const struct page *page, const bool *in_root, size_t root)
{
	size_t top = root;

	for (size_t i = root + 1; i < page->node_count; i++)
		if (in_root[i] && page->nodes[i].holder && page->nodes[i].density > page->nodes[top].density)
			top = i;
	return top;
}

/* Lets in what looks like the holders around `top`, within `root`: the sections beside
 * one section, the blocks beside one block. */
static void alike_add(const struct page *page, size_t root, size_t top, bool *inside)
{
	size_t around = top;

	for (int level = 0; level < ALIKE_LEVELS && around != root && around != 0; level++, around = page->nodes[around].parent)
		for (size_t i = 1; i < page->node_count; i++)
			if (i != around && page->nodes[i].parent == page->nodes[around].parent && page->nodes[i].look == page->nodes[around].look)
				inside[i] = true;
	for (size_t i = 1; i < page->node_count; i++)
		inside[i] |= inside[page->nodes[i].parent] && page->nodes[i].parent != 0;
}

/* Marks the holders that are `top` or within it. */
static bool *inside_of(const struct page *page, size_t top)
{
	bool *inside = arena_new_array(page->arena, bool, page->node_count);

	for (size_t i = top; i < page->node_count; i++)
		inside[i] = i == top || (i > 0 && inside[page->nodes[i].parent]);
	return inside;
}

/* A line that is a link, or a list of them: "read also", tags, a menu. */
static bool is_link_line(const struct page_piece *piece)
{
	if (piece->kind == BLOCK_HEADING)
		return false;
	return piece->link_bytes * 10 >= piece->bytes * 7 ||
	       (piece->kind == BLOCK_ITEM && piece->link_bytes * 2 > piece->bytes);
}

/* The article around a body that is marked within it; without one the body. */
static size_t scope_of(const struct page *page, size_t root)
{
	for (size_t i = root; i > 0; i = page->nodes[i].parent)
		if (begins(page, i, has_article))
			return i;
	return root;
}

/* The first heading of the highest level before any text in the body; 0 for none. */
static size_t title_piece(const struct page *page, const bool *in_top)
{
	for (size_t i = 0; i < page->piece_count; i++) {
		const struct page_piece *piece = &page->pieces[i];

		if (piece->h1 && in_top[piece->node])
			return i;
		if (in_top[piece->node] && piece->kind != BLOCK_HEADING && piece->bytes >= GOOD_BYTES)
			return 0;
	}
	return 0;
}

static size_t choose(struct page *page, enum trust trust)
{
	size_t root, top, bytes = 0, scope, title;
	const bool *in_scope, *in_root, *in_top;
	bool *alike, begun = false;

	good_sum(page, trust);
	root = trust == TRUST_NOTHING ? 0 : root_find(page);
	scope = scope_of(page, root);
	in_scope = inside_of(page, scope);
	in_root = inside_of(page, root);
	top = trust == TRUST_NOTHING ? 0 : top_find(page, in_root, root);
	in_top = inside_of(page, top);
	alike = inside_of(page, top);
	alike_add(page, root, top, alike);
	title = title_piece(page, in_top);
	for (size_t i = 0; i < page->piece_count; i++) {
		struct page_piece *piece = &page->pieces[i];
		bool within = in_top[piece->node];

		/* A lead or a note beside the body: of its look, within what is marked as
		 * the article, or before the body in its article. */
		begun |= within;
		/* A heading above the title is the site's or the rubric's. */
		if (piece->kind == BLOCK_HEADING && i < title)
			within = false;
		if (!within && (alike[piece->node] || (root > 0 && in_root[piece->node]) || (scope > 0 && !begun && in_scope[piece->node])))
			within = is_good(page, piece, trust);
		piece->chosen = within && !is_aside(page, piece, trust) &&
				(trust == TRUST_NOTHING || (!is_link_line(piece) && !page_line_is_aside(page_text(page, piece))));
		bytes += piece->chosen ? piece->bytes : 0;
	}
	return bytes;
}

void page_choose(struct page *page)
{
	if (choose(page, TRUST_HINTS) < BODY_LEAST && choose(page, TRUST_TAGS) < BODY_LEAST)
		choose(page, TRUST_NOTHING);
}
